"""What a record is: one class per kind, its fields, code lists and validation."""

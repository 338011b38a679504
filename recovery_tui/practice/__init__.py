"""What good practice says is due, overdue or red: pure functions of records and a date."""

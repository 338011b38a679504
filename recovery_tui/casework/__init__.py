"""One module per job a person does, told in their words; frozen dataclasses in and out."""

"""The areas of a person's page: what is there, and what is missing in its place."""

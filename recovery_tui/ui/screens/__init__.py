"""One screen a file, with its style sheet and its messages beside it."""

"""Bringing records in from a file: planned in one reading, written in the next, checked, and only then kept."""

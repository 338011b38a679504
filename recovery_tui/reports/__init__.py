"""Turns a view into a document. Pure: a view in, text out."""

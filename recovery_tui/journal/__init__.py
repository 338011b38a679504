"""The append-only signed log of changes, and its projection into tables.

If it concerns how a change is kept, ordered, merged or proved, it lives here.
"""

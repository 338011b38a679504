"""The append-only signed log of changes, and its projection into tables: how a change is kept, ordered, merged, proved."""

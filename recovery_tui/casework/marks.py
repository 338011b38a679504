"""Marks beside the lines of a list as they are typed: a value and its mark a row. Light: fields import it."""

from __future__ import annotations

from collections.abc import Mapping


def marks_in(typed: str) -> dict[str, str]:
    """The marks of a list as they were typed, by the value of the choice they stand beside."""
    rows = (row.strip().partition(" ") for row in typed.splitlines())
    return {value: mark.strip() for value, _, mark in rows if value and mark.strip()}


def marks_typed(marks: Mapping[str, str]) -> str:
    """Marks as they are typed."""
    return "\n".join(f"{value} {mark}" for value, mark in marks.items() if mark)

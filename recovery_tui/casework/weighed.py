"""A person's records as the rules of good practice weigh them: hidden ones left out, every answer kept."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.journal.reading import Record
from recovery_tui.practice.weighing import Case


def case_of(records: Iterable[Record]) -> Case:
    """Records by kind; those that are hidden, or struck through, are left out, but for goals."""
    found: dict[str, list[Record]] = {}
    for record in records:
        if record.hidden is None or record.kind == "goal":
            found.setdefault(record.kind, []).append(record)
    return found

"""Which line of a page somebody comes for, who was sent there by another page."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_tui.casework.views import Line, RecordId


def place_of(shown: Sequence[object], record: RecordId | None, kind: str | None) -> int | None:
    """Where among what is shown the line of `record` stands, else one of `kind`: best one that asks for something."""
    lines = [(index, line) for index, line in enumerate(shown) if isinstance(line, Line)]
    if (
        record is not None
        and (its := next((i for i, line in lines if line.record == record), None)) is not None
    ):
        return its
    places = [
        (not line.mark.value, line.indent, index)
        for index, line in lines
        if kind is not None and line.kind == kind
    ]
    return min(places)[-1] if places else None

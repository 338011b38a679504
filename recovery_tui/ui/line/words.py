"""How line mode says what the screens show side by side: the label first, then the value; states as words."""

from __future__ import annotations

from recovery_tui.casework.views import Mark
from recovery_tui.ui.rows import Row

STATES = {Mark.ACT: "act today", Mark.MISSING: "missing or late", Mark.NONE: ""}
"""What a mark says in words."""


def labelled(*pairs: tuple[str, str]) -> str:
    """`name: BARNES Lee; where: C2-14`; pairs without a value, or with the dash of a table, are left out."""
    return "; ".join(
        f"{label}: {value}" if label else value for label, value in pairs if value not in ("", "-")
    )


def with_state(mark: Mark, text: str) -> str:
    """`Act today. naloxone: not asked`."""
    return f"{STATES[mark].capitalize()}. {text}" if STATES[mark] else text


def told(text: str, note: str) -> str:
    """A text with what is said beside it: as its value, unless it has one already."""
    if not note:
        return text
    return f"{text}; {note}" if ":" in text else f"{text}: {note}"


def said_row(row: Row) -> str:
    """A row of a list: its first cell is the label of the others."""
    label, *values = row.cells
    said = "; ".join(value for value in values if value)
    return with_state(row.mark, f"{label}: {said}" if label and said else label or said)

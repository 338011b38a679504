"""A row of a list, as screens paint it and line mode says it."""

from __future__ import annotations

from dataclasses import dataclass

from recovery_tui.casework.views import Mark


@dataclass(frozen=True)
class Row:
    """A row of a list: its columns, and what it stands for."""

    cells: tuple[str, ...]
    mark: Mark = Mark.NONE
    heading: bool = False
    """A title of what follows; with several cells, the titles of the columns."""
    muted: bool = False
    indent: int = 0
    beneath: str = ""
    """Said on a line of its own below the columns."""
    beneath_mark: Mark = Mark.NONE
    """How loudly that is said."""
    subject: object = None
    """What opening the row is about; the screen knows its type."""

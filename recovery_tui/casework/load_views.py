"""What loading a file and looking at a list gives: counts, rejected lines, a preview."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rejected:
    """Something about one line of a file."""

    line: int
    """From 1; of a CSV file the row, headings counted."""
    field: str | None
    """Name of the field, or None when it concerns the whole line."""
    reason: str
    """What is wrong and what would be right, without the value."""


@dataclass(frozen=True)
class LoadResult:
    """What came of a file. When nothing was loaded, all counts are 0."""

    new: int
    changed: int
    same: int
    rejected: tuple[Rejected, ...]
    listed: tuple[Rejected, ...] = ()
    """Loaded, though a rule asks for a reason and none was given: worth a look."""
    notices: tuple[str, ...] = ()
    """Sentences about the whole file."""


@dataclass(frozen=True)
class CsvPreview:
    """The beginning of a CSV list, and what could be brought in."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The first twenty."""
    unknown_headings: tuple[str, ...]
    """Columns that will be left out."""
    total: int
    """Rows in the file, headings not counted."""
    rejected: tuple[Rejected, ...]
    """Rows that can't be brought in as they are."""

"""Records in from a file: JSON lines, and lists of people from CSV."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from recovery_tui.casework.csv_list import CsvTable, read_table
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.load_views import CsvPreview, LoadResult
from recovery_tui.casework.loading.attempt import load
from recovery_tui.casework.loading.csv_rows import CsvSource
from recovery_tui.casework.loading.line_file import LineFile, open_to_read, refuse_other_formats

CSV_ENDINGS = frozenset({".csv", ".tsv", ".txt"})
"""Endings of files that are read as lists; everything else is read as JSON lines."""


def load_file(
    desk: Desk,
    path: Path,
    *,
    dry_run: bool = False,
    partial: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> LoadResult:
    """Bring in the records of a file, in one transaction: all of them, or none when any line is wrong.

    `partial` leaves wrong lines out and brings in the rest; `dry_run` only says what would come of it. `progress`
    is told the bytes read and their number, several times over. Raises NotFoundError and UsageError.
    """
    if path.suffix.lower() in CSV_ENDINGS:
        return _load_csv(desk, read_table(path), dry_run=dry_run, partial=partial, progress=progress)
    file, size = open_to_read(path)
    with file:
        refuse_other_formats(file.read(8))
        return load(desk, LineFile(path, file, size), dry_run=dry_run, partial=partial, progress=progress)


def preview_csv(desk: Desk, path: Path) -> CsvPreview:
    """What is in a list and which of its rows can't come in; changes nothing. Raises what `load_file` does."""
    table = read_table(path)
    result = _load_csv(desk, table, dry_run=True, partial=True, progress=None)
    return table.preview(result.rejected)


def _load_csv(
    desk: Desk, table: CsvTable, *, dry_run: bool, partial: bool, progress: Callable[[int, int], None] | None
) -> LoadResult:
    with desk.journal.reading() as conn:
        source = CsvSource(desk, conn, table)
    return load(desk, source, dry_run=dry_run, partial=partial, progress=progress)

"""Records in from a file and out to one: JSON lines both ways, and lists of people from CSV."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.exchange_views import CsvPreview, LoadResult, Rejected
from recovery_tui.casework.loading.attempt import load
from recovery_tui.casework.loading.line_file import LineFile, open_to_read, refuse_other_formats

__all__ = ["CsvPreview", "LoadResult", "Rejected", "load_file"]


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
    file, size = open_to_read(path)
    with file:
        refuse_other_formats(file.read(8))
        return load(desk, LineFile(path, file, size), dry_run=dry_run, partial=partial, progress=progress)

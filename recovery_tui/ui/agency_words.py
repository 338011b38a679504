"""Writing the list of agencies out, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework import agencies, drives, printing
from recovery_tui.casework.desk import Desk
from recovery_tui.reports.table import to_csv

WHERE = "Write the list where?"


def write(desk: Desk, place: Path) -> Path:
    """Write the list into a folder, or beside a file that was named if that is there. Raises as `printing.put`."""
    file = drives.file_in(place, ".csv", "agencies")
    return printing.put(file.parent, file.stem, file.suffix, to_csv(*agencies.table(desk)))


def written(file: Path) -> str:
    """That it is written, and what it holds."""
    return f"The list is written: {file}. It names agencies and nobody's records."

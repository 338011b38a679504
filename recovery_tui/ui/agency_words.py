"""What is said of the list of agencies when it is written out."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework import drives

WHERE = "Write the list where?"


def file_in(folder: Path) -> Path:
    """The list in a folder; a file that was named stands."""
    return drives.file_in(folder, ".csv", "agencies")


def written(file: Path) -> str:
    """That it is written, and what it holds."""
    return f"The list is written: {file}. It names agencies and nobody's records."

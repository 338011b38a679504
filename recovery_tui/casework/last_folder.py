"""The folder that files for colleagues were written to last, which the store remembers."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from recovery_tui.casework.desk import Desk
from recovery_tui.errors import DiskFullError
from recovery_tui.journal import tables

_LAST = "last folder"
"""Setting that holds where a file was written last."""


def last(desk: Desk) -> Path | None:
    """The folder that a file was written to last; None before the first."""
    with desk.journal.reading() as conn:
        folder = tables.setting(conn, _LAST)
    return Path(folder) if folder else None


def remember(desk: Desk, folder: Path) -> None:
    """A file was written to this folder; without room to note it the file is whole all the same."""
    with suppress(DiskFullError), desk.vault.writing() as conn:
        tables.set_setting(conn, _LAST, str(folder.absolute()))

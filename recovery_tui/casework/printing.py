"""A document on its way to paper: whose print it is, and the file it is written to."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework import opening
from recovery_tui.casework.desk import Desk
from recovery_tui.errors import NotFoundError
from recovery_tui.records.day_words import spell_time

MOST_NAMES = 1000


def printed_by(desk: Desk) -> str:
    """`Printed by Kim Example, Mon 23 Nov 2026 10:42`."""
    return f"Printed by {desk.owner.name}, {spell_time(desk.clock.local_now())}"


def put(folder: Path, stem: str, ending: str, text: str) -> Path:
    """Write a document into a folder under a name that is free there, and that says nothing about anybody.

    Whole or not at all. Raises `NotFoundError` where there is no folder, and what `opening.write_document` raises.
    """
    if not folder.is_dir():
        raise NotFoundError(
            "There is no such folder. Nothing was written. Put the stick in, or choose another folder."
        )
    names = (f"{stem}{f'-{number}' if number else ''}{ending}" for number in range(MOST_NAMES))
    target = next((folder / name for name in names if not (folder / name).exists()), None)
    if target is None:
        raise NotFoundError(
            "The folder is full of prints. Nothing was written. Clear it, or choose another one."
        )
    opening.write_document(target, text)
    return target

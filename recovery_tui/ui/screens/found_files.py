"""Files that lie where one might look: on sticks, in the folder used last."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recovery_tui.casework import sending
from recovery_tui.casework.desk import Desk
from recovery_tui.ui.wording import counted

CARD = ".rpcard"


def files_in(folder: Path, ending: str) -> list[Path]:
    """The files in a folder whose name has this ending, by name; none where the folder can't be read."""
    try:
        return sorted(each for each in folder.iterdir() if each.suffix.lower() == ending and each.is_file())
    except OSError:
        return []  # only offered: whoever types this folder is told what is wrong with it


def folders_with_files(desk: Desk) -> tuple[tuple[str, Path], ...]:
    """Places with the number of files that could be received there; for a thread."""
    return tuple(
        (f"{words}: {counted(count, 'file', 'files')}", folder)
        for words, folder in sending.places(desk)
        if (count := len(files_in(folder, sending.ENDING)))
    )


def cards_lying_about(desk: Desk) -> tuple[tuple[str, Path], ...]:
    """The card files on sticks and in the folder used last; for a thread."""
    return tuple(_named(card for _, folder in sending.places(desk) for card in files_in(folder, CARD)))


def _named(files: Iterable[Path]) -> Iterable[tuple[str, Path]]:
    for file in files:
        yield f"{file.name}   in {file.parent}", file

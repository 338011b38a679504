"""Files that lie where one might look: on sticks, in the folder used last."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recovery_tui.casework import sending
from recovery_tui.casework.drives import files_in
from recovery_tui.ui.session import Session
from recovery_tui.ui.wording import counted

CARD = ".rpcard"

FOLDER = "folder"
"""Under this name a session remembers the folders it has read from and written to."""


def places(session: Session) -> tuple[tuple[str, Path], ...]:
    """Sticks, the folder written to last, then folders used in this session; for a thread."""
    known = list(sending.places(session.desk))
    here = {path for _, path in known}
    recent = (Path(each) for each in session.last_used.get(FOLDER, ()))
    return (
        *known,
        *((f"{path} (used today)", path) for path in recent if path not in here and path.is_dir()),
    )


def folders_with_files(session: Session) -> tuple[tuple[str, Path], ...]:
    """Places with the number of files that could be received there; for a thread."""
    return tuple(
        (f"{words}: {counted(count, 'file', 'files')}", folder)
        for words, folder in places(session)
        if (count := len(files_in(folder, sending.ENDING)))
    )


def cards_lying_about(session: Session) -> tuple[tuple[str, Path], ...]:
    """The card files on sticks and in the folder used last; for a thread."""
    return tuple(_named(card for _, folder in places(session) for card in files_in(folder, CARD)))


def _named(files: Iterable[Path]) -> Iterable[tuple[str, Path]]:
    for file in files:
        yield f"{file.name}   in {file.parent}", file

"""Files that lie where one might look: on sticks, in the folder used last."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recovery_tui.casework import last_folder, sending
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.drives import files_in, removable_drives
from recovery_tui.ui.card_facts import file_in
from recovery_tui.ui.session import Session
from recovery_tui.ui.wording import counted

CARD = ".rpcard"

FOLDER = "folder"
"""Under this name a session remembers the folders it has read from and written to."""


def places(session: Session) -> tuple[tuple[str, Path], ...]:
    """Sticks, the folder written to last, then folders used in this session, each once; for a thread."""
    today = {Path(typed).absolute(): f"{typed} (used today)" for typed in session.last_used.get(FOLDER, ())}
    last = last_folder.last(session.desk)
    found = {drive: f"{drive} (can be taken out)" for drive in removable_drives()}
    if last is not None:
        found.setdefault(last, today.get(last, f"{last} (used last)"))
    found |= {folder: words for folder, words in today.items() if folder not in found}
    return tuple((words, folder) for folder, words in found.items() if folder.is_dir())


def folders_with_files(session: Session) -> tuple[tuple[str, Path], ...]:
    """Places with the number of files that could be received there; for a thread."""
    return tuple(
        (f"{words}: {counted(count, 'file', 'files')}", folder)
        for words, folder in places(session)
        if (count := len(files_in(folder, sending.ENDING)))
    )


def cards_lying_about(session: Session) -> tuple[tuple[str, Path], ...]:
    """The card files of others on sticks and in the folders used; for a thread."""
    return cards_in(session.desk, [folder for _, folder in places(session)])


def cards_in(desk: Desk, folders: Iterable[Path]) -> tuple[tuple[str, Path], ...]:
    """The card files of others in some folders; for a thread."""
    own = file_in(Path(), desk.owner.name, CARD).name
    found = (card for folder in folders for card in files_in(folder, CARD))
    return tuple((f"{card.name}   in {card.parent}", card) for card in found if card.name != own)

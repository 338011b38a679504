"""Writing replies: where to, and what was written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from recovery_tui.casework import receiving
from recovery_tui.casework.sharing_views import SentFile
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.found_files import FOLDER, places
from recovery_tui.ui.screens.place_dialog import PlaceDialog
from recovery_tui.ui.wording import counted

NONE_DUE = "No reply is due: everything that was taken in is confirmed already."


def ask_where_to_reply(screen: PlaceScreen[Any]) -> None:
    """Ask for a folder, sticks first, and write the replies there."""
    session = screen.session

    def show(found: tuple[tuple[str, Path], ...]) -> None:
        dialog = PlaceDialog(session.glyphs, "Write the replies where?", found, "folder or stick, then Enter")
        screen.app.push_screen(dialog, lambda folder: write_replies(screen, folder) if folder else None)

    screen.ask(lambda: places(session), show, "places")


def write_replies(screen: PlaceScreen[Any], folder: Path) -> None:
    """Write a reply to everybody who is due one, and say so on `screen`."""
    desk = screen.session.desk
    screen.notice.say("Writing replies")
    screen.ask(lambda: receiving.write_receipts(desk, folder), partial(_tell, screen, folder), "save")


def _tell(screen: PlaceScreen[Any], folder: Path, written: tuple[SentFile, ...]) -> None:
    if not written:
        screen.notice.say(NONE_DUE)
        return
    screen.session.used(FOLDER, str(folder))
    out = " You can take it out now." if any(each.removable for each in written) else ""
    said = f"{counted(len(written), 'reply', 'replies')} written to {folder}."
    screen.notice.say(said + out, Tone.GOOD)

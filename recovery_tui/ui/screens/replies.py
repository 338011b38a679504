"""Writing replies: where to, and what was written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from recovery_tui.casework import receiving
from recovery_tui.casework.sharing_views import SentFile
from recovery_tui.ui.found_files import FOLDER
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.received_words import NONE_DUE, REPLY_WHERE, replies_words
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.place_dialog import ask_folder


def ask_where_to_reply(screen: PlaceScreen[Any]) -> None:
    """Ask for a folder, sticks first, and write the replies there."""
    ask_folder(screen, REPLY_WHERE, partial(write_replies, screen))


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
    screen.notice.say(replies_words(written, folder), Tone.GOOD)

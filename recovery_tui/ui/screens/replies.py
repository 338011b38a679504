"""Writing replies: where to, and what was written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from recovery_tui.ui.found_files import FOLDER
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.received_files import Replied, reply_to_all
from recovery_tui.ui.received_words import REPLY_WHERE, replied_words
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.place_dialog import ask_folder


def ask_where_to_reply(screen: PlaceScreen[Any]) -> None:
    """Ask for a folder, sticks first, and write the replies there."""
    ask_folder(screen, REPLY_WHERE, partial(write_replies, screen))


def write_replies(screen: PlaceScreen[Any], folder: Path) -> None:
    """Write a reply to everybody who is due one, and say so on `screen`."""
    desk = screen.session.desk
    screen.notice.say("Writing replies")
    screen.ask(lambda: reply_to_all(desk, folder), partial(_tell, screen, folder), "save")


def _tell(screen: PlaceScreen[Any], folder: Path, replied: Replied) -> None:
    if replied.written:
        screen.session.used(FOLDER, str(folder))
    screen.notice.say(replied_words(replied, folder), Tone.GOOD if replied.written else Tone.TEXT)

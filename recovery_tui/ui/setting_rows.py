"""The settings as a list: each with how it stands and what it means, the same on the screen and in line mode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from recovery_tui.casework import agencies, cover_pin, drives, safekeeping, settings
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.settings import SettingLine, Settings
from recovery_tui.ui import keys
from recovery_tui.ui.rows import Row
from recovery_tui.ui.wording import counted, written_words

HOLDS = "It holds from now on."
BACKING_UP = "Making a backup, every page is checked."
BACK_UP_WHERE = "Back up where?"
ENDING = ".rpbackup"


class Besides(StrEnum):
    """What can be set in a way of its own."""

    PIN = "pin"
    BAD_NEWS = "bad news"
    BACK_UP_NOW = "back up now"
    BACK_UP = "back up"
    KEYS = "keys"
    AGENCIES = "agencies"


@dataclass(frozen=True)
class Subject:
    """What a line is about, and what it means."""

    help: str
    what: SettingLine | Besides


def setting_rows(desk: Desk) -> list[Row]:
    """Every setting in its group, and with them what is set in a way of its own; for a thread."""
    return list(_rows(desk))


def _rows(desk: Desk) -> Iterator[Row]:
    now = settings.read(desk)
    for group, lines in groupby(settings.lines(desk), key=lambda line: line.setting.group):
        yield Row((group,), heading=True)
        for line in lines:
            yield Row((line.setting.title, line.said), subject=Subject(line.setting.help, line))
        if group == "Safety":
            said = "set" if now.pin else "none, the passphrase opens it"
            yield _besides("PIN for the covered screen", said, cover_pin.TRADE, Besides.PIN)
        elif group == "Words":
            yield _bad_news(now)
        elif group == "Backups":
            yield from _backups(desk)
    yield Row(("Keys and agencies",), heading=True)
    moved = len(keys.read(now.keys))
    said = counted(moved, "command moved", "commands moved") if moved else "all as they came"
    yield _besides("Keys", said, "Which key gives which command.", Besides.KEYS)
    yield _besides(
        "Agencies",
        counted(len(agencies.listed(desk)), "agency", "agencies"),
        "The services that can be chosen for referrals and appointments.",
        Besides.AGENCIES,
    )


def _bad_news(now: Settings) -> Row:
    said = "the site's own" if now.bad_news_words else "ours"
    help_text = "What the page for bad news says to do at once, with your own radio calls and numbers."
    return _besides("Bad news: what to do first", said, help_text, Besides.BAD_NEWS)


def _backups(desk: Desk) -> Iterator[Row]:
    kept = safekeeping.kept(desk)
    newest = written_words(kept.newest.isoformat()) if kept.newest else "none yet"
    where = f"{counted(kept.count, 'backup', 'backups')} in {kept.folder}. Choosing this makes one more now."
    yield _besides("Newest backup", newest, where, Besides.BACK_UP_NOW)
    elsewhere = (
        "One file on a stick or another disk. It opens with the passphrase and the words that hold now. To put a "
        "backup in place, lock, and choose “I have a backup”."
    )
    yield _besides("Back up to another place", "", elsewhere, Besides.BACK_UP)


def _besides(title: str, said: str, help_text: str, what: Besides) -> Row:
    return Row((title, said), subject=Subject(help_text, what))


def backup_in(folder: Path, desk: Desk) -> Path:
    """The backup in a folder, named after the store; a file that was named stands."""
    return drives.file_in(folder, ENDING, desk.store_name)


def backed_up(file: Path | None = None) -> str:
    """That there is a backup, and where, if it was asked for."""
    return f"Backed up: {file}" if file else "Backed up."

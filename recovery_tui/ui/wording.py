"""Small words that several pages use: counts, sizes, when somebody wrote, which key gives a command."""

from __future__ import annotations

import re
from datetime import datetime

from recovery_tui.practice.counts import counted as counted
from recovery_tui.practice.day_words import spell_short
from recovery_tui.ui.commands import command

KILO = 1024

_COMMAND = re.compile(r"\{([a-z0-9.-]+)\}")


def key_of(command_id: str) -> str:
    """The key that gives a command now, as a sentence names it: `F2`, `n`; its owner may have moved it."""
    return command(command_id).key


def with_keys(text: str) -> str:
    """A text written ahead, each `{people.new}` in it replaced by the key that gives that command now."""
    return _COMMAND.sub(lambda found: key_of(found[1]), text)


def with_titles(text: str) -> str:
    """The same for line mode, where a command is given by its title."""
    return _COMMAND.sub(lambda found: command(found[1]).title, text)


def size_words(size: int) -> str:
    """`800 bytes`, `12 kB`, `3.4 MB`."""
    if size < KILO:
        return f"{size} bytes"
    if size < KILO * KILO:
        return f"{-(-size // KILO):,} kB"
    return f"{size / KILO / KILO:,.1f} MB"


def written_words(stamp: str) -> str:
    """`Fri 20 Nov 16:40`, by the clock of whoever wrote; what is no time is given as it stands."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return f"{spell_short(moment.date().isoformat())} {moment:%H:%M}"


def day_of(spelled: str) -> str:
    """`Fri 20 Nov` of `Fri 20 Nov 16:40`, for narrow columns."""
    return spelled.rpartition(" ")[0]

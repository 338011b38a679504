"""The first question of the first start, before any screen is painted: normal, large text, or one line at a time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

from recovery_tui.casework.look import BY_LINE, LARGE, NORMAL, Look, keep
from recovery_tui.clock import Clock
from recovery_tui.ui.glyphs import glyphs_for
from recovery_tui.ui.line.talk import Talk, number_of
from recovery_tui.ui.line.turns import Back, Gone
from recovery_tui.ui.session import Session

WAYS = (
    ("Normal: screens, worked with the keyboard.", NORMAL),
    ("Large text: screens in strong colours; ctrl and + make the letters larger.", LARGE),
    ("Screen reader or braille: one line at a time. Also for very large letters.", BY_LINE),
)


def ask_manner(
    data: Path, clock: Clock, heard: TextIO | None = None, said: TextIO | None = None
) -> Look | None:
    """The way chosen, kept in the data folder; None when the person left instead. Needs a terminal."""
    said = said or sys.stdout
    talk = Talk(Session(data, clock, glyphs_for(said.encoding)), heard or sys.stdin, said)
    talk.say("Recovery plans. How should they be shown? The settings can change it.")
    for place, (words, _) in enumerate(WAYS, 1):
        talk.say(f"{place}. {words}")
    try:
        while (number := number_of(talk.ask("Number, or Enter for 1").strip() or "1", len(WAYS))) is None:
            talk.error(f"Type a number from 1 to {len(WAYS)}, or back to leave.")
    except (Back, Gone):
        return None
    look = WAYS[number - 1][1]
    keep(data, look)
    return look

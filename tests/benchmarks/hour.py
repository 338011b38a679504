"""An hour of a keyworker's day in one run of the program: what its memory grows by (POSIX, where /proc tells)."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.app import (
    AT_PERSON,
    AT_TODAY,
    AT_UNLOCK,
    CASELOAD,
    DOWN,
    ENTER,
    ESCAPE,
    FIRST_CELL,
    started,
)
from tests.benchmarks.measure import Figure
from tests.benchmarks.stores import PASSPHRASE, copy_of
from tests.benchmarks.terminal import Terminal

NAME = "hour"
SECONDS = 3600.0
AT_MOST = 20.0
"""Megabytes."""
WARM = 5
"""Rounds until every screen has been loaded once and every cache has met its first people."""
PAUSE = 0.3
"""Seconds without a word painted, before the next keys are pressed."""
TODAY, EXCHANGE, COVER, SAVE, HELP = "\x1b[15~", "\x1b[18~", "\x1b[20~", "\x1bOQ", "\x1bOP"
HOME, PALETTE, SHOW, RECORDS = "\x1b[H", "\x10", "v", "\x05"
"""F5, F7, F9, F2, F1; Home, ctrl+p, v, ctrl+e."""


def figures(people: int) -> list[Figure]:
    """Megabytes the process holds more at the end than after its first rounds."""
    folder = Path(tempfile.mkdtemp(prefix="recovery-hour-"))
    try:
        with started(copy_of(people, folder / "data")) as terminal:
            terminal.painted(AT_UNLOCK)
            terminal.quiet()
            terminal.press(PASSPHRASE + ENTER)
            terminal.painted(AT_TODAY)
            for number in range(WARM):
                _round(terminal, number)
            before, begun, rounds = terminal.memory(), time.perf_counter(), 0
            while time.perf_counter() - begun < SECONDS:
                _round(terminal, WARM + rounds)
                rounds += 1
                sys.stderr.write(f"  {rounds} rounds, {terminal.memory() - before:+.1f} MB\n")
            grown = terminal.memory() - before
    finally:
        shutil.rmtree(folder)
    name = f"memory after {SECONDS / 60:.0f} minutes of use, {rounds} rounds, {people:,} people"
    shown = f"{before:.0f} MB at the start"
    return [Figure(name, f"{grown:+.1f} MB", shown, None, f"< {AT_MOST:g} MB", grown < AT_MOST, 1)]


def _round(terminal: Terminal, number: int) -> None:
    """Somebody else each time: read page by page, written about, shown; looked for; and the places between."""
    _go(terminal, CASELOAD, FIRST_CELL)
    _go(terminal, HOME + DOWN * (number % 12) + ENTER, AT_PERSON)
    for area in "234567":
        _go(terminal, area, f"[{area} ")
    _go(terminal, "s", "Others may know")
    _go(terminal, f"Talked about the week, number {number}.", f"number {number}.")
    _go(terminal, SAVE, "Saved ")
    _go(terminal, SHOW, "ctrl+e")
    _go(terminal, RECORDS, "7 Everything")
    _go(terminal, ESCAPE, FIRST_CELL)
    _go(terminal, TODAY, AT_TODAY)
    _go(terminal, "/", "Three letters")
    _go(terminal, "quill", "People")
    _go(terminal, ESCAPE, AT_TODAY)
    _go(terminal, EXCHANGE, "Only on this computer")
    _go(terminal, HELP, "You are here")
    _go(terminal, ESCAPE, "Only on this computer")
    _go(terminal, PALETTE, "Which command")
    _go(terminal, "glossary" + ENTER, "duty to refer")
    _go(terminal, ESCAPE, "Only on this computer")
    _go(terminal, COVER, "The screen is covered")
    _go(terminal, PASSPHRASE + ENTER, "Only on this computer")
    _go(terminal, TODAY, AT_TODAY)


def _go(terminal: Terminal, keys: str, until: str) -> None:
    terminal.press(keys)
    terminal.painted(until)
    terminal.quiet(PAUSE)

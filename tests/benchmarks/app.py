"""The program as a person starts it, in a pseudo-terminal, up to the list of people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.stores import PASSPHRASE
from tests.benchmarks.terminal import Terminal, running

CASELOAD = "\x1b[17~"
"""F6."""
ENTER = "\r"
ESCAPE = "\x1b"
DOWN = "\x1b[B"

AT_UNLOCK = "Passphrase"
AT_TODAY = "F5 Today"
AT_CASELOAD = "sorted by"
AT_PERSON = "What matters to me"
AT_FORM = "What came of it"
FIRST_CELL = "A1-01"
"""Texts that are painted when a screen is; the first cell when the list has come."""


@contextmanager
def started(data: Path) -> Iterator[Terminal]:
    """The program from its start; nothing has been waited for."""
    with running("-m", "recovery_tui", "--data-dir", str(data)) as terminal:
        yield terminal


@contextmanager
def at_caseload(data: Path) -> Iterator[Terminal]:
    """The program with the records open and the list of people painted."""
    with started(data) as terminal:
        terminal.painted(AT_UNLOCK)
        terminal.quiet()
        terminal.press(PASSPHRASE + ENTER)
        terminal.painted(AT_TODAY)
        terminal.quiet()
        terminal.press(CASELOAD)
        terminal.painted(FIRST_CELL)
        terminal.quiet()
        yield terminal

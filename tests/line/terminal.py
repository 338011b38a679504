"""Line mode in a real pseudo-terminal: lines go in, and what is asked comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tests.benchmarks.terminal import Terminal, running
from tests.line.heard import DONE, MOST, reply
from tests.ui.office import PASSPHRASE

TODAY = date(2026, 11, 23)
"""The day on which these conversations are held, whatever the computer's clock says."""


class Person:
    """Somebody who answers, and counts the keys pressed for it."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.keys = 0
        self.said = ""
        """What was said after the last answer."""

    def answer(self, *lines: str) -> str:
        """Type lines, each once something is asked; gives what was said after the last one."""
        for line in lines:
            self.keys += len(line) + 1
            self._type(line)
        return self.said

    def write(self, prose: str, ending: str = "") -> str:
        """Type a line of prose, of which only what it ends with and Enter count."""
        self.keys -= len(prose)
        return self.answer(prose + ending)

    def _type(self, line: str) -> None:
        self.terminal.press(f"{line}\n")
        self.terminal.asks()
        self.said = self.terminal.text()

    def fill(self, answers: Mapping[str, str], *end: str) -> str:
        """Answer a form by how its prompts begin, leave the other fields as they are; at its `end` simply save it."""
        for _ in range(MOST):
            prompt = self.said.rpartition("\n")[2]
            if prompt.startswith(DONE):
                break
            self.answer(*reply(answers, prompt).split("\n"))
        return self.answer(*(end or ("",)))

    def line(self, words: str) -> str:
        """The number of a line that was just said."""
        return next(line.partition(".")[0] for line in self.said.splitlines() if words in line)

    def leave(self) -> None:
        """Quit; nothing may be left in the terminal."""
        self.answer("quit")
        self.terminal.press("leave\n")
        assert self.terminal.ended() == 0
        assert self.terminal.text().replace("\r", "").endswith("leave\nLocked.\n")


@contextmanager
def talking(data: Path) -> Iterator[Person]:
    """Somebody on Today of the store in `data`."""
    with _started(data) as person:
        person.answer(PASSPHRASE)
        assert PASSPHRASE not in person.said
        yield person


@contextmanager
def arriving(data: Path) -> Iterator[Person]:
    """Somebody for whom there are no records yet: goes through the first run, and is asked how to begin."""
    with _started(data) as person:
        person.answer("start", "", "Kim Example", "", "keyworker", "FIC", "", PASSPHRASE, PASSPHRASE, "")
        paper = person.said.replace("\r", "").splitlines()
        person.answer("")
        while person.said.endswith(" from the paper: "):
            place = person.said.rpartition("Word ")[2].split()[0]
            person.answer(next(line.split()[1] for line in paper if line.startswith(f"{place}. ")))
        assert PASSPHRASE not in person.said
        yield person


@contextmanager
def _started(data: Path) -> Iterator[Person]:
    """Somebody at the first thing that is asked."""
    flags = ("--plain", "--as-of", TODAY.isoformat(), "--data-dir", str(data))
    with running("-m", "recovery_tui", *flags, COLUMNS="1000") as terminal:
        terminal.asks()
        yield Person(terminal)

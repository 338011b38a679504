"""Line mode in a real pseudo-terminal: lines go in, and what is asked comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tests.benchmarks.terminal import Terminal, running
from tests.line.heard import DONE, reply
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

    def fill(self, answers: Mapping[str, str]) -> str:
        """Answer a form by how its prompts begin, leave the other fields as they are, and save it."""
        prompt = self.said.rpartition("\n")[2]
        while not prompt.startswith(DONE):
            for line in reply(answers, prompt).split("\n"):
                self.answer(line)
            prompt = self.said.rpartition("\n")[2]
        return self.answer("")

    def leave(self) -> None:
        """Quit; nothing may be left in the terminal."""
        self.answer("quit")
        self.terminal.press("leave\n")
        assert self.terminal.ended() == 0
        assert self.terminal.text().replace("\r", "").endswith("leave\nLocked.\n")


@contextmanager
def talking(data: Path) -> Iterator[Person]:
    """Somebody on Today of the store in `data`."""
    flags = ("--plain", "--as-of", TODAY.isoformat(), "--data-dir", str(data))
    with running("-m", "recovery_tui", *flags, COLUMNS="1000") as terminal:
        terminal.painted("Passphrase: ")
        person = Person(terminal)
        person.answer(PASSPHRASE)
        assert PASSPHRASE not in person.said
        yield person

"""Line mode without a terminal: answers are given, a form's by the titles of its fields; what was said comes back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from recovery_tui.casework import opening
from recovery_tui.clock import Clock, SetClock
from recovery_tui.ui.line.run import run
from tests.ui.office import PASSPHRASE
from tests.ui.stage import MONDAY

OPENED = PASSPHRASE
"""The first answer of nearly every conversation."""

LEAVE = ("quit", "leave")
"""The last answers of nearly every conversation."""

DONE = "Number to change, list, Enter saves"
"""The prompt at the end of a form."""

MOST = 200
"""Prompts after which a conversation goes round in circles."""

Answer = str | Mapping[str, str]
"""A line; or a form's answers by how their prompts begin, the others left as they are, saved at the end."""


def reply(answers: Mapping[str, str], prompt: str) -> str:
    """What to answer at a prompt of a form; lines of a long text are parted by `\\n`."""
    return next((said for begins, said in answers.items() if prompt.startswith(begins)), "")


class _Answers(io.StringIO):
    """Gives the next answer; to a prompt of a form, the one that fits."""

    def __init__(self, answers: tuple[Answer, ...], said: io.StringIO) -> None:
        super().__init__()
        self._answers = list(answers)
        self._said = said
        self._left: list[str] = []
        self.prompts = 0

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """One line; empty once there are no more."""
        self.prompts += 1
        assert self.prompts < MOST, f"never came to the end of a form:\n{self._said.getvalue()[-2000:]}"
        if self._left:
            return self._left.pop(0) + "\n"
        if not self._answers:
            return ""
        answer = self._answers[0]
        if isinstance(answer, str):
            return f"{self._answers.pop(0)}\n"
        prompt = self._said.getvalue().rpartition("\n")[2]
        if prompt.startswith(DONE):
            self._answers.pop(0)
            return "\n"
        first, *self._left = reply(answer, prompt).split("\n")
        return first + "\n"


def conversation(
    data: Path, *answers: Answer, clock: Clock | None = None, practice: opening.Practice | None = None
) -> str:
    """Everything that line mode said while these answers were given; after the last one nobody is there any more."""
    said = io.StringIO()
    status = run(data, clock or SetClock(MONDAY), practice=practice, heard=_Answers(answers, said), said=said)
    assert status == 0
    return said.getvalue()

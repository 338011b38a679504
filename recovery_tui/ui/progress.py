"""Long work: how far it is, said beneath the page, and a way to stop it that leaves things as they were."""

from __future__ import annotations

from typing import Any

from textual.message import Message

from recovery_tui.errors import StoppedError
from recovery_tui.ui.work import Asking

BAR = 30
"""Cells of the bar."""


class Progressed(Message):
    """So much of the work is done."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__()
        self.done = done
        self.total = total

    def can_replace(self, message: Message) -> bool:
        """Only the newest count matters."""
        return isinstance(message, Progressed)

    def words(self, unit: str) -> str:
        """A bar and a count: `####----  1,200 of 10,000 bytes`."""
        full = BAR * self.done // max(self.total, 1)
        count = f"{self.done:,} of {self.total:,} {unit}".rstrip()
        return f"{'#' * full}{'-' * (BAR - full)}  {count}"


class LongWork:
    """One piece of long work, told to casework as its `progress`; `stop` ends it at its next step."""

    def __init__(self, screen: Asking[Any], stopped: str) -> None:
        """`stopped` says that it was stopped and what is safe."""
        self._screen = screen
        self._said = stopped
        self._is_stopped = False

    def stop(self) -> None:
        """End it at its next step."""
        self._is_stopped = True

    def __call__(self, done: int, total: int) -> None:
        """Tell the screen how far it is; raises StoppedError once it was stopped."""
        if self._is_stopped:
            raise StoppedError(self._said)
        self._screen.post_message(Progressed(done, total))

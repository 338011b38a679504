"""Hearing at any moment that the terminal was closed, the computer shuts down or ctrl+c was pressed."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import current_thread, main_thread
from types import FrameType
from typing import Any, TextIO

from recovery_tui.ui.hangup import SIGNALS
from recovery_tui.ui.line.turns import Gone


class Hangups:
    """A closed terminal ends the program as if nobody had answered: what was typed is kept, the store is locked.

    A signal that comes just before the program begins to read does not interrupt the reading. So what is waited
    for is a line or a signal, whichever comes first.
    """

    def __init__(self) -> None:
        self._bell: int | None = None
        self._is_over = False

    @contextmanager
    def heard(self) -> Iterator[None]:
        """For as long as this lasts, the first of `SIGNALS` raises Gone. Only the main thread can hear of them."""
        before: dict[int, Any] = {}
        for name in SIGNALS:
            with suppress(AttributeError, ValueError):  # Windows has not both; in other threads
                number = getattr(signal, name)
                before[number] = signal.signal(number, self._hear)
        try:
            with self._rung():
                yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def _rung(self) -> Iterator[None]:
        """Each signal writes a byte that `wait` can see. Windows can wait for no terminal."""
        if os.name == "nt" or current_thread() is not main_thread():
            yield
            return
        self._bell, clapper = os.pipe()
        os.set_blocking(clapper, False)
        previous = signal.set_wakeup_fd(clapper, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(previous)
            os.close(clapper)
            os.close(self._bell)
            self._bell = None

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if not self._is_over:
            self._is_over = True
            raise Gone

    def ignore(self) -> None:
        """What comes from now on interrupts nothing any more: the records are being locked."""
        self._is_over = True

    def wait(self, heard: TextIO) -> None:
        """Wait until a terminal has a line; what comes through a pipe has an end of its own. Raises Gone."""
        if self._is_over:
            raise Gone  # it was raised where an exception does not get far, as in what SQLite calls
        if self._bell is None or not heard.isatty():
            return
        while self._bell in select.select([heard.fileno(), self._bell], [], [])[0]:
            os.read(self._bell, 4096)

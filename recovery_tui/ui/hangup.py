"""Noticing that the terminal was closed, so that what is typed is kept and the store is not left open."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

SIGNALS = ("SIGHUP", "SIGTERM")
"""What a closed window and a computer shutting down send; Windows has neither and just ends the program."""


def call_at_hangup(then: Callable[[], object]) -> None:
    """Have the running event loop call `then` when the terminal is closed or the program is told to end.

    A program started with hang-ups ignored would never hear of it, and run on with the store open.
    """
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        with suppress(NotImplementedError, RuntimeError, ValueError, AttributeError):
            loop.add_signal_handler(getattr(signal, name), then)


def has_terminal() -> bool:
    """Whether a terminal is at the other end; after a hang-up it is not, even when no signal came."""
    try:
        return sys.__stdin__ is not None and os.isatty(sys.__stdin__.fileno())
    except (OSError, ValueError):
        return False

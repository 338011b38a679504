"""How memory is handed out to threads."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_M_ARENA_MAX = -8
"""Of mallopt(3)."""


def share_one_heap() -> None:
    """Have all threads take memory from one heap; before they are begun. Does nothing but under glibc.

    Otherwise each thread has its own, and what one asked for and another gave back is never used again: an hour of use
    took fifty megabytes.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)

"""What must be settled about the process before Textual is first imported; itself imports nothing of it."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping

HOOK_PREFIX = "TEXTUAL"
"""Textual reads these variables at import: log files, screenshots, pressed keys, any class as a driver."""

_GET_SCREEN_READER = 0x0046
"""SPI_GETSCREENREADER of SystemParametersInfo."""


def drop_hooks(environ: MutableMapping[str, str]) -> tuple[str, ...]:
    """Take Textual's hooks out of `environ` and say which were there; call it before any Textual import."""
    found = tuple(sorted(name for name in environ if name.upper().startswith(HOOK_PREFIX)))
    for name in found:
        del environ[name]
    return found


def screen_reader_runs() -> bool:
    """Whether Windows says that a screen reader reads the screen; elsewhere nobody can tell."""
    if sys.platform != "win32":
        return False
    import ctypes

    runs = ctypes.c_int(0)
    asked = ctypes.windll.user32.SystemParametersInfoW(_GET_SCREEN_READER, 0, ctypes.byref(runs), 0)
    return bool(asked and runs.value)

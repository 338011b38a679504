"""What must be settled about the process before Textual is first imported; itself imports nothing of it."""

from __future__ import annotations

from collections.abc import MutableMapping

HOOK_PREFIX = "TEXTUAL"
"""Textual reads these variables at import: log files, screenshots, pressed keys, any class as a driver."""


def drop_hooks(environ: MutableMapping[str, str]) -> tuple[str, ...]:
    """Take Textual's hooks out of `environ` and say which were there; call it before any Textual import."""
    found = tuple(sorted(name for name in environ if name.upper().startswith(HOOK_PREFIX)))
    for name in found:
        del environ[name]
    return found

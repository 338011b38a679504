"""What nobody planned for: a reference code for the person, types and line numbers for the log, values for nobody."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from recovery_tui.clock import Clock

LOG_NAME = "problems.log"
"""Beside the stores: reference codes, error types and line numbers, no values."""


def note_problem(data: Path, clock: Clock, error: BaseException) -> str:
    """Log types and line numbers of `error` in `data`, never its text; give the reference code."""
    reference = clock.random_bytes(3).hex().upper()
    lines = [f"{clock.now():%Y-%m-%d %H:%MZ} {reference} {_kinds(error)}"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(data / LOG_NAME, "a", encoding="utf-8", opener=_for_this_user) as log:
            log.write("\n".join(lines) + "\n")
    except OSError:
        return f"{reference} (not logged: the folder can't be written to)"
    return reference


def _for_this_user(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _kinds(error: BaseException) -> str:
    """The type of `error` and of what caused it."""
    kinds = [type(error).__name__]
    cause = error.__cause__ or error.__context__
    while cause is not None and len(kinds) < 5:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return " < ".join(kinds)

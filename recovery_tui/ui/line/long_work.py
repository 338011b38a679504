"""Long work: told in quarters; Ctrl+C stops it and leaves things as they were."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from recovery_tui.errors import StoppedError
from recovery_tui.ui.line.talk import Talk

Result = TypeVar("Result")
Progress = Callable[[int, int], None]

QUARTER = 25


def work(talk: Talk, said: str, stopped: str, doing: Callable[[Progress], Result]) -> Result:
    """Do something long; `stopped` is said, as the error raised, when it was stopped with Ctrl+C."""
    talk.say(f"{said}. Ctrl+C stops it.")
    last = 0

    def progress(done: int, total: int) -> None:
        nonlocal last
        hundredths = 100 * done // max(total, 1)
        if hundredths >= last + QUARTER and hundredths < 100:
            last = hundredths - hundredths % QUARTER
            talk.say(f"{last} of 100 done.")

    try:
        return doing(progress)
    except KeyboardInterrupt:
        raise StoppedError(stopped) from None

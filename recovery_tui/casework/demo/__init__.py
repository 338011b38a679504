"""The demo: a throwaway encrypted store of people who don't exist, to practise with and to show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from recovery_tui.casework.demo.folders import sweep
from recovery_tui.casework.demo.people import Line, people
from recovery_tui.clock import Clock

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk

__all__ = ["Line", "open_demo", "people", "sweep"]


def open_demo(
    people: int, seed: int, clock: Clock, progress: Callable[[int, int], None] | None = None
) -> Desk:
    """A real encrypted store of `people` fictional people, in a temporary folder that goes when the desk is closed.

    Its passphrase is `writing.PASSPHRASE`, which may be shown. `progress` is told how many saves of how many are done.
    Folders that killed demos left behind are removed first. Raises what making a store raises.
    """
    from recovery_tui.casework.demo import writing

    return writing.open_demo(people, seed, clock, progress)

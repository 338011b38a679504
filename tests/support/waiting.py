"""Waiting for what a test expects of a screen, never for time to pass."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from textual.geometry import Size
from textual.pilot import Pilot

from tests.support.looking_over import look_over
from tests.support.pictures import shown_in
from tests.support.screen_text import UPDATE, golden, screen_text, updating, write_golden

OTHER_WINDOWS = "OTHER_WINDOWS"
"""Set to 1 in the environment to look every picture over in a small and in a large window too; takes minutes."""


async def wait_until(pilot: Pilot[int], expected: Callable[[], bool], timeout: float = 60.0) -> None:
    """Let the app work until `expected()`; after `timeout` seconds fail with what stands on the screen."""
    end = time.monotonic() + timeout
    while not expected():
        await pilot.pause()
        assert time.monotonic() < end, f"never came true; the screen shows:\n{screen_text(pilot.app)}"


async def see(pilot: Pilot[int], text: str, timeout: float = 60.0) -> None:
    """Wait until `text` stands somewhere on the screen."""
    await wait_until(pilot, lambda: text in screen_text(pilot.app), timeout)


async def see_golden(pilot: Pilot[int], name: str, timeout: float = 60.0) -> None:
    """Wait until the screen looks as its golden says, and look it over; fails with both when it never does."""
    await pilot.pause()
    if updating():
        await pilot.pause()
        write_golden(pilot.app, name)
        return
    wanted = golden(name)
    assert wanted is not None, f"there is no golden {name}; set {UPDATE}=1 to make it"
    end = time.monotonic() + timeout
    while screen_text(pilot.app) != wanted and time.monotonic() < end:
        await pilot.pause()
    assert screen_text(pilot.app) == wanted
    assert shown_in(name) in (None, type(pilot.app.screen).__name__)
    look_over(pilot.app)
    if os.environ.get(OTHER_WINDOWS) == "1":
        await look_over_in_other_windows(pilot)
        await wait_until(pilot, lambda: screen_text(pilot.app) == wanted)


async def look_over_in_other_windows(pilot: Pilot[int]) -> None:
    """Look a page over in the smallest window and in a large one too, and go back to the one it was in."""
    usual = pilot.app.size
    for size in (Size(60, 20), Size(120, 40), usual):
        await pilot.resize_terminal(*size)
        await wait_until(pilot, lambda size=size: is_painted(pilot, size))  # type: ignore[misc]
        assert "larger window" not in screen_text(pilot.app)
        look_over(pilot.app)


def is_painted(pilot: Pilot[int], size: Size) -> bool:
    """Whether a page stands in a window of this size, with all its lines."""
    lines = screen_text(pilot.app).splitlines()
    return pilot.app.size == size and len(lines) == size.height and max(map(len, lines)) <= size.width

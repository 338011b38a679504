"""Waiting for what a test expects of a screen, never for time to pass."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.pilot import Pilot

from tests.support.screen_text import UPDATE, golden, screen_text, updating, write_golden


async def wait_until(pilot: Pilot[int], expected: Callable[[], bool], timeout: float = 10.0) -> None:
    """Let the app work until `expected()`; after `timeout` seconds fail with what stands on the screen."""
    end = time.monotonic() + timeout
    while not expected():
        await pilot.pause()
        assert time.monotonic() < end, f"never came true; the screen shows:\n{screen_text(pilot.app)}"


async def see(pilot: Pilot[int], text: str, timeout: float = 10.0) -> None:
    """Wait until `text` stands somewhere on the screen."""
    await wait_until(pilot, lambda: text in screen_text(pilot.app), timeout)


async def see_golden(pilot: Pilot[int], name: str, timeout: float = 10.0) -> None:
    """Wait until the screen looks as its golden says; fails with both when it never does."""
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

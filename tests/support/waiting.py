"""Waiting for what a test expects of a screen, never for time to pass."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.pilot import Pilot

from tests.support.screen_text import screen_text


async def wait_until(pilot: Pilot[int], expected: Callable[[], bool], timeout: float = 10.0) -> None:
    """Let the app work until `expected()`; after `timeout` seconds fail with what stands on the screen."""
    end = time.monotonic() + timeout
    while not expected():
        await pilot.pause()
        assert time.monotonic() < end, f"never came true; the screen shows:\n{screen_text(pilot.app)}"


async def see(pilot: Pilot[int], text: str, timeout: float = 10.0) -> None:
    """Wait until `text` stands somewhere on the screen."""
    await wait_until(pilot, lambda: text in screen_text(pilot.app), timeout)

"""When nobody has touched a key: first the screen is covered, later the records are locked."""

from __future__ import annotations

from datetime import timedelta
from enum import IntEnum

from recovery_tui.clock import Clock


class Stage(IntEnum):
    """How far the program has withdrawn."""

    AWAKE = 0
    COVER = 1
    LOCK = 2


class Idleness:
    """Measures how long nothing was pressed, by two clocks: one also runs while the computer sleeps."""

    def __init__(self, clock: Clock, cover_minutes: float, lock_minutes: float) -> None:
        self._clock = clock
        self.cover_after = timedelta(minutes=cover_minutes)
        self.lock_after = timedelta(minutes=lock_minutes)
        self.touch()

    def touch(self) -> None:
        """A key was pressed."""
        self._ticks = self._clock.monotonic()
        self._instant = self._clock.now()

    def idle(self) -> timedelta:
        """The longer of what the two clocks say; a wall clock put back counts as no time."""
        ticked = timedelta(seconds=self._clock.monotonic() - self._ticks)
        return max(ticked, self._clock.now() - self._instant, timedelta())

    def stage(self) -> Stage:
        """What is called for now."""
        idle = self.idle()
        if idle >= self.lock_after:
            return Stage.LOCK
        return Stage.COVER if idle >= self.cover_after else Stage.AWAKE

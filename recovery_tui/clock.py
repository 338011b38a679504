"""Time and chance: the only place the program learns what day it is or draws a random byte.

One `Clock` is made in `cli.py` and handed down. Tests and the demo hand down a `SetClock` instead.
"""

from __future__ import annotations

import os
import random
import time
from datetime import UTC, date, datetime, timedelta


class Clock:
    """The computer's clock and its source of random bytes."""

    def __init__(self, as_of: date | None = None) -> None:
        self._as_of = as_of
        """The calendar date to pretend it is (`--as-of`); instants are never pretended."""

    def now(self) -> datetime:
        """This instant, UTC, with its zone."""
        return datetime.now(UTC)

    def local_now(self) -> datetime:
        """The wall time here, without a zone, to the second."""
        return self.to_local(self.now()).replace(microsecond=0)

    def wall_time(self) -> str:
        """The wall time here as it is told: `10:42`."""
        return f"{self.local_now():%H:%M}"

    def to_local(self, instant: datetime) -> datetime:
        """The wall time here (no zone) of a UTC `instant`; before 1970, of which Windows knows no zone, it is UTC."""
        return instant.astimezone(UTC if instant.year < 1970 else None).replace(tzinfo=None)

    def to_utc(self, when: datetime) -> datetime:
        """The UTC instant of a wall time here (no zone)."""
        as_if = when.replace(tzinfo=UTC)
        return as_if - (self.to_local(as_if) - when)

    def today(self) -> date:
        """The calendar date here, or the one given by `--as-of`."""
        return self._as_of or self.to_local(self.now()).date()

    def monotonic(self) -> float:
        """Seconds that only ever grow; for measuring, never for recording."""
        return time.monotonic()

    def random_bytes(self, count: int) -> bytes:
        """`count` unpredictable bytes from the operating system."""
        return os.urandom(count)


def two_by_chance(clock: Clock, count: int) -> tuple[int, int]:
    """Two different places among `count`, from 0, the smaller first."""
    first, further = clock.random_bytes(2)
    one = first % count
    other = (one + 1 + further % (count - 1)) % count
    return min(one, other), max(one, other)


class SetClock(Clock):
    """A clock that stands where it is put, with repeatable random bytes. For tests and the demo's records."""

    def __init__(self, now: datetime, seed: int = 1) -> None:
        super().__init__()
        self._now = now
        self._chance = random.Random(seed)

    def now(self) -> datetime:
        """The instant it was put at, UTC."""
        return self._now

    def to_local(self, instant: datetime) -> datetime:
        """UTC taken as wall time, so that nothing depends on where the computer stands."""
        return instant.astimezone(UTC).replace(tzinfo=None)

    def monotonic(self) -> float:
        """Seconds since 1970 of the set instant."""
        return self._now.timestamp()

    def random_bytes(self, count: int) -> bytes:
        """The next `count` bytes of the seeded sequence."""
        return self._chance.randbytes(count)

    def put(self, now: datetime) -> None:
        """Put the clock at `now`, forwards or backwards."""
        self._now = now

    def advance(self, **step: float) -> None:
        """Move by a `timedelta` given as keywords: `advance(minutes=5)`."""
        self._now += timedelta(**step)

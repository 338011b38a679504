"""Hybrid logical clock: orders what is shown, and never decides what is lost.

A stamp is 16 hex digits: 48 bits of milliseconds since 1970 UTC, then a 16-bit counter. Stamps sort as text.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

DRIFT_CAP = timedelta(hours=24)
"""A foreign stamp further ahead is kept but not absorbed: one computer in 2099 must not carry the rest along."""

DOUBT = timedelta(minutes=5)
"""A clock that went back by more than this is doubtful (V31)."""

ZERO = "0" * 16


def stamp(now: datetime, last: str) -> str:
    """The next stamp: at `now`, and in any case after `last`."""
    return f"{max(_milliseconds(now) << 16, int(last, 16) + 1):016x}"


def absorb(last: str, foreign: str, now: datetime) -> str:
    """The later of two stamps, unless the foreign one is more than `DRIFT_CAP` ahead of `now`."""
    return last if foreign > latest_absorbed(now) else max(last, foreign)


def latest_absorbed(now: datetime) -> str:
    """The greatest stamp of somebody else's that is taken over at `now`."""
    return f"{_milliseconds(now + DRIFT_CAP) << 16:016x}"


def instant(hlc: str) -> datetime:
    """The UTC instant in a stamp, to the millisecond."""
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=int(hlc, 16) >> 16)


def went_back(now: datetime, last: str) -> bool:
    """Whether the clock stands more than five minutes before the newest stamp."""
    return instant(last) - now > DOUBT


def _milliseconds(when: datetime) -> int:
    """Milliseconds since 1970, within what 48 bits hold."""
    return min(max(int(when.timestamp() * 1000), 0), (1 << 48) - 1)

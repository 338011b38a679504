"""How people type times of day: `9`, `9.30`, `930`, `14:05`, `2pm`."""

from __future__ import annotations

import re
from datetime import time

_CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2})|(\d{2}))?(am|pm)?", re.ASCII)
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_SMALL_HOURS = range(1, 7)
"""Hours that could be night or afternoon: they are only taken when it is said which."""


def parse_clock(text: str) -> time:
    """The time of day that was typed. Raises ValueError with a sentence that says what would be one."""
    typed = "".join(text.casefold().split())
    if typed in _NAMED:
        return _NAMED[typed]
    match = _CLOCK.fullmatch(typed)
    if match is None:
        raise ValueError("Type a time like 9.30, 14:05 or 2pm.")
    hour, minute, half = int(match[1]), int(match[2] or match[3] or 0), match[4]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("With am or pm the hour is 1 to 12.")
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif hour in _SMALL_HOURS and not match[1].startswith("0"):
        raise ValueError(f"Morning or afternoon? Type {hour}am or {hour}pm.")
    if hour > 23 or minute > 59:
        raise ValueError("There is no such time. Type a time like 9.30, 14:05 or 2pm.")
    return time(hour, minute)

"""Dates in words, the same everywhere: `Fri 27 Nov 2026`. Never the computer's language settings."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_IN_FULL = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTHS = tuple(name[:3] for name in MONTHS_IN_FULL)


def spell(day: date) -> str:
    """`Fri 27 Nov 2026`."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def spell_time(moment: datetime) -> str:
    """`Fri 27 Nov 2026 09:30`, of a wall time."""
    return f"{spell(moment.date())} {moment:%H:%M}"


def spell_partial(wire: str) -> str:
    """A year, `Mar 2024` or a full date in words, from its wire form."""
    if len(wire) == 4:
        return wire
    if len(wire) == 7:
        return f"{MONTHS[int(wire[5:]) - 1]} {wire[:4]}"
    return spell(date.fromisoformat(wire))


def spell_month(wire: str) -> str:
    """`November 2026`, of a month on the wire."""
    return f"{MONTHS_IN_FULL[int(wire[5:]) - 1]} {wire[:4]}"


def instant(text: str) -> datetime | None:
    """The instant that somebody wrote with its zone; None for what is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def day_of(values: Mapping[str, object], field: str) -> date | None:
    """The calendar day of a full date or a wall time, or None."""
    value = values.get(field)
    return date.fromisoformat(value[:10]) if isinstance(value, str) and len(value) >= 10 else None


def first_day(wire: str) -> date:
    """The first day a partial date may mean."""
    return date.fromisoformat(wire + "-01-01"[len(wire) - 4 :])


def last_day(wire: str) -> date:
    """The last day a partial date may mean."""
    if len(wire) == 10:
        return date.fromisoformat(wire)
    year, month = int(wire[:4]), int(wire[5:] or 12)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def whole_years(born: date, on: date) -> int:
    """Age in whole years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last day of the month where that month is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

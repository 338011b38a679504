"""Working days in England and Wales, whose bank holidays are the same."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5


@lru_cache(maxsize=32)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of a year, substitute days included."""
    from holidays import country_holidays  # heavy: only when a date is looked at

    return frozenset(day for day in country_holidays("GB", subdiv="ENG", years=year) if day.year == year)


def is_working_day(day: date) -> bool:
    """Whether offices are open: not a weekend, not a bank holiday."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_day_before(day: date) -> date:
    """The last working day before `day`."""
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day

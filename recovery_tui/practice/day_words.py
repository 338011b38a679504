"""Dates told in words: how long ago, how old, and as a person would type them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from recovery_tui.practice.counts import counted
from recovery_tui.records.day_words import first_day, last_day, spell_partial, spell_time, whole_years
from recovery_tui.records.day_words import spell as spell

_DAYS_UNTIL_WEEKS = 14
_DAYS_UNTIL_MONTHS = 84
_DAYS_UNTIL_YEARS = 730
_MONTH = 30.44
_YEAR_SHOWN_AFTER = 300
"""Days from which on a date needs its year."""


def spell_short(day: date | str) -> str:
    """`Fri 27 Nov`, of a date or its wire form; a month or a year stays as `spell_partial` has it."""
    return _spelled(day, lambda whole: spell(whole).rpartition(" ")[0])


def spell_near(day: date | str, today: date) -> str:
    """`Fri 27 Nov`, with the year when it is far from `today`; a month or a year stays as `spell_partial` has it."""

    def told(whole: date) -> str:
        return spell(whole) if abs((whole - today).days) > _YEAR_SHOWN_AFTER else spell_short(whole)

    return _spelled(day, told)


def _spelled(day: date | str, told: Callable[[date], str]) -> str:
    if isinstance(day, date):
        return told(day)
    if len(day) < 10:
        return spell_partial(day) if day else ""
    return told(date.fromisoformat(day[:10]))


def spell_any(wire: str) -> str:
    """Any wire date in words: a year, a month, a day, a wall time; an instant is told as it stands, in UTC."""
    if "T" not in wire:
        return spell_partial(wire)
    return spell_time(datetime.fromisoformat(wire)) + (" UTC" if wire.endswith("Z") else "")


def as_typed(wire: str) -> str:
    """A date, month or year as a person would type it: `27/11/2026`, `11/2026`, `2026`."""
    return "/".join(reversed(wire.split("-")))


def as_typed_time(wire: str) -> str:
    """A wall time as a person would type it: `27/11/2026 09:30`."""
    day, _, clock = wire.partition("T")
    return f"{as_typed(day)} {clock[:5]}"


def length(days: int) -> str:
    """So many days in words: `1 day`, `4 days`, `3 weeks`, `5 months`, `2 years`."""
    if days < _DAYS_UNTIL_WEEKS:
        return counted(days, "day")
    if days < _DAYS_UNTIL_MONTHS:
        return counted(days // 7, "week")
    if days < _DAYS_UNTIL_YEARS:
        return counted(int(days / _MONTH), "month")
    return counted(round(days / 365.25), "year")


def ago(day: date, today: date) -> str:
    """`today`, `yesterday`, `4 days ago`, `tomorrow`, `in 3 weeks`."""
    days = (day - today).days
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get(days)
    if near:
        return near
    return f"in {length(days)}" if days > 0 else f"{length(-days)} ago"


def age(born: str, today: date) -> str:
    """Age in whole years from a date of birth on the wire; `about 41` where only month or year is known."""
    youngest, oldest = whole_years(last_day(born), today), whole_years(first_day(born), today)
    return str(youngest) if youngest == oldest else f"about {oldest}"

"""How people type dates, and how dates are told back.

Day comes before month, always. A day without a year, or a weekday, is looked for in the direction the field is
about: `fri` is the last Friday in a field about the past, today included, and the next one in a field about the
future, today not included (today is called `today`). Without a direction the nearest one is meant.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from recovery_tui.practice.clock_times import parse_clock
from recovery_tui.practice.day_words import (
    age,
    ago,
    as_typed,
    as_typed_time,
    length,
    spell,
    spell_any,
    spell_short,
)
from recovery_tui.records.checks import FIRST_YEAR, LAST_YEAR
from recovery_tui.records.day_words import MONTHS_IN_FULL, add_months
from recovery_tui.records.terms import Bias

__all__ = [
    "NotADateError",
    "add_months",
    "age",
    "ago",
    "as_typed",
    "as_typed_time",
    "length",
    "parse_date",
    "parse_partial_date",
    "parse_time",
    "spell",
    "spell_any",
    "spell_short",
]

_HELP = "Type a day like 27/11, 27 nov, fri or +6w."
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAMES = tuple(name.lower() for name in MONTHS_IN_FULL)
_RELATIVE = {"today": 0, "tomorrow": 1, "tom": 1, "yesterday": -1}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?", re.ASCII)
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/.]?([a-z]+)\.?(?:[ \-/.,]*(\d{4}|\d{2}))?", re.ASCII)
_OFFSET = re.compile(r"([+-]?) ?(\d{1,4}) ?(d|w|m|y)(?:ays?|eeks?|onths?|ears?)?", re.ASCII)
_MONTH_YEAR = re.compile(r"(?P<month>[a-z]+|\d{1,2}(?=[ /.\-]))[ /.\-]?(?P<year>\d{4})", re.ASCII)
_YEAR_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})", re.ASCII)


class NotADateError(ValueError):
    """What was typed is no date; the text is a sentence that says what would be."""


def parse_date(text: str, today: date, bias: Bias = Bias.NONE) -> date:
    """The day that was typed. Raises NotADateError with a sentence."""
    typed = " ".join(text.casefold().replace(",", " ").split())
    found = _relative(typed, today) or _offset(typed, today, bias) or _weekday(typed, today, bias)
    if found is None:
        name, rest = _leading_day_name(typed)
        found = _calendar_day(rest, today, bias)
        if name is not None and found.weekday() != name:
            raise NotADateError(f"{spell(found)[4:]} is a {_DAY_NAMES[found.weekday()].capitalize()}.")
    _year_in_range(found.year)
    return found


def parse_partial_date(text: str, today: date, bias: Bias = Bias.NONE) -> str:
    """A year, a month or a day, as it is kept: `2024`, `2024-03`, `2024-03-09`. Raises NotADateError."""
    typed = " ".join(text.casefold().replace(",", " ").split())
    if re.fullmatch(r"[0-9]{4}", typed):
        return f"{_year_in_range(int(typed)):04}"
    named = _month(typed)
    if named is not None:
        nearest = _nearest(
            [date(year, named, 1) for year in _years_around(today)], today.replace(day=1), bias
        )
        return f"{nearest:%Y-%m}"
    match = _MONTH_YEAR.fullmatch(typed) or _YEAR_MONTH.fullmatch(typed)
    if match:
        month = match["month"]
        number = int(month) if month.isdigit() else _month(month)
        if number is not None and 1 <= number <= 12:
            return f"{_year_in_range(int(match['year'])):04}-{number:02}"
    return parse_date(typed, today, bias).isoformat()


def parse_time(text: str, today: date, bias: Bias = Bias.NONE) -> datetime:
    """A day and a time, `fri 9.30`; a time alone is today's. Wall time, to the minute. Raises NotADateError."""
    typed = re.sub(r"(?<=\d) (?=[ap]m$)", "", " ".join(text.casefold().split()))
    typed = re.sub(r"^(\d{4}-\d{2}-\d{2})t", r"\1 ", typed)
    day, _, clock = typed.rpartition(" ")
    if not day:
        return _at(today, typed)
    if re.fullmatch(r"[0-9]{4}|[0-9]{2}", clock) and _is_date(typed, today, bias):
        raise NotADateError("Add the time, such as 9.30 or 2pm.")
    return _at(parse_date(day, today, bias), clock)


def _at(day: date, clock: str) -> datetime:
    try:
        return datetime.combine(day, parse_clock(clock))
    except ValueError as refused:
        raise NotADateError(str(refused)) from None


def _is_date(text: str, today: date, bias: Bias) -> bool:
    try:
        parse_date(text, today, bias)
    except NotADateError:
        return False
    return True


def _relative(typed: str, today: date) -> date | None:
    days = _RELATIVE.get(typed)
    return None if days is None else today + timedelta(days=days)


def _offset(typed: str, today: date, bias: Bias) -> date | None:
    match = _OFFSET.fullmatch(typed)
    if match is None:
        return None
    sign = {"+": 1, "-": -1}.get(match[1]) or (-1 if bias is Bias.PAST else 1)
    count, unit = sign * int(match[2]), match[3]
    try:
        if unit in "dw":
            return today + timedelta(days=count * (7 if unit == "w" else 1))
        return add_months(today, count * (12 if unit == "y" else 1))
    except (ValueError, OverflowError):
        raise NotADateError("That is too far away. Check the number.") from None


def _weekday(typed: str, today: date, bias: Bias) -> date | None:
    which, _, name = typed.rpartition(" ")
    number = _day_name(name)
    if number is None or which not in ("", "last", "next", "this"):
        return None
    ahead = (number - today.weekday()) % 7
    if which == "last" or (which == "" and bias is Bias.PAST):
        back = (today.weekday() - number) % 7
        return today - timedelta(days=back or (7 if which == "last" else 0))
    if which == "next" or (which == "" and bias is Bias.FUTURE):
        return today + timedelta(days=ahead or 7)
    return today + timedelta(days=ahead if which == "this" or ahead <= 3 else ahead - 7)


def _leading_day_name(typed: str) -> tuple[int | None, str]:
    first, _, rest = typed.partition(" ")
    number = _day_name(first)
    return (number, rest) if number is not None and rest else (None, typed)


def _calendar_day(typed: str, today: date, bias: Bias) -> date:
    if match := _ISO.fullmatch(typed):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    match = _NUMBERS.fullmatch(typed) or _RUN.fullmatch(typed)
    if match:
        return _day_month(int(match[1]), int(match[2]), match[3], today, bias)
    match = _NAMED.fullmatch(typed)
    month = _month(match[2]) if match else None
    if match is None or month is None:
        raise NotADateError(_HELP)
    return _day_month(int(match[1]), month, match[3], today, bias)


def _day_month(day: int, month: int, year: str | None, today: date, bias: Bias) -> date:
    if year is not None:
        return _made(_century(year, today, bias), month, day)
    possible = [made for each in _years_around(today) if (made := _valid(each, month, day))]
    if not possible:
        raise NotADateError("There is no such day. The day comes first, then the month.")
    return _nearest(possible, today, bias)


def _years_around(today: date) -> range:
    """Years near enough to hold a 29 February on either side."""
    return range(max(1, today.year - 8), min(9999, today.year + 8) + 1)


def _nearest(possible: list[date], today: date, bias: Bias) -> date:
    if bias is Bias.PAST:
        return max(day for day in possible if day <= today)
    if bias is Bias.FUTURE:
        return min(day for day in possible if day >= today)
    return min(possible, key=lambda day: (abs((day - today).days), day < today))


def _century(year: str, today: date, bias: Bias) -> int:
    """Two digits: in a field about the past never later than this year, else 1980 to 2079."""
    if len(year) == 4:
        return int(year)
    last = today.year % 100 if bias is Bias.PAST else 79
    return int(year) + (2000 if int(year) <= last else 1900)


def _made(year: int, month: int, day: int) -> date:
    made = _valid(year, month, day)
    if made is None:
        raise NotADateError("There is no such day. The day comes first, then the month.")
    return made


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_in_range(year: int) -> int:
    if not int(FIRST_YEAR) <= year <= int(LAST_YEAR):
        raise NotADateError(f"Check the year: it must be between {FIRST_YEAR} and {LAST_YEAR}.")
    return year


def _day_name(word: str) -> int | None:
    return _named(word, _DAY_NAMES)


def _month(word: str) -> int | None:
    number = _named(word.rstrip("."), _MONTH_NAMES)
    return None if number is None else number + 1


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """The place of the name `word` begins, from three letters on."""
    if len(word) < 3:
        return None
    return next((place for place, name in enumerate(names) if name.startswith(word)), None)

"""From what a person types to a wire value, and back to what was understood."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import FormField, Widget
from recovery_tui.journal.event import Wire
from recovery_tui.practice.dates import parse_date, parse_partial_date, parse_time
from recovery_tui.practice.day_words import spell_any
from recovery_tui.records import Bias

_DATED = frozenset({Widget.DATE, Widget.PARTIAL_DATE, Widget.DATE_TIME})

_WHOLE = re.compile(r"-?[0-9]{1,8}")


def understood(desk: Desk, field: FormField, typed: str, *, utc: bool = False) -> Wire:
    """The wire value of what was typed, None when nothing was; raises ValueError with a sentence."""
    text = typed.strip()
    if not text:
        return None
    if field.widget is Widget.CHOICE:
        return _choice(field, text)
    if field.widget is Widget.CHOICES:
        return [str(_choice(field, part.strip())) for part in text.split(",") if part.strip()]
    if field.widget in _DATED:
        return _date(desk, field, text, utc=utc)
    if field.widget is Widget.NUMBER:
        if not _WHOLE.fullmatch(text):
            raise ValueError("This is a whole number, like 12.")
        return int(text)
    if field.widget is Widget.PAIRS:
        return _pairs(text)
    return typed if field.widget is Widget.LONG else text


def read_back(desk: Desk, field: FormField, typed: str) -> str:
    """What was understood, in words (`Fri 27 Nov 2026`), or a sentence that begins with `Not understood`."""
    try:
        value = understood(desk, field, typed)
    except ValueError as problem:
        return f"Not understood: {problem}"
    if value is None:
        return ""
    if field.widget in _DATED:
        return spell_any(str(value))
    if field.widget is Widget.CHOICE:
        return next(
            (choice.label for choice in field.choices if choice.value == str(value).lower()), str(value)
        )
    return str(value)


def _choice(field: FormField, text: str) -> Wire:
    wanted = _plain(text)
    exact = [each.value for each in field.choices if wanted in {_plain(each.value), _plain(each.label)}]
    begun = [
        each.value
        for each in field.choices
        if any(_plain(word).startswith(wanted) for word in (each.label, *each.synonyms))
    ]
    found = exact or begun
    if len(found) == 1:
        return {"true": True, "false": False}.get(found[0], found[0])
    raise ValueError("Choose one of the list: type its first letters.")


def _plain(words: str) -> str:
    """Words as they are compared: without case and hyphens."""
    return words.replace("-", " ").replace("_", " ").casefold().strip()


def _date(desk: Desk, field: FormField, text: str, *, utc: bool) -> Wire:
    today = desk.clock.today()
    bias = Bias.PAST if field.past else Bias.FUTURE
    if field.widget is Widget.DATE:
        return parse_date(text, today, bias).isoformat()
    if field.widget is Widget.PARTIAL_DATE:
        return parse_partial_date(text, today, bias)
    when = parse_time(text, today, bias)
    if not utc:
        return when.strftime("%Y-%m-%dT%H:%M")
    return _to_utc(desk, when).strftime("%Y-%m-%dT%H:%MZ")


def _to_utc(desk: Desk, when: datetime) -> datetime:
    """The UTC instant of a local wall time, by the clock's own idea of the offset."""
    as_if = when.replace(tzinfo=UTC)
    return as_if - (desk.clock.to_local(as_if) - when)


def _pairs(text: str) -> dict[str, str]:
    found = {}
    for row in text.splitlines():
        if row.strip():
            name, _, number = row.strip().rpartition(" ")
            if not name:
                raise ValueError("Write a name and a number on each line, like: housing 7")
            found[name.strip()] = number
    return found

"""From what a person types to a wire value, and back to what was understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.echo import not_understood
from recovery_tui.casework.marks import marks_in
from recovery_tui.casework.narrowing import begun
from recovery_tui.casework.views import FieldProblem, FormField, FormSpec, Widget
from recovery_tui.journal.event import Wire
from recovery_tui.practice.dates import parse_date, parse_partial_date, parse_time
from recovery_tui.practice.day_words import as_typed, as_typed_time, spell_any
from recovery_tui.records import Bias

_DATED = frozenset({Widget.DATE, Widget.PARTIAL_DATE, Widget.DATE_TIME})

_WHOLE = re.compile(r"-?[0-9]{1,8}")


def understood(desk: Desk, field: FormField, typed: str) -> Wire:
    """The wire value of what was typed, None when nothing was; raises ValueError with a sentence."""
    value = _meant(desk, field, typed)
    if value is None or not field.utc:
        return value
    return desk.clock.to_utc(datetime.fromisoformat(str(value))).strftime("%Y-%m-%dT%H:%MZ")


def _meant(desk: Desk, field: FormField, typed: str) -> Wire:
    """What was typed as a wire value; a time as the wall time here."""
    text = typed.strip()
    if not text:
        return None
    if field.widget in (Widget.CHOICE, Widget.OPTIONS):
        return _choice(field, text)
    if field.widget is Widget.MARKS:
        return {**marks_in(text)}
    if field.widget is Widget.CHOICES:
        return [str(_choice(field, part.strip())) for part in text.split(",") if part.strip()]
    if field.widget in _DATED:
        return _date(desk, field, text)
    if field.widget is Widget.NUMBER:
        if not _WHOLE.fullmatch(text):
            raise ValueError("This is a whole number, like 12.")
        return int(text)
    if field.widget is Widget.PAIRS:
        return _pairs(text)
    return typed if field.widget is Widget.LONG else text


def read_back(desk: Desk, field: FormField, typed: str) -> str:
    """What was understood, in words (`Fri 27 Nov 2026`), or that it was not."""
    try:
        value = _meant(desk, field, typed)
    except ValueError as problem:
        return not_understood(problem)
    if value is None:
        return ""
    if field.widget in _DATED:
        return spell_any(str(value))
    if field.widget in (Widget.CHOICE, Widget.OPTIONS):
        return next(
            (choice.label for choice in field.choices if choice.value == str(value).lower()), str(value)
        )
    return str(value)


def settled(desk: Desk, field: FormField, typed: str) -> str:
    """A day as it was meant when it was typed, with its year: `fri` and `22/11` mean another tomorrow.

    Anything else stays as it is.
    """
    if field.widget not in _DATED:
        return typed
    try:
        value = str(_meant(desk, field, typed) or "")
    except ValueError:
        return typed
    if not value:
        return ""
    return as_typed_time(value) if field.widget is Widget.DATE_TIME else as_typed(value)


def values_under(
    desk: Desk, spec: FormSpec, prefix: str, typed: Mapping[str, str], problems: list[FieldProblem]
) -> dict[str, Wire]:
    """The wire values to write of one record of a form, whose keys begin with `prefix`, by the rest of the key.

    What the form carries without a field for it comes as it is. What was not understood is appended to `problems`.
    """
    fields = {field.key: field for field in spec.fields}
    values: dict[str, Wire] = {}
    for key, text in spec.told(typed).items():
        if key.startswith(prefix):
            try:
                values[key.removeprefix(prefix)] = (
                    understood(desk, fields[key], text) if key in fields else text
                )
            except ValueError as problem:
                problems.append(FieldProblem(key, str(problem)))
    return values


def _choice(field: FormField, text: str) -> Wire:
    choice = begun(field.choices, text)
    if choice is None:
        raise ValueError("Choose one of the list: type its first letters.")
    return {"true": True, "false": False}.get(choice.value, choice.value)


def _date(desk: Desk, field: FormField, text: str) -> Wire:
    today = desk.clock.today()
    bias = Bias.PAST if field.past else Bias.FUTURE
    if field.widget is Widget.DATE:
        return parse_date(text, today, bias).isoformat()
    if field.widget is Widget.PARTIAL_DATE:
        return parse_partial_date(text, today, bias)
    return parse_time(text, today, bias).strftime("%Y-%m-%dT%H:%M")


def with_names(field: FormField, chosen: str, typed: str) -> str:
    """What stands in a field of names and numbers once `chosen` decides the names: what was typed, and those left."""
    numbers = dict(_named(row) for row in typed.splitlines() if row.strip())
    offered = dict.fromkeys(field.names.get(chosen, ()), "")
    kept = {**offered, **{name: number for name, number in numbers.items() if number or name in offered}}
    return pairs_typed(kept)


def pairs_typed(numbers: Mapping[str, str]) -> str:
    """Names and numbers as they are typed; a name may still wait for its number."""
    return "\n".join(f"{name}: {number}" for name, number in numbers.items())


def _pairs(text: str) -> dict[str, str] | None:
    rows = [_named(row) for row in text.splitlines() if row.strip()]
    if any(not name for name, _ in rows):
        raise ValueError("Write a name and a number on each line, like: housing 7")
    if len({name for name, _ in rows}) < len(rows):
        raise ValueError("The same name stands on two lines. Leave one of them out.")
    return {name: number for name, number in rows if number} or None


def _named(row: str) -> tuple[str, str]:
    """`housing: 7` or `housing 7`; the number may be missing after a colon."""
    name, colon, number = row.rpartition(":")
    if not colon:
        name, _, number = row.strip().rpartition(" ")
    return name.strip(), number.strip()

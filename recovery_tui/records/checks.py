"""What one field takes: a checker per field, compiled once from its declaration.

A checker takes a value as it came and returns the value as it is kept, or raises `Refused` with a sentence
that says what is wrong and what would be right, never what was entered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from recovery_tui.records.clean_text import clean
from recovery_tui.records.codes import CodeList
from recovery_tui.records.terms import Bias, Entry, InfoClass, Wire

MAX_LENGTH: Mapping[Entry, int] = {Entry.SHORT: 200, Entry.LONG: 4000, Entry.NAME: 80, Entry.RANK: 120}
"""Characters, unless the field says otherwise."""

FIRST_YEAR = "1900"
LAST_YEAR = "2100"
INTEGER_RANGE = (0, 1_000_000)
DECIMAL_RANGE = (-1_000_000, 1_000_000)
MAX_ITEMS = 200
"""References or numbers one field can hold."""

_REF = re.compile(r"[0-9a-f]{32}|@[\w.:-]{1,80}", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,3})?")
_RANK = re.compile(r"[0-9A-Za-z]+")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"[0-9]{4}")
_MINUTE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]")

Checker = Callable[[object], Wire]


class Refused(Exception):  # noqa: N818  (never leaves this room)
    """A value that is not taken; the text completes a sentence that begins with the field's title."""


@dataclass(frozen=True)
class FieldSpec:
    """A field as declared."""

    name: str
    title: str
    help: str
    entry: Entry
    required: bool
    codes: CodeList | None
    ref: str | None
    """Kind of record the field points to; None when it may be any."""
    among: tuple[str, ...]
    """Kinds of record that are offered where `ref` names none."""
    low: int | None
    high: int | None
    allowed: tuple[int, ...]
    """The only integers taken; empty when any in range is."""
    max_length: int
    """Characters, for text; 0 for everything else."""
    bias: Bias
    info_class: InfoClass | None
    """None: the class of the record."""
    hidden_in_forms: bool
    named_by: str
    """The coded field that decides which names a map has; empty when any name will do."""
    names: Mapping[str, tuple[str, ...]]
    """Code of that field to the names offered."""
    narrowed_by: str
    """The coded field that decides which codes fit here; empty when all do."""
    fitting: Mapping[str, frozenset[str]]
    """Code of that field to the codes that fit."""

    @property
    def range(self) -> tuple[int, int]:
        """The least and the greatest number that is taken."""
        least, greatest = INTEGER_RANGE if self.entry is Entry.INTEGER else DECIMAL_RANGE
        return least if self.low is None else self.low, greatest if self.high is None else self.high


def checker(spec: FieldSpec) -> Checker:
    """The checker of one field."""
    entry = spec.entry
    if entry in (Entry.SHORT, Entry.NAME, Entry.LONG):
        return _text(spec)
    if entry in (Entry.CODE, Entry.CODES):
        return _code(spec) if entry is Entry.CODE else _codes(spec)
    if entry in (Entry.INTEGER, Entry.DECIMAL, Entry.MAP):
        return {Entry.INTEGER: _integer, Entry.DECIMAL: _decimal, Entry.MAP: _map}[entry](spec)
    plain: Mapping[Entry, Checker] = {
        Entry.DATE: check_date,
        Entry.PARTIAL_DATE: check_partial_date,
        Entry.INSTANT: check_instant,
        Entry.LOCAL_TIME: check_local_time,
        Entry.REF: check_ref,
        Entry.REFS: check_refs,
        Entry.BOOLEAN: check_boolean,
        Entry.RANK: check_rank,
    }
    return plain[entry]


def _text(spec: FieldSpec) -> Checker:
    longest, lines = spec.max_length, spec.entry is Entry.LONG

    def check(value: object) -> Wire:
        if type(value) is not str:
            raise Refused("must be text.")
        if value.isascii() and value.isprintable():
            text = value.strip()
        else:
            cleaned = clean(value, lines=lines)
            if cleaned is None:
                raise Refused("holds a broken character. Type the text again.")
            text = cleaned
        if len(text) > longest:
            raise Refused(f"is too long: {longest:,} characters at most.")
        return text or None

    return check


def _code(spec: FieldSpec) -> Checker:
    canonical = spec.codes.canonical if spec.codes else {}

    def check(value: object) -> Wire:
        if type(value) is not str:
            raise Refused("must be one of the choices.")
        code = canonical.get(value)
        if code is None:
            raise Refused("is not one of the choices.")
        return code

    return check


def _codes(spec: FieldSpec) -> Checker:
    one = _code(spec)
    places = {code.code: place for place, code in enumerate(spec.codes or ())}

    def check(value: object) -> Wire:
        if type(value) is not list:
            raise Refused("must be a list of choices.")
        found = [str(one(each)) for each in value]
        if len(set(found)) != len(found):
            raise Refused("names the same choice twice.")
        return sorted(found, key=places.__getitem__) or None

    return check


def _integer(spec: FieldSpec) -> Checker:
    low, high = spec.range
    allowed = spec.allowed

    def check(value: object) -> Wire:
        if type(value) is not int:
            raise Refused("must be a whole number.")
        if allowed and value not in allowed:
            raise Refused(f"must be one of {', '.join(map(str, allowed))}.")
        if not low <= value <= high:
            raise Refused(f"must be between {low} and {high}.")
        return value

    return check


def _decimal(spec: FieldSpec) -> Checker:
    low, high = spec.range

    def check(value: object) -> Wire:
        text = str(value) if type(value) is int else value
        if type(text) is not str or not _DECIMAL.fullmatch(text):
            raise Refused("must be a number with at most three decimal places, such as 0.4.")
        number = Decimal(text)
        if not low <= number <= high:
            raise Refused(f"must be between {low} and {high}.")
        return format(number.normalize() if number else Decimal(0), "f")

    return check


def _map(spec: FieldSpec) -> Checker:
    number = _decimal(spec)

    def check(value: object) -> Wire:
        if type(value) is not dict or len(value) > MAX_ITEMS:
            raise Refused("must be names with a number each.")
        found: dict[str, str] = {}
        for name, amount in value.items():
            key = clean(name, lines=False) if type(name) is str else None
            if not key or len(key) > MAX_LENGTH[Entry.NAME] or key in found:
                raise Refused("needs a different name of at most 80 characters before each number.")
            found[key] = str(number(amount))
        return found or None

    return check


def check_date(value: object) -> Wire:
    """A calendar date between 1900 and 2100."""
    if type(value) is not str or len(value) != 10 or value[4] != "-" or value[7] != "-":
        raise Refused("must be a full date, such as 24 Nov 2026.")
    try:
        date.fromisoformat(value)
    except ValueError:
        raise Refused("is not a date in the calendar.") from None
    _check_year(value)
    return value


def check_partial_date(value: object) -> Wire:
    """A date, a month or a year."""
    if type(value) is str and (_YEAR.fullmatch(value) or _MONTH.fullmatch(value)):
        _check_year(value)
        return value
    try:
        return check_date(value)
    except Refused as refused:
        if type(value) is str and len(value) == 10:
            raise
        raise Refused("must be a year, a month and year, or a full date.") from refused


def _check_year(written: str) -> None:
    if not FIRST_YEAR <= written[:4] <= LAST_YEAR:
        raise Refused(f"must be between the years {FIRST_YEAR} and {LAST_YEAR}. Check the year.")


def check_local_time(value: object) -> Wire:
    """A wall time to the minute, `2026-11-24T09:30`."""
    if type(value) is not str or not _MINUTE.fullmatch(value):
        raise Refused("must be a date and a time, such as 24 Nov 2026 09:30.")
    check_date(value[:10])
    return value


def check_instant(value: object) -> Wire:
    """An instant in UTC to the minute, `2026-11-24T09:30Z`; seconds and other zones are converted."""
    if type(value) is str and value.endswith("Z") and _MINUTE.fullmatch(value[:-1]):
        check_date(value[:10])
        return value
    try:
        instant = datetime.fromisoformat(value) if type(value) is str else None
        if instant is None or instant.tzinfo is None:
            raise ValueError
        return check_instant(instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"))
    except (ValueError, OverflowError):
        raise Refused("must be a date and a time with its zone.") from None


def check_ref(value: object) -> Wire:
    """The id of a record, or `@name` for one made in the same save."""
    if type(value) is not str or not _REF.fullmatch(value):
        raise Refused("must point to a record.")
    return value


def check_refs(value: object) -> Wire:
    """Ids of records, each once, in the order given."""
    if type(value) is not list or len(value) > MAX_ITEMS:
        raise Refused("must be a list of records.")
    found = [str(check_ref(each)) for each in value]
    if len(set(found)) != len(found):
        raise Refused("names the same record twice.")
    return found or None


def check_boolean(value: object) -> Wire:
    """True or false."""
    if type(value) is not bool:
        raise Refused("must be yes or no.")
    return value


def check_rank(value: object) -> Wire:
    """A place in an order: ASCII letters and digits."""
    if type(value) is not str or len(value) > MAX_LENGTH[Entry.RANK] or not _RANK.fullmatch(value):
        raise Refused("must be a place in the order.")
    return value

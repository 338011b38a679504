"""Values as they came from elsewhere, made fit to show: of the shape of their field, with nothing hidden in them.

What this program writes passes unchanged. A value of another shape is not shown, and a character that would steer a
terminal or turn the reading direction shows as a sign. The log keeps both as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from recovery_tui.records.checks import FIRST_YEAR, LAST_YEAR, MAX_ITEMS, FieldSpec
from recovery_tui.records.kinds import KINDS
from recovery_tui.records.schema import Kind, made_once
from recovery_tui.records.terms import Entry, Wire

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_SIGNS = re.compile("[\u2400-\u2421]|\u27e8U\\+[0-9A-F]{4}\u27e9")
_ID = re.compile(r"[0-9a-f]{32}")
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_PARTIAL = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_MINUTE = re.compile(_DAY.pattern + r"T([01][0-9]|2[0-3]):[0-5][0-9]Z?")

Shape = tuple[type, Callable[..., object] | None]
"""The type of a field's values, and what else they must pass; None: nothing."""


def fitted(kind: str, values: Mapping[str, Wire]) -> dict[str, Wire]:
    """Those of `values` that fit their fields, hidden characters shown as signs; unknown names pass as text."""
    declared = KINDS.get(kind)
    shapes = _shapes_of(declared) if declared else {}
    found = dict(values)
    for name, value in values.items():
        if value is None:
            continue
        of, passes = shapes.get(name, _ANYTHING)
        if not isinstance(value, of) or (passes is not None and not passes(value)):
            del found[name]
        elif isinstance(value, str):
            if not (value.isascii() and value.isprintable()):
                found[name] = visible(value)
        elif isinstance(value, (list, dict)):
            found[name] = _visible_parts(value)
    return found


def visible(text: str) -> str:
    """`text` with every control and direction character shown as a sign: `␛` for escape, `⟨U+202E⟩` for others."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(_sign, text)


def has_hidden(text: str) -> bool:
    """Whether `visible` has put signs into this text: only foreign or hostile software writes such characters."""
    return not text.isascii() and _SIGNS.search(text) is not None


def _sign(found: re.Match[str]) -> str:
    number = ord(found.group())
    if number < 0x20:
        return chr(0x2400 + number)
    return "\N{SYMBOL FOR DELETE}" if number == 0x7F else f"\u27e8U+{number:04X}\u27e9"


def _visible_parts(value: list[str] | dict[str, str]) -> Wire:
    if isinstance(value, list):
        return [visible(each) for each in value]
    return {visible(name): visible(each) for name, each in value.items()}


_ANYTHING: Shape = (object, None)


@made_once
def _shapes_of(kind: Kind) -> dict[str, Shape]:
    """The shape of each field."""
    return {name: _shape(spec) for name, spec in kind.fields.items()}


def _shape(spec: FieldSpec) -> Shape:
    match spec.entry:
        case Entry.BOOLEAN:
            return (bool, None)
        case Entry.INTEGER:
            low, high = spec.range
            return (int, lambda value: type(value) is int and low <= value <= high)
        case Entry.CODES:
            return (list, lambda value: len(value) <= MAX_ITEMS)
        case Entry.REFS:
            return (list, lambda value: all(map(_ID.fullmatch, value)))
        case Entry.MAP:
            return (dict, lambda value: len(value) <= MAX_ITEMS)
        case Entry.REF:
            return (str, _ID.fullmatch)
        case Entry.DATE:
            return (str, _is_written_day)
        case Entry.PARTIAL_DATE:
            return (
                str,
                lambda value: _PARTIAL.fullmatch(value) and _is_a_day(value + "-01-01"[len(value) - 4 :]),
            )
        case Entry.INSTANT | Entry.LOCAL_TIME:
            return (str, lambda value: _MINUTE.fullmatch(value) and _is_a_day(value[:10]))
        case _:
            return (str, None)


@lru_cache(maxsize=4096)  # the same few days come again and again
def _is_written_day(value: str) -> bool:
    return _DAY.fullmatch(value) is not None and _is_a_day(value)


def _is_a_day(written: str) -> bool:
    """Whether there is such a day, in a year that may be typed: others stop whoever reckons with them."""
    if not FIRST_YEAR <= written[:4] <= LAST_YEAR:
        return False
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True

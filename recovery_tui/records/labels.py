"""Records in words: a code's label, a value as people read it, a record in one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from recovery_tui.records.checks import FieldSpec
from recovery_tui.records.codes import YES_NO, lowered
from recovery_tui.records.day_words import spell_partial, spell_time
from recovery_tui.records.kinds import KINDS
from recovery_tui.records.schema import Kind
from recovery_tui.records.terms import Entry, Wire

NOT_KNOWN = "Not known"
"""The label of every code for an answer nobody has."""

LINE_LENGTH = 100
"""Characters of text a one-line summary takes from one field."""

_DAYS = frozenset({Entry.DATE, Entry.PARTIAL_DATE, Entry.LOCAL_TIME, Entry.INSTANT})
_THE_DAY = frozenset({"Date", "When"})
"""Titles of days that say only that it was then."""

_LEADS = frozenset({"With"})
"""Titles that begin what they ask for: `with the person`."""

NameOf = Callable[[str], str | None]
"""The name of the record with an id, or None."""

ToLocal = Callable[[datetime], datetime]
"""A UTC instant to wall time."""


def value_words(
    kind: Kind | str,
    field: str,
    wire: Wire,
    *,
    name_of: NameOf | None = None,
    to_local: ToLocal | None = None,
) -> str:
    """A wire value as people read it; empty for None.

    Without `name_of` a reference is told by the title of its kind; without `to_local` instants are told in UTC.
    A field that is not known here (a newer version's) is shown as it is.
    """
    known = _known(kind)
    spec = known.fields.get(field) if known else None
    if wire is None:
        return ""
    if spec is None:
        return str(wire)
    if isinstance(wire, bool):
        return "Yes" if wire else "No"
    if isinstance(wire, dict):
        return ", ".join(f"{name} {amount}" for name, amount in wire.items())
    if isinstance(wire, list):
        return ", ".join(_one(spec, each, name_of, to_local) for each in wire)
    return _one(spec, str(wire), name_of, to_local)


def _one(spec: FieldSpec, wire: str, name_of: NameOf | None, to_local: ToLocal | None) -> str:
    entry = spec.entry
    if spec.codes is not None:
        return spec.codes.label(wire)
    if entry in (Entry.DATE, Entry.PARTIAL_DATE):
        return spell_partial(wire)
    if entry is Entry.LOCAL_TIME:
        return spell_time(datetime.fromisoformat(wire))
    if entry is Entry.INSTANT:
        instant = datetime.fromisoformat(wire)
        return spell_time(to_local(instant)) if to_local else f"{spell_time(instant)} UTC"
    if entry in (Entry.REF, Entry.REFS):
        return (name_of(wire) if name_of else None) or _reference_title(spec)
    return wire


def _reference_title(spec: FieldSpec) -> str:
    kind = KINDS.get(spec.ref or "")
    return kind.title.lower() if kind else "a record"


def describe(
    kind: Kind | str,
    values: Mapping[str, Wire],
    *,
    without: str = "",
    name_of: NameOf | None = None,
    to_local: ToLocal | None = None,
) -> str:
    """A record in one plain line: `Goal: Keep my script, active`. A kind not known here is told by its name.

    `without` is a field that is told elsewhere: it is left out where anything else can be said. A reference is told
    only where `name_of` knows its name.
    """
    known = _known(kind)
    if known is None:
        return str(kind).replace("_", " ").capitalize()
    named = name_of or (lambda _: None)
    filled = [
        name
        for name in known.summary
        if (wire := values.get(name)) is not None and (known.fields[name].ref is None or named(str(wire)))
    ]
    filled = [name for name in filled if name != without] or filled
    if not filled:
        return known.title
    *before, last = (
        _brief(known, name, values[name], inside=name != filled[0], name_of=named, to_local=to_local)
        for name in filled
    )
    return f"{known.title}: {', '.join([*(each.removesuffix('.') for each in before), last])}"


def _known(kind: Kind | str) -> Kind | None:
    return KINDS.get(kind) if isinstance(kind, str) else kind


def _brief(
    kind: Kind, field: str, wire: Wire, *, inside: bool, name_of: NameOf, to_local: ToLocal | None
) -> str:
    """A value on one line; words of the program begin small when they stand inside the sentence.

    A number, a yes or a no, a day and "not known" say nothing without what was asked: `total 42`,
    `reached them: yes`, `issued on Tue 10 Nov 2026`.
    """
    spec = kind.fields[field]
    if isinstance(wire, list):
        line = ", ".join(lowered(value_words(kind, field, [each], name_of=name_of)) for each in wire)
    else:
        line = " ".join(value_words(kind, field, wire, name_of=name_of, to_local=to_local).split())
    if spec.entry is Entry.INTEGER or (spec.entry in _DAYS and spec.title not in _THE_DAY):
        line = f"{spec.title} {line}"
    elif spec.codes is YES_NO or (spec.codes and line == NOT_KNOWN):
        line = f"{spec.title}: {lowered(line)}"
    elif spec.title in _LEADS:
        line = f"{spec.title} {lowered(line)}"
    elif spec.codes is None:
        return line if len(line) <= LINE_LENGTH else line[: LINE_LENGTH - 3].rstrip() + "..."
    return lowered(line) if inside else line

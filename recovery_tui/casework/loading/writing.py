"""Second reading: every planned line is written, in the order in which it was planned."""

from __future__ import annotations

from collections.abc import Iterator

from recovery_tui.casework.loading.line_file import Line
from recovery_tui.casework.loading.planning import (
    TURNS,
    Fate,
    change_of,
    copies_agency_type,
    natural_of,
    take_agency_type,
)
from recovery_tui.casework.loading.work import (
    RefusedLineError,
    Work,
    checked,
    hide_given,
    person_given,
    pointed_to,
    reasons_given,
    refuse,
    with_records,
)
from recovery_tui.journal.driver import driver_of
from recovery_tui.journal.event import natural_id
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS, Kind

_BATCH = 1000
"""Rows of `origin` written together."""


def write(work: Work) -> None:
    """Write what was planned. Once a line is refused the rest is only looked at: all of it will be taken back."""
    origins: list[tuple[bytes, int]] = []
    for number, line, fate in _planned(work):
        kind = KINDS[line.kind]
        try:
            if fate is Fate.NEW:
                change = _new(work, number, kind, line)
            else:
                change = change_of(work, number, kind, line, _record(work, number, kind, line))
        except RefusedLineError as refused:
            work.refuse(refused)
            continue
        if work.rejected or work.hanging:
            continue
        work.note_written(number)
        record = _append(work, kind, change, fate)
        if line.id and record != line.id:
            origins.append((bytes.fromhex(line.id), work.writer.projector.number_of(record)))
            if len(origins) >= _BATCH:
                _remember(work, origins)
    _remember(work, origins)


def _planned(work: Work) -> Iterator[tuple[int, Line, Fate]]:
    """The lines to be written, turn by turn."""
    for turn in TURNS:
        if turn and turn not in work.turns:
            continue
        fates, turns = work.fates, work.turns
        for at, (number, line) in enumerate(work.source.lines(work.tell)):
            if turns[at] == turn and fates[at] >= Fate.NEW and isinstance(line, Line):
                yield number, line, Fate.NEW if fates[at] == Fate.NEW else Fate.CHANGED


def _record(work: Work, number: int, kind: Kind, line: Line) -> str:
    """The record a line changes, as it was found when the line was planned."""
    named = work.names.record(line.id or "@" + line.ref) if line.id or line.ref else None
    return named or natural_of(work, number, kind, line)


def _new(work: Work, number: int, kind: Kind, line: Line) -> Change:
    """The record a line makes. Raises RefusedLineError."""
    given: dict[str, object] = line.fields  # type: ignore[assignment]
    person = person_given(number, given, kind)
    if person is not None:
        person = pointed_to(number, "person", person, work.names)
    elif kind.needs_person:
        raise refuse(number, "person", "Say whose record this is.")
    if copies_agency_type(kind):
        take_agency_type(work, kind, given)
    values = checked(number, kind, given, work.today, partial=False)
    with_records(number, kind, values, work.names)
    if line.also:
        work.with_also += 1
    return Change(
        kind.name,
        values,
        None,
        person,
        reasons_given(number, line) if line.reasons else {},
        hide_given(number, line) or None,
    )


def _append(work: Work, kind: Kind, change: Change, fate: Fate) -> str:
    """Write a change and note whose records it touches; the record's id."""
    projector = work.writer.projector
    if fate is Fate.NEW:
        key = kind.natural_key
        natural = natural_id(kind.name, [str(change.values[part]) for part in key]) if key else None
        record = work.writer.append_new(change, natural)
        owner = change.person or (record if kind.name == "person" else None)
    else:
        record = work.writer.append(change) or ""
        owner = change.person or (record if kind.name == "person" else None)
        work.changed.add(projector.number_of(record))
    work.kinds.add(kind.name)
    if owner:
        work.people.add(projector.number_of(owner))
    else:
        work.unowned.append(projector.number_of(record))
    return record


def _remember(work: Work, origins: list[tuple[bytes, int]]) -> None:
    raw = driver_of(work.writer.connection)
    raw.executemany("INSERT OR IGNORE INTO origin (theirs, entity) VALUES (?, ?)", origins)
    origins.clear()

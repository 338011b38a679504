"""First reading: which record each line makes or changes, and how many events that takes.

A record's id follows from the place of its first event, so every line is planned before the first one is written.
A line that can't be planned before a later one is put off to a later turn.
"""

from __future__ import annotations

from enum import IntEnum

from recovery_tui.casework.load_views import Rejected
from recovery_tui.casework.loading.line_file import Line, Unread
from recovery_tui.casework.loading.names import ID, NAME, REF
from recovery_tui.casework.loading.work import (
    RefusedLineError,
    Work,
    checked,
    hide_given,
    person_given,
    pointed_to,
    reasons_given,
    references,
    refuse,
    with_records,
)
from recovery_tui.journal.event import Wire, natural_id
from recovery_tui.journal.log import Change, apart_fields, new_parts
from recovery_tui.records import KINDS, Kind, Merge


class Fate(IntEnum):
    """What becomes of a line."""

    REFUSED = 0
    SAME = 1
    NEW = 2
    CHANGED = 3


TURNS = (0, 1, 2)
"""0: most lines. 1: records whose id follows from a record further down. 2: changes that point further down."""


class _LaterError(Exception):
    """This line is planned in a later turn."""


def plan(work: Work) -> None:
    """Plan every line; `work.fates` and `work.turns` say how."""
    for turn in TURNS:
        if turn and turn not in work.turns:
            continue
        for at, (number, line) in enumerate(work.source.lines(work.tell)):
            if turn == 0:
                work.fates.append(Fate.REFUSED)
                work.turns.append(0)
            elif work.turns[at] != turn:
                continue
            try:
                work.fates[at] = _plan_line(work, number, line, turn)
            except _LaterError:
                work.turns[at] = _later_turn(line)
            except RefusedLineError as refused:
                _lose(work, line)
                work.refuse(refused)


def _plan_line(work: Work, number: int, line: Line | Unread, turn: int) -> Fate:
    if number in work.left_out:
        raise RefusedLineError(())
    if isinstance(line, Unread):
        raise RefusedLineError(line.rejected)
    kind = KINDS.get(line.kind)
    if kind is None:
        raise refuse(number, "kind", "There is no kind of record of this name.")
    _check_names(work, number, line)
    if kind.wordless and (line.reasons or isinstance(line.hidden, str)):
        raise refuse(number, None, f"{kind.title} holds no words: leave hidden and reasons out.")
    record = work.names.stored(line.id) if line.id else None
    if record is None and kind.natural_key:
        if turn == 0 and any(_points_down(work, line.fields.get(part)) for part in kind.natural_key):
            raise _LaterError
        natural = natural_of(work, number, kind, line)
        if natural in work.naturals:
            raise refuse(number, None, f"This {kind.title.lower()} stands on an earlier line.")
        if not work.writer.projector.is_known(natural):
            work.naturals.add(natural)
            return _plan_new(work, number, kind, line, turn, natural)
        record = natural
    if record is None:
        return _plan_new(work, number, kind, line, turn, None)
    fate = _plan_change(work, number, kind, line, turn, record)
    _take_names(work, line, record)
    return fate


def _check_names(work: Work, number: int, line: Line) -> None:
    if line.id:
        if not ID.fullmatch(line.id):
            raise refuse(
                number, "id", "An id is 32 digits and letters from a to f. Put other names under ref."
            )
        if work.names.is_taken(line.id):
            raise refuse(number, "id", "This id stands on another line too.")
    if line.ref:
        if not REF.fullmatch(line.ref):
            raise refuse(
                number, "ref", "A ref has 1 to 80 letters, digits, dots, colons, hyphens and underscores."
            )
        if work.names.is_taken("@" + line.ref):
            raise refuse(number, "ref", "This ref stands on another line too.")


def _take_names(work: Work, line: Line, record: str) -> None:
    if line.id:
        work.names.take(line.id, record)
    if line.ref:
        work.names.take("@" + line.ref, record)
    if line.kind == "agency" and line.fields.get("agency_type") is not None:
        work.names.agency_types[record] = line.fields["agency_type"]


def _lose(work: Work, line: Line | Unread) -> None:
    """References to a line that is not loaded hang; unless an earlier line has its name."""
    names = line.names if isinstance(line, Unread) else (line.id, "@" + line.ref)
    for name in names:
        if NAME.fullmatch(name) and not work.names.is_taken(name):
            work.names.lose(name)


def _later_turn(line: Line | Unread) -> int:
    return 1 if isinstance(line, Line) and KINDS[line.kind].natural_key else 2


def _plan_new(work: Work, number: int, kind: Kind, line: Line, turn: int, natural: str | None) -> Fate:
    events = 1
    if any(line.fields.get(name) is not None for name in apart_fields(kind)):
        given: dict[str, object] = dict(line.fields)
        person_given(number, given, kind)
        if copies_agency_type(kind) and turn == 0 and _points_down(work, given.get("agency")):
            raise _LaterError
        take_agency_type(work, kind, given)
        values = checked(number, kind, given, work.today, partial=False)
        events = len(new_parts(kind, values, hide_given(number, line) or None))
    _take_names(work, line, work.writer.reserve_new(events, natural))
    return Fate.NEW


def natural_of(work: Work, number: int, kind: Kind, line: Line) -> str:
    """The id that follows from what a record with a natural key is about. Raises RefusedLineError."""
    key = kind.natural_key or ()
    given = {part: line.fields.get(part) for part in key}
    missing = [part for part in key if given[part] is None]
    if missing:
        raise refuse(number, missing[0], f"{kind.fields[missing[0]].title} is needed.")
    values = checked(number, kind, given, work.today, partial=True)
    with_records(number, kind, values, work.names)
    return natural_id(kind.name, [str(values[part]) for part in key])


def _points_down(work: Work, reference: object) -> bool:
    """Whether a reference points to a line that has not been planned yet."""
    if not isinstance(reference, str) or not NAME.fullmatch(reference):
        return False
    return work.names.record(reference) is None and not work.names.is_lost(reference)


def _plan_change(work: Work, number: int, kind: Kind, line: Line, turn: int, record: str) -> Fate:
    if bytes.fromhex(record) in work.standing:
        raise refuse(number, "id", "An earlier line changes this record already.")
    if turn == 0 and any(_points_down(work, each) for each in _all_references(kind, line)):
        raise _LaterError
    work.standing.add(bytes.fromhex(record))
    change = change_of(work, number, kind, line, record)
    before = work.writer.planned
    work.writer.reserve(change)
    work.writer.projector.forget_untouched()
    return Fate.CHANGED if work.writer.planned > before else Fate.SAME


def _all_references(kind: Kind, line: Line) -> list[object]:
    found: list[object] = [line.fields.get("person")]
    for name, many in references(kind):
        value = line.fields.get(name)
        found += value if many and isinstance(value, list) else [value]
    return found


def change_of(work: Work, number: int, kind: Kind, line: Line, record: str) -> Change:
    """What a line changes of a record that is here: the fields that differ. Raises RefusedLineError."""
    entity = work.writer.projector.entity(record)
    if entity.kind != kind.name:
        raise refuse(number, "kind", "A record of another kind has this id here.")
    given: dict[str, object] = dict(line.fields)
    person = work.person_of(entity) if kind.needs_person else None
    named = person_given(number, given, kind)
    if named is not None and pointed_to(number, "person", named, work.names) != person:
        raise refuse(number, "person", "This record belongs to another person, and stays theirs.")
    standing = entity.heads.values()
    values = checked(number, kind, given, work.today, partial=True)
    with_records(number, kind, values, work.names)
    if kind.settle is not None:
        whole: dict[str, Wire] = {
            name: value for name, value in {**standing, **values}.items() if value is not None
        }
        problems = [each for each in kind.settle(whole, work.today) if each.field in values]
        if problems:
            raise RefusedLineError(tuple(Rejected(number, each.field, each.reason) for each in problems))
        values = {name: whole.get(name) for name in values}
    differing: dict[str, Wire] = {
        name: value for name, value in values.items() if standing.get(name) != value
    }
    if differing and kind.merge is Merge.LOG:
        raise refuse(
            number,
            next(iter(differing)),
            "This was written down and stays. Load a new line with corrects instead.",
        )
    hide = hide_given(number, line)
    if hide is not None and (hide or None) == entity.heads.hidden():
        hide = None
    return Change(kind.name, differing, record, person, reasons_given(number, line), hide)


def copies_agency_type(kind: Kind) -> bool:
    """Whether records of this kind keep the type their agency has when they are made."""
    return "agency" in kind.fields and "agency_type" in kind.fields


def take_agency_type(work: Work, kind: Kind, given: dict[str, object]) -> None:
    """Put the agency's type among the values, whatever the line says, when the agency is known."""
    agency = given.get("agency")
    if not copies_agency_type(kind) or not (isinstance(agency, str) and NAME.fullmatch(agency)):
        return
    record = work.names.record(agency)
    if record is None:
        return
    known = work.names.agency_types.get(record)
    if known is None:
        known = work.writer.projector.entity(record).heads.values().get("agency_type")
        work.names.agency_types[record] = known
    if known is not None:
        given["agency_type"] = known

"""Joining what two computers made separately: two records of one person, or of one agency. It can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from recovery_tui.casework.areas.stays import stay_of
from recovery_tui.casework.changing import stored_record
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.joining_views import LikelyPair, PairRow, PairView
from recovery_tui.casework.likely_pairs import likely_pairs, not_same_name
from recovery_tui.casework.person_file import location_of, looked_at
from recovery_tui.casework.person_records import PersonRecords, joined, struck, text, words
from recovery_tui.casework.views import Outcome, RecordId, Undo, refused
from recovery_tui.errors import NotFoundError
from recovery_tui.journal import alias, reading, tables
from recovery_tui.journal.log import Change
from recovery_tui.journal.same_as import KINDS as JOINABLE
from recovery_tui.practice.stays import release_words
from recovery_tui.records import KINDS

__all__ = [
    "LikelyPair",
    "PairRow",
    "PairView",
    "join",
    "likely_pairs",
    "not_same",
    "separate",
    "side_by_side",
]

SAME_AS = "same_as"


def side_by_side(desk: Desk, one: RecordId, other: RecordId) -> PairView:
    """Both records, field by field; of people it is entered that they were opened. Raises NotFoundError."""
    with desk.journal.reading() as conn:
        pair = _pair(conn, one, other)
        sides = [_side(desk, conn, each) for each in pair]
        together = other in alias.members(conn, [one])[one]
    for each in pair:
        if each.kind == "person":
            looked_at(desk, RecordId(each.id))
    titles = dict.fromkeys([*sides[0], *sides[1]])
    rows = [(title, sides[0].get(title, ""), sides[1].get(title, "")) for title in titles]
    return PairView(
        pair[0].kind,
        one,
        other,
        _name(pair[0]),
        _name(pair[1]),
        tuple(
            PairRow(title, first, second, first != second) for title, first, second in rows if first or second
        ),
        together,
    )


def join(desk: Desk, one: RecordId, other: RecordId) -> Outcome:
    """Say that these two are one: a signed change that `separate` takes back. Raises NotFoundError."""
    with desk.journal.reading() as conn:
        pair = _pair(conn, one, other)
        if other in alias.members(conn, [one])[one]:
            return refused("These are one already.")
        if any(each.hidden is not None for each in pair):
            return refused("One of them is hidden. Show it again first.")
        speaker = _last_of_chain(conn, pair[0])
    saved = _save(desk, [(speaker, other)], "joined")
    _forget_not_same(desk, one, other)
    return saved


def separate(desk: Desk, record: RecordId) -> Outcome:
    """Take a record out of the group it was joined into; the others stay joined. Raises NotFoundError."""
    with desk.journal.reading() as conn:
        stored = stored_record(conn, record)
        group = alias.members(conn, [record])[record]
        members = [stored_record(conn, each) for each in group if each != record]
    if not members:
        return refused("It is not joined with another.")
    pointing = [each for each in members if each.values.get(SAME_AS) == record]
    own = stored.values.get(SAME_AS)
    anchor = str(own) if own in group else pointing[0].id
    changes: list[tuple[reading.Record, str | None]] = [(stored, None)] if own is not None else []
    changes += [(each, anchor if each.id != anchor else None) for each in pointing]
    return _save(desk, changes, "separated")


def not_same(desk: Desk, one: RecordId, other: RecordId) -> None:
    """Remember, on this computer, that these two were looked at and are two: they are not listed again."""
    with desk.vault.writing() as conn:
        tables.set_setting(conn, not_same_name(one, other), desk.clock.today().isoformat())


def _forget_not_same(desk: Desk, one: str, other: str) -> None:
    with desk.vault.writing() as conn:
        tables.forget_setting(conn, not_same_name(one, other))


def _pair(conn: Connection, one: str, other: str) -> tuple[reading.Record, reading.Record]:
    """Both records; raises NotFoundError unless they are two people or two agencies."""
    first, second = stored_record(conn, one), stored_record(conn, other)
    if first.kind != second.kind or first.kind not in JOINABLE:
        raise NotFoundError("Only two people, or two agencies, can be one. Nothing was changed.")
    return first, second


def _last_of_chain(conn: Connection, record: reading.Record) -> reading.Record:
    """The record at whose `same_as` another may be put so that nobody falls out of the group.

    It is the one at the end of what `record` points to; where that runs in a circle, any on the circle will do.
    """
    passed = {record.id}
    while (following := record.values.get(SAME_AS)) is not None:
        after = reading.one(conn, str(following))
        if after is None or after.kind != record.kind or after.hidden is not None:
            return record
        record = after
        if record.id in passed:
            return record
        passed.add(record.id)
    return record


def _save(desk: Desk, changes: Sequence[tuple[reading.Record, str | None]], said: str) -> Outcome:
    """Write who is the same as whom; a single change can be undone at once."""
    desk.journal.save(
        [Change(each.kind, {SAME_AS: same}, each.id, settles=True, over=each.heads) for each, same in changes]
    )
    first = changes[0][0]
    return Outcome(
        saved_at=desk.clock.wall_time(),
        person=RecordId(first.id) if first.kind == "person" else None,
        record=RecordId(first.id),
        said=said,
        undo=Undo(RecordId(first.id), {SAME_AS: first.values.get(SAME_AS)}) if len(changes) == 1 else None,
    )


def _side(desk: Desk, conn: Connection, record: reading.Record) -> dict[str, str]:
    """What is compared of one record: title to words."""
    fields = KINDS[record.kind].fields
    found = {spec.title: words(record, name) for name, spec in fields.items() if name != SAME_AS}
    if record.kind == "person":
        found |= dict(_of_person(desk, conn, record))
    return found


def _of_person(desk: Desk, conn: Connection, record: reading.Record) -> Iterator[tuple[str, str]]:
    own = [each for each in reading.of_person(conn, record.id) if each.person == record.id]
    records = PersonRecords(record.id, struck(own), desk.clock.today())
    for number in records.shown("identifier"):
        yield words(number, "system"), text(number, "value")
    stay = stay_of(records)
    yield "Where", location_of(records)
    yield "Release", release_words(stay.values, records.today) if stay else ""
    yield "Worker", ", ".join(text(each, "worker_name") for each in records.shown("assignment"))
    yield "Records", str(len(own))


def _name(record: reading.Record) -> str:
    if record.kind == "agency":
        return text(record, "name")
    return joined(text(record, "surname").upper(), text(record, "forename"), by=" ")

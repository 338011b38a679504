"""A group session: who of the people in a group came, on one page and in one save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from sqlalchemy import Connection

from recovery_tui.casework import drafts
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.form_names import GROUP_SESSION, FormName
from recovery_tui.casework.marks import marks_in
from recovery_tui.casework.meanwhile import looked_again
from recovery_tui.casework.person_file import location_of, person_name
from recovery_tui.casework.person_records import PersonRecords, joined, text
from recovery_tui.casework.preparing import Batch
from recovery_tui.casework.session_note import STILL_TO_COME
from recovery_tui.casework.typed import values_under
from recovery_tui.casework.views import Choice, FieldProblem, FormField, FormSpec, Outcome, Widget, refused
from recovery_tui.journal import reading
from recovery_tui.journal.listing import mine_on
from recovery_tui.practice.counts import counted
from recovery_tui.practice.day_words import as_typed
from recovery_tui.records.lists.treatment import ATTENDANCE, SUB_TYPE
from recovery_tui.records.tables import table_of

ATTENDED, HELD_ON, MINUTES = "attendance", "held_on", "minutes"

USUAL_MINUTES = 60

_LETTERS = {
    "came": "c",
    "late": "l",
    "declined": "d",
    "not_unlocked": "n",
    "elsewhere": "e",
    "cancelled_by_us": "u",
}

_THERE = 2
"""The first of the marks: they came, in time or late."""

_MARKS = tuple(Choice(each.code, each.label.lower(), (_LETTERS[each.code],)) for each in ATTENDANCE)


@dataclass(frozen=True)
class Group:
    """People who have the same open talking or group work with the same provider."""

    key: str
    title: str
    people: int


@dataclass(frozen=True)
class _Member:
    """One person's open treatment in a group."""

    person: str
    intervention: str


def groups(desk: Desk, *, mine: bool) -> tuple[Group, ...]:
    """The groups that somebody on the list is in now, the largest first."""
    with desk.journal.reading() as conn:
        found = _members(desk, conn, mine=mine)
    listed = [Group(_key(*named), _title(*named), len(members)) for named, members in found.items()]
    return tuple(sorted(listed, key=lambda group: (-group.people, group.title)))


def form(desk: Desk, key: str, *, mine: bool) -> FormSpec:
    """The page of one group: everybody in it, nobody ticked yet; those told of today already are left out."""
    today = desk.clock.today()
    with desk.journal.reading() as conn:
        found = {_key(*named): (named, members) for named, members in _members(desk, conn, mine=mine).items()}
        named, members = found.get(key, (("", ""), []))
        choices = _choices(conn, members, today, desk.owner.establishment)
    fields = (
        FormField(
            ATTENDED,
            "Who came",
            Widget.MARKS,
            help=(
                "Space: came. l late, d declined, n not unlocked, e elsewhere, u we cancelled. "
                "Who stays without a mark stays unrecorded."
            ),
            choices=choices,
            marks=_MARKS,
            ticks=_THERE,
        ),
        FormField(HELD_ON, "When", Widget.DATE, required=True, past=True),
        FormField(MINUTES, "Minutes", Widget.NUMBER),
    )
    values = {HELD_ON: as_typed(today.isoformat()), MINUTES: str(USUAL_MINUTES)}
    title = _title(*named) if members else "Group session"
    return FormSpec(
        str(FormName(GROUP_SESSION, key)),
        title,
        (fields,),
        None,
        None,
        values,
        "One save for everyone who is marked.",
    )


@looked_again
def save(desk: Desk, spec: FormSpec, typed: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
    """A session for everybody who is marked, in one transaction; nobody is told of twice on one day."""
    marks = marks_in(typed.get(ATTENDED, ""))
    if not marks:
        return refused("Mark at least one person.", ATTENDED)
    problems: list[FieldProblem] = []
    told = values_under(desk, spec, "", typed, problems)
    del told[ATTENDED]
    if str(told.get(HELD_ON)) > desk.clock.today().isoformat():
        problems.append(FieldProblem(HELD_ON, STILL_TO_COME))
    if problems:
        return Outcome(problems=tuple(problems))
    with desk.journal.reading() as conn:
        batch = Batch(desk, conn, reasons)
        twice = []
        for intervention, attendance in marks.items():
            stored = reading.one(conn, intervention)
            if stored is None or stored.person is None:
                continue
            if _told_of(conn, stored.person, intervention, str(told[HELD_ON])):
                twice.append(_name(conn, stored.person, desk.clock.today()))
                continue
            values = {"intervention": intervention, "attendance": attendance, **told}
            batch.add("session", values, stored.person)
    if twice:
        said = f"Already recorded on that day: {', '.join(twice)}. Take the mark away, or correct it on their page."
        return refused(said, ATTENDED)
    said = f"saved {desk.clock.wall_time()} for {counted(len(batch.changes), 'person', 'people')}"
    return replace(batch.save(None, said, draft=drafts.key_of(spec)), record=None)


def _members(desk: Desk, conn: Connection, *, mine: bool) -> dict[tuple[str, str], list[_Member]]:
    """Who has open talking or group work, by what it is and who gives it; by place and name within a group."""
    rows = conn.exec_driver_sql(
        f"SELECT r.sub_type, COALESCE(r.provider, ''), listing.person, r.id FROM {table_of('intervention').name} AS r"
        " LEFT JOIN alias ON alias.entity = r.person"
        " JOIN listing ON listing.person = COALESCE(alias.shown, r.person) AND listing.open = 1"
        " WHERE r.hidden IS NULL AND r.intervention_type = 'psysoc'"
        " AND r.started_on IS NOT NULL AND r.ended_on IS NULL"
        f"{f' AND {mine_on(desk.clock.today())}' if mine else ''} ORDER BY listing.location, listing.name, r.id"
    ).all()
    ids = reading.ids_of(conn, [number for row in rows for number in row[2:]])
    found: dict[tuple[str, str], list[_Member]] = {}
    for sub_type, provider, person, record in rows:
        found.setdefault((str(sub_type), str(provider)), []).append(_Member(ids[person], ids[record]))
    return found


def _choices(conn: Connection, members: list[_Member], today: date, establishment: str) -> tuple[Choice, ...]:
    people = reading.of_people(conn, {each.person for each in members}, ("person", "stay", "session"))
    choices = []
    for each in members:
        records = PersonRecords(each.person, people[each.person], today)
        if not _held(records, each.intervention, today.isoformat()):
            place = location_of(records).removeprefix(f"{establishment} ")
            choices.append(Choice(each.intervention, person_name(records), help=place))
    return tuple(choices)


def _told_of(conn: Connection, person: str, intervention: str, day: str) -> bool:
    records = PersonRecords(person, reading.of_person(conn, person, ("session",)), date.fromisoformat(day))
    return _held(records, intervention, day)


def _held(records: PersonRecords, intervention: str, day: str) -> bool:
    return any(
        text(each, "intervention") == intervention and text(each, "held_on") == day
        for each in records.shown("session")
    )


def _name(conn: Connection, person: str, today: date) -> str:
    return person_name(PersonRecords(person, reading.of_person(conn, person, ("person",)), today))


def _key(sub_type: str, provider: str) -> str:
    """Names a group in the key of its draft, whatever characters its provider has."""
    return sha256(f"{sub_type}\n{provider}".encode()).hexdigest()[:12]


def _title(sub_type: str, provider: str) -> str:
    return joined(SUB_TYPE.label(sub_type), provider)

"""What is due of people as lines of Today, made from their records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from recovery_tui.casework.next_things import help_said
from recovery_tui.casework.person_file import location_of, person_name
from recovery_tui.casework.person_records import PersonRecords, struck
from recovery_tui.casework.today_views import TodayLine, Urgency
from recovery_tui.casework.today_words import said_of
from recovery_tui.casework.views import Area, Mark, RecordId
from recovery_tui.casework.weighed import case_of
from recovery_tui.journal import reading
from recovery_tui.practice.agenda import AHEAD, KINDS, agenda
from recovery_tui.practice.due import PLAIN, RED, SOON, Due

READ = (*KINDS, "assignment")
"""Kinds that lines are made from."""
WITHOUT_CONTACTS = tuple(kind for kind in READ if kind != "contact")
"""Enough for every line but those of `FROM_CONTACTS`."""

AHEAD_DAYS = 7

ACT, DUE, AHEAD_OF_US = "Act today", "Due", f"Next {AHEAD_DAYS} days"
"""Titles of the groups."""

_AREA = {
    "appointment": Area.TREATMENT,
    "naloxone": Area.TREATMENT,
    "home": Area.LINKS,
    "stay": Area.RELEASE,
    "release_item": Area.RELEASE,
    "post_release_check": Area.RELEASE,
}
"""Where something that is missing has its line."""


@dataclass(frozen=True)
class Whose:
    """A person on Today, what is or will be due of them, and the names of agencies by record id."""

    records: PersonRecords
    due: Sequence[Due]
    agencies: Mapping[str, str]

    def line(self, due: Due, me: str, *, clinical: bool) -> TodayLine:
        """One thing in neutral words, clinical ones only if they may stand on lists."""
        when, said = said_of(due, self.records, self.agencies, clinical=clinical)
        red = due.rank == RED
        return TodayLine(
            person=RecordId(self.records.person),
            name=person_name(self.records),
            location=location_of(self.records),
            when=when,
            text=said,
            mark=_mark(due, self.records.today),
            urgency=_urgency(due, self.records.today),
            record=RecordId(due.record) if due.record else None,
            kind=due.kind,
            code=due.code,
            due_on=due.day.isoformat(),
            area=_AREA.get(due.kind),
            following=help_said(due.code, self.records, me, self.agencies, clinical=clinical) if red else "",
        )


def read(
    conn: Connection, people: Iterable[str], today: date, kinds: Sequence[str] = READ
) -> Iterator[Whose]:
    """These people (ids), each once, with what is due of them; `kinds` may be more than are needed for that."""
    records = reading.of_people(conn, dict.fromkeys(people), kinds)
    asked = {
        str(each.values.get("agency"))
        for own in records.values()
        for each in own
        if each.kind in ("referral", "appointment")
    }
    agencies = list(reading.several(conn, sorted(asked)).values())
    names = {each.id: str(each.values.get("name", "")) for each in agencies}
    for person, own in records.items():
        known = struck(own)
        due = agenda({**case_of(known), "agency": agencies})
        yield Whose(PersonRecords(person, known, today), due, names)


def group_of(due: Due, today: date) -> str:
    """The group in which something is told on a day; empty when it is not told."""
    if due.day <= today <= due.until:
        return ACT if due.rank == RED else DUE
    comes = today < due.day <= today + timedelta(days=AHEAD_DAYS)
    return AHEAD_OF_US if comes and due.rank == PLAIN and due.code in AHEAD else ""


def _mark(due: Due, today: date) -> Mark:
    if due.rank == RED:
        return Mark.ACT
    return Mark.MISSING if due.rank < PLAIN or due.day < today else Mark.NONE


def _urgency(due: Due, today: date) -> Urgency:
    if due.rank in (RED, SOON):
        return Urgency.RED if due.rank == RED else Urgency.AMBER
    if due.day == today:
        return Urgency.DUE
    return Urgency.OVERDUE if due.day < today else Urgency.COMING

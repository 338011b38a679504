"""The day sheet for the wing: who is where, by initials, and what is still to do with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_file import location_of
from recovery_tui.casework.person_records import PersonRecords, joined, text, words
from recovery_tui.casework.views import RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.access import Act
from recovery_tui.journal.listing import mine_on
from recovery_tui.journal.many import parts
from recovery_tui.practice.blanks import Blanks
from recovery_tui.practice.day_words import spell_short
from recovery_tui.practice.own_copy import Tick
from recovery_tui.records.lists.plan import ACTOR

MOST_STEPS = 3

_KINDS = ("person", "stay", "goal", "step")
_BATCH = 500
_CARRIED = Blanks(frozenset(Tick) - {Tick.MEDICINES})
"""A sheet is carried about and left lying: no medicine and no substance stands on it, as on any list."""


@dataclass(frozen=True)
class DayRow:
    """One person on the sheet."""

    person: RecordId
    location: str
    initials: str
    steps: tuple[str, ...]
    """The open steps that are due first."""
    more: int
    """How many more there are."""


def rows(desk: Desk, *, mine: bool = True, where: str = "") -> tuple[DayRow, ...]:
    """Everybody inside whose location begins with `where` (`C`, `C2`), in the order of the cells; journals nothing."""
    found: list[DayRow] = []
    with desk.journal.reading() as conn:
        people = _people(conn, desk.clock.today(), mine=mine)
        for part in parts(people, _BATCH):
            read = reading.of_people(conn, part, _KINDS)
            found += [_row(desk, person, records) for person, records in read.items() if records]
    wanted = where.strip().casefold()
    inside = [row for row in found if row.location not in {"out", "no location"}]
    return tuple(
        sorted(
            (row for row in inside if row.location.casefold().startswith(wanted)),
            key=lambda row: (row.location, row.initials),
        )
    )


def printed(desk: Desk, sheet: tuple[DayRow, ...]) -> None:
    """Enter that everybody on the sheet was printed."""
    desk.journal.look_at_all(Act.PRINTED, [row.person for row in sheet])


def _people(conn: Connection, today: date, *, mine: bool) -> list[str]:
    found = conn.exec_driver_sql(
        "SELECT entity.uid FROM listing JOIN entity ON entity.id = listing.person WHERE listing.open = 1"
        + (f" AND {mine_on(today)}" if mine else "")
    )
    return [bytes(uid).hex() for (uid,) in found]


def _row(desk: Desk, person: str, records: tuple[reading.Record, ...]) -> DayRow:
    whose = PersonRecords(person, records, desk.clock.today())
    steps = sorted(
        whose.open_steps, key=lambda each: (text(each, "due_on") or "~", text(each, "rank"), each.made)
    )
    own = f"{desk.owner.establishment} "
    return DayRow(
        person=RecordId(person),
        location=location_of(whose).removeprefix(own),
        initials=_initials(whose),
        steps=tuple(_said(each) for each in steps[:MOST_STEPS]),
        more=max(len(steps) - MOST_STEPS, 0),
    )


def _initials(whose: PersonRecords) -> str:
    person = whose.get(whose.person)
    names = (words(person, "forename"), words(person, "surname"))
    return "".join(name[:1].upper() for name in names) or "?"


def _said(step: reading.Record) -> str:
    due = text(step, "due_on")
    actor = ACTOR.by_code[text(step, "actor")].brief.lower() if text(step, "actor") in ACTOR else ""
    return joined(
        f"{actor}: {_CARRIED.put_into(words(step, 'text'))}", f"by {spell_short(due)}" if due else ""
    )

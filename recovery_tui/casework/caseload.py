"""The caseload: everybody this person works with, sorted and found in SQL, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from recovery_tui.casework.areas.stays import release_said, stay_of
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_file import location_of, number_of, person_name
from recovery_tui.casework.person_records import PersonRecords, struck, words
from recovery_tui.casework.today import catch_up
from recovery_tui.casework.views import CaseloadOrder, CaseloadPage, CaseloadRow, Mark, RecordId
from recovery_tui.casework.weighed import case_of
from recovery_tui.journal import hlc, reading, search
from recovery_tui.journal.access import Act
from recovery_tui.journal.listing import mine_on
from recovery_tui.practice.agenda import review_due
from recovery_tui.practice.area_words import area_words
from recovery_tui.practice.day_words import spell_short
from recovery_tui.practice.due import CALL, RED, SOON
from recovery_tui.practice.seen import last_seen

_ORDER = {
    CaseloadOrder.LOCATION: "listing.location, listing.name, listing.person",
    CaseloadOrder.RELEASE: "listing.release, listing.name, listing.person",
    CaseloadOrder.NAME: "listing.name, listing.person",
    CaseloadOrder.WORST: "COALESCE(worst.rank, 9), listing.release, listing.name, listing.person",
}
_WORST = (
    f" LEFT JOIN (SELECT person, MIN(rank) AS rank FROM due WHERE rank IN ({RED}, {CALL}, {SOON}) AND day <= ?"
    " AND until >= ? GROUP BY person) AS worst ON worst.person = listing.person"
)
KINDS = (
    "person", "identifier", "stay", "plan", "review", "substance", "intervention", "peer_link", "home", "referral",
    "appointment", "contact", "release_item", "naloxone",
)  # fmt: skip
"""Kinds of a person's records that a row is made from."""


def page(desk: Desk, *, text: str, order: CaseloadOrder, mine: bool, offset: int, limit: int) -> CaseloadPage:
    """The people from `offset` on, `limit` at most, whose name or number holds `text`."""
    today = desk.clock.today()
    is_mine = mine_on(today)
    if order is CaseloadOrder.WORST:
        catch_up(desk)
    with desk.journal.reading() as conn:
        condition, values = _condition(text, is_mine if mine else "")
        total = _count(conn, f"SELECT COUNT(*) FROM listing WHERE {condition}", values)
        everyone = _count(conn, "SELECT COUNT(*) FROM listing WHERE open = 1")
        own = _count(conn, f"SELECT COUNT(*) FROM listing WHERE open = 1 AND {is_mine}")
        by_worst = order is CaseloadOrder.WORST
        rows = conn.exec_driver_sql(
            f"SELECT entity.id, entity.uid FROM listing{_WORST if by_worst else ''}"
            " JOIN entity ON entity.id = listing.person"
            f" WHERE {condition} ORDER BY {_ORDER[order]} LIMIT ? OFFSET ?",
            (*([today.isoformat()] * 2 if by_worst else ()), *values, limit, offset),
        )
        people = {int(number): bytes(uid).hex() for number, uid in rows}
        records = reading.of_people(conn, people.values(), KINDS)
        known = {people[number]: at for number, at in _from_others(conn, list(people)).items()}
    return CaseloadPage(
        tuple(
            replace(
                row_of(PersonRecords(person, struck(records[person]), today)),
                as_known=_local_day(desk, known[person]) if person in known else "",
            )
            for person in people.values()
        ),
        offset,
        total,
        own,
        everyone,
    )


def _from_others(conn: Connection, people: Sequence[int]) -> dict[int, str]:
    """Of these people (local numbers) those about whom nothing was written here, and the newest stamp about them."""
    marks = ",".join("?" * len(people))
    rows = conn.exec_driver_sql(
        f"SELECT person, (SELECT MAX(changed) FROM entity WHERE entity.person = listing.person) FROM listing"
        f" WHERE person IN ({marks}) AND NOT EXISTS (SELECT 1 FROM entity"
        " JOIN event ON event.entity = entity.id JOIN feed ON feed.no = event.feed AND feed.own = 1"
        " WHERE entity.person = listing.person)",
        tuple(people),
    )
    return {int(person): str(stamp or hlc.ZERO) for person, stamp in rows}


def _local_day(desk: Desk, stamp: str) -> str:
    try:
        return spell_short(desk.clock.to_local(hlc.instant(stamp)).date())
    except (OverflowError, ValueError):  # as others wrote it, beyond the calendar
        return "?"


def searched(desk: Desk) -> None:
    """Enter that somebody searched for a name or number (once in half an hour; never what was typed)."""
    desk.journal.look(Act.SEARCHED, "")


def _condition(text: str, whose: str) -> tuple[str, tuple[object, ...]]:
    """The WHERE clause for a filter of open people; `whose` is a further condition, empty for everybody's."""
    named, values = search.people_with(search.words_of(text))
    return " AND ".join(each for each in ("listing.open = 1", whose, named) if each), tuple(values)


def _count(conn: Connection, statement: str, values: tuple[object, ...] = ()) -> int:
    return int(conn.exec_driver_sql(statement, values).scalar_one())


def row_of(records: PersonRecords) -> CaseloadRow:
    """A person as the list shows them."""
    stay = stay_of(records)
    plan = records.newest("plan", "started_on")
    case = case_of(records.records)
    by_kind = {kind: [each.values for each in own] for kind, own in case.items()}
    worst = next(iter(records.worries), None)
    return CaseloadRow(
        person=RecordId(records.person),
        name=person_name(records),
        location=location_of(records),
        number=number_of(records),
        release=_when_out(stay, records.today),
        areas=area_words(by_kind, records.today),
        agreed=words(plan, "agreement").lower() if plan else "no plan",
        review=_day(review_due(case)),
        last_seen=_day(last_seen(case)),
        worst=worst.text if worst else "",
        worst_mark=Mark(worst.mark) if worst else Mark.NONE,
    )


def _day(day: date | None) -> str:
    return spell_short(day) if day else "-"


def _when_out(stay: reading.Record | None, today: date) -> str:
    """The release as the column `out` shows it."""
    said = release_said(stay, today, short=True) if stay else "no stay"
    return said.removeprefix("out ").replace(" or out ", " or ")

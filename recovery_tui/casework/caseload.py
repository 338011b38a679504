"""The caseload: everybody this person works with, sorted and found in SQL, a page at a time."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from recovery_tui.casework.areas.release import release_said, stay_of
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_file import location_of, number_of, person_name
from recovery_tui.casework.person_records import PersonRecords, struck, text, words
from recovery_tui.casework.views import CaseloadOrder, CaseloadPage, CaseloadRow, RecordId
from recovery_tui.journal import reading, search
from recovery_tui.journal.access import Act
from recovery_tui.practice.area_words import area_words
from recovery_tui.practice.day_words import spell_short

_ORDER = {
    CaseloadOrder.LOCATION: "listing.location, listing.name, listing.person",
    CaseloadOrder.RELEASE: "listing.release, listing.name, listing.person",
    CaseloadOrder.NAME: "listing.name, listing.person",
}
_KINDS = (
    "person", "identifier", "stay", "plan", "goal", "intervention", "peer_link", "home", "work", "referral",
    "appointment", "contact", "release_item", "naloxone",
)  # fmt: skip


def page(desk: Desk, *, text: str, order: CaseloadOrder, mine: bool, offset: int, limit: int) -> CaseloadPage:
    """The people from `offset` on, `limit` at most, whose name or number holds `text`."""
    with desk.journal.reading() as conn:
        condition, values = _condition(text, mine)
        total = _count(conn, f"SELECT COUNT(*) FROM listing WHERE {condition}", values)
        everyone = _count(conn, "SELECT COUNT(*) FROM listing WHERE open = 1")
        own = _count(conn, "SELECT COUNT(*) FROM listing WHERE open = 1 AND mine = 1")
        rows = conn.exec_driver_sql(
            "SELECT entity.uid FROM listing JOIN entity ON entity.id = listing.person"
            f" WHERE {condition} ORDER BY {_ORDER[order]} LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
        people = [bytes(uid).hex() for (uid,) in rows]
        records = reading.of_people(conn, people, _KINDS)
    today = desk.clock.today()
    return CaseloadPage(
        tuple(_row(PersonRecords(person, struck(records[person]), today)) for person in people),
        offset,
        total,
        own,
        everyone,
    )


def searched(desk: Desk) -> None:
    """Enter that somebody searched for a name or number (once in half an hour; never what was typed)."""
    desk.journal.look(Act.SEARCHED, "")


def _condition(text: str, mine: bool) -> tuple[str, tuple[object, ...]]:
    """The WHERE clause for a filter of open people."""
    named, values = search.people_with(search.words_of(text))
    return f"listing.open = 1{' AND listing.mine = 1' if mine else ''} AND {named}", tuple(values)


def _count(conn: Connection, statement: str, values: tuple[object, ...] = ()) -> int:
    return int(conn.exec_driver_sql(statement, values).scalar_one())


def _row(records: PersonRecords) -> CaseloadRow:
    stay = stay_of(records)
    plan = records.newest("plan", "started_on")
    contacts = [text(each, "held_on") for each in records.shown("contact") if text(each, "outcome") == "held"]
    by_kind = {kind: [each.values for each in records.shown(kind)] for kind in _KINDS}
    return CaseloadRow(
        person=RecordId(records.person),
        name=person_name(records),
        location=location_of(records),
        number=number_of(records),
        release=_when_out(stay, records.today),
        areas=area_words(by_kind, records.today),
        agreed=words(plan, "agreement").lower() if plan else "no plan",
        review=_day(text(plan, "review_due_on")),
        last_seen=_day(max(contacts, default="")),
    )


def _day(value: str) -> str:
    return spell_short(value[:10]) if value else "-"


def _when_out(stay: reading.Record | None, today: date) -> str:
    """The release as the column `out` shows it."""
    said = release_said(stay, today, short=True) if stay else "no stay"
    return said.removeprefix("out ").replace(" or out ", " or ")

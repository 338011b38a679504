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
from recovery_tui.journal import alias, hlc, reading, search
from recovery_tui.journal.access import Act
from recovery_tui.journal.listing import how_many, mine_on
from recovery_tui.journal.many import marks
from recovery_tui.practice.agenda import review_due
from recovery_tui.practice.area_words import area_words
from recovery_tui.practice.day_words import spell_short
from recovery_tui.practice.due import CALL, RED, SOON
from recovery_tui.practice.stays import day_of
from recovery_tui.records.tables import table_of

_ORDER = {
    CaseloadOrder.LOCATION: "listing.location, listing.name, listing.person",
    CaseloadOrder.RELEASE: "listing.release, listing.name, listing.person",
    CaseloadOrder.NAME: "listing.name, listing.person",
}
_WORRIED = (
    f"SELECT person, MIN(rank) AS rank FROM due WHERE rank IN ({RED}, {CALL}, {SOON}) AND day <= ? AND until >= ?"
    " GROUP BY person"
)
"""People about whom something is worse than plainly due, few among many; asks for today twice."""
KINDS = (
    "person", "identifier", "stay", "plan", "review", "substance", "intervention", "peer_link", "home", "referral",
    "appointment", "release_item", "naloxone",
)  # fmt: skip
"""Kinds of a person's records that a row is made from, but for contacts, of which there are most."""


def page(desk: Desk, *, text: str, order: CaseloadOrder, mine: bool, offset: int, limit: int) -> CaseloadPage:
    """The people from `offset` on, `limit` at most, whose name or number holds `text`."""
    today = desk.clock.today()
    if order is CaseloadOrder.WORST:
        catch_up(desk)
    with desk.journal.reading() as conn:
        condition, values = _condition(text, mine_on(today) if mine else "")
        total = conn.exec_driver_sql(f"SELECT COUNT(*) FROM listing WHERE {condition}", values).scalar_one()
        own, everyone = how_many(conn, today)
        if order is CaseloadOrder.WORST:
            numbers = _worst_first(conn, condition, values, today, offset, limit)
        else:
            numbers = _numbers(
                conn,
                f"SELECT listing.person FROM listing WHERE {condition} ORDER BY {_ORDER[order]} LIMIT ? OFFSET ?",
                (*values, limit, offset),
            )
        ids = reading.ids_of(conn, numbers)
        people = {number: ids[number] for number in numbers}
        records = reading.of_people(conn, people.values(), KINDS)
        met = _met(conn, list(people))
        known = {people[number]: at for number, at in _from_others(conn, list(people)).items()}
    return CaseloadPage(
        tuple(
            replace(
                row_of(PersonRecords(person, struck(records[person]), today), met.get(number)),
                as_known=_local_day(desk, known[person]) if person in known else "",
            )
            for number, person in people.items()
        ),
        offset,
        total,
        own,
        everyone,
    )


def _worst_first(
    conn: Connection, condition: str, values: tuple[object, ...], today: date, offset: int, limit: int
) -> list[int]:
    """Those who are worried about, the worst in front, then everybody else by their release."""
    days, by_release = (today.isoformat(),) * 2, _ORDER[CaseloadOrder.RELEASE]
    worried = _numbers(
        conn,
        f"SELECT listing.person FROM ({_WORRIED}) AS worst CROSS JOIN listing ON listing.person = worst.person"
        f" WHERE {condition} ORDER BY worst.rank, {by_release}",
        (*days, *values),
    )
    page = worried[offset : offset + limit]
    return page + _numbers(
        conn,
        f"SELECT listing.person FROM listing WHERE {condition} AND listing.person NOT IN"
        f" (SELECT person FROM ({_WORRIED})) ORDER BY {by_release} LIMIT ? OFFSET ?",
        (*values, *days, limit - len(page), max(0, offset - len(worried))),
    )


def _numbers(conn: Connection, statement: str, values: tuple[object, ...]) -> list[int]:
    return [int(number) for (number,) in conn.exec_driver_sql(statement, values)]


def _from_others(conn: Connection, people: Sequence[int]) -> dict[int, str]:
    """Of these people (local numbers) those about whom nothing was written here, and the newest stamp about them."""
    rows = conn.exec_driver_sql(
        f"SELECT person, (SELECT MAX(changed) FROM entity WHERE entity.person = listing.person) FROM listing"
        f" WHERE person IN ({marks(people)}) AND NOT EXISTS (SELECT 1 FROM entity"
        " JOIN event ON event.entity = entity.id JOIN feed ON feed.no = event.feed AND feed.own = 1"
        " WHERE entity.person = listing.person)",
        tuple(people),
    )
    return {int(person): str(stamp or hlc.ZERO) for person, stamp in rows}


def _met(conn: Connection, people: Sequence[int]) -> dict[int, date]:
    """When each of these people (local numbers) was last met: what `last_seen` says, asked of the table."""
    shown = {member: group[0] for group in alias.groups(conn, people) for member in group}
    contact = table_of("contact").name
    rows = conn.exec_driver_sql(
        f"SELECT person, MAX(held_on) FROM {contact} WHERE person IN ({marks(shown)}) AND hidden IS NULL"
        " AND outcome = 'held' AND LENGTH(held_on) = 10 AND (with_whom IS NULL OR with_whom = 'person') AND id NOT IN"
        f" (SELECT corrects FROM {contact} WHERE person IN ({marks(shown)}) AND hidden IS NULL"
        " AND corrects IS NOT NULL)"
        " GROUP BY person",
        (*shown, *shown),
    )
    found: dict[int, date] = {}
    for person, held_on in rows:
        if day := day_of({"held_on": held_on}, "held_on"):
            found[shown[person]] = max(day, found.get(shown[person], date.min))
    return found


def _local_day(desk: Desk, stamp: str) -> str:
    return spell_short(desk.clock.to_local(hlc.instant(stamp)).date())


def searched(desk: Desk) -> None:
    """Enter that somebody searched for a name or number (once in half an hour; never what was typed)."""
    desk.journal.look(Act.SEARCHED, "")


def _condition(text: str, whose: str) -> tuple[str, tuple[object, ...]]:
    """The WHERE clause for a filter of open people; `whose` is a further condition, empty for everybody's."""
    named, values = search.people_with(search.words_of(text))
    return " AND ".join(each for each in ("listing.open = 1", whose, named) if each), tuple(values)


def row_of(records: PersonRecords, met: date | None) -> CaseloadRow:
    """A person as the list shows them; `met` is the day they were last met."""
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
        last_seen=_day(met),
        worst=worst.text if worst else "",
        worst_mark=Mark(worst.mark) if worst else Mark.NONE,
    )


def _day(day: date | None) -> str:
    return spell_short(day) if day else "-"


def _when_out(stay: reading.Record | None, today: date) -> str:
    """The release as the column `out` shows it."""
    said = release_said(stay, today, short=True) if stay else "no stay"
    return said.removeprefix("out ").replace(" or out ", " or ")

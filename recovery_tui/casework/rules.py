"""The numbered rules, asked about a record in the company of the person's other records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.errors import Problem
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.listing import bare_number
from recovery_tui.practice.handovers import is_covered, taken_by
from recovery_tui.records import KINDS, Kind, Merge
from recovery_tui.records.rules import breaches

HANDED_OVER = (
    "This person was handed over to a colleague, and the plan is theirs to change now. Write a note instead: it is "
    "taken, and marked as late."
)

LATE = "late"
"""Stands among the reasons of a note that was written after the hand-over."""

Company = dict[str, list[Mapping[str, Wire]]]
"""A person's records by kind, each with its `id`; hidden ones are left out."""


def rule_problems(
    desk: Desk,
    conn: Connection,
    kind: str,
    values: Mapping[str, Wire],
    stored: reading.Record | None,
    person: str | None,
    company: Company | None = None,
) -> list[Problem]:
    """What the rules say to a change: `values` are the fields it names, `stored` the record before it.

    `company` are the person's records where they are read already. A reason is asked for what the change brings; what
    stood before it was asked about when it came.
    """
    whole: dict[str, Wire] = {**(stored.values if stored else {}), **values}
    whole = {name: value for name, value in whole.items() if value is not None}
    known = person or (stored.person if stored else None)
    company = company_with(conn, known) if company is None else company
    if is_taken(desk, company) and kind != "handover" and KINDS[kind].merge is not Merge.LOG:
        return [Problem(None, HANDED_OVER)]
    before: dict[str, Wire] | None = None
    if stored is not None:
        whole["id"] = stored.id
        before = {**stored.values, "id": stored.id}

    def said(after: Mapping[str, Wire]) -> list[Problem]:
        others = [each if each["id"] != after.get("id") else after for each in company.get(kind, [])]
        return breaches(
            KINDS[kind],
            after,
            {**company, kind: others},
            desk.clock.today(),
            before,
            held_elsewhere=lambda system, value: held_elsewhere(conn, system, value, known),
        )

    found = said(whole)
    if before is None or not any(each.needs_reason for each in found):
        return found
    stood = said(before)
    return [each for each in found if not (each.needs_reason and each in stood)]


def beyond_life_cycle(kind: Kind, problems: Iterable[Problem]) -> list[Problem]:
    """What speaks against a change all the same where the life cycle does not bind it."""
    return [each for each in problems if each.rule or each.field is None or each.field != kind.status_field]


def is_gone(desk: Desk, conn: Connection, person: str | None) -> bool:
    """Whether a person was handed over and has not come back."""
    if person is None or person.startswith("@"):
        return False
    return is_taken(desk, company_of(reading.of_person(conn, person, ("handover", "assignment"))))


def is_taken(desk: Desk, company: Company) -> bool:
    """Whether a colleague has the person, and this worker does not cover for them today."""
    covers = is_covered(company.get("assignment", ()), desk.me, desk.clock.today())
    return not covers and taken_by(company.get("handover", ()), desk.me) is not None


def company_with(conn: Connection, person: str | None, leaving: Collection[str] = ()) -> Company:
    """All records of a person as the rules see them; nothing is measured against those in `leaving`, which give way."""
    records = reading.of_person(conn, person) if person and not person.startswith("@") else ()
    return company_of(each for each in records if each.id not in leaving)


def company_of(records: Iterable[reading.Record]) -> Company:
    """Records as the rules see them."""
    company: Company = {}
    for record in records:
        if record.hidden is None:
            company.setdefault(record.kind, []).append({**record.values, "id": record.id})
    return company


def held_elsewhere(conn: Connection, system: str, value: str, person: str | None) -> bool:
    """Whether anybody but `person`, and those who are the same, has this number (V29)."""
    raw: Any = conn.connection.driver_connection  # asked thousands of times in a load
    row = raw.execute(
        "SELECT 1 FROM number_key WHERE number = ? AND system = ? AND person NOT IN"
        " (SELECT COALESCE(alias.shown, entity.id) FROM entity LEFT JOIN alias ON alias.entity = entity.id"
        " WHERE entity.uid = ?) LIMIT 1",
        (bare_number(value), system, bytes.fromhex(person) if person and not person.startswith("@") else b""),
    )
    return row.fetchone() is not None

"""What falls due, a row each by its day, kept ready so that Today is one query over an index, however many people.

Derived from people's records: after a save at once; after much work (a list brought in, a file received) people wait in
`due_waiting`, and whoever asks first works that off. Which rows stand on Today is for the day to say: each has the days
from which and until which it is told. People who were joined have their rows under one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from recovery_tui.journal import alias, record_rows
from recovery_tui.journal.driver import driver_of
from recovery_tui.journal.many import marks, parts
from recovery_tui.journal.weighed import Weighed, weighed
from recovery_tui.practice.agenda import KINDS as OF_A_PERSON
from recovery_tui.practice.agenda import agenda

AGENCY = "agency"

KINDS = frozenset({*OF_A_PERSON, AGENCY})
"""Kinds from which something falls due."""

AT_ONCE = 300
"""People whose rows are made within the save that touched them."""

_BATCH = 300
"""Groups of people whose records are held in memory together."""

_Case = dict[str, list[Weighed]]


def clear(conn: Connection) -> None:
    """Empty the rows, before a rebuild."""
    for table in ("due", "due_waiting"):
        conn.exec_driver_sql(f"DELETE FROM {table}")


def note(conn: Connection, people: Collection[int], agencies: Collection[int] = ()) -> None:
    """Of `people` (entity numbers), and of those who wait for an answer of these agencies, other things may be due now.

    Of few their rows are made at once; many wait.
    """
    if agencies:
        people = {*people, *record_rows.owners_of(conn, "referral", AGENCY, agencies)}
    if len(people) <= AT_ONCE:
        refresh(conn, people)
    else:
        driver_of(conn).executemany(
            "INSERT OR IGNORE INTO due_waiting (person) VALUES (?)", [(person,) for person in people]
        )


def waiting(conn: Connection) -> int:
    """How many people's rows are still to be made."""
    return int(conn.exec_driver_sql("SELECT COUNT(*) FROM due_waiting").scalar_one())


def catch_up(conn: Connection, most: int = AT_ONCE) -> int:
    """Make the rows of so many people who wait, inside the caller's transaction; how many it were."""
    rows = conn.exec_driver_sql("SELECT person FROM due_waiting ORDER BY person LIMIT ?", (most,))
    people = [int(person) for (person,) in rows]
    refresh(conn, people)
    return len(people)


def refresh(conn: Connection, people: Collection[int]) -> None:
    """Make the rows of `people` (entity numbers) anew."""
    groups = alias.groups(conn, people)
    for batch in parts(groups, _BATCH):
        _refresh_batch(conn, batch)


def _refresh_batch(conn: Connection, groups: Sequence[tuple[int, ...]]) -> None:
    raw = driver_of(conn)
    people = [person for group in groups for person in group]
    found, numbers = _records(raw, people)
    allowed = _agencies(raw, found.values())
    rows: list[tuple[object, ...]] = []
    for group in groups:
        case: _Case = {AGENCY: allowed}
        for person in group:
            for kind, records in found[person].items():
                case[kind] = [*case.get(kind, ()), *records]
        rows += [
            (
                each.day.isoformat(), group[0], each.code, numbers.get(each.record, 0), each.until.isoformat(),
                each.rank, each.at,
            )
            for each in agenda(case)
        ]  # fmt: skip
    for table in ("due", "due_waiting"):
        raw.execute(f"DELETE FROM {table} WHERE person IN ({marks(people)})", people)
    raw.executemany(
        "INSERT OR IGNORE INTO due (day, person, code, record, until, rank, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _records(raw: Any, people: Sequence[int]) -> tuple[dict[int, _Case], dict[str, int]]:
    """The shown records of each person by kind, and the local numbers of all of them by id."""
    found: dict[int, _Case] = {person: {} for person in people}
    numbers: dict[str, int] = {}
    rows = raw.execute(
        f"SELECT id, person, uid, kind, hidden, heads FROM entity WHERE person IN ({marks(people)})"
        # the plus keeps the search on the index by person: the one by kind would read everybody
        f" AND +kind IN ({marks(OF_A_PERSON)}) AND +made IS NOT NULL"
        " AND (hidden IS NULL OR kind = 'goal')",
        (*people, *OF_A_PERSON),
    )
    for number, person, uid, kind, hidden, blob in rows:
        record = weighed(uid, kind, hidden, blob)
        numbers[record.id] = number
        found[person].setdefault(kind, []).append(record)
    return found, numbers


def _agencies(raw: Any, cases: Iterable[_Case]) -> list[Weighed]:
    """The agencies that some of these people were referred to."""
    asked = {each.values.get(AGENCY) for case in cases for each in case.get("referral", ())}
    wanted = [bytes.fromhex(each) for each in asked if isinstance(each, str)]
    found: list[Weighed] = []
    for batch in parts(wanted):
        rows = raw.execute(
            f"SELECT uid, heads FROM entity WHERE uid IN ({marks(batch)}) AND kind = ?",
            (*batch, AGENCY),
        )
        found += [weighed(uid, AGENCY, None, blob) for uid, blob in rows]
    return found

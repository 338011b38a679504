"""One line per person, kept ready so that finding and sorting people is one indexed query, whatever the number.

Derived from the person, identifier, stay and assignment records; written with them in the same transaction. People
who were joined have one line between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from recovery_tui.journal import alias
from recovery_tui.journal.event import Wire
from recovery_tui.journal.merge import unpack
from recovery_tui.practice.handovers import COVER, covered_days, taken_by
from recovery_tui.practice.stays import current_stay

KINDS = frozenset({"person", "identifier", "stay", "assignment", "handover"})
"""Kinds from which a person's line is made."""

NO_RELEASE = "9999"
"""Sorts people without a release date behind all others."""

_Records = dict[str, list[Mapping[str, Wire]]]
"""The shown records of a person by kind."""

_BATCH = 400
_DIGITS = re.compile(r"\d+")


def fold(text: str) -> str:
    """`text` without accents and case, as it is searched: `Zoë` is found by `zoe`."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def bare_number(value: str) -> str:
    """A number as it is looked up: folded, without spaces."""
    return fold(value).replace(" ", "")


def natural(text: str) -> str:
    """`text` so that it sorts as people count: `C2-9` before `C2-14`."""
    return _DIGITS.sub(lambda digits: digits.group().zfill(6), fold(text))


def refresh(conn: Connection, people: Collection[int], owner: str) -> None:
    """Make the lines of `people` (entity numbers) anew. `owner` is the store owner's fingerprint."""
    groups = alias.groups(conn, people)
    for start in range(0, len(groups), _BATCH):
        _refresh_batch(conn, groups[start : start + _BATCH], owner)


def mine_on(day: date) -> str:
    """A condition: the line is of one of the owner's people, or of one for whom they cover on that day."""
    today = day.isoformat()
    return (
        "(listing.mine = 1 OR listing.person IN"
        f" (SELECT person FROM cover WHERE from_on <= '{today}' AND until_on >= '{today}'))"
    )


def clear(conn: Connection) -> None:
    """Empty the lines, before a rebuild."""
    for table in ("listing", "name_key", "number_key", "who", "cover"):
        conn.exec_driver_sql(f"DELETE FROM {table}")


def _refresh_batch(conn: Connection, groups: list[tuple[int, ...]], owner: str) -> None:
    people = tuple(person for group in groups for person in group)
    marks = ",".join("?" * len(people))
    found: dict[int, _Records] = {person: {} for person in people}
    gone: set[int] = set()
    rows = conn.exec_driver_sql(
        f"SELECT person, kind, heads, hidden FROM entity WHERE person IN ({marks})"
        # the plus keeps the search on the index by person: the one by kind would read everybody
        " AND kind IN ('person', 'identifier', 'stay', 'assignment', 'handover') AND +made IS NOT NULL",
        people,
    )
    for person, kind, blob, hidden in rows:
        if hidden is None:
            found[person].setdefault(kind, []).append(unpack(blob).values())
        elif kind == "person":
            gone.add(person)
    for table, column in (
        ("listing", "person"),
        ("name_key", "person"),
        ("number_key", "person"),
        ("who", "rowid"),
        ("cover", "person"),
    ):
        conn.exec_driver_sql(f"DELETE FROM {table} WHERE {column} IN ({marks})", people)
    lines, keys, numbers, words, covered = [], [], [], [], []
    for group in groups:
        shown = group[0]
        if shown in gone or "person" not in found[shown]:
            continue
        members = [found[person] for person in group if "person" in found[person]]
        names = list(dict.fromkeys(name for member in members for name in _names(member["person"][0])))
        values = [
            (str(each.get("value", "")), str(each.get("system", "")))
            for member in members
            for each in member.get("identifier", [])
        ]
        lines.append((shown, *_line(members, owner)))
        keys += [(key, shown) for key in sorted({*names, *(fold(value) for value, _ in values)} - {""})]
        numbers += [(bare_number(value), system, shown) for value, system in values]
        words.append((shown, " | ".join([*names, *(fold(value) for value, _ in values)])))
        days = {each for member in members for each in covered_days(member.get("assignment", ()), owner)}
        covered += [(shown, *each) for each in sorted(days)]
    _many(
        conn, "INSERT INTO listing (person, mine, open, name, location, release) VALUES (?,?,?,?,?,?)", lines
    )
    _many(conn, "INSERT INTO name_key (key, person) VALUES (?, ?)", keys)
    _many(conn, "INSERT INTO number_key (number, system, person) VALUES (?, ?, ?)", numbers)
    _many(conn, "INSERT INTO who (rowid, words) VALUES (?, ?)", words)
    _many(conn, "INSERT INTO cover (person, from_on, until_on) VALUES (?, ?, ?)", covered)


def _many(conn: Connection, statement: str, rows: list[Any]) -> None:
    if rows:
        conn.exec_driver_sql(statement, rows)


def _line(members: Sequence[_Records], owner: str) -> tuple[int, int, str, str, str]:
    """`mine`, `open`, and the sort keys for name, location and release, of those who are one; the shown one first."""
    person = members[0]["person"][0]
    states = {member["person"][0].get("record_status", "active") for member in members}
    stay = current_stay([each for member in members for each in member.get("stay", [])])
    location = " ".join(str(stay.get(part, "")) for part in ("establishment", "location")) if stay else ""
    release = (
        str(stay.get("released_on") or stay.get("release_expected_on") or NO_RELEASE) if stay else NO_RELEASE
    )
    name = fold(f"{person.get('surname', '')} {person.get('forename', '')}")
    mine = any(_is_mine(member, owner) for member in members)
    # whoever has died is chased no more, whatever the other record says
    is_open = "active" in states and "died" not in states
    return (int(mine), int(is_open), name, natural(location), release)


def _is_mine(member: _Records, owner: str) -> bool:
    """Whether the person is the owner's own, whatever the day."""
    workers = [each.get("worker") for each in member.get("assignment", []) if _stays(each)]
    return (not workers or owner in workers) and taken_by(member.get("handover", []), owner) is None


def _stays(assignment: Mapping[str, Wire]) -> bool:
    return not assignment.get("until_on") and assignment.get("role") != COVER


def _names(person: Mapping[str, Wire]) -> list[str]:
    """The folded names a person is found by."""
    return [fold(str(person[part])) for part in ("surname", "forename", "known_as") if person.get(part)]

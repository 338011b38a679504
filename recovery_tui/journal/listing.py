"""One line per person, kept ready so that finding and sorting people is one indexed query, whatever the number.

Derived from the person, identifier, stay and assignment records; written with them in the same transaction. People
who were joined have one line between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from recovery_tui.journal import alias
from recovery_tui.journal.many import marks, parts
from recovery_tui.journal.weighed import Weighed, weighed
from recovery_tui.practice.handovers import COVER, DONE, covered_days, taken_by
from recovery_tui.practice.stays import Values, current_stay, release_day
from recovery_tui.practice.ways_out import ways_out
from recovery_tui.practice.weighing import heard, maybe, surely

KINDS = frozenset({"person", "identifier", "stay", "assignment", "handover"})
"""Kinds from which a person's line is made."""

NO_RELEASE = "9999"
"""Sorts people without a release date behind all others."""

_Records = dict[str, list[Weighed]]
"""The shown records of a person by kind."""

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
    for batch in parts(groups):
        _refresh_batch(conn, batch, owner)


def mine_on(day: date) -> str:
    """A condition: the line is of one of the owner's people, or of one for whom they cover on that day."""
    today = day.isoformat()
    return (
        "(listing.mine = 1 OR listing.person IN"
        f" (SELECT person FROM cover WHERE from_on <= '{today}' AND until_on >= '{today}'))"
    )


def own(conn: Connection) -> tuple[str, ...]:
    """Ids of the owner's people, those for whom they only cover left out."""
    rows = conn.exec_driver_sql(
        "SELECT entity.uid FROM listing JOIN entity ON entity.id = listing.person"
        " WHERE listing.open = 1 AND listing.mine = 1 ORDER BY listing.name"
    )
    return tuple(bytes(uid).hex() for (uid,) in rows)


def how_many(conn: Connection, day: date) -> tuple[int, int]:
    """How many people are the owner's on that day, and how many there are."""
    everyone, mine = conn.exec_driver_sql(
        f"SELECT COUNT(*), SUM({mine_on(day)}) FROM listing WHERE open = 1"
    ).one()
    return int(mine or 0), int(everyone)


def clear(conn: Connection) -> None:
    """Empty the lines, before a rebuild."""
    for table in ("listing", "name_key", "number_key", "who", "cover"):
        conn.exec_driver_sql(f"DELETE FROM {table}")


def _refresh_batch(conn: Connection, groups: Sequence[tuple[int, ...]], owner: str) -> None:
    people = [person for group in groups for person in group]
    for table, column in (
        ("listing", "person"),
        ("name_key", "person"),
        ("number_key", "person"),
        ("who", "rowid"),
        ("cover", "person"),
    ):
        conn.exec_driver_sql(f"DELETE FROM {table} WHERE {column} IN ({marks(people)})", tuple(people))
    found, gone = _read(conn, people)
    lines, keys, numbers, words, covered = [], [], [], [], []
    for group in groups:
        shown = group[0]
        if shown in gone or "person" not in found[shown]:
            continue
        members = [found[person] for person in group if "person" in found[person]]
        names, values = _names(members), _numbers(members)
        folded = [fold(value) for value, _ in values]
        lines.append((shown, *_line(members, owner)))
        keys += [(key, shown) for key in sorted({*names, *folded} - {""})]
        numbers += [(bare_number(value), system, shown) for value, system in values]
        words.append((shown, " | ".join([*names, *folded])))
        covered += [(shown, *days) for days in sorted(_covered(members, owner))]
    _many(
        conn, "INSERT INTO listing (person, mine, open, name, location, release) VALUES (?,?,?,?,?,?)", lines
    )
    _many(conn, "INSERT INTO name_key (key, person) VALUES (?, ?)", keys)
    _many(conn, "INSERT INTO number_key (number, system, person) VALUES (?, ?, ?)", numbers)
    _many(conn, "INSERT INTO who (rowid, words) VALUES (?, ?)", words)
    _many(conn, "INSERT INTO cover (person, from_on, until_on) VALUES (?, ?, ?)", covered)


def _read(conn: Connection, people: Sequence[int]) -> tuple[dict[int, _Records], set[int]]:
    """The shown records of each of these people, and those whose own record is hidden."""
    found: dict[int, _Records] = {person: {} for person in people}
    gone: set[int] = set()
    rows = conn.exec_driver_sql(
        f"SELECT uid, person, kind, heads, hidden FROM entity WHERE person IN ({marks(people)})"
        # the plus keeps the search on the index by person: the one by kind would read everybody
        f" AND kind IN ({marks(KINDS)}) AND +made IS NOT NULL",
        (*people, *KINDS),
    )
    for uid, person, kind, blob, hidden in rows:
        if hidden is None:
            found[person].setdefault(kind, []).append(weighed(uid, kind, None, blob))
        elif kind == "person":
            gone.add(person)
    return found, gone


def _many(conn: Connection, statement: str, rows: list[Any]) -> None:
    if rows:
        conn.exec_driver_sql(statement, rows)


def _line(members: Sequence[_Records], owner: str) -> tuple[int, int, str, str, str]:
    """`mine`, `open`, and the sort keys for name, location and release, of those who are one; the shown one first."""
    people = [member["person"][0] for member in members]
    person = people[0].values
    stays = [each for member in members for each in member.get("stay", [])]
    stay = current_stay([each.values for each in stays])
    location = " ".join(str(stay.get(part, "")) for part in ("establishment", "location")) if stay else ""
    soon = next((way.days for way in ways_out({"stay": stays}) if way.still_inside), ())
    out = min(soon, default=release_day(stay) if stay else None)
    release = out.isoformat() if out else NO_RELEASE
    name = fold(f"{person.get('surname', '')} {person.get('forename', '')}")
    mine = any(_is_mine(member, owner) for member in members)
    # whoever has died is chased no more, whatever else is said; for the rest nobody leaves while it is disputed
    died = any(maybe(each, lambda values: _status(values) == "died") for each in people)
    is_open = not died and any(maybe(each, lambda values: _status(values) == "active") for each in people)
    return (int(mine), int(is_open), name, natural(location), release)


def _is_mine(member: _Records, owner: str) -> bool:
    """Whether the person is the owner's own, whatever the day; while that is disputed they are."""
    assigned = member.get("assignment", [])
    nobodys = not any(surely(each, _stays) for each in assigned)
    owners = any(
        maybe(each, lambda values: _stays(values) and values.get("worker") == owner) for each in assigned
    )
    handed = [
        {**each.values, "id": each.id}
        for each in member.get("handover", [])
        if surely(each, lambda values: values.get("status") in DONE)
    ]
    return (nobodys or owners) and taken_by(handed, owner) is None


def _status(person: Values) -> object:
    return person.get("record_status", "active")


def _stays(assignment: Values) -> bool:
    return bool(assignment) and not assignment.get("until_on") and assignment.get("role") != COVER


def _names(members: Sequence[_Records]) -> list[str]:
    """The folded names those who are one are found by, each once."""
    people = (member["person"][0].values for member in members)
    fields = ("surname", "forename", "known_as")
    return list(
        dict.fromkeys(fold(str(person[part])) for person in people for part in fields if person.get(part))
    )


def _numbers(members: Sequence[_Records]) -> list[tuple[str, str]]:
    """Each of their numbers, and of which system it is."""
    return [
        (str(each.values.get("value", "")), str(each.values.get("system", "")))
        for member in members
        for each in member.get("identifier", ())
    ]


def _covered(members: Sequence[_Records], owner: str) -> set[tuple[str, str]]:
    """From which day through which the owner covers for their worker, by what any writer says."""
    return {
        days
        for member in members
        for assignment in member.get("assignment", ())
        for told in heard(assignment, lambda values: covered_days([values], owner))
        for days in told
    }

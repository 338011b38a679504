"""People and agencies that two computers made separately and somebody joined: which records are one.

Derived from the register `same_as`; written with it in the same transaction, and made again with the tables.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from recovery_tui.journal.many import marks, parts
from recovery_tui.journal.same_as import KINDS as KINDS
from recovery_tui.journal.same_as import claims

_ID = re.compile(r"[0-9a-f]{32}")


def clear(conn: Connection) -> None:
    """Forget who is joined, before a rebuild."""
    conn.exec_driver_sql("DELETE FROM alias")


def refresh(conn: Connection) -> set[int]:
    """Work out anew which records are one; returns the numbers of all whose group is not what it was.

    Every record of a group, and no other, has a row: its number and that of the record with the least id, under
    which the group is shown.
    """
    before = _joined(conn)
    pairs = claims(conn)
    if not pairs and not before:
        return set()
    after = _shown_in(pairs, _ids(conn, {number for pair in pairs for number in pair}))
    changed = {number for number in before.keys() | after.keys() if before.get(number) != after.get(number)}
    if changed:
        clear(conn)
    if changed and after:
        conn.exec_driver_sql("INSERT INTO alias (entity, shown) VALUES (?, ?)", sorted(after.items()))
    return changed | {each[number] for each in (before, after) for number in changed & each.keys()}


def groups(conn: Connection, numbers: Iterable[int]) -> list[tuple[int, ...]]:
    """The groups these records are in, each once, the shown one first; a record that is not joined stands alone."""
    wanted = sorted(set(numbers))
    if not any_joined(conn):
        return [(number,) for number in wanted]
    shown = _joined(conn)
    members: dict[int, list[int]] = {}
    for number, first in sorted(shown.items()):
        members.setdefault(first, []).append(number)
    firsts = dict.fromkeys(shown.get(number, number) for number in wanted)
    return [
        (first, *(number for number in members.get(first, ()) if number != first)) for first in sorted(firsts)
    ]


def members(conn: Connection, records: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each of `records` (ids) the ids of its whole group, the shown one first; one that is not joined alone."""
    if not any_joined(conn):
        return {each: (each,) for each in records}
    found: dict[str, tuple[str, ...]] = {}
    for part in parts(records):
        batch = [bytes.fromhex(each) for each in part if _ID.fullmatch(each)]
        rows = conn.exec_driver_sql(
            "SELECT asked.uid, member.uid FROM entity AS asked JOIN alias AS own ON own.entity = asked.id"
            " JOIN alias AS other ON other.shown = own.shown JOIN entity AS member ON member.id = other.entity"
            f" WHERE asked.uid IN ({marks(batch)}) ORDER BY member.uid",
            tuple(batch),
        )
        for asked, member in rows:
            key = bytes(asked).hex()
            found[key] = (*found.get(key, ()), bytes(member).hex())
    return {each: found.get(each, (each,)) for each in records}


def any_joined(conn: Connection) -> bool:
    """Whether anybody is joined at all."""
    return conn.exec_driver_sql("SELECT 1 FROM alias LIMIT 1").first() is not None


def _joined(conn: Connection) -> dict[int, int]:
    return {
        int(number): int(shown) for number, shown in conn.exec_driver_sql("SELECT entity, shown FROM alias")
    }


def _ids(conn: Connection, numbers: Collection[int]) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    for batch in parts(sorted(numbers)):
        rows = conn.exec_driver_sql(f"SELECT id, uid FROM entity WHERE id IN ({marks(batch)})", tuple(batch))
        found.update({int(number): bytes(uid) for number, uid in rows})
    return found


def _shown_in(pairs: Iterable[tuple[int, int]], ids: Mapping[int, bytes]) -> dict[int, int]:
    """Every record of a pair, to the one with the least id of all that hang together with it."""
    leader = {number: number for number in ids}

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for one, other in pairs:
        first, second = sorted((lead(one), lead(other)), key=ids.__getitem__)
        leader[second] = first
    return {number: lead(number) for number in ids}

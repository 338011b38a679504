"""Who is said to be the same: the standing values of `same_as`, as pairs of records."""

from __future__ import annotations

from sqlalchemy import Connection

from recovery_tui.records.tables import table_of

KINDS = ("person", "agency")
"""Kinds that can be joined."""


def claims(conn: Connection) -> list[tuple[int, int]]:
    """Pairs of records (local numbers) of one kind, of which the first says that it is the second.

    Hidden records, and those whose beginning has not arrived, neither say anything nor is it said of them.
    """
    found: list[tuple[int, int]] = []
    for kind in KINDS:
        rows = conn.exec_driver_sql(
            f'SELECT r.id, r.same_as FROM "{table_of(kind).name}" AS r JOIN entity AS own ON own.id = r.id'
            " JOIN entity AS other ON other.id = r.same_as"
            " WHERE r.same_as IS NOT NULL AND r.same_as <> r.id AND other.kind = own.kind"
            " AND own.made IS NOT NULL AND own.hidden IS NULL AND other.made IS NOT NULL AND other.hidden IS NULL"
        )
        found += [(int(one), int(other)) for one, other in rows]
    return found

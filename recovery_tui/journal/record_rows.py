"""Rows of the record tables, one table a kind: the only place that writes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from recovery_tui.journal.driver import swift, swift_marks
from recovery_tui.journal.event import Wire
from recovery_tui.records import KINDS, Entry, Kind
from recovery_tui.records.schema import made_once
from recovery_tui.records.tables import all_tables, table_of

_PLAIN = frozenset(Entry) - {Entry.REF, Entry.REFS, Entry.CODES, Entry.MAP, Entry.BOOLEAN}


def make_tables(conn: Connection) -> None:
    """Make the record tables, empty, as the declarations have them."""
    wanted = all_tables()
    present = conn.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'r_*'")
    for (name,) in present.all():
        conn.exec_driver_sql(f'DROP TABLE "{name}"')
    for table in wanted:
        table.create(conn)


def put(driver: Any, kind: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write rows of one kind, in place of those they had: number, person, hidden, conflict, then `cells`."""
    driver.executemany(_shape(KINDS[kind]).statement, swift(rows))


def drop(driver: Any, kind: str, number: int) -> None:
    """Take the row of a record (local number) out of a kind's table."""
    driver.execute(f'DELETE FROM "{table_of(kind).name}" WHERE id = ?', (number,))


def drop_of_person(conn: Connection, number: int) -> None:
    """Take every row of a person (local number) out of the tables."""
    for table in all_tables():
        conn.exec_driver_sql(f'DELETE FROM "{table.name}" WHERE person = ?', (number,))


def owners_of(conn: Connection, kind: str, field: str, numbers: Collection[int]) -> set[int]:
    """The people (local numbers) with a record of a kind that points in `field` to one of these records."""
    table = table_of(kind).name
    rows = [
        conn.exec_driver_sql(
            f'SELECT DISTINCT person FROM "{table}" WHERE "{field}" = ? AND person IS NOT NULL', (number,)
        )
        for number in numbers
    ]
    return {int(person) for found in rows for (person,) in found}


def cells(kind: str, values: Mapping[str, Wire], number_of: Callable[[str], int]) -> list[Any]:
    """What lies in the columns of a kind's table; `number_of` gives the local number of a record pointed to."""
    shape = _shape(KINDS[kind])
    found: list[Any] = list(map(values.get, shape.names))
    for place, entry in shape.odd:
        value = found[place]
        if value is None:
            continue
        if entry is Entry.REF:
            found[place] = number_of(str(value))
        elif isinstance(value, (list, dict)):
            found[place] = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        elif isinstance(value, bool):
            found[place] = int(value)
    return found


@dataclass(frozen=True, slots=True)
class _Shape:
    """How records of a kind lie in their table."""

    names: tuple[str, ...]
    odd: tuple[tuple[int, Entry], ...]
    """Columns whose cell is not the wire value itself: place and entry."""
    statement: str


@made_once
def _shape(kind: Kind) -> _Shape:
    columns = ("id", "person", "hidden", "conflict", *kind.fields)
    named = ", ".join(f'"{column}"' for column in columns)
    odd = [(place, spec.entry) for place, spec in enumerate(kind.fields.values()) if spec.entry not in _PLAIN]
    statement = (
        f'INSERT OR REPLACE INTO "{table_of(kind.name).name}" ({named}) VALUES ({swift_marks(len(columns))})'
    )
    return _Shape(tuple(kind.fields), tuple(odd), statement)

"""The driver's own connection, and rows in the form it takes fastest, for work in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

_NOTHING = 0.5
"""Stands for None: of all cells of the store, none is a float."""

MARK = f"NULLIF(?, {_NOTHING})"
"""Where a cell goes in a statement that is given rows by `swift`."""


def driver_of(conn: Connection) -> Any:
    """The driver's own connection under `conn`."""
    return conn.connection.driver_connection


def swift_marks(count: int) -> str:
    """So many marks, for the cells of rows given by `swift`."""
    return ", ".join([MARK] * count)


def swift(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[Any]]:
    """The rows as the driver takes them fastest, for statements with `MARK`.

    Before it binds None or `bytes`, it looks for somebody who would adapt them, ten times as long as all the rest.
    """
    for row in rows:
        yield [bytearray(cell) if type(cell) is bytes else _NOTHING if cell is None else cell for cell in row]

"""What the references in a file stand for: ids of this store, ids and refs of the file, ids loaded before."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection

ID = re.compile(r"[0-9a-f]{32}")
REF = re.compile(r"[\w.:-]{1,80}", re.ASCII)
NAME = re.compile(rf"{ID.pattern}|@{REF.pattern}", re.ASCII)
"""A reference: an id, or `@` and the ref of a line."""


def key_of(name: str) -> bytes:
    """How an id, or a ref with its `@`, is remembered."""
    return name.encode() if name.startswith("@") else bytes.fromhex(name)


class Names:
    """The names of one file, as far as it has been read."""

    def __init__(self, conn: Connection) -> None:
        self._raw: Any = conn.connection.driver_connection
        self._here: dict[bytes, bytes] = {}
        self._lost: set[bytes] = set()
        self._store_is_empty = not self._holds("SELECT EXISTS (SELECT 1 FROM entity)")
        self._nothing_loaded = not self._holds("SELECT EXISTS (SELECT 1 FROM origin)")
        self.agency_types: dict[str, object] = {}
        """By record id: what type the agencies of the file are."""

    def take(self, name: str, record: str) -> None:
        """Let `name` stand for a record."""
        self._here[key_of(name)] = bytes.fromhex(record)

    def lose(self, name: str) -> None:
        """Note that the line of this name is not loaded."""
        self._lost.add(key_of(name))

    def is_taken(self, name: str) -> bool:
        """Whether an earlier line has this name."""
        return key_of(name) in self._here

    def is_lost(self, name: str) -> bool:
        """Whether the line of this name is not loaded."""
        return bool(self._lost) and key_of(name) in self._lost

    def record(self, name: str) -> str | None:
        """The record a reference points to: an id, or `@` and a ref; None when there is none (yet)."""
        key = key_of(name)
        known = self._here.get(key)
        if known is not None:
            return known.hex()
        if name.startswith("@"):
            return None
        return self.stored(name, stubs=True)

    def stored(self, theirs: str, *, stubs: bool = False) -> str | None:
        """The record of this store that has this id, or was loaded under it. `stubs`: pointed to is enough."""
        key = bytes.fromhex(theirs)
        if not self._store_is_empty:
            row = self._raw.execute("SELECT made FROM entity WHERE uid = ?", (key,)).fetchone()
            if row is not None and (stubs or row[0] is not None):
                return theirs
        if not self._nothing_loaded:
            row = self._raw.execute(
                "SELECT uid FROM origin JOIN entity ON entity.id = origin.entity WHERE theirs = ?", (key,)
            ).fetchone()
            if row is not None:
                return bytes(row[0]).hex()
        return None

    def _holds(self, question: str) -> bool:
        return bool(self._raw.execute(question).fetchone()[0])

"""The table of each kind, made from its declaration; nothing here is ever written by hand.

A row is a projection of the log: its number, whose it is, whether it is hidden or in conflict, and one column
per field, all of them nullable and none a foreign key.
"""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import Column, Index, Integer, Table, Text, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from recovery_tui.records.kinds import KINDS
from recovery_tui.records.schema import Kind, made_once
from recovery_tui.records.terms import Entry


class Storage(StrEnum):
    """How a field lies in its column."""

    TEXT = "text"
    INTEGER = "integer"
    REFERENCE = "reference"
    """The number of the record pointed to."""
    JSON = "json"
    """Text that holds a JSON list or object."""


_STORAGE = {
    Entry.INTEGER: Storage.INTEGER,
    Entry.BOOLEAN: Storage.INTEGER,
    Entry.REF: Storage.REFERENCE,
    Entry.CODES: Storage.JSON,
    Entry.REFS: Storage.JSON,
    Entry.MAP: Storage.JSON,
}


def storage_of(entry: Entry) -> Storage:
    """How a field entered in this way lies in its column."""
    return _STORAGE.get(entry, Storage.TEXT)


def table_class(kind_name: str) -> type[SQLModel]:
    """The SQLModel table class of a kind. Raises KeyError for an unknown kind."""
    return _class_of(KINDS[kind_name])


def table_of(kind_name: str) -> Table:
    """The table of a kind: `r_goal` for `goal`. Raises KeyError for an unknown kind."""
    return cast(Table, table_class(kind_name).__table__)  # type: ignore[attr-defined]


def all_tables() -> tuple[Table, ...]:
    """The tables of all kinds, in the order of the kinds."""
    return tuple(table_of(name) for name in KINDS)


def declarations_digest() -> str:
    """Changes when, and only when, a declaration changes the shape of a table: SHA-256 in hex."""
    shapes = [
        [name, [[field, storage_of(spec.entry).value] for field, spec in kind.fields.items()]]
        for name, kind in KINDS.items()
    ]
    return hashlib.sha256(json.dumps([_FIXED, shapes], separators=(",", ":")).encode()).hexdigest()


_FIXED = ("id", "person", "hidden", "conflict")
"""Columns every table begins with."""


@made_once
def _class_of(kind: Kind) -> type[SQLModel]:
    """A table class in a registry of its own, so that a kind can come and go at run time."""
    base = type("Projected", (SQLModel,), {"__module__": __name__}, registry=registry())
    columns: dict[str, Any] = {
        "id": Field(sa_column=Column(Integer, primary_key=True)),
        "person": Field(default=None, sa_column=Column(Integer, index=True)),
        "hidden": Field(default=None, sa_column=Column(Text)),
        "conflict": Field(default=None, sa_column=Column(Integer)),
    }
    types: dict[str, Any] = {"id": int, "person": int | None, "hidden": str | None, "conflict": int | None}
    for name, spec in kind.fields.items():
        number = storage_of(spec.entry) in (Storage.INTEGER, Storage.REFERENCE)
        types[name] = int | None if number else str | None
        columns[name] = Field(default=None, sa_column=Column(Integer if number else Text))
    # the few records in dispute are asked for whenever Today is shown
    disputed = Index(f"r_{kind.name}_conflict", "id", sqlite_where=text("conflict = 1"))
    indexes = [disputed]
    if "same_as" in kind.fields:
        # who is joined is worked out whenever a person or an agency was written
        joined = Index(f"r_{kind.name}_same_as", "same_as", sqlite_where=text("same_as IS NOT NULL"))
        indexes.append(joined)
    named = {"__module__": __name__, "__tablename__": f"r_{kind.name}", "__table_args__": tuple(indexes)}
    body = {**named, "__annotations__": types, **columns}
    name = "".join(part.capitalize() for part in kind.name.split("_")) + "Row"
    return cast(type[SQLModel], type(base)(name, (base,), body, table=True))

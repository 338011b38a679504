"""What was typed and not saved yet: kept in the encrypted store, never in a file of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from recovery_tui.journal.erase import WORDS, refuse_erased


@dataclass(frozen=True)
class Draft:
    """An unsaved form: its key, whose it is, local wall time (`2026-11-23T10:42:07`), and what was typed."""

    key: str
    person: str | None
    at: str
    typed: Mapping[str, str]
    over: Mapping[str, str] = field(default_factory=dict)
    """What stood in the same fields of a record before it was typed over."""


def keep(conn: Connection, draft: Draft) -> None:
    """Keep a draft, in place of an earlier one of the same key; raises NotFoundError of a person who was erased."""
    refuse_erased(conn, [draft.person])
    conn.exec_driver_sql(
        "INSERT OR REPLACE INTO draft (key, person, at, typed) VALUES (?, ?, ?, ?)",
        (
            draft.key,
            bytes.fromhex(draft.person) if draft.person else None,
            draft.at,
            json.dumps({"typed": dict(draft.typed), "over": dict(draft.over)}),
        ),
    )


def find(conn: Connection, key: str) -> Draft | None:
    """The draft kept under `key`, or None."""
    row = conn.exec_driver_sql("SELECT key, person, at, typed FROM draft WHERE key = ?", (key,)).one_or_none()
    return _draft(row[0], row[1], row[2], row[3]) if row else None


def every(conn: Connection) -> tuple[Draft, ...]:
    """All drafts of forms, oldest first."""
    rows = conn.exec_driver_sql(
        f"SELECT key, person, at, typed FROM draft WHERE key NOT LIKE '{WORDS}%' ORDER BY at, key"
    )
    return tuple(_draft(*row) for row in rows)


def discard(conn: Connection, key: str) -> None:
    """Drop a draft; nothing when there is none."""
    conn.exec_driver_sql("DELETE FROM draft WHERE key = ?", (key,))


def _draft(key: str, person: bytes | None, at: str, typed: str) -> Draft:
    told = json.loads(typed)
    if not isinstance(told.get("typed"), dict):
        told = {"typed": told}  # kept before it was known what was typed over
    return Draft(key, person.hex() if person else None, at, told["typed"], told.get("over", {}))

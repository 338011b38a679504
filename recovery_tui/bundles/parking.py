"""Bundles kept aside inside the store until a card is accepted, and the list of those that were received."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from recovery_tui.bundles.format import Event, Item, Late
from recovery_tui.bundles.manifest import Manifest
from recovery_tui.bundles.parser import Parser
from recovery_tui.errors import BundleTooLargeError

RECEIPT = "receipt"
"""Type of a bundle that carries nothing of the log."""

MOST_EACH = 64 * 1024 * 1024
"""Bytes kept aside for one signer."""

MOST = 256 * 1024 * 1024
"""Bytes kept aside in all."""


@dataclass(frozen=True)
class Parked:
    """A bundle that is kept aside."""

    bundle: str
    signer: str
    at: str
    """UTC."""
    waits_for: tuple[str, ...]
    """Fingerprints whose cards must be accepted first."""


def is_taken(conn: Connection, bundle: str, signer: str) -> bool:
    """Whether a bundle of another signer has this number: what is known of that one must not be told of this."""
    key = bytes.fromhex(bundle)
    found = conn.exec_driver_sql(
        "SELECT signer FROM parked WHERE bundle = ? UNION SELECT signer FROM received WHERE bundle = ?"
        " UNION SELECT fingerprint FROM card WHERE trust = 'own'"
        " AND EXISTS (SELECT 1 FROM sent WHERE bundle = ? AND state != 'theirs')",
        (key, key, key),
    ).all()
    return bool(found) and (signer,) not in map(tuple, found)


def require_room(conn: Connection, bundle: str, signer: str, size: int) -> None:
    """Raise BundleTooLargeError when there is no room to keep so many bytes of a bundle aside."""
    theirs, everybodys = conn.exec_driver_sql(
        "SELECT COALESCE(SUM(length(content)) FILTER (WHERE signer = ?), 0), COALESCE(SUM(length(content)), 0)"
        " FROM parked WHERE bundle != ?",
        (signer, bytes.fromhex(bundle)),
    ).one()
    if theirs + size > MOST_EACH or everybodys + size > MOST:
        raise BundleTooLargeError(
            "This file would have to be kept aside until a card is accepted, and there is no more room for that. "
            "Nothing was changed. Accept the sender's card first, then receive the file again."
        )


def keep(
    conn: Connection, bundle: str, signer: str, waits_for: Collection[str], content: bytes, now: datetime
) -> None:
    """Keep the inner stream of a bundle aside, in place of the same one kept before."""
    conn.exec_driver_sql(
        "INSERT OR REPLACE INTO parked (bundle, signer, at, waits_for, content) VALUES (?, ?, ?, ?, ?)",
        (bytes.fromhex(bundle), signer, now.isoformat(), json.dumps(list(waits_for)), content),
    )


def drop(conn: Connection, bundle: str) -> None:
    """A bundle is not kept aside any more."""
    conn.exec_driver_sql("DELETE FROM parked WHERE bundle = ?", (bytes.fromhex(bundle),))


def drop_of_person(conn: Connection, person: str) -> None:
    """Drop what is kept aside and holds anything of a person (id).

    Nobody was told that it arrived: its sender sends again what else was in it.
    """
    for each in every(conn):
        sink = _Looking(person.encode())
        parser = Parser(sink)
        parser.write(content(conn, each.bundle))
        if sink.found:
            drop(conn, each.bundle)


def every(conn: Connection) -> list[Parked]:
    """All that is kept aside, the oldest first."""
    rows = conn.exec_driver_sql("SELECT bundle, signer, at, waits_for FROM parked ORDER BY at, bundle")
    return [
        Parked(bytes(bundle).hex(), str(signer), str(at), tuple(json.loads(waits)))
        for bundle, signer, at, waits in rows
    ]


def content(conn: Connection, bundle: str) -> bytes:
    """The inner stream of a bundle that is kept aside."""
    found = conn.exec_driver_sql("SELECT content FROM parked WHERE bundle = ?", (bytes.fromhex(bundle),))
    return bytes(found.scalar_one())


def note_received(conn: Connection, manifest: Manifest, signer: str, now: datetime) -> None:
    """Remember that a bundle was taken in, so that the next one back, or a receipt, confirms it.

    A receipt is remembered and never confirmed: two stores would write each other receipts for ever.
    """
    is_receipt = manifest.type == RECEIPT
    conn.exec_driver_sql(
        "INSERT OR IGNORE INTO received (bundle, signer, at, written_at, purpose, confirmed_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            bytes.fromhex(manifest.bundle),
            signer,
            now.isoformat(),
            manifest.wall,
            RECEIPT if is_receipt else manifest.purpose,
            now.isoformat() if is_receipt else None,
        ),
    )


def is_received(conn: Connection, bundle: str) -> bool:
    """Whether a bundle was taken in before."""
    found = conn.exec_driver_sql("SELECT 1 FROM received WHERE bundle = ?", (bytes.fromhex(bundle),))
    return found.one_or_none() is not None


def unanswered(conn: Connection) -> list[str]:
    """Signers of bundles that were taken in, and to whom nobody has confirmed it."""
    rows = conn.exec_driver_sql(
        "SELECT DISTINCT signer FROM received WHERE confirmed_at IS NULL ORDER BY signer"
    )
    return [str(signer) for (signer,) in rows]


def note_answered(conn: Connection, signer: str, now: datetime) -> None:
    """A reply to a signer confirms all that was taken in from them."""
    conn.exec_driver_sql("UPDATE received SET confirmed_at = ? WHERE signer = ?", (now.isoformat(), signer))


def to_confirm(conn: Connection, signer: str) -> list[str]:
    """Bundles from a signer, the newest first, that a bundle back to them should confirm."""
    rows = conn.exec_driver_sql(
        "SELECT bundle FROM received WHERE signer = ? AND purpose != ? ORDER BY at DESC, bundle LIMIT 100",
        (signer, RECEIPT),
    )
    return [bytes(bundle).hex() for (bundle,) in rows]


def last_from(conn: Connection) -> dict[str, str]:
    """When each signer was last heard from: written at, as they wrote it."""
    rows = conn.exec_driver_sql("SELECT signer, MAX(written_at) FROM received GROUP BY signer")
    return {str(signer): str(at) for signer, at in rows}


class _Looking:
    """Looks for an id in every body of a bundle."""

    def __init__(self, wanted: bytes) -> None:
        self._wanted = wanted
        self.found = False

    def begin(self, manifest: Manifest) -> bool:
        return True

    def items(self, items: list[Item]) -> None:
        self.found |= any(self._wanted in item.raw for item in items if isinstance(item, Event | Late))

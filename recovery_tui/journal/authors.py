"""Who wrote what: the author of a value that stands, and of the last change about a person."""

from __future__ import annotations

from sqlalchemy import Connection

from recovery_tui.journal import alias
from recovery_tui.journal.event import decode_if_known
from recovery_tui.journal.hlc import ZERO
from recovery_tui.journal.many import marks
from recovery_tui.journal.merge import unpack
from recovery_tui.journal.reading import raw_id
from recovery_tui.vault.identity import fingerprint_of


def author_of(conn: Connection, record: str, field: str) -> str:
    """Fingerprint of whoever wrote the value that stands in a field; empty when that is not known here."""
    row = conn.exec_driver_sql("SELECT heads FROM entity WHERE uid = ?", (raw_id(record),)).one_or_none()
    standing = unpack(bytes(row[0]) if row and row[0] else None).field_groups(field)
    if not standing:
        return ""
    root, seq, leaf = standing[0].source
    found = conn.exec_driver_sql(
        "SELECT event.body FROM event JOIN feed ON feed.no = event.feed"
        " WHERE feed.root = ? AND event.seq = ? AND substr(event.leaf, 1, 8) = ? AND event.body IS NOT NULL",
        (root, seq, bytes.fromhex(leaf)),
    ).first()
    body = decode_if_known(bytes(found[0])) if found else None
    return body.au if body else ""


def of_feed(conn: Connection, feed: bytes) -> str:
    """Fingerprint of whoever writes a feed (id); empty while its beginning has not arrived."""
    found = conn.exec_driver_sql("SELECT author FROM feed WHERE id = ?", (feed,)).scalar_one_or_none()
    return fingerprint_of(bytes(found)) if found else ""


def changed_last(conn: Connection, person: str) -> tuple[str, str]:
    """Stamp of the newest change about a person, or of those who are one with them, and its author's fingerprint."""
    members = alias.members(conn, [person])[person]
    newest = conn.exec_driver_sql(
        "SELECT id, changed FROM entity WHERE person IN"
        f" (SELECT id FROM entity WHERE uid IN ({marks(members)})) ORDER BY changed DESC LIMIT 1",
        tuple(raw_id(member) for member in members),
    ).first()
    if newest is None or not newest[1]:
        return ZERO, ""
    rows = conn.exec_driver_sql("SELECT body FROM event WHERE entity = ? AND body IS NOT NULL", (newest[0],))
    bodies = [decode_if_known(bytes(raw)) for (raw,) in rows]
    return newest[1], next((body.au for body in bodies if body and body.hlc == newest[1]), "")

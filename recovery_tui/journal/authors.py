"""Who wrote what: the author of a value that stands, and the authors of a person's records."""

from __future__ import annotations

from sqlalchemy import Connection

from recovery_tui.journal.event import decode_if_known
from recovery_tui.journal.merge import unpack
from recovery_tui.journal.reading import raw_id


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

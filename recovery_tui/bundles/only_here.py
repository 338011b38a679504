"""What was written here and nobody has confirmed: it would be lost with this computer."""

from __future__ import annotations

from sqlalchemy import Connection

from recovery_tui.bundles.ledger import without
from recovery_tui.bundles.scope import Scope
from recovery_tui.journal.event import decode_if_known

_OWN = "root IN (SELECT no FROM feed WHERE own = 1)"
"""The feeds written here, and what became of them when they were written on another computer too."""


def unconfirmed(conn: Connection) -> tuple[int, str]:
    """How many own changes nobody has confirmed, and the stamp (wall time with offset) of the first of them."""
    confirmed: dict[int, list[tuple[int, int]]] = {}
    for row, first, last in conn.exec_driver_sql(
        "SELECT DISTINCT feed, first, last FROM sent_range JOIN sent ON sent.bundle = sent_range.bundle"
        f" WHERE sent.confirmed_at IS NOT NULL AND feed IN (SELECT no FROM feed WHERE {_OWN}) AND scope = ?",
        (Scope().to_json(),),
    ):
        confirmed.setdefault(row, []).append((first, last))
    count, firsts = 0, []
    for row, start, last in conn.exec_driver_sql(
        "SELECT no, (SELECT MIN(seq) FROM event WHERE event.feed = feed.no), last_seq FROM feed"
        f" WHERE {_OWN} AND use = 'record' AND last_seq > 0 ORDER BY no"
    ).all():
        left = without(int(start), int(last), confirmed.get(row, []))
        count += sum(end - first + 1 for first, end in left)
        if left:
            firsts.append((row, left[0][0]))
    return count, min((_wall(conn, row, seq) for row, seq in firsts), default="")


def _wall(conn: Connection, row: int, seq: int) -> str:
    found = conn.exec_driver_sql(
        "SELECT body FROM event WHERE feed = ? AND seq >= ? AND body IS NOT NULL ORDER BY seq LIMIT 1",
        (row, seq),
    ).scalar_one_or_none()
    body = decode_if_known(bytes(found)) if found is not None else None
    return body.wall if body is not None else ""

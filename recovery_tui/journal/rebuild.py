"""Making the tables again from the log, and taking one person out of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from recovery_tui.journal import alias, due, listing, record_rows, search
from recovery_tui.journal.event import Placed, decode_body, decode_if_known
from recovery_tui.journal.project import Projector

_NOTHING_KNOWN = "kind = NULL, person = NULL, made = NULL, changed = NULL, hidden = NULL, heads = NULL"


def rebuild(conn: Connection, owner: str) -> None:
    """Throw the tables away and make them again from the log. Record ids keep their local numbers."""
    record_rows.make_tables(conn)
    listing.clear(conn)
    due.clear(conn)
    alias.clear(conn)
    search.make(conn)
    conn.exec_driver_sql(f"UPDATE entity SET {_NOTHING_KNOWN}")
    projector = Projector(conn, owner)
    understood = []
    for placed, entity in stored_events(conn):
        number = projector.replay(placed)
        if entity is None:
            # at once: what replaces it is asked whether it is of the same record
            conn.exec_driver_sql(
                "UPDATE event SET entity = ? WHERE feed = ? AND seq = ?", (number, placed.feed_no, placed.seq)
            )
            understood.append((placed.feed_no, placed.seq))
    projector.flush()
    while due.catch_up(conn):
        pass
    if understood:
        # what could not be read was kept back from whoever was sent a part: it goes from now on, as what came late does
        conn.exec_driver_sql(
            "INSERT OR REPLACE INTO came_late SELECT ?, ?, COALESCE(MAX(at), '') FROM sent",
            understood,
        )


def drop_person(conn: Connection, number: int) -> None:
    """Take everything of a person (local number) out of the tables; ids stay, as those of records not seen yet."""
    record_rows.drop_of_person(conn, number)
    search.drop_of_person(conn, number)
    conn.exec_driver_sql(f"UPDATE entity SET {_NOTHING_KNOWN} WHERE person = ?", (number,))


def stored_events(conn: Connection) -> Iterable[tuple[Placed, int | None]]:
    """Every record event whose body is here, feed by feed, with its record's number as the log has it.

    Bodies that a newer version wrote are left out.
    """
    rows = conn.exec_driver_sql(
        "SELECT event.feed, event.seq, event.leaf, event.body, event.entity FROM event"
        " JOIN feed ON feed.no = event.feed"
        " WHERE feed.use = 'record' AND event.body IS NOT NULL ORDER BY event.feed, event.seq"
    )
    for feed_no, seq, leaf, raw, entity in rows:
        body = decode_body(bytes(raw)) if entity is not None else decode_if_known(bytes(raw))
        if body is not None:
            yield Placed(feed_no, seq, bytes(leaf), body), entity

"""What a store holds, as one hash: to prove that something changed nothing at all."""

from __future__ import annotations

import hashlib

from recovery_tui.casework.desk import Desk


def digest(desk: Desk) -> str:
    """SHA-256 over the schema and every row of every table, search tables included."""
    found = hashlib.sha256()
    with desk.journal.reading() as conn:
        schema = conn.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all()
        for line in schema:
            found.update(repr(tuple(line)).encode())
        for kind, name, _ in schema:
            if kind == "table":
                for row in sorted(map(repr, conn.exec_driver_sql(f'SELECT * FROM "{name}"'))):
                    found.update(row.encode())
    return found.hexdigest()


def files(desk: Desk) -> bytes:
    """The database's own bytes, its log written back first."""
    desk.vault.write_log_back()
    return desk.vault.paths.database.read_bytes()


def log(desk: Desk) -> list[tuple[str, int, str]]:
    """Every event of every record feed that is here: author, place, and the leaf behind it."""
    with desk.journal.reading() as conn:
        rows = conn.exec_driver_sql(
            "SELECT hex(trunk.id), event.seq, hex(event.leaf) FROM event JOIN feed ON feed.no = event.feed"
            " JOIN feed AS trunk ON trunk.no = feed.root WHERE feed.use = 'record' ORDER BY 1, 2, 3"
        )
        return [(str(feed), int(seq), str(leaf)) for feed, seq, leaf in rows]

"""Proof that nothing was altered: chains, seals, and tables that equal the log."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection

from recovery_tui.journal.event import first_head, genesis_message, leaf_of, next_head, seal_message
from recovery_tui.journal.feeds import ACCESS
from recovery_tui.journal.project import rebuild
from recovery_tui.vault.identity import verify


@dataclass(frozen=True)
class FeedCheck:
    """What one feed's check found."""

    feed: str
    length: int
    head: str
    chain_ok: bool
    seals_ok: bool


@dataclass(frozen=True)
class Findings:
    """What a whole check found. `cipher` lists damaged pages in the engine's words; empty is sound."""

    cipher: tuple[str, ...]
    feeds: tuple[FeedCheck, ...]
    projection_ok: bool

    @property
    def ok(self) -> bool:
        """Whether everything verifies."""
        return not self.cipher and self.projection_ok and all(f.chain_ok and f.seals_ok for f in self.feeds)


def check_feeds(conn: Connection) -> tuple[FeedCheck, ...]:
    """Walk every feed from its genesis and verify each seal."""
    rows = conn.exec_driver_sql(
        "SELECT no, id, use, author, genesis, signature, last_seq, head FROM feed"
        " WHERE genesis IS NOT NULL ORDER BY no"
    ).all()
    return tuple(_check_feed(conn, *row) for row in rows)


def _check_feed(
    conn: Connection,
    no: int,
    feed: bytes,
    use: str,
    author: bytes,
    genesis: bytes,
    signature: bytes,
    last_seq: int,
    stored_head: bytes,
) -> FeedCheck:
    seals = {
        seq: (bytes(head), bytes(signed))
        for seq, head, signed in conn.exec_driver_sql(
            "SELECT seq, head, signature FROM seal WHERE feed = ?", (no,)
        )
    }
    chain_ok = hashlib.sha256(genesis).digest()[:16] == feed
    seals_ok = verify(author, genesis_message(genesis), signature)
    head, seq, sealed_to = first_head(genesis), 0, 0
    rows = conn.execution_options(yield_per=1000).exec_driver_sql(
        "SELECT seq, leaf, body FROM event WHERE feed = ? ORDER BY seq", (no,)
    )
    for number, leaf, body in rows:
        seq += 1
        chain_ok &= number == seq and (body is None or leaf_of(bytes(body)) == bytes(leaf))
        head = next_head(head, bytes(leaf))
        if seq in seals:
            sealed_head, signed = seals.pop(seq)
            seals_ok &= sealed_head == head and verify(author, seal_message(feed, seq, head), signed)
            sealed_to = seq
    chain_ok &= seq == last_seq and head == bytes(stored_head)
    seals_ok &= not seals and (sealed_to == seq or use == ACCESS)
    return FeedCheck(feed.hex(), seq, head.hex(), bool(chain_ok), bool(seals_ok))


def tables_digest(conn: Connection) -> str:
    """SHA-256 over every row of every table that is made from the log."""
    total = hashlib.sha256()
    named = conn.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'r_*' ORDER BY name"
    )
    names = [str(name) for (name,) in named]
    ordered = {"entity": "id", "listing": "person", "name_key": "key, person", "who": "rowid"}
    ordered |= {"number_key": "person, system, number"} | dict.fromkeys(names, "id")
    for name, order in ordered.items():
        total.update(name.encode())
        columns = "rowid, words" if name == "who" else "*"
        rows = conn.execution_options(yield_per=1000).exec_driver_sql(
            f'SELECT {columns} FROM "{name}" ORDER BY {order}'
        )
        for row in rows:
            total.update(repr(tuple(row)).encode())
    return total.hexdigest()


def tables_equal_log(conn: Connection, owner: str) -> bool:
    """Rebuild the tables inside the caller's transaction and say whether they were right before."""
    before = tables_digest(conn)
    rebuild(conn, owner)
    return tables_digest(conn) == before

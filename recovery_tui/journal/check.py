"""Proof that nothing was altered: chains, seals, and tables that equal the log."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from recovery_tui.journal import due, search
from recovery_tui.journal.event import first_head, genesis_message, leaf_of, next_head, seal_message
from recovery_tui.journal.feeds import ACCESS, FEED_ID_BYTES, feed_name
from recovery_tui.journal.rebuild import rebuild
from recovery_tui.journal.runs import runs_of
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
    """Walk every run of every feed and branch, from the genesis where the beginning is here; verify each seal."""
    rows = conn.exec_driver_sql(
        "SELECT no, id, root, use, author, genesis, signature, last_seq, head FROM feed"
        " WHERE genesis IS NOT NULL ORDER BY no"
    ).all()
    return tuple(_check_feed(conn, _Stored(*row)) for row in rows)


class _Stored(NamedTuple):
    """A feed or branch as its row has it."""

    no: int
    id: bytes
    root: int
    use: str
    author: bytes
    genesis: bytes
    signature: bytes
    last_seq: int
    head: bytes | None


def _check_feed(conn: Connection, feed: _Stored) -> FeedCheck:
    seals = _seals(conn, feed.no)
    runs = runs_of(conn, feed.no)
    trunk = feed.id[:FEED_ID_BYTES]
    chain_ok = hashlib.sha256(feed.genesis).digest()[:FEED_ID_BYTES] == trunk
    seals_ok = verify(feed.author, genesis_message(feed.genesis), feed.signature)
    head, length, sealed_to = first_head(feed.genesis), 0, 0
    ends = {run.last: run.head for run in runs}
    starts = {run.first: run.before for run in runs}
    expected = 1
    rows = conn.execution_options(yield_per=1000).exec_driver_sql(
        "SELECT seq, leaf, body FROM event WHERE feed = ? ORDER BY seq", (feed.no,)
    )
    for number, leaf, body in rows:
        length += 1
        if number in starts:
            chain_ok &= number > 1 or starts[number] == head
            head, expected = starts[number], number
        chain_ok &= number == expected and (body is None or leaf_of(bytes(body)) == bytes(leaf))
        expected = number + 1
        head = next_head(head, bytes(leaf))
        chain_ok &= ends.get(number, head) == head
        if number in seals:
            sealed_head, signed = seals.pop(number)
            seals_ok &= sealed_head == head and verify(feed.author, seal_message(trunk, number, head), signed)
            sealed_to = number
    chain_ok &= expected == feed.last_seq + 1 and (feed.last_seq == 0 or head == feed.head)
    chain_ok &= sum(run.last - run.first + 1 for run in runs) == length
    open_end = (
        feed.use == ACCESS or sealed_to == feed.last_seq or _goes_on(conn, feed.root, feed.last_seq, head)
    )
    seals_ok &= not seals and open_end
    return FeedCheck(feed_name(feed.id), length, head.hex(), bool(chain_ok), bool(seals_ok))


def _seals(conn: Connection, feed: int) -> dict[int, tuple[bytes, bytes]]:
    """Head and signature of each seal of a feed, by the event it covers last."""
    rows = conn.exec_driver_sql("SELECT seq, head, signature FROM seal WHERE feed = ?", (feed,))
    return {seq: (bytes(head), bytes(signed)) for seq, head, signed in rows}


def _goes_on(conn: Connection, root: int, last: int, head: bytes) -> bool:
    """Whether a branch goes on from here, whose seals cover what lies before the fork."""
    found = conn.exec_driver_sql(
        "SELECT 1 FROM run JOIN feed ON feed.no = run.feed WHERE feed.root = ? AND run.first = ? AND run.before = ?",
        (root, last + 1, head),
    )
    return found.first() is not None


def tables_digest(conn: Connection) -> str:
    """SHA-256 over every row of every table that is made from the log."""
    total = hashlib.sha256()
    named = conn.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'r_*' ORDER BY name"
    )
    names = [str(name) for (name,) in named]
    ordered = {
        "entity": "id",
        "alias": "entity",
        "listing": "person",
        "name_key": "key, person",
        "who": "rowid",
        "due": "rank, day, person, code, record",
        "cover": "person, from_on, until_on",
    }
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
    while due.catch_up(conn):
        pass
    before, found = tables_digest(conn), search.is_exact(conn)
    rebuild(conn, owner)
    return found and tables_digest(conn) == before

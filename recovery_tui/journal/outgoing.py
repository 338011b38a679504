"""What of the log can be sent: stretches of every feed that are sealed at their end, and the events in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from recovery_tui.journal.driver import driver_of
from recovery_tui.journal.event import decode_genesis
from recovery_tui.journal.feeds import FEED_ID_BYTES, RECORD
from recovery_tui.journal.runs import Run, branches, head_after, runs_of
from recovery_tui.journal.stretch import Stretch

Ranges = Sequence[tuple[int, int]]
"""Stretches of one row of `feed`: first and last."""

AT_A_TIME = 1000
"""Events read from the database at a time."""


class Piece(NamedTuple):
    """Events of one row of `feed`."""

    row: int
    first: int
    last: int


class Logged(NamedTuple):
    """An event of the log: its body where it is here, and the local number of its record."""

    row: int
    seq: int
    leaf: bytes
    raw: bytes | None
    entity: int | None


@dataclass(frozen=True)
class Outgoing:
    """A stretch that can leave, and where its events lie."""

    stretch: Stretch
    pieces: tuple[Piece, ...]
    seal: bytes
    """The author's signature over its last event."""


def outgoing(conn: Connection, held: Mapping[int, Ranges]) -> list[Outgoing]:
    """Every sealed stretch of every record feed, less what is `held` already (by row of `feed`)."""
    rows = conn.exec_driver_sql(
        "SELECT no, root FROM feed WHERE use = ? AND genesis IS NOT NULL AND last_seq > 0 ORDER BY no",
        (RECORD,),
    ).all()
    found = []
    for no, root in rows:
        for run in runs_of(conn, no):
            made = _of_run(conn, no, root, run, held.get(no, ()))
            if made is not None:
                found.append(made)
    return found


def events_of(conn: Connection, pieces: Sequence[Piece]) -> Iterator[Logged]:
    """The events of some pieces, in order."""
    raw = driver_of(conn)
    for row, first, last in pieces:
        cursor = raw.execute(
            "SELECT seq, leaf, body, entity FROM event WHERE feed = ? AND seq BETWEEN ? AND ? ORDER BY seq",
            (row, first, last),
        )
        while rows := cursor.fetchmany(AT_A_TIME):
            for seq, leaf, body, entity in rows:
                yield Logged(row, seq, leaf, body, entity)


def held_to(run_first: int, ranges: Ranges) -> int:
    """How far a run is held without a gap from its beginning; `run_first - 1` when it is not."""
    reached = run_first - 1
    for first, last in sorted(ranges):
        if first <= reached + 1:
            reached = max(reached, last)
    return reached


def _of_run(conn: Connection, row: int, root: int, run: Run, ranges: Ranges) -> Outgoing | None:
    sealed = conn.exec_driver_sql(
        "SELECT seq, head, signature FROM seal WHERE feed = ? AND seq BETWEEN ? AND ? ORDER BY seq DESC LIMIT 1",
        (row, run.first, run.last),
    ).one_or_none()
    if sealed is None:
        return None
    last, head, signature = int(sealed[0]), bytes(sealed[1]), bytes(sealed[2])
    reached = held_to(run.first, ranges)
    if reached >= last:
        return None
    pieces: tuple[Piece, ...]
    if reached >= run.first:
        before, pieces = head_after(conn, row, run, reached), (Piece(row, reached + 1, last),)
    else:
        before, pieces = _with_open_trunk(conn, row, root, run, last)
    feed, genesis, signed, author = conn.exec_driver_sql(
        "SELECT id, genesis, signature, author FROM feed WHERE no = ?", (row,)
    ).one()
    stretch = Stretch(
        bytes(feed)[:FEED_ID_BYTES],
        RECORD,
        bytes(genesis),
        bytes(signed),
        bytes(author),
        pieces[0].first,
        last,
        before,
        head,
    )
    return Outgoing(stretch, pieces, signature)


def _with_open_trunk(
    conn: Connection, row: int, root: int, run: Run, last: int
) -> tuple[bytes, tuple[Piece, ...]]:
    """A run from its beginning; before a branch, what of the trunk has no seal of its own since the fork."""
    own = (Piece(row, run.first, last),)
    for other in branches(conn, root) if run.first > 1 else ():
        for trunk in runs_of(conn, other):
            if trunk.last == run.first - 1 and trunk.head == run.before and other != row:
                sealed = conn.exec_driver_sql(
                    "SELECT seq, head FROM seal WHERE feed = ? AND seq BETWEEN ? AND ? ORDER BY seq DESC LIMIT 1",
                    (other, trunk.first, trunk.last),
                ).one_or_none()
                start, before = (
                    (int(sealed[0]), bytes(sealed[1])) if sealed else (trunk.first - 1, trunk.before)
                )
                if start == trunk.last:
                    return run.before, own
                return before, (Piece(other, start + 1, trunk.last), *own)
    return run.before, own


def beginnings(conn: Connection, author: bytes) -> dict[int, int]:
    """Of an author's own feeds: how far the author surely has each, by row of `feed`.

    Whoever writes a feed has it, but a copy that was restored has it only as far as its new feed says it goes on from.
    Of what was written on two computers side by side, neither surely has more than what lies before that.
    """
    rows = conn.exec_driver_sql(
        "SELECT no, id, use, last_seq, genesis FROM feed"
        " WHERE author = ? AND genesis IS NOT NULL AND root = no",
        (author,),
    ).all()
    goes_on_from: dict[str, int] = {}
    for *_, genesis in rows:
        parent = decode_genesis(bytes(genesis)).parent
        if parent is not None:
            goes_on_from[parent.feed] = min(parent.seq, goes_on_from.get(parent.feed, parent.seq))
    ends = [use for _, feed, use, *_ in rows if bytes(feed).hex() not in goes_on_from]
    return {
        int(no): min(int(last), goes_on_from.get(bytes(feed).hex(), int(last) if ends.count(use) == 1 else 0))
        for no, feed, use, last, _ in rows
    }

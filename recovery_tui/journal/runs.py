"""What is held of each feed: unbroken runs of events, the gaps between them, and branches where a feed forks.

A feed that is written on two computers at once forks. From the first event that differs, every branch has a row of
its own in `feed`, named by the feed's id and the first four bytes of its first leaf, whatever arrived first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from recovery_tui.journal.event import first_head, next_head


class Run(NamedTuple):
    """Events `first` to `last` without a gap, with the heads before the first and after the last."""

    first: int
    last: int
    before: bytes
    head: bytes


class Gap(NamedTuple):
    """Events of a feed that others have and this store has not."""

    feed: bytes
    first: int
    last: int


def runs_of(conn: Connection, feed: int) -> list[Run]:
    """The runs of one feed or branch, in order; a feed written here is one run from its beginning."""
    rows = conn.exec_driver_sql(
        "SELECT first, last, before, head FROM run WHERE feed = ? ORDER BY first", (feed,)
    ).all()
    if rows:
        return [Run(int(first), int(last), bytes(before), bytes(head)) for first, last, before, head in rows]
    row = conn.exec_driver_sql(
        "SELECT genesis, last_seq, head FROM feed WHERE no = ? AND last_seq > 0 AND genesis IS NOT NULL",
        (feed,),
    ).one_or_none()
    return [Run(1, int(row[1]), first_head(bytes(row[0])), bytes(row[2]))] if row else []


def keep_runs(conn: Connection, feed: int, runs: Sequence[Run]) -> None:
    """Write down the runs of a feed in place of what stood, and how far it goes."""
    conn.exec_driver_sql("DELETE FROM run WHERE feed = ?", (feed,))
    for run in runs:
        conn.exec_driver_sql(
            "INSERT INTO run (feed, first, last, before, head) VALUES (?, ?, ?, ?, ?)", (feed, *run)
        )
    last, head = (runs[-1].last, runs[-1].head) if runs else (0, None)
    conn.exec_driver_sql("UPDATE feed SET last_seq = ?, head = ? WHERE no = ?", (last, head, feed))


def gaps(conn: Connection) -> list[Gap]:
    """Every gap in every feed, the missing beginning of a feed included; a branch goes on from its trunk."""
    rows = conn.exec_driver_sql(
        "SELECT no, root, id FROM feed WHERE use = 'record' AND genesis IS NOT NULL AND last_seq > 0"
        " AND no IN (SELECT feed FROM run) ORDER BY no"
    ).all()
    found = []
    for no, root, feed in rows:
        runs = runs_of(conn, no)
        expected = 1 if no == root else runs[0].first
        for run in runs:
            if run.first > expected and not _is_led_to(conn, root, run):
                found.append(Gap(bytes(feed)[:16], expected, run.first - 1))
            expected = run.last + 1
    return found


def _is_led_to(conn: Connection, root: int, run: Run) -> bool:
    """Whether a branch ends where this run begins: the run came before it was known which branch it goes on from."""
    found = conn.exec_driver_sql(
        "SELECT 1 FROM run JOIN feed ON feed.no = run.feed WHERE feed.root = ? AND run.last = ? AND run.head = ?",
        (root, run.first - 1, run.before),
    )
    return found.first() is not None


def branches(conn: Connection, root: int) -> list[int]:
    """Local numbers of a feed and of all its branches, the feed itself first."""
    rows = conn.exec_driver_sql("SELECT no FROM feed WHERE root = ? ORDER BY no != root, id", (root,))
    return [int(no) for (no,) in rows]


def head_after(conn: Connection, feed: int, run: Run, seq: int) -> bytes:
    """The head after event `seq` of a run of this feed; from the nearest seal before it on."""
    if seq == run.last:
        return run.head
    sealed = conn.exec_driver_sql(
        "SELECT seq, head FROM seal WHERE feed = ? AND seq BETWEEN ? AND ? ORDER BY seq DESC LIMIT 1",
        (feed, run.first, seq),
    ).one_or_none()
    start, head = (int(sealed[0]) + 1, bytes(sealed[1])) if sealed else (run.first, run.before)
    rows = conn.exec_driver_sql(
        "SELECT leaf FROM event WHERE feed = ? AND seq BETWEEN ? AND ? ORDER BY seq", (feed, start, seq)
    )
    for (leaf,) in rows:
        head = next_head(head, bytes(leaf))
    return head


def add_run(conn: Connection, feed: int, new: Run) -> None:
    """Join a run that has just been written to those beside it; what can't go on from it becomes a branch."""
    joined, rest = new, []
    for run in runs_of(conn, feed):
        follows = run.first == joined.last + 1 and run.before == joined.head
        leads = run.last + 1 == joined.first and run.head == joined.before
        if follows or leads or (run.first <= joined.last and run.last >= joined.first):
            start, end = min(run, joined), max(run, joined, key=lambda each: each.last)
            joined = Run(start.first, end.last, start.before, end.head)
        else:
            rest.append(run)
    keep_runs(conn, feed, sorted([*rest, joined]))
    if any(run.first == joined.last + 1 for run in rest):
        split(conn, feed, joined.last + 1)


def split(conn: Connection, feed: int, at: int) -> None:
    """Move everything from event `at` on into a branch that is named by its first leaf."""
    kept: list[Run] = []
    moved: list[Run] = []
    for run in runs_of(conn, feed):
        if run.last < at:
            kept.append(run)
        elif run.first >= at:
            moved.append(run)
        else:
            middle = head_after(conn, feed, run, at - 1)
            kept.append(Run(run.first, at - 1, run.before, middle))
            moved.append(Run(at, run.last, middle, run.head))
    leaf = conn.exec_driver_sql(
        "SELECT leaf FROM event WHERE feed = ? AND seq >= ? ORDER BY seq LIMIT 1", (feed, at)
    ).scalar_one_or_none()
    if leaf is None:
        return
    branch = branch_for(conn, feed, bytes(leaf))
    conn.exec_driver_sql("UPDATE event SET feed = ? WHERE feed = ? AND seq >= ?", (branch, feed, at))
    conn.exec_driver_sql("UPDATE seal SET feed = ? WHERE feed = ? AND seq >= ?", (branch, feed, at))
    # what somebody confirmed of a feed that turns out to be forked is counted again from the fork on
    conn.exec_driver_sql("UPDATE sent_range SET last = ? WHERE feed = ? AND last >= ?", (at - 1, feed, at))
    conn.exec_driver_sql("DELETE FROM sent_range WHERE first > last")
    conn.exec_driver_sql("DELETE FROM sent_late WHERE feed = ? AND seq >= ?", (feed, at))
    conn.exec_driver_sql("UPDATE came_late SET feed = ? WHERE feed = ? AND seq >= ?", (branch, feed, at))
    keep_runs(conn, feed, kept)
    keep_runs(conn, branch, moved)


def branch_for(conn: Connection, feed: int, first_leaf: bytes) -> int:
    """The branch that begins with this leaf; made when it is not here yet."""
    root, trunk = conn.exec_driver_sql(
        "SELECT root, (SELECT id FROM feed AS trunk WHERE trunk.no = feed.root) FROM feed WHERE no = ?",
        (feed,),
    ).one()
    name = bytes(trunk) + first_leaf[:4]
    known = conn.exec_driver_sql("SELECT no FROM feed WHERE id = ?", (name,)).one_or_none()
    if known is not None:
        return int(known[0])
    conn.exec_driver_sql(
        "INSERT INTO feed (no, id, root, use, own, author, genesis, signature, last_seq)"
        " SELECT (SELECT MAX(no) + 1 FROM feed), ?, root, use, 0, author, genesis, signature, 0 FROM feed"
        " WHERE no = ?",
        (name, root),
    )
    return int(conn.exec_driver_sql("SELECT no FROM feed WHERE id = ?", (name,)).scalar_one())

"""Feeds: runs of events with one beginning, each signed by one author."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from recovery_tui import __version__
from recovery_tui.clock import Clock
from recovery_tui.journal.event import (
    EVENT_VERSION,
    Genesis,
    Parent,
    encode,
    feed_id,
    first_head,
    genesis_message,
    next_head,
    seal_message,
)
from recovery_tui.vault.identity import AuthorKey

RECORD = "record"
ACCESS = "access"

RESTORED = "restored"
"""Why a feed begins: this store is a copy, of a backup or of a whole disk."""

NEW_KEY = "new-key"
"""Why a feed begins: the author signs with a new key."""

FEED_ID_BYTES = 16
"""A branch of a forked feed has the id of the feed and four bytes of its first leaf."""


def feed_name(feed: bytes) -> str:
    """How a feed or branch is written: its id in hex, behind `~` what names the branch."""
    branch = feed[FEED_ID_BYTES:].hex()
    return feed[:FEED_ID_BYTES].hex() + (f"~{branch}" if branch else "")


@dataclass
class Feed:
    """A feed as it stands: its number here, its id, and how far it goes."""

    no: int
    id: bytes
    use: str
    last_seq: int
    head: bytes


def own_feed(conn: Connection, use: str) -> Feed | None:
    """The feed of this installation that is being written now, or None before the first start."""
    row = conn.exec_driver_sql(
        "SELECT no, id, use, last_seq, head FROM feed WHERE own = 1 AND use = ? ORDER BY no DESC LIMIT 1",
        (use,),
    ).one_or_none()
    return Feed(*row) if row else None


def author_of(conn: Connection, feed: Feed) -> bytes:
    """Public key of a feed's author."""
    return bytes(conn.exec_driver_sql("SELECT author FROM feed WHERE no = ?", (feed.no,)).scalar_one())


def begin(
    conn: Connection,
    use: str,
    author: AuthorKey,
    clock: Clock,
    computer: str,
    continues: Feed | None,
    reason: str = RESTORED,
) -> Feed:
    """Begin a feed with a signed genesis; `continues` is the feed after which it goes on, `reason` says why."""
    genesis = encode(
        Genesis(
            v=1,
            use=use,
            author=author.public_key.hex(),
            app=__version__,
            sv=EVENT_VERSION,
            computer=computer,
            parent=Parent(feed=continues.id.hex(), seq=continues.last_seq, head=continues.head.hex())
            if continues
            else None,
            reason=reason if continues else "",
            nonce=clock.random_bytes(16).hex(),
        )
    )
    number = int(conn.exec_driver_sql("SELECT COALESCE(MAX(no), 0) + 1 FROM feed").scalar_one())
    feed = Feed(number, feed_id(genesis), use, 0, first_head(genesis))
    conn.exec_driver_sql(
        "INSERT INTO feed (no, id, root, use, own, author, genesis, signature, last_seq, head)"
        " VALUES (?, ?, ?, ?, 1, ?, ?, ?, 0, ?)",
        (
            number,
            feed.id,
            number,
            use,
            author.public_key,
            genesis,
            author.sign(genesis_message(genesis)),
            feed.head,
        ),
    )
    return feed


def seal(conn: Connection, feed: Feed, author: AuthorKey) -> None:
    """Sign everything written so far, and note how far the feed goes."""
    conn.exec_driver_sql(
        "INSERT OR REPLACE INTO seal (feed, seq, head, signature) VALUES (?, ?, ?, ?)",
        (feed.no, feed.last_seq, feed.head, author.sign(seal_message(feed.id, feed.last_seq, feed.head))),
    )
    note_length(conn, feed)


def note_length(conn: Connection, feed: Feed) -> None:
    """Write down how far the feed goes."""
    conn.exec_driver_sql(
        "UPDATE feed SET last_seq = ?, head = ? WHERE no = ?", (feed.last_seq, feed.head, feed.no)
    )


def is_sealed(conn: Connection, feed: Feed) -> bool:
    """Whether the author has signed the feed up to its end."""
    if feed.last_seq == 0:
        return True
    found = conn.exec_driver_sql(
        "SELECT 1 FROM seal WHERE feed = ? AND seq = ? AND head = ?", (feed.no, feed.last_seq, feed.head)
    )
    return found.one_or_none() is not None


def head_at(conn: Connection, feed: Feed, seq: int) -> bytes | None:
    """The head after event `seq`, from the nearest earlier seal on; None past the end of the feed."""
    if seq > feed.last_seq:
        return None
    sealed = conn.exec_driver_sql(
        "SELECT seq, head FROM seal WHERE feed = ? AND seq <= ? ORDER BY seq DESC LIMIT 1", (feed.no, seq)
    ).one_or_none()
    if sealed:
        start, head = int(sealed[0]), bytes(sealed[1])
    else:
        genesis = conn.exec_driver_sql("SELECT genesis FROM feed WHERE no = ?", (feed.no,)).scalar_one()
        start, head = 0, first_head(bytes(genesis))
    leaves = conn.exec_driver_sql(
        "SELECT leaf FROM event WHERE feed = ? AND seq > ? AND seq <= ? ORDER BY seq", (feed.no, start, seq)
    )
    for (leaf,) in leaves:
        head = next_head(head, bytes(leaf))
    return head

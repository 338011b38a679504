"""Who looked: the access feed. One entry per person, act and half hour, sealed at lock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from recovery_tui.clock import Clock
from recovery_tui.journal import hlc
from recovery_tui.journal.driver import driver_of
from recovery_tui.journal.event import (
    EVENT_VERSION,
    AccessBody,
    decode_access,
    encode,
    leaf_of,
    next_head,
)
from recovery_tui.journal.feeds import Feed, note_length
from recovery_tui.journal.log import wall_time
from recovery_tui.journal.reading import raw_id
from recovery_tui.records.fit import visible

SLOT_SECONDS = 30 * 60
"""Looking again within the same half hour is not entered twice."""


class Act(StrEnum):
    """What somebody did without changing anything."""

    OPENED = "opened"
    REVEALED = "revealed"
    PRINTED = "printed"
    EXPORTED = "exported"
    SEARCHED = "searched"
    FAILED_UNLOCKS = "failed_unlocks"
    CLOCK_BACK = "clock_back"


@dataclass(frozen=True)
class Look:
    """One entry: local wall time with offset, author's fingerprint, act, and a count or the like."""

    wall: str
    author: str
    act: str
    note: str


def enter(
    conn: Connection, feed: Feed, clock: Clock, author: str, act: Act, person: str, note: str = ""
) -> bool:
    """Enter an act unless the same stands in this half hour; says whether it was entered."""
    return enter_all(conn, feed, clock, author, act, [person], note) == 1


def enter_all(
    conn: Connection, feed: Feed, clock: Clock, author: str, act: Act, people: Iterable[str], note: str = ""
) -> int:
    """Enter the same act for several people, each unless it stands in this half hour; how many were entered."""
    raw: Any = driver_of(conn)
    slot = int(clock.now().timestamp()) // SLOT_SECONDS
    row = raw.execute(
        "SELECT body FROM event WHERE feed = ? ORDER BY seq DESC LIMIT 1", (feed.no,)
    ).fetchone()
    last = decode_access(bytes(row[0])).hlc if row else hlc.ZERO
    wall = wall_time(clock)
    entered = 0
    for person in people:
        key = bytes.fromhex(person)
        if person or act is Act.SEARCHED:
            new = raw.execute(
                "INSERT OR IGNORE INTO looked (person, act, slot) VALUES (?, ?, ?)", (key, act.value, slot)
            )
            if not new.rowcount:
                continue
        found = raw.execute("SELECT id FROM entity WHERE uid = ?", (key,)).fetchone() if person else None
        last = hlc.stamp(clock.now(), last)
        feed.last_seq += 1
        body = encode(
            AccessBody(
                sv=EVENT_VERSION,
                seq=feed.last_seq,
                hlc=last,
                wall=wall,
                au=author,
                act=act.value,
                person=person,
                note=note,
                salt=clock.random_bytes(16).hex(),
            )
        )
        leaf = leaf_of(body)
        raw.execute(
            "INSERT INTO event (feed, seq, leaf, body, entity) VALUES (?, ?, ?, ?, ?)",
            (feed.no, feed.last_seq, leaf, body, found[0] if found else None),
        )
        feed.head = next_head(feed.head, leaf)
        entered += 1
    if entered:
        note_length(conn, feed)
    return entered


def looks_at(conn: Connection, person: str) -> tuple[Look, ...]:
    """Everybody who looked at, printed or exported this person, oldest first."""
    rows = conn.exec_driver_sql(
        "SELECT event.body FROM event JOIN feed ON feed.no = event.feed JOIN entity ON entity.id = event.entity"
        " WHERE feed.use = 'access' AND entity.uid = ? AND event.body IS NOT NULL ORDER BY event.feed, event.seq",
        (raw_id(person),),
    )
    bodies = [decode_access(bytes(raw)) for (raw,) in rows]
    return tuple(Look(body.wall, body.au, body.act, visible(body.note)) for body in bodies)

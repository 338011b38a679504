"""Where writers disagree: every value that stands, who wrote it where and when, and what they all replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from recovery_tui.journal import alias
from recovery_tui.journal.event import Body, Wire, decode_genesis, decode_if_known
from recovery_tui.journal.listing import mine_on
from recovery_tui.journal.many import marks
from recovery_tui.journal.merge import HIDDEN, Group, Source, disputed, unpack
from recovery_tui.journal.reading import raw_id
from recovery_tui.records import KINDS, Merge
from recovery_tui.records.fit import fitted
from recovery_tui.records.tables import table_of


@dataclass(frozen=True)
class Said:
    """One value as somebody wrote it."""

    value: Wire
    """None when it was cleared; of `hidden`, when the record was shown or changed by one who did not see the hide."""
    author: str
    """Fingerprint."""
    wall: str
    """Local wall time with offset, as written."""
    computer: str
    hlc: str
    leaf: str
    """First 16 hex digits: names the event wherever it is."""


@dataclass(frozen=True)
class Dispute:
    """A field with several answers."""

    answers: tuple[Said, ...]
    """All that stand, oldest first."""
    before: Said | None
    """The newest value that every answer replaced, in one step or in several; None when none is known here."""


class _Event(NamedTuple):
    body: Body
    computer: str


def in_dispute(conn: Connection, *, mine: date | None = None) -> list[str]:
    """Ids of all records with a disputed field; with a day only those of people who are mine then, and nobody's."""
    disputed_rows = " UNION ALL ".join(
        f"SELECT id FROM {table_of(kind).name} WHERE conflict = 1" for kind in KINDS
    )
    whose = (
        f" AND (person IS NULL OR EXISTS (SELECT 1 FROM listing WHERE {mine_on(mine)} AND listing.person ="
        " COALESCE((SELECT shown FROM alias WHERE alias.entity = entity.person), entity.person)))"
        if mine
        else ""
    )
    rows = conn.exec_driver_sql(f"SELECT uid FROM entity WHERE id IN ({disputed_rows}){whose} ORDER BY uid")
    return [bytes(uid).hex() for (uid,) in rows]


def disputed_notes(conn: Connection, person: str) -> list[str]:
    """Ids of a person's notes that one writer hid and another went on with; notes are disputed in no other way."""
    notes = " UNION ALL ".join(
        f"SELECT id FROM {table_of(kind.name).name} WHERE conflict = 1"
        for kind in KINDS.values()
        if kind.merge is Merge.LOG
    )
    members = alias.members(conn, [person])[person]
    rows = conn.exec_driver_sql(
        f"SELECT uid FROM entity WHERE id IN ({notes}) AND person IN"
        f" (SELECT id FROM entity WHERE uid IN ({marks(members)})) ORDER BY uid",
        tuple(raw_id(member) for member in members),
    )
    return [bytes(uid).hex() for (uid,) in rows]


def disputes_of(conn: Connection, record: str) -> dict[str, Dispute]:
    """The disputed fields of one record, `hidden` among them; empty when there are none."""
    row = conn.exec_driver_sql(
        "SELECT id, kind, heads FROM entity WHERE uid = ?", (raw_id(record),)
    ).one_or_none()
    heads = unpack(bytes(row[2]) if row and row[2] else None)
    fields = disputed(heads, row[1]) if row else {}
    if row is None or not fields:
        return {}
    events = _events(conn, int(row[0]))
    found = {}
    for field in fields:
        standing = heads.field_groups(field)
        if field == HIDDEN:
            standing = sorted([*standing, *heads.unseen()[:1]], key=lambda group: (group.hlc, group.leaf))
        else:
            standing.reverse()
        before = _before(events, field, [group.source for group in standing]) if field != HIDDEN else None
        answers = tuple(_said(group, field, events.get(group.source)) for group in standing)
        found[field] = Dispute(answers, before)
    return found


def _said(group: Group, field: str, event: _Event | None) -> Said:
    value = group.fields.get(field)
    if event is None:
        return Said(value, "", "", "", group.hlc, group.leaf)
    return Said(value, event.body.au, event.body.wall, event.computer, group.hlc, group.leaf)


def _events(conn: Connection, entity: int) -> dict[Source, _Event]:
    """The events of a record whose bodies are here, by the place others name them with."""
    rows = conn.exec_driver_sql(
        "SELECT feed.root, event.seq, event.leaf, event.body, feed.genesis FROM event"
        " JOIN feed ON feed.no = event.feed"
        " WHERE event.entity = ? AND feed.use = 'record' AND event.body IS NOT NULL",
        (entity,),
    )
    found = {}
    for root, seq, leaf, raw, genesis in rows:
        body = decode_if_known(bytes(raw))
        if body is not None:
            computer = decode_genesis(bytes(genesis)).computer if genesis else ""
            found[(int(root), int(seq), bytes(leaf)[:8].hex())] = _Event(body, computer)
    return found


def _before(events: Mapping[Source, _Event], field: str, answers: Sequence[Source]) -> Said | None:
    """The newest event that all answers go back to by what they replaced."""
    common = set.intersection(*(_ancestors(events, field, answer) for answer in answers))
    newest = max(common, key=lambda source: (events[source].body.hlc, source[2]), default=None)
    if newest is None:
        return None
    event, leaf = events[newest], newest[2]
    value = fitted(event.body.kind, {field: event.body.set.get(field)}).get(field)
    return Said(value, event.body.au, event.body.wall, event.computer, event.body.hlc, leaf)


def _ancestors(events: Mapping[Source, _Event], field: str, answer: Source) -> set[Source]:
    """Every event here that an answer replaced for this field, in one step or in several."""
    # within one record, number and leaf name an event: whose feed it is need not be looked up
    named = {source[1:]: source for source in events}
    found: set[Source] = set()
    ahead = [answer]
    while ahead:
        event = events.get(ahead.pop())
        for _, seq, leaf in event.body.prev.get(field, ()) if event else ():
            source = named.get((seq, leaf))
            if source is not None and source not in found:
                found.add(source)
                ahead.append(source)
    return found

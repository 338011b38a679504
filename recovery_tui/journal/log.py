"""The one door: every change of a record goes through `Writer.append`, in one transaction with its seal.

A change is planned first (`reserve` gives the id a new record will have, so that records written together can refer
to each other), then appended in the same order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from recovery_tui.clock import Clock
from recovery_tui.errors import ChangedMeanwhileError, InvalidRecordError, NotFoundError, Problem
from recovery_tui.journal import hlc
from recovery_tui.journal.driver import driver_of
from recovery_tui.journal.event import (
    EVENT_VERSION,
    MAX_BODY,
    Body,
    Link,
    Placed,
    Wire,
    decode_body,
    encode,
    leaf_of,
    made_id,
    natural_id,
    next_head,
)
from recovery_tui.journal.feeds import Feed, seal
from recovery_tui.journal.merge import HIDDEN, Group, Heads, disputed
from recovery_tui.journal.project import Projector
from recovery_tui.records import KINDS, Kind, Merge
from recovery_tui.records.schema import made_once
from recovery_tui.vault.identity import AuthorKey

SHOW = ""
"""Given as `hide`: show a hidden record again."""

_EVENTS_TOGETHER = 250
"""Events written to the database together, in bulk work."""


@dataclass(frozen=True)
class Change:
    """What a person changed of one record, in wire values. None in `values` clears a field."""

    kind: str
    values: Mapping[str, Wire]
    record: str | None = None
    """The record that is changed, or None to make one."""
    person: str | None = None
    """Whose record it is; not for the kinds that belong to nobody."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Reason given for each W rule that was overridden."""
    hide: str | None = None
    """A reason hides the record, `SHOW` shows it again, None leaves that as it is."""
    settles: bool = False
    """Whether a value that is shown already ends the conflict it stands in: only where a person has chosen it."""
    over: Heads | None = None
    """What stood of the record as it was decided; if other answers stand by then, nothing is written."""


class Writer:
    """Appends events to the own record feed inside one transaction."""

    def __init__(
        self,
        conn: Connection,
        feed: Feed,
        author: AuthorKey,
        clock: Clock,
        last_hlc: str,
        projector: Projector,
    ) -> None:
        self.connection = conn
        """The transaction everything is written in."""
        self._raw = driver_of(conn)
        self.projector = projector
        self._feed = feed
        self._author = author
        self._signed_by = author.fingerprint
        self._now = clock.now()
        self._wall = wall_time(clock)
        self._secret = clock.random_bytes(32)
        self._planned = feed.last_seq
        self._unwritten: list[tuple[int, int, bytes, bytes, int]] = []
        self._salted: tuple[int, bytes] = (0, b"")
        self.last_hlc = last_hlc
        self.written = 0

    @property
    def place(self) -> tuple[int, int]:
        """Number of the feed and of the last event written to it."""
        return (self._feed.no, self._feed.last_seq)

    @property
    def planned(self) -> int:
        """Number of the last event reserved so far."""
        return self._planned

    def reserve(self, change: Change) -> str:
        """The id of the record this change makes or changes. Call for every change, in order, before `append`."""
        first = self._planned + 1
        self._planned += len(self._parts(change))
        return change.record or self._new_id(change, first)

    def reserve_new(self, events: int, natural: str | None = None) -> str:
        """The id of a record that is not here yet and will take so many events; `natural` is it, if it has one."""
        first = self._planned + 1
        self._planned += events
        return natural or made_id(self._feed.id, first, self._salt(first))

    def append_new(self, change: Change, natural: str | None = None) -> str:
        """Write a record that is not here yet, as `reserve_new` planned it; returns its id."""
        seq = self._feed.last_seq + 1
        record = natural or made_id(self._feed.id, seq, self._salt(seq))
        kind = KINDS[change.kind]
        parts = new_parts(kind, change.values, change.hide)
        number = None if natural else self.projector.begin(record)
        if number is None:
            for place, (info_class, values) in enumerate(parts):
                self._event(kind, change, record, "set" if place else "make", info_class, values)
            return record
        groups: list[Group] = []
        for place, (info_class, values) in enumerate(parts):
            saw = [group.source for group in groups] if place and HIDDEN in values else []
            seen = {HIDDEN: [(self._feed.id.hex(), seq, leaf) for _, seq, leaf in saw]} if saw else {}
            body = self._body(kind, change, record, "set" if place else "make", info_class, values, seen)
            leaf = self._write(body, number)
            groups.append(Group(self._feed.no, body.seq, leaf[:8].hex(), body.hlc, values, saw))
        self.projector.take_new(number, record, kind, change.person, groups)
        return record

    def explain(self, record: str, reasons: Mapping[str, str]) -> None:
        """Add reasons to what was just written of a record, as an event without fields."""
        entity = self.projector.entity(record)
        kind = KINDS[entity.kind or ""]
        owner = self._raw.execute("SELECT uid FROM entity WHERE id = ?", (entity.person,)).fetchone()
        person = bytes(owner[0]).hex() if owner and kind.needs_person else None
        change = Change(kind.name, {}, record, person, reasons)
        self._event(kind, change, record, "set", _text(kind.own_class(entity.heads.values())), {})

    def append(self, change: Change) -> str | None:
        """Write a change; returns the record's id, or None when nothing differs from what stands."""
        kind = KINDS[change.kind]
        parts = self._parts(change)
        if not parts:
            return None
        record = change.record or self._new_id(change, self._feed.last_seq + 1)
        makes = not self.projector.is_known(record)
        for number, (info_class, values) in enumerate(parts):
            self._event(kind, change, record, "make" if makes and number == 0 else "set", info_class, values)
        return record

    def write_events(self) -> None:
        """Bring the log itself up to the last event; needed before it is read in the same transaction."""
        self._raw.executemany(
            "INSERT INTO event (feed, seq, leaf, body, entity) VALUES (?, ?, ?, ?, ?)", self._unwritten
        )
        self._unwritten.clear()

    def seal(self) -> None:
        """Sign what was written; nothing when nothing was."""
        self.write_events()
        if self.written:
            seal(self.connection, self._feed, self._author)

    def _parts(self, change: Change) -> list[tuple[str, dict[str, Wire]]]:
        """The fields to write, one part per information class, the kind's own class first."""
        kind = KINDS[change.kind]
        record = change.record or self._natural(change)
        heads = Heads()
        makes = True
        if record is not None and self.projector.is_known(record):
            makes = False
            heads = self.projector.entity(record).heads
            fields = _changed_fields(heads, kind.name, change.values, settles=change.settles)
            if change.over is not None and _has_moved(change.over, heads, fields, change.hide is not None):
                raise ChangedMeanwhileError
            if kind.merge is Merge.LOG and fields:
                raise InvalidRecordError(
                    [Problem(None, "A written note is not changed; write a correction.")]
                )
        elif change.record is not None:
            raise NotFoundError("That record is not in this store. Nothing was changed.")
        else:
            fields = {name: value for name, value in change.values.items() if value is not None}
        whole = {**heads.values(), **fields}
        own = _text(kind.own_class(whole))
        parts: dict[str, dict[str, Wire]] = {own: {}} if makes else {}
        for name, value in fields.items():
            parts.setdefault(_text(kind.class_for(name, whole)), {})[name] = value
        ordered = sorted(parts.items(), key=lambda part: part[0] != own)
        hidden = heads.hidden()
        # what is written to a hidden record stays hidden with it
        wanted = hidden if change.hide is None else change.hide or None
        chosen = change.hide is not None and change.settles and HIDDEN in heads.conflicts()
        if wanted != hidden or chosen or (wanted is not None and fields):
            return _hidden_last(ordered, own, wanted)
        return ordered

    def _natural(self, change: Change) -> str | None:
        key = KINDS[change.kind].natural_key
        return natural_id(change.kind, [str(change.values[part]) for part in key]) if key else None

    def _new_id(self, change: Change, seq: int) -> str:
        return self._natural(change) or made_id(self._feed.id, seq, self._salt(seq))

    def _salt(self, seq: int) -> bytes:
        """16 bytes nobody can guess; the same when the same event is planned and then written."""
        if self._salted[0] != seq:
            self._salted = (seq, hashlib.sha256(self._secret + seq.to_bytes(8, "big")).digest()[:16])
        return self._salted[1]

    def _event(
        self, kind: Kind, change: Change, record: str, op: str, info_class: str, values: dict[str, Wire]
    ) -> None:
        """Write one event of a record that may be here already."""
        replaced = self._replaced(record, values, settles=change.settles) if op == "set" else {}
        body = self._body(kind, change, record, op, info_class, values, replaced)
        number = self.projector.entity(record).no
        leaf = self._write(body, number)
        self.projector.fold(Placed(self._feed.no, body.seq, leaf, body))

    def _body(
        self,
        kind: Kind,
        change: Change,
        record: str,
        op: str,
        info_class: str,
        values: dict[str, Wire],
        replaced: dict[str, list[Link]],
    ) -> Body:
        """The next event of the feed."""
        seq = self._feed.last_seq + 1
        self.last_hlc = hlc.stamp(self._now, self.last_hlc)
        return Body(
            sv=EVENT_VERSION,
            seq=seq,
            hlc=self.last_hlc,
            wall=self._wall,
            au=self._signed_by,
            person=change.person or "",
            ent=record,
            kind=kind.name,
            op=op,
            cls=info_class,
            set=values,
            prev=replaced,
            why=dict(change.reasons),
            salt=self._salt(seq).hex(),
        )

    def _write(self, body: Body, number: int) -> bytes:
        """Put an event at the end of the feed; `number` is its record's. Returns its leaf."""
        raw = encode(body)
        if len(raw) > MAX_BODY:
            raise InvalidRecordError(
                [Problem(None, "This is too much for one record. Nothing was saved; shorten it.")]
            )
        leaf = leaf_of(raw)
        self._unwritten.append((self._feed.no, body.seq, leaf, raw, number))
        if len(self._unwritten) >= _EVENTS_TOGETHER:
            self.write_events()
        self._feed.last_seq = body.seq
        self._feed.head = next_head(self._feed.head, leaf)
        self.written += 1
        return leaf

    def _replaced(self, record: str, values: Mapping[str, Wire], *, settles: bool) -> dict[str, list[Link]]:
        """What an event names: the value that was shown; other answers to the same question only when it settles."""
        heads = self.projector.entity(record).heads
        replaced: dict[str, list[Link]] = {}
        for name in values:
            sources = heads.sources(name) if settles else heads.shown_sources(name)
            if sources:
                replaced[name] = [
                    (self.projector.feeds.id_of(group.root), group.seq, group.leaf) for group in sources
                ]
        return replaced


def new_parts(kind: Kind, given: Mapping[str, Wire], hide: str | None) -> list[tuple[str, dict[str, Wire]]]:
    """The fields of a new record, one part per information class, the kind's own class first."""
    values: dict[str, Wire] = {name: value for name, value in given.items() if value is not None}
    own = _text(kind.own_class(values))
    parts: dict[str, dict[str, Wire]] = {own: values}
    for name in apart_fields(kind):
        if name in values and (apart := _text(kind.class_for(name, values))) != own:
            parts.setdefault(apart, {})[name] = values.pop(name)
    return _hidden_last(list(parts.items()), own, hide) if hide else list(parts.items())


def _hidden_last(
    parts: list[tuple[str, dict[str, Wire]]], own: str, hide: str | None
) -> list[tuple[str, dict[str, Wire]]]:
    """`parts` with a hide (or a showing) in the last of them, so that it can name everything it is about."""
    if [info_class for info_class, _ in parts] == [own]:
        parts[0][1][HIDDEN] = hide
        return parts
    return [*parts, (own, {HIDDEN: hide})]


def _changed_fields(heads: Heads, kind: str, values: Mapping[str, Wire], *, settles: bool) -> dict[str, Wire]:
    """Those of `values` that differ from what is shown; with `settles` also those that end a conflict."""
    standing = heads.values()
    open_to_choice = disputed(heads, kind) if settles else {}
    return {
        name: value
        for name, value in values.items()
        if name != HIDDEN and (standing.get(name) != value or name in open_to_choice)
    }


def _has_moved(known: Heads, now: Heads, fields: Iterable[str], hides: bool) -> bool:
    """Whether other answers stand now in the fields that are written; a hide is about all of them."""
    names = (HIDDEN,) if hides else fields
    return known.hidden() != now.hidden() or any(
        [group.source for group in known.sources(name)] != [group.source for group in now.sources(name)]
        for name in names
    )


@made_once
def apart_fields(kind: Kind) -> tuple[str, ...]:
    """Fields with an information class of their own, which may need an event of their own."""
    return tuple(name for name, spec in kind.fields.items() if spec.info_class is not None)


def wall_time(clock: Clock) -> str:
    """The local wall time with its offset from UTC: `2026-11-23T10:42:07+00:00`."""
    now = clock.now()
    offset = clock.to_local(now) - now.replace(tzinfo=None)
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    local = clock.to_local(now).replace(microsecond=0)
    return f"{local.isoformat()}{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _text(info_class: object) -> str:
    return str(info_class) if info_class else ""


def last_stamp(conn: Connection, now: datetime) -> str:
    """The newest stamp written here or absorbed: another computer's clock may run ahead by `hlc.DRIFT_CAP` at most."""
    near = conn.exec_driver_sql(
        "SELECT MAX(changed) FROM entity WHERE changed <= ?", (hlc.latest_absorbed(now),)
    ).scalar_one()
    own = conn.exec_driver_sql(
        "SELECT event.body FROM feed JOIN event ON event.feed = feed.no AND event.seq = feed.last_seq"
        " WHERE feed.own = 1 AND feed.use = 'record' AND event.body IS NOT NULL"
    )
    return max([near or hlc.ZERO, *(decode_body(bytes(raw)).hlc for (raw,) in own)])


def clock_warning(now: datetime, last: str) -> str | None:
    """A sentence when this computer's clock stands well before the newest entry (V31)."""
    if hlc.went_back(now, last):
        return (
            "This computer's clock is behind the newest entry. Everything is kept in the right order; "
            "check the date and time of this computer."
        )
    return None

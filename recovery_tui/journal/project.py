"""Events into tables: the heads of each record, its row in its kind's table, and what is found by searching.

Everything here can be thrown away and made again from the log. It runs in the transaction that writes the log.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from recovery_tui.journal import alias, due, listing, record_rows, search
from recovery_tui.journal.driver import driver_of, swift, swift_marks
from recovery_tui.journal.event import Body, Placed, Wire
from recovery_tui.journal.feed_numbers import FeedNumbers
from recovery_tui.journal.many import marks, parts
from recovery_tui.journal.merge import HIDDEN, Group, Heads, Source, apply, disputed, pack, unpack
from recovery_tui.records import KINDS, Kind
from recovery_tui.records.fit import fitted

FLUSH_AT = 1500
"""Records held in memory before they are written, in bulk work."""

FOLDING = 6
"""Changes when the same events are folded into other tables: stores made before are rebuilt."""

NUMBERS_KEPT = 20_000
"""Local numbers of records remembered between two writes."""


@dataclass(slots=True)
class Entity:
    """A record as it is being projected."""

    no: int
    uid: str
    kind: str | None = None
    person: int | None = None
    made: str | None = None
    changed: str | None = None
    heads: Heads = field(default_factory=Heads)
    stored: bool = True
    """Whether there is a row of it in the database."""
    touched: bool = False
    """Whether it differs from its row."""


class Projector:
    """Folds events into the tables; call `flush` at the end."""

    def __init__(self, conn: Connection, owner: str) -> None:
        self._conn = conn
        self._raw: Any = driver_of(conn)
        self._owner = owner
        self._entities: dict[str, Entity] = {}
        self._people: set[int] = set()
        """People whose lines in the list are to be made anew."""
        self._owing: set[int] = set()
        """People of whom something else may fall due now."""
        self._agencies: set[int] = set()
        self._may_join = False
        """Whether a record was touched that may be joined with another."""
        self._numbers: dict[str, int] = {}
        self._next = int(self._one("SELECT COALESCE(MAX(id), 0) FROM entity")[0]) + 1
        self.feeds = FeedNumbers(self._raw)
        self._new: dict[str, tuple[Any, ...]] = {}
        self._new_rows: dict[str, list[tuple[Any, ...]]] = {}
        self._stubs: set[str] = set()
        """Ids that got a stub since this began."""
        self.unwritten: dict[Source, str] = {}
        """Events folded before their rows were written to the log, and the records they are about."""
        self._replayed: tuple[int, int] | None = None
        """While the tables are made again from the log: the place reached."""

    def _one(self, statement: str, values: tuple[Any, ...] = ()) -> Any:
        return self._raw.execute(statement, values).fetchone()

    @property
    def next_number(self) -> int:
        """The local number the next record not seen before will get."""
        return self._next

    def number_of(self, uid: str) -> int:
        """The local number of a record id; an id not seen before gets a stub."""
        known = self._numbers.get(uid)
        if known is None:
            row = self._one("SELECT id FROM entity WHERE uid = ?", (bytes.fromhex(uid),))
            if row:
                known = int(row[0])
            else:
                known = self._next
                self._next += 1
                self._raw.execute("INSERT INTO entity (id, uid) VALUES (?, ?)", (known, bytes.fromhex(uid)))
                self._stubs.add(uid)
            self._numbers[uid] = known
        return known

    def entity(self, uid: str) -> Entity:
        """The record as it stands, events folded so far included."""
        found = self._entities.get(uid)
        if found is None:
            if uid in self._new:
                self._write_records()
            row = self._one(
                "SELECT id, kind, person, made, changed, heads FROM entity WHERE uid = ?",
                (bytes.fromhex(uid),),
            )
            found = self._keep(uid, row)
        return found

    def fold_all(self, events: Sequence[Placed]) -> list[int]:
        """Fold in events whose rows come into the log later, at most 1,000; gives their records' local numbers.

        Their records are looked up together, and one that begins and ends here is written without being read again.
        """
        times = Counter(placed.body.ent for placed in events)
        makes = {each.body.ent for each in events if times[each.body.ent] == 1 and _is_whole(each.body)}
        begun = self._expect(times, makes)
        numbers = []
        for placed in events:
            body, group = placed.body, self._group(placed)
            self.unwritten[group.source] = body.ent
            number = begun.get(body.ent)
            if number is None:
                number = self._fold(placed, group)
            else:
                self.take_new(number, body.ent, KINDS[body.kind], body.person, [group])
            numbers.append(number)
        return numbers

    def _expect(self, uids: Collection[str], makes: Collection[str]) -> dict[str, int]:
        """Hold these records; of those that `makes` names, the ones not seen before get a number only."""
        crowded = len(self._entities) + len(self._new) + len(uids) >= FLUSH_AT
        if crowded or not self._new.keys().isdisjoint(uids):
            self._write_records()
        begun: dict[str, int] = {}
        asked = [uid for uid in uids if uid not in self._entities]
        for batch in parts(asked):
            rows = self._raw.execute(
                "SELECT id, kind, person, made, changed, heads, uid FROM entity"
                f" WHERE uid IN ({marks(batch)})",
                [bytearray.fromhex(uid) for uid in batch],
            )
            found = {bytes(row[6]).hex(): row for row in rows}
            for uid in batch:
                number = self.begin(uid) if uid in makes and uid not in found else None
                if number is not None:
                    begun[uid] = number
                else:
                    self._keep(uid, found.get(uid))
        return begun

    def _keep(self, uid: str, row: tuple[Any, ...] | None) -> Entity:
        """Hold a record from now on: as its row has it, or as one not seen before."""
        if row:
            found = Entity(row[0], uid, row[1], row[2], row[3], row[4], unpack(row[5]))
        else:
            found = Entity(self._next, uid, stored=False)
            self._next += 1
        self._numbers[uid] = found.no
        self._entities[uid] = found
        return found

    def begin(self, uid: str) -> int | None:
        """A local number for a record whose id this store can't have seen yet; None when it was pointed to before."""
        if uid in self._stubs:
            return None
        number = self._numbers[uid] = self._next
        self._next += 1
        return number

    def take_new(self, number: int, uid: str, kind: Kind, person: str | None, groups: list[Group]) -> None:
        """Take in all events of a record that `begin` gave a number to: what stands is what they say."""
        owner = self.number_of(person) if person else number if kind.name == "person" else None
        standing = [group for group in groups if group.fields]
        values: dict[str, Wire] = {}
        for group in standing:
            values.update(group.fields)
        hidden = values.get(HIDDEN)
        raw, made, changed = bytes.fromhex(uid), groups[0].hlc, groups[-1].hlc
        self._new[uid] = (kind.name, owner, made, changed, hidden, pack(Heads(standing)), number, raw)
        self._new_rows.setdefault(kind.name, []).append(
            (number, owner, hidden, 0, *record_rows.cells(kind.name, values, self.number_of))
        )
        self._may_join |= kind.name in alias.KINDS
        self._concerns(kind.name, owner, number)
        if len(self._new) >= FLUSH_AT:
            self._write_records()

    def is_known(self, uid: str) -> bool:
        """Whether the beginning of this record is here."""
        if uid in self._new:
            return True
        if uid in self._entities:
            return self._entities[uid].made is not None
        row = self._one("SELECT made FROM entity WHERE uid = ?", (bytes.fromhex(uid),))
        return row is not None and row[0] is not None

    def fold(self, placed: Placed) -> int:
        """Fold one event in; returns the record's local number."""
        return self._fold(placed, self._group(placed))

    def _group(self, placed: Placed) -> Group:
        """What an event says, made fit to show."""
        body = placed.body
        fields = fitted(body.kind, body.set)
        return Group(self.feeds.root_of(placed.feed_no), placed.seq, placed.leaf[:8].hex(), body.hlc, fields)

    def _fold(self, placed: Placed, group: Group) -> int:
        body = placed.body
        entity = self.entity(body.ent)
        begins = body.op == "make" and (entity.made is None or body.hlc < entity.made)
        if entity.kind not in (None, body.kind) and not self._turns_into(entity, body.kind, begins):
            return entity.no  # no honest program writes of a record under another kind: kept, never shown
        entity.touched = True
        if body.prev or entity.heads.replaced_early:
            self._replace(entity, group, body)
        elif group.fields:
            entity.heads.add(group)
        entity.kind = body.kind
        entity.changed = max(entity.changed or "", body.hlc)
        self._belongs_to(entity, body, begins)
        if begins:
            entity.made = body.hlc
        self._may_join |= body.kind in alias.KINDS
        self._concerns(body.kind, entity.person, entity.no)
        if len(self._entities) >= FLUSH_AT:
            self._write_records()
        return entity.no

    def _turns_into(self, entity: Entity, kind: str, begins: bool) -> bool:
        """Whether a record that was taken for one of another kind is of `kind` after all: its beginning decides.

        What was folded under the other kind then goes. Without a beginning the kind's name does, whatever came first.
        """
        was = entity.kind or ""
        if not begins and (entity.made is not None or kind < was):
            return False
        if was in KINDS:
            record_rows.drop(self._raw, was, entity.no)
            search.note(self._raw, [entity.no])
        entity.heads = Heads()
        return True

    def _belongs_to(self, entity: Entity, body: Body, begins: bool) -> None:
        """Whose record it is: its beginning says so, once; before that came, what else is here of it."""
        if not (begins or entity.made is None):
            return
        owner = self.number_of(body.person) if body.person else entity.no if body.kind == "person" else 0
        if entity.person != owner:
            self._concerns(body.kind, entity.person, entity.no)
        entity.person = (owner if begins else max(owner, entity.person or 0)) or entity.person

    def _concerns(self, kind: str, person: int | None, number: int) -> None:
        """Note what is to be made anew because a record (local number) of somebody was written."""
        if kind in listing.KINDS and person is not None:
            self._people.add(person)
        if kind in due.KINDS:
            if person is not None:
                self._owing.add(person)
            elif kind == due.AGENCY:
                self._agencies.add(number)

    def replay(self, placed: Placed) -> int:
        """Fold in an event of the log that is here already; call in the order of feed and seq."""
        self._replayed = (placed.feed_no, placed.seq)
        return self.fold(placed)

    def _replace(self, entity: Entity, group: Group, body: Body) -> None:
        """Fold in an event that names values it replaces, or one that was named before it came."""
        replaced: dict[str, list[Source]] = {}
        arrived: list[Source] = []
        for name, links in body.prev.items():
            replaced[name] = [
                (self.feeds.number_of(bytes.fromhex(feed)), seq, leaf) for feed, seq, leaf in links
            ]
            arrived += [source for source in replaced[name] if self._has_arrived(entity, source)]
        if HIDDEN in body.set:
            group.saw = replaced.get(HIDDEN, [])
        apply(entity.heads, group, replaced, arrived)

    def forget_untouched(self) -> None:
        """Drop what was only looked up, when that has become much; for long runs of looking."""
        if len(self._entities) >= FLUSH_AT:
            self._write_records()

    def flush(self) -> None:
        """Write every touched record, who is one with whom, and the lines of every touched person."""
        self._write_records()
        if self._may_join:
            joined = alias.refresh(self._conn)
            self._people |= joined
            self._owing |= joined
            self._may_join = False
        listing.refresh(self._conn, self._people, self._owner)
        due.note(self._conn, self._owing, self._agencies)
        for noted in (self._people, self._owing, self._agencies):
            noted.clear()
        search.settle(self._conn)

    def _has_arrived(self, entity: Entity, source: Source) -> bool:
        """Whether an event is here that a record names as replaced; one of another record replaces nothing of it."""
        named_by_its_own = self.unwritten.get(source) == entity.uid
        if named_by_its_own or any(group.source == source for group in entity.heads.groups):
            return True
        root, seq, leaf = source
        row = self._one(
            "SELECT event.feed, event.seq FROM event JOIN feed ON feed.no = event.feed"
            " WHERE feed.root = ? AND event.seq = ? AND substr(event.leaf, 1, 8) = ? AND event.body IS NOT NULL"
            " AND event.entity = ?",
            (root, seq, bytes.fromhex(leaf), entity.no),
        )
        # while the tables are made again, the whole log is here, but only what lies before has been folded
        return row is not None and (self._replayed is None or tuple(row) < self._replayed)

    def _write_records(self) -> None:
        made = list(self._new.values())
        changed: list[tuple[Any, ...]] = []
        rows, self._new_rows = self._new_rows, {}
        for entity in self._entities.values():
            if not entity.touched and entity.stored:
                continue
            hidden = entity.heads.hidden()
            (changed if entity.stored else made).append(
                (
                    entity.kind,
                    entity.person,
                    entity.made,
                    entity.changed,
                    hidden,
                    pack(entity.heads),
                    entity.no,
                    bytes.fromhex(entity.uid),
                )
            )
            if entity.kind is not None and entity.kind in KINDS:
                rows.setdefault(entity.kind, []).append(self._row(entity, hidden))
        self._raw.executemany(
            f"INSERT INTO entity (kind, person, made, changed, hidden, heads, id, uid) VALUES ({swift_marks(8)})",
            swift(made),
        )
        self._raw.executemany(
            "UPDATE entity SET kind = ?, person = ?, made = ?, changed = ?, hidden = ?, heads = ?"
            " WHERE id = ? AND uid = ?",
            changed,
        )
        for kind, values in rows.items():
            record_rows.put(self._raw, kind, values)
        search.note(self._raw, (row[6] for row in (*made, *changed) if search.text_fields(row[0] or "")))
        pointed_to = _pointed_to()
        for entity in self._entities.values():
            if entity.kind not in pointed_to:
                self._numbers.pop(entity.uid, None)
        for uid, row in self._new.items():
            if row[0] not in pointed_to:
                self._numbers.pop(uid, None)
        self._entities.clear()
        self._new.clear()
        if len(self._numbers) > NUMBERS_KEPT:
            self._numbers.clear()

    def _row(self, entity: Entity, hidden: str | None) -> tuple[Any, ...]:
        groups = entity.heads.groups
        # of a single event all fields stand, and there is no column for `hidden`
        values = groups[0].fields if len(groups) == 1 else entity.heads.values()
        cells = record_rows.cells(entity.kind or "", values, self.number_of)
        conflict = len(groups) > 1 and bool(disputed(entity.heads, entity.kind))
        return (entity.no, entity.person, hidden, int(conflict), *cells)


def _is_whole(body: Body) -> bool:
    """Whether an event may be all there is of a record: it makes one of a kind known here, shown."""
    return body.op == "make" and not body.prev and HIDDEN not in body.set and body.kind in KINDS


def _pointed_to() -> frozenset[str]:
    """Kinds that records of other kinds must point to: their local numbers are worth remembering."""
    required = (
        spec.ref for kind in KINDS.values() for spec in kind.fields.values() if spec.required and spec.ref
    )
    return frozenset({"person", "agency", *required})

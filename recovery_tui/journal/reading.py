"""Records as they stand, in wire values: straight from their heads, so that nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from recovery_tui.journal import alias, hlc
from recovery_tui.journal.event import Wire, decode_body
from recovery_tui.journal.many import marks, parts
from recovery_tui.journal.merge import Heads, disputed, unpack
from recovery_tui.records.fit import visible

_COLUMNS = (
    "SELECT entity.uid, entity.kind, owner.uid, entity.made, entity.changed, entity.hidden, entity.heads"
    " FROM entity LEFT JOIN entity AS owner ON owner.id = entity.person"
)


@dataclass(frozen=True)
class Record:
    """One record as it stands here."""

    id: str
    kind: str
    person: str | None
    values: dict[str, Wire]
    hidden: str | None = None
    also: Mapping[str, list[Wire]] = field(default_factory=dict)
    """Fields on which writers disagree: all values, the shown one first."""
    made: str = ""
    """Stamp of its making; empty while its beginning has not arrived here."""
    changed: str = ""
    heads: Heads = field(default_factory=Heads, compare=False, repr=False)
    """Everything that stands, as `also` and `values` were read from it."""

    def written(self, field: str) -> str:
        """Stamp of the value that stands in a field; empty when there is none."""
        return max((group.hlc for group in self.heads.groups if field in group.fields), default="")

    @property
    def made_on(self) -> str:
        """Calendar date (UTC) of its making, empty when unknown."""
        return hlc.instant(self.made).date().isoformat() if self.made else ""


def raw_id(text: str) -> bytes:
    """The 16 bytes of a record id; empty for what is no id, so that nothing is found by it."""
    try:
        return bytes.fromhex(text) if len(text) == 32 else b""
    except ValueError:
        return b""


def one(conn: Connection, record: str) -> Record | None:
    """The record with this id, or None."""
    rows = conn.exec_driver_sql(
        f"{_COLUMNS} WHERE entity.uid = ? AND entity.kind IS NOT NULL", (raw_id(record),)
    )
    return next(_records(rows), None)


def several(conn: Connection, records: Sequence[str]) -> dict[str, Record]:
    """Those of `records` (ids) that are here, in the order they are asked for."""
    found: dict[str, Record] = {}
    for batch in parts(records):
        rows = conn.exec_driver_sql(
            f"{_COLUMNS} WHERE entity.uid IN ({marks(batch)}) AND entity.kind IS NOT NULL",
            tuple(map(raw_id, batch)),
        )
        found.update((record.id, record) for record in _records(rows))
    return {record: found[record] for record in records if record in found}


def of_person(conn: Connection, person: str, kinds: Sequence[str] = ()) -> tuple[Record, ...]:
    """All records of a person (the person's own included), in the order they were made; hidden ones too.

    Of a person who was joined with others, those of all of them, whichever is asked for.
    """
    return of_people(conn, [person], kinds).get(person, ())


def of_people(
    conn: Connection, people: Iterable[str], kinds: Sequence[str] = ()
) -> dict[str, tuple[Record, ...]]:
    """The records of several people, by person, as `of_person` gives them."""
    wanted = list(people)
    groups = alias.members(conn, wanted)
    everybody = list(dict.fromkeys(member for group in groups.values() for member in group))
    found: dict[str, list[Record]] = {person: [] for person in everybody}
    # named, so that the planner never reads every record of a kind instead of the few of these people
    columns = _COLUMNS.replace("FROM entity ", "FROM entity INDEXED BY entity_person ", 1)
    narrowed = f" AND entity.kind IN ({marks(kinds)})" if kinds else ""
    for batch in parts(everybody):
        rows = conn.exec_driver_sql(
            f"{columns} WHERE entity.person IN (SELECT id FROM entity WHERE uid IN ({marks(batch)}))"
            f"{narrowed} AND entity.kind IS NOT NULL ORDER BY entity.made, entity.uid",
            (*(raw_id(person) for person in batch), *kinds),
        )
        for record in _records(rows):
            found[record.person or ""].append(record)
    return {person: _of_group(found, group) for person, group in groups.items()}


def _of_group(found: Mapping[str, list[Record]], group: Sequence[str]) -> tuple[Record, ...]:
    if len(group) == 1:
        return tuple(found[group[0]])
    return tuple(sorted((each for member in group for each in found[member]), key=lambda r: (r.made, r.id)))


def ids_of(conn: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Record ids by their local numbers."""
    found: dict[int, str] = {}
    for batch in parts(numbers):
        rows = conn.exec_driver_sql(f"SELECT id, uid FROM entity WHERE id IN ({marks(batch)})", tuple(batch))
        found.update({int(number): _bytes(uid).hex() for number, uid in rows})
    return found


def of_kind(conn: Connection, kind: str) -> Iterator[Record]:
    """All records of a kind, in the order they were made."""
    rows = conn.execution_options(yield_per=500).exec_driver_sql(
        f"{_COLUMNS} WHERE entity.kind = ? ORDER BY entity.made, entity.uid", (kind,)
    )
    return _records(rows)


def listed(conn: Connection, kind: str) -> list[Record]:
    """The records of a kind that a list shows: not those hidden or not here yet, of those joined the shown one."""
    here = [each for each in of_kind(conn, kind) if each.hidden is None and each.made]
    groups = alias.members(conn, [each.id for each in here])
    return [each for each in here if groups[each.id][0] == each.id]


def reasons_of(conn: Connection, records: Sequence[str] | None = None) -> dict[str, dict[str, str]]:
    """The reasons given with changes, by record: of these records, or of all.

    Where two writers gave different ones for a rule, the later (stamp, then leaf) counts, whatever came first.
    """
    wanted = (
        ""
        if records is None
        else f" AND event.entity IN (SELECT id FROM entity WHERE uid IN ({marks(records)}))"
    )
    rows = conn.execution_options(yield_per=500).exec_driver_sql(
        "SELECT event.body, event.leaf FROM event JOIN feed ON feed.no = event.feed"
        " WHERE feed.use = 'record' AND event.entity IS NOT NULL AND event.body IS NOT NULL"
        f" AND instr(event.body, '\"why\":') > 0{wanted}",
        tuple(raw_id(record) for record in records or ()),
    )
    given = sorted(
        ((decode_body(bytes(raw)), bytes(leaf)) for raw, leaf in rows),
        key=lambda each: (each[0].hlc, each[1]),
    )
    found: dict[str, dict[str, str]] = {}
    for body, _ in given:
        told = {visible(rule): visible(reason) for rule, reason in body.why.items()}
        found.setdefault(body.ent, {}).update(told)
    return found


def _records(rows: Iterable[Any]) -> Iterator[Record]:
    for uid, kind, owner, made, changed, hidden, blob in rows:
        heads = unpack(_bytes(blob))
        yield Record(
            _bytes(uid).hex(),
            str(kind),
            _bytes(owner).hex() if owner is not None else None,
            heads.values(),
            str(hidden) if hidden is not None else None,
            disputed(heads, kind),
            str(made or ""),
            str(changed or ""),
            heads,
        )


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else b""

"""Everything about a person by the day it is about, newest first: found, narrowed and paged in the database."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from recovery_tui.journal import alias
from recovery_tui.journal.many import marks
from recovery_tui.journal.reading import raw_id
from recovery_tui.records import KINDS, Kind
from recovery_tui.records.tables import table_of
from recovery_tui.vault.identity import fingerprint_of

DAY_FIELDS = (
    "held_on", "noted_on", "started_on", "starts_at", "happened_at", "taken_on", "scored_on", "recorded_on", "out_at",
    "sent_on", "offered_on", "introduced_on", "checked_on", "identified_on", "from_on", "due_on", "referred_on",
    "decided_on",
)  # fmt: skip
"""Fields that say when something happened; the first that has a whole date counts, else the day it was entered."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AT_1970 = 1 << 48
"""Added to milliseconds since 1970, of which a stamp holds 48 bits, so that what was before sorts before."""


@dataclass(frozen=True)
class Narrowed:
    """What of a timeline is wanted; empty means all of it."""

    kinds: frozenset[str] | None = None
    """These kinds, and what else says that it belongs to `area`."""
    area: str = ""
    """Code of an area, as goals, needs and contacts name it."""
    author: str = ""
    """Fingerprint of somebody who wrote any of a record."""
    between: tuple[datetime, datetime] | None = None
    """From an instant until before another."""
    hidden: bool = False
    """Whether hidden records come too."""


@dataclass(frozen=True)
class Found:
    """A page of a timeline: record ids, newest first, and where it begins among all that were found."""

    records: tuple[str, ...]
    start: int
    total: int


def page(
    conn: Connection, person: str, narrowed: Narrowed, *, start: int, limit: int, around: str = ""
) -> Found:
    """So many records from `start` on; or the page that holds the record `around`, if it is among them."""
    rows, values = _rows(conn, person, narrowed)
    if around:
        before = conn.exec_driver_sql(
            f"WITH told AS ({rows}), own AS"
            " (SELECT at, id FROM told WHERE id = (SELECT id FROM entity WHERE uid = ?))"
            " SELECT (SELECT COUNT(*) FROM told WHERE (told.at, told.id) > (own.at, own.id)) FROM own",
            (*values, raw_id(around)),
        ).first()
        start = int(before[0]) // limit * limit if before else start
    found = conn.exec_driver_sql(
        f"SELECT entity.uid FROM (SELECT id, at FROM ({rows}) ORDER BY at DESC, id DESC LIMIT ? OFFSET ?) AS told"
        " JOIN entity ON entity.id = told.id ORDER BY told.at DESC, told.id DESC",
        (*values, limit, start),
    )
    records = tuple(bytes(uid).hex() for (uid,) in found)
    total = conn.exec_driver_sql(f"SELECT COUNT(*) FROM ({rows})", values).scalar_one()
    return Found(records, start, int(total))


def months(
    conn: Connection, person: str, to_local: Callable[[datetime], datetime], *, hidden: bool = False
) -> list[tuple[str, int]]:
    """The months (of the wall time here) of which something is told, newest first, and how much."""
    rows, values = _rows(conn, person, Narrowed(hidden=hidden))
    found: dict[str, int] = {}
    for (at,) in conn.exec_driver_sql(f"SELECT at FROM ({rows}) ORDER BY at DESC", values):
        moment = _EPOCH + timedelta(milliseconds=int(at, 16) - _AT_1970) if at else None
        month = f"{to_local(moment):%Y-%m}" if moment else ""
        found[month] = found.get(month, 0) + 1
    return [(month, count) for month, count in found.items() if month]


def authors(conn: Connection, person: str) -> list[str]:
    """Fingerprints of everybody who wrote anything about a person."""
    people = _people(conn, person)
    rows = conn.exec_driver_sql(
        "SELECT DISTINCT author FROM feed WHERE use = 'record' AND author IS NOT NULL AND EXISTS ("
        f" SELECT 1 FROM entity JOIN event ON event.entity = entity.id WHERE entity.person IN ({marks(people)})"
        " AND event.feed = feed.no)",
        tuple(people),
    )
    return sorted(fingerprint_of(bytes(author)) for (author,) in rows)


def _rows(conn: Connection, person: str, narrowed: Narrowed) -> tuple[str, tuple[object, ...]]:
    """A statement that gives `id` and `at` (13 hex digits, see `_AT_1970`) of what is wanted, and its values."""
    people = _people(conn, person)
    selects: list[str] = []
    values: list[object] = []
    for kind in KINDS.values():
        belongs = _belongs(kind, narrowed)
        if not (kind.needs_person or kind.name == "person") or belongs is None:
            continue
        shown = "" if narrowed.hidden else " AND hidden IS NULL"
        selects.append(
            f'SELECT id, {_at(kind)} AS at FROM "{table_of(kind.name).name}" AS record'
            f" WHERE person IN ({marks(people)}){shown}{belongs}"
        )
        values += [*people, *([narrowed.area] if belongs else ())]
    if narrowed.kinds is None:  # a newer version's kinds have no table here
        selects.append(
            "SELECT id, '1' || substr(made, 1, 12) FROM entity"
            f" WHERE person IN ({marks(people)}) AND kind NOT IN ({marks(KINDS)})"
        )
        values += [*people, *KINDS]
    wanted = ["1"]
    if narrowed.author:
        feeds = _feeds_of(conn, narrowed.author)
        wanted.append(
            f"EXISTS (SELECT 1 FROM event WHERE event.entity = one.id AND event.feed IN ({marks(feeds)}))"
        )
        values += feeds
    if narrowed.between is not None:
        wanted.append("one.at >= ? AND one.at < ?")
        values += [f"{int(end.timestamp()) * 1000 + _AT_1970:013x}" for end in narrowed.between]
    rows = " UNION ALL ".join(selects)
    return f"SELECT id, at FROM ({rows}) AS one WHERE {' AND '.join(wanted)}", tuple(values)


def _belongs(kind: Kind, narrowed: Narrowed) -> str | None:
    """What else a record of a kind must say to be told of, of the area; None where none of the kind is."""
    if narrowed.kinds is None or kind.name in narrowed.kinds:
        return ""
    if "area" in kind.fields and kind.fields["area"].codes is not None:
        return ' AND "area" = ?'
    return """ AND instr("areas", '"' || ? || '"') > 0""" if "areas" in kind.fields else None


def _at(kind: Kind) -> str:
    """When a record of a kind happened, in SQL: the moment, or its day's beginning, else the moment it was entered.

    A day without a time begins as in Greenwich in winter; by summer time here its beginning lies an hour into it.
    """
    days = [
        f"CASE WHEN length({field}) >= 10 THEN printf('%013x', strftime('%s', {field}) * 1000 + {_AT_1970}) END"
        for field in DAY_FIELDS
        if field in kind.fields
    ]
    entered = "(SELECT '1' || substr(made, 1, 12) FROM entity WHERE entity.id = record.id)"
    return f"COALESCE({', '.join([*days, entered])}, '')"


def _people(conn: Connection, person: str) -> list[int]:
    """Local numbers of all who are one with a person."""
    row = conn.exec_driver_sql("SELECT id FROM entity WHERE uid = ?", (raw_id(person),)).one_or_none()
    return [number for group in alias.groups(conn, [int(row[0])]) for number in group] if row else [0]


def _feeds_of(conn: Connection, author: str) -> list[int]:
    rows = conn.exec_driver_sql("SELECT no, author FROM feed WHERE use = 'record' AND author IS NOT NULL")
    return [int(number) for number, key in rows if fingerprint_of(bytes(key)) == author]


def corrected(conn: Connection, person: str, kinds: Collection[str]) -> frozenset[str]:
    """Ids of a person's notes that a later one corrects, of these kinds."""
    people = _people(conn, person)
    found: set[str] = set()
    for kind in kinds:
        if "corrects" in KINDS[kind].fields:
            rows = conn.exec_driver_sql(
                f'SELECT entity.uid FROM "{table_of(kind).name}" AS note JOIN entity ON entity.id = note.corrects'
                f" WHERE note.person IN ({marks(people)}) AND note.hidden IS NULL",
                tuple(people),
            )
            found |= {bytes(uid).hex() for (uid,) in rows}
    return frozenset(found)

"""Before anything is kept: references point to the right records, and the rules hold, person by person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from recovery_tui.casework.load_views import Rejected
from recovery_tui.casework.loading.work import MOST_LISTED, RefusedLineError, Work, references
from recovery_tui.casework.rules import Company, held_elsewhere
from recovery_tui.errors import Problem
from recovery_tui.journal.driver import driver_of
from recovery_tui.journal.event import Wire, decode_body
from recovery_tui.journal.many import marks, parts
from recovery_tui.journal.merge import unpack
from recovery_tui.records import KINDS, Kind
from recovery_tui.records.rules import breaches
from recovery_tui.records.tables import table_of

_BATCH = 100
"""People looked at together."""

LOADED = "loaded"
"""The reason kept for a rule that asks for one when the file gives none."""


@dataclass(slots=True)
class _Stored:
    """A record as it stands after writing."""

    no: int
    kind: Kind
    values: dict[str, Wire]
    """With its `id`."""
    written: bool
    """Whether this load wrote it."""


class Proof:
    """Looks over what one attempt wrote; `first` is the local number of the first new record."""

    def __init__(self, work: Work, first: int, feed: int, start: int) -> None:
        self._work = work
        self._raw = driver_of(work.writer.connection)
        self._first = first
        self._feed = feed
        self._start = start

    def prove(self) -> None:
        """Refuse lines that point to the wrong records or break a rule; list those that lack a reason."""
        for name in sorted(self._work.kinds):
            self._owners(name)
            for field_name, many in references(KINDS[name]):
                if not many:
                    self._references(KINDS[name], field_name)
        if self._work.rejected:
            return
        people = sorted(self._work.people)
        for batch in parts(people, _BATCH):
            for records in self._people(batch).values():
                self._rules(records)
        for number in self._work.unowned:
            self._rules(list(self._rows("entity.id = ?", (number,))))

    def _owners(self, kind: str) -> None:
        """A record's person must be a person."""
        if KINDS[kind].needs_person:
            self._refuse_found(
                f'SELECT r.id FROM "{table_of(kind).name}" AS r LEFT JOIN entity AS owner ON owner.id = r.person'
                " WHERE owner.kind IS NOT 'person'",
                (),
                "person",
                "Whose record it is must be a person.",
            )

    def _references(self, kind: Kind, field_name: str) -> None:
        """A reference must point to a record of the right kind, and of the same person."""
        wanted = kind.fields[field_name].ref or ""
        select = (
            f'SELECT r.id FROM "{table_of(kind.name).name}" AS r JOIN entity AS target'
            f' ON target.id = r."{field_name}" WHERE '
        )
        if wanted in KINDS:
            self._refuse_found(
                select + "target.kind IS NOT ?",
                (wanted,),
                field_name,
                f"{kind.fields[field_name].title} points to a record of another kind.",
            )
        if wanted not in KINDS or KINDS[wanted].needs_person:
            self._refuse_found(
                select + "target.person IS NOT NULL AND target.person IS NOT r.person",
                (),
                field_name,
                f"{kind.fields[field_name].title} points to a record of another person.",
            )

    def _refuse_found(self, select: str, values: tuple[object, ...], field_name: str, reason: str) -> None:
        """Refuse the written records a query finds."""
        found = [row[0] for row in self._raw.execute(f"{select} AND r.id >= ?", (*values, self._first))]
        changed = sorted(self._work.changed)
        for batch in parts(changed):
            rows = self._raw.execute(f"{select} AND r.id IN ({marks(batch)})", (*values, *batch))
            found += [row[0] for row in rows]
        for number in found:
            self._refuse(number, (Problem(field_name, reason),))

    def _people(self, people: Sequence[int]) -> Mapping[int, list[_Stored]]:
        found: dict[int, list[_Stored]] = {}
        for owner, stored in self._owned(f"entity.person IN ({marks(people)})", people):
            found.setdefault(owner, []).append(stored)
        return found

    def _rows(self, condition: str, values: Sequence[object]) -> Iterator[_Stored]:
        return (stored for _, stored in self._owned(condition, values))

    def _owned(self, condition: str, values: Sequence[object]) -> Iterator[tuple[int, _Stored]]:
        rows = self._raw.execute(
            "SELECT id, uid, kind, person, heads FROM entity"
            f" WHERE {condition} AND hidden IS NULL AND kind IS NOT NULL AND made IS NOT NULL",
            tuple(values),
        ).fetchall()
        changed = self._work.changed
        for number, uid, name, owner, heads in rows:
            kind = KINDS.get(name)
            if kind is not None:
                held = unpack(heads).values()
                held["id"] = bytes(uid).hex()
                yield owner, _Stored(number, kind, held, number >= self._first or number in changed)

    def _rules(self, records: list[_Stored]) -> None:
        """Ask the rules about each written record in the company of the others."""
        company: Company = {}
        for stored in records:
            values = stored.values
            if stored.kind.name == "person" and stored.no >= self._first:
                # who comes with all their records may have died: V32 is about what is added afterwards
                values = {**values, "record_status": "active"}
            company.setdefault(stored.kind.name, []).append(values)
        person = next((str(each["id"]) for each in company.get("person", ())), None)
        held = partial(held_elsewhere, self._work.writer.connection, person=person)
        for stored in records:
            if stored.written:
                before = self._before(stored) if stored.no in self._work.changed else None
                problems = breaches(
                    stored.kind, stored.values, company, self._work.today, before, held_elsewhere=held
                )
                if problems:
                    self._judge(stored, problems)

    def _judge(self, stored: _Stored, problems: Sequence[Problem]) -> None:
        broken = tuple(each for each in problems if not each.needs_reason)
        if broken:
            self._refuse(stored.no, broken)
            return
        given, line = self._given(stored.no)
        lacking = [each for each in problems if each.rule and each.rule not in given]
        if not lacking:
            return
        self._work.writer.explain(str(stored.values["id"]), {str(each.rule): LOADED for each in lacking})
        room = MOST_LISTED - len(self._work.listed)
        self._work.listed += [Rejected(line, each.field, each.reason) for each in lacking[:room]]

    def _given(self, number: int) -> tuple[set[str], int]:
        """The rules for which the file gives reasons, and the line."""
        rows = self._raw.execute(
            "SELECT seq, body FROM event WHERE entity = ? AND feed = ? AND seq > ? ORDER BY seq",
            (number, self._feed, self._start),
        ).fetchall()
        rules = {rule for _, body in rows for rule in decode_body(bytes(body)).why}
        return rules, self._work.line_of(rows[0][0])

    def _before(self, stored: _Stored) -> dict[str, Wire]:
        """What a changed record was before: each new value names the event whose value it replaces."""
        before = dict(stored.values)
        rows = self._raw.execute(
            "SELECT body FROM event WHERE entity = ? AND feed = ? AND seq > ?",
            (stored.no, self._feed, self._start),
        ).fetchall()
        for (raw,) in rows:
            body = decode_body(bytes(raw))
            for name in body.set:
                before.pop(name, None)
                links = body.prev.get(name)
                old = self._value(name, *links[0][:2]) if links else None
                if old is not None:
                    before[name] = old
        before.pop("hidden", None)
        return before

    def _value(self, name: str, feed: str, seq: int) -> Wire:
        row = self._raw.execute(
            "SELECT body FROM event JOIN feed ON feed.no = event.feed WHERE feed.id = ? AND seq = ?",
            (bytes.fromhex(feed), seq),
        ).fetchone()
        return decode_body(bytes(row[0])).set.get(name) if row and row[0] is not None else None

    def _refuse(self, number: int, problems: Sequence[Problem]) -> None:
        row = self._raw.execute(
            "SELECT MIN(seq) FROM event WHERE entity = ? AND feed = ? AND seq > ?",
            (number, self._feed, self._start),
        ).fetchone()
        line = self._work.line_of(int(row[0]))
        self._work.refuse(
            RefusedLineError(tuple(Rejected(line, each.field, each.reason) for each in problems))
        )

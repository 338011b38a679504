"""All records of one person, read once, as the views ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from recovery_tui.casework.views import AddChoice, Line, Mark, RecordId, Section
from recovery_tui.casework.weighed import case_of
from recovery_tui.journal.reading import Record
from recovery_tui.practice.agenda import open_steps
from recovery_tui.practice.day_words import spell_near
from recovery_tui.practice.safety import Worry, worries
from recovery_tui.records import KINDS
from recovery_tui.records.fit import has_hidden
from recovery_tui.records.labels import ToLocal, value_words
from recovery_tui.records.lists.plan import ENDED_PLANS

HIDDEN_CHARACTERS = "! contains hidden characters"
"""Only foreign or hostile software writes them: the program takes them out as they are typed."""

CORRECTED = "corrected"
"""Why a note is struck through: a later one corrects it."""

_WHEN = ("_on", "_at")
"""Ends of the names of fields that hold a date or a time."""

_LOOSE_ENDS = frozenset({"", "not_asked", "draft"})
"""Codes that say nobody has answered yet; an agreement begins as `draft`."""


@dataclass(frozen=True)
class PersonRecords:
    """One person's records in the order they were made."""

    person: str
    records: tuple[Record, ...]
    today: date
    show_hidden: bool = False
    late: frozenset[str] = frozenset()
    """Notes written after the person had been handed over."""
    unwritten: frozenset[str] = frozenset()
    """Referrals that went because the person agreed, which nobody has written down yet."""
    to_local: ToLocal | None = None
    """A UTC instant to wall time; without it instants are told in UTC."""

    @cached_property
    def worries(self) -> list[Worry]:
        """What stands on Today's red list about the person, and what is near it; the worst first."""
        return worries(case_of(self.records), self.today)

    def of(self, kind: str) -> list[Record]:
        """The records of a kind; hidden ones only when they are to be shown."""
        kept = (None, CORRECTED)
        return [r for r in self.records if r.kind == kind and (self.show_hidden or r.hidden in kept)]

    def shown(self, kind: str) -> list[Record]:
        """The records of a kind that are not hidden: what is true of the person."""
        return [r for r in self.records if r.kind == kind and r.hidden is None]

    def newest(self, kind: str, by: str = "") -> Record | None:
        """The newest shown record of a kind, by a date field or by when it was made."""
        return max(self.shown(kind), key=lambda r: (text(r, by) if by else "", r.made, r.id), default=None)

    @property
    def open_steps(self) -> list[Record]:
        """The steps that still wait for somebody, of goals that are not over."""
        waiting = {step.id for step in open_steps(case_of(self.records))}
        return [step for step in self.shown("step") if step.id in waiting]

    @property
    def open_plan(self) -> Record | None:
        """The plan that is worked on, the newest of several."""
        plans = [each for each in self.shown("plan") if text(each, "status") not in ENDED_PLANS]
        return max(plans, key=lambda each: (text(each, "started_on"), each.made, each.id), default=None)

    def values(self, *kinds: str) -> dict[str, list[dict[str, object]]]:
        """The values of the shown records of these kinds, as `practice` takes them."""
        return {kind: [{**each.values, "id": each.id} for each in self.shown(kind)] for kind in kinds}

    def day(self, record: Record | None, field: str) -> str:
        """A date or a time in words, without its year when that is clear; all answers where writers disagree."""
        if record is None or (record.values.get(field) is None and field not in record.also):
            return ""
        answers = record.also.get(field, [record.values.get(field)])
        return " or ".join(dict.fromkeys(self.spelled(str(each)) if each else "nothing" for each in answers))

    def spelled(self, when: date | str | None) -> str:
        """`Thu 19 Nov`, or with its time `Thu 19 Nov 09:30` (of the computer, where the wire holds UTC)."""
        if isinstance(when, str) and len(when) > 10:
            moment = self._wall_time(when)
            return f"{spell_near(moment.date(), self.today)} {moment:%H:%M}"
        return spell_near(when, self.today) if when else ""

    def local_day(self, when: str) -> str:
        """The calendar date of a date or a time; of an instant the one at the computer."""
        return self._wall_time(when).date().isoformat() if len(when) > 10 else when

    def _wall_time(self, when: str) -> datetime:
        moment = datetime.fromisoformat(when)
        return self.to_local(moment) if self.to_local and moment.tzinfo else moment

    def days_since(self, day: str) -> int:
        """Whole days from a calendar date to today."""
        return (self.today - date.fromisoformat(day)).days

    def get(self, record: str) -> Record | None:
        """One of the person's records."""
        return next((r for r in self.records if r.id == record), None)


def struck(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records, those that a later note corrects marked as such."""
    known = tuple(records)
    corrected = {(each.kind, each.values.get("corrects")) for each in known if each.hidden is None}
    return tuple(
        replace(each, hidden=CORRECTED) if (each.kind, each.id) in corrected and each.hidden is None else each
        for each in known
    )


def text(record: Record | None, field: str) -> str:
    """A value as text; empty when there is none."""
    value = record.values.get(field) if record else None
    return "" if value is None else str(value)


def words(record: Record | None, field: str) -> str:
    """A value in the words of the screen: dates spelled, codes as labels; empty when there is none.

    Where writers disagree, all their answers: `CAS3 or With family`.
    """
    if record is not None and field in record.also:
        answers = (value_words(record.kind, field, value) or "nothing" for value in record.also[field])
        return " or ".join(dict.fromkeys(answers))
    if record is None or record.values.get(field) is None:
        return ""
    return value_words(record.kind, field, record.values[field])


def is_missing(record: Record | None, field: str) -> bool:
    """Whether a question has no answer yet."""
    return text(record, field) in _LOOSE_ENDS and not (record and field in record.also)


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that say something; a full stop does not stand before a comma."""
    *before, last = [part for part in parts if part] or [""]
    if by[:1] in (",", ";"):
        before = [part.removesuffix(".") for part in before]
    return by.join([*before, last])


def _has_hidden(record: Record) -> bool:
    return any(isinstance(value, str) and has_hidden(value) for value in record.values.values())


def line(
    record: Record,
    said: str,
    note: str = "",
    mark: Mark = Mark.NONE,
    indent: int = 0,
    *,
    focus: str | None = None,
) -> Line:
    """A line that opens `record`, at the field `focus` if it tells the answer to one.

    It says so when the record came with characters that were meant not to be seen.
    """
    return Line(
        said,
        joined(note, HIDDEN_CHARACTERS if _has_hidden(record) else ""),
        mark,
        RecordId(record.id),
        record.kind,
        hidden=record.hidden,
        indent=indent,
        focus=focus,
    )


def answer(
    person: PersonRecords,
    record: Record | None,
    kind: str,
    field: str,
    title: str,
    *,
    ask: str = "not asked",
    note: str = "",
) -> Line:
    """A question with its answer, or a `!` line that Enter answers: in `record` if there is one, else in a new one."""
    if record is None or is_missing(record, field):
        return Line(
            title,
            ask,
            Mark.MISSING,
            RecordId(record.id) if record else None,
            kind,
            focus=field,
        )
    said = person.day(record, field) if field.endswith(_WHEN) else words(record, field)
    return Line(f"{title}: {said}", note, Mark.NONE, RecordId(record.id), kind, focus=field)


def question(
    record: Record, field: str, said: str, note: str = "not asked", *, mark: Mark = Mark.MISSING
) -> Line:
    """A `!` line below a record about something it leaves open, which Enter answers there."""
    return Line(said, note, mark, RecordId(record.id), record.kind, focus=field, indent=1)


def to_ask(record: Record, *fields: str) -> list[Line]:
    """One `!` line that names what nobody has answered yet of these fields; Enter begins with the first."""
    left = [field for field in fields if is_missing(record, field)]
    titles = [KINDS[record.kind].fields[field].title.removesuffix(" on") for field in left]
    names = joined(*(title if title[1:2].isupper() else title[:1].lower() + title[1:] for title in titles))
    return [question(record, left[0], "to ask", names)] if left else []


def missing(
    kind: str, said: str, note: str = "", preset: dict[str, object] | None = None, **more: str
) -> Line:
    """A line for something that is not there, which Enter adds."""
    return Line(said, note, Mark.MISSING, None, kind, preset or {}, focus=more.get("focus"))


def section(title: str, lines: Iterable[Line]) -> Section:
    """A titled group."""
    return Section(title, tuple(lines))


def choices(*kinds: str) -> tuple[AddChoice, ...]:
    """The kinds `n` offers, by their titles."""
    return tuple(AddChoice(kind, KINDS[kind].title) for kind in kinds)


def by_date(records: Iterable[Record], field: str, *, newest_first: bool = True) -> Iterator[Record]:
    """Records by a date field."""
    yield from sorted(records, key=lambda r: (text(r, field), r.made), reverse=newest_first)

"""Everything: the timeline of all that is recorded about a person, newest first."""

from __future__ import annotations

from datetime import date

from recovery_tui.casework.person_records import (
    CORRECTED,
    PersonRecords,
    choices,
    joined,
    line,
    section,
    text,
    words,
)
from recovery_tui.casework.views import Area, AreaView, Line, Section
from recovery_tui.journal.reading import Record
from recovery_tui.records import KINDS
from recovery_tui.records.labels import describe, value_words

_DATES = (
    "held_on", "noted_on", "started_on", "starts_at", "sent_on", "offered_on", "introduced_on", "checked_on",
    "from_on", "due_on", "referred_on", "decided_on",
)  # fmt: skip
"""Fields that say when something happened; the first that has a value counts."""


def view(person: PersonRecords) -> AreaView:
    """The timeline."""
    months: dict[str, list[tuple[str, Line]]] = {}
    for record in person.records:
        if record.hidden not in (None, CORRECTED) and not person.show_hidden:
            continue
        on = happened_on(record)
        said = describe(record.kind, record.values)
        arrived = "" if record.made else "part of this record has not arrived"
        note = joined(arrived or _when(on), "late note" if record.id in person.late else "", _answers(record))
        months.setdefault(on[:7], []).append((on, line(record, said, note)))
    sections: list[Section] = []
    for _, lines in sorted(months.items(), reverse=True):
        lines.sort(key=lambda pair: pair[0], reverse=True)
        sections.append(section(_month(lines[0][0]), [each for _, each in lines]))
    kinds = [kind.name for kind in KINDS.values() if kind.typed and kind.name not in {"person", "agency"}]
    return AreaView(Area.EVERYTHING, tuple(sections), choices(*kinds))


def _answers(record: Record) -> str:
    """What writers disagree about, of the fields the line is made of."""
    kind = KINDS.get(record.kind)
    if kind is None:
        return ""
    fields = [field for field in kind.summary if field in record.also]
    return joined(*(f"{kind.fields[field].title}: {words(record, field)}" for field in fields))


def happened_on(record: Record) -> str:
    """The calendar date a record is about, else the one on which it was made."""
    for field in _DATES:
        value = text(record, field)
        if len(value) >= 10:
            return value[:10]
    return record.made_on


def _when(on: str) -> str:
    return value_words("stay", "started_on", on) if on else "no date"


def _month(on: str) -> str:
    """`November 2026`."""
    return date.fromisoformat(on).strftime("%B %Y") if on else "No date"

"""What is worth a look in the records of one person: rules that only list, and breaches that a file brought in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recovery_tui.casework.person_records import PersonRecords, line
from recovery_tui.casework.rules import company_of
from recovery_tui.casework.views import Mark, Section
from recovery_tui.records import KINDS, Kind, Wire
from recovery_tui.records.labels import describe
from recovery_tui.records.rules import quality


def section(person: PersonRecords) -> Section:
    """A line for each note, which opens the record at the field it is about; nothing here stands in anybody's way."""
    company = company_of(person.records)
    lines = []
    for record in person.records:
        kind = KINDS.get(record.kind)
        if kind is None or record.hidden is not None or not record.made:
            continue
        for note in quality(kind, {**record.values, "id": record.id}, company, person.today):
            said = line(record, note.text, _named(kind, record.values), Mark.MISSING)
            lines.append(replace(said, focus=note.field))
    return Section("Worth a look", tuple(lines))


def _named(kind: Kind, values: Mapping[str, Wire]) -> str:
    """The record in few words: by the first of what sums it up."""
    first = next((name for name in kind.summary if values.get(name) is not None), "")
    return describe(kind, {first: values[first]} if first else {})

"""Today and the caseload as documents, tables and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from recovery_tui.casework.views import CaseloadRow, Mark, TodayView
from recovery_tui.reports.document import Document, Entry, Part

_COLUMNS = (
    "name", "location", "number", "release", "treatment", "peers", "home and work", "release plan", "agreed", "review",
    "last seen",
)  # fmt: skip


def today(view: TodayView, day: str, classification: str) -> Document:
    """What is due, as a document."""
    parts = [
        Part(
            f"{section.title} ({section.total})",
            tuple(Entry(f"{line.when}  {line.name}  {line.location}", line.text) for line in section.lines),
        )
        for section in view.sections
        if section.lines
    ]
    if view.unfinished:
        parts.append(Part("To finish", tuple(Entry(line.text, line.note) for line in view.unfinished)))
    if not parts:
        parts = [Part("Nothing is due.", ())]
    return Document(f"Today, {day}", tuple(parts), classification)


def today_json(view: TodayView, today_on: str) -> list[dict[str, str]]:
    """`person code state due_on text`, the worst first."""
    return [
        {
            "person": line.person,
            "code": line.code,
            "state": "overdue"
            if line.mark is not Mark.NONE
            else "due"
            if line.due_on == today_on
            else "coming",
            "due_on": line.due_on,
            "text": line.text,
        }
        for section in view.sections
        for line in section.lines
    ]


def caseload(rows: Sequence[CaseloadRow], day: str, classification: str) -> Document:
    """The caseload as a document."""
    entries = tuple(
        Entry(
            f"{row.location}  {row.name}  {row.number}",
            f"out {row.release}; plan {row.agreed}; review {row.review}; last seen {row.last_seen}",
        )
        for row in rows
    )
    return Document(f"Caseload, {day}", (Part(f"{len(entries)} people", entries),), classification)


def caseload_rows(rows: Sequence[CaseloadRow]) -> list[dict[str, str]]:
    """The caseload as a list of objects; `person` is the record id."""
    return [{"person": row.person, **dict(zip(_COLUMNS, _cells(row), strict=True))} for row in rows]


def caseload_csv(rows: Sequence[CaseloadRow]) -> str:
    """The caseload as CSV. Cells that a spreadsheet would take for a formula get a leading apostrophe."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    for row in rows:
        table.writerow([f"'{cell}" if cell[:1] in "=+-@\t" and cell != "-" else cell for cell in _cells(row)])
    return out.getvalue()


def _cells(row: CaseloadRow) -> tuple[str, ...]:
    return (
        row.name,
        row.location,
        row.number,
        row.release,
        *row.areas,
        row.agreed,
        row.review,
        row.last_seen,
    )

"""Today and the caseload as documents, tables and JSON."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_tui.casework.today_views import TodayView
from recovery_tui.casework.views import CaseloadRow
from recovery_tui.reports.document import Document, Entry, Part
from recovery_tui.reports.table import to_csv

_COLUMNS = (
    "name", "location", "number", "release", "treatment", "peers", "home and work", "release plan", "agreed", "review",
    "last seen",
)  # fmt: skip


_TODAY = ("person", "code", "state", "due_on", "text")


def today(view: TodayView, day: str, classification: str, printed: str = "") -> Document:
    """What is due, as a document."""
    parts = [
        Part(
            f"{section.title} ({section.total})",
            tuple(
                Entry(
                    f"{line.when}  {line.name}  {line.location}",
                    line.text + (f"; next: {line.following}" if line.following else ""),
                )
                for line in section.lines
            ),
        )
        for section in view.sections
        if section.lines
    ]
    if view.unfinished:
        parts.append(Part("To finish", tuple(Entry(line.text, line.note) for line in view.unfinished)))
    if not parts:
        parts = [Part("Nothing is due.", ())]
    return Document(f"Today, {day}", tuple(parts), classification, printed)


def today_json(view: TodayView) -> list[dict[str, str]]:
    """`person code state due_on text`, the worst first; `state` is red, amber, overdue, due or coming."""
    return [
        {
            "person": line.person,
            "code": line.code,
            "state": line.urgency.value,
            "due_on": line.due_on,
            "text": line.text,
        }
        for section in view.sections
        for line in section.lines
    ]


def today_csv(view: TodayView) -> str:
    """Today as CSV, in the columns of `today_json`."""
    return to_csv(_TODAY, ([row[name] for name in _TODAY] for row in today_json(view)))


def caseload(rows: Sequence[CaseloadRow], day: str, classification: str, printed: str = "") -> Document:
    """The caseload as a document."""
    entries = tuple(
        Entry(
            f"{row.location}  {row.name}  {row.number}",
            f"out {row.release}; plan {row.agreed}; review {row.review}; last seen {row.last_seen}",
        )
        for row in rows
    )
    return Document(f"Caseload, {day}", (Part(f"{len(entries)} people", entries),), classification, printed)


def caseload_rows(rows: Sequence[CaseloadRow]) -> list[dict[str, str]]:
    """The caseload as a list of objects; `person` is the record id."""
    return [{"person": row.person, **dict(zip(_COLUMNS, _cells(row), strict=True))} for row in rows]


def caseload_csv(rows: Sequence[CaseloadRow]) -> str:
    """The caseload as CSV."""
    return to_csv(_COLUMNS, map(_cells, rows))


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

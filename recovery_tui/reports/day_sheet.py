"""The day sheet as a document: location, initials, open steps, ruled space; every page says its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recovery_tui.casework.day_sheet import DayRow
from recovery_tui.records.fit import visible
from recovery_tui.reports.document import COLUMNS, folded
from recovery_tui.reports.filling import fill
from recovery_tui.reports.table import to_csv

PAGE_LINES = 60
"""Lines of a page of text."""

_HEAD_AND_FOOT = 6
_LEAD = 12
"""Columns of location and initials."""


@dataclass(frozen=True)
class DaySheet:
    """Everything that is printed."""

    title: str
    rows: tuple[DayRow, ...]
    classification: str
    printed: str


def still_to_do(row: DayRow) -> list[str]:
    """A person's open steps as they stand on the sheet, and that there are more."""
    return [*row.steps, *([f"and {row.more} more"] if row.more else ())] or ["nothing open"]


def to_html(sheet: DaySheet) -> str:
    """One HTML file that needs nothing else; the browser numbers the pages."""
    return fill("day_sheet.html", document=sheet, still_to_do=still_to_do)


def to_text(sheet: DaySheet) -> str:
    """Plain text in pages of sixty lines, each with the classification, who printed it, and its number."""
    pages = _pages(sheet.rows) or [["Nobody is on this sheet.", ""]]
    mark = visible(sheet.classification).center(COLUMNS).rstrip()
    return "\n".join(
        "\n".join(
            (
                mark,
                *folded(sheet.title),
                "",
                *page,
                f"{sheet.printed}. Page {number} of {len(pages)}",
                mark,
                "",
            )
        )
        for number, page in enumerate(pages, 1)
    )


def to_table(sheet: DaySheet) -> str:
    """CSV: a line per person."""
    return to_csv(
        ("location", "initials", "open steps", "more"),
        ((row.location, row.initials, "; ".join(row.steps), str(row.more)) for row in sheet.rows),
    )


def as_objects(sheet: DaySheet) -> list[dict[str, object]]:
    """For scripts: a person a row."""
    return [
        {
            "person": row.person,
            "location": row.location,
            "initials": row.initials,
            "steps": row.steps,
            "more": row.more,
        }
        for row in sheet.rows
    ]


def _pages(rows: Sequence[DayRow]) -> list[list[str]]:
    """The rows in pages; no person is cut in two."""
    pages: list[list[str]] = []
    for row in rows:
        lines = _lines(row)
        if not pages or len(pages[-1]) + len(lines) > PAGE_LINES - _HEAD_AND_FOOT:
            pages.append([])
        pages[-1] += lines
    return pages


def _lines(row: DayRow) -> list[str]:
    margin = " " * _LEAD
    lines = [line for each in still_to_do(row) for line in folded(f"- {each}", margin, margin + "  ")]
    lead = f"{visible(row.location)[: _LEAD - 4]:{_LEAD - 4}} {visible(row.initials)[:2]}"
    lines[0] = f"{lead:{_LEAD}}{lines[0][_LEAD:]}"
    ruled = margin + "_" * (COLUMNS - _LEAD)
    return [*lines, "", ruled, ""]

"""A sheet for a person: titled parts of rows, with ruled space where something is still to be written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recovery_tui.reports.document import COLUMNS, folded
from recovery_tui.reports.filling import fill
from recovery_tui.reports.table import to_csv


@dataclass(frozen=True)
class Row:
    """A label and a text; where there is no text, so many ruled lines."""

    label: str = ""
    text: str = ""
    ruled: int = 0
    boxes: tuple[tuple[str, bool], ...] = ()
    """Boxes to tick before the text: words, and whether it is ticked already."""


@dataclass(frozen=True)
class Group:
    """Rows that belong together: no page is turned between them."""

    rows: tuple[Row, ...]
    title: str = ""
    words: str = ""
    """What the person said about it, in their words."""


@dataclass(frozen=True)
class Part:
    """One of the parts of a sheet."""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Sheet:
    """All of it."""

    title: str
    name: str
    parts: tuple[Part, ...]
    foot: str


def to_html(sheet: Sheet, *, large: bool = False) -> str:
    """One HTML file that needs nothing else: A4 that folds to A5; `large` is 18 point."""
    return fill("sheet.html", sheet=sheet, large=large)


def to_text(sheet: Sheet) -> str:
    """Plain text, no line longer than 80 columns."""
    title = f"{sheet.title}: {sheet.name}"
    lines = [*folded(title), "=" * min(len(title), COLUMNS)]
    for part in sheet.parts:
        lines += ["", *folded(part.title.upper())]
        for group in part.groups:
            lines += _group(group)
    lines += ["", *folded(sheet.foot)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def to_table(sheet: Sheet) -> str:
    """The sheet as CSV: part, what it is about, label, text."""
    return to_csv(
        ("part", "about", "label", "text"),
        (
            (
                part.title,
                group.title,
                row.label,
                row.text or ", ".join(words for words, ticked in row.boxes if ticked),
            )
            for part in sheet.parts
            for group in part.groups
            for row in group.rows
        ),
    )


def _group(group: Group) -> Iterator[str]:
    if group.title:
        yield ""
        yield from folded(group.title, "  ")
        yield "  " + "-" * min(len(group.title), COLUMNS - 2)
    if group.words:
        yield from folded(f'"{group.words}"', "  ")
    for row in group.rows:
        boxes = "".join(f"[{'x' if ticked else ' '}] {words}  " for words, ticked in row.boxes)
        label = f"{row.label}: " if row.label else ""
        if row.text or boxes:
            yield from folded(f"{label}{boxes}{row.text}", "  ")
        else:
            for number in range(row.ruled):
                lead = f"  {label if number == 0 else ''}"
                yield ""
                yield lead + "_" * max(COLUMNS - len(lead), 10)

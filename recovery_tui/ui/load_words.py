"""What a list holds before it is brought in, and what came of it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recovery_tui.casework.csv_list import best_called
from recovery_tui.casework.load_views import CsvPreview, LoadResult, Rejected
from recovery_tui.casework.views import Mark
from recovery_tui.ui.rows import Row

STOPPED = "Stopped. Nothing was brought in; the records are as they were."

SHOWN = 200
"""Rows of the list that are told; the list itself holds the others."""


def left_out(preview: CsvPreview) -> int:
    """How many rows can't come in."""
    return _rows_of(preview.rejected)


def trouble_rows(preview: CsvPreview) -> Iterator[Row]:
    """What will not come in: rows, each with the reason, and columns."""
    yield from _rejected("These rows can't come in", preview.rejected)
    if preview.unknown_headings:
        yield Row(("Columns that are left out",), heading=True)
        yield Row(("", ", ".join(preview.unknown_headings)), mark=Mark.MISSING)


def result_rows(result: LoadResult) -> Iterator[Row]:
    """What is worth knowing after it came in; nothing when all went as it should."""
    for sentence in result.notices:
        yield Row(("", sentence))
    yield from _rejected("Left out", result.rejected)
    yield from _rejected("Brought in, but worth a look", result.listed)


def result_words(result: LoadResult) -> str:
    """`12 new records, 3 changed, 40 were here already.`"""
    return f"{result.new:,} new records, {result.changed:,} changed, {result.same:,} were here already."


def _rejected(title: str, rejected: Sequence[Rejected]) -> Iterator[Row]:
    if rejected:
        yield Row((f"{title} {_rows_of(rejected):,}",), heading=True)
    for each in rejected[:SHOWN]:
        said = f"column {best_called(each.field)}: {each.reason}" if each.field else each.reason
        yield Row((f"row {each.line}", said), mark=Mark.MISSING)


def _rows_of(rejected: Sequence[Rejected]) -> int:
    """How many rows these are; one may have several faults."""
    return len({each.line for each in rejected})

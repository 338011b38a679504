"""Rows as CSV. Cells that a spreadsheet would take for a formula get a leading apostrophe."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A heading and a line per row, with line ends as spreadsheets want them."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(columns)
    for row in rows:
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) and cell != "-" else cell for cell in row])
    return out.getvalue()

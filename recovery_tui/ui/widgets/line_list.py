"""Sections of lines with marks, folded where they are too long: a person's area, Today, menus, histories."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events

from recovery_tui.casework.views import Mark
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Part, Parts, Tone, tone_of
from recovery_tui.ui.rows import Row
from recovery_tui.ui.safe_text import cut_before_last, padded, plain, wrapped
from recovery_tui.ui.widgets.cursor_list import CursorList

__all__ = ["LineList", "Row"]

GAP = 2
"""Cells between two columns."""

SHORTEST_NOTE = 16
"""Cells that the last column keeps."""

NARROW_WINDOW = 72
"""Cells below which the others give way to it."""

NARROWEST = 8
"""Cells to which the others may be narrowed for it."""

BENEATH = "  "
"""Stands before what is said below the columns."""

MEASURED = 300
"""Rows looked at to divide the width between two columns."""


@dataclass(frozen=True)
class _Line:
    row: int
    parts: tuple[Part, ...]


class LineList(CursorList):
    """Rows of a few columns; the last column takes what is left and folds beneath itself."""

    def __init__(
        self,
        glyphs: Glyphs,
        *,
        widest: Sequence[int] = (44,),
        marks: bool = True,
        empty: str = "",
        waiting: str | None = None,
        keeps_sign: bool = False,
        is_led: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(glyphs, empty=empty, waiting=waiting, keeps_sign=keeps_sign, is_led=is_led, id=id)
        self._widest = tuple(widest)
        """The most cells each column but the last may take."""
        self._marks = marks
        self.rows: tuple[Row, ...] = ()
        self._lines: list[_Line] = []
        self._starts: list[int] = []
        self._width = 0

    def show_rows(self, rows: Sequence[Row], cursor: int | None = None) -> None:
        """Show `rows`; the cursor stays where it was unless told otherwise."""
        self.rows = tuple(rows)
        self._fold(self.scrollable_content_region.width or 80)
        self.rows_changed(self.cursor if cursor is None else cursor)

    @property
    def current(self) -> Row | None:
        """The row the cursor is on."""
        return self.rows[self.cursor] if self.can_stand_on(self.cursor) else None

    def row_count(self) -> int:
        """How many rows there are, headings too."""
        return len(self.rows)

    def can_stand_on(self, row: int) -> bool:
        """Everywhere but on headings."""
        return 0 <= row < len(self.rows) and not self.rows[row].heading

    def span(self, row: int) -> tuple[int, int]:
        """First line and height of a row."""
        end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self._lines)
        return self._starts[row], end - self._starts[row]

    def row_at(self, line: int) -> int | None:
        """The row that a line belongs to."""
        return bisect_right(self._starts, line) - 1 if 0 <= line < len(self._lines) else None

    def parts_at(self, line: int, width: int) -> Parts:
        """A folded line with the cursor's sign before it."""
        found = self._lines[line]
        if _is_title(self.rows[found.row]):
            return found.parts
        return [Part(self.lead_in(found.row, line)), *found.parts]

    def on_resize(self, event: events.Resize) -> None:
        """Fold again for the new width."""
        if self.scrollable_content_region.width != self._width:
            self._fold(self.scrollable_content_region.width)

    def _fold(self, width: int) -> None:
        self._width = width
        self._lines, self._starts = [], []
        columns = self._columns(width)
        for index, row in enumerate(self.rows):
            self._starts.append(len(self._lines))
            if _is_title(row):
                self._lines.append(_Line(index, (Part(" " + plain(row.cells[0]), Tone.STRONG),)))
            else:
                self._lines += [_Line(index, parts) for parts in self._row_lines(row, columns, width)]

    def _columns(self, width: int) -> list[int]:
        """Width of each column but the last, from the widest cell that has something after it."""
        widths = []
        for column, most in enumerate(self._widest):
            cells = [
                cell_len(plain(row.cells[column])) + 2 * row.indent * (column == 0)
                for row in self.rows
                if not _is_title(row) and len(row.cells) > column + 1 and any(row.cells[column + 1 :])
            ]
            widths.append(min(max(cells, default=0), most))
        if len(widths) < 2:
            return [self._best_first(width - 6, max(widths, default=0))]
        # in a narrow window the widest columns give way, so that the last can be read
        narrow = width < NARROW_WINDOW
        while (
            narrow and sum(widths) + GAP * len(widths) + SHORTEST_NOTE > width - 6 and max(widths) > NARROWEST
        ):
            widths[widths.index(max(widths))] -= 1
        return widths

    def _best_first(self, room: int, usual: int) -> int:
        """Of two columns: the width of the first with which the rows take the fewest lines."""
        pairs = [
            (cell_len(plain(row.cells[0])) + 2 * row.indent, cell_len(plain(row.cells[1])))
            for row in self.rows[:MEASURED]
            if len(row.cells) == 2 and not row.heading
        ]
        widest = min(max((first for first, _ in pairs), default=0), room - SHORTEST_NOTE - GAP)

        def lines(first: int) -> int:
            note = max(room - first - GAP, 1)
            return sum(max(-(-one // max(first, 1)), -(-other // note)) for one, other in pairs)

        tried: list[int] = sorted({min(usual, widest), *range(12, widest, 3), widest}, reverse=True)
        return min(tried, key=lines)

    def _row_lines(self, row: Row, columns: list[int], width: int) -> list[tuple[Part, ...]]:
        tone = Tone.MUTED if row.muted or row.heading else tone_of(row.mark)
        lead = 3 + (3 if self._marks else 0)
        folded = self._cells(row, columns, width - lead)
        height = max(len(lines) for _, lines in folded)
        painted = []
        for number in range(height):
            mark = f"{row.mark.value:>2} " if self._marks and number == 0 else "   " * self._marks
            parts = [Part(mark, tone)]
            for column, (cells, lines) in enumerate(folded):
                text = lines[number] if number < len(lines) else ""
                shown = tone if column == 0 or row.heading else Tone.MUTED if row.muted else Tone.TEXT
                parts.append(Part(padded(text, cells, self.glyphs.cut), shown))
            painted.append(tuple(parts))
        return [*painted, self._beneath(row, width, lead)] if row.beneath else painted

    def _beneath(self, row: Row, width: int, lead: int) -> tuple[Part, ...]:
        told = tone_of(row.beneath_mark) if row.beneath_mark is not Mark.NONE else Tone.MUTED
        room = width - lead - len(BENEATH)
        said = cut_before_last(plain(row.beneath), room, self.glyphs.cut)
        return Part(" " * (lead - 3) + BENEATH), Part(said, told)

    def _cells(self, row: Row, columns: list[int], width: int) -> list[tuple[int, list[str]]]:
        """For each column its width with the gap, and its folded text."""
        folded: list[tuple[int, list[str]]] = []
        left = max(width, 8)
        last = max((index for index, cell in enumerate(row.cells) if cell), default=0)
        for column, cell in enumerate(row.cells[: last + 1]):
            indent = "  " * row.indent if column == 0 else ""
            take = left if column == last or column >= len(columns) else min(columns[column], left - 8)
            take = max(take, 1)
            lines = [indent + line for line in wrapped(plain(cell), max(take - len(indent), 4))]
            gap = 0 if column == last else GAP
            folded.append((take + gap, lines))
            left = max(left - take - gap, 8)
        return folded


def _is_title(row: Row) -> bool:
    """Whether a row is a title across all columns."""
    return row.heading and len(row.cells) == 1

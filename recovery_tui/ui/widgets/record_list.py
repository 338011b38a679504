"""A table of any length: pages are asked for as they come into sight; only painted lines cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from recovery_tui.casework.views import Mark
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Part, Parts, Tone, tone_of
from recovery_tui.ui.safe_text import padded, plain
from recovery_tui.ui.widgets.cursor_list import CursorList

PAGE = 60
"""Rows asked for at a time: what a tall window shows, so that a key waits for no more than is seen."""

MARK_WIDTH = 3
"""Cells of a mark before a row."""


@dataclass(frozen=True)
class Column:
    """A column: its title and its width in cells; one column of a list may grow."""

    title: str
    width: int
    grows: bool = False


@dataclass(frozen=True)
class TableRow:
    """The cells of a row and what it stands for."""

    cells: tuple[str, ...]
    subject: object = None
    mark: Mark = Mark.NONE
    """Stands before the cells, in lists that have marks."""


class RecordList(CursorList):
    """Rows in columns, fetched page by page: asks with `PageWanted`, is told with `show_page`."""

    class PageWanted(Message):
        """Rows from `offset` on have come into sight and are not here yet."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    class ColumnsMoved(Message):
        """The columns have other places now: their titles are to be painted again."""

    def __init__(
        self,
        glyphs: Glyphs,
        columns: Sequence[Column],
        *,
        wide: Sequence[Column] = (),
        wide_from: int = 0,
        marks: bool = False,
        empty: str = "",
        waiting: str | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(glyphs, empty=empty, waiting=waiting, id=id)
        self._lead = MARK_WIDTH if marks else 0
        self._narrow, self._wide, self._wide_from = tuple(columns), tuple(wide), wide_from
        """The columns, and those shown instead from so many cells of our own on."""
        self.columns = self._narrow
        self._total = 0
        self._pages: dict[int, tuple[TableRow, ...]] = {}
        self._wanted: set[int] = set()

    def show_page(self, offset: int, rows: Sequence[TableRow], total: int, *, fresh: bool) -> None:
        """Take the page at `offset`, a multiple of PAGE; `fresh` forgets all others, the cursor goes up."""
        if fresh:
            self._pages.clear()
            self._wanted.clear()
        changed = fresh or total != self._total
        self._total = total
        self._pages[offset // PAGE] = tuple(rows)
        self._wanted.discard(offset // PAGE)
        if changed:
            self.rows_changed(0 if fresh else self.cursor)
        else:
            self.refresh()
            self.post_message(self.CursorMoved(self, self.cursor))

    def on_resize(self, event: events.Resize) -> None:
        """Show as many columns as there is room for."""
        has_room = bool(self._wide) and event.size.width >= self._wide_from
        self.columns = self._wide if has_room else self._narrow
        self.post_message(self.ColumnsMoved())

    def row(self, index: int) -> TableRow | None:
        """A row that is here already; asks for its page when it is not."""
        page = self._pages.get(index // PAGE)
        if page is None:
            if 0 <= index < self._total and index // PAGE not in self._wanted:
                self._wanted.add(index // PAGE)
                self.call_next(self._want, index // PAGE * PAGE)
            return None
        return page[index % PAGE] if index % PAGE < len(page) else None

    def _want(self, offset: int) -> None:
        """Ask from our own turn: a message sent while painting would not climb past the screen."""
        self.post_message(self.PageWanted(offset))

    @property
    def current(self) -> TableRow | None:
        """The row the cursor is on, if its page is here."""
        return self.row(self.cursor) if self._total else None

    def title_parts(self, width: int) -> Parts:
        """The column titles, to be painted above the list."""
        titles = self._line([column.title for column in self.columns], width - 4 - self._lead)
        return [Part(" " * (3 + self._lead) + titles, Tone.MUTED)]

    def row_count(self) -> int:
        """How many rows there are, here or not."""
        return self._total

    def span(self, row: int) -> tuple[int, int]:
        """One line a row."""
        return row, 1

    def row_at(self, line: int) -> int | None:
        """One line a row."""
        return line

    def parts_at(self, line: int, width: int) -> Parts:
        """The cells of a row in their columns; dots while its page is on the way."""
        row = self.row(line)
        text = "..." if row is None else self._line(row.cells, width - 3 - self._lead)
        mark = row.mark if row is not None else Mark.NONE
        return [
            Part(self.lead_in(line, line)),
            Part(f"{mark.value:>2} ".ljust(self._lead)[: self._lead], tone_of(mark)),
            Part(text),
        ]

    def _line(self, cells: Sequence[str], width: int) -> str:
        columns = self._fitting(width)
        spare = width - sum(column.width + 1 for column in columns if not column.grows)
        return " ".join(
            padded(plain(cell), max(spare, column.width) if column.grows else column.width, self.glyphs.cut)
            for column, cell in zip(columns, cells, strict=False)
        )

    def _fitting(self, width: int) -> Sequence[Column]:
        """The columns that stand there whole; the last ones give way."""
        count = len(self.columns)
        while count > 1 and sum(column.width + 1 for column in self.columns[:count]) - 1 > width:
            count -= 1
        return self.columns[:count]

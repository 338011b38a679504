"""A list with a cursor that paints its own lines: any number of rows, no widget per row."""

from __future__ import annotations

from abc import abstractmethod
from typing import Protocol, TypeVar

from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Part, Parts, Tone, strip_of
from recovery_tui.ui.wording import with_keys

NOT_READ = "This could not be read."

_Subject = TypeVar("_Subject")


class About(Protocol):
    """A row that is about something."""

    @property
    def subject(self) -> object:
        """A record, a page, a word: what the row stands for."""


class CursorList(ScrollView, can_focus=True):
    """Keys, cursor and scrolling; what stands in the lines is told by a subclass."""

    BINDINGS = bindings_for(Place.LIST)

    DEFAULT_CSS = """
    CursorList {
        height: 1fr; width: 1fr; min-width: 10; overflow-x: hidden; overflow-y: auto;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    """

    class RowOpened(Message):
        """Enter was pressed on a row."""

        def __init__(self, opened_in: CursorList, row: int) -> None:
            super().__init__()
            self.opened_in = opened_in
            self.row = row

        @property
        def control(self) -> CursorList:
            """The list, for `@on` selectors."""
            return self.opened_in

    class CursorMoved(Message):
        """The cursor stands on another row."""

        def __init__(self, moved_in: CursorList, row: int) -> None:
            super().__init__()
            self.moved_in = moved_in
            self.row = row

        @property
        def control(self) -> CursorList:
            """The list, for `@on` selectors."""
            return self.moved_in

    def __init__(
        self,
        glyphs: Glyphs,
        *,
        empty: str = "",
        waiting: str | None = None,
        keeps_sign: bool = False,
        is_led: bool = False,
        id: str | None = None,
    ) -> None:
        """With `keeps_sign` the cursor's sign stays while the keys go elsewhere.

        A list that `is_led` never gets the keys: a field beside it moves its cursor, which stays lit.
        """
        super().__init__(id=id)
        self._keeps_sign = keeps_sign or is_led
        self._is_led = is_led
        self.can_focus = not is_led
        self.glyphs = glyphs
        self.empty = empty
        """Said instead of rows when there are none."""
        self._waiting = waiting
        """Said until the first answer is there, where the rows are asked for: nobody is missing yet."""
        self.cursor = 0
        """Index of the row the cursor is on."""

    @property
    def current(self) -> About | None:
        """The row the cursor is on; None in a list whose rows are about nothing."""
        return None

    def subject(self, kind: type[_Subject]) -> _Subject | None:
        """What the row under the cursor is about, if that is one of `kind`."""
        row = self.current
        return row.subject if row is not None and isinstance(row.subject, kind) else None

    @abstractmethod
    def row_count(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def span(self, row: int) -> tuple[int, int]:
        """First line of `row`, and how many lines it has."""

    @abstractmethod
    def row_at(self, line: int) -> int | None:
        """The row that `line` belongs to."""

    @abstractmethod
    def parts_at(self, line: int, width: int) -> Parts:
        """What stands in `line`."""

    def can_stand_on(self, row: int) -> bool:
        """Whether the cursor may stop at `row`; headings say no."""
        return 0 <= row < self.row_count()

    @property
    def line_count(self) -> int:
        """How many lines all rows take."""
        if not self.row_count():
            return 0
        first, height = self.span(self.row_count() - 1)
        return first + height

    def rows_changed(self, cursor: int = 0) -> None:
        """Measure and paint again, with the cursor as near `cursor` as it can stand."""
        self._waiting = None
        self.virtual_size = Size(0, self.line_count)
        self.cursor = self._nearest(min(max(cursor, 0), max(self.row_count() - 1, 0)))
        self.refresh()
        self._show_cursor()
        self.post_message(self.CursorMoved(self, self.cursor))

    def give_up(self) -> None:
        """The rows that are waited for can't be had."""
        if self._waiting is not None:
            self._waiting = NOT_READ
            self.refresh()

    def _nearest(self, row: int) -> int:
        for distance in range(self.row_count()):
            for candidate in (row + distance, row - distance):
                if self.can_stand_on(candidate):
                    return candidate
        return 0

    def render_line(self, y: int) -> Strip:
        """Paint one visible line."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if not self.row_count():
            said = self.empty if self._waiting is None else self._waiting
            return strip_of(self, [Part("   " + with_keys(said), Tone.MUTED)] if line == 0 else [], width)
        row = self.row_at(line) if line < self.line_count else None
        if row is None:
            return strip_of(self, [], width)
        lit = row == self.cursor and (self.has_focus or self._is_led)
        return strip_of(self, self.parts_at(line, width), width, Tone.CURSOR if lit else None)

    def lead_in(self, row: int, line: int) -> str:
        """The cursor's sign before a row's first line."""
        here = row == self.cursor and line == self.span(row)[0] and (self.has_focus or self._keeps_sign)
        return f" {self.glyphs.cursor} " if here else "   "

    def move_to(self, row: int) -> None:
        """Put the cursor on `row` and scroll it into sight."""
        if row == self.cursor or not self.can_stand_on(row):
            self._show_cursor()
            return
        before, self.cursor = self.cursor, row
        self._repaint(before)
        self._repaint(row)
        self._show_cursor()
        self.post_message(self.CursorMoved(self, row))

    def _repaint(self, row: int) -> None:
        if row < self.row_count():
            self.refresh_lines(*self.span(row))

    def _show_cursor(self) -> None:
        if not self.row_count() or not self.size.height:
            return
        first, height = self.span(self.cursor)
        if not any(self.can_stand_on(row) for row in range(self.cursor)[-3:]):
            height, first = height + first, 0
            height = min(height, self.size.height)
        self.scroll_to_region(Region(0, first, 1, height), animate=False, force=True)
        if self.has_focus:
            line = self.span(self.cursor)[0] - round(self.scroll_y)
            self.app.cursor_position = self.region.offset + Offset(1, max(line, 0))

    def action_move(self, step: int) -> None:
        """To the next row in a direction where the cursor may stand."""
        row = self.cursor + step
        while 0 <= row < self.row_count() and not self.can_stand_on(row):
            row += step
        if 0 <= row < self.row_count():
            self.move_to(row)

    def action_page(self, step: int) -> None:
        """A screenful up or down."""
        if not self.row_count():
            return
        line = self.span(self.cursor)[0] + step * max(self.size.height - 1, 1)
        row = self.row_at(min(max(line, 0), self.line_count - 1))
        self.move_to(self._nearest(row or 0))

    def action_first(self) -> None:
        """To the first row."""
        self.move_to(self._nearest(0))

    def action_last(self) -> None:
        """To the last row."""
        if self.row_count():
            self.move_to(self._nearest(self.row_count() - 1))

    def action_open_row(self) -> None:
        """Tell the screen that the row is wanted."""
        if self.can_stand_on(self.cursor):
            self.post_message(self.RowOpened(self, self.cursor))

    def on_focus(self) -> None:
        """Paint the cursor as the one that keys move."""
        self._repaint(self.cursor)

    def on_blur(self) -> None:
        """Paint the cursor as waiting."""
        self._repaint(self.cursor)

    def on_resize(self, event: events.Resize) -> None:
        """Measure again: folding depends on the width."""
        self.virtual_size = Size(0, self.line_count)
        self.refresh()
        self._show_cursor()

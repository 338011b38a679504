"""A list with the detail of its line beside it, in windows wide enough for both."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from textual import events, on
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget

from recovery_tui.casework.views import Detail, Section
from recovery_tui.casework.views import Line as Said
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.screens.note_actions import NoteActions
from recovery_tui.ui.widgets.beside import Beside
from recovery_tui.ui.widgets.cursor_list import CursorList

SETTLED_AFTER = 0.15
"""Seconds for which the cursor stays on a line before its detail is read: longer than between keys that repeat."""

Question = Callable[[], Detail | None]


class WithDetail(NoteActions):
    """A screen whose list has the detail of its line beside it. What is shown last is the newest wish."""

    _settling: Timer | None = None

    @abstractmethod
    def detail_of_line(self) -> Question | None:
        """What reads the detail of the line the cursor is on, for a thread; None where there is none."""

    def with_detail(self, listed: CursorList) -> Widget:
        """The list and its detail, for `body`."""
        return Horizontal(listed, Beside(self.session.glyphs), id="with-detail")

    @on(CursorList.CursorMoved)
    @on(events.Resize)
    def _wait_for_rest(self) -> None:
        """Nothing is read while keys repeat."""
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(SETTLED_AFTER, self._read_detail)

    @on(events.ScreenResume)
    def _leave_room(self) -> None:
        """One column only for those who hear the screen or read it line by line."""
        settings = self.session.settings
        self.query_one(Beside).set_class(settings is not None and not settings.accessible, "-wanted")

    def _read_detail(self) -> None:
        question, beside = self.detail_of_line(), self.query_one(Beside)
        if question is not None and beside.display:
            self.ask(question, beside.show_detail, "detail", self._tell_beside)
        else:
            beside.show_detail(None)

    def _tell_beside(self, error: RecoveryError) -> None:
        self.query_one(Beside).show_detail(Detail("", (Section("", (Said(error.message),)),)))

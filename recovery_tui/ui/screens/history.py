"""Every change of one record: when, who, on which computer, old and new; any can be put back."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.widget import Widget

from recovery_tui.casework import changing
from recovery_tui.casework.views import HistoryEntry, Outcome, RecordId
from recovery_tui.ui.change_words import unchanged, why_not
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.history_words import entry_rows, put_back
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.dialogs import ConfirmDialog
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.painted import Painted


class HistoryScreen(PlaceScreen[Outcome | None]):
    """Versions, newest first; gives the outcome of putting one back."""

    PLACE = Place.HISTORY

    BINDINGS = bindings_for(Place.HISTORY)

    def __init__(self, session: Session, record: RecordId, title: str) -> None:
        super().__init__(session)
        self._record = record
        self._title = title

    def top(self) -> Iterable[Widget]:
        """Which record."""
        yield Painted(id="about")

    def body(self) -> Iterable[Widget]:
        """One heading a change, one line a field."""
        yield LineList(
            self.session.glyphs, widest=(24,), marks=False, empty="No changes are known.", waiting=""
        )

    def on_mount(self) -> None:
        """Ask for the changes."""
        self.query_one("#about", Painted).say(self._title, Tone.STRONG)
        self.query_one(LineList).focus()
        self.ask(lambda: changing.history(self.session.desk, self._record), self._show, "history")

    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        rows = [row for entry in entries for row in entry_rows(entry)]
        self.query_one(LineList).show_rows(rows, 0)

    @on(CursorList.RowOpened)
    def _opened(self, event: CursorList.RowOpened) -> None:
        event.stop()
        self.action_restore()

    def action_restore(self) -> None:
        """Put the version back that the cursor is on, after asking."""
        entry = self.query_one(LineList).subject(HistoryEntry)
        if entry is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                desk = self.session.desk
                restore = lambda: changing.restore_version(desk, self._record, entry.version)  # noqa: E731
                self.ask(restore, self._restored, "restore")

        self.app.push_screen(ConfirmDialog(self.session.glyphs, *put_back(entry)), answered)

    def _restored(self, outcome: Outcome) -> None:
        if outcome.saved:
            self.session.saved_at = outcome.saved_at
            self.dismiss(outcome)
        else:
            self.notice.say(unchanged(why_not(outcome)), Tone.ACT)

    def help_text(self) -> str:
        """What is shown."""
        return "Every change of this record, the newest first. Enter puts an earlier version back."

"""Every change of one record, the newest first; any version can be put back."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework import changing
from recovery_tui.casework.views import HistoryEntry, RecordId
from recovery_tui.ui.commands import Place
from recovery_tui.ui.history_words import entry_rows, put_back
from recovery_tui.ui.line.line_changes import make
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.words import said_row


class HistoryPage(Page):
    """A line a change, with what it changed."""

    PLACE = Place.HISTORY

    def __init__(self, talk: Talk, record: RecordId, about: str) -> None:
        super().__init__(talk)
        self._record = record
        self._about = about

    def items(self) -> Iterable[Item]:
        """Which record, and its changes."""
        yield Item(f"History: {self._about}")
        for entry in changing.history(self.desk, self._record):
            made, *changes = map(said_row, entry_rows(entry, ", then "))
            yield Item(f"{made}. {'; '.join(changes)}", entry)

    def do_restore(self, rest: str) -> None:
        """Put a version back, after asking."""
        entry = self.item(rest, HistoryEntry)
        if self.talk.agrees(put_back(entry)):
            make(self.talk, lambda reasons: changing.restore_version(self.desk, self._record, entry.version))

    def help_text(self) -> str:
        """What is told."""
        return "Every change of this record, the newest first. A number puts that version back."

"""Every change of one record, the newest first; any version can be put back."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework import changing
from recovery_tui.casework.views import HistoryEntry, RecordId
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.line_changes import make
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.line.talk import Talk


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
            changes = "; ".join(
                f"{each.title}: {each.before or 'empty'}, then {each.after or 'empty'}"
                for each in entry.changes
            )
            said = f"{entry.at}, {entry.by}, {entry.computer}"
            yield Item(f"{said}. {changes or 'no field changed'}", entry)

    def do_restore(self, rest: str) -> None:
        """Put a version back, after asking."""
        entry = self.item(rest, HistoryEntry)
        self.talk.say("It becomes the newest version. Nothing is lost: all versions stay in this list.")
        if self.talk.confirm(f"Put back the version of {entry.at}?", "put it back", "leave it as it is"):
            make(self.talk, lambda reasons: changing.restore_version(self.desk, self._record, entry.version))

    def help_text(self) -> str:
        """What is told."""
        return "Every change of this record, the newest first. A number puts that version back."

"""Taking back what was just done."""

from __future__ import annotations

from recovery_tui.casework import changing
from recovery_tui.casework.views import Outcome, Undo
from recovery_tui.ui.change_words import Change, undone
from recovery_tui.ui.line.line_changes import make
from recovery_tui.ui.line.page import Page


class UndoPage(Page):
    """A page on which the last change can be taken back."""

    _undo: Undo | None = None

    def change(self, doing: Change) -> Outcome | None:
        """Make a change, say what came of it, and offer to take it back; None when nothing was changed."""
        return self.offer_undo(make(self.talk, doing))

    def offer_undo(self, outcome: Outcome | None) -> Outcome | None:
        """Keep how to take back what was done, and say so."""
        if outcome is not None and outcome.saved:
            self._undo = outcome.undo
            if outcome.undo is not None:
                self.talk.say("undo puts it back.")
        return outcome

    def do_undo(self, rest: str) -> None:
        """Put back what the last change replaced."""
        undo, self._undo = self._undo, None
        if undo is None:
            self.talk.say("Nothing to undo. history tells every version of a line.")
            return
        self.talk.say(undone(changing.undo(self.desk, undo)))

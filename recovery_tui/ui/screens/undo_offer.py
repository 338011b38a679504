"""Offering for some seconds to take back what one key has just done."""

from __future__ import annotations

from abc import abstractmethod

from textual.timer import Timer

from recovery_tui.casework import changing
from recovery_tui.casework.views import Outcome, Undo
from recovery_tui.ui.change_words import Change, done, unchanged, undone, why_not
from recovery_tui.ui.commands import Command
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.reasons import change_with_reasons
from recovery_tui.ui.wording import key_of

UNDO_SECONDS = 10
"""How long `u undo` is offered."""


class OffersUndo(PlaceScreen[None]):
    """A screen with `u undo` after a change."""

    NEWS_ONLY = True

    _undo: Undo | None = None
    _undo_timer: Timer | None = None

    @abstractmethod
    def refresh_view(self) -> None:
        """Ask for everything again."""

    def applies(self, command: Command) -> bool:
        """Nothing is taken back while nothing is offered."""
        return super().applies(command) and not (command.action == "undo" and self._undo is None)

    def offer_undo(self, outcome: Outcome) -> None:
        """Say what was done, and offer for some seconds to put it back."""
        self.session.saved_at = outcome.saved_at
        self._undo = outcome.undo
        undo = f"   {key_of('person.undo')} undo" if outcome.undo else ""
        self.notice.say(done(outcome) + undo, Tone.GOOD)
        if self._undo_timer is not None:
            self._undo_timer.stop()
        self._undo_timer = self.set_timer(UNDO_SECONDS, self._withdraw_undo)
        self.refresh_view()

    def _withdraw_undo(self) -> None:
        self._undo = None
        self.notice.say("")

    def action_undo(self) -> None:
        """Put back what the last change replaced."""
        undo = self._undo
        if undo is None:
            history = key_of("person.history")
            self.notice.say(f"Nothing to undo. {history} on a person's line shows every version of it.")
            return
        self._undo = None
        desk = self.session.desk
        self.ask(lambda: changing.undo(desk, undo), self.undone, "change")

    def undone(self, outcome: Outcome) -> None:
        """Say that it is back as it was."""
        self.session.saved_at = outcome.saved_at or self.session.saved_at
        self.notice.say(undone(outcome), Tone.GOOD)
        self.refresh_view()


def make_change(page: OffersUndo, about: str, change: Change) -> None:
    """Make a change of the record `about`, asking for the reasons it needs, and offer to take it back."""

    def told(outcome: Outcome | None) -> None:
        if outcome is None:
            page.notice.say(unchanged())
        elif outcome.saved:
            page.offer_undo(outcome)
        else:
            page.notice.say(unchanged(why_not(outcome)), Tone.ACT)

    change_with_reasons(page, about, change, told)

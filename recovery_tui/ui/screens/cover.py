"""What is shown instead of the records after some idle minutes or F9; the passphrase opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.sentences import DOES_NOT_OPEN, tries_left
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.secret_field import SecretRow

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk


class CoverScreen(PlaceScreen[bool]):
    """Opaque; nothing of what is beneath can be read or reached. Gives True once it is opened."""

    PLACE = Place.COVER
    WORKS_COVERED = True

    BINDINGS = bindings_for(Place.COVER)

    TRIES = 3
    """Wrong passphrases after which the records are locked; opening them then waits longer each time."""

    class TriedTooOften(Message):
        """The records should be locked."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._wrong = 0

    @property
    def _has_pin(self) -> bool:
        return self.session.settings is not None and bool(self.session.settings.pin)

    def body(self) -> list[Widget]:
        """A sentence and the passphrase."""
        glyphs = self.session.glyphs
        title = "PIN or passphrase" if self._has_pin else "Passphrase"
        return [
            Vertical(
                Painted(id="cover-text"),
                SecretRow(FormField("passphrase", title, Kind.TEXT, max_length=1000), glyphs),
                Painted(id="cover-answer"),
                id="middle",
            )
        ]

    def on_mount(self) -> None:
        """Say how it opens."""
        what = "PIN or the passphrase" if self._has_pin else "passphrase"
        text = f"The screen is covered. Type the {what} to go on; drafts are kept."
        if self.session.demo:
            text = "The screen is covered. These people are made up: Enter goes on."
        self.query_one("#cover-text", Painted).say(text)
        self.query_one(SecretRow).start_typing()

    @on(Input.Submitted)
    def _try(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open, if what was typed is the passphrase."""
        field = self.query_one(SecretRow)
        passphrase = field.typed
        field.forget()
        if self.session.demo:
            self.dismiss(True)
        elif passphrase:
            self.query_one("#cover-answer", Painted).say("Looking")
            self.ask(lambda: _opens(self.session.desk, passphrase), self._answered, "open")

    def _answered(self, matches: bool) -> None:
        if matches:
            self.dismiss(True)
            return
        self._wrong += 1
        what = "That is neither the PIN nor the passphrase." if self._has_pin else DOES_NOT_OPEN
        left = tries_left(self.TRIES - self._wrong)
        self.query_one("#cover-answer", Painted).say(f"{what} {left}", Tone.ACT)
        if self._wrong >= self.TRIES:
            self.post_message(self.TriedTooOften())

    def tell_error(self, error: RecoveryError) -> None:
        """Say it here: no message may outlive the cover."""
        self.query_one("#cover-answer", Painted).say(error.message, Tone.ACT)

    def action_show_typed(self) -> None:
        """Show or hide what is typed."""
        self.query_one(SecretRow).toggle()


def _opens(desk: Desk, typed: str) -> bool:
    """Whether `typed` opens the cover; for a thread. Imported late: the cover is loaded before the database is."""
    from recovery_tui.casework import cover_pin

    return cover_pin.opens(desk, typed)

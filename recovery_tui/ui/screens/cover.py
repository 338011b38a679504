"""What is shown instead of the records after some idle minutes or F9; the passphrase opens it."""

from __future__ import annotations

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
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.secret_field import SecretRow


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

    def body(self) -> list[Widget]:
        """A sentence and the passphrase."""
        glyphs = self.session.glyphs
        return [
            Vertical(
                Painted(id="cover-text"),
                SecretRow(FormField("passphrase", "Passphrase", Kind.TEXT, max_length=1000), glyphs),
                Painted(id="cover-answer"),
                id="middle",
            )
        ]

    def on_mount(self) -> None:
        """Say how it opens."""
        text = "The screen is covered. Type the passphrase to go on; drafts are kept."
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
            self.ask(lambda: self.session.desk.matches(passphrase), self._answered, "open")

    def _answered(self, matches: bool) -> None:
        if matches:
            self.dismiss(True)
            return
        self._wrong += 1
        self.query_one("#cover-answer", Painted).say("That is not the passphrase.", Tone.ACT)
        if self._wrong >= self.TRIES:
            self.post_message(self.TriedTooOften())

    def tell_error(self, error: RecoveryError) -> None:
        """Say it here: no message may outlive the cover."""
        self.query_one("#cover-answer", Painted).say(error.message, Tone.ACT)

    def action_show_typed(self) -> None:
        """Show or hide what is typed."""
        self.query_one(SecretRow).toggle()

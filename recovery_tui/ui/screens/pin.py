"""Setting a PIN for the covered screen: the passphrase first, then the PIN twice."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import cover_pin, settings
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.settings import Settings
from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.secret_field import SecretRow

FIELDS = (
    FormField("passphrase", "Your passphrase", Kind.TEXT, max_length=1000),
    FormField("pin", "New PIN, six digits", Kind.TEXT, max_length=cover_pin.DIGITS),
    FormField("again", "The same again", Kind.TEXT, max_length=cover_pin.DIGITS),
)


class PinScreen(PlaceScreen[Settings | None]):
    """Gives the settings as they are then, or None when nothing was set."""

    PLACE = Place.PIN

    BINDINGS = bindings_for(Place.PIN)

    def body(self) -> Iterable[Widget]:
        """What is gained and what is risked, and three lines of dots."""
        rows = [SecretRow(field, self.session.glyphs) for field in FIELDS]
        yield Vertical(Painted(id="trade"), *rows, Painted(id="pin-answer"), id="middle")

    def on_mount(self) -> None:
        """Start with the passphrase."""
        self.query_one("#trade", Painted).say(cover_pin.TRADE, Tone.MUTED)
        self._row("passphrase").start_typing()

    def _row(self, key: str) -> SecretRow:
        return self.query_one(f"#field-{key}", SecretRow)

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input is self._row("again").control:
            self.action_set_pin()
        else:
            self.focus_next()

    def action_set_pin(self) -> None:
        """Set the PIN, if both are the same."""
        passphrase, pin, again = (self._row(field.key).typed for field in FIELDS)
        if pin != again:
            self._say("The two are not the same. Type the PIN again.")
            self._row("again").forget()
            self._row("again").start_typing()
            return
        self.query_one("#pin-answer", Painted).say("Looking")
        desk = self.session.desk
        self.ask(lambda: _put(desk, passphrase, pin), self._set, "change")

    def _set(self, now: Settings) -> None:
        for field in FIELDS:
            self._row(field.key).forget()
        self.dismiss(now)

    def tell_error(self, error: RecoveryError) -> None:
        """Say it here; what was typed stays."""
        self._say(error.message)

    def _say(self, sentence: str) -> None:
        self.query_one("#pin-answer", Painted).say(sentence, Tone.ACT)

    def help_text(self) -> str:
        """What the page is."""
        return cover_pin.TRADE


def _put(desk: Desk, passphrase: str, pin: str) -> Settings:
    """Set the PIN; for a thread."""
    cover_pin.put(desk, passphrase, pin)
    return settings.read(desk)

"""Opening the records with the twelve words when the passphrase is lost."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import VerticalScroll
from textual.widget import Widget

from recovery_tui.casework import opening
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.unlocking import Opened, opened_by
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.secret_field import SecretRow
from recovery_tui.ui.widgets.words_fields import WordsFields


class RecoverScreen(PlaceScreen[Opened | None]):
    """Words and a new passphrase; gives the opened records."""

    PLACE = Place.RECOVER

    BINDINGS = bindings_for(Place.RECOVER)

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session)
        self._store = name

    def heading(self) -> tuple[str, str | None]:
        """Whose records."""
        return self.PLACE.words, self._store

    def body(self) -> Iterable[Widget]:
        """Words, new passphrase, the same again."""
        glyphs = self.session.glyphs
        yield VerticalScroll(
            Painted(id="told"), WordsFields(glyphs), Painted(id="answer"), id="fields", can_focus=False
        )

    def on_mount(self) -> None:
        """Start with the words."""
        text = "Type the twelve words from the paper, with spaces between, and a new passphrase twice."
        self.query_one("#told", Painted).say(text)
        self.query_one(WordsFields).start_typing()

    def action_recover(self) -> None:
        """Open with the words."""
        answered = self.query_one(WordsFields).answered()
        if answered is not None and not self.asking("open"):
            words, new = answered
            data, clock, name = self.session.data, self.session.clock, self._store
            self._say("Opening")
            self.ask(
                lambda: opened_by(lambda: opening.recover(data, name, words, new, clock)),
                self.dismiss,
                "open",
                self.tell_error,
            )

    def _say(self, text: str, tone: Tone = Tone.TEXT) -> None:
        self.query_one("#answer", Painted).say(text, tone)

    def tell_error(self, error: RecoveryError) -> None:
        """Say it under the fields."""
        self._say(error.message, Tone.ACT)

    def action_show_typed(self) -> None:
        """Show or hide both passphrases."""
        for row in self.query(SecretRow):
            row.toggle()

    def action_suggest(self) -> None:
        """Write a suggestion beneath the field."""
        clock = self.session.clock
        self.ask(lambda: opening.suggestion(clock), lambda text: self._say(f"For example: {text}"), "suggest")

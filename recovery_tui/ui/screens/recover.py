"""Opening the records with the twelve words when the passphrase is lost."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import opening
from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.first_run_words import not_twelve
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.sentences import NOT_THE_SAME
from recovery_tui.ui.session import Session
from recovery_tui.ui.unlocking import Opened, opened_by
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.secret_field import SecretRow

WORDS = 12


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
            Painted(id="told"),
            FieldRow(FormField("words", "The twelve words", Kind.TEXT, required=True), "", glyphs),
            SecretRow(FormField("new", "New passphrase", Kind.TEXT, required=True, max_length=1000), glyphs),
            SecretRow(
                FormField("again", "The same again", Kind.TEXT, required=True, max_length=1000), glyphs
            ),
            Painted(id="answer"),
            id="fields",
            can_focus=False,
        )

    def on_mount(self) -> None:
        """Start with the words."""
        text = "Type the twelve words from the paper, with spaces between, and a new passphrase twice."
        self.query_one("#told", Painted).say(text)
        self._row("words").start_typing()

    def _row(self, key: str) -> FieldRow:
        return self.query_one(f"#field-{key}", FieldRow)

    @on(FieldRow.Typed)
    def _typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        event.row.show_error("")
        if event.row.field.key == "new":
            typed = event.row.typed
            self.ask(lambda: opening.strength(typed) if typed else "", event.row.show_echo, "strength")

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def action_recover(self) -> None:
        """Open with the words."""
        words = tuple(self._row("words").typed.lower().split())
        new, again = self._row("new").typed, self._row("again").typed
        if len(words) != WORDS:
            self._wrong("words", not_twelve(len(words)))
        elif new != again:
            self._wrong("again", NOT_THE_SAME)
        elif not self.asking("open"):
            data, clock, name = self.session.data, self.session.clock, self._store
            self._say("Opening")
            self.ask(
                lambda: opened_by(lambda: opening.recover(data, name, words, new, clock)),
                self.dismiss,
                "open",
                self.tell_error,
            )

    def _wrong(self, key: str, error: str) -> None:
        self._row(key).show_error(error)
        self._row(key).start_typing()

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

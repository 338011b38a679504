"""The twelve words from the paper, and the new passphrase that they set."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from recovery_tui.casework import opening
from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.ui.first_run_words import WORDS_ON_PAPER, not_twelve
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.sentences import NOT_THE_SAME
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.secret_field import SecretRow
from recovery_tui.ui.work import Asking


class WordsFields(Vertical):
    """Three fields, and what is wrong with what stands in them."""

    DEFAULT_CSS = """
    WordsFields { height: auto; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """Words, new passphrase, the same again."""
        words = FormField("words", "The twelve words", Kind.TEXT, required=True)
        new = FormField("new", "New passphrase", Kind.TEXT, required=True, max_length=1000)
        again = FormField("again", "The same again", Kind.TEXT, required=True, max_length=1000)
        yield FieldRow(words, "", self._glyphs)
        yield SecretRow(new, self._glyphs)
        yield SecretRow(again, self._glyphs)

    def start_typing(self) -> None:
        """Start with the words."""
        self._row("words").start_typing()

    def answered(self) -> tuple[tuple[str, ...], str] | None:
        """The words and the new passphrase; None when something is wrong, which is said where it stands."""
        words = tuple(self._row("words").typed.lower().split())
        new = self._row("new").typed
        if len(words) != WORDS_ON_PAPER:
            self._wrong("words", not_twelve(len(words)))
        elif new != self._row("again").typed:
            self._wrong("again", NOT_THE_SAME)
        else:
            return words, new
        return None

    def _row(self, key: str) -> FieldRow:
        return self.query_one(f"#field-{key}", FieldRow)

    def _wrong(self, key: str, error: str) -> None:
        self._row(key).show_error(error)
        self._row(key).start_typing()

    @on(FieldRow.Typed)
    def _typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        event.row.show_error("")
        if event.row.field.key == "new" and isinstance(self.screen, Asking):
            typed = event.row.typed
            self.screen.ask(lambda: opening.strength(typed) if typed else "", event.row.show_echo, "strength")

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()

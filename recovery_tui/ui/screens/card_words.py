"""Eight words: shown in two columns, and two of them asked for as they were heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import receiving
from recovery_tui.casework.card_views import CardView
from recovery_tui.casework.sharing_views import FileResult
from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.card_facts import released_words
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Part, Parts, Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.painted import Painted


def word_lines(words: Sequence[str]) -> list[Parts]:
    """Words in two columns, numbered as they are read out."""
    half = len(words) // 2
    return [
        [],
        *(
            [
                Part(f"      {number + 1}  ", Tone.MUTED),
                Part(f"{words[number]:<14}", Tone.STRONG),
                Part(f"{number + half + 1}  ", Tone.MUTED),
                Part(words[number + half], Tone.STRONG),
            ]
            for number in range(half)
        ),
        [],
    ]


class CompareScreen(PlaceScreen[str]):
    """Two words, typed as heard while the screen does not show them; gives what came of it."""

    PLACE = Place.COMPARE

    BINDINGS = bindings_for(Place.COMPARE)

    def __init__(self, session: Session, card: CardView, places: tuple[int, int]) -> None:
        super().__init__(session)
        self._card = card
        self._places = places

    def top(self) -> Iterable[Widget]:
        """What to do."""
        yield Painted(id="told")

    def body(self) -> Iterable[Widget]:
        """Two fields."""
        for place in self._places:
            yield FieldRow(
                FormField(f"word-{place}", f"Word {place}", Kind.TEXT, required=True), "", self.session.glyphs
            )

    def on_mount(self) -> None:
        """Start with the first."""
        first, second = self._places
        self.query_one("#told", Painted).say(
            f"Ring {self._card.name} on a number you know. They open Identity cards, and read their eight words out. "
            f"Type the words number {first} and {second} as you hear them."
        )
        self._rows[0].start_typing()

    @property
    def _rows(self) -> list[FieldRow]:
        return list(self.query(FieldRow))

    @on(FieldRow.Typed)
    def _typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        event.row.show_error("")
        self.notice.say("")

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        if self._rows[-1].control is event.input:
            self.action_accept()
        else:
            self.focus_next()

    def action_accept(self) -> None:
        """Accept the card if both are right, and take in what waited for it."""
        for row in self._rows:
            if not row.typed.strip():
                row.show_error("Type the word as you hear it.")
                row.start_typing()
                return
        if not self.asking("load"):
            typed = {place: row.typed for place, row in zip(self._places, self._rows, strict=True)}
            desk, fingerprint = self.session.desk, self._card.fingerprint
            self.ask(lambda: receiving.accept(desk, fingerprint, typed), self._accepted, "load")

    def _accepted(self, released: tuple[FileResult, ...]) -> None:
        self.session.released |= {each.bundle: each for each in released}
        self.dismiss(f"Accepted: {self._card.name}.{released_words(released)}")

    def tell_error(self, error: RecoveryError) -> None:
        """Say it at the foot; what was typed stays."""
        self.notice.say(error.message, Tone.ACT)
        self._rows[0].start_typing()

    def help_text(self) -> str:
        """Why."""
        return (
            "Anybody can make a card with any name on it. Two words that you hear from the person themselves prove "
            "that this card is theirs and was not exchanged on the way."
        )

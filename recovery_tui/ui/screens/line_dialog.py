"""One line, asked for in front of a screen; what is understood of it is written out while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from recovery_tui.casework.echo import is_understood
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Part, Tone
from recovery_tui.ui.screens.words_dialog import BegunWords, WordsDialog
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.typed_input import TypedInput


class LineDialog(WordsDialog):
    """Gives the line as it was typed, also when it is empty; Esc gives None."""

    PLACE: ClassVar[Place] = Place.DIALOG

    BINDINGS = bindings_for(Place.DIALOG, Place.SCREEN)

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        value: str = "",
        read_back: Callable[[str], str] | None = None,
        begun: BegunWords | None = None,
    ) -> None:
        super().__init__()
        self.begun = begun
        self._title = title
        self._text = text
        self._value = begun.said if begun is not None and begun.said else value
        self._read_back = read_back

    def compose(self) -> ComposeResult:
        """Question, explanation, the line, what was understood."""
        with Vertical(id="dialog"):
            yield Painted(id="question")
            yield Painted(id="explained")
            yield TypedInput(self._value, limit=200)
            yield Painted(id="understood")
            yield Painted(id="keys")

    def on_mount(self) -> None:
        """Fill in."""
        self.query_one("#question", Painted).say(self._title, Tone.STRONG)
        self.query_one("#explained", Painted).say(self._text)
        keys = [Part(" Enter ", Tone.STRONG), Part("takes it   ", Tone.MUTED)]
        self.query_one("#keys", Painted).show([*keys, Part("Esc ", Tone.STRONG), Part("back", Tone.MUTED)])
        self.query_one(TypedInput).focus()

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        event.stop()
        said = self._read_back(event.value) if self._read_back and event.value.strip() else ""
        tone = Tone.GOOD if is_understood(said) else Tone.MISSING
        self.query_one("#understood", Painted).say(f"= {said}" if said else "", tone)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        """No answer."""
        self.dismiss(None)

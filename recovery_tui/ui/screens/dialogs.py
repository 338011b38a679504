"""Small questions in front of a screen: one key answers them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from recovery_tui.casework.views import Choice
from recovery_tui.ui.closing import ClosesOnce
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Part, Tone
from recovery_tui.ui.reason_words import OTHER, offered
from recovery_tui.ui.screens.words_dialog import BegunWords, WordsDialog
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.typed_input import TypedInput

Value = TypeVar("Value")

DIGITS = "123456789"
AROUND = 12
"""Lines of the window that a list leaves free: the head and the foot stay in sight."""


@dataclass(frozen=True)
class Option(Generic[Value]):
    """One answer: its key, its words, and what it means."""

    key: str
    title: str
    value: Value


def in_order(answers: Iterable[tuple[str, Value]]) -> list[Option[Value]]:
    """Answers, each in words and what it means, with digits as keys as far as digits reach."""
    return [Option(DIGITS[at : at + 1], title, value) for at, (title, value) in enumerate(answers)]


def numbered(choices: Iterable[Choice]) -> list[Option[Choice]]:
    """Choices as answers in their order."""
    return in_order((f"{choice.label}   {choice.help}".rstrip(), choice) for choice in choices)


class ChoiceDialog(ClosesOnce, ModalScreen["Value | None"], Generic[Value]):
    """A question with a list of answers; Esc gives None. More than digits reach are narrowed by typing."""

    PLACE: ClassVar[Place] = Place.DIALOG

    BINDINGS = bindings_for(Place.DIALOG, Place.SCREEN)

    def __init__(
        self, glyphs: Glyphs, title: str, options: Sequence[Option[Value]], text: str = "", cursor: int = 0
    ) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._title = title
        self._text = text
        self._options = self._all = tuple(options)
        self._cursor = cursor
        self._typed = ""
        """What narrows the list."""

    def compose(self) -> ComposeResult:
        """Question, text, answers."""
        with Vertical(id="dialog"):
            yield Painted(id="question")
            yield Painted(id="explained")
            yield LineList(self._glyphs, widest=(6,), marks=False, id="answers")
            yield Painted(id="keys")

    def on_mount(self) -> None:
        """Fill in."""
        self.query_one("#question", Painted).say(self._title, Tone.STRONG)
        self.query_one("#explained", Painted).say(self._text)
        answers = self.query_one("#answers", LineList)
        answers.styles.max_height = min(max(len(self._options), 1) + 2, max(self.app.size.height - AROUND, 3))
        self._show(self._cursor)
        answers.focus()

    def _show(self, cursor: int = 0) -> None:
        rows = [Row((option.key or " ", option.title)) for option in self._options]
        self.query_one("#answers", LineList).show_rows(rows, cursor)
        keys = [Part(" Esc ", Tone.STRONG), Part("back", Tone.MUTED)]
        if self._is_long:
            keys += [Part("   letters narrow the list   ", Tone.MUTED), Part(self._typed, Tone.STRONG)]
        self.query_one("#keys", Painted).show(keys)

    @property
    def _is_long(self) -> bool:
        return len(self._all) > len(DIGITS)

    def on_key(self, event: events.Key) -> None:
        """An answer's own key gives it at once; in a long list letters narrow."""
        chosen = next((each for each in self._options if each.key and each.key == event.character), None)
        if chosen is not None:
            self.dismiss(chosen.value)
        elif self._is_long and event.key == "backspace":
            self._narrow(self._typed[:-1])
        elif self._is_long and event.is_printable and event.character:
            self._narrow(self._typed + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def _narrow(self, typed: str) -> None:
        """Leave those that hold what is typed, the beginnings of words first; what fits nothing isn't taken."""
        wanted = typed.casefold().lstrip()
        fitting = [each for each in self._all if wanted in each.title.casefold()]
        fitting.sort(key=lambda each: f" {wanted}" not in f" {each.title.casefold()}")
        if fitting:
            self._typed = typed.lstrip()
            self._options = tuple(in_order((each.title, each.value) for each in fitting))
            self._show()

    @on(CursorList.RowOpened)
    def _take(self, event: CursorList.RowOpened) -> None:
        event.stop()
        self.dismiss(self._options[event.row].value)

    @on(CursorList.CursorMoved)
    def _stop_moves(self, event: CursorList.CursorMoved) -> None:
        event.stop()

    def action_cancel(self) -> None:
        """No answer."""
        self.dismiss(None)


class ConfirmDialog(ChoiceDialog[bool]):
    """Yes or no, in the caller's words; the cursor starts on no."""

    def __init__(
        self, glyphs: Glyphs, title: str, text: str, yes: str, no: str, *, start: bool = False
    ) -> None:
        options = [Option("y", yes, True), Option("n", no, False)]
        super().__init__(glyphs, title, options, text, 0 if start else 1)


class ReasonDialog(WordsDialog):
    """Why: one key takes a reason from a short list; free text only for another one."""

    PLACE: ClassVar[Place] = Place.DIALOG

    BINDINGS = bindings_for(Place.DIALOG, Place.SCREEN)

    def __init__(
        self,
        glyphs: Glyphs,
        title: str,
        reasons: Sequence[Choice],
        last_used: Sequence[str] = (),
        begun: BegunWords | None = None,
    ) -> None:
        super().__init__()
        self.begun = begun
        self._glyphs = glyphs
        self._title = title
        self._options = numbered(offered(reasons, last_used))

    def compose(self) -> ComposeResult:
        """Question, reasons, a line for another one."""
        with Vertical(id="dialog"):
            yield Painted(id="question")
            yield LineList(self._glyphs, widest=(3,), marks=False, id="answers")
            said = self.begun.said if self.begun is not None else ""
            yield TypedInput(said, limit=200, placeholder="in a few words, then Enter", id="other")
            yield Painted(id="keys")

    def on_mount(self) -> None:
        """Fill in."""
        self.query_one("#question", Painted).say(self._title, Tone.STRONG)
        answers = self.query_one("#answers", LineList)
        answers.styles.max_height = len(self._options) + 2
        answers.show_rows([Row((option.key or " ", option.title)) for option in self._options], 0)
        other = self.query_one("#other", TypedInput)
        other.display = bool(other.value)
        (other if other.display else answers).focus()
        self.query_one("#keys", Painted).show([Part(" Esc ", Tone.STRONG), Part("back", Tone.MUTED)])

    def on_key(self, event: events.Key) -> None:
        """A reason's digit takes it at once."""
        if isinstance(self.focused, Input):
            return
        for index, option in enumerate(self._options):
            if option.key and event.character == option.key:
                event.stop()
                event.prevent_default()
                self._choose(index)
                return

    @on(CursorList.RowOpened)
    def _take(self, event: CursorList.RowOpened) -> None:
        event.stop()
        self._choose(event.row)

    @on(CursorList.CursorMoved)
    def _stop_moves(self, event: CursorList.CursorMoved) -> None:
        event.stop()

    def _choose(self, index: int) -> None:
        choice = self._options[index].value
        if choice.value != OTHER:
            self.dismiss(choice.value)
            return
        other = self.query_one("#other", TypedInput)
        other.display = True
        other.focus()

    @on(Input.Submitted)
    def _take_words(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        """No reason, so nothing is done."""
        self.dismiss(None)

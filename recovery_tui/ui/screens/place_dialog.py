"""Asking for a folder or a file: one of those that are offered, or a path that is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from recovery_tui.ui.closing import ClosesOnce
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.found_files import places
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Part, Tone
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.place_field import LONGEST
from recovery_tui.ui.widgets.typed_input import TypedInput
from recovery_tui.ui.work import Asking

MOST_SHOWN = 8


def ask_folder(screen: Asking[Any], title: str, then: Callable[[Path], object]) -> None:
    """Ask where to write something, sticks and folders used before first; `then` gets the folder, if one is given."""
    session = screen.session

    def show(found: tuple[tuple[str, Path], ...]) -> None:
        dialog = PlaceDialog(session.glyphs, title, found, "folder or stick, then Enter")
        screen.app.push_screen(dialog, answered)

    def answered(folder: Path | None) -> None:
        if folder is not None:
            then(folder)

    screen.ask(lambda: places(session), show, "places")


class PlaceDialog(ClosesOnce, ModalScreen[Path | None]):
    """Enter takes the line the cursor is on, or what is typed; Esc gives None."""

    PLACE: ClassVar[Place] = Place.DIALOG

    BINDINGS = bindings_for(Place.DIALOG, Place.SCREEN)

    def __init__(self, glyphs: Glyphs, title: str, offered: Sequence[tuple[str, Path]], hint: str) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._title = title
        self._offered = tuple(offered)
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Question, what is offered, a line to type in."""
        with Vertical(id="dialog"):
            yield Painted(id="question")
            if self._offered:
                yield LineList(self._glyphs, marks=False, id="answers")
            yield TypedInput(limit=LONGEST, placeholder=self._hint, id="typed")
            yield Painted(id="keys")

    def on_mount(self) -> None:
        """Fill in; the cursor waits on what is offered."""
        self.query_one("#question", Painted).say(self._title, Tone.STRONG)
        if self._offered:
            answers = self.query_one("#answers", LineList)
            answers.styles.max_height = min(len(self._offered), MOST_SHOWN) + 1
            answers.show_rows([Row((words,), subject=path) for words, path in self._offered], 0)
            answers.focus()
        else:
            self.query_one("#typed").focus()
        keys = [Part(" enter ", Tone.STRONG), Part("take", Tone.MUTED)]
        if self._offered:
            keys += [Part("   tab ", Tone.STRONG), Part("another place", Tone.MUTED)]
        self.query_one("#keys", Painted).show([*keys, Part("   Esc ", Tone.STRONG), Part("back", Tone.MUTED)])

    @on(CursorList.RowOpened)
    def _take(self, event: CursorList.RowOpened) -> None:
        event.stop()
        self.dismiss(self._offered[event.row][1])

    @on(CursorList.CursorMoved)
    def _stop_moves(self, event: CursorList.CursorMoved) -> None:
        event.stop()

    @on(Input.Submitted)
    def _take_typed(self, event: Input.Submitted) -> None:
        event.stop()
        typed = event.value.strip().strip('"').strip()
        if typed:
            self.dismiss(Path(typed).expanduser())

    def action_cancel(self) -> None:
        """No place."""
        self.dismiss(None)

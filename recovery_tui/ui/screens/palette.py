"""Ctrl+p: any command that makes sense here and now, last used first, found by typing part of its name."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from recovery_tui.ui.closing import ClosesOnce
from recovery_tui.ui.commands import Command, Place, bindings_for
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.search_line import SearchLine


class PaletteDialog(ClosesOnce, ModalScreen[Command | None]):
    """A line to type in and the commands that fit."""

    PLACE: ClassVar[Place] = Place.DIALOG

    BINDINGS = bindings_for(Place.DIALOG, Place.SCREEN)

    def __init__(self, glyphs: Glyphs, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Question, line, list."""
        with Vertical(id="dialog"):
            yield Painted(id="question")
            yield SearchLine(limit=60, id="wanted")
            empty = "No such command."
            yield LineList(self._glyphs, widest=(24,), marks=False, is_led=True, empty=empty, id="answers")

    def on_mount(self) -> None:
        """All commands, until something is typed."""
        self.query_one("#question", Painted).say("Which command? Type part of its name.", Tone.STRONG)
        self.query_one("#answers", LineList).styles.height = 12
        self._narrow("")
        self.query_one("#wanted").focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        fitting = [c for c in self._commands if wanted in c.title.casefold()]
        fitting += [c for c in self._commands if c not in fitting and wanted in c.help.casefold()]
        rows = [Row((f"{c.title}  {c.all_keys}".rstrip(), c.help), subject=c) for c in fitting]
        self.query_one("#answers", LineList).show_rows(rows, 0)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(self.query_one("#answers", LineList).subject(Command))

    @on(CursorList.CursorMoved)
    def _stop_moves(self, event: CursorList.CursorMoved) -> None:
        event.stop()

    def action_cancel(self) -> None:
        """No command."""
        self.dismiss(None)

"""Printing: what may be chosen at the top, what would stand on the paper below; F2 writes it to a folder or a stick."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.found_files import FOLDER, places
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.printed import FORMS, PAGE, Chosen, written_words
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.choice_field import ChoiceRow
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.place_field import PlaceRow

Preview = Sequence[Row]

NO_CHOICE = "Choose one; the arrow down shows all."


class PrintScreen(PlaceScreen[bool]):
    """Subclasses say what can be chosen, what would be printed, and how it is written. Gives whether it was."""

    PLACE = Place.PRINT

    BINDINGS = bindings_for(Place.PRINT)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._written: Path | None = None

    @abstractmethod
    def options(self) -> Iterable[FieldRow]:
        """What may be chosen besides the form and the folder."""

    @abstractmethod
    def read(self, chosen: Chosen) -> Preview:
        """What would stand on the paper; for a thread."""

    @abstractmethod
    def write(self, chosen: Chosen, folder: Path) -> Path:
        """Journal the print and write it; for a thread."""

    def after(self, chosen: Chosen) -> None:
        """What comes after it is written."""

    def top(self) -> Iterable[Widget]:
        """The choices."""
        glyphs = self.session.glyphs
        yield from self.options()
        yield ChoiceRow(FormField("form", "Form", Kind.CHOICE, choices=FORMS), PAGE, glyphs)
        yield PlaceRow("folder", "Folder or stick", glyphs)

    def body(self) -> Iterable[Widget]:
        """The preview."""
        yield LineList(self.session.glyphs, widest=(24,), marks=False, empty="Nothing to print.")

    def on_mount(self) -> None:
        """Show what would be printed as it stands."""
        self.call_after_refresh(self.query(FieldRow).first().start_typing)
        self.ask(lambda: places(self.session), self._offer, "places")
        self._look_again()

    def _offer(self, offered: tuple[tuple[str, Path], ...]) -> None:
        folder = self.query_one(PlaceRow)
        folder.offer_places(offered)
        if offered and folder.path is None:
            folder.put(str(offered[0][1]))

    @property
    def _chosen(self) -> Chosen:
        return {row.field.key: row.typed for row in self.query(FieldRow)}

    def _look_again(self) -> None:
        self._written, chosen = None, self._chosen
        self.ask(lambda: self.read(chosen), self._show, "preview")

    def _show(self, rows: Preview) -> None:
        self.query_one("#body LineList", LineList).show_rows(rows, 0)

    @on(FieldRow.Typed)
    def _typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        event.row.show_error("")
        if event.row.field.key != "folder":
            self._look_again()

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def action_write(self) -> None:
        """Write the document, if it is known where to."""
        lacking = next((row for row in self.query(ChoiceRow) if not row.is_choice), None)
        if self._written is not None:
            self.notice.say("It is written already. Esc goes back; change something to write it again.")
        elif lacking is not None:
            wanted = (
                "Type the folder; the arrow down shows sticks."
                if isinstance(lacking, PlaceRow)
                else NO_CHOICE
            )
            lacking.show_error(wanted)
            lacking.start_typing()
        elif not self.asking("print"):
            chosen, path = self._chosen, self.query_one(PlaceRow).path or Path()
            self.notice.say("Writing")
            self.ask(lambda: self.write(chosen, path), partial(self._done, chosen), "print")

    def _done(self, chosen: Chosen, target: Path) -> None:
        self._written = target
        self.session.used(FOLDER, str(target.parent))
        self.notice.say(written_words(target), Tone.GOOD)
        self.after(chosen)

    def tell_error(self, error: RecoveryError) -> None:
        """Say it at the foot; what was chosen stays."""
        self.notice.say(error.message, Tone.ACT)

    def action_back(self) -> None:
        """Leave; says whether something was written."""
        self.dismiss(self._written is not None)

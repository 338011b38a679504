"""The glossary: type part of a word, read what it means; what the guide says of it stands below."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.guide import GuideScreen
from recovery_tui.ui.sentences import NO_SUCH_WORD
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.search_line import SearchLine
from recovery_tui.ui.words.glossary import TERMS
from recovery_tui.ui.words.guide import GUIDE, Chapter
from recovery_tui.ui.words.term import fitting


class GlossaryScreen(PlaceScreen[None]):
    """A line to type in, and the terms that fit."""

    PLACE = Place.GLOSSARY

    BINDINGS = bindings_for(Place.GLOSSARY)

    def top(self) -> Iterable[Widget]:
        """Which word."""
        yield SearchLine(limit=40, placeholder="a word, for example OST, naloxone, duty to refer", id="find")

    def body(self) -> Iterable[Widget]:
        """What it means."""
        yield LineList(self.session.glyphs, widest=(24,), marks=False, is_led=True, empty=NO_SUCH_WORD)

    def on_mount(self) -> None:
        """All of them, until something is typed."""
        self._show("")
        self.query_one(SearchLine).focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def _show(self, wanted: str) -> None:
        rows = [Row((term.title, term.explained)) for term in fitting(TERMS, wanted)]
        chapters = [chapter for chapter in GUIDE if wanted.strip() and chapter.speaks_of(wanted)]
        if chapters:
            rows.append(Row(("In the practice guide",), heading=True))
        rows += [Row((chapter.title, "Enter opens it."), subject=chapter) for chapter in chapters]
        self.query_one(LineList).show_rows(rows, 0)

    @on(Input.Submitted)
    def _open(self, event: Input.Submitted) -> None:
        event.stop()
        chapter = self.query_one(LineList).subject(Chapter)
        if chapter is not None:
            self.app.push_screen(GuideScreen(self.session, chapter.title))

    def help_text(self) -> str:
        """What the page is."""
        return "Words of the field and of this program. Type part of one; the arrows walk in the list."

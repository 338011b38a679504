"""The practice guide, read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.wording import with_keys
from recovery_tui.ui.words.guide import GUIDE


class GuideScreen(PlaceScreen[None]):
    """Plain text; may begin at a chapter."""

    PLACE = Place.GUIDE

    BINDINGS = bindings_for(Place.GUIDE)

    def __init__(self, session: Session, chapter: str = "") -> None:
        super().__init__(session)
        self._chapter = chapter

    def body(self) -> Iterable[Widget]:
        """One list: it scrolls with the keys of any list."""
        yield LineList(self.session.glyphs, widest=(20,), marks=False)

    def on_mount(self) -> None:
        """Write it."""
        rows: list[Row] = []
        start = 0
        for chapter in GUIDE:
            if chapter.title == self._chapter:
                start = len(rows) + 1
            rows.append(Row((chapter.title,), heading=True))
            rows += [Row((with_keys(paragraph),)) for paragraph in chapter.paragraphs]
        listed = self.query_one(LineList)
        listed.show_rows(rows, start)
        listed.focus()

    def help_text(self) -> str:
        """What the page is."""
        return "What the work is, in short. It stands on this computer and needs no network."

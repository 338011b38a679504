"""Whose: one person, found by part of a name or of a number; the one the cursor was on stands first."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import caseload
from recovery_tui.casework.views import CaseloadOrder, CaseloadPage, CaseloadRow, RecordId
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.now import Now
from recovery_tui.ui.widgets.search_line import SearchLine

SHOWN = 50
"""People shown at a time; the search reaches all."""

Whose = tuple[RecordId, str]
"""A person, and how to name them at the head of a form."""


class WhoseScreen(PlaceScreen[Whose | None]):
    """Gives the person chosen, None when left without choosing."""

    PLACE = Place.WHOSE

    BINDINGS = bindings_for(Place.WHOSE)

    def __init__(self, session: Session, about: str, likely: Whose | None, now: str = "") -> None:
        """`likely` stands first; `now` is what to do before anybody is chosen."""
        super().__init__(session)
        self._now = now
        self._about = about
        self._likely = likely
        self._answered: str | None = None
        """What the people in the list were found by."""
        self._takes = False
        """Whether Enter came before its answer: nobody is taken whom the letters did not mean."""

    def heading(self) -> tuple[str, str | None]:
        """What it is about."""
        return f"{self._about}: about whom?", None

    def top(self) -> Iterable[Widget]:
        """What is more pressing, and the search."""
        if self._now:
            yield Now(self._now)
        hint = "part of a name or of a number; Enter takes the person"
        yield SearchLine(limit=60, placeholder=hint, id="find")

    def body(self) -> Iterable[Widget]:
        """Who fits; the arrows walk here while letters go to the search."""
        yield LineList(
            self.session.glyphs,
            widest=(34, 10),
            marks=False,
            is_led=True,
            empty="Nobody fits.",
            waiting="",
        )

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one("#find").focus()
        self._search("")

    @on(Input.Changed, "#find")
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._takes = False
        self._search(event.value.strip())

    def _search(self, text: str) -> None:
        def question() -> CaseloadPage:
            return caseload.page(
                self.session.desk, text=text, order=CaseloadOrder.NAME, mine=False, offset=0, limit=SHOWN
            )

        self.ask(question, lambda page: self._show(page, text), "people")

    def _show(self, page: CaseloadPage, text: str) -> None:
        rows = [Row(self._cells(each), subject=self._whose(each)) for each in page.rows]
        if self._likely is not None and not text:
            first, name = self._likely
            others = [row for row in rows if isinstance(row.subject, tuple) and row.subject[0] != first]
            rows = [Row((name,), subject=self._likely), *others]
        self.query_one(LineList).show_rows(rows, 0)
        self._answered = text
        if self._takes:
            self.action_take()

    def _cells(self, row: CaseloadRow) -> tuple[str, ...]:
        return row.name, self.session.place(row.location), row.number

    def _whose(self, row: CaseloadRow) -> Whose:
        return row.person, self.session.named(row.name, row.location)

    @on(Input.Submitted, "#find")
    def action_take(self) -> None:
        """Take the person the cursor is on."""
        text = self.query_one(SearchLine).value.strip()
        self._takes = self._answered != text
        if self._takes:
            return
        row = self.query_one(LineList).current
        if row is not None and isinstance(row.subject, tuple):
            if text:
                self.ask(lambda: caseload.searched(self.session.desk), lambda _: None, "searched")
            self.dismiss(row.subject)

"""The caseload: everyone, sorted and searched in the store, painted as far as it is in sight."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import caseload
from recovery_tui.casework.views import CaseloadOrder, CaseloadPage, CaseloadRow, RecordId
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Part, Parts, Tone, tone_of
from recovery_tui.ui.safe_text import cut
from recovery_tui.ui.screens.find import FindScreen
from recovery_tui.ui.screens.people import PeopleActions
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.places_line import PlacesLine
from recovery_tui.ui.widgets.record_list import PAGE, Column, RecordList, TableRow
from recovery_tui.ui.widgets.typed_input import TypedInput
from recovery_tui.ui.wording import key_of

OUT_WIDTH = 12
_WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?=\d)")

NARROW = (
    Column("name", 14, grows=True),
    Column("where", 6),
    Column("out", OUT_WIDTH),
    Column("treatm.", 7),
    Column("peers", 6),
    Column("home", 9),
    Column("release", 9),
)
WIDE = (*NARROW, Column("agreed", 13), Column("review", 10), Column("seen", 10))
WIDE_FROM = 116
"""Cells from which all columns have room; below, the rest stands beneath the list."""


class CaseloadScreen(PeopleActions):
    """A list in pages, a search that narrows it, and the rest about the person the cursor is on."""

    PLACE = Place.CASELOAD

    BINDINGS = bindings_for(Place.CASELOAD)

    _order = CaseloadOrder.LOCATION
    _text = ""
    _answered: str | None = None
    """What the people in the list were found by."""
    _opens = False
    """Whether Enter came before its answer: nobody is opened whom the letters did not mean."""

    def heading(self) -> tuple[str, str | None]:
        """How the list is sorted."""
        return f"{self.PLACE.words}, sorted by {self._order.value}", None

    def top(self) -> Iterable[Widget]:
        """Where one can go, the search, the titles."""
        yield PlacesLine(self.session, self.PLACE)
        yield TypedInput(limit=60, placeholder="part of a name or of a number", id="find")
        yield Painted(id="titles")

    def body(self) -> Iterable[Widget]:
        """Everyone."""
        listed = RecordList(
            self.session.glyphs,
            NARROW,
            wide=WIDE,
            wide_from=WIDE_FROM,
            marks=True,
            empty="Nobody here. {people.new} adds a person; Esc empties a search.",
            waiting="",
        )
        yield self.with_detail(listed)

    def bottom(self) -> Iterable[Widget]:
        """More about the person the cursor is on."""
        yield Painted(self._beneath, id="beneath")

    def on_mount(self) -> None:
        """The search is out of sight until it is wanted."""
        self.query_one("#find").display = False
        self.query_one("#titles", Painted).paint_with(
            lambda width: [self._list.title_parts(self._list.size.width or width)]
        )
        self._list.focus()

    @property
    def _list(self) -> RecordList:
        return self.query_one(RecordList)

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Ask again from the top."""
        if self.session.opened is not None:
            self._ask_page(0, fresh=True)

    def _ask_page(self, offset: int, *, fresh: bool) -> None:
        text, order, mine = self._text, self._order, self.session.mine

        def question() -> CaseloadPage:
            return caseload.page(
                self.session.desk, text=text, order=order, mine=mine, offset=offset, limit=PAGE
            )

        group = "caseload" if fresh else f"caseload {text} {order} {mine} {offset}"
        ask = self.ask_counted if order is CaseloadOrder.WORST else self.ask
        ask(question, lambda page: self._show(page, text, order, mine, fresh=fresh), group)

    def _show(self, page: CaseloadPage, text: str, order: CaseloadOrder, mine: bool, *, fresh: bool) -> None:
        if (text, order, mine) != (self._text, self._order, self.session.mine):
            return
        rows = [TableRow(_cells(row, self.session), row, row.worst_mark) for row in page.rows]
        self._list.show_page(page.offset, rows, page.total, fresh=fresh)
        self.query_one(PlacesLine).count(page.mine, page.everyone)
        self.head.refresh()
        if fresh:
            self._answered = text
            if self._opens:
                self._open_only()

    @on(RecordList.PageWanted)
    def _want_page(self, event: RecordList.PageWanted) -> None:
        event.stop()
        self._ask_page(event.offset, fresh=False)

    @on(CursorList.CursorMoved)
    def _tell_more(self, event: CursorList.CursorMoved) -> None:
        event.stop()
        self.query_one("#beneath", Painted).refresh()

    @property
    def _current(self) -> CaseloadRow | None:
        return self._list.subject(CaseloadRow)

    def chosen_person(self) -> tuple[RecordId, str] | None:
        """The person the cursor is on."""
        row = self._current
        return (row.person, self.session.named(row.name, row.location)) if row else None

    def _beneath(self, width: int) -> list[Parts]:
        row = self._current
        if row is None:
            return [[], []]
        worst = Part(f"{row.worst_mark.value} {row.worst}".strip(), tone_of(row.worst_mark))
        who = [Part(f" {row.name}   ", Tone.STRONG), Part(f"{row.number}   "), worst]
        told = {
            "as known": row.as_known,
            "seen": row.last_seen,
            "out": row.release,
            "agreed": row.agreed,
            "review": row.review,
        }
        more = "   ".join(f"{title}: {said}" for title, said in told.items() if said)
        return [who, [Part(" " + cut(more, max(width - 2, 0), self.session.glyphs.cut))]]

    @on(RecordList.ColumnsMoved)
    def _name_columns(self, event: RecordList.ColumnsMoved) -> None:
        event.stop()
        self.query_one("#titles").refresh()

    def action_open(self) -> None:
        """Open the person."""
        row = self._current
        if row is not None:
            self.open_person(row.person)

    def action_order(self) -> None:
        """Sort by the next order."""
        self._order = self._order.next
        self.head.retitle(*self.heading())
        self.refresh_view()

    def action_find(self) -> None:
        """Put the cursor in the search."""
        find = self.query_one("#find", TypedInput)
        find.display = True
        find.focus()

    def action_find_anything(self) -> None:
        """Look for what is typed in every record."""
        self.app.push_screen(FindScreen(self.session, self._text))

    @on(Input.Changed, "#find")
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._text, self._opens = event.value.strip(), False
        self._ask_page(0, fresh=True)

    @on(Input.Submitted, "#find")
    def _to_list(self, event: Input.Submitted) -> None:
        event.stop()
        if self._text:
            self.ask(lambda: caseload.searched(self.session.desk), lambda _: None, "searched")
        self._opens = self._answered != self._text
        if not self._opens:
            self._open_only()

    def _open_only(self) -> None:
        """Open the only person found; among several the cursor is wanted."""
        self._opens = False
        if self._list.row_count():
            self._list.focus()
        if self._list.row_count() == 1:
            self.action_open()

    def on_key(self, event: events.Key) -> None:
        """The arrow goes from the search into the list."""
        if isinstance(self.focused, Input) and event.key == "down":
            event.stop()
            self._list.focus()

    def action_clear(self) -> None:
        """Empty the search; all stand in the list again."""
        find = self.query_one("#find", TypedInput)
        find.value = ""
        find.display = False
        self._list.focus()

    def help_text(self) -> str:
        """What the list is."""
        return (
            f"Everyone in this store, or only your own people ({key_of('people.mine')}). "
            f"{key_of('caseload.find')} searches names, other names and numbers as you type, and "
            f"{key_of('caseload.find-anything')} then looks in notes and all other records. "
            "!! stands where something must be done today; "
            f"{key_of('caseload.order')} sorts, also by what is worst. "
            "The words for treatment, peers, home and release say how each area stands."
        )


def _out(release: str) -> str:
    """When somebody is out, as the column has room for it: the weekday and the rest stand beneath the list."""
    said = _WEEKDAY.sub("", release)
    if len(said) > OUT_WIDTH:
        said = said.partition(",")[0]
    return "passed" if said.endswith("passed") else said


def _cells(row: CaseloadRow, session: Session) -> tuple[str, ...]:
    return (
        row.name,
        session.place(row.location),
        _out(row.release),
        *row.areas,
        row.agreed,
        row.review,
        row.last_seen,
    )

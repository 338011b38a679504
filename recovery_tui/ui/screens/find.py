"""Find anything: people first, then every record that holds the words; Enter opens the very line."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import caseload, finding, recording
from recovery_tui.casework.finding import SHORTEST, Found, Hit
from recovery_tui.casework.views import FormSpec
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.progress import Progressed
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.sentences import NOTES_AND_RECORDS, NOTHING_HOLDS_IT
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.search_line import SearchLine

NOTHING_YET = "Three letters or more look into notes too."
NOBODY = "Nobody begins so. Three letters look into notes too."


class FindScreen(PlaceScreen[None]):
    """A line to type in, and what is found under it; the arrows walk in the list while letters go to the line."""

    PLACE = Place.FIND

    BINDINGS = bindings_for(Place.FIND)

    def __init__(self, session: Session, text: str = "") -> None:
        super().__init__(session)
        self._text = text
        self._answered = ""
        """What the list is the answer to."""
        self._opens = False
        """Whether Enter was pressed before the answer was there."""
        self._total = 0
        """Records that had to be made ready when this was opened."""

    def top(self) -> Iterable[Widget]:
        """The search."""
        yield SearchLine(self._text, limit=60, placeholder="a name, a number, or words of a note", id="find")

    def body(self) -> Iterable[Widget]:
        """What is found."""
        yield LineList(self.session.glyphs, widest=(22, 8, 18), marks=False, is_led=True, empty=NOTHING_YET)

    def on_mount(self) -> None:
        """Begin to type."""
        find = self.query_one(SearchLine)
        find.focus()
        find.cursor_position = len(self._text)

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Ask again: something may have been saved meanwhile."""
        if self.session.opened is not None:
            self._search(keep_cursor=True)

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        text = event.value.strip()
        if text and not self._text:
            self.ask(lambda: caseload.searched(self.session.desk), lambda _: None, "searched")
        if text != self._text:
            self._text, self._opens = text, False
            self._search()

    def _search(self, *, keep_cursor: bool = False) -> None:
        text, desk = self._text, self.session.desk
        self.ask(
            lambda: finding.find(desk, text),
            lambda found: self._show(found, text, keep_cursor),
            "find",
        )

    def _show(self, found: Found, text: str, keep_cursor: bool) -> None:
        self._answered = text
        self._list.empty = (NOTHING_HOLDS_IT if len(text) >= SHORTEST else NOBODY) if text else NOTHING_YET
        self._list.show_rows(list(_rows(found, self.session)), None if keep_cursor else 0)
        if self._opens:
            self.action_open()
        if found.waiting:
            self._total = max(self._total, found.waiting)
            self._tell_waiting(found.waiting)
        else:
            self.notice.say("There is more: type more letters." if found.more else "", Tone.MUTED)

    def _tell_waiting(self, left: int) -> None:
        """Say how far the records are, and make more of them ready; the answer to a search waits for nothing."""
        bar = Progressed(self._total - left, self._total).words("notes and records")
        self.notice.say(f"Making ready for the search  {bar}", Tone.MUTED)
        if not self.asking("ready"):
            self.ask(lambda: finding.make_ready(self.session.desk), self._made_ready, "ready")

    def _made_ready(self, left: int) -> None:
        if left:
            self._tell_waiting(left)
        else:
            self._search(keep_cursor=True)

    @on(Input.Submitted, "#find")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open what the cursor is on: the person, the person at the record, or the agency."""
        self._opens = self._answered != self._text
        if self._opens:
            return
        hit = self._list.subject(Hit)
        if hit is None:
            return
        if hit.person is not None:
            self.app.push_screen(PersonScreen(self.session, hit.person, record=hit.record, kind=hit.kind))
        elif hit.record is not None:
            record = hit.record
            self.ask(lambda: recording.edit_form(self.session.desk, record), self._open_form, "form")

    def _open_form(self, spec: FormSpec) -> None:
        self.app.push_screen(FormScreen(self.session, spec))

    def help_text(self) -> str:
        """What is searched."""
        return (
            "Names and numbers, and the words of every record, whatever the accents and capitals; all words you "
            "type must be there. What belongs to Treatment, to safety or to other people is counted here and read "
            "on the person's page."
        )


def _rows(found: Found, session: Session) -> Iterable[Row]:
    for title, hits in (("People", found.people), (NOTES_AND_RECORDS, found.records)):
        if hits:
            yield Row((title,), heading=True)
        for hit in hits:
            yield Row((hit.name, session.place(hit.location), hit.what, hit.words), subject=hit)

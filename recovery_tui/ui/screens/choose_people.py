"""Choosing some people: searched as on the caseload, ticked with the space bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import caseload
from recovery_tui.casework.views import CaseloadOrder, CaseloadPage, Choice, RecordId
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.check_list import CheckList
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.typed_input import TypedInput
from recovery_tui.ui.wording import key_of

SHOWN = 200
"""People shown at a time; the search reaches all."""


class ChoosePeopleScreen(PlaceScreen[dict[RecordId, str] | None]):
    """Gives the people ticked with their names, none for everybody; None when left without choosing."""

    PLACE = Place.CHOOSE_PEOPLE

    BINDINGS = bindings_for(Place.CHOOSE_PEOPLE)

    def __init__(self, session: Session, chosen: Mapping[RecordId, str]) -> None:
        super().__init__(session)
        self._names: dict[RecordId, str] = dict(chosen)
        self._ticked: set[str] = set(chosen)

    def top(self) -> Iterable[Widget]:
        """The search."""
        yield TypedInput(
            limit=60, placeholder="part of a name or of a number; Enter goes to the list", id="find"
        )

    def body(self) -> Iterable[Widget]:
        """People with boxes."""
        yield CheckList((), self._ticked, self.session.glyphs)

    def on_mount(self) -> None:
        """Show everyone."""
        self.query_one("#find").focus()
        self._ask("")
        self._count()

    def _ask(self, text: str) -> None:
        def question() -> CaseloadPage:
            return caseload.page(
                self.session.desk, text=text, order=CaseloadOrder.NAME, mine=False, offset=0, limit=SHOWN
            )

        self.ask(question, self._show, "people")

    def _show(self, page: CaseloadPage) -> None:
        listed = self.query_one(CheckList)
        for row in page.rows:
            self._names[row.person] = row.name
        listed.choices = tuple(
            Choice(
                row.person, f"{row.name:<28}  {self.session.place(row.location):<8}  {row.number}".rstrip()
            )
            for row in page.rows
        )
        listed.rows_changed()
        self._count()

    @on(Input.Changed, "#find")
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._ask(event.value.strip())

    @on(Input.Submitted, "#find")
    def _to_list(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.ask(lambda: caseload.searched(self.session.desk), lambda _: None, "searched")
        self.query_one(CheckList).focus()

    def on_key(self, event: events.Key) -> None:
        """The arrow goes from the search into the list."""
        if isinstance(self.focused, Input) and event.key == "down":
            event.stop()
            self.query_one(CheckList).focus()

    @on(CheckList.Ticked)
    def _tick(self, event: CheckList.Ticked) -> None:
        event.stop()
        self._count()

    @on(CursorList.RowOpened)
    def _opened(self, event: CursorList.RowOpened) -> None:
        event.stop()

    def _count(self) -> None:
        count = len(self._ticked)
        self.notice.say(f"{count} ticked." if count else "Nobody ticked: everybody goes.", Tone.MUTED)

    def action_take(self) -> None:
        """Give the people who are ticked."""
        self.dismiss({each: name for each, name in self._names.items() if each in self._ticked})

    def help_text(self) -> str:
        """What to do."""
        return (
            "Type part of a name or a number; the arrow down goes to the list, space ticks, "
            f"{key_of('people.take')} takes."
        )

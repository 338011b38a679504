"""Two records side by side: are they one?"""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from recovery_tui.casework import joining
from recovery_tui.casework.joining import PairView
from recovery_tui.casework.views import Mark, Outcome, RecordId
from recovery_tui.ui.change_words import done, why_not
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.wording import key_of


class PairScreen(PlaceScreen[None]):
    """Field by field; what differs has a sign."""

    PLACE = Place.PAIR

    BINDINGS = bindings_for(Place.PAIR)

    def __init__(self, session: Session, one: RecordId, other: RecordId) -> None:
        super().__init__(session)
        self._one = one
        self._other = other
        self._view: PairView | None = None
        self._said = ""

    def body(self) -> Iterable[Widget]:
        """Three columns: field, one, other."""
        yield LineList(self.session.glyphs, widest=(18, 26))

    def on_mount(self) -> None:
        """Read both."""
        self.query_one(LineList).focus()
        self._read()

    def _read(self) -> None:
        desk, one, other = self.session.desk, self._one, self._other
        self.ask(lambda: joining.side_by_side(desk, one, other), self._show, "pair")

    def _show(self, view: PairView) -> None:
        self._view = view
        rows = [Row(("", view.one_name, view.other_name), heading=True)]
        rows += [
            Row(
                (row.title, row.one or "-", row.other or "-"), mark=Mark.MISSING if row.differs else Mark.NONE
            )
            for row in view.rows
        ]
        self.query_one(LineList).show_rows(rows)
        many = "agencies" if view.kind == "agency" else "people"
        state = (
            f"They are one. {key_of('pair.undo')} takes it back."
            if view.joined
            else f"! marks what differs. {key_of('pair.join')}: the same, {key_of('pair.not')}: two {many}."
        )
        self.notice.say(f"{self._said} {state}".strip(), Tone.GOOD if self._said else Tone.MUTED)
        self._said = ""

    def action_join(self) -> None:
        """Say that they are one."""
        desk, one, other = self.session.desk, self._one, self._other
        self.ask(lambda: joining.join(desk, one, other), self._changed, "change")

    def action_undo(self) -> None:
        """Take the joining back."""
        desk, other = self.session.desk, self._other
        self.ask(lambda: joining.separate(desk, other), self._changed, "change")

    def _changed(self, outcome: Outcome) -> None:
        if outcome.saved:
            self.session.saved_at = outcome.saved_at
            self._said = done(outcome)
            self.head.refresh()
            self._read()
        else:
            self.notice.say(why_not(outcome), Tone.MISSING)

    def action_not_same(self) -> None:
        """Say that they are two, and leave."""
        view = self._view
        if view is None:
            return
        if view.joined:
            self.notice.say(f"They are joined. {key_of('pair.undo')} takes that back first.", Tone.MISSING)
            return
        desk, one, other = self.session.desk, self._one, self._other
        self.ask(lambda: joining.not_same(desk, one, other), lambda _: self.dismiss(None), "change")

    def help_text(self) -> str:
        """What joining does."""
        return (
            "Once they are the same, every list and page shows one of them with the records of both. Nothing is lost, "
            f"and {key_of('pair.undo')} takes it back. Later on, the history of the record does: "
            f"{key_of('person.history')} on its line under Everything, and put back what stood before. A pair that is "
            "said to be two is not listed again on this computer."
        )

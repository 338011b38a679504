"""What Today and the caseload have in common: opening a person, a new person, mine or all."""

from __future__ import annotations

from recovery_tui.casework import beside, covering, recording
from recovery_tui.casework.views import Area, FormSpec, Outcome, RecordId
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.with_detail import Question, WithDetail


class PeopleActions(WithDetail):
    """A top-level place with a list of people."""

    def detail_of_line(self) -> Question | None:
        """The person, as lists may show them."""
        chosen, desk = self.chosen_person(), self.session.opened
        if chosen is None or desk is None:
            return None
        person = chosen[0]
        return lambda: beside.of_person(desk, person)

    def open_person(
        self,
        person: RecordId,
        record: RecordId | None = None,
        kind: str | None = None,
        area: Area | None = None,
    ) -> None:
        """Show a person on top of this list."""
        where = area or Area.PLAN
        self.app.push_screen(PersonScreen(self.session, person, area=where, record=record, kind=kind))

    def action_new_person(self) -> None:
        """Add a person; then show them."""
        self.ask(lambda: recording.new_person_form(self.session.desk), self._new_person, "form")

    def _new_person(self, spec: FormSpec) -> None:
        self.app.push_screen(FormScreen(self.session, spec), self._show_new)

    def _show_new(self, outcome: Outcome | None) -> None:
        self.after_form(outcome)
        if outcome is not None and outcome.person is not None:
            self.open_person(outcome.person)

    def action_cover_colleague(self) -> None:
        """Look after a colleague's people for some days."""
        self.ask(lambda: covering.form(self.session.desk), self._cover_colleague, "form")

    def _cover_colleague(self, spec: FormSpec) -> None:
        self.app.push_screen(FormScreen(self.session, spec), self._say_covered)

    def _say_covered(self, outcome: Outcome | None) -> None:
        if outcome is not None and outcome.saved:
            self.notice.say(f"{outcome.said}.", Tone.GOOD)

    def action_mine(self) -> None:
        """Switch between my people and everyone."""
        self.session.mine = not self.session.mine
        self.refresh_view()

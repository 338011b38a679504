"""What Today and the caseload have in common: opening a person, a new person, mine or all."""

from __future__ import annotations

from recovery_tui.casework import recording
from recovery_tui.casework.views import FormSpec, Outcome, RecordId
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.note_actions import NoteActions
from recovery_tui.ui.screens.person import PersonScreen


class PeopleActions(NoteActions):
    """A top-level place with a list of people."""

    def open_person(self, person: RecordId, record: RecordId | None = None, kind: str | None = None) -> None:
        """Show a person on top of this list."""
        self.app.push_screen(PersonScreen(self.session, person, record=record, kind=kind))

    def action_new_person(self) -> None:
        """Add a person; then show them."""
        self.ask(lambda: recording.new_person_form(self.session.desk), self._new_person, "form")

    def _new_person(self, spec: FormSpec) -> None:
        self.app.push_screen(FormScreen(self.session, spec), self._show_new)

    def _show_new(self, outcome: Outcome | None) -> None:
        self.after_form(outcome)
        if outcome is not None and outcome.person is not None:
            self.open_person(outcome.person)

    def action_mine(self) -> None:
        """Switch between my people and everyone."""
        self.session.mine = not self.session.mine
        self.refresh_view()

"""What Today and the caseload have in common: opening a person, a session note, a new person, mine or all."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial

from recovery_tui.casework import recording
from recovery_tui.casework.views import FormSpec, Outcome, RecordId
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen

PROSE = "contact.summary"
"""Where the cursor starts in a session note: what was said, the rest has defaults."""


class PeopleActions(PlaceScreen[None]):
    """A top-level place with a list of people."""

    @abstractmethod
    def chosen_person(self) -> tuple[RecordId, str] | None:
        """The person the cursor is on, and how to name them on a form."""

    @abstractmethod
    def refresh_view(self) -> None:
        """Ask for everything again."""

    def open_person(self, person: RecordId, record: RecordId | None = None, kind: str | None = None) -> None:
        """Show a person on top of this list."""
        self.app.push_screen(PersonScreen(self.session, person, record=record, kind=kind))

    def action_session(self) -> None:
        """A session note about the person the cursor is on."""
        chosen = self.chosen_person()
        if chosen is not None:
            person, subject = chosen
            self.ask(
                lambda: recording.session_note_form(self.session.desk, person),
                partial(self._fill_in, subject=subject),
                "form",
            )

    def action_new_person(self) -> None:
        """Add a person; then show them."""
        self.ask(lambda: recording.new_person_form(self.session.desk), self._new_person, "form")

    def _fill_in(self, spec: FormSpec, subject: str) -> None:
        self.app.push_screen(FormScreen(self.session, spec, subject, PROSE), self.after_form)

    def _new_person(self, spec: FormSpec) -> None:
        self.app.push_screen(FormScreen(self.session, spec), self._show_new)

    def _show_new(self, outcome: Outcome | None) -> None:
        self.after_form(outcome)
        if outcome is not None and outcome.person is not None:
            self.open_person(outcome.person)

    def after_form(self, outcome: Outcome | None) -> None:
        """Say that it is saved."""
        if outcome is not None and outcome.saved:
            self.notice.say(f"Saved {outcome.saved_at}", Tone.GOOD)

    def action_mine(self) -> None:
        """Switch between my people and everyone."""
        self.session.mine = not self.session.mine
        self.refresh_view()

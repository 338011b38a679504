"""What can be written down wherever a person is chosen: a session note, or a line to write it up by."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial

from recovery_tui.casework import session_note
from recovery_tui.casework.views import FormSpec, Outcome, RecordId
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.line_dialog import LineDialog
from recovery_tui.ui.screens.session_note import SessionNoteScreen


class NoteActions(PlaceScreen[None]):
    """A screen on which a person is chosen: the caseload, Today, the person's own page."""

    @abstractmethod
    def chosen_person(self) -> tuple[RecordId, str] | None:
        """The person the cursor is on, and how to name them at the head of a form."""

    def after_form(self, outcome: Outcome | None) -> None:
        """Say what came of it."""
        if outcome is not None and outcome.saved:
            self.notice.say(f"Saved {outcome.saved_at}", Tone.GOOD)
        elif outcome is not None and outcome.said:
            self.notice.say(f"{outcome.said}.")

    def action_session(self) -> None:
        """A session note about the person."""
        chosen = self.chosen_person()
        if chosen is not None:
            person, subject = chosen
            self.ask(
                lambda: session_note.form(self.session.desk, person),
                partial(self._write_note, subject=subject),
                "form",
            )

    def _write_note(self, spec: FormSpec, subject: str) -> None:
        self.app.push_screen(SessionNoteScreen(self.session, spec, subject), self.after_form)

    def action_write_later(self) -> None:
        """A line to remember a session by, until it is written up."""
        chosen = self.chosen_person()
        if chosen is None:
            return
        person, subject = chosen

        def keep(said: str | None) -> None:
            if said is not None:
                self.ask(
                    lambda: session_note.write_up_later(self.session.desk, person, said), self._kept, "keep"
                )

        title = f"{subject}: write up later"
        self.app.push_screen(LineDialog(title, "A few words to remember it by."), keep)

    def _kept(self, outcome: Outcome) -> None:
        self.after_form(outcome)
        self.refresh_view()

    @abstractmethod
    def refresh_view(self) -> None:
        """Ask for everything again."""

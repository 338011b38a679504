"""What can be written down wherever a person is chosen: a session note, a line to write it up by, an outcome."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from functools import partial

from recovery_tui.casework import drafts, outcomes, session_note
from recovery_tui.casework.outcomes import Question
from recovery_tui.casework.views import DraftView, FormSpec, Outcome, RecordId
from recovery_tui.ui.change_words import done
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.group_session import begin_group_session
from recovery_tui.ui.screens.later_dialog import LaterDialog
from recovery_tui.ui.screens.outcome import ask_outcome
from recovery_tui.ui.screens.session_note import SessionNoteScreen
from recovery_tui.ui.screens.undo_offer import OffersUndo


class NoteActions(OffersUndo):
    """A screen on which a person is chosen: the caseload, Today, the person's own page."""

    @abstractmethod
    def chosen_person(self) -> tuple[RecordId, str] | None:
        """The person the cursor is on, and how to name them at the head of a form."""

    def chosen_record(self) -> RecordId | None:
        """The record the cursor is on, where there is one."""
        return None

    def after_form(self, outcome: Outcome | None) -> None:
        """Say what came of it, and offer to take it back."""
        if outcome is not None and outcome.saved:
            OffersUndo.offer_undo(self, outcome)
        elif outcome is not None and outcome.said:
            self.notice.say(done(outcome))

    def action_session(self) -> None:
        """A session note about the person."""
        chosen = self.chosen_person()
        if chosen is not None:
            self._begin_note(*chosen, {})

    def _begin_note(self, person: RecordId, subject: str, preset: Mapping[str, str]) -> None:
        self.ask(
            lambda: session_note.opened(self.session.desk, person, preset),
            partial(self._write_note, subject=subject),
            "form",
        )

    def action_outcome(self) -> None:
        """What came of the appointment or the call the line is about."""
        chosen = self.chosen_person()
        if chosen is not None:
            reached = partial(self._begin_note, *chosen, {"mode": "phone"})
            check = partial(self._begin_check, chosen[1])
            ask_outcome(self, *chosen, self.chosen_record(), reached, check)

    def _begin_check(self, subject: str, asked: Question) -> None:
        """How somebody is who was reached after release."""
        desk = self.session.desk

        def fill_in(spec: FormSpec) -> None:
            form = FormScreen(self.session, spec, subject, "contact_made")
            self.app.push_screen(form, self.after_form)

        self.ask(lambda: outcomes.check_form(desk, asked), fill_in, "form")

    def _write_note(self, spec: FormSpec, subject: str) -> None:
        self.app.push_screen(SessionNoteScreen(self.session, spec, subject), self._note_left)

    def _note_left(self, outcome: Outcome | None) -> None:
        """Stay where one was: a note is one line among all others."""
        NoteActions.after_form(self, outcome)

    def action_group_session(self) -> None:
        """Who of a group came, for everybody in one save."""
        begin_group_session(self, self._group_saved)

    def _group_saved(self, outcome: Outcome | None) -> None:
        if outcome is not None and outcome.saved:
            self.offer_undo(outcome)

    def action_write_later(self) -> None:
        """A line to remember a session by, until it is written up."""
        chosen = self.chosen_person()
        if chosen is None:
            return
        person, subject = chosen
        desk = self.session.desk

        def begin(begun: tuple[FormSpec, DraftView | None]) -> None:
            dialog = LaterDialog(self, *begun, subject)
            self.app.push_screen(dialog, lambda said: dialog.end(said, self._kept))

        def look() -> tuple[FormSpec, DraftView | None]:
            spec = session_note.form(desk, person)
            return spec, drafts.find(desk, spec)

        self.ask(look, begin, "form")

    def _kept(self, outcome: Outcome) -> None:
        self.after_form(outcome)
        self.refresh_view()

"""The session note: prose first, everything else has a usual value and stands beneath."""

from __future__ import annotations

from textual.widgets import TextArea

from recovery_tui.casework import session_note
from recovery_tui.casework.session_note import SUMMARY
from recovery_tui.casework.views import DraftView, FormSpec, Outcome, RecordId
from recovery_tui.ui.commands import Command, Place, bindings_for, command
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.sentences import NO_EARLIER_NOTE
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.form_field import FieldRow


class SessionNoteScreen(FormScreen):
    """A form with the cursor in the prose."""

    PLACE = Place.SESSION_NOTE

    BINDINGS = bindings_for(Place.SESSION_NOTE)

    def __init__(self, session: Session, spec: FormSpec, subject: str = "", *, resume: bool = False) -> None:
        super().__init__(session, spec, subject, SUMMARY, resume=resume)

    def footer(self) -> tuple[Command, ...]:
        """With the key for bad news, which may come while one writes."""
        *own, help_key = super().footer()
        return (*own, command("app.bad-news"), help_key)

    def action_copy_last(self) -> None:
        """Put what the last note said under what stands here."""
        person = self.spec.person or RecordId("")
        self.ask(lambda: session_note.last_note(self.session.desk, person), self._copy, "last note")

    @property
    def _prose(self) -> FieldRow:
        return next(row for row in self.rows() if row.field.key == SUMMARY)

    def _resume_draft(self, draft: DraftView) -> None:
        """Go on at the end of what was written; what only reminded of writing gives way to the first words."""
        super()._resume_draft(draft)
        control = self._prose.control
        if isinstance(control, TextArea) and session_note.is_stub(control.text):
            control.select_all()

    def _copy(self, last: str) -> None:
        row = self._prose
        if last:
            row.put(session_note.beneath(row.typed, last))
            row.start_typing()
        else:
            self.notice.say(NO_EARLIER_NOTE, Tone.MUTED)

    def action_write_later(self) -> None:
        """Leave it for later: what stands here is kept, and Today reminds of it."""
        typed = dict(self.typed)

        def keep() -> Outcome:
            self._keeper.keep(session_note.reminding(self.session.desk, typed, ""))
            return Outcome(said=session_note.STANDS_ON_TODAY)

        self.ask(keep, self._leave, "leave", self._say_not_kept)

    def help_text(self) -> str:
        """How a note is written in a minute."""
        return (
            "Write what was said and done; the rest is filled in as it mostly is. Shift+tab goes up to what "
            "happened: a session that was not held needs no words.\nSpace marks a step as done, - says why "
            "not. A new step is one line: who, what, by when."
        )

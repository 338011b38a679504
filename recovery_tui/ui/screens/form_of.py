"""Which screen a form is typed on."""

from __future__ import annotations

from recovery_tui.casework.bad_news import BAD_NEWS
from recovery_tui.casework.session_note import SESSION_NOTE
from recovery_tui.casework.views import FormSpec
from recovery_tui.ui.screens.bad_news import BadNewsScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.session_note import SessionNoteScreen
from recovery_tui.ui.session import Session


def screen_of(session: Session, spec: FormSpec, subject: str = "", *, resume: bool = False) -> FormScreen:
    """The screen for a form; with `resume` its draft stands in it without a question."""
    if spec.name == BAD_NEWS:
        return BadNewsScreen(session, spec, subject, resume=resume)
    if spec.name == SESSION_NOTE:
        return SessionNoteScreen(session, spec, subject, resume=resume)
    return FormScreen(session, spec, subject, resume=resume)

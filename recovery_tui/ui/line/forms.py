"""In which conversation a form is filled in, by its name."""

from __future__ import annotations

from recovery_tui.casework.bad_news import BAD_NEWS
from recovery_tui.casework.session_note import SESSION_NOTE
from recovery_tui.casework.views import FormSpec
from recovery_tui.ui.line.bad_news import BadNews
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.session_note import SessionNote
from recovery_tui.ui.line.talk import Talk


def form_of(talk: Talk, spec: FormSpec, subject: str = "", *, resume: bool = False) -> Form:
    """The conversation for a form; with `resume` its draft is taken up without a question."""
    if spec.name == BAD_NEWS:
        return BadNews(talk, spec, subject, resume=resume)
    kind = SessionNote if spec.name == SESSION_NOTE else Form
    return kind(talk, spec, subject, resume=resume)

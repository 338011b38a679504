"""What came of an appointment or a call, in line mode."""

from __future__ import annotations

from recovery_tui.casework import outcomes
from recovery_tui.casework.outcomes import Then
from recovery_tui.casework.views import RecordId
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.session_note import write_note
from recovery_tui.ui.line.undo import UndoPage


def ask_outcome(page: UndoPage, person: RecordId, subject: str, record: RecordId | None) -> None:
    """Offer what may have come of `record`, or of a call to the person, and save it. Raises Back."""
    desk, talk = page.desk, page.talk
    asked = outcomes.question(desk, person, record)
    if not asked.choices:
        talk.say("There is nothing to say about it any more. history tells every version.")
        return
    if asked.told:
        talk.say(asked.told)
    chosen = talk.choose(f"{subject}: {asked.title}", [(each.title, each) for each in asked.choices])
    if chosen.then is Then.NOTE:
        write_note(talk, person, subject, {"mode": "phone"})
        return
    if chosen.then is Then.CHECK:
        Form(talk, outcomes.check_form(desk, asked), subject).run()
        return
    typed = talk.ask("Moved to when, a day and a time") if chosen.then is Then.NEW_TIME else ""
    page.change(lambda reasons: outcomes.take(desk, asked, chosen.code, reasons, typed))

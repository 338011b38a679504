"""K12: one command ends the day; nothing is unsaved, and it says what is only on this computer."""

from __future__ import annotations

from pathlib import Path

from textual import events

from recovery_tui.casework import drafts, opening, session_note
from recovery_tui.ui.guarding import LeaveDialog
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.session_note import SessionNoteScreen
from tests.support.waiting import see, wait_until
from tests.ui.office import PASSPHRASE, make_app, unlock


async def test_k12_leaving_in_the_middle_of_a_note_takes_two_keys_and_loses_nothing(tmp_path: Path) -> None:
    app, clock, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        app.push_screen(PersonScreen(app.session, people[0]))
        await see(pilot, "Keep my script")
        await pilot.press("s")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionNoteScreen))
        await see(pilot, "Others may know")
        app.post_message(events.Paste("Half a sentence"))
        await see(pilot, "Half a sentence")
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: isinstance(app.screen, LeaveDialog))
        await see(pilot, "changes are only on this computer since Mon 23 Nov 10:42.")
        await see(pilot, "you typed and did not save is kept as a draft.")
        await pilot.press("y")
        await wait_until(pilot, lambda: app.return_value == 0)
    assert app.session.desk.locked
    (name,) = opening.store_names(tmp_path)
    desk = opening.open_desk(tmp_path, name, PASSPHRASE, clock)
    kept = drafts.find(desk, session_note.form(desk, people[0]))
    desk.close()
    assert kept is not None
    assert kept.values[session_note.SUMMARY] == "Half a sentence"

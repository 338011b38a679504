"""Keys that Textual's own fields know too: on a form they are what the foot of the page says they are."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import TextArea

from recovery_tui.casework import recording, session_note
from recovery_tui.casework.views import FormSpec
from recovery_tui.ui.screens.caseload import CaseloadScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.session_note import SessionNoteScreen
from recovery_tui.ui.widgets.check_list import CheckList
from tests.support.waiting import wait_until
from tests.ui.office import make_app, unlock
from tests.ui.walking import form_in_front


async def test_pgdn_turns_the_page_wherever_the_cursor_is_and_f6_leads_to_the_caseload_from_a_text(
    tmp_path: Path,
) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await unlock(pilot)
        desk = app.session.desk
        one = recording.new_form(desk, people[0], "contact", {})
        spec = FormSpec("new:contact", "Contact", (one.fields, one.fields), None, people[0], one.values)
        app.push_screen(FormScreen(app.session, spec))
        form = await form_in_front(pilot)
        for kind in (TextArea, CheckList):
            control = form.query(kind.__name__).first()
            control.focus()
            await wait_until(pilot, lambda control=control: form.focused is control)  # type: ignore[misc]
            await pilot.press("pagedown")
            await wait_until(pilot, lambda: "page 2 of 2" in form.heading()[0])
            await pilot.press("pageup")
            await wait_until(pilot, lambda: "page 1 of 2" in form.heading()[0])
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is not form)

        app.push_screen(SessionNoteScreen(app.session, session_note.form(desk, people[0])))
        note = await form_in_front(pilot)
        text = note.query(TextArea).first()
        text.text = "kept"
        text.focus()
        await pilot.press("f7", "f6")
        await wait_until(pilot, lambda: isinstance(app.screen, CaseloadScreen))
        assert text.selected_text == ""

"""What is typed in notes stays what it was meant to be: through a lock, a resumption, a day that changes."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework import drafts, recording
from recovery_tui.casework.session_note import SUMMARY
from recovery_tui.casework.views import RecordId
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.bad_news import BadNewsScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.line_dialog import LineDialog
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.session_note import SessionNoteScreen
from recovery_tui.ui.screens.unlock import UnlockScreen
from recovery_tui.ui.screens.whose import WhoseScreen
from tests.journeys.test_group_session import join
from tests.support.desks import stored
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.office import make_app, unlock
from tests.ui.test_line_changes import go_to


async def open_person(pilot: Pilot[int], app: RecoveryApp, person: RecordId) -> None:
    app.push_screen(PersonScreen(app.session, person))
    await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
    await see(pilot, "Keep my script")


async def note_in_front(pilot: Pilot[int], app: RecoveryApp) -> SessionNoteScreen:
    await wait_until(pilot, lambda: isinstance(app.screen, SessionNoteScreen) and not app.screen.is_opening)
    assert isinstance(app.screen, SessionNoteScreen)
    return app.screen


async def test_a_note_in_the_smallest_window_names_its_person_and_tells_what_is_still_wrong(
    tmp_path: Path,
) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await unlock(pilot)
        await open_person(pilot, app, people[0])
        await pilot.press("s")
        note = await note_in_front(pilot, app)
        assert "TESTWELL Lee  C2-14" in screen_text(app).splitlines()[0]
        assert app.session.desk.journal.looks_at(people[0])
        await pilot.press("f2")
        await see(pilot, "Not saved yet")
        await pilot.press(*"well")
        await wait_until(pilot, lambda: "Not saved yet" not in screen_text(app))
        next(row for row in note.rows() if row.field.key == "contact.next_on").start_typing()
        await pilot.press(*"fri", "tab")
        await wait_until(pilot, lambda: note.typed["contact.next_on"] == "27/11/2026")


async def test_a_line_to_remember_by_outlives_a_lock_and_is_gone_on_with_at_its_end(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await open_person(pilot, app, people[0])
        await pilot.press("l")
        await wait_until(pilot, lambda: isinstance(app.screen, LineDialog))
        await pilot.press(*"sister")
        app.action_lock()
        await wait_until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        await unlock(pilot)
        await pilot.press("f")
        note = await note_in_front(pilot, app)
        await pilot.press(*"!")
        await wait_until(pilot, lambda: note.typed[SUMMARY] == "sister!")


async def test_what_only_reminds_of_a_note_is_no_part_of_it(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await open_person(pilot, app, people[0])
        await pilot.press("l")
        await wait_until(pilot, lambda: isinstance(app.screen, LineDialog))
        await pilot.press(*"sis")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await wait_until(pilot, lambda: not app.screen.asking("leave"))  # type: ignore[attr-defined]
        assert drafts.unfinished(app.session.desk) == ()
        await pilot.press("l")
        await wait_until(pilot, lambda: isinstance(app.screen, LineDialog))
        await pilot.press("enter")
        await see(pilot, "To be written up")
        await pilot.press("f5")
        await see(pilot, "To finish: 1")
        await pilot.press("f")
        note = await note_in_front(pilot, app)
        await see(pilot, "to be written up.")
        await pilot.press(*"He")
        await wait_until(pilot, lambda: note.typed[SUMMARY] == "He")


async def test_bad_news_from_a_page_about_several_people_asks_whose_it_is(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        join(app.session.desk, *people)
        await open_person(pilot, app, people[0])
        await pilot.press("g", "1")
        await see(pilot, "stays unrecorded")
        await pilot.press("f8")
        await wait_until(pilot, lambda: isinstance(app.screen, (BadNewsScreen, WhoseScreen)))
        assert isinstance(app.screen, WhoseScreen)


async def test_two_forms_never_write_one_draft(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        spec = recording.edit_form(app.session.desk, people[0])
        first, second = FormScreen(app.session, spec), FormScreen(app.session, spec)
        app.push_screen(first)
        await wait_until(pilot, lambda: app.screen is first and not first.is_opening)
        said: list[str] = []
        app.push_screen(second, lambda outcome: said.append(outcome.said if outcome else ""))
        await wait_until(pilot, lambda: bool(said))
        assert said[0].startswith("That is being typed already")
        assert app.screen is first


async def test_a_reason_in_words_outlives_a_lock_and_is_offered_only_where_it_was_begun(
    tmp_path: Path,
) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await open_person(pilot, app, people[0])
        go_to(app.screen, "Keep my script")  # type: ignore[arg-type]
        await pilot.press("x")
        await see(pilot, "another reason, in words")
        await pilot.press("5")
        await pilot.press(*"told")
        app.action_lock()
        await wait_until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        await unlock(pilot)
        assert drafts.unfinished(app.session.desk) == ()
        await open_person(pilot, app, people[0])
        go_to(app.screen, "Keyworker: ring the clinic")  # type: ignore[arg-type]
        await pilot.press("x")
        await see(pilot, "another reason, in words")
        assert "told" not in screen_text(app)
        await pilot.press("escape")
        go_to(app.screen, "Keep my script")  # type: ignore[arg-type]
        await pilot.press("x")
        await see(pilot, "told")
        await pilot.press(*" me", "enter")
        await see(pilot, "idden")
        (goal,) = stored(app.session.desk, people[0], "goal")
        assert goal.hidden == "told me"
        await pilot.press("u")
        await see(pilot, "Keep my script")
        go_to(app.screen, "Keep my script")  # type: ignore[arg-type]
        await pilot.press("x")
        await see(pilot, "another reason, in words")
        assert "told" not in screen_text(app)

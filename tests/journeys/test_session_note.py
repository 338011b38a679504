"""K2: a one-to-one on the wing is written down in a minute, with at most fifteen keys besides the prose."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework import drafts, session_note
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.session_note import SessionNoteScreen
from recovery_tui.ui.screens.today import TodayScreen
from tests.support.desks import stored
from tests.support.keys import Keys
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import make_app, unlock


async def on_the_note(pilot: Pilot[int], app: RecoveryApp) -> None:
    await wait_until(pilot, lambda: isinstance(app.screen, SessionNoteScreen))
    await wait_until(pilot, lambda: not app.screen.asking("draft"))  # type: ignore[attr-defined]
    await see(pilot, "Others may know")


async def write_the_note(keys: Keys) -> None:
    """Prose, a step done, a new one, save."""
    await keys.prose("Rang the sister together; she will meet him.")
    await keys.press("tab", "tab", "space", "tab")
    await keys.prose("me ring Forward again")
    await keys.press("space", *"+1d")
    await see(keys.pilot, "= me: ring Forward again, Tue 24 Nov, goal 1")
    await keys.press("f2")


async def test_k2_from_the_persons_page_takes_fifteen_keys_at_most(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        app.push_screen(PersonScreen(app.session, people[0]))
        await see(pilot, "Keep my script")
        keys = Keys(pilot)
        await keys.press("s")
        await on_the_note(pilot, app)
        await see_golden(pilot, "session-note")
        await write_the_note(keys)
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await see(pilot, "Saved 10:42")
        assert keys.count <= 15
        (contact,) = stored(app.session.desk, people[0], "contact")
        assert contact.values["summary"] == "Rang the sister together; she will meet him."
        assert contact.values["next_on"] == "2026-11-30"
        old, new = stored(app.session.desk, people[0], "step")
        assert old.values["status"] == "completed"
        assert (new.values["text"], new.values["due_on"]) == ("ring Forward again", "2026-11-24")
        assert drafts.unfinished(app.session.desk) == ()
        await pilot.press("u")
        await see(pilot, "Put back.")
        (contact,) = stored(app.session.desk, people[0], "contact")
        old, new = stored(app.session.desk, people[0], "step")
        assert [contact.hidden, new.hidden] == ["entered by mistake"] * 2
        assert old.values["status"] == "not_started"


async def test_k2_from_today_takes_twenty_five_keys_at_most(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        keys = Keys(pilot)
        await keys.press("slash")
        await wait_until(pilot, lambda: app.focused is not None and app.focused.id == "find")
        await keys.press(*"tes")
        await wait_until(pilot, lambda: "PLACEHOLDER" not in screen_text(app))
        await keys.press("enter")
        await see(pilot, "Keep my script")
        await keys.press("s")
        await on_the_note(pilot, app)
        await write_the_note(keys)
        await see(pilot, "Saved 10:42")
        assert keys.count <= 25
        assert len(stored(app.session.desk, people[0], "contact")) == 1


async def test_a_session_that_was_not_held_is_four_keys_from_today(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await see(pilot, "> !! EXAMPLAR Jo")
        await pilot.press("s")
        await on_the_note(pilot, app)
        await pilot.press("shift+tab", "n", "f2")
        await see(pilot, "Saved 10:42")
        (contact,) = stored(app.session.desk, people[1], "contact")
        assert contact.values["outcome"] == "not_unlocked"


async def test_a_step_that_was_not_done_says_why_and_the_last_note_is_copied(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        spec = session_note.form(desk, people[0])
        assert session_note.save(desk, spec, {**spec.values, session_note.SUMMARY: "As last week."}, {}).saved
        app.push_screen(PersonScreen(app.session, people[0]))
        await see(pilot, "Keep my script")
        await pilot.press("s")
        await on_the_note(pilot, app)
        await pilot.press("f3")
        await see(pilot, "As last week.")
        await pilot.press("tab", "tab", "minus")
        await see(pilot, "waiting for somebody")
        await pilot.press("2")
        await see(pilot, "[-]")
        await pilot.press("f2")
        await see(pilot, "Saved 10:42")
        assert len(stored(app.session.desk, people[0], "contact")) == 2
        assert stored(app.session.desk, people[0], "step")[0].values["status"] == "cannot_be_done_yet"
        (note,) = stored(app.session.desk, people[0], "progress")
        assert note.values["note"] == "Not done: ring the clinic. Why: waiting for somebody."


async def test_what_is_left_for_later_is_one_line_on_today_until_it_is_written(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await see(pilot, "> !! EXAMPLAR Jo")
        await pilot.press("l")
        await see_golden(pilot, "later")
        await pilot.press(*"angry", "enter")
        await see(pilot, "To finish: 1 (EXAMPLAR, session note, 10:42)")
        await pilot.press("f")
        await on_the_note(pilot, app)
        await see(pilot, "angry")
        await pilot.press("f4")
        await wait_until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await see(pilot, "it stands on Today until then")
        await see(pilot, "To finish: 1")
        await pilot.press("f")
        await on_the_note(pilot, app)
        await pilot.press("f2")
        await see(pilot, "Saved 10:42")
        await wait_until(pilot, lambda: "To finish" not in screen_text(app))
        assert stored(app.session.desk, people[1], "contact")[0].values["summary"] == "angry"

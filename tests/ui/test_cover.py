from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework import drafts, opening, recording
from recovery_tui.casework.views import RecordId
from recovery_tui.ui.screens.cover import CoverScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.unlock import UnlockScreen
from recovery_tui.ui.widgets.secret_field import SecretRow
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import PASSPHRASE, make_app, unlock


def shows_a_name(pilot: Pilot[int]) -> bool:
    shown = screen_text(pilot.app)
    return any(name in shown.lower() for name in ("testwell", "examplar", "placeholder", "script"))


async def give_passphrase(pilot: Pilot[int], passphrase: str) -> None:
    pilot.app.screen.query_one(SecretRow).put(passphrase)
    await pilot.press("enter")


async def test_f9_hides_every_name_and_the_passphrase_brings_them_back(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        app.push_screen(PersonScreen(app.session, people[0]))
        await see(pilot, "TESTWELL")
        app.copy_to_clipboard("Testwell")
        app.notify("Testwell")
        await pilot.press("f9")
        await see(pilot, "The screen is covered")
        assert not shows_a_name(pilot)
        assert app.clipboard == ""
        assert app.title == "Recovery plans"
        await see_golden(pilot, "cover")
        await give_passphrase(pilot, "not the passphrase")
        await see(pilot, "That is not the passphrase. 2 tries left, then the records are locked.")
        await give_passphrase(pilot, PASSPHRASE)
        await see(pilot, "TESTWELL")


async def test_no_key_gets_past_the_cover(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("f9")
        await see(pilot, "The screen is covered")
        for key in ("ctrl+q", "ctrl+p", "f5", "f6", "f1", "escape", "tab", "f9"):
            await pilot.press(key)
        assert isinstance(app.screen, CoverScreen)
        assert app.is_running
        assert not shows_a_name(pilot)


async def test_f9_covers_a_question_too(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("ctrl+q")
        await see(pilot, "only on this computer")
        await pilot.press("f9")
        await see(pilot, "The screen is covered")
        await give_passphrase(pilot, PASSPHRASE)
        await see(pilot, "Leave?")
        await pilot.press("y")
        await wait_until(pilot, lambda: app.return_value == 0)
    assert app.session.desk.locked


async def test_the_screen_covers_itself_and_later_locks_with_drafts_kept(tmp_path: Path) -> None:
    app, clock, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        app.push_screen(FormScreen(app.session, recording.goal_form(desk, people[1])))
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen) and bool(app.screen.rows()))
        await pilot.press(*"Half a goal".replace(" ", "_"))
        clock.advance(minutes=6)
        await see(pilot, "The screen is covered")
        assert not desk.locked
        clock.advance(minutes=10)
        await wait_until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        await see(pilot, "Locked after a while")
        assert desk.locked
        assert app.session.opened is None
        assert not shows_a_name(pilot)
    again = opening.open_desk(tmp_path, desk.store_name, PASSPHRASE, clock)
    kept = drafts.find(again, recording.goal_form(again, people[1]))
    assert kept is not None
    assert "Half_a_goal" in kept.values.values()
    again.close()


async def test_the_first_key_after_a_sleep_is_not_taken_as_presence(tmp_path: Path) -> None:
    app, clock, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        clock.advance(hours=3)
        await pilot.press("down")
        await wait_until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        assert app.session.opened is None


async def test_an_answer_that_comes_in_under_the_cover_is_shown_afterwards(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        app.action_hide_screen()
        app.screen_stack[-2].ask(  # type: ignore[attr-defined]
            lambda: people[0], lambda person: app.push_screen(PersonScreen(app.session, person)), "late"
        )
        await wait_until(pilot, lambda: bool(app.session.held))
        assert isinstance(app.screen, CoverScreen)
        await give_passphrase(pilot, PASSPHRASE)
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))


async def test_guessing_at_the_cover_locks_the_records(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("f9")
        await see(pilot, "The screen is covered")
        for guess in range(CoverScreen.TRIES):
            await give_passphrase(pilot, f"guess number {guess}")
            await wait_until(pilot, lambda: "Looking" not in screen_text(app))
        await wait_until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        await see(pilot, "Locked after wrong passphrases")


async def test_after_a_lock_the_passphrase_opens_the_records_again(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        app.push_screen(PersonScreen(app.session, RecordId(people[0])))
        await see(pilot, "TESTWELL")
        await pilot.press("ctrl+p", *"lock", "enter")
        await see(pilot, "Locked. Drafts are kept.")
        await unlock(pilot)
        assert not isinstance(app.screen, PersonScreen)

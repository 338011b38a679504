from __future__ import annotations

from pathlib import Path

from recovery_tui.clock import SetClock
from recovery_tui.ui.screens.backups import BackupsScreen
from recovery_tui.ui.screens.unlock import UnlockScreen
from recovery_tui.ui.widgets.secret_field import SecretRow
from recovery_tui.ui.widgets.typed_input import TypedInput
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import PASSPHRASE, app_on, make_app, new_store, unlock
from tests.ui.stage import MONDAY
from tests.ui.test_type_ahead import type_at_once


async def test_the_passphrase_opens_today_and_is_forgotten(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        await see_golden(pilot, "unlock")
        unlock_screen = app.screen
        await unlock(pilot)
        assert unlock_screen.query_one(SecretRow).typed == ""
        assert app.clipboard == ""


async def test_a_wrong_passphrase_is_told_and_makes_one_wait(tmp_path: Path) -> None:
    app, clock, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        for _ in range(4):
            if "next try is possible in" in screen_text(app):
                break
            app.screen.query_one(SecretRow).put("not the passphrase")
            await pilot.press("enter")
            await wait_until(
                pilot,
                lambda: app.screen.query_one(SecretRow).typed == "" and "Opening" not in screen_text(app),
            )
            await pilot.pause()
        await see(pilot, "next try is possible in")
        assert app.session.opened is None
        app.screen.query_one(SecretRow).put(PASSPHRASE)
        await pilot.press("enter")
        assert app.session.opened is None
        clock.advance(hours=2)
        await see(pilot, "You can try again now.")
        await pilot.press("enter")
        await see(pilot, "[F5 Today]")


async def test_what_is_typed_is_hidden_until_a_key_shows_it(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        await pilot.press(*"abc")
        assert "abc" not in screen_text(app)
        await pilot.press("f3")
        await see(pilot, "abc")


async def test_several_stores_are_chosen_with_the_arrows(tmp_path: Path) -> None:
    clock = SetClock(MONDAY)
    first = new_store(tmp_path, clock)
    first.close()
    second = new_store(tmp_path, clock)
    second.close()
    app = app_on(tmp_path, clock)
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        screen = app.screen
        assert isinstance(screen, UnlockScreen)
        names = sorted([first.store_name, second.store_name])
        assert screen.chosen == names[0]
        await pilot.press("up", "down", "enter")
        await wait_until(pilot, lambda: screen.chosen == names[1])
        assert screen.query_one(SecretRow).line.has_focus


async def test_keys_pressed_fast_move_on_in_the_list_below_and_are_not_lost(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        await wait_until(pilot, lambda: isinstance(app.focused, TypedInput))
        type_at_once(app, "down", "down", "down", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, BackupsScreen))


async def test_nothing_of_the_program_works_before_the_records_are_open(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        before = screen_text(app)
        await pilot.press("f5", "f6", "f9", "ctrl+p")
        assert screen_text(app) == before


async def test_ctrl_q_leaves_from_the_first_screen(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_value == 0

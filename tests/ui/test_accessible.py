"""The mode for screen readers and braille: the terminal's cursor is shown where the keys go, lines are plain."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery_tui.casework import look
from recovery_tui.casework.look import LARGE, NORMAL
from recovery_tui.casework.opening import Practice
from recovery_tui.clock import SetClock
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.glyphs import UNICODE
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.settings import SettingsScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.office import furnished, make_app, unlock
from tests.ui.stage import MONDAY
from tests.ui.test_settings import stand_on


def row_of_the_cursor(app: RecoveryApp) -> str:
    """The line of the screen on which the terminal's cursor stands."""
    return screen_text(app).splitlines()[app.cursor_position.y]


async def test_the_terminals_cursor_follows_list_and_field_and_lines_are_plain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []
    monkeypatch.setattr(RecoveryApp, "show_terminal_cursor", lambda _, wanted: shown.append(wanted))
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        assert not any(shown)
        app.push_screen(SettingsScreen(app.session))
        await stand_on(pilot, "For screen readers and braille")
        await pilot.press("enter")
        await see(pilot, "1  yes")
        await pilot.press("1")
        await wait_until(pilot, lambda: shown[-1])
        await pilot.press("escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, SettingsScreen))
        app.push_screen(PersonScreen(app.session, people[0]))
        await see(pilot, "Keep my script")
        assert screen_text(app).isascii()
        assert app.has_class("-ascii")
        assert app.animation_level == "none"
        listed = app.screen.query_one(LineList)
        for _ in range(3):
            await pilot.press("down")
            current = listed.current
            assert current is not None
            await wait_until(pilot, lambda text=current.cells[0]: text[:20] in row_of_the_cursor(app))  # type: ignore[misc]
        await pilot.press("escape", "n")
        await see(pilot, "> Surname")
        await pilot.press(*"Ab")
        await wait_until(pilot, lambda: "Ab" in row_of_the_cursor(app))
        assert app.cursor_position.x == 32


async def test_the_unlock_screen_looks_as_chosen_until_the_settings_of_a_store_decide(tmp_path: Path) -> None:
    furnished(tmp_path, SetClock(MONDAY))
    look.keep(tmp_path, LARGE)
    app = RecoveryApp(Session(tmp_path, SetClock(MONDAY), UNICODE, LARGE))
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        assert app.theme == "contrast"
        assert screen_text(app).isascii()
        assert app.has_class("-ascii")
        assert look.kept(tmp_path) == LARGE
        await unlock(pilot)
        assert app.theme == "dark"
        assert not app.has_class("-ascii")
        assert look.kept(tmp_path) == NORMAL
        app.push_screen(SettingsScreen(app.session))
        await stand_on(pilot, "Colours")
        await pilot.press("enter")
        await see(pilot, "high contrast")
        await pilot.press("2")
        await wait_until(pilot, lambda: app.theme == "light")
    assert look.kept(tmp_path) == look.Look(theme="light")


async def test_practising_looks_as_chosen_and_chooses_for_nobody(tmp_path: Path) -> None:
    session = Session(tmp_path, SetClock(MONDAY), UNICODE, LARGE)
    app = RecoveryApp(session, practice=Practice(people=2))
    async with app.run_test() as pilot:
        await see(pilot, "[F5 Today]")
        assert app.theme == "contrast"
        assert app.has_class("-ascii")
        app.session.desk.close()
    assert look.kept(tmp_path) is None

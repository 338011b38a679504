"""What holds for every screen, on the pages for settings, keys, agencies, glossary and guide: one run for all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from recovery_tui.ui.glyphs import ASCII
from recovery_tui.ui.screens.agencies import AgenciesScreen
from recovery_tui.ui.screens.agency_csv import AgencyCsvScreen
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.glossary import GlossaryScreen
from recovery_tui.ui.screens.guide import GuideScreen
from recovery_tui.ui.screens.moved_keys import KeysScreen
from recovery_tui.ui.screens.pin import PinScreen
from recovery_tui.ui.screens.settings import SettingsScreen
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.office import app_on, make_app, unlock
from tests.ui.walking import walk_page

PAGES: dict[type[PlaceScreen[Any]], str] = {
    SettingsScreen: "Cover the screen after",
    KeysScreen: "Today and Caseload",
    AgenciesScreen: "No agencies yet",
    AgencyCsvScreen: "What it does",
    PinScreen: "The same again",
    GlossaryScreen: "ACCT",
    GuideScreen: "What this is for",
}


async def test_every_page_is_read_in_ascii_walked_with_tab_and_stands_in_other_windows(
    tmp_path: Path,
) -> None:
    _, clock, _ = make_app(tmp_path)
    app = app_on(tmp_path, clock, ASCII)
    async with app.run_test() as pilot:
        await unlock(pilot)
        for page, text in PAGES.items():
            await pilot.resize_terminal(80, 24)
            app.push_screen(page(app.session))
            await see(pilot, text)
            await wait_until(pilot, lambda: app.focused is not None)
            assert screen_text(app).isascii()
            await walk_page(pilot)
            for width, height in ((120, 40), (60, 20)):
                await pilot.resize_terminal(width, height)
                await wait_until(pilot, lambda size=(width, height): app.size == size)  # type: ignore[misc]
                await wait_until(pilot, lambda rows=height: len(screen_text(app).splitlines()) == rows)  # type: ignore[misc]
                await see(pilot, text)
                lines = screen_text(app).splitlines()
                assert all(len(line) <= width for line in lines)
                assert lines[-1].strip()
            await pilot.press("escape")
            await wait_until(pilot, lambda page=page: not isinstance(app.screen, page))  # type: ignore[misc]

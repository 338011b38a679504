"""The pages for finding and chasing in small windows: every line fits, every key is bound by name, Tab reaches all."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.ui.screens.chase import ChaseScreen
from recovery_tui.ui.screens.find import FindScreen
from recovery_tui.ui.screens.help import HelpScreen
from tests.journeys.test_chase import made
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.office import unlock


async def test_both_pages_stand_in_sixty_by_twenty_and_say_what_they_are(tmp_path: Path) -> None:
    app, _ = made(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await unlock(pilot)
        for key, page, words in (("w", ChaseScreen, "0113 0"), ("slash", FindScreen, "Three letters")):
            await pilot.press(key)
            await see(pilot, words)
            assert isinstance(app.screen, page)
            lines = screen_text(app).splitlines()
            assert lines[0].startswith(" OFFICIAL-SENSITIVE")
            assert max(map(len, lines)) <= 60
            assert "F1 help" in lines[-1]
            assert all(getattr(binding, "id", None) for binding in page.BINDINGS)
            wanted, reached = set(app.screen.focus_chain), set()
            for _ in wanted:
                await pilot.press("tab")
                reached.add(app.focused)
            assert wanted == reached
            await pilot.press("f1")
            await wait_until(pilot, lambda: isinstance(app.screen, HelpScreen))
            await pilot.press("escape", "escape")
            await see(pilot, "[F5 Today]")

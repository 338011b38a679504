"""The session note, bad news, whose and the group stand in the smallest window, in plain letters, and by Tab alone."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.glyphs import ASCII
from recovery_tui.ui.screens.bad_news import BadNewsScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.session_note import SessionNoteScreen
from recovery_tui.ui.screens.whose import WhoseScreen
from tests.journeys.test_group_session import join
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.office import app_on, make_app, unlock

SMALLEST = (60, 20)


async def stands(pilot: Pilot[int], app: RecoveryApp) -> None:
    """Nothing is wider than the window or beyond ASCII, and Tab goes round everything that takes keys."""
    text = screen_text(app)
    assert text.isascii(), text
    assert all(len(line) <= SMALLEST[0] for line in text.splitlines())
    assert "larger window" not in text
    assert text.splitlines()[-1].endswith("F1 help")
    wanted = set(app.screen.focus_chain)
    reached = set()
    for _ in range(len(wanted) + 1):
        await pilot.press("tab")
        reached.add(app.focused)
    assert wanted <= reached


async def test_every_page_of_notes_stands_in_the_smallest_window(tmp_path: Path) -> None:
    _, clock, people = make_app(tmp_path)
    app = app_on(tmp_path, clock, ASCII)
    async with app.run_test(size=SMALLEST) as pilot:
        await unlock(pilot)
        join(app.session.desk, *people)
        app.push_screen(PersonScreen(app.session, people[0]))
        await see(pilot, "Keep my script")
        await pilot.press("s")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionNoteScreen))
        await see(pilot, "Happened")
        await stands(pilot, app)
        await pilot.press("f8")
        await wait_until(pilot, lambda: isinstance(app.screen, BadNewsScreen))
        await see(pilot, "NOW")
        await stands(pilot, app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionNoteScreen))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("g", "1")
        await see(pilot, "Who came")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen) and not app.screen.asking("draft"))
        await stands(pilot, app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("escape", "f8")
        await wait_until(pilot, lambda: isinstance(app.screen, WhoseScreen))
        await see(pilot, "NOW  Not waking or not breathing?")
        await see(pilot, "TESTWELL")
        await stands(pilot, app)

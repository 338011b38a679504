from __future__ import annotations

from pathlib import Path

from recovery_tui.casework.views import Area
from recovery_tui.journal.log import Change
from recovery_tui.ui.screens.person import PersonScreen
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.office import make_app, unlock
from tests.ui.test_people import open_first_person, put_cursor_on


async def test_the_timeline_is_narrowed_with_f_and_its_pages_are_turned_with_enter(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        notes = [
            Change("contact", {"held_on": f"2026-10-{day:02}", "outcome": "not_unlocked"}, person=people[0])
            for day in range(1, 32)
            for _ in range(4)
        ]
        app.session.desk.journal.save(notes)
        screen = await open_first_person(pilot, app, people[0])
        await pilot.press("7")
        await see(pilot, "November 2026")
        put_cursor_on(screen, "Earlier ones")
        await pilot.press("enter")
        await see(pilot, "Later ones")
        await pilot.press("f")
        await see(pilot, "Show what of the timeline?")
        await pilot.press("5")
        await see(pilot, "Stay: In prison, sentenced")
        await wait_until(pilot, lambda: "Contact" not in screen_text(app))
        await pilot.press("f", "0")
        await see(pilot, "Step: ring the clinic")
        await pilot.press("f", "m")
        await see(pilot, "Which month?")
        await pilot.press("2")
        await see(pilot, "124 found")
        await pilot.press("f", "w")
        await see(pilot, "Written by whom?")
        await pilot.press("1")
        await see(pilot, "by Kim Example, October 2026")


async def test_a_record_deep_in_the_timeline_is_opened_where_it_stands(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        notes = [
            Change("contact", {"held_on": f"2026-10-{day:02}", "outcome": "not_unlocked"}, person=people[0])
            for day in range(1, 32)
            for _ in range(4)
        ]
        first = app.session.desk.journal.save(notes).ids[0]
        screen = PersonScreen(app.session, people[0], record=first)  # type: ignore[arg-type]
        app.push_screen(screen)
        await see(pilot, "[7 Everything]")
        await wait_until(pilot, lambda: screen.line is not None and screen.line.record == first)
        assert screen.area is Area.EVERYTHING

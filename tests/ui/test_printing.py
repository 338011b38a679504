"""Printing from the screens: nothing ticked of itself, what is written is what was shown, and it is journalled."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery_tui.casework import changing, recording
from recovery_tui.ui.printed import TICKS
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.print_plan import PrintPlanScreen
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.place_field import PlaceRow
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import make_app, saved, unlock


async def test_the_own_copy_holds_what_is_ticked_and_is_noted_as_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app, _, people = make_app(tmp_path / "data")
    stick = tmp_path / "stick"
    stick.mkdir()
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk, person = app.session.desk, people[0]
        app.push_screen(PersonScreen(app.session, person))
        await see(pilot, "[1 Plan]")
        await pilot.press("p")
        await see(pilot, "Keep my ______")
        await see_golden(pilot, "print-plan")
        await pilot.resize_terminal(60, 20)
        for each in TICKS:
            await see(pilot, f"[ ] {each.label} ")
        await pilot.resize_terminal(80, 24)
        await pilot.press("space")
        await see(pilot, "Keep my script")
        app.screen.query_one("#field-size", FieldRow).put("enormous")
        await pilot.press("f2")
        await see(pilot, "! Choose one; the arrow down shows all.")
        app.screen.query_one("#field-size", FieldRow).put("normal")
        await pilot.press("f2")
        await see(pilot, "Type the folder")
        assert not list(stick.iterdir())
        app.screen.query_one(PlaceRow).put("stick")
        await pilot.press("f2")
        await see(pilot, "Will they get it today?")
        await see(pilot, "folds in the middle to A5")
        page = (stick / "my-plan.html").read_text("utf-8")
        assert "Keep my script" in page
        assert "OFFICIAL" not in page
        assert "printed" in {look.act for look in desk.journal.looks_at(person)}
        await pilot.press("y")
        await see(pilot, "own copy given today")
        await pilot.press("escape")
        await see(pilot, "Own copy given: Mon 23 Nov")
        await pilot.press("p")
        await see(pilot, "Keep my ______")
        app.screen.query_one(PlaceRow).put("stick")
        await pilot.press("f2")
        await see(pilot, "Will they get it today?")
        assert (stick / "my-plan-1.html").exists()


async def test_nothing_is_printed_for_somebody_who_has_died(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        assert changing.set_status(desk, people[1], "died", {}).saved
        app.push_screen(PrintPlanScreen(app.session, people[1]))
        await see(pilot, "nothing is printed or sent any more")
        app.screen.query_one(PlaceRow).put(str(tmp_path))
        await pilot.press("f2")
        await wait_until(
            pilot, lambda: isinstance(app.screen, PrintPlanScreen) and not app.screen.asking("print")
        )
        assert not list(tmp_path.glob("my-plan*"))


async def test_the_day_sheet_names_nobody_and_is_journalled_for_everybody_on_it(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path / "data")
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        for step in ("ask about methadone", "ring the landlord", "ask for the form"):
            saved(
                desk,
                recording.new_form(desk, people[0], "step", {}),
                {"text": step, "actor": "keyworker"},
            )
        await pilot.press("ctrl+p")
        await see(pilot, "Which command?")
        await pilot.press(*"day sheet", "enter")
        await see(pilot, "C2-14  LT")
        await see_golden(pilot, "day-sheet")
        app.screen.query_one(PlaceRow).put(str(tmp_path))
        await pilot.press("f2")
        await see(pilot, "Written as day-sheet.html")
        page = (tmp_path / "day-sheet.html").read_text("utf-8")
        for name in ("Testwell", "Examplar", "A1234AA", "methadone"):
            assert name not in page
        assert "ask about ______" in page
        assert "and 1 more" in page
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert "Printed by Kim Example" in page
        assert all("printed" in {look.act for look in desk.journal.looks_at(each)} for each in people)

"""Find anything, as a person does it: typed from where they are, read, opened, and come back to."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework import finding
from recovery_tui.clock import SetClock
from recovery_tui.journal.access import Act
from recovery_tui.journal.log import Change
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.caseload import CaseloadScreen
from recovery_tui.ui.screens.find import FindScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.today import TodayScreen
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import add_person, app_on, new_store, unlock
from tests.ui.stage import MONDAY


def _app(data: Path, notes: int = 1) -> RecoveryApp:
    """Two fictional people; one has a plan, `notes` notes, and an agency is known."""
    clock = SetClock(MONDAY)
    desk = new_store(data, clock)
    person = add_person(desk, "Testwell", "Lee", "C2-14", "A1234AA")
    add_person(desk, "Examplar", "Jo", "A1-03", "A2345AA")
    plan = {
        "started_on": "2026-11-02",
        "status": "active",
        "agreement": "agreed",
        "matters_to_me": "A walk round the yard, then ring my sister about the lighthouse",
    }
    agency = {"name": "Fictional Lighthouse Trust", "agency_type": "la_housing"}
    note = {"held_on": "2026-11-20", "outcome": "held", "summary": "the lighthouse came up again"}
    desk.journal.save(
        [
            Change("plan", plan, person=person),
            Change("agency", agency),
            *(Change("contact", note, person=person) for _ in range(notes)),
        ]
    )
    desk.close()
    return app_on(data, clock)


async def test_slash_finds_people_and_words_and_enter_opens_the_very_line(tmp_path: Path) -> None:
    app = _app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("slash")
        await see(pilot, "Three letters or more")
        await pilot.press(*"ligh")
        await see(pilot, "in Treatment: 1 hit")
        assert "came up again" not in screen_text(app)
        await see_golden(pilot, "find")
        await pilot.press("down", "enter")
        await _person_at(pilot, "A walk round the yard")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, FindScreen))
        await pilot.press("down", "enter")
        await _person_at(pilot, "Contact")
        await pilot.press("slash", *"exa", "enter")
        await _person_at(pilot, "EXAMPLAR Jo")
        for kind in (FindScreen, PersonScreen, FindScreen):
            await pilot.press("escape")
            await wait_until(pilot, lambda kind=kind: isinstance(app.screen, kind))  # type: ignore[misc]
        await pilot.press("up", "up", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen))
        await see(pilot, "Fictional Lighthouse Trust")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, FindScreen))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, TodayScreen))
        with app.session.desk.journal.reading() as conn:
            looks = conn.exec_driver_sql("SELECT act FROM looked WHERE act = ?", (Act.SEARCHED.value,)).all()
        assert len(looks) == 1


async def test_what_narrowed_the_caseload_is_looked_for_in_notes_with_f3(tmp_path: Path) -> None:
    app = _app(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await unlock(pilot)
        await pilot.press("f6")
        await see(pilot, "TESTWELL")
        await pilot.press("slash", *"yard", "f3")
        await wait_until(pilot, lambda: isinstance(app.screen, FindScreen))
        await see(pilot, "A walk round the")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, CaseloadScreen))


async def test_what_came_in_bulk_is_made_ready_behind_the_first_search(tmp_path: Path) -> None:
    app = _app(tmp_path, notes=finding.AT_ONCE + 1)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("slash", *"lighthouse")
        await see(pilot, f"in Treatment: {finding.RECORDS} hits")
        await see(pilot, "There is more: type more letters.")
        await wait_until(pilot, lambda: "Making ready" not in screen_text(app))


async def _person_at(pilot: Pilot[int], words: str) -> None:
    """Wait for a person's page with the cursor on the line of these words."""
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PersonScreen))
    await see(pilot, words)

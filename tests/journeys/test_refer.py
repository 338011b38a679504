"""K5: from a need to a referral that was sent, with what the person said about sharing, in less than a minute."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework import drafts
from recovery_tui.casework.views import RecordId
from recovery_tui.clock import SetClock
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.today import TodayScreen
from tests.support.desks import stored
from tests.support.keys import Keys
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import add_goal, add_person, app_on, new_store, unlock
from tests.ui.stage import MONDAY


def made(data: Path) -> tuple[RecoveryApp, RecordId]:
    """The app on a fictional person with a goal, who needs somewhere to live; two agencies are known."""
    clock = SetClock(MONDAY)
    desk = new_store(data, clock)
    person = add_person(desk, "Testwell", "Lee", "C2-14", "A1234AA")
    add_goal(desk, person, "Keep my script", "ring the clinic")
    need: dict[str, Wire] = {
        "area": "links",
        "domain": "housing",
        "description": "Nowhere to go on Friday",
        "status": "not_started",
        "identified_on": "2026-11-02",
    }
    desk.journal.save(
        [
            Change("need", need, person=person),
            Change("agency", {"name": "Fictional Surgery", "agency_type": "gp"}),
            Change("agency", {"name": "Fictional Housing", "agency_type": "la_housing", "phone": "0113 000"}),
        ]
    )
    desk.close()
    return app_on(data, clock), person


async def on_the_form(pilot: Pilot[int], app: RecoveryApp) -> None:
    await wait_until(pilot, lambda: isinstance(app.screen, FormScreen))
    await wait_until(pilot, lambda: not app.screen.asking("draft"))  # type: ignore[attr-defined]


async def on_the_need(pilot: Pilot[int], app: RecoveryApp, person: RecordId) -> None:
    """The person's page with the cursor on the need."""
    with app.session.desk.journal.reading() as conn:
        (need,) = reading.of_person(conn, person, ("need",))
    app.push_screen(PersonScreen(app.session, person, record=RecordId(need.id), kind="need"))
    await see(pilot, "Nowhere to go on Friday")


async def test_k5_a_referral_is_sent_with_what_they_said_in_twenty_keys(tmp_path: Path) -> None:
    app, person = made(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await on_the_need(pilot, app, person)
        await see(pilot, "e refer   F8")
        keys = Keys(pilot)
        await keys.press("e")
        await on_the_form(pilot, app)
        await see(pilot, "= Not asked yet.")
        await see_golden(pilot, "refer")
        await keys.press("tab", "tab", "tab", "tab", "tab", "tab")
        await keys.press(*"ye", "enter", "tab")
        await keys.prose("Kim heard it")
        await keys.press("f2")
        await see(pilot, "Saved 10:42")
        assert keys.count <= 20
        (referral,) = stored(app.session.desk, person, "referral")
        (permission,) = stored(app.session.desk, person, "permission")
        told = {"status": "sent", "sent_on": "2026-11-23", "domain": "housing", "permission": permission.id}
        assert told.items() <= referral.values.items()
        assert str(referral.values["reason"]).startswith("Nowhere to go on Friday")
        assert permission.values["decision"] == "given"
        assert drafts.unfinished(app.session.desk) == ()
        await pilot.press("escape", "w")
        await see(pilot, "housing, Fictional Housing")


async def test_one_left_unfinished_comes_back_from_today_and_without_a_permission_a_reason_is_one_key(
    tmp_path: Path,
) -> None:
    app, person = made(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await on_the_need(pilot, app, person)
        keys = Keys(pilot)
        await keys.press("e")
        await on_the_form(pilot, app)
        await keys.press("tab", "tab")
        await keys.prose("Friday at the latest.")
        await keys.press("escape")
        await see(pilot, "keep as a draft")
        await keys.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await keys.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await see(pilot, "To finish: 1")
        await keys.press("f")
        await on_the_form(pilot, app)
        await see(pilot, "Friday at the latest.")
        await keys.press("f2")
        await see(pilot, "Say on what basis")
        await keys.press("1")
        await see(pilot, "Saved 10:42")
        (referral,) = stored(app.session.desk, person, "referral")
        assert "Friday at the latest." in str(referral.values["reason"])
        with app.session.desk.journal.reading() as conn:
            assert "V20" in reading.reasons_of(conn, [referral.id])[referral.id]
        assert drafts.unfinished(app.session.desk) == ()

"""K6: chasing a morning's referrals: ring, one key for what came of it, the next."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework.views import RecordId
from recovery_tui.clock import SetClock
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.journal.reading import Record
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.chase import ChaseScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.today import TodayScreen
from tests.support.keys import Keys
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import add_person, app_on, new_store, unlock
from tests.ui.stage import MONDAY

SENT = {"housing": "2026-11-09", "benefits": "2026-11-13", "drug": "2026-11-16", "education": "2026-11-20"}
"""What four referrals are about, and when each was sent."""


def made(data: Path) -> tuple[RecoveryApp, RecordId]:
    """The app on a fictional person who waits for four agencies."""
    clock = SetClock(MONDAY)
    desk = new_store(data, clock)
    person = add_person(desk, "Testwell", "Lee", "C2-14", "A1234AA")
    types = ("la_housing", "dwp_jcp", "community_drug_alcohol", "education")
    for number, (domain, sent_on) in enumerate(SENT.items()):
        agency = {"name": f"Fictional {domain}", "agency_type": types[number], "phone": f"0113 {number}"}
        referral: dict[str, Wire] = {
            "agency": "@agency",
            "agency_type": types[number],
            "domain": domain,
            "status": "sent",
            "sent_on": sent_on,
            "lawful_basis": "safeguarding",
        }
        desk.journal.save(
            [Change("agency", dict(agency)), Change("referral", referral, person=person)], ["agency", None]
        )
    desk.close()
    return app_on(data, clock), person


def referrals(app: RecoveryApp, person: RecordId) -> dict[str, Record]:
    with app.session.desk.journal.reading() as conn:
        return {str(each.values["domain"]): each for each in reading.of_person(conn, person, ("referral",))}


def shown(app: RecoveryApp, person: RecordId, kind: str) -> list[Record]:
    with app.session.desk.journal.reading() as conn:
        return [each for each in reading.of_person(conn, person, (kind,)) if each.hidden is None]


async def test_k6_each_call_is_a_key_or_two_and_can_be_taken_back(tmp_path: Path) -> None:
    app, person = made(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        keys = Keys(pilot)
        await keys.press("w")
        await see(pilot, "Waiting for an answer  4")
        await see(pilot, "treatment service")
        assert "Fictional drug" not in screen_text(app)
        await see_golden(pilot, "chase")

        await keys.press("n")
        await see(pilot, "Rang, no answer.   u undo")
        await see(pilot, "Mon 23 Nov")
        (call,) = shown(app, person, "contact")
        assert call.values["about"] == referrals(app, person)["housing"].id
        await keys.press("u")
        await see(pilot, "Put back.")
        await wait_until(pilot, lambda: not shown(app, person, "contact"))

        await keys.press("a")
        await see(pilot, "14d, has it")
        assert referrals(app, person)["housing"].values["status"] == "acknowledged"

        await keys.press("x")
        await see(pilot, "why did they say no?")
        await keys.press("2")
        await see(pilot, "They said no: no space.   u undo")
        await see(pilot, "Waiting for an answer  3")
        assert referrals(app, person)["housing"].values["rejected_reason"] == "no_capacity"

        await keys.press("y")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen))
        await wait_until(pilot, lambda: not app.screen.asking("draft"))  # type: ignore[attr-defined]
        await see(pilot, "Fictional benefits: empty when")
        await keys.prose("7/12 09:30")
        await keys.press("f2")
        await wait_until(pilot, lambda: isinstance(app.screen, ChaseScreen))
        await see(pilot, "Waiting for an answer  2")
        assert keys.count <= 10
        (appointment,) = shown(app, person, "appointment")
        assert (appointment.values["starts_at"], appointment.values["status"]) == (
            "2026-12-07T09:30",
            "booked",
        )
        assert appointment.values["agency_type"] == "dwp_jcp"
        assert referrals(app, person)["benefits"].values["accepted_on"] == "2026-11-23"
        await keys.press("u")
        await see(pilot, "Waiting for an answer  3")
        assert shown(app, person, "appointment") == []

        await keys.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await see(pilot, "Fictional benefits")
        await keys.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, ChaseScreen))
        await keys.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, TodayScreen))

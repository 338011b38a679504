"""What came of an appointment or a call is one or two keys from every list, and taken back with one."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.log import Change
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.session_note import SessionNoteScreen
from recovery_tui.ui.widgets.line_list import LineList
from tests.support.area_pages import Somebody
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.office import make_app, unlock


def book(desk: Desk, person: RecordId) -> str:
    agency = Change("agency", {"name": "Example Drug Service", "agency_type": "community_drug_alcohol"})
    booked = {
        "agency": "@a", "agency_type": "community_drug_alcohol", "purpose": "First appointment",
        "starts_at": "2026-11-23T09:30", "status": "booked",
    }  # fmt: skip
    return desk.journal.save([agency, Change("appointment", booked, person=person)], ["a", None]).ids[1]


def of(desk: Desk, person: RecordId, kind: str) -> list[reading.Record]:
    with desk.journal.reading() as conn:
        return [each for each in reading.of_person(conn, person, (kind,)) if each.hidden is None]


async def test_an_appointment_is_kept_taken_back_and_moved_from_today(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        appointment = book(desk, people[2])
        await pilot.press("f6", "f5")
        await see(pilot, "09:30")
        screen = app.screen
        rows = screen.query_one("LineList").rows  # type: ignore[attr-defined]
        place = next(at for at, row in enumerate(rows) if getattr(row.subject, "record", None) == appointment)
        screen.query_one("LineList").move_to(place)  # type: ignore[attr-defined]
        await pilot.press("r")
        await see(pilot, "PLACEHOLDER Ray  B3-20: Appointment, Mon 23 Nov 2026 09:30")
        assert "Example Drug" not in screen_text(app)
        await pilot.press("k")
        await see(pilot, "Booked to kept.   u undo")
        assert of(desk, people[2], "appointment")[0].values["status"] == "kept"
        await pilot.press("u")
        await see(pilot, "Put back.")
        await see(pilot, "09:30")
        screen.query_one("LineList").move_to(place)  # type: ignore[attr-defined]
        await pilot.press("r", "m")
        await see(pilot, "moved to when?")
        await pilot.press(*"thu 9.30")
        await see(pilot, "= Thu 26 Nov 2026 09:30")
        await pilot.press("enter")
        await see(pilot, "Moved to Thu 26 Nov 2026 09:30")
        old, new = of(desk, people[2], "appointment")
        assert (old.values["status"], new.values["status"]) == ("rescheduled", "booked")


async def test_a_call_is_two_keys_and_somebody_reached_is_written_about(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("f6")
        await see(pilot, "PLACEHOLDER")
        await pilot.press("r", "n")
        await see(pilot, "Rang, no answer.   u undo")
        (call,) = [each for person in people for each in of(app.session.desk, person, "contact")]
        assert call.values["outcome"] == "no_answer"
        await pilot.press("r", "r")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionNoteScreen))
        await see(pilot, "By phone")


async def test_a_call_after_release_leads_to_its_day_and_to_its_check(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        lee = Somebody(app.session.desk, people[0])
        (stay,) = of(app.session.desk, people[0], "stay")
        lee.now(stay.id, released_on="2026-11-16", ended_on="2026-11-16")
        lee.has("post_release_check", stay=stay.id, day=1, checked_on="2026-11-17", contact_made="yes")
        await pilot.press("f6", "f5")
        await see(pilot, "day-7 call")
        listed = app.screen.query_one(LineList)
        listed.move_to(
            next(at for at, row in enumerate(listed.rows) if getattr(row.subject, "code", "") == "call")
        )
        await pilot.press("enter")
        await see(pilot, ">  ! Day 7")
        await pilot.press("r")
        await see(pilot, "What came of the day-7 call?")
        await see(pilot, "no number recorded")
        await pilot.press("r")
        await see(pilot, "Check after release")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen) and not app.screen.asking("draft"))
        await pilot.press("f2")
        await wait_until(pilot, lambda: len(of(app.session.desk, people[0], "post_release_check")) == 2)
        check = of(app.session.desk, people[0], "post_release_check")[1]
        assert (check.values["day"], check.values["contact_made"]) == (7, "yes")

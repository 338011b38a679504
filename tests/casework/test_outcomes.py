"""What came of appointments and calls: one choice, one save, and taken back as a whole."""

from __future__ import annotations

import pytest

from recovery_tui.casework import changing, outcomes, recording, today
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.outcomes import Then
from recovery_tui.casework.views import Outcome, RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.log import Change
from recovery_tui.records.lists.links import APPOINTMENT_STATUS
from tests.support.desks import add_person


@pytest.fixture
def person(desk: Desk) -> RecordId:
    return RecordId(add_person(desk))


def add_appointment(
    desk: Desk, person: RecordId, status: str = "booked", at: str = "2026-11-23T09:30"
) -> RecordId:
    agency = {"name": "Example Drug Service", "agency_type": "community_drug_alcohol"}
    booked = {
        "agency": "@a", "agency_type": "community_drug_alcohol", "purpose": "First appointment", "starts_at": at,
        "status": status, "place": "12 Example Street", "mode": "in_person_at_office",
    }  # fmt: skip
    saved = desk.journal.save(
        [Change("agency", agency), Change("appointment", booked, person=person)], ["a", None]
    )
    return RecordId(saved.ids[1])


def values(desk: Desk, record: str) -> dict[str, object]:
    with desk.journal.reading() as conn:
        found = reading.one(conn, record)
    assert found is not None
    return {**found.values}


def shown(desk: Desk, person: RecordId, kind: str) -> list[reading.Record]:
    with desk.journal.reading() as conn:
        return [each for each in reading.of_person(conn, person, (kind,)) if each.hidden is None]


def take(desk: Desk, person: RecordId, record: RecordId | None, code: str, new_time: str = "") -> Outcome:
    asked = outcomes.question(desk, person, record)
    assert code in {each.code for each in asked.choices}
    return outcomes.take(desk, asked, code, {}, new_time)


def test_only_what_may_follow_is_offered_each_with_a_key_of_its_own(desk: Desk, person: RecordId) -> None:
    booked = outcomes.question(desk, person, add_appointment(desk, person))
    assert booked.title == "Appointment, Mon 23 Nov 2026 09:30"
    keys = {each.key: each.code for each in booked.choices}
    assert keys == {
        "k": "kept", "l": "kept_late", "d": "dna", "g": "logistics", "s": "cancelled_service",
        "p": "cancelled_person", "m": "rescheduled",
    }  # fmt: skip
    proposed = outcomes.question(desk, person, add_appointment(desk, person, "proposed"))
    assert "kept" not in {each.code for each in proposed.choices}
    assert {each.code for each in APPOINTMENT_STATUS} - {"proposed"} == set(keys.values()) | {"booked"}


@pytest.mark.parametrize(
    "code", ["kept", "kept_late", "dna", "logistics", "cancelled_service", "cancelled_person"]
)
def test_an_appointment_is_told_of_in_one_choice_and_taken_back(
    desk: Desk, person: RecordId, code: str
) -> None:
    appointment = add_appointment(desk, person)
    outcome = take(desk, person, appointment, code)
    assert outcome.saved
    assert values(desk, appointment)["status"] == code
    assert outcome.undo is not None
    assert changing.undo(desk, outcome.undo).saved
    assert values(desk, appointment)["status"] == "booked"


def test_a_moved_appointment_has_a_successor_and_stays_as_it_was(desk: Desk, person: RecordId) -> None:
    appointment = add_appointment(desk, person)
    outcome = take(desk, person, appointment, "rescheduled", "today 9.45")
    assert outcome.saved, outcome.problems
    old = values(desk, appointment)
    new = values(desk, str(old["rescheduled_to"]))
    assert (old["status"], old["starts_at"]) == ("rescheduled", "2026-11-23T09:30")
    assert (new["status"], new["starts_at"], new["place"]) == (
        "booked",
        "2026-11-23T09:45",
        "12 Example Street",
    )
    refused = changing.set_status(desk, appointment, "kept", {})
    assert not refused.saved
    assert outcome.undo is not None
    assert changing.undo(desk, outcome.undo).saved
    assert values(desk, appointment)["status"] == "booked"
    assert len(shown(desk, person, "appointment")) == 1


def test_a_new_time_that_is_none_moves_nothing(desk: Desk, person: RecordId) -> None:
    appointment = add_appointment(desk, person)
    for typed in ("", "soon", "tomorrow"):
        assert not take(desk, person, appointment, "rescheduled", typed).saved
    weekend = take(desk, person, appointment, "rescheduled", "28/11 10.00")
    assert [each.rule for each in weekend.problems] == ["V17"]
    assert values(desk, appointment)["status"] == "booked"


def test_another_appointment_at_the_new_time_is_still_told(desk: Desk, person: RecordId) -> None:
    appointment = add_appointment(desk, person)
    add_appointment(desk, person, at="2026-11-24T10:00")
    clash = take(desk, person, appointment, "rescheduled", "tomorrow 10.00")
    assert [each.rule for each in clash.problems] == ["V17"]


def test_a_call_that_nobody_answered_is_one_choice_and_taken_back(desk: Desk, person: RecordId) -> None:
    outcome = take(desk, person, None, "no_answer")
    (call,) = shown(desk, person, "contact")
    assert call.values == {
        "held_on": "2026-11-23", "outcome": "no_answer", "with_whom": "person", "mode": "phone",
    }  # fmt: skip
    assert outcome.undo is not None
    assert changing.undo(desk, outcome.undo).saved
    assert shown(desk, person, "contact") == []


def test_a_call_after_release_says_the_number_and_the_last_try_and_opens_its_check(
    desk: Desk, person: RecordId
) -> None:
    stay = shown(desk, person, "stay")[0].id
    left = {"released_on": "2026-11-16", "ended_on": "2026-11-16"}
    route = {
        "route_type": "mobile", "value": "07700 900005", "safe_to_leave_message": "no", "from_on": "2026-11-16",
    }  # fmt: skip
    desk.journal.save([Change("stay", left, stay, person), Change("contact_route", route, person=person)])
    asked = outcomes.question(desk, person, None)
    assert (asked.title, asked.told) == (
        "What came of the day-7 call?",
        "07700 900005, do not leave a message",
    )
    rang = take(desk, person, None, "no_answer")
    assert rang.saved
    assert "rang today, no answer, do not leave a message" in {
        line.text for section in today.view(desk, mine=True).sections for line in section.lines
    }
    asked = outcomes.question(desk, person, None)
    assert asked.told == "07700 900005, do not leave a message; rang today, no answer"
    assert [each.then for each in asked.choices] == [Then.NOTHING, Then.CHECK]
    spec = outcomes.check_form(desk, asked)
    assert recording.save(desk, spec, {**spec.values, "housed": "cas3"}, {}).saved
    (check,) = shown(desk, person, "post_release_check")
    assert (check.values["day"], check.values["contact_made"], check.values["housed"]) == (7, "yes", "cas3")
    assert outcomes.question(desk, person, None).call is None


def test_somebody_who_was_reached_is_written_about(desk: Desk, person: RecordId) -> None:
    asked = outcomes.question(desk, person, person)
    assert [each.then for each in asked.choices] == [Then.NOTHING, Then.NOTE]

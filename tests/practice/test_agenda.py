"""What falls due: each thing on its day, the newest word decides, and nothing is told of twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from recovery_tui.practice.agenda import agenda, review_due
from recovery_tui.practice.due import Due
from recovery_tui.practice.seen import call_now, last_seen
from tests.practice.said import Said, disputed, said

STAY = said(id="s", stay_type="custody", started_on="2026-05-01")
SEEN = said(id="c", held_on="2026-11-12", outcome="held")
PLAN = {"id": "p", "status": "active", "started_on": "2026-05-04"}


def due(code: str, **case: Sequence[Said]) -> list[Due]:
    return [each for each in agenda(case) if each.code == code]


def days(code: str, **case: Sequence[Said]) -> list[str]:
    return [each.day.isoformat() for each in due(code, **case)]


@pytest.mark.parametrize(
    ("status", "is_due"),
    [
        ("not_started", True),
        ("in_progress", True),
        ("cannot_be_done_yet", True),
        ("completed", False),
        ("no_longer_needed", False),
    ],
)
def test_an_open_step_is_due_on_its_day(status: str, is_due: bool) -> None:
    step = said(id="a", due_on="2026-11-20", status=status)
    assert days("step", step=[step]) == (["2026-11-20"] if is_due else [])


@pytest.mark.parametrize("status", ["achieved", "removed"])
def test_nothing_is_due_of_a_goal_that_has_ended(status: str) -> None:
    step = said(id="a", goal="g", due_on="2026-11-20", status="not_started")
    assert not due("step", step=[step], goal=[said(id="g", status=status)])
    assert not due("step", step=[step], goal=[Said({}, id="g", hidden="entered twice")])
    assert due("step", step=[step], goal=[disputed("status", status, "active", id="g")])
    assert due("step", step=[step])


def test_an_appointment_waits_until_somebody_says_what_became_of_it() -> None:
    booked = said(id="a", starts_at="2026-11-20T09:30", status="booked")
    (found,) = due("appointment", appointment=[booked])
    assert (found.day, found.at, found.until) == (date(2026, 11, 20), "09:30", date.max)
    moved = said(id="b", starts_at="2026-11-20T09:30", status="rescheduled")
    kept = said(id="c", starts_at="2026-11-20T09:30", status="kept")
    assert not due("appointment", appointment=[moved, kept])


@pytest.mark.parametrize(("allowed", "day"), [(5, "2026-11-16"), (None, "2026-11-18"), (0, "2026-11-11")])
def test_a_referral_is_told_of_the_day_after_the_agencys_days_are_over(allowed: int | None, day: str) -> None:
    sent = said(id="r", status="sent", sent_on="2026-11-10", agency="x")
    assert days("referral", referral=[sent], agency=[said(id="x", sla_days=allowed)]) == [day]
    for status in ("draft", "acknowledged", "accepted", "rejected", "withdrawn"):
        answered = said(id="r", status=status, sent_on="2026-11-10", agency="x")
        assert not due("referral", referral=[answered])


def test_the_day_of_a_review_is_the_one_written_down_last() -> None:
    plan = Said({**PLAN, "review_due_on": "2026-11-10"}, id="p", stamp="1")
    early = Said({"id": "r", "held_on": "2026-11-09", "next_due_on": "2027-01-20"}, id="r", stamp="2")
    assert review_due({"plan": [plan]}) == date(2026, 11, 10)
    assert review_due({"plan": [plan], "review": [early]}) == date(2027, 1, 20)
    bad_news = Said({**PLAN, "review_due_on": "2026-11-27"}, id="p", stamp="3")
    assert review_due({"plan": [bad_news], "review": [early]}) == date(2026, 11, 27)
    assert review_due({"plan": [said(**PLAN)], "review": [early]}) == date(2027, 1, 20)


def test_the_newest_review_decides_and_one_that_was_corrected_does_not() -> None:
    old = said(id="1", held_on="2026-08-01", next_due_on="2026-10-01")
    wrong = said(id="2", held_on="2026-10-01", next_due_on="2026-11-01")
    right = said(id="3", held_on="2026-10-01", next_due_on="2026-12-01", corrects="2")
    assert days("review", plan=[said(**PLAN)], review=[old, wrong, right]) == ["2026-12-01"]
    closed = said(**{**PLAN, "status": "closed"})
    assert not due("review", plan=[closed], review=[old])


def test_a_flag_is_looked_at_again_until_it_has_ended() -> None:
    assert days("flag", flag=[said(id="f", review_by_on="2026-11-20")]) == ["2026-11-20"]
    assert not due("flag", flag=[said(id="f", review_by_on="2026-11-20", ended_on="2026-11-19")])
    either = disputed("review_by_on", "2026-12-20", "2026-11-20", id="f")
    assert days("flag", flag=[either]) == ["2026-11-20"]


def test_a_clearance_counts_through_its_last_day() -> None:
    assert days("clearance", peer_link=[said(id="l", cleared_until_on="2026-11-20")]) == ["2026-11-21"]
    assert not due(
        "clearance", peer_link=[said(id="l", cleared_until_on="2026-11-20", ended_on="2026-11-01")]
    )


def test_somebody_is_missed_when_nobody_met_them_for_too_long() -> None:
    assert days("not_seen", stay=[STAY], contact=[SEEN]) == ["2026-11-22"]
    assert days("not_seen", stay=[STAY]) == ["2026-05-08"]
    agreed = said(id="c", held_on="2026-11-12", outcome="held", next_on="2026-11-30")
    assert days("not_seen", stay=[STAY], contact=[agreed]) == ["2026-11-30"]
    failed = said(id="d", held_on="2026-11-20", outcome="declined")
    assert days("not_seen", stay=[STAY], contact=[agreed, failed]) == ["2026-11-22"]
    gone = said(id="s", stay_type="custody", started_on="2026-05-01", released_on="2026-11-13")
    assert not due("not_seen", stay=[gone], contact=[SEEN])


def test_a_day_agreed_for_next_year_hides_nobody_until_then() -> None:
    """As a day and month of yesterday are understood."""
    met = said(id="c", held_on="2026-11-23", outcome="held", next_on="2027-11-22")
    assert days("not_seen", stay=[STAY], contact=[met]) == ["2027-02-15"]


def test_only_a_meeting_with_the_person_that_was_held_counts_as_seeing_them() -> None:
    others = [
        said(id="d", held_on="2026-11-20", outcome="not_unlocked"),
        said(id="e", held_on="2026-11-21", outcome="not_unlocked"),
        said(id="f", held_on="2026-11-21", outcome="held", with_whom="agency"),
        said(id="g", held_on="2026-11-01", outcome="not_unlocked"),
    ]
    (found,) = due("not_seen", stay=[STAY], contact=[SEEN, *others])
    assert (found.day, found.detail) == (date(2026, 11, 22), "not unlocked x2")
    assert last_seen({"contact": [SEEN, *others]}) == date(2026, 11, 12)
    corrected = said(id="h", held_on="2026-11-12", outcome="declined", corrects="c")
    assert last_seen({"contact": [SEEN, corrected]}) is None


OUT = said(
    id="s", stay_type="custody", started_on="2026-05-01", released_on="2026-11-09", ended_on="2026-11-09"
)


def test_after_release_somebody_rings_and_a_missed_call_gives_way_to_the_next() -> None:
    calls = due("call", stay=[OUT])
    told = [(each.detail.split(" ")[0], each.day.day, each.until.day) for each in calls]
    assert told == [
        ("day-1", 10, 11),
        ("day-3", 12, 15),
        ("day-7", 16, 22),
        ("day-14", 23, 29),
        ("day-21", 30, 6),
    ]
    done = [
        said(stay="s", day=1, contact_made="yes"),
        said(stay="s", day=3, contact_made="no"),
        said(stay="other", day=7, contact_made="yes"),
    ]
    assert len(due("call", stay=[OUT], post_release_check=done)) == 4
    assert not due("call", stay=[STAY])


def test_of_two_days_of_release_the_earlier_is_rung_after() -> None:
    unsure = disputed(
        "released_on", "2026-11-12", "2026-11-09", id="s", stay_type="custody", ended_on="2026-11-12"
    )
    assert days("call", stay=[unsure])[0] == "2026-11-10"
    assert call_now({"stay": [unsure]}, date(2026, 11, 10)) == (unsure, 1, date(2026, 11, 10))


@pytest.mark.parametrize(
    ("routes", "warning"),
    [
        ([said(route_type="mobile", safe_to_leave_message="yes")], "day-1 call"),
        ([said(route_type="mobile", safe_to_leave_message="no")], "day-1 call, do not leave a message"),
        (
            [said(route_type="mobile", safe_to_leave_message="not_asked")],
            "day-1 call, do not leave a message",
        ),
        (
            [disputed("safe_to_leave_message", "yes", "no", route_type="mobile")],
            "day-1 call, do not leave a message",
        ),
        (
            [said(route_type="mobile", safe_to_leave_message="yes", until_on="2026-01-01")],
            "day-1 call, no number recorded",
        ),
        ([said(route_type="address", safe_to_leave_message="yes")], "day-1 call, no number recorded"),
    ],
)
def test_no_message_is_left_where_it_is_not_known_to_be_safe(routes: list[Said], warning: str) -> None:
    assert due("call", stay=[OUT], contact_route=routes)[0].detail == warning


def test_a_release_is_told_of_on_its_day_and_then_is_a_worry() -> None:
    stay = said(id="s", stay_type="custody", started_on="2026-05-01", release_expected_on="2026-11-27")
    (found,) = due("release", stay=[stay])
    assert (found.day, found.until, found.detail) == (date(2026, 11, 27), date(2026, 11, 27), "")
    considered = said(stay="s", item="rl02", status="done")
    assert due("release", stay=[stay], release_item=[considered])[0].detail == "earlier day considered"
    assert not due("release", stay=[OUT])


def test_the_same_is_due_in_whatever_order_the_records_come() -> None:
    """The order in which a computer got them is not the order in which another one did."""
    two = ("1", "2")
    case = {
        "stay": [
            said(**{**STAY.values, "id": each, "release_expected_on": f"2026-12-0{each}"}) for each in two
        ],
        "plan": [said(**{**PLAN, "id": each, "review_due_on": f"2026-12-0{each}"}) for each in two],
        "review": [said(id=each, held_on="2026-11-01", next_due_on=f"2026-12-1{each}") for each in two],
        "contact": [said(**{**SEEN.values, "id": each, "next_on": f"2026-11-2{each}"}) for each in two],
        "naloxone": [said(id=each, offered_on="2026-11-20", offer_outcome="not_offered") for each in two],
        "substance": [said(substance="heroin", rank=1)],
    }
    other = {kind: list(reversed(records)) for kind, records in case.items()}
    assert sorted(agenda(case), key=repr) == sorted(agenda(other), key=repr)


def test_nothing_falls_due_of_a_person_who_has_died() -> None:
    step = said(id="a", due_on="2026-11-20", status="not_started")
    assert agenda({"person": [said(record_status="died")], "step": [step], "stay": [STAY]}) == []

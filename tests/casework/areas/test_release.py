"""What must the release page answer (domain paper 2.8, area 4): each question with its answer and without."""

from __future__ import annotations

import pytest

from recovery_tui.casework import recording, today
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, Mark
from recovery_tui.journal.event import Wire
from tests.support.area_pages import Somebody, answers, somebody

PAGE = Area.RELEASE


def stay_id(lee: Somebody) -> str:
    return lee.line(PAGE, "In prison").record or ""


def test_with_nothing_recorded_every_question_stands_in_its_place(desk: Desk) -> None:
    lee = somebody(desk)
    asked = [(line.text, *answers(line)[:2]) for line in lee.lines(PAGE) if line.mark is not Mark.NONE]
    assert [each for each in asked if each[1] != "release_item"] == [
        ("How sure is the date", "stay", "release_basis"),
        ("Friday or eve of a holiday", "stay", "release_expected_on"),
        ("Home area", "stay", "home_area"),
        ("First appointment", "appointment", None),
        ("Naloxone", "naloxone", None),
        ("Who rings after release", "professional", None),
        ("After a lapse, no blame", "plan", "what_helps"),
        ("If recalled", "professional", None),
        ("Conditions about treatment", "requirement", None),
    ]


@pytest.mark.parametrize(
    ("stay", "said"),
    [
        ({}, "Out Fri 4 Dec, 11 days"),
        ({"release_basis": "confirmed"}, "Out Fri 4 Dec, 11 days, confirmed"),
        ({"release_expected_on": None}, "! Release date | no date and no reason yet"),
        (
            {"release_expected_on": None, "no_date_reason": "Not sentenced yet"},
            "! Release date | Not sentenced yet",
        ),
    ],
)
def test_the_date_is_told_with_how_sure_it_is(desk: Desk, stay: dict[str, Wire], said: str) -> None:
    assert said in somebody(desk, **stay).said(PAGE, "Release")


def test_a_friday_says_which_earlier_day_there_is(desk: Desk) -> None:
    lee = somebody(desk, legal_status="sentenced")
    assert lee.line(PAGE, "Friday").note == "could be Thu 3 Dec"
    lee.now(stay_id(lee), release_basis="hdc")
    assert lee.line(PAGE, "Friday").note == "services are closed next day"


def test_a_date_that_has_passed_asks_whether_they_are_out(desk: Desk) -> None:
    lee = somebody(desk, release_expected_on="2026-11-22")
    line = lee.line(PAGE, "released?")
    assert (line.mark, answers(line)[:2]) == (Mark.ACT, ("stay", "released_on"))


def test_before_court_the_page_begins_with_the_few_things_to_do_that_today_counts(desk: Desk) -> None:
    lee = somebody(desk, stay_type="remand", release_expected_on="2026-11-26")
    stay = lee.lines(PAGE, "Release")[0].record or ""
    lee.has("intervention", intervention_type="pharm", sub_type="maintenance", medicine="methadone")
    lee.has("release_item", stay=stay, item="rl05", status="due", due_on="2026-12-05")
    said = lee.said(PAGE, "If freed by the court: 3 to do")
    assert said == [
        "!! Medicine or script to bridge the first days; depot date | before court, Thu 26 Nov",
        "!! Address for the first night confirmed and checked | before court, Thu 26 Nov",
        "!! Referral to treatment after release sent | to do, before court, Thu 26 Nov",
    ]
    first = next(line for line in lee.lines(PAGE) if line.kind == "release_item")
    assert first.text.startswith("Medicine or script"), "where Enter on Today leads"
    assert not [line for line in lee.said(PAGE, "Countdown") if "Address for the first night" in line]
    (red,) = [
        line.text
        for section in today.view(desk, mine=True).sections
        for line in section.lines
        if line.code == "court_near"
    ]
    assert red == "may be freed: 3 of 3 not ready"
    lee.now(stay, release_expected_on="2026-12-18")
    assert not [title for title in lee.titles(PAGE) if title.startswith("If freed")]


def test_the_gate_stands_on_this_page_too(desk: Desk) -> None:
    lee = somebody(desk)
    assert lee.said(PAGE, "At the gate") == lee.said(Area.TREATMENT, "At the gate")


def test_a_countdown_item_is_late_due_or_later_and_moves_with_the_date(desk: Desk) -> None:
    lee = somebody(desk)
    address = "Address for the first night confirmed and checked"
    assert lee.line(PAGE, address).note == "due Fri 27 Nov"
    assert lee.line(PAGE, address).mark is Mark.MISSING
    assert lee.line(PAGE, "Release date and its basis").note == "late, was due Fri 11 Sep"
    assert lee.line(PAGE, "Release date and its basis").mark is Mark.MISSING
    assert lee.line(PAGE, "Transport").mark is Mark.NONE
    lee.now(stay_id(lee), release_expected_on="2026-12-18")
    assert (lee.line(PAGE, address).note, lee.line(PAGE, address).mark) == ("due Fri 11 Dec", Mark.NONE)


def test_nothing_of_the_countdown_is_a_record_until_it_is_acted_on(desk: Desk) -> None:
    lee = somebody(desk)
    line = lee.line(PAGE, "Plan printed")
    preset = {"stay": stay_id(lee), "item": "rl26", "due_on": "2026-11-27"}
    assert (line.record, answers(line)) == (None, ("release_item", "status", preset))
    spec = recording.new_form(desk, lee.person, "release_item", line.preset)
    outcome = recording.save(desk, spec, {**spec.values, "status": "done", "done_on": "today"}, {})
    assert outcome.saved
    settled = lee.line(PAGE, "Plan printed")
    assert (settled.record, settled.note) == (outcome.record, "done, Mon 23 Nov")
    assert settled in lee.lines(PAGE, "Countdown, settled")


def test_items_that_may_apply_are_asked_and_those_that_do_not_stand_last(desk: Desk) -> None:
    lee = somebody(desk)
    assert lee.line(PAGE, "First jobcentre").note == "due Fri 27 Nov, if: needs Universal Credit"
    last = [line.text for line in lee.lines(PAGE, "Countdown, does not apply")]
    assert "Naloxone offered and trained" in last
    lee.has("substance", substance="heroin", rank=1)
    assert "Naloxone offered and trained" not in [
        line.text for line in lee.lines(PAGE, "Countdown, does not apply")
    ]
    assert lee.line(PAGE, "Naloxone offered").mark is Mark.MISSING


def test_the_countdown_counts_what_is_ready(desk: Desk) -> None:
    lee = somebody(desk)
    stay = stay_id(lee)
    lee.has("release_item", stay=stay, item="rl01", status="done", done_on="2026-11-20")
    lee.has("release_item", stay=stay, item="rl13", status="not_applicable", reason="Goes home")
    late = lee.has("release_item", stay=stay, item="rl15", status="due", due_on="2026-11-20", owner="K Ahmed")
    assert (
        next(each for each in lee.titles(PAGE) if each.startswith("Countdown")) == "Countdown: 2 of 19 ready"
    )
    line = lee.line(PAGE, "Address for the first night")
    assert (line.record, line.note, line.mark) == (
        late,
        "to do, late, was due Fri 20 Nov, K Ahmed",
        Mark.MISSING,
    )


def test_after_release_each_check_is_due_on_its_day(desk: Desk) -> None:
    lee = somebody(desk, released_on="2026-11-16", ended_on="2026-11-16")
    stay = lee.lines(PAGE, "Release")[0].record or ""
    lee.has(
        "post_release_check", stay=stay, day=1, checked_on="2026-11-17", contact_made="yes", in_treatment="yes",
        dose_collected="yes", housed="cas3",
    )  # fmt: skip
    lee.has("post_release_check", stay=stay, day=3, checked_on="2026-11-19", contact_made="no")
    assert lee.said(PAGE, "After release") == [
        "! Treatment begun? | 14 days left, until Mon 7 Dec",
        "! Who rings after release | not known",
        "Day 1 | Tue 17 Nov, reached, in treatment, dose collected, CAS3",
        "! to ask | use since release, benefits claimed",
        "Day 3 | Thu 19 Nov, not reached",
        "! Day 7 | due Mon 23 Nov",
        "Day 14 | due Mon 30 Nov",
        "Day 21 | due Mon 7 Dec",
        "Day 28 | due Mon 14 Dec",
        "Day 84 | due Mon 8 Feb",
        "Day 182 | due Mon 17 May",
    ]
    assert answers(lee.line(PAGE, "Day 7")) == ("post_release_check", None, {"stay": stay, "day": 7})


def test_the_call_that_is_to_be_made_now_alone_is_marked_and_says_the_number(desk: Desk) -> None:
    lee = somebody(desk, released_on="2026-11-16", ended_on="2026-11-16")
    lee.has(
        "contact_route", route_type="mobile", value="07700 900005", safe_to_leave_message="no",
        from_on="2026-11-16",
    )  # fmt: skip
    assert [each for each in lee.said(PAGE, "After release") if "Day " in each][:4] == [
        "Day 1 | not done, was due Tue 17 Nov",
        "Day 3 | not done, was due Thu 19 Nov",
        "! Day 7 | due Mon 23 Nov, 07700 900005, do not leave a message",
        "Day 14 | due Mon 30 Nov",
    ]
    stay = lee.lines(PAGE, "Release")[0].record or ""
    lee.has("post_release_check", stay=stay, day=7, checked_on="2026-11-23", contact_made="no")
    assert "! Day 7 | Mon 23 Nov, not reached, 07700 900005, do not leave a message" in lee.said(PAGE)


@pytest.mark.parametrize(
    ("began", "said"),
    [
        ("2026-11-23", "Treatment began Mon 23 Nov | within 21 days"),
        ("2026-11-24", "Treatment began Tue 24 Nov | after Mon 23 Nov, the last day that counts"),
        (None, "! Treatment begun? | 0 days left, until Mon 23 Nov"),
    ],
)
def test_treatment_counts_as_carried_on_until_day_21(desk: Desk, began: str | None, said: str) -> None:
    lee = somebody(desk, released_on="2026-11-02", ended_on="2026-11-02")
    if began:
        stay = lee.lines(PAGE, "Release")[0].record or ""
        lee.has(
            "post_release_check", stay=stay, day=21, checked_on="2026-11-23", contact_made="yes",
            treatment_started_on=began,
        )  # fmt: skip
    assert lee.said(PAGE, "After release")[0] == said


def test_who_rings_what_helps_and_who_tells_of_a_recall(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("professional", role="recovery_worker", name="A Fox", phone="0113 496 0002", from_on="2026-11-02")
    lee.has("professional", role="com", name="J Pike", phone="0113 496 0001", from_on="2026-11-02")
    lee.has("plan", started_on="2026-09-07", status="active", agreement="agreed", what_helps="Ring Sam")
    assert lee.said(PAGE, "After release") == ["Rings after release: A Fox | 0113 496 0002"]
    assert lee.said(PAGE, "If it goes wrong") == [
        "After a lapse, no blame: Ring Sam",
        "If recalled: J Pike tells the community service | 0113 496 0001",
    ]


def test_conditions_about_treatment_tell_their_dates_and_ask_for_the_persons_word(desk: Desk) -> None:
    lee = somebody(desk)
    drr = lee.has(
        "requirement", requirement_kind="drr", started_on="2026-12-04", review_weeks=4, court_review="yes"
    )
    assert lee.said(PAGE, "Licence") == [
        "Drug rehabilitation requirement | from Fri 4 Dec, reviewed every 4 weeks by the court",
        "! to ask | ends, said they are willing",
    ]
    lee.now(drr, ends_on="2027-06-04", willing_on="2026-11-16")
    assert lee.said(PAGE, "Licence") == [
        "Drug rehabilitation requirement"
        " | from Fri 4 Dec, until Fri 4 Jun, reviewed every 4 weeks by the court, willing Mon 16 Nov"
    ]


def test_a_time_out_asks_for_medicine_naloxone_and_the_community_service(desk: Desk) -> None:
    lee = somebody(desk)
    out = lee.has("temporary_absence", absence_kind="resettlement_day", out_at="2026-11-20T09:00Z")
    assert lee.said(PAGE, "Times out") == [
        "Resettlement, day: Fri 20 Nov 09:00",
        "! to ask | medicine while out, carries naloxone, meets community service, back",
    ]
    lee.now(
        out, back_at="2026-11-20T16:00Z", medicine_plan="Dose before leaving", naloxone_carried="yes",
        community_appointment="yes",
    )  # fmt: skip
    assert lee.said(PAGE, "Times out") == [
        "Resettlement, day: Fri 20 Nov 09:00"
        " | back Fri 20 Nov 16:00, Dose before leaving, carries naloxone, meets a community service"
    ]

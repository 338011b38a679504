"""What must the treatment page answer (domain paper 2.8, area 1): each question with its answer and without."""

from __future__ import annotations

import pytest

from recovery_tui.casework import changing
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, Mark
from recovery_tui.journal.event import Wire
from tests.support.area_pages import answers, somebody

PAGE = Area.TREATMENT
METHADONE: dict[str, Wire] = {
    "intervention_type": "pharm",
    "sub_type": "maintenance",
    "medicine": "methadone",
    "purpose": "maintenance",
    "started_on": "2026-09-02",
}
CBT: dict[str, Wire] = {
    "intervention_type": "psysoc",
    "sub_type": "cbt_substance",
    "started_on": "2026-09-07",
}
HEROIN: dict[str, Wire] = {"substance": "heroin", "rank": 1}


def test_with_nothing_recorded_every_question_stands_in_its_place(desk: Desk) -> None:
    lee = somebody(desk)
    asked = {line.text: answers(line) for line in lee.lines(PAGE) if line.mark is not Mark.NONE}
    assert {said: (kind, focus) for said, (kind, focus, _) in asked.items()} == {
        "First appointment": ("appointment", None),
        "Naloxone": ("naloxone", None),
        "Medicines": ("intervention", None),
        "Groups and one-to-ones": ("intervention", None),
        "Substances": ("substance", None),
        "Tests": ("drug_test", None),
        "Vaccine, test and information": ("harm_reduction", None),
        "Earlier treatment": ("treatment_episode", None),
    }
    assert asked["Medicines"][2] == {"intervention_type": "pharm"}
    assert asked["First appointment"][2] == {"structured_treatment": "yes"}
    assert lee.said(PAGE, "Scores") == ["TOP | due when treatment starts"]


@pytest.mark.parametrize(
    ("out", "day", "said"),
    [
        ("2026-12-04", None, "! First appointment | none; Fri 25 Dec is the last day that counts"),
        ("2027-03-05", None, "! First appointment | none; Fri 26 Mar is the last day that counts"),
        (
            "2026-12-04",
            "2026-12-25",
            "First appointment: Fri 25 Dec 10:00 | booked, Chapel Street (fictional)",
        ),
        (
            "2026-12-04",
            "2026-12-26",
            "! First appointment: Sat 26 Dec 10:00"
            " | booked, Chapel Street (fictional); Fri 25 Dec is the last day that counts",
        ),
    ],
)
def test_the_first_appointment_counts_until_day_21(desk: Desk, out: str, day: str | None, said: str) -> None:
    lee = somebody(desk, release_expected_on=out)
    lee.has("substance", **HEROIN)
    if day:
        lee.has(
            "appointment",
            agency=lee.agency("Forward (fictional)", "community_drug_alcohol"),
            agency_type="community_drug_alcohol",
            purpose="Start of treatment",
            starts_at=f"{day}T10:00",
            place="Chapel Street (fictional)",
            status="booked",
            structured_treatment="yes",
        )
    assert lee.said(PAGE, "At the gate")[0] == said


def test_a_dose_not_arranged_is_loud_four_weeks_before_the_gate_and_quiet_before(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("intervention", **METHADONE)
    assert lee.said(PAGE, "At the gate")[1:4] == [
        "!! Next dose, Methadone | not arranged",
        "! last dose | not asked",
        "! script at release | how many days?",
    ]
    stay = lee.line(Area.RELEASE, "In prison").record or ""
    lee.now(stay, release_expected_on="2027-03-05")
    assert lee.said(PAGE, "At the gate")[1:3] == [
        "! Next dose, Methadone | not arranged",
        "! last dose | not asked",
    ]


def test_doses_are_told_with_day_place_and_bridge(desk: Desk) -> None:
    lee = somebody(desk)
    medicine = lee.has(
        "intervention",
        **METHADONE,
        next_dose_on="2026-12-05",
        last_dose_at="2026-11-23T08:15Z",
        script_days=7,
    )
    assert lee.said(PAGE, "At the gate")[1:5] == [
        "Next dose, Methadone: Sat 5 Dec",
        "! where? | not known",
        "last dose Mon 23 Nov 08:15",
        "script for 7 days at release",
    ]
    assert answers(lee.line(PAGE, "where?")) == ("intervention", "next_dose_place", {})
    lee.now(medicine, next_dose_place="Chapel Pharmacy (fictional)")
    assert lee.said(PAGE, "At the gate")[1] == "Next dose, Methadone: Sat 5 Dec | Chapel Pharmacy (fictional)"


def test_a_medicine_says_since_when_from_whom_whose_choice_and_when_it_was_reviewed(desk: Desk) -> None:
    lee = somebody(desk)
    medicine = lee.has("intervention", **METHADONE)
    assert lee.said(PAGE, "Medicines") == [
        "Methadone, maintenance | since Wed 2 Sep",
        "! who says so? | not confirmed",
        "! to ask | provider, whose choice, last reviewed",
    ]
    assert answers(lee.line(PAGE, "to ask")) == ("intervention", "provider", {})
    lee.now(
        medicine, provider="Healthcare", whose_choice="person", last_reviewed_on="2026-11-02", supervised="yes",
        confirmed_on="2026-11-16", confirmed_how="chart",
    )  # fmt: skip
    assert lee.said(PAGE, "Medicines") == [
        "Methadone, maintenance, supervised"
        " | since Wed 2 Sep, from Healthcare, the person's choice, reviewed Mon 2 Nov",
        "seen on the chart Mon 16 Nov | Kim Ahmed",
    ]


@pytest.mark.parametrize(("day", "mark"), [("2026-11-09", Mark.NONE), ("2026-11-08", Mark.MISSING)])
def test_what_was_confirmed_more_than_two_weeks_ago_is_asked_again(desk: Desk, day: str, mark: Mark) -> None:
    lee = somebody(desk)
    lee.has("intervention", **METHADONE, confirmed_on=day, confirmed_how="healthcare_phone")
    assert lee.line(PAGE, "healthcare by phone").mark is mark


def test_an_ended_medicine_is_told_as_such_and_not_asked_about(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("intervention", **METHADONE, ended_on="2026-11-02", exit_status="planned")
    assert lee.said(PAGE, "Medicines") == ["Methadone, maintenance | ended Mon 2 Nov, planned end"]
    assert not [line for line in lee.lines(PAGE, "At the gate") if line.text.startswith("Next dose")]


def test_a_group_tells_how_often_the_person_came(desk: Desk) -> None:
    lee = somebody(desk)
    group = lee.has("intervention", **CBT, sessions_planned=4)
    assert lee.said(PAGE, "Groups") == ["CBT for substance use | nothing held yet, 4 to go"]
    for day, came in (("2026-11-05", "came"), ("2026-11-12", "not_unlocked"), ("2026-11-19", "late")):
        lee.has("session", intervention=group, held_on=day, attendance=came)
    assert lee.said(PAGE, "Groups") == ["CBT for substance use | came 2 of 3, 1 to go, last Thu 19 Nov"]
    lee.now(group, sessions_planned=None)
    assert answers(lee.line(PAGE, "to ask")) == ("intervention", "sessions_planned", {})


def test_a_corrected_attendance_counts_once(desk: Desk) -> None:
    lee = somebody(desk)
    group = lee.has("intervention", **CBT, sessions_planned=4)
    first = lee.has("session", intervention=group, held_on="2026-11-19", attendance="declined")
    lee.has("session", intervention=group, held_on="2026-11-19", attendance="came", corrects=first)
    assert "came 1 of 1" in lee.line(PAGE, "CBT").note


def test_a_substance_tells_last_use_lost_tolerance_and_overdoses(desk: Desk) -> None:
    lee = somebody(desk)
    heroin = lee.has("substance", **HEROIN)
    assert lee.said(PAGE, "Substances") == [
        "1 Heroin",
        "! to ask | last used, ever overdosed, injecting",
    ]
    lee.now(heroin, last_used_on="2026-11-16", overdose_ever="yes", injecting_status="never")
    assert lee.said(PAGE, "Substances") == ["1 Heroin | last used Mon 16 Nov", "! has overdosed | when?"]
    lee.now(heroin, last_used_on="2026-11-15", last_overdose_on="2024-03")
    assert lee.said(PAGE, "Substances") == [
        "1 Heroin | last used Sun 15 Nov",
        "tolerance is lost | not used for 8 days",
        "has overdosed | last Mar 2024",
    ]


def test_somebody_who_does_not_say_is_not_asked_on(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("substance", substance="not_disclosed", rank=1)
    assert lee.said(PAGE, "Substances") == ["1 Not disclosed"]


def test_naloxone_is_five_dated_facts(desk: Desk) -> None:
    lee = somebody(desk)
    kit = lee.has("naloxone", offered_on="2026-11-03", offer_outcome="unknown")
    assert lee.said(PAGE, "Naloxone") == [
        "Offered: Tue 3 Nov | what came of it: not known",
        "! Trained | not asked",
        "! Issued | not asked",
        "! Packed for the gate | not asked",
        "! Handed over | not asked",
        "! to ask | family or friend trained",
    ]
    assert answers(lee.line(PAGE, "Packed")) == ("naloxone", "ready_at_gate_on", {})
    gate = lee.line(PAGE, "Naloxone")
    assert (gate.note, answers(gate)) == (
        "offered Tue 3 Nov, trained: not yet",
        ("naloxone", "trained_on", {}),
    )
    lee.now(
        kit, trained_on="2026-11-10", trained_by="peer", issued_on="2026-11-12", offer_outcome="issued_nasal",
        product="nasal", doses=2, expires_on="2028-05-31", ready_at_gate_on="2026-11-20", carer_trained="yes",
        handed_over_on="2026-11-23", held_where="in_possession",
    )  # fmt: skip
    assert lee.said(PAGE, "Naloxone") == [
        "Offered: Tue 3 Nov | issued, nasal spray",
        "Trained: Tue 10 Nov | by peer",
        "Issued: Thu 12 Nov | Nasal spray, 2 doses",
        "Packed for the gate: Fri 20 Nov",
        "Handed over: Mon 23 Nov | In their own hands",
        "good until Wed 31 May 2028",
        "family or friend trained",
    ]
    assert lee.line(PAGE, "Naloxone").mark is Mark.NONE


def test_a_kit_in_property_or_out_of_date_is_said(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has(
        "naloxone", offered_on="2026-11-03", offer_outcome="issued_nasal", handed_over_on="2026-11-23",
        held_where="property", expires_on="2026-11-22",
    )  # fmt: skip
    assert answers(lee.line(PAGE, "not in their hands"))[1] == "held_where"
    assert answers(lee.line(PAGE, "too old to use"))[1] == "expires_on"


def test_whoever_declined_a_kit_is_not_asked_for_the_rest(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("naloxone", offered_on="2026-11-03", offer_outcome="declined")
    assert lee.said(PAGE, "Naloxone") == ["Offered: Tue 3 Nov | declined"]
    assert lee.said(PAGE, "At the gate")[-1] == "Naloxone | declined"


def test_tests_and_what_keeps_infection_away(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("drug_test", taken_on="2026-11-16", reason="voluntary", result="neg", disclosed_to="The person")
    lee.has("drug_test", taken_on="2026-11-18", reason="clinical", result="pos")
    assert lee.said(PAGE, "Tests") == [
        "Wed 18 Nov, positive | clinical",
        "! what was found? | not asked",
        "Mon 16 Nov, negative | voluntary, told: The person",
    ]
    lee.has("harm_reduction", recorded_on="2026-11-16", hep_b_vaccine="two_doses", hep_c_test="not_asked")
    assert lee.said(PAGE, "Against infection") == [
        "Hepatitis B vaccine: two doses | Mon 16 Nov",
        "! to ask | hepatitis C test, information given",
    ]


def test_only_the_newest_tests_stand_on_the_page(desk: Desk) -> None:
    lee = somebody(desk)
    for day in range(1, 8):
        lee.has("drug_test", taken_on=f"2026-11-0{day}", reason="voluntary", result="neg")
    said = lee.said(PAGE, "Tests")
    assert (len(said), said[0], said[-1]) == (
        6,
        "Sat 7 Nov, negative | voluntary",
        "2 earlier ones | under Everything",
    )


def test_the_top_that_comes_next_is_one_key_from_being_entered(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("intervention", **CBT)
    assert answers(lee.line(PAGE, "TOP, start")) == ("top", None, {"stage": "start"})
    assert lee.line(PAGE, "TOP, start").note == "was due Mon 21 Sep"
    lee.has("top", stage="start", taken_on="2026-09-10")
    assert lee.said(PAGE, "Scores") == ["TOP, review | due by Thu 11 Mar", "Last TOP | Thu 10 Sep"]


def test_what_helped_before_and_which_service(desk: Desk) -> None:
    lee = somebody(desk)
    course = lee.has(
        "treatment_episode",
        provider="Forward (fictional)",
        referred_on="2025-01-06",
        discharged_on="2025-06-02",
    )
    assert lee.said(PAGE, "What has helped")[0].startswith("Forward (fictional) | since Mon 6 Jan 2025")
    assert "! to ask | what helped, why discharged" in lee.said(PAGE, "What has helped")
    lee.now(course, helped="The morning group", discharge_reason="dropped_out")
    assert lee.said(PAGE, "What has helped")[1] == "helped | The morning group"


def test_what_is_hidden_answers_nothing(desk: Desk) -> None:
    lee = somebody(desk)
    for record in (lee.has("substance", **HEROIN), lee.has("intervention", **METHADONE)):
        changing.hide(desk, record, "entered by mistake")
    assert lee.said(PAGE, "Substances") == ["! Substances | not asked"]
    assert lee.said(PAGE, "Medicines") == ["! Medicines | not asked"]


def test_bad_news_stands_with_what_was_changed_after_it(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has(
        "incident", incident_kind="overdose", happened_at="2026-11-20T21:10Z", what="Found in the cell",
        plan_change="Kit on the wing",
    )  # fmt: skip
    assert lee.said(PAGE, "Bad news") == [
        "Overdose, Fri 20 Nov 21:10 | Found in the cell; changed: Kit on the wing"
    ]


def test_two_marks_stand_for_what_is_on_todays_red_list_and_for_nothing_else(desk: Desk) -> None:
    lee = somebody(desk)
    assert [each for each in lee.said(PAGE) if each.startswith("!!")] == []
    medicine = lee.has(
        "intervention", intervention_type="pharm", sub_type="maintenance", medicine="methadone"
    )
    assert [each.partition(" | ")[0] for each in lee.said(PAGE, "At the gate") if each.startswith("!!")] == [
        "!! First appointment", "!! Next dose, Methadone", "!! Naloxone",
    ]  # fmt: skip
    forward = lee.agency("Forward (fictional)", "community_drug_alcohol")
    lee.has(
        "appointment", agency=forward, agency_type="community_drug_alcohol", purpose="Start", status="booked",
        starts_at="2026-12-07T10:00", structured_treatment="yes",
    )  # fmt: skip
    lee.has("naloxone", offered_on="2026-11-02", offer_outcome="accepted")
    assert lee.line(PAGE, "Next dose, Methadone").mark is Mark.MISSING
    assert [each for each in lee.said(PAGE) if each.startswith("!!")] == []
    lee.now(medicine, last_dose_at="2026-11-23T08:00Z", next_dose_on="2026-12-05", script_days=7)
    focused = {line.text.partition(":")[0]: line.focus for line in lee.lines(PAGE, "At the gate")}
    assert focused == {
        "First appointment": "starts_at", "Next dose, Methadone": "next_dose_on", "where?": "next_dose_place",
        "last dose Mon 23 Nov 08": "last_dose_at", "script for 7 days at release": "script_days",
        "Naloxone": "trained_on",
    }  # fmt: skip


def test_nobody_on_daily_methadone_is_told_that_tolerance_to_opioids_is_lost(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("substance", substance="heroin", rank=1, last_used_on="2026-08-01")
    lee.has("substance", substance="alcohol", rank=2, last_used_on="2026-08-01")
    assert sum("tolerance is lost" in each for each in lee.said(PAGE)) == 2
    medicine = lee.has(
        "intervention", intervention_type="pharm", sub_type="maintenance", medicine="methadone"
    )
    assert sum("tolerance is lost" in each for each in lee.said(PAGE)) == 1
    lee.now(medicine, ended_on="2026-11-01")
    assert sum("tolerance is lost" in each for each in lee.said(PAGE)) == 2

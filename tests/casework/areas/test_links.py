"""What must the home and work page answer (domain paper 2.8, area 3): each question with its answer and without."""

from __future__ import annotations

import pytest

from recovery_tui.casework import recording
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, Mark
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from tests.support.area_pages import Somebody, answers, somebody

PAGE = Area.LINKS


def test_with_nothing_recorded_every_question_stands_in_its_place(desk: Desk) -> None:
    lee = somebody(desk)
    asked = [(line.text, answers(line)[0], dict(answers(line)[2])) for line in lee.lines(PAGE)]
    needs = [
        (title, "need", {"area": "links", "domain": domain})
        for title, domain in (
            ("Benefits", "benefits"),
            ("Money", "money"),
            ("Education", "education"),
            ("Family", "family"),
            ("Legal", "legal"),
            ("Mental health", "mental_health"),
            ("Physical health", "physical_health"),
        )
    ]
    roles = [
        (title, "professional", {"role": role})
        for title, role in (
            ("Prison offender manager", "pom"),
            ("Community offender manager", "com"),
            ("GP", "gp"),
            ("Work coach", "work_coach"),
        )
    ]
    assert asked == [
        ("Home on the first night", "home", {}),
        ("Other services", "referral", {}),
        ("Next appointment", "appointment", {}),
        ("Work or training", "work", {}),
        *needs,
        ("Permission to share", "permission", {}),
        *roles,
        ("How to reach them", "contact_route", {}),
    ]


def test_a_home_tells_kind_place_and_stage_and_whether_it_is_confirmed(desk: Desk) -> None:
    lee = somebody(desk)
    house = lee.agency("Harbour House (fictional)", "supported_housing")
    home = lee.has("home", home_type="recovery_housing", from_on="2026-12-04", agency=house)
    assert lee.said(PAGE, "Home") == [
        "Recovery housing | from Fri 4 Dec, through Harbour House (fictional)",
        "! Confirmed | not confirmed",
        "! to ask | area, stage",
    ]
    lee.now(home, area="Leeds", stage=2, confirmed_on="2026-11-20")
    assert lee.said(PAGE, "Home") == [
        "Recovery housing, Leeds | from Fri 4 Dec, through Harbour House (fictional), stage 2",
        "Confirmed: Fri 20 Nov",
    ]


def test_a_home_that_has_ended_answers_nothing(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("home", home_type="cas3", from_on="2026-01-05", until_on="2026-11-22")
    assert lee.said(PAGE, "Home") == [
        "! Home on the first night | not known",
        "CAS3 | from Mon 5 Jan 2026, until Sun 22 Nov",
    ]


def test_work_asks_for_papers_bank_account_and_cv(desk: Desk) -> None:
    lee = somebody(desk)
    work = lee.has(
        "work", employment_status="unemployed_seeking", detail="Roofing", from_on="2026-09-07", has_id="no"
    )
    assert lee.said(PAGE, "Work") == [
        "Unemployed, looking for work, Roofing | from Mon 7 Sep",
        "Identity document: No",
        "! Bank account | not asked",
        "! CV | not asked",
    ]
    assert answers(lee.line(PAGE, "Bank account")) == ("work", "has_bank_account", {})
    lee.now(work, has_bank_account="yes", has_cv="yes")
    assert not [line for line in lee.lines(PAGE, "Work") if line.mark is Mark.MISSING]


@pytest.mark.parametrize(
    ("referral", "said"),
    [
        ({"status": "draft"}, "not sent yet, waits for us"),
        ({"status": "sent", "sent_on": "2026-11-02"}, "sent Mon 2 Nov, waits for them, 21 days"),
        ({"status": "sent", "sent_on": "2026-11-22"}, "sent Sun 22 Nov, waits for them, 1 day"),
        (
            {"status": "acknowledged", "sent_on": "2026-11-02", "acknowledged_on": "2026-11-16"},
            "sent Mon 2 Nov, acknowledged, waits for them, 21 days",
        ),
        (
            {"status": "accepted", "sent_on": "2026-11-02", "accepted_on": "2026-11-16"},
            "said yes Mon 16 Nov, not started yet",
        ),
        (
            {"status": "started", "sent_on": "2026-11-02", "accepted_on": "2026-11-16"},
            "said yes Mon 16 Nov, started",
        ),
        ({"status": "rejected", "rejected_reason": "no_capacity"}, "said no, no space"),
        ({"status": "withdrawn"}, "withdrawn by the person or us"),
    ],
)
def test_a_referral_tells_who_said_yes_and_who_waits_for_whom(
    desk: Desk, referral: dict[str, Wire], said: str
) -> None:
    lee = somebody(desk)
    agency = lee.agency("Leeds Options (fictional)", "la_housing")
    lee.has("referral", agency=agency, agency_type="la_housing", domain="housing", **referral)
    assert lee.said(PAGE, "Who holds")[0] == f"Housing, Leeds Options (fictional) | {said}"


def _referred(lee: Somebody, **more: Wire) -> str:
    agency = lee.agency("Leeds Options (fictional)", "la_housing")
    lee.has(
        "referral", agency=agency, agency_type="la_housing", domain="housing", status="sent",
        sent_on="2026-11-02", **more,
    )  # fmt: skip
    return agency


def test_a_referral_names_the_permission_it_rests_on_or_asks_for_it(desk: Desk) -> None:
    lee = somebody(desk)
    agency = _referred(lee)
    assert answers(lee.line(PAGE, "may we share?")) == ("permission", None, {"agency": agency})
    said: dict[str, Wire] = {"agency": agency, "info_classes": ["ID", "SOC"]}
    asked = lee.has("permission", decision="asked", decided_on="2026-11-02", **said)
    assert lee.line(PAGE, "may we share?").note == "asked, no answer yet"
    lee.now(asked, decision="given", decided_on="2026-11-03")
    assert lee.said(PAGE, "Who holds")[1] == "rests on | their yes of Tue 3 Nov"
    lee.now(asked, expires_on="2026-11-22")
    assert lee.line(PAGE, "may we share?").note == "ran out"


def test_a_yes_that_a_referral_went_on_is_told_until_it_is_written_down_in_a_form_that_knows_it(
    desk: Desk,
) -> None:
    lee = somebody(desk)
    agency = lee.agency("Leeds Options (fictional)", "la_housing")
    sent: dict[str, Wire] = {"domain": "housing", "status": "sent", "sent_on": "2026-11-02"}
    went = {"agency": agency, "agency_type": "la_housing", **sent}
    desk.journal.save([Change("referral", went, person=lee.person, reasons={"V20": "verbal"})])
    begun = {"agency": agency, "info_classes": ["ID", "SOC"], "decision": "given", "decided_on": "2026-11-23"}
    assert lee.said(PAGE, "Who holds")[1] == "! may we share? | said yes, not written down yet"
    assert lee.said(PAGE, "May we") == ["! Leeds Options (fictional), said yes, not written down yet"]
    for line in ("may we share?", "Leeds Options (fictional), said yes"):
        assert answers(lee.line(PAGE, line)) == ("permission", None, begun)
    assert lee.header.sharing == "yes, not written"
    spec = recording.new_form(desk, lee.person, "permission", begun)
    outcome = recording.save(desk, spec, {**spec.values, "evidence": "told me on the wing"}, {})
    assert outcome.saved
    assert lee.said(PAGE, "Who holds")[1].startswith("rests on | their yes of")
    assert lee.header.sharing == "yes"


@pytest.mark.parametrize(
    ("why", "more", "note"),
    [
        ({"V20": "licence"}, {}, "not asked"),
        ({"V20": "verbal"}, {"decision": "refused"}, "no"),
        ({"V20": "verbal"}, {"decision": "asked"}, "said yes, not written down yet"),
    ],
)
def test_what_is_on_record_counts_before_what_was_only_said(
    desk: Desk, why: dict[str, str], more: dict[str, Wire], note: str
) -> None:
    lee = somebody(desk)
    agency = lee.agency("Leeds Options (fictional)", "la_housing")
    sent: dict[str, Wire] = {"domain": "housing", "status": "sent", "sent_on": "2026-11-02"}
    desk.journal.save([Change("referral", {"agency": agency, **sent}, person=lee.person, reasons=why)])
    if more:
        lee.has("permission", agency=agency, info_classes=["ID", "SOC"], decided_on="2026-11-01", **more)
    assert lee.line(PAGE, "may we share?").note == note


def test_a_referral_without_a_yes_names_its_lawful_basis(desk: Desk) -> None:
    lee = somebody(desk)
    _referred(lee, lawful_basis="safeguarding")
    assert lee.said(PAGE, "Who holds")[1] == "rests on | safeguarding"


def test_the_next_appointments_ask_for_place_way_there_and_company(desk: Desk) -> None:
    lee = somebody(desk)
    agency = lee.agency("Jobcentre (fictional)", "dwp_jcp")
    booked: dict[str, Wire] = {"agency": agency, "agency_type": "dwp_jcp", "status": "booked"}
    visit = lee.has("appointment", purpose="New claim", starts_at="2026-12-07T10:00", **booked)
    lee.has("appointment", purpose="Call", starts_at="2026-12-05T09:00", mode="phone", **booked)
    assert lee.said(PAGE, "Appointments") == [
        "Sat 5 Dec 09:00, Jobcentre (fictional), Call | booked, by phone",
        "Mon 7 Dec 10:00, Jobcentre (fictional), New claim | booked",
        "! to ask | where, how to get there, who comes along",
    ]
    lee.now(visit, place="High Street", travel="Bus 12", accompanied_by="Sam, peer mentor")
    assert lee.said(PAGE, "Appointments")[1] == (
        "Mon 7 Dec 10:00, Jobcentre (fictional), New claim | booked, High Street, Bus 12, with Sam, peer mentor"
    )


def test_an_appointment_that_has_passed_asks_whether_it_was_kept(desk: Desk) -> None:
    lee = somebody(desk)
    agency = lee.agency("Jobcentre (fictional)", "dwp_jcp")
    booked: dict[str, Wire] = {"agency": agency, "agency_type": "dwp_jcp", "purpose": "Claim"}
    for day in range(10, 15):
        lee.has("appointment", starts_at=f"2026-11-{day}T10:00", status="kept", **booked)
    passed = lee.has("appointment", starts_at="2026-11-20T10:00", status="booked", **booked)
    line = lee.line(PAGE, "Fri 20 Nov")
    assert (line.record, line.note, answers(line)[1]) == (passed, "kept or not?", "status")
    assert lee.said(PAGE, "Appointments")[-1] == "2 earlier ones | under Everything"


def test_a_service_is_asked_about_until_there_is_a_need_or_a_referral(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has(
        "need", area="links", domain="money", description="Court fines", status="not_needed", identified_on="2026-11-02"
    )  # fmt: skip
    agency = lee.agency("Mind Matters (fictional)", "mental_health")
    lee.has("referral", agency=agency, agency_type="mental_health", domain="mental_health", status="draft")
    said = lee.said(PAGE, "Other services")
    assert "Money: Court fines | not needed after all" in said
    assert not [each for each in said if each.startswith(("! Money", "! Mental"))]
    assert "! Family | not asked" in said


def test_people_and_ways_to_reach_say_whether_a_message_may_be_left(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("professional", role="com", name="J Pike", phone="0113 496 0001", from_on="2026-09-07")
    lee.has("contact_route", route_type="mobile", value="07700 900001", safe_to_leave_message="not_asked")
    said = lee.said(PAGE, "People")
    assert said[0] == "Community offender manager, J Pike | 0113 496 0001"
    assert "Mobile phone, 07700 900001 | do not leave a message" in said
    assert not [each for each in said if each.startswith(("! Community", "! How to reach"))]

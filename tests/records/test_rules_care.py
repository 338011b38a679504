from __future__ import annotations

import pytest

from tests.records.samples import AGENCY, Values, noted, sample, told


def crack(**more: str) -> Values:
    return sample("substance", substance="crack", rank=2, **more)


OPEN_STAY = sample("stay", release_expected_on="2026-12-11")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (sample("substance", substance="crack"), [("V07", "rank", False)]),
        (sample("substance", rank=2), [("V07", "substance", False)]),
        (sample("substance", substance="crack", rank=2), []),
    ],
)
def test_v07_each_rank_and_each_substance_stands_once(
    other: Values, expected: list[tuple[str, str, bool]]
) -> None:
    assert told("substance", sample("substance"), {"substance": [other]}) == expected


def test_v07_a_substance_does_not_collide_with_itself() -> None:
    own = sample("substance", id="7" * 32)
    assert told("substance", {**own, "days_used": 4}, {"substance": [own]}, before=own) == []


@pytest.mark.parametrize(
    ("values", "others", "asks"),
    [
        (sample("substance", injecting_status="never", route="inject"), [], True),
        (sample("substance", injecting_status="never", route="smoke"), [], False),
        (sample("substance", injecting_status="previous", route="inject"), [], False),
        (
            sample("substance", injecting_status="never"),
            [sample("substance", substance="crack", rank=2, route="inject")],
            True,
        ),
        (
            sample("substance", route="inject"),
            [sample("substance", substance="crack", rank=2, injecting_status="never")],
            True,
        ),
        (
            sample("substance", route="smoke"),
            [crack(route="inject", injecting_status="never")],
            False,
        ),
    ],
)
def test_v12_never_injected_and_injecting_do_not_go_together(
    values: Values, others: list[Values], asks: bool
) -> None:
    found = told("substance", values, {"substance": others})
    assert found == ([("V12", "injecting_status", True)] if asks else [])


@pytest.mark.parametrize(("age", "refused"), [(34, False), (35, True)])
@pytest.mark.parametrize("born_on", ["1992-03-04", "1992"])
def test_v13_nobody_first_used_at_an_age_they_have_not_reached(age: int, refused: bool, born_on: str) -> None:
    person = {"person": [sample("person", born_on=born_on)]}
    found = told("substance", sample("substance", age_first_used=age), person)
    assert found == ([("V13", "age_first_used", False)] if refused else [])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"started_on": "2026-09-02", "ended_on": "2026-09-02", "exit_status": "planned"}, []),
        (
            {"started_on": "2026-09-02", "ended_on": "2026-09-01", "exit_status": "planned"},
            [("V03", "ended_on", False)],
        ),
        ({"ended_on": "2026-09-02"}, [("V03", "exit_status", False)]),
        ({"exit_status": "planned"}, [("V03", "ended_on", False)]),
    ],
)
def test_v03_treatment_ends_after_it_began_and_says_how(
    values: dict[str, str], expected: list[tuple[str, str, bool]]
) -> None:
    assert told("intervention", sample("intervention", **values)) == expected


@pytest.mark.parametrize(
    ("values", "release", "listed"),
    [
        ({}, "2026-12-21", True),
        ({}, "2026-12-22", False),
        ({"next_dose_on": "2026-12-21"}, "2026-12-21", False),
        ({"script_days": 7}, "2026-12-21", False),
        ({"next_dose_place": "Mill Street pharmacy"}, "2026-12-21", False),
        ({"sub_type": "withdrawal"}, "2026-12-21", False),
        ({"sub_type": "methadone", "purpose": "maintenance"}, "2026-12-21", True),
        ({"ended_on": "2026-11-01", "exit_status": "planned"}, "2026-12-21", False),
        ({}, None, False),
    ],
)
def test_v04_maintenance_without_a_next_dose_is_listed_when_release_is_near(
    values: dict[str, str | int], release: str | None, listed: bool
) -> None:
    stays = {"stay": [sample("stay", release_expected_on=release)]}
    notes = noted("intervention", sample("intervention", **values), stays)
    assert [note.rule for note in notes] == (["V04"] if listed else [])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"issued_on": "2026-11-10", "trained_on": "2026-11-10", "expires_on": "2026-11-10"}, []),
        (
            {"issued_on": "2026-11-10", "trained_on": "2026-11-10", "expires_on": "2026-11-09"},
            [("V18", "expires_on", True)],
        ),
        ({"issued_on": "2026-11-10"}, [("V18", "trained_on", True)]),
        ({"offer_outcome": "issued_nasal"}, [("V18", "trained_on", True)]),
        ({"offer_outcome": "issued_nasal", "trained_by": "declined_training"}, []),
        ({"offer_outcome": "declined"}, []),
    ],
)
def test_v18_a_kit_is_in_date_and_comes_with_training(
    values: dict[str, str], expected: list[tuple[str, str, bool]]
) -> None:
    assert told("naloxone", sample("naloxone", **values)) == expected


def test_v19_naloxone_for_somebody_without_opioids_is_never_held_up() -> None:
    issued = sample("naloxone", offer_outcome="issued_nasal", trained_on="2026-11-10", issued_on="2026-11-10")
    assert told("naloxone", issued, {"substance": [sample("substance", substance="alcohol")]}) == []


def _permission(**more: str | list[str]) -> Values:
    return {
        "agency": AGENCY,
        "decision": "given",
        "info_classes": ["SOC"],
        "decided_on": "2026-11-01",
        **more,
    }


@pytest.mark.parametrize(
    ("values", "permissions", "asks"),
    [
        ({"status": "sent"}, [], True),
        ({"status": "accepted"}, [], True),
        ({"status": "draft"}, [], False),
        ({"status": "withdrawn"}, [], False),
        ({"status": "sent", "permission": "6" * 32}, [], False),
        ({"status": "sent", "lawful_basis": "safeguarding"}, [], False),
        ({"status": "sent"}, [_permission()], False),
        ({"status": "sent"}, [_permission(info_classes=["ID"])], True),
        ({"status": "sent"}, [_permission(agency="9" * 32)], True),
        ({"status": "sent"}, [_permission(decision="refused")], True),
        ({"status": "sent"}, [_permission(expires_on="2026-11-22")], True),
        ({"status": "sent"}, [_permission(expires_on="2026-11-23")], False),
        ({"status": "sent"}, [_permission(withdrawn_on="2026-11-22")], True),
    ],
)
def test_v20_a_referral_sent_without_permission_needs_its_basis(
    values: dict[str, str], permissions: list[Values], asks: bool
) -> None:
    referral = sample("referral", agency_type="la_housing", **values)
    found = told("referral", referral, {"permission": permissions})
    assert found == ([("V20", "permission", True)] if asks else [])


def test_v20_asks_when_it_is_sent_and_not_again() -> None:
    before = sample("referral", status="sent")
    assert told("referral", {**before, "sent_how": "phone"}, before=before) == []


@pytest.mark.parametrize(("accepted", "asks"), [("2026-11-10", False), ("2026-11-09", True)])
def test_v21_a_referral_is_accepted_after_it_was_sent(accepted: str, asks: bool) -> None:
    found = told("referral", sample("referral", sent_on="2026-11-10", accepted_on=accepted))
    assert found == ([("V21", "accepted_on", True)] if asks else [])


@pytest.mark.parametrize(
    ("agency", "accepted", "asks"),
    [(AGENCY, "2026-12-01", True), (AGENCY, "2026-11-30", False), ("9" * 32, "2026-12-01", False)],
)
def test_v21_the_first_appointment_comes_after_the_yes(agency: str, accepted: str, asks: bool) -> None:
    referrals = {"referral": [sample("referral", agency=agency, accepted_on=accepted)]}
    found = told("appointment", sample("appointment"), referrals)
    assert found == ([("V21", "starts_at", True)] if asks else [])


def test_a_no_has_a_reason_and_stands() -> None:
    sent = sample("referral", status="sent")
    assert told("referral", {**sent, "status": "rejected"}, before=sent) == [(None, "rejected_reason", False)]
    rejected = {**sent, "status": "rejected", "rejected_reason": "no_capacity"}
    assert told("referral", rejected, before=sent) == []
    assert told("referral", {**rejected, "urgency": "soon"}, before=rejected) == [(None, None, False)]


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"starts_at": "2026-12-10T09:30"}, True),
        ({"starts_at": "2026-12-11T13:30"}, False),
        ({"starts_at": "2026-12-10T09:30", "mode": "phone"}, False),
        ({"starts_at": "2026-12-10T09:30", "structured_treatment": "no"}, False),
        ({"starts_at": "2026-12-10T09:30", "status": "kept"}, False),
    ],
)
def test_v16_treatment_outside_does_not_start_before_release(values: dict[str, str], refused: bool) -> None:
    appointment = sample("appointment", **{"structured_treatment": "yes", **values})
    found = told("appointment", appointment, {"stay": [OPEN_STAY]})
    assert found == ([("V16", "starts_at", False)] if refused else [])


@pytest.mark.parametrize(
    ("day", "refused"),
    [("2026-12-01", True), ("2026-12-02", False), ("2026-12-04", False), ("2026-12-05", True)],
)
def test_v16_treatment_outside_may_be_met_on_a_day_out(day: str, refused: bool) -> None:
    out = sample("temporary_absence", out_at="2026-12-02T08:00Z", back_at="2026-12-04T18:00Z")
    appointment = sample("appointment", structured_treatment="yes", starts_at=f"{day}T14:00")
    found = told("appointment", appointment, {"stay": [OPEN_STAY], "temporary_absence": [out]})
    assert (("V16", "starts_at", False) in found) == refused


@pytest.mark.parametrize(
    ("starts_at", "mode", "asks"),
    [
        ("2026-12-11T11:59", "in_person_at_office", True),
        ("2026-12-11T12:00", "in_person_at_office", False),
        ("2026-12-11T11:59", "phone", False),
        ("2026-12-14T09:00", "in_person_at_office", False),
    ],
)
def test_v17_there_is_time_to_get_there_on_the_morning_of_the_release(
    starts_at: str, mode: str, asks: bool
) -> None:
    found = told("appointment", sample("appointment", starts_at=starts_at, mode=mode), {"stay": [OPEN_STAY]})
    assert found == ([("V17", "starts_at", True)] if asks else [])


@pytest.mark.parametrize(("day", "listed"), [("2027-01-01", False), ("2027-01-02", True)])
def test_v16_treatment_that_starts_more_than_21_days_after_release_is_listed(day: str, listed: bool) -> None:
    appointment = sample("appointment", structured_treatment="yes", starts_at=f"{day}T10:00")
    notes = noted("appointment", appointment, {"stay": [OPEN_STAY]})
    assert [note.rule for note in notes] == (["V16"] if listed else [])


@pytest.mark.parametrize(
    ("starts_at", "asks"),
    [
        ("2026-11-27T09:30", False),
        ("2026-11-28T09:30", True),
        ("2026-12-25T09:30", True),
        ("2026-12-28T09:30", True),
        ("2026-12-29T09:30", False),
    ],
)
def test_v17_an_appointment_on_a_closed_day_needs_a_reason(starts_at: str, asks: bool) -> None:
    found = told("appointment", sample("appointment", starts_at=starts_at))
    assert found == ([("V17", "starts_at", True)] if asks else [])


@pytest.mark.parametrize(
    ("other", "asks"),
    [
        ({"starts_at": "2026-11-30T09:30"}, True),
        ({"starts_at": "2026-11-30T09:00", "minutes": 45}, True),
        ({"starts_at": "2026-11-30T09:00", "minutes": 30}, False),
        ({"starts_at": "2026-11-30T10:00"}, False),
        ({"starts_at": "2026-11-30T09:59"}, True),
        ({"starts_at": "2026-11-30T09:30", "status": "cancelled_service"}, False),
        ({"starts_at": "2026-11-30T09:30Z"}, True),  # as other software may write it
    ],
)
def test_v17_two_appointments_at_once_need_a_reason(other: dict[str, str | int], asks: bool) -> None:
    found = told("appointment", sample("appointment"), {"appointment": [sample("appointment", **other)]})
    assert found == ([("V17", "starts_at", True)] if asks else [])


def test_v17_says_nothing_of_appointments_that_are_over() -> None:
    assert told("appointment", sample("appointment", starts_at="2026-11-28T09:30", status="kept")) == []


def test_an_appointment_that_was_moved_stays_as_it_was() -> None:
    moved = sample("appointment", status="rescheduled", rescheduled_to="8" * 32)
    assert told("appointment", {**moved, "place": "Mill Street"}, before=moved) == [(None, None, False)]


@pytest.mark.parametrize(
    ("values", "listed"),
    [
        ({"cleared_until_on": "2026-11-22"}, True),
        ({"cleared_until_on": "2026-11-23"}, False),
        ({"cleared_until_on": "2026-11-22", "ended_on": "2026-11-01"}, False),
    ],
)
def test_v27_a_peer_whose_clearance_has_run_out_is_listed(values: dict[str, str], listed: bool) -> None:
    assert [note.rule for note in noted("peer_link", sample("peer_link", **values))] == (
        ["V27"] if listed else []
    )


def test_a_peer_link_does_not_end_before_it_began() -> None:
    assert told("peer_link", sample("peer_link", ended_on="2026-09-30")) == [(None, "ended_on", False)]

from __future__ import annotations

from datetime import date

import pytest

from recovery_tui.practice.release import carried_on, countdown
from recovery_tui.practice.stays import Records

STAY: dict[str, object] = {
    "stay_type": "custody",
    "started_on": "2026-05-01",
    "legal_status": "sentenced",
    "release_expected_on": "2026-12-03",
    "release_basis": "conditional",
}
MEDICINE = {"intervention_type": "pharm", "medicine": "methadone"}
ALWAYS = {"rl01", "rl03", "rl15", "rl16", "rl25", "rl26", "rl28"}


def applying(records: Records, **stay: object) -> dict[str, bool | None]:
    return {each.item.code: each.applies for each in countdown(records, {**STAY, **stay})}


def test_of_somebody_about_whom_nothing_is_known_only_what_holds_for_everyone_applies() -> None:
    found = applying({})
    assert {code for code, applies in found.items() if applies} == ALWAYS | {"rl13", "rl14", "rl21"}
    asked = {code for code, applies in found.items() if applies is None}
    assert asked == {"rl17", "rl18", "rl19", "rl20", "rl22", "rl23", "rl24", "rl27"}


@pytest.mark.parametrize(
    ("code", "yes", "no"),
    [
        ("rl04", {"substance": [{"substance": "cannabis"}]}, {"substance": [{"substance": "tobacco_vape"}]}),
        ("rl05", {"intervention": [{"intervention_type": "psysoc"}]}, {"intervention": [{"ended_on": "2026-11-01"}]}),
        ("rl08", {"intervention": [MEDICINE]}, {"intervention": [{**MEDICINE, "ended_on": "2026-11-01"}]}),
        ("rl10", {"substance": [{"substance": "heroin"}]}, {"substance": [{"substance": "cannabis"}]}),
        ("rl10", {"intervention": [MEDICINE]}, {"intervention": [{"medicine": "nrt_vape"}]}),
        ("rl11", {"naloxone": [{"offer_outcome": "issued_nasal"}]}, {"naloxone": [{"offer_outcome": "declined"}]}),
        ("rl12", {"substance": [{"substance": "alcohol"}]}, {"substance": [{"substance": "cannabis"}]}),
        ("rl13", {"home": [{"home_type": "cas3"}]}, {"home": [{"home_type": "social_rent"}]}),
        (
            "rl14",
            {"home": [{"home_type": "social_rent", "until_on": "2026-12-03"}]},
            {"home": [{"home_type": "social_rent", "until_on": "2026-12-04"}]},
        ),
        (
            "rl17",
            {"need": [{"domain": "physical_health", "status": "in_progress"}]},
            {"need": [{"domain": "physical_health", "status": "met"}]},
        ),
        (
            "rl18",
            {"need": [{"domain": "mental_health", "status": "not_started"}]},
            {"need": [{"domain": "mental_health", "status": "not_needed"}]},
        ),
        ("rl19", {"work": [{"employment_status": "not_known"}]}, {"work": [{"employment_status": "employed"}]}),
        ("rl22", {"person": [{"parental_status": "some"}]}, {"person": [{"parental_status": "not_parent"}]}),
        ("rl27", {"permission": [{"decision": "limited"}]}, {"permission": [{"decision": "refused"}]}),
    ],
)  # fmt: skip
def test_an_item_applies_by_what_is_recorded(
    code: str, yes: dict[str, list[dict[str, object]]], no: dict[str, list[dict[str, object]]]
) -> None:
    assert applying(yes)[code] is True
    assert applying(no)[code] is False


def test_peers_are_asked_about_until_there_is_one() -> None:
    inside, outside = {"where": "inside"}, {"where": "outside"}
    assert (applying({"peer_link": [inside]})["rl23"], applying({"peer_link": [inside]})["rl24"]) == (
        True,
        None,
    )
    assert applying({"peer_link": [outside]})["rl24"] is True
    assert applying({"peer_link": [{**outside, "ended_on": "2026-11-01"}]})["rl23"] is None


@pytest.mark.parametrize(
    ("stay", "applies"),
    [
        ({"release_expected_on": "2026-12-04"}, True),
        ({"release_expected_on": "2026-12-03"}, False),
        ({"release_expected_on": "2026-12-24"}, True),
        ({"release_expected_on": "2026-12-04", "release_basis": "hdc"}, False),
        ({"release_expected_on": "2026-12-04", "release_basis": "parole_directed"}, False),
        ({"release_expected_on": "2026-12-04", "stay_type": "remand"}, False),
        ({"release_expected_on": "2026-12-04", "started_on": "2026-11-06"}, True),
        ({"release_expected_on": "2026-12-04", "started_on": "2026-11-07"}, False),
    ],
)
def test_an_earlier_day_is_considered_before_fridays_and_holidays_for_whom_it_may_be_asked(
    stay: dict[str, object], applies: bool
) -> None:
    assert applying({}, **stay)["rl02"] is applies


@pytest.mark.parametrize(
    ("stay", "licence", "sudden"),
    [
        ({}, True, False),
        ({"stay_type": "remand"}, False, True),
        ({"stay_type": "recall"}, True, True),
        ({"release_basis": "hdc"}, True, True),
    ],
)
def test_supervision_and_sudden_releases_follow_from_the_stay(
    stay: dict[str, object], licence: bool, sudden: bool
) -> None:
    found = applying({}, **stay)
    assert (found["rl21"], found["rl29"]) == (licence, sudden)


def test_reconnect_is_not_offered_in_wales() -> None:
    need = {"need": [{"domain": "mental_health", "status": "in_progress"}]}
    assert applying(need, jurisdiction="wales")["rl17"] is False
    assert applying(need, jurisdiction="england")["rl17"] is True


def test_every_item_is_due_so_many_weeks_before_the_release_and_moves_with_it() -> None:
    due = {each.item.code: each.due for each in countdown({}, STAY)}
    assert (due["rl01"], due["rl13"], due["rl11"]) == (
        date(2026, 9, 10),
        date(2026, 10, 8),
        date(2026, 12, 3),
    )
    moved = {**STAY, "release_expected_on": "2028-02-29"}
    assert {each.item.code: each.due for each in countdown({}, moved)}["rl15"] == date(2028, 2, 22)
    assert all(each.due is None for each in countdown({}, {**STAY, "release_expected_on": None}))


@pytest.mark.parametrize(
    ("begun", "first_address", "first_date"),
    [
        ("2026-11-20", date(2026, 11, 27), date(2026, 11, 27)),
        ("2026-11-19", date(2026, 11, 26), date(2026, 11, 26)),
        ("2026-12-01", date(2026, 12, 3), date(2026, 12, 3)),
        ("2026-10-01", date(2026, 11, 26), date(2026, 10, 8)),
    ],
)
def test_nothing_is_late_in_the_first_week_of_a_short_stay(
    begun: str, first_address: date, first_date: date
) -> None:
    due = {each.item.code: each.due for each in countdown({}, {**STAY, "started_on": begun})}
    assert (due["rl15"], due["rl01"]) == (first_address, first_date)


def test_treatment_has_carried_on_from_the_first_day_anybody_knows_of() -> None:
    out = {**STAY, "released_on": "2026-11-03"}
    kept = {"structured_treatment": "yes", "status": "kept", "starts_at": "2026-11-10T10:00"}
    checks = [{"treatment_started_on": "2026-11-12"}]
    assert carried_on({"post_release_check": checks, "appointment": [kept]}, out) == date(2026, 11, 10)
    assert carried_on({"post_release_check": checks}, out) == date(2026, 11, 12)
    assert carried_on({"appointment": [{**kept, "status": "dna"}]}, out) is None
    assert carried_on({"appointment": [{**kept, "starts_at": "2026-11-02T10:00"}]}, out) is None

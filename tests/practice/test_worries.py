from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from recovery_tui.practice.due import worst_worry
from recovery_tui.practice.worries import worries

TODAY = date(2026, 11, 23)
Values = Mapping[str, object]

BOOKED = {"starts_at": "2026-11-27T14:00", "status": "booked", "structured_treatment": "yes"}
HOME = {"home_type": "cas3", "from_on": "2026-11-27"}
KIT = {"offered_on": "2026-11-03", "offer_outcome": "issued_nasal", "ready_at_gate_on": "2026-11-20"}


def person(release: str | None = "2026-11-27", **changes: list[Values]) -> dict[str, list[Values]]:
    """Somebody on methadone, everything ready for a release."""
    return {
        "person": [{"surname": "Barnes"}],
        "stay": [{"stay_type": "custody", "started_on": "2026-05-01", "release_expected_on": release}],
        "substance": [{"substance": "heroin", "rank": 1}],
        "intervention": [{"intervention_type": "pharm", "sub_type": "methadone"}],
        "appointment": [BOOKED],
        "home": [HOME],
        "naloxone": [KIT],
        **changes,
    }


def told(records: dict[str, list[Values]]) -> list[tuple[str, str]]:
    return [(worry.code, worry.mark) for worry in worries(records, TODAY)]


def test_somebody_for_whom_everything_is_ready_worries_nobody() -> None:
    assert told(person()) == []
    assert worst_worry(person(), TODAY) == ("", "")


@pytest.mark.parametrize("release", ["2026-12-22", None])
def test_a_release_far_away_or_unknown_worries_nobody_yet(release: str | None) -> None:
    assert told(person(release, appointment=[], home=[], naloxone=[])) == []


def test_a_release_that_passed_unrecorded_comes_first() -> None:
    found = told(person("2026-11-22", appointment=[], home=[], naloxone=[]))
    assert found[0] == ("release_not_recorded", "!!")
    assert worst_worry(person("2026-11-22"), TODAY) == ("!!", "release date passed, not recorded")


@pytest.mark.parametrize(
    ("appointment", "worried"),
    [
        ({}, False),
        ({"starts_at": "2026-12-18T09:00"}, False),
        ({"starts_at": "2026-12-19T09:00"}, True),
        ({"starts_at": "2026-11-26T09:00"}, True),
        ({"status": "cancelled_service"}, True),
        ({"status": "kept"}, False),
        ({"structured_treatment": "no"}, True),
    ],
)
def test_treatment_after_release_is_booked_within_21_days(appointment: dict[str, str], worried: bool) -> None:
    found = told(person(appointment=[{**BOOKED, **appointment}]))
    assert found == ([("treatment_not_booked", "!!")] if worried else [])


@pytest.mark.parametrize(
    ("substances", "interventions", "worried"),
    [
        ([], [], False),
        ([{"substance": "tobacco_vape"}], [], False),
        ([{"substance": "not_disclosed"}], [], False),
        ([{"substance": "alcohol"}], [], True),
        ([], [{"sub_type": "cbt_substance"}], True),
        ([], [{"sub_type": "cbt_substance", "ended_on": "2026-10-01"}], False),
    ],
)
def test_only_somebody_with_a_need_for_treatment_needs_it_booked(
    substances: list[Values], interventions: list[Values], worried: bool
) -> None:
    found = told(person(substance=substances, intervention=interventions, appointment=[]))
    assert found == ([("treatment_not_booked", "!!")] if worried else [])


@pytest.mark.parametrize(
    ("home", "worried"),
    [
        ({}, False),
        ({"from_on": "2026-11-28"}, True),
        ({"until_on": "2026-11-27"}, True),
        ({"until_on": "2026-11-28"}, False),
        ({"home_type": "rough_sleeping"}, True),
        ({"home_type": "unknown"}, True),
    ],
)
def test_there_is_a_roof_for_the_first_night(home: dict[str, str], worried: bool) -> None:
    found = told(person(home=[{**HOME, **home}]))
    assert found == ([("no_first_night", "!!")] if worried else [])


def test_a_missing_roof_speaks_louder_as_the_day_comes_near() -> None:
    late = {**BOOKED, "starts_at": "2026-12-01T09:00"}
    assert told(person("2026-11-30", home=[], appointment=[late])) == [("no_first_night", "!!")]
    assert told(person("2026-12-01", home=[], appointment=[late])) == [("no_first_night", "!")]


@pytest.mark.parametrize(
    ("release", "kit", "expected"),
    [
        ("2026-11-23", {}, [("kit_not_handed_over", "!!")]),
        ("2026-11-23", {"handed_over_on": "2026-11-23"}, []),
        ("2026-11-23", {"held_where": "in_possession"}, []),
        ("2026-11-23", {"held_where": "property"}, [("kit_not_handed_over", "!!")]),
        ("2026-11-23", {"offer_outcome": "declined"}, []),
        ("2026-11-30", {"ready_at_gate_on": None}, [("kit_not_packed", "!")]),
        ("2026-11-30", {}, []),
        ("2026-12-01", {"ready_at_gate_on": None}, []),
    ],
)
def test_the_kit_is_packed_before_and_handed_over_on_the_day(
    release: str, kit: dict[str, str | None], expected: list[tuple[str, str]]
) -> None:
    ready = {**BOOKED, "starts_at": "2026-12-02T09:00"}
    home = {**HOME, "from_on": "2026-11-01"}
    assert told(person(release, naloxone=[{**KIT, **kit}], appointment=[ready], home=[home])) == expected


def test_only_a_link_to_opioids_makes_the_kit_matter() -> None:
    without = person("2026-11-27", substance=[{"substance": "alcohol"}], intervention=[], naloxone=[])
    assert told(without) == []
    assert told(person("2026-11-27", substance=[], naloxone=[])) == [("kit_not_packed", "!")]


@pytest.mark.parametrize(("released", "worried"), [("2026-10-26", True), ("2026-10-25", False)])
def test_the_kit_still_matters_for_four_weeks_after_release(released: str, worried: bool) -> None:
    stay = {"stay_type": "custody", "started_on": "2026-05-01", "released_on": released, "ended_on": released}
    found = told(person(stay=[stay], naloxone=[], appointment=[], home=[]))
    assert found == ([("kit_not_handed_over", "!!")] if worried else [])


def test_nobody_worries_about_the_release_of_a_person_who_has_died() -> None:
    assert told(person("2026-11-22", person=[{"record_status": "died"}], naloxone=[])) == []


def test_words_on_lists_say_nothing_clinical() -> None:
    found = worries(person("2026-11-22", appointment=[], home=[], naloxone=[]), TODAY)
    assert len(found) == 4
    assert not any(
        word in each.text for each in found for word in ("naloxone", "methadone", "dose", "heroin")
    )

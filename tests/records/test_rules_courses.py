from __future__ import annotations

import pytest

from recovery_tui.records import Wire
from tests.records.samples import Values, sample, told

REFERRED, TRIAGED = "2026-09-01", "2026-09-08"
COURSE = sample("treatment_episode", referred_on=REFERRED, triaged_on=TRIAGED)
PROVIDER = str(COURSE["provider"])


def treatment(**more: Wire) -> Values:
    return sample("intervention", **more)


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"started_on": "2026-09-07"}, True),
        ({"started_on": "2026-09-08"}, False),
        ({"started_on": "2026-09-07", "provider": PROVIDER.upper()}, True),
        ({"started_on": "2026-09-07", "provider": "Healthcare"}, False),
        # over before the course began: it belongs to an earlier one
        ({"started_on": "2024-02-29", "ended_on": "2024-09-01", "exit_status": "planned"}, False),
    ],
)
def test_v03_treatment_starts_once_the_person_was_seen(values: dict[str, str], refused: bool) -> None:
    found = told("intervention", treatment(**values), {"treatment_episode": [COURSE]})
    assert found == ([("V03", "started_on", False)] if refused else [])
    back = told("treatment_episode", COURSE, {"intervention": [treatment(**values)]})
    assert back == ([("V03", "triaged_on", False)] if refused else [])


def test_v03_does_not_hold_up_other_changes_of_what_an_import_brought_in() -> None:
    was = treatment(started_on="2026-09-07")
    assert told("intervention", {**was, "form": "liquid"}, {"treatment_episode": [COURSE]}, was) == []


DISCHARGED = {**COURSE, "discharged_on": "2026-11-10", "discharge_reason": "dropped_out"}


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"started_on": "2026-09-10"}, True),
        ({"started_on": "2026-09-10", "ended_on": "2026-11-10", "exit_status": "planned"}, False),
        ({"started_on": "2026-09-10", "ended_on": "2026-11-11", "exit_status": "planned"}, True),
        ({"started_on": "2026-09-10", "provider": "Healthcare"}, False),
        ({"started_on": "2026-11-11"}, False),  # began afterwards: a course to come
        ({"referred_on": "2026-09-10"}, True),
    ],
)
def test_v05_nothing_of_a_course_runs_on_after_the_discharge(values: dict[str, str], refused: bool) -> None:
    one = treatment(**values)
    found = told("treatment_episode", DISCHARGED, {"intervention": [one]}, COURSE)
    assert found == ([("V05", "discharged_on", False)] if refused else [])
    back = told("intervention", one, {"treatment_episode": [DISCHARGED]})
    assert (("V05", "ended_on", False) in back) == refused


def test_why_somebody_was_discharged_has_a_day() -> None:
    found = told("treatment_episode", {**COURSE, "discharge_reason": "dropped_out"})
    assert found == [(None, "discharged_on", False)]


def _free(**more: Wire) -> Values:
    return {**DISCHARGED, "discharge_reason": "completed_drug_free", **more}


@pytest.mark.parametrize(
    ("result", "taken", "asks"),
    [
        ("pos", "2026-10-13", True),
        ("pos", "2026-10-12", False),
        ("pos", "2026-11-10", True),
        ("pos", "2026-11-11", False),
        ("pos_prescribed", "2026-11-01", False),
        ("neg", "2026-11-01", False),
    ],
)
def test_v06_drug_free_and_a_positive_test_in_the_28_days_before_needs_a_reason(
    result: str, taken: str, asks: bool
) -> None:
    tests = {"drug_test": [sample("drug_test", result=result, taken_on=taken)]}
    found = told("treatment_episode", _free(), tests)
    assert found == ([("V06", "discharge_reason", True)] if asks else [])


@pytest.mark.parametrize(
    ("values", "asks"),
    [
        ({}, True),
        ({"sub_type": "methadone", "purpose": "maintenance"}, True),
        ({"sub_type": "withdrawal"}, False),
        ({"ended_on": "2026-11-01", "exit_status": "planned"}, False),
        ({"intervention_type": "psysoc"}, False),
    ],
)
def test_v06_drug_free_on_maintenance_needs_a_reason(values: dict[str, str], asks: bool) -> None:
    others = {"intervention": [treatment(provider="Healthcare", **values)]}
    assert told("treatment_episode", _free(), others) == ([("V06", "discharge_reason", True)] if asks else [])
    before = _free()
    assert told("treatment_episode", {**before, "helped": "The group"}, others, before) == []


def test_a_treatment_does_not_start_before_it_was_referred_to() -> None:
    found = told("intervention", treatment(referred_on="2026-09-02", started_on="2026-09-01"))
    assert found == [("V03", "started_on", False)]

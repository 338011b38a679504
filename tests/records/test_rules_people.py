from __future__ import annotations

import pytest

from recovery_tui.records import KINDS, REASONS, breaches
from tests.records.every_rule import ROWS
from tests.records.samples import PLAN, STAY, TODAY, Values, noted, sample, told


@pytest.mark.parametrize(
    ("born_on", "estimated", "expected"),
    [
        ("1992-03-04", None, []),
        ("2008-11-23", None, []),
        ("2008-11-24", None, [("V01", "born_on", True)]),
        ("1916-11-23", None, []),
        ("1915-11-23", None, [("V01", "born_on", True)]),
        ("2026-11-22", None, [("V01", "born_on", True)]),
        ("2026-11-23", None, [("V01", "born_on", False)]),
        ("1992", True, []),
        ("2008", True, []),
        ("2009", True, [("V01", "born_on", True)]),
        ("1992", None, [("V01", "born_on", False)]),
        ("1992-03", False, [("V01", "born_on", False)]),
    ],
)
def test_v01_a_person_was_born_and_is_an_adult(
    born_on: str, estimated: bool | None, expected: list[tuple[str, str, bool]]
) -> None:
    assert told("person", sample("person", born_on=born_on, born_estimated=estimated)) == expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"ended_on": "2026-05-01", "released_on": "2026-05-01"}, []),
        ({"ended_on": "2026-04-30"}, [("V14", "ended_on", False)]),
        ({"release_expected_on": "2026-05-01"}, []),
        ({"release_expected_on": "2026-04-30"}, [("V14", "release_expected_on", False)]),
        ({"released_on": "2026-04-30", "ended_on": "2026-05-02"}, [("V14", "released_on", False)]),
        ({"released_on": "2026-11-20"}, [("V14", "ended_on", False)]),
    ],
)
def test_v14_a_stay_ends_after_it_began_and_with_the_release(
    dates: dict[str, str], expected: list[tuple[str, str, bool]]
) -> None:
    assert told("stay", sample("stay", **dates)) == expected


@pytest.mark.parametrize(
    ("was", "now", "asks"),
    [
        ("2026-12-01", "2026-12-08", False),
        ("2026-12-01", "2026-12-09", True),
        ("2026-12-09", "2026-12-01", True),
        (None, "2026-12-09", False),
        ("2026-12-09", None, False),
    ],
)
def test_v15_a_release_date_that_moves_by_more_than_a_week_needs_a_reason(
    was: str | None, now: str | None, asks: bool
) -> None:
    before = sample("stay", release_expected_on=was)
    found = told("stay", sample("stay", release_expected_on=now), before=before)
    assert found == ([("V15", "release_expected_on", True)] if asks else [])


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (sample("stay", id=STAY), [("V28", "stay_type", False)]),
        (sample("stay", id=STAY, stay_type="remand"), []),
        (sample("stay", id=STAY, ended_on="2026-05-01"), []),
        (sample("stay", id="9" * 32), []),
    ],
)
def test_v28_there_is_one_open_stay_of_a_type(other: Values, expected: list[tuple[str, str, bool]]) -> None:
    assert told("stay", sample("stay", id="9" * 32), {"stay": [other]}) == expected


@pytest.mark.parametrize(
    ("stay_type", "place", "refused"),
    [
        ("custody", "Leeds prison", True),
        ("remand", "mdi", True),
        ("custody", "MDI", False),
        ("licence", "Leeds", False),
    ],
)
def test_v28_a_stay_in_prison_names_the_prison(stay_type: str, place: str, refused: bool) -> None:
    found = told("stay", sample("stay", stay_type=stay_type, establishment=place))
    assert found == ([("V28", "establishment", False)] if refused else [])


def test_v29_a_number_another_person_has_is_refused() -> None:
    values = sample("identifier")
    found = breaches(
        KINDS["identifier"], values, {}, TODAY, held_elsewhere=lambda system, number: number == "A1234BC"
    )
    assert [(each.rule, each.field, each.needs_reason) for each in found] == [("V29", "value", False)]
    assert not breaches(KINDS["identifier"], values, {}, TODAY, held_elsewhere=lambda system, number: False)


def test_v29_does_not_ask_about_numbers_of_no_system() -> None:
    values = sample("identifier", system="other", value="12")
    assert not breaches(KINDS["identifier"], values, {}, TODAY, held_elsewhere=lambda system, number: True)


def test_a_changed_number_must_fit_its_system() -> None:
    before = sample("identifier")
    assert told("identifier", sample("identifier", value="A12"), before=before) == [(None, "value", False)]


@pytest.mark.parametrize("kind", ["contact_route", "assignment", "professional", "home", "work"])
def test_what_runs_from_a_day_does_not_end_before_it(kind: str) -> None:
    assert told(kind, sample(kind, from_on="2026-11-02", until_on="2026-11-02")) == []
    found = told(kind, sample(kind, from_on="2026-11-02", until_on="2026-11-01"))
    assert found == [(None, "until_on", False)]


def test_a_flag_does_not_end_before_it_began() -> None:
    found = told("flag", sample("flag", ended_on="2026-10-31", review_by_on="2026-10-31"))
    assert found == [(None, "ended_on", False), (None, "review_by_on", False)]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Shares a cell with B4321XY", True),
        ("b4321xy owes him", True),
        ("That is A1234BC himself", False),
        ("Ring 0113 496 0123 before noon", True),
        ("His own is 07700900123", False),
        ("NI AB 12 34 56 C", True),
        ("Court on 24/11/2026, cell C2-14, 28 days", False),
    ],
)
def test_v30_another_persons_number_in_free_text_needs_a_reason(text: str, asks: bool) -> None:
    others = {"identifier": [sample("identifier")], "contact_route": [sample("contact_route")]}
    found = told("progress", sample("progress", note=text), others)
    assert found == ([("V30", "note", True)] if asks else [])


def test_v30_leaves_the_fields_made_for_other_people_alone() -> None:
    assert told("plan", sample("plan", who_to_call="Mo, 0113 496 0123")) == []
    assert told("contact_route", sample("contact_route", value="0113 496 0123")) == []
    assert told("agency", sample("agency", area="ring 0113 496 0123")) == []


def test_v30_asks_once_not_at_every_later_change() -> None:
    before = sample("plan", barriers="Owes B4321XY")
    assert told("plan", {**before, "strengths": "Cooks"}, before=before) == []


DIED = {"person": [sample("person", record_status="died")]}


@pytest.mark.parametrize(
    "kind",
    [
        "plan", "goal", "progress", "step", "need", "review", "approval", "treatment_episode", "intervention",
        "peer_link", "referral", "appointment", "requirement", "temporary_absence", "release_item",
        "post_release_check",
    ],
)  # fmt: skip
def test_v32_nothing_is_planned_for_a_person_who_has_died(kind: str) -> None:
    assert ("V32", None, False) in told(kind, sample(kind), DIED)
    assert not any(rule == "V32" for rule, _, _ in told(kind, sample(kind), {"person": [sample("person")]}))


def test_v32_freezes_the_plan_but_lets_the_rest_be_wound_up() -> None:
    goal = sample("goal")
    assert told("goal", {**goal, "title": "Other"}, DIED, before=goal) == [("V32", None, False)]
    booked = sample("appointment")
    assert told("appointment", {**booked, "status": "cancelled_service"}, DIED, before=booked) == []
    assert told("contact", sample("contact", with_whom="family"), DIED) == []


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [("identifier", "system", "other"), ("goal", "plan", "9" * 32), ("referral", "agency", "9" * 32)],
)
def test_what_a_record_hangs_on_can_not_be_changed(kind: str, name: str, value: str) -> None:
    before = sample(kind)
    assert told(kind, {**before, name: value}, before=before) == [(None, name, False)]


def test_a_copied_agency_type_may_be_filled_in_later_but_not_changed() -> None:
    before = sample("referral")
    assert told("referral", {**before, "agency_type": "la_housing"}, before=before) == []
    after = {**before, "agency_type": "gp"}
    assert told("referral", {**before, "agency_type": "la_housing"}, before=after) == [
        (None, "agency_type", False)
    ]


@pytest.mark.parametrize("kind", ["progress", "session", "contact"])
def test_a_log_record_is_corrected_not_changed(kind: str) -> None:
    before = sample(kind)
    after = {**before, "corrects": PLAN}
    assert told(kind, after, before=before) == [(None, None, False)]
    assert told(kind, before, before=before) == []
    assert told(kind, after) == []


def test_every_rule_that_asks_offers_reasons_and_other_last() -> None:
    assert set(REASONS) == {row.rule for row in ROWS if row.severity == "W"}
    for choices in REASONS.values():
        codes = [code for code, _ in choices]
        assert codes[-1] == "other"
        assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("expected_on", "more", "listed"),
    [
        ("2026-11-22", {}, True),
        ("2026-11-23", {}, False),
        ("2026-11-22", {"released_on": "2026-11-22", "ended_on": "2026-11-22"}, False),
    ],
)
def test_v14_a_release_date_that_passed_unrecorded_is_listed(
    expected_on: str, more: dict[str, str], listed: bool
) -> None:
    notes = noted("stay", sample("stay", release_expected_on=expected_on, **more))
    assert [note.rule for note in notes] == (["V14"] if listed else [])


def test_what_an_import_brought_in_broken_is_listed() -> None:
    notes = noted("stay", sample("stay", ended_on="2026-04-30"))
    assert [(note.rule, note.field) for note in notes] == [("V14", "ended_on")]


def test_what_was_saved_with_a_reason_is_not_listed() -> None:
    assert noted("person", sample("person", born_on="2010-01-01")) == []

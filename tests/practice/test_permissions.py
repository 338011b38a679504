from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.practice.permissions import disclosed_classes, readings, sharing_word, standing
from recovery_tui.records import InfoClass, Wire

TODAY = date(2026, 11, 23)
Permission = Mapping[str, Wire]


def said(decision: str, day: str = "2026-11-02", *classes: str, **more: Wire) -> dict[str, Wire]:
    """A permission of a fictional person for one agency."""
    return {"decision": decision, "decided_on": day, "info_classes": list(classes or ("ID", "SOC")), **more}


@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [
        ([], set()),
        ([said("given")], {"ID", "SOC"}),
        ([said("limited", "2026-11-02", "SOC")], {"SOC"}),
        ([said("asked")], set()),
        ([said("refused")], set()),
        ([said("withdrawn")], set()),
        ([said("given", withdrawn_on="2026-11-20")], set()),
        ([said("given", expires_on="2026-11-22")], set()),
        ([said("given", expires_on="2026-11-23")], {"ID", "SOC"}),
        ([said("given", "2026-11-02", "ID", "THIRD")], {"ID", "THIRD"}),
        ([said("given", "2026-11-02", "ID", "from_a_later_version")], {"ID"}),
        ([said("from_a_later_version")], set()),
        ([{"decision": "given", "decided_on": "2026-11-02"}], set()),
    ],
)
def test_only_a_yes_that_still_runs_lets_its_own_classes_leave(
    permissions: list[Permission], allowed: set[str]
) -> None:
    assert standing(permissions, TODAY) == allowed


@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [
        ([said("given"), said("refused", "2026-11-09")], set()),
        ([said("refused", "2026-11-09"), said("given")], set()),
        ([said("refused"), said("limited", "2026-11-09", "ID")], {"ID"}),
        ([said("given"), said("asked", "2026-11-09")], set()),
        ([said("given"), said("refused")], set()),
        ([said("refused"), said("given")], {"ID", "SOC"}),
        ([said("given"), said("given", "2026-11-09", expires_on="2026-11-10")], set()),
    ],
)
def test_the_newest_answer_counts_by_its_day_and_then_by_when_it_was_written(
    permissions: list[Permission], allowed: set[str]
) -> None:
    assert standing(permissions, TODAY) == allowed


@pytest.mark.parametrize(
    ("also", "allowed"),
    [
        ({"decision": ["given", "limited"]}, {"ID", "SOC"}),
        ({"decision": ["given", "refused"]}, set()),
        ({"info_classes": [["ID", "SOC"], ["SOC", "TRT"]]}, {"SOC"}),
        ({"info_classes": [["ID"], ["TRT"]]}, set()),
        ({"expires_on": ["2027-11-02", "2026-11-22"]}, set()),
        ({"expires_on": [None, "2026-11-22"]}, set()),
        ({"withdrawn_on": [None, "2026-11-20"]}, set()),
        ({"agency": ["a" * 32, "b" * 32]}, set()),
        ({"hidden": [None, "entered twice"]}, set()),
        ({"purpose": ["A room", "A flat"]}, {"ID", "SOC"}),
        ({"decided_on": ["2026-11-02", "2026-11-05"]}, {"ID", "SOC"}),
    ],
)
def test_where_writers_disagree_the_most_cautious_answer_counts(
    also: dict[str, list[Wire]], allowed: set[str]
) -> None:
    assert standing(list(readings(said("given"), also)), TODAY) == allowed


def test_a_yes_whose_day_is_disputed_does_not_outlive_a_no_that_may_be_newer() -> None:
    yes = list(readings(said("given", id="y"), {"decided_on": ["2026-11-12", "2026-11-02"]}))
    assert standing([*yes, said("refused", "2026-11-09", id="n")], TODAY) == set()
    assert standing([*yes, said("refused", "2026-11-01", id="n")], TODAY) == {"ID", "SOC"}


DECISIONS = st.sampled_from(["asked", "given", "limited", "refused", "withdrawn"])
DAYS = st.sampled_from(["2026-11-02", "2026-11-03", "2026-11-04"])
CLASSES = st.lists(st.sampled_from(["ID", "TRT", "SOC"]), min_size=1, max_size=3, unique=True)


@given(st.lists(st.lists(st.tuples(DECISIONS, DAYS, CLASSES), min_size=1, max_size=3), max_size=4))
def test_what_leaves_is_what_every_way_to_settle_the_disputes_would_let_leave(
    records: list[list[tuple[str, str, list[str]]]],
) -> None:
    disputed = [
        [said(decision, day, *classes, id=str(place)) for decision, day, classes in record]
        for place, record in enumerate(records)
    ]
    settled = [standing(each, TODAY) for each in product(*disputed)] if disputed else [frozenset[str]()]
    flat = [each for record in disputed for each in record]
    assert standing(flat, TODAY) == frozenset.intersection(*settled)


ALL = frozenset(InfoClass)


@pytest.mark.parametrize(
    ("basis", "allowed", "leaves"),
    [
        ("permission", frozenset({"SOC"}), {InfoClass.SOC}),
        ("permission", frozenset(), set()),
        ("permission", frozenset({"THIRD"}), {InfoClass.THIRD}),
        ("safeguarding", frozenset(), ALL - {InfoClass.THIRD}),
        ("prevention_of_serious_harm", frozenset({"SOC"}), ALL - {InfoClass.THIRD}),
        ("legal_obligation", frozenset({"THIRD"}), ALL),
        ("licence_statutory", frozenset(), ALL - {InfoClass.THIRD}),
        ("", frozenset({"SOC"}), set()),
        ("because", frozenset({"SOC"}), set()),
    ],
)
def test_other_people_leave_only_where_named_and_nothing_leaves_without_a_basis(
    basis: str, allowed: frozenset[str], leaves: set[InfoClass]
) -> None:
    assert disclosed_classes(basis, allowed) == leaves


@pytest.mark.parametrize(
    ("agencies", "word"),
    [
        ([], "not asked"),
        ([[]], "not asked"),
        ([[said("asked")]], "asked"),
        ([[said("given")]], "yes"),
        ([[said("given")], [said("asked")]], "yes"),
        ([[said("limited")]], "some"),
        ([[said("given")], [said("refused")]], "some"),
        ([[said("refused")], [said("withdrawn")]], "no"),
        ([[said("given", expires_on="2026-11-03")]], "no"),
        ([[said("limited"), said("given", "2026-11-09")]], "yes"),
        ([[said("given"), said("refused", "2026-11-09")]], "no"),
    ],
)
def test_one_word_says_what_stands_with_all_agencies(agencies: list[list[Permission]], word: str) -> None:
    assert sharing_word(agencies, TODAY) == word


@pytest.mark.parametrize(
    ("agencies", "word"),
    [
        ([], "yes, not written"),
        ([[said("asked")]], "yes, not written"),
        ([[said("refused")]], "some, not written"),
        ([[said("given")]], "yes"),
        ([[said("limited")]], "some"),
    ],
)
def test_a_yes_nobody_has_written_down_is_told_before_a_no_and_never_as_more_than_it_is(
    agencies: list[list[Permission]], word: str
) -> None:
    assert sharing_word(agencies, TODAY, unwritten=True) == word

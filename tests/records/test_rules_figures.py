from __future__ import annotations

from decimal import Decimal

import pytest

from recovery_tui.errors import InvalidRecordError
from recovery_tui.records import KINDS, Wire, validate
from recovery_tui.records.lists.scores import INSTRUMENTS, Instrument
from tests.records.samples import TODAY, Values, noted, sample, told

STEP = Decimal("0.001")
"""The least by which two numbers can differ."""


def score(name: str, scoring: str | None, **more: Wire) -> Values:
    return sample("score", **{"instrument": name, "scoring": scoring, "total": None, **more})


@pytest.mark.parametrize(("key", "ranges"), INSTRUMENTS.items(), ids=lambda part: str(part)[:20])
def test_v11_a_score_lies_within_its_instrument(key: tuple[str, str | None], ranges: Instrument) -> None:
    refused = ("V11", "total", False)
    if ranges.lowest is None or ranges.highest is None:
        assert told("score", score(*key, total="10")) == [refused]
    else:
        for inside in (ranges.lowest, ranges.highest):
            assert told("score", score(*key, total=str(inside))) == []
        for outside in (ranges.lowest - STEP, ranges.highest + STEP):
            assert told("score", score(*key, total=str(outside))) == [refused]
    for domain in ranges.domains:
        least, most = ranges.domain_lowest, ranges.domain_highest
        for inside in (least, most):
            assert told("score", score(*key, subscales={domain: str(inside)})) == []
        for outside in (least - STEP, most + STEP):
            found = told("score", score(*key, subscales={domain.upper(): str(outside)}))
            assert found == [("V11", "subscales", False)]


@pytest.mark.parametrize("total", ["10", "60"])
def test_v11_the_scoring_matters_where_there_are_two(total: str) -> None:
    assert told("score", score("arc", None, total=total)) == [("V11", "scoring", False)]
    binary = told("score", score("arc", "binary50", total=total))
    likert = told("score", score("arc", "likert300", total=total))
    assert (binary == []) == (total == "10")
    assert (likert == []) == (total == "60")


def test_v11_a_domain_that_is_not_known_has_no_range_and_nonsense_from_elsewhere_breaks_nothing() -> None:
    assert told("score", score("sure", None, subscales={"sleep": "250"})) == []
    for nonsense in ("a lot", "NaN", "sNaN"):
        assert told("score", score("sure", None, total=nonsense, subscales={"self-care": nonsense})) == []


@pytest.mark.parametrize("name", [name for name in KINDS["top"].fields if name.endswith("_amount")])
def test_v08_no_days_no_amount_and_the_other_way_round(name: str) -> None:
    days = name.replace("_amount", "_days")
    for used, amount, broken in [(0, "0.5", True), (0, "0", False), (3, "0", True), (3, "0.5", False)]:
        figures: Values = {days: used, name: amount}
        found = told("top", sample("top", **figures))
        assert found == ([("V08", name, False)] if broken else [])
    assert told("top", sample("top", **{days: 3})) == []
    assert told("top", sample("top", **{name: "2"})) == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("substance", "days_used"),
        *(("top", name) for name in KINDS["top"].fields if name.endswith("_days")),
    ],
)
def test_v08_days_are_days_of_twenty_eight(kind: str, name: str) -> None:
    assert validate(KINDS[kind], sample(kind, **{name: 28}), today=TODAY)[name] == 28
    for wrong in (-1, 29):
        with pytest.raises(InvalidRecordError):
            validate(KINDS[kind], sample(kind, **{name: wrong}), today=TODAY)


@pytest.mark.parametrize("name", ["psychological", "physical", "quality_of_life"])
def test_v09_ratings_are_whole_numbers_from_0_to_20(name: str) -> None:
    assert validate(KINDS["top"], sample("top", **{name: 20}), today=TODAY)[name] == 20
    for wrong in (-1, 21, "7.5"):
        with pytest.raises(InvalidRecordError):
            validate(KINDS["top"], sample("top", **{name: wrong}), today=TODAY)


def test_v09_blank_answers_are_listed_only_where_figures_are_kept_here() -> None:
    assert [note.rule for note in noted("top", sample("top", injected_days=0))] == ["V09"]
    assert noted("top", sample("top")) == []
    assert noted("top", sample("top", injected_days=0, recorded_elsewhere="yes")) == []


@pytest.mark.parametrize(
    ("taken", "started", "asks"),
    [
        ("2026-09-16", ["2026-09-02"], False),
        ("2026-09-17", ["2026-09-02"], True),
        ("2026-08-19", ["2026-09-02"], False),
        ("2026-08-18", ["2026-09-02"], True),
        ("2026-09-17", [], False),
        ("2026-09-17", ["2019-01-01", "2026-09-02"], True),
        ("2026-09-16", ["2019-01-01", "2026-09-02"], False),  # an earlier course does not count
    ],
)
def test_v10_the_first_top_comes_within_a_fortnight_of_the_first_treatment(
    taken: str, started: list[str], asks: bool
) -> None:
    others = {
        "intervention": [sample("intervention", started_on=day) for day in started],
        "treatment_episode": [sample("treatment_episode", referred_on="2026-09-01")]
        if len(started) > 1
        else [],
    }
    found = told("top", sample("top", taken_on=taken), others)
    assert found == ([("V10", "taken_on", True)] if asks else [])
    assert told("top", sample("top", taken_on=taken, stage="review"), others) == []


@pytest.mark.parametrize(
    ("stay", "asks"),
    [
        (sample("stay"), False),
        (sample("stay", started_on="2026-09-05"), False),
        (sample("stay", started_on="2026-09-06"), True),
        (sample("stay", ended_on="2026-09-04"), True),
        (sample("stay", stay_type="licence"), True),
    ],
)
def test_v10_the_days_before_prison_are_asked_about_in_prison(stay: Values, asks: bool) -> None:
    found = told("top", sample("top", period="28_days_before_custody"), {"stay": [stay]})
    assert found == ([("V10", "period", True)] if asks else [])

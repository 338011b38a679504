from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from recovery_tui.practice.scores import (
    DueScore,
    Figure,
    change_words,
    domains_of,
    due_score,
    due_top,
    top_figure,
    total_of,
)

TODAY = date(2026, 11, 23)
INSIDE = {"stay_type": "custody", "started_on": "2026-05-01", "release_expected_on": "2026-12-18"}
OUT = {**INSIDE, "released_on": "2026-10-01", "ended_on": "2026-10-01"}


@pytest.mark.parametrize(
    ("score", "level"),
    [
        ({"instrument": "barc_10", "total": "10"}, 0.0),
        ({"instrument": "barc_10", "total": "35"}, 0.5),
        ({"instrument": "barc_10", "total": "60"}, 1.0),
        ({"instrument": "barc_10", "total": "9"}, None),
        ({"instrument": "barc_10", "total": "61"}, None),
        ({"instrument": "arc", "scoring": "likert300", "total": "50"}, 0.0),
        ({"instrument": "arc", "total": "50"}, None),
        ({"instrument": "rec_cap", "total": "0"}, 0.5),
        ({"instrument": "sure", "total": "63"}, 1.0),
        ({"instrument": "four_areas", "total": "5"}, None),
        ({"instrument": "barc_10", "total": "NaN"}, None),
        ({"instrument": "barc_10"}, None),
    ],
)
def test_a_total_is_told_by_where_it_lies_in_its_range(score: dict[str, str], level: float | None) -> None:
    total = total_of(score)
    assert (total.level if total else None) == level


def test_domains_come_in_the_instruments_order_and_only_its_own() -> None:
    found = domains_of(
        {"instrument": "four_areas", "subscales": {"peers": "4", "treatment": "7", "sleep": "1"}}
    )
    assert list(found) == ["treatment", "peers"]
    assert domains_of({"instrument": "four_areas", "subscales": {"peers": "11"}}) == {}


@pytest.mark.parametrize(
    ("first", "now", "more", "said"),
    [
        (4, 6, True, "improved, +2 since the start"),
        (6, 4, True, "worse, -2 since the start"),
        (6, 4, False, "improved, -2 since the start"),
        (4, 6, False, "worse, +2 since the start"),
        (4, 4, True, "unchanged since the start"),
    ],
)
def test_a_change_is_the_simple_difference(first: int, now: int, more: bool, said: str) -> None:
    one, other = (Figure(Decimal(n), Decimal(0), Decimal(28), more) for n in (first, now))
    assert change_words(one, other) == said


def test_of_a_top_days_of_use_are_better_when_fewer_and_ratings_when_more() -> None:
    days, work, rating = (
        top_figure("opiate_days", 3),
        top_figure("paid_work_days", 3),
        top_figure("physical", 15),
    )
    assert days
    assert not days.more_is_better
    assert work
    assert work.more_is_better
    assert rating
    assert (rating.high, rating.more_is_better) == (Decimal(20), True)
    assert top_figure("shared", "yes") is None
    assert top_figure("opiate_days", 29) is None


@pytest.mark.parametrize(
    ("records", "due"),
    [
        ({}, None),
        ({"intervention": [{"started_on": "2026-11-20"}]}, DueScore("start", date(2026, 12, 4))),
        (
            {
                "intervention": [{"started_on": "2026-05-10"}],
                "top": [{"stage": "start", "taken_on": "2026-05-12"}],
            },
            DueScore("review", date(2026, 11, 10)),
        ),
        (
            {
                "intervention": [{"started_on": "2026-05-10"}],
                "top": [{"stage": "start", "taken_on": "2026-05-12"}],
                "treatment_episode": [{"discharged_on": "2026-11-20"}],
            },
            DueScore("exit", date(2026, 12, 4)),
        ),
        (
            {
                "intervention": [{"started_on": "2026-05-10"}],
                "top": [
                    {"stage": "start", "taken_on": "2026-05-12"},
                    {"stage": "exit", "taken_on": "2026-11-18"},
                ],
                "treatment_episode": [{"discharged_on": "2026-11-20"}],
            },
            None,
        ),
        (  # an earlier course that ended before this one began asks for nothing
            {
                "intervention": [{"started_on": "2026-05-10"}],
                "top": [{"stage": "start", "taken_on": "2026-05-12"}],
                "treatment_episode": [{"discharged_on": "2024-11-20"}],
            },
            DueScore("review", date(2026, 11, 10)),
        ),
    ],
)
def test_the_next_top_follows_from_treatment(
    records: dict[str, list[dict[str, object]]], due: DueScore | None
) -> None:
    assert due_top(records) == due


@pytest.mark.parametrize(
    ("stay", "phases", "due"),
    [
        (INSIDE, [("baseline", "2026-05-12")], DueScore("pre_release", date(2026, 12, 18))),
        (INSIDE, [("pre_release", "2026-11-21")], None),
        (INSIDE, [], None),
        ({**INSIDE, "release_expected_on": "2026-12-22"}, [("baseline", "2026-05-12")], None),
        (OUT, [("baseline", "2026-05-12")], DueScore("post_release_3w", date(2026, 10, 22))),
        (OUT, [("post_release_3w", "2026-10-23")], None),
        ({**OUT, "released_on": "2026-11-03"}, [("baseline", "2026-05-12")], None),
        (
            {**OUT, "released_on": "2026-11-02"},
            [("baseline", "2026-05-12")],
            DueScore("post_release_3w", date(2026, 11, 23)),
        ),
        (
            {**OUT, "released_on": "2026-08-31"},
            [("baseline", "2026-05-12"), ("post_release_3w", "2026-09-22")],
            DueScore("post_release_12w", date(2026, 11, 23)),
        ),
    ],
)
def test_once_an_instrument_is_used_it_is_due_around_the_release(
    stay: dict[str, str], phases: list[tuple[str, str]], due: DueScore | None
) -> None:
    scores = [{"phase": phase, "scored_on": day} for phase, day in phases]
    assert due_score({"stay": [stay], "score": scores}, TODAY) == due

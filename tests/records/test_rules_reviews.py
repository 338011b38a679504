from __future__ import annotations

import pytest

from tests.records.samples import Values, sample, told

Others = dict[str, list[Values]]


def inside(release: str | None = None, **more: str) -> Others:
    return {"stay": [sample("stay", release_expected_on=release, **more)]}


def asks(due: str, others: Others, **more: str) -> bool:
    found = told("review", sample("review", next_due_on=due, **more), others)
    return ("V26", "next_due_on", True) in found


TREATED = {"intervention": [sample("intervention", started_on="2026-09-02")]}
ORDERED = {"requirement": [sample("requirement", review_weeks=4)]}


@pytest.mark.parametrize(
    ("others", "last"),
    [
        (inside("2031-11-21"), "2027-11-20"),  # more than sixty months to go: twelve months
        (inside("2031-11-20"), "2027-05-20"),  # sixty months: six
        (inside("2027-11-21"), "2027-05-20"),
        (inside("2027-11-20"), "2027-02-20"),  # twelve months: three
        (inside("2027-02-28"), "2027-02-20"),  # three months and eight days
        (inside("2027-02-27"), "2027-02-20"),  # three months and seven days: a week before release
        (inside("2027-02-21"), "2027-02-14"),
        (
            inside("2027-02-20"),
            "2027-03-13",
        ),  # three months: the countdown drives, then three weeks after release
        (inside("2026-11-20"), "2027-02-20"),  # the release has passed
        (inside(), "2027-02-20"),
        (inside(legal_status="indeterminate"), "2027-11-20"),
        (inside("2031-11-21", legal_status="convicted_unsentenced"), "2027-02-20"),
        (inside(stay_type="remand"), "2027-02-20"),
        ({**inside("2031-11-21"), **TREATED}, "2027-02-12"),
        ({**inside("2031-11-21"), **ORDERED}, "2026-12-18"),
        (inside(ended_on="2026-11-09", released_on="2026-11-09"), "2026-11-30"),
    ],
)
def test_v26_the_next_review_comes_as_soon_as_the_time_left_asks(others: Others, last: str) -> None:
    day_after = {"2027-02-12": "2027-02-13", "2026-12-18": "2026-12-19", "2026-11-30": "2026-12-01"}
    later = day_after.get(last, last[:-2] + f"{int(last[-2:]) + 1:02}")
    assert not asks(last, others)
    assert asks(later, others)


def test_v26_a_leap_day_counts_as_a_day() -> None:
    others = inside("2031-11-21", legal_status="remand")
    assert not asks("2028-02-29", others, held_on="2027-11-30")
    assert asks("2028-03-01", others, held_on="2027-11-30")


@pytest.mark.parametrize(
    ("others", "held"),
    [
        ({}, "2026-11-20"),
        (inside(ended_on="2026-10-30", released_on="2026-10-30"), "2026-11-20"),
        (
            {"intervention": [sample("intervention", started_on="2026-09-02", ended_on="2026-10-01")]},
            "2026-11-20",
        ),
        (
            {"intervention": [sample("intervention", intervention_type="recsup", started_on="2026-09-02")]},
            "2026-11-20",
        ),
        ({"requirement": [sample("requirement", review_weeks=4, ends_on="2026-11-19")]}, "2026-11-20"),
    ],
)
def test_v26_nothing_hurries_a_review_where_no_window_is_open(others: Others, held: str) -> None:
    assert not asks("2028-11-20", others, held_on=held)


@pytest.mark.parametrize(
    ("exemption", "overdue", "last"),
    [
        ("regime", False, "2027-03-02"),
        ("staff_redeployed", False, "2027-02-25"),
        ("regime", True, "2027-02-20"),
    ],
)
def test_v26_an_exemption_moves_a_review_by_ten_or_five_days_unless_it_was_late_already(
    exemption: str, overdue: bool, last: str
) -> None:
    earlier = sample("review", held_on="2026-08-20", next_due_on="2026-11-19" if overdue else "2026-11-20")
    others = {**inside(), "review": [earlier]}
    after = last[:-2] + f"{int(last[-2:]) + 1:02}"
    assert not asks(last, others, exemption=exemption)
    assert asks(after, others, exemption=exemption)


def test_the_next_review_is_not_before_this_one() -> None:
    assert told("review", sample("review", next_due_on="2026-11-19")) == [(None, "next_due_on", False)]

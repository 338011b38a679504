"""Which agency fits which need, and how long somebody has waited."""

from __future__ import annotations

from datetime import date

import pytest

from recovery_tui.practice import referrals
from recovery_tui.practice.referrals import days_waiting, fit, neutral_domain
from recovery_tui.records.lists.links import AGENCY_TYPE, CLINICAL_DOMAINS, DOMAIN

MONDAY = date(2026, 11, 23)


def test_every_need_and_every_kind_of_agency_that_is_named_is_one_there_is() -> None:
    for domain, types in referrals._SERVE.items():
        assert domain in DOMAIN
        assert all(each in AGENCY_TYPE for each in types), domain


def test_what_serves_a_need_comes_before_what_does_not() -> None:
    assert fit("housing", "la_housing") < fit("housing", "cas3") < fit("housing", "gp")
    assert fit("housing", "gp") == fit("housing", "other")
    assert fit("other", "gp") == fit("", "la_housing") == 0


def test_no_list_tells_which_treatment_it_is() -> None:
    told = {neutral_domain(each.code) for each in DOMAIN}
    assert not told & CLINICAL_DOMAINS
    assert {neutral_domain(each) for each in CLINICAL_DOMAINS} == {"treatment"}


@pytest.mark.parametrize(
    ("sent_on", "days"),
    [("2026-11-23", 0), ("2026-11-22", 1), ("2026-02-28", 268), ("2024-02-29", 998), (None, None)],
)
def test_days_are_counted_from_the_day_it_was_sent(sent_on: str | None, days: int | None) -> None:
    assert days_waiting({"sent_on": sent_on}, MONDAY) == days

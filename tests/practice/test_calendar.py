from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_tui.practice.calendar import (
    bank_holidays,
    earlier_release_day,
    early_release_may_apply,
    is_awkward_release,
    is_working_day,
    working_day_before,
)


def test_bank_holidays_are_those_of_england_and_wales_with_substitute_days() -> None:
    assert sorted(bank_holidays(2026)) == [
        date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25),
        date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28),
    ]  # fmt: skip
    assert date(2027, 12, 27) in bank_holidays(2027)
    assert date(2026, 8, 3) not in bank_holidays(2026)
    assert date(2026, 3, 17) not in bank_holidays(2026)


@pytest.mark.parametrize(
    ("day", "awkward", "earlier"),
    [
        ("2026-11-27", True, "2026-11-26"),
        ("2026-11-26", False, "2026-11-25"),
        ("2026-12-24", True, "2026-12-23"),
        ("2026-04-02", True, "2026-04-01"),
        ("2026-12-31", True, "2026-12-30"),
        ("2026-11-28", True, "2026-11-26"),
        ("2026-11-29", False, "2026-11-26"),
        ("2026-05-04", False, "2026-04-30"),
    ],
)
def test_fridays_and_eves_of_days_off_are_awkward_to_be_released_on(
    day: str, awkward: bool, earlier: str
) -> None:
    assert is_awkward_release(date.fromisoformat(day)) is awkward
    assert earlier_release_day(date.fromisoformat(day)).isoformat() == earlier


@settings(max_examples=60)
@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_working_day_before_is_the_last_one(day: date) -> None:
    before = working_day_before(day)
    assert is_working_day(before)
    assert before < day
    assert not any(is_working_day(before + timedelta(days=each)) for each in range(1, (day - before).days))


STAY = {"stay_type": "custody", "started_on": "2026-05-01", "release_expected_on": "2026-11-27"}


@pytest.mark.parametrize(
    ("change", "may"),
    [
        ({}, True),
        ({"legal_status": "sentenced"}, True),
        ({"stay_type": "remand"}, False),
        ({"legal_status": "indeterminate"}, False),
        ({"release_basis": "hdc"}, False),
        ({"release_basis": "parole_directed"}, False),
        ({"started_on": "2026-10-30"}, True),
        ({"started_on": "2026-10-31"}, False),
        ({"release_expected_on": None}, False),
    ],
)
def test_an_earlier_day_may_be_asked_for_by_those_the_act_means(change: dict[str, str], may: bool) -> None:
    assert early_release_may_apply({**STAY, **change}) is may

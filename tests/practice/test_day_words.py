from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.practice.day_words import age, ago, as_typed, length, spell, spell_any, spell_short

TODAY = date(2026, 11, 23)


def test_days_are_spelled_the_same_on_every_computer() -> None:
    assert spell(date(2026, 11, 27)) == "Fri 27 Nov 2026"
    assert spell(date(1999, 1, 1)) == "Fri 1 Jan 1999"
    assert spell_short(date(2026, 11, 27)) == spell_short("2026-11-27") == "Fri 27 Nov"
    assert spell_short("2026-11") == "Nov 2026"
    assert spell_short("") == ""


@pytest.mark.parametrize(
    ("wire", "said", "typed"),
    [
        ("2024", "2024", "2024"),
        ("2024-03", "Mar 2024", "03/2024"),
        ("2026-11-27", "Fri 27 Nov 2026", "27/11/2026"),
    ],
)
def test_partial_dates_are_told_as_far_as_they_go(wire: str, said: str, typed: str) -> None:
    assert spell_any(wire) == said
    assert as_typed(wire) == typed


def test_times_are_told_with_their_day() -> None:
    assert spell_any("2026-11-27T09:30") == "Fri 27 Nov 2026 09:30"
    assert spell_any("2026-11-27T09:30Z") == "Fri 27 Nov 2026 09:30 UTC"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-23", "today"),
        ("2026-11-22", "yesterday"),
        ("2026-11-24", "tomorrow"),
        ("2026-11-19", "4 days ago"),
        ("2026-12-06", "in 13 days"),
        ("2026-12-07", "in 2 weeks"),
        ("2026-12-14", "in 3 weeks"),
        ("2027-02-15", "in 2 months"),
        ("2025-11-23", "11 months ago"),
        ("2023-11-23", "3 years ago"),
    ],
)
def test_how_long_ago_is_told_in_words(day: str, said: str) -> None:
    assert ago(date.fromisoformat(day), TODAY) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (83, "11 weeks"),
        (84, "2 months"),
        (731, "2 years"),
    ],
)
def test_lengths_change_units_where_people_do(days: int, said: str) -> None:
    assert length(days) == said


@pytest.mark.parametrize(
    ("born", "said"),
    [
        ("1992-11-23", "34"),
        ("1992-11-24", "33"),
        ("1992", "about 34"),
        ("1992-11", "about 34"),
        ("1992-10", "34"),
    ],
)
def test_age_says_when_it_is_not_sure(born: str, said: str) -> None:
    assert age(born, TODAY) == said


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_lies_ahead_is_never_told_as_past(day: date) -> None:
    said = ago(day, TODAY)
    assert (said.startswith("in ") or said == "tomorrow") == (day > TODAY)
    assert (said.endswith(" ago") or said == "yesterday") == (day < TODAY)

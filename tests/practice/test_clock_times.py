from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.practice.clock_times import parse_clock


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9", time(9)),
        ("9.30", time(9, 30)),
        ("9:30", time(9, 30)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        ("2pm", time(14)),
        ("2.30 pm", time(14, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("0", time(0)),
        ("02:30", time(2, 30)),
        ("23", time(23)),
        ("Noon", time(12)),
        ("midnight", time(0)),
    ],
)
def test_a_time_is_understood_as_people_type_it(typed: str, expected: time) -> None:
    assert parse_clock(typed) == expected


@pytest.mark.parametrize(
    "typed", ["", "24", "9.60", "13pm", "0am", "9.5", "soon", "12345", "2", "2.30", "630", "-9"]
)
def test_a_time_that_is_none_or_could_be_two_is_refused(typed: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_clock(typed)
    assert str(refused.value).endswith(".")


@given(st.times())
def test_every_minute_is_understood_as_it_is_told(moment: time) -> None:
    assert parse_clock(f"{moment:%H:%M}") == moment.replace(second=0, microsecond=0)

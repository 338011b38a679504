"""What came from elsewhere is made fit to reckon with: a day nobody can mean is not shown, the rest is."""

from __future__ import annotations

import pytest

from recovery_tui.records.fit import fitted


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        ("1900-01-01", True),
        ("2100-12-31", True),
        ("1899-12-31", False),
        ("2101-01-01", False),
        ("0001-01-01", False),
        ("9999-12-31", False),
        ("2026-02-30", False),
    ],
)
def test_days_that_may_be_typed_fit_and_others_are_left_out(day: str, fits: bool) -> None:
    days = {"stay_type": "custody", "release_expected_on": day}
    assert fitted("stay", days) == (days if fits else {"stay_type": "custody"})
    assert fitted("person", {"born_on": day[:7]}) == (
        {"born_on": day[:7]} if fits or day[5:7] == "02" else {}
    )
    start = {"starts_at": f"{day}T10:00"}
    assert fitted("appointment", start) == (start if fits else {})

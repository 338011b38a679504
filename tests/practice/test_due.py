from __future__ import annotations

from datetime import date

import pytest

from recovery_tui.practice.area_words import area_words
from recovery_tui.practice.due import is_overdue
from recovery_tui.practice.stays import current_stay, release_words

TODAY = date(2026, 11, 23)
STAY = {"stay_type": "custody", "started_on": "2026-05-01"}


@pytest.mark.parametrize(
    ("stay", "long", "short"),
    [
        ({"release_expected_on": "2026-11-27", "release_basis": "confirmed"},
         "out Fri 27 Nov, 4 days, confirmed", "out Fri 27 Nov, 4d"),
        ({"release_expected_on": "2026-11-24"}, "out Tue 24 Nov, 1 day", "out Tue 24 Nov, 1d"),
        ({"release_expected_on": "2026-12-14", "release_basis": "unknown"},
         "out Mon 14 Dec, 3 weeks, date not sure", "out Mon 14 Dec, 21d"),
        ({"release_expected_on": "2028-03-10", "release_basis": "hdc"},
         "out Fri 10 Mar 2028, 15 months, hdc", "out Fri 10 Mar 2028"),
        ({"release_expected_on": "2026-11-23"}, "out TODAY", "out TODAY"),
        ({"release_expected_on": "2026-11-22"}, "release passed, not recorded", "release passed, not recorded"),
        ({}, "no date", "no date"),
        ({"stay_type": "remand"}, "court", "court"),
        ({"stay_type": "remand", "release_expected_on": "2026-11-26"},
         "court Thu 26 Nov, 3 days", "court Thu 26 Nov, 3d"),
        ({"stay_type": "remand", "release_expected_on": "2026-11-20"},
         "court date passed, not recorded", "court date passed, not recorded"),
        ({"released_on": "2026-11-20", "ended_on": "2026-11-20"}, "out since Fri 20 Nov", "out since Fri 20 Nov"),
        ({"ended_on": "2026-11-20"}, "ended Fri 20 Nov", "ended Fri 20 Nov"),
        ({"stay_type": "licence"}, "on licence", "on licence"),
    ],
)  # fmt: skip
def test_the_release_is_told_in_a_few_words(stay: dict[str, str], long: str, short: str) -> None:
    assert release_words({**STAY, **stay}, TODAY) == long
    assert release_words({**STAY, **stay}, TODAY, short=True) == short


def test_the_current_stay_is_the_newest_open_one() -> None:
    old, new = {"started_on": "2025-01-01"}, {"started_on": "2026-05-01"}
    ended = {"started_on": "2026-06-01", "ended_on": "2026-06-09"}
    assert current_stay([old, ended, new]) is new
    assert current_stay([ended]) is ended
    assert current_stay([]) is None


@pytest.mark.parametrize(
    ("wire", "late"),
    [("2026-11-22", True), ("2026-11-23", False), ("2026-11-22T23:59", True), ("", False), (None, False)],
)
def test_late_means_before_today(wire: str | None, late: bool) -> None:
    assert is_overdue(wire, TODAY) is late


def test_the_four_areas_are_told_in_neutral_words() -> None:
    assert area_words({}, TODAY) == ("none", "none", "none", "not begun")
    records = {
        "intervention": [{"sub_type": "maintenance"}],
        "peer_link": [{"ended_on": "2026-11-01"}, {"link_kind": "lero"}],
        "referral": [{"status": "sent"}],
        "release_item": [
            {"status": "done"},
            {"status": "not_applicable"},
            {"status": "due"},
            {"status": "not_done"},
        ],
    }
    assert area_words(records, TODAY) == ("running", "linked", "waiting", "2 of 4")
    home = {"home_type": "cas3", "from_on": "2026-11-27"}
    assert area_words({"home": [home]}, TODAY)[2] == "not yet"
    assert area_words({"home": [{**home, "confirmed_on": "2026-11-20"}]}, TODAY)[2] == "confirmed"
    left = {**home, "confirmed_on": "2026-11-01", "until_on": "2026-11-20"}
    assert area_words({"home": [left]}, TODAY)[2] == "none"

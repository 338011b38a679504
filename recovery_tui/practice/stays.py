"""The stay a person is in, and the release it leads to, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from recovery_tui.practice.day_words import length, spell_near
from recovery_tui.records.day_words import day_of as day_of
from recovery_tui.records.lists.person import CUSTODY_STAYS, RELEASE_BASIS, RELEASED, STAY_TYPE

Values = Mapping[str, object]
Records = Mapping[str, Sequence[Values]]
"""A person's records by kind."""


def current_stay(stays: Sequence[Values]) -> Values | None:
    """The stay a person is in now: the newest open one, else the newest of all."""
    return max(
        stays, key=lambda stay: (not stay.get("ended_on"), str(stay.get("started_on", ""))), default=None
    )


def is_inside(stay: Values) -> bool:
    """Whether this is a stay in prison that still runs."""
    return stay.get("stay_type") in CUSTODY_STAYS and not stay.get("ended_on") and not stay.get("released_on")


def released_day(stay: Values) -> date | None:
    """The day the person went out; of a stay that says only that it ended with a release, the day it ended."""
    released = day_of(stay, "released_on")
    ended = stay.get("end_reason") in RELEASED and stay.get("stay_type") in CUSTODY_STAYS
    return released or (day_of(stay, "ended_on") if ended else None)


def release_day(stay: Values) -> date | None:
    """The day the person went out, or is expected to."""
    return released_day(stay) or day_of(stay, "release_expected_on")


def release_words(stay: Values, today: date, *, short: bool = False) -> str:
    """`out Fri 27 Nov, 4 days, confirmed`; or TODAY, passed, court, already out. `short` is for columns."""
    released, ended = released_day(stay), day_of(stay, "ended_on")
    if released:
        return f"out since {spell_near(released, today)}"
    if ended:
        return f"ended {spell_near(ended, today)}"
    if stay.get("stay_type") not in CUSTODY_STAYS:
        return STAY_TYPE.label(str(stay.get("stay_type"))).lower()
    remand = stay.get("stay_type") == "remand"
    expected = day_of(stay, "release_expected_on")
    if expected is None:
        return "court" if remand else "no date"
    if expected < today:
        return "court date passed, not recorded" if remand else "release passed, not recorded"
    what = "court" if remand else "out"
    if expected == today:
        return f"{what} TODAY"
    left = (expected - today).days
    basis = stay.get("release_basis")
    known = (
        RELEASE_BASIS.by_code[basis].brief.lower()
        if isinstance(basis, str) and basis in RELEASE_BASIS
        else ""
    )
    when = f"{what} {spell_near(expected, today)}"
    if short:
        return f"{when}, {left}d" if left < 100 else when
    words = [when, length(left)]
    return ", ".join([*words, "date not sure" if basis == "unknown" else known] if known else words)

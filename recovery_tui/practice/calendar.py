"""Working days, bank holidays and awkward days of release in England and Wales."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from recovery_tui.records.working_days import bank_holidays, is_working_day, working_day_before

__all__ = [
    "bank_holidays",
    "earlier_release_day",
    "early_release_may_apply",
    "is_awkward_release",
    "is_working_day",
    "working_day_before",
]

FRIDAY = 4
LEAST_DAYS_SERVED = 28

_EXCLUDED_BASES = frozenset({"hdc", "parole_directed"})
_ELIGIBLE_STATUSES = frozenset({None, "sentenced", "recall"})


def is_awkward_release(day: date) -> bool:
    """Whether a release that day falls on a Friday or on the day before a non-working day.

    Services are closed when the first days go wrong (Offenders (Day of Release from Detention) Act 2023).
    """
    return day.weekday() == FRIDAY or not is_working_day(day + timedelta(days=1))


def earlier_release_day(day: date) -> date:
    """The last working day before `day` that is not awkward itself."""
    earlier = working_day_before(day)
    while is_awkward_release(earlier):
        earlier = working_day_before(earlier)
    return earlier


def early_release_may_apply(stay: Mapping[str, object]) -> bool:
    """Whether an earlier day may be asked for: sentenced, 28 days served by then, date not from HDC or parole."""
    started, expected = stay.get("started_on"), stay.get("release_expected_on")
    if not isinstance(started, str) or not isinstance(expected, str):
        return False
    if (
        stay.get("stay_type") not in ("custody", "recall")
        or stay.get("legal_status") not in _ELIGIBLE_STATUSES
    ):
        return False
    served = date.fromisoformat(expected) - date.fromisoformat(started)
    return served.days >= LEAST_DAYS_SERVED and stay.get("release_basis") not in _EXCLUDED_BASES

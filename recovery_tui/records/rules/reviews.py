"""Rules for reviews (V26): held by today, and the next one no later than practice has it.

Windows by time left to serve, in treatment at most twelve weeks, three weeks after release. Source: the review rules of
the education and work plan, `research/domain.md` 2.7.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from recovery_tui.errors import Problem
from recovery_tui.records.day_words import add_months
from recovery_tui.records.lists.person import CUSTODY_STAYS
from recovery_tui.records.lists.review import EXEMPTION_DAYS
from recovery_tui.records.rules.case import Case, Values, ask, day_of, order
from recovery_tui.records.rules.person import is_open

AFTER_RELEASE_DAYS = 21
BEFORE_RELEASE_DAYS = 7
TREATMENT_WEEKS = 12

_UNSENTENCED = frozenset({"remand", "convicted_unsentenced"})
_STRUCTURED = frozenset({"pharm", "psysoc"})
_WINDOWS = ((60, 12, "within twelve months"), (12, 6, "within six months"), (3, 3, "within three months"))
"""More than so many months to go: the next review within so many months."""

Limit = tuple[date, str]
"""The last day for the next review, and why, as it stands in a sentence."""


def review_held(case: Case) -> Iterator[Problem]:
    """V26: a review has been held by today."""
    held = case.day("held_on")
    if held and held > case.today and not case.standing:
        yield ask("held_on", "This review would be held on a day still to come.", "V26")
    yield from order(case, "held_on", "next_due_on")


def next_review(case: Case) -> Iterator[Problem]:
    """V26: the next review comes in time, later only with a reason."""
    held, due = case.day("held_on"), case.day("next_due_on")
    if held is None or due is None:
        return
    limit = latest_review(held, case)
    if limit and due > limit[0]:
        yield ask("next_due_on", f"The next review is late: {limit[1]}.", "V26")


def latest_review(held: date, case: Case) -> Limit | None:
    """The last day for the review after one held on a day, with any days more that were granted; None when open."""
    stays = case.others.get("stay", ())
    inside = [each for each in stays if is_open(each) and each.get("stay_type") in CUSTODY_STAYS]
    limits = [*_by_time_left(held, inside), *_after_release(held, stays), *_in_treatment(held, case)]
    earliest = min(limits, default=None)
    if earliest is None:
        return None
    return earliest[0] + timedelta(days=_days_more(held, case)), earliest[1]


def _by_time_left(held: date, inside: Sequence[Values]) -> Iterator[Limit]:
    stay = max(inside, key=lambda each: str(each.get("started_on")), default=None)
    if stay is None:
        return
    release, status = day_of(stay, "release_expected_on"), stay.get("legal_status")
    unsure = stay.get("stay_type") == "remand" or status in _UNSENTENCED or release is None or release <= held
    if status == "indeterminate":
        yield add_months(held, 12), "within twelve months"
    elif unsure or release is None:
        yield add_months(held, 3), "within three months"
    elif release <= add_months(held, 3):  # so near the gate the countdown drives, not a review
        yield release + timedelta(days=AFTER_RELEASE_DAYS), "three weeks after release"
    else:
        _, months, words = next(each for each in _WINDOWS if release > add_months(held, each[0]))
        week_before = release - timedelta(days=BEFORE_RELEASE_DAYS)
        yield min((add_months(held, months), words), (week_before, "a week before release"))


def _after_release(held: date, stays: Sequence[Values]) -> Iterator[Limit]:
    for stay in stays:
        released = day_of(stay, "released_on")
        by = released + timedelta(days=AFTER_RELEASE_DAYS) if released else None
        if by and held < by:
            yield by, "three weeks after release"


def _in_treatment(held: date, case: Case) -> Iterator[Limit]:
    for each in case.others.get("intervention", ()):
        started = day_of(each, "started_on")
        runs = started and started <= held and not each.get("ended_on")
        if runs and each.get("intervention_type") in _STRUCTURED:
            yield held + timedelta(weeks=TREATMENT_WEEKS), "within twelve weeks while in treatment"
    for each in case.others.get("requirement", ()):
        weeks, ends = each.get("review_weeks"), day_of(each, "ends_on")
        if isinstance(weeks, int) and not (ends and ends < held):
            yield held + timedelta(weeks=weeks), "as often as the order asks"


def _days_more(held: date, case: Case) -> int:
    """Days an exemption adds: never to a review that was overdue already."""
    earlier = [day_of(each, "next_due_on") for each in case.rest("review")]
    due = max((day for day in earlier if day), default=None)
    return 0 if due and due < held else EXEMPTION_DAYS.get(str(case.values.get("exemption")), 0)

"""Rules for requirements of an order or licence, and for times out of prison."""

from __future__ import annotations

from collections.abc import Iterator

from recovery_tui.errors import Problem
from recovery_tui.records.day_words import add_months
from recovery_tui.records.lists.justice import NEEDS_WILLINGNESS
from recovery_tui.records.rules.case import Case, order, refuse

COURT_REVIEW_MONTHS = 12


def requirement_days(case: Case) -> Iterator[Problem]:
    """A requirement ends after it began."""
    yield from order(case, "started_on", "ends_on")


def willingness(case: Case) -> Iterator[Problem]:
    """Q: a treatment requirement rests on the person's own word that they are willing."""
    if case.values.get("requirement_kind") in NEEDS_WILLINGNESS and not case.values.get("willing_on"):
        yield refuse("willing_on", "Nobody has written down when the person said they are willing.")


def court_review(case: Case) -> Iterator[Problem]:
    """Q: a drug rehabilitation requirement of a year or more is reviewed by the court."""
    started, ends = case.day("started_on"), case.day("ends_on")
    long = started is not None and ends is not None and ends >= add_months(started, COURT_REVIEW_MONTHS)
    if long and case.values.get("requirement_kind") == "drr" and case.values.get("court_review") != "yes":
        yield refuse(
            "court_review", "A drug rehabilitation requirement of a year or more goes back to court."
        )


def absence_times(case: Case) -> Iterator[Problem]:
    """Somebody comes back after they went out."""
    out, back = case.text("out_at"), case.text("back_at")
    if out and back and back < out:
        yield refuse("back_at", "Back can't be before out.")

"""Rules for the person, numbers, stays and everything with a beginning and an end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recovery_tui.errors import Problem
from recovery_tui.records import identifiers
from recovery_tui.records.day_words import first_day, last_day, whole_years
from recovery_tui.records.lists.person import CUSTODY_STAYS, RELEASED
from recovery_tui.records.rules.case import Case, Values, ask, day_of, order, refuse

ADULT = 18
OLDEST = 110
RELEASE_MOVED_DAYS = 7

_PRISON_CODE = re.compile(r"[A-Z]{3}")


def born(case: Case) -> Iterator[Problem]:
    """V01: born before today, an adult, not older than anybody; a partial date only when estimated."""
    wire = case.text("born_on")
    if wire is None:
        return
    if len(wire) < 10 and case.values.get("born_estimated") is not True:
        yield refuse("born_on", "Give the full date of birth, or say that it is estimated.", "V01")
    if first_day(wire) >= case.today:
        yield refuse("born_on", "Date of birth must be before today.", "V01")
    elif whole_years(first_day(wire), case.today) < ADULT:
        yield ask("born_on", "This makes the person younger than 18. Check the year.", "V01")
    elif whole_years(last_day(wire), case.today) > OLDEST:
        yield ask("born_on", "This makes the person older than 110. Check the year.", "V01")


def number(case: Case) -> Iterator[Problem]:
    """The form of a number, and V29: nobody else has it."""
    system, value = case.text("system"), case.text("value")
    if not system or not value:
        return
    if identifiers.canonical(system, value, case.today) != value:
        yield refuse("value", identifiers.FORMATS[system])
    elif system != "other" and case.held_elsewhere and case.held_elsewhere(system, value):
        yield refuse(
            "value", "Another person here has this number. Look whether they are the same person.", "V29"
        )


def stay_dates(case: Case) -> Iterator[Problem]:
    """V14: a stay ends after it began, a release ends it; what ended with a release has its day, and that has come."""
    yield from order(case, "started_on", "ended_on", "V14")
    yield from order(case, "started_on", "release_expected_on", "V14")
    yield from order(case, "started_on", "released_on", "V14")
    released = case.values.get("released_on")
    if released and not case.values.get("ended_on"):
        yield refuse("ended_on", "A release ends the stay: fill in the day it ended.", "V14")
    inside = case.values.get("stay_type") in CUSTODY_STAYS
    if inside and case.values.get("end_reason") in RELEASED and not released:
        yield refuse("released_on", "The stay ended with a release: fill in the day they went out.", "V14")
    for name in ("released_on", "ended_on"):
        day = case.day(name)
        if inside and day and day > case.today and case.changed(name):
            yield refuse(name, "That day is still to come: write it as the expected release.", "V14")


def release_moved(case: Case) -> Iterator[Problem]:
    """V15: a release date that moves by more than a week needs a reason."""
    was = day_of(case.before, "release_expected_on") if case.before else None
    now = case.day("release_expected_on")
    if was and now and abs((now - was).days) > RELEASE_MOVED_DAYS:
        yield ask("release_expected_on", "The release date moves by more than a week. Say why.", "V15")


def one_stay(case: Case) -> Iterator[Problem]:
    """V28: one open stay of a type; a stay in prison names the prison."""
    if case.values.get("stay_type") in CUSTODY_STAYS and not _PRISON_CODE.fullmatch(
        case.text("establishment") or ""
    ):
        yield refuse(
            "establishment", "A stay in prison needs the prison's three letters, such as MDI.", "V28"
        )
    if is_open(case.values) and any(
        is_open(each) and each.get("stay_type") == case.values.get("stay_type") for each in case.rest("stay")
    ):
        yield refuse("stay_type", "There is an open stay of this kind. End it first.", "V28")


def is_open(stay: Values) -> bool:
    """Whether a stay still runs."""
    return not stay.get("ended_on") and not stay.get("released_on")


def period(case: Case) -> Iterator[Problem]:
    """What runs from a day until a day does so in that order."""
    yield from order(case, "from_on", "until_on")


def flag_period(case: Case) -> Iterator[Problem]:
    """A flag ends after it began."""
    yield from order(case, "from_on", "ended_on")
    yield from order(case, "from_on", "review_by_on")


def release_passed(case: Case) -> Iterator[Problem]:
    """V14 (Q): the release date has passed and nobody recorded what happened."""
    expected = case.day("release_expected_on")
    if expected and expected < case.today and is_open(case.values):
        yield refuse("released_on", "The release date has passed and no release is recorded.", "V14")

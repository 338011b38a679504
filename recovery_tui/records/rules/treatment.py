"""Rules for substances, interventions and naloxone. Naloxone for anybody is never held up (V19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from recovery_tui.errors import Problem
from recovery_tui.records.day_words import first_day, whole_years
from recovery_tui.records.lists.person import CUSTODY_STAYS
from recovery_tui.records.lists.treatment import NALOXONE_ISSUED, SUB_TYPES_OF
from recovery_tui.records.rules.case import Case, Values, ask, day_of, order, refuse, text_of
from recovery_tui.records.rules.courses import is_maintenance
from recovery_tui.records.rules.person import is_open

NEXT_DOSE_DAYS = 28


def substances(case: Case) -> Iterator[Problem]:
    """V07: each rank once, each substance once."""
    rest = list(case.rest("substance"))
    if any(each.get("rank") == case.values.get("rank") for each in rest):
        yield refuse("rank", "Another substance has this rank.", "V07")
    if any(each.get("substance") == case.values.get("substance") for each in rest):
        yield refuse("substance", "This substance is recorded already.", "V07")


def injecting(case: Case) -> Iterator[Problem]:
    """V12: never injected, yet something is injected."""
    every = [case.values, *case.rest("substance")]
    never = any(each.get("injecting_status") == "never" for each in every)
    injects = any(each.get("route") == "inject" for each in every)
    own = case.values.get("injecting_status") == "never" or case.values.get("route") == "inject"
    if never and injects and own:
        yield ask("injecting_status", 'Injecting is "never", but a substance is injected.', "V12")


def first_used(case: Case) -> Iterator[Problem]:
    """V13: nobody first used at an age they have not reached."""
    age = case.values.get("age_first_used")
    person = next(iter(case.others.get("person", ())), None)
    born = text_of(person, "born_on") if person else None
    if isinstance(age, int) and born and age > whole_years(first_day(born), case.today):
        yield refuse("age_first_used", "That is older than the person is now.", "V13")


def intervention(case: Case) -> Iterator[Problem]:
    """V03: treatment is referred to, started and ended in that order; how it ended is said exactly when it has."""
    yield from order(case, "referred_on", "started_on", "V03")
    yield from order(case, "started_on", "ended_on", "V03")
    if case.values.get("ended_on") and not case.values.get("exit_status"):
        yield refuse("exit_status", "Say how the treatment ended.", "V03")
    if case.values.get("exit_status") and not case.values.get("ended_on"):
        yield refuse("ended_on", "Say when the treatment ended, or leave how it ended empty.", "V03")


def sub_type_fits(case: Case) -> Iterator[Problem]:
    """What a treatment is belongs to its kind."""
    fitting = SUB_TYPES_OF.get(case.text("intervention_type") or "", frozenset())
    touched = case.standing or case.changed("intervention_type") or case.changed("sub_type")
    if touched and case.values.get("sub_type") not in fitting:
        yield refuse("sub_type", "That is of another kind. Choose one that fits, or put the kind right.")


def test_found(case: Case) -> Iterator[Problem]:
    """A test that found something was not negative."""
    if case.values.get("result") == "neg" and case.values.get("substances"):
        yield refuse("substances", "A negative test found nothing: empty this, or put the result right.")


def naloxone(case: Case) -> Iterator[Problem]:
    """V18: a kit is in date when issued, and the person was trained or declined to be."""
    issued, expires = case.day("issued_on"), case.day("expires_on")
    if issued and expires and issued > expires:
        yield ask("expires_on", "The kit would be out of date on the day it is issued.", "V18")
    given = issued is not None or case.values.get("offer_outcome") in NALOXONE_ISSUED
    if given and not case.values.get("trained_on") and case.values.get("trained_by") != "declined_training":
        yield ask(
            "trained_on", "A kit is issued without training. Record it, or that it was declined.", "V18"
        )


def next_dose(case: Case) -> Iterator[Problem]:
    """V04 (Q): maintenance with release within 28 days and nothing arranged for the next dose."""
    values = case.values
    if not is_maintenance(values) or values.get("ended_on"):
        return
    release = next_release(list(case.others.get("stay", ())))
    arranged = values.get("next_dose_on") or values.get("next_dose_place") or values.get("script_days")
    if release and not arranged and release - case.today <= timedelta(days=NEXT_DOSE_DAYS):
        yield refuse("next_dose_on", "Release within 28 days and no next dose arranged.", "V04")


def next_release(stays: list[Values]) -> date | None:
    """The earliest expected release from an open stay in prison."""
    open_ones = (each for each in stays if is_open(each) and each.get("stay_type") in CUSTODY_STAYS)
    days = (day_of(each, "release_expected_on") for each in open_ones)
    return min((day for day in days if day), default=None)

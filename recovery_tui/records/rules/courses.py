"""Rules for courses of treatment: the order of their days (V02), and what has ended by the discharge (V03, V05, V06).

A treatment belongs to a course of the same provider, or to any when its provider is not named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from recovery_tui.errors import Problem
from recovery_tui.records.day_words import first_day, whole_years
from recovery_tui.records.rules.case import Case, Values, ask, day_of, order, refuse, text_of
from recovery_tui.records.rules.person import ADULT

RECENT_TEST_DAYS = 28

_DRUG_FREE = frozenset({"completed_drug_free"})


def course_days(case: Case) -> Iterator[Problem]:
    """V02: born, referred, first seen (E), assessed, planned (W), in that order; V01: referred as an adult."""
    referred = case.day("referred_on")
    born = next((text_of(each, "born_on") for each in case.others.get("person", ())), None)
    if referred and born:
        if first_day(born) >= referred:
            yield refuse("referred_on", "Referred on is before the person was born.", "V02")
        elif case.changed("referred_on") and whole_years(first_day(born), referred) < ADULT:
            yield ask("referred_on", "The person was younger than 18 then. Check the year.", "V01")
    yield from order(case, "referred_on", "triaged_on", "V02")
    for first, then in (("triaged_on", "assessed_on"), ("assessed_on", "care_plan_on")):
        if case.changed(first) or case.changed(then):
            for each in order(case, first, then, "V02"):
                yield ask(each.field, each.reason, "V02")
    yield from order(case, "referred_on", "discharged_on", "V02")


def course_ended(case: Case) -> Iterator[Problem]:
    """V05: nothing of the course runs on, or ends, after the discharge. Why it ended has a day."""
    if case.values.get("discharge_reason") and not case.values.get("discharged_on"):
        yield refuse("discharged_on", "Say when the person was discharged, or leave the reason empty.")
    discharged = case.day("discharged_on")
    if discharged is None or not case.changed("discharged_on"):
        return
    own = [each for each in case.others.get("intervention", ()) if _belongs(each, case.values)]
    if any(not each.get("ended_on") for each in own):
        yield refuse(
            "discharged_on", "Treatment still runs that is of this course, or names no provider.", "V05"
        )
    elif any((ended := day_of(each, "ended_on")) and ended > discharged for each in own):
        yield refuse("discharged_on", "Treatment of this course ended after that day.", "V05")


def course_started(case: Case) -> Iterator[Problem]:
    """V03: treatment of a course starts after the person was first seen."""
    if not case.changed("triaged_on"):
        return
    if any(_before_triage(each, case.values) for each in case.others.get("intervention", ())):
        yield refuse("triaged_on", "Treatment of this course started before that day.", "V03")


def drug_free(case: Case) -> Iterator[Problem]:
    """V06: completed drug-free, yet on maintenance, or with a positive test in the 28 days before."""
    if not case.became("discharge_reason", _DRUG_FREE):
        return
    if any(is_maintenance(each) and not each.get("ended_on") for each in case.others.get("intervention", ())):
        yield ask("discharge_reason", "Completed drug-free, but a maintenance medicine still runs.", "V06")
    by = case.day("discharged_on") or case.today
    tests = case.others.get("drug_test", ())
    if any(each.get("result") == "pos" and _is_recent(day_of(each, "taken_on"), by) for each in tests):
        yield ask(
            "discharge_reason", "Completed drug-free, but a test was positive in the 28 days before.", "V06"
        )


def within_course(case: Case) -> Iterator[Problem]:
    """V03 and V05 from the side of the treatment: it starts once the person was seen, and ends by the discharge."""
    courses = case.others.get("treatment_episode", ())
    if case.changed("started_on") and any(_before_triage(case.values, each) for each in courses):
        yield refuse(
            "started_on", "Started before the person was first seen in this course. Name the provider.", "V03"
        )
    if not (case.changed("started_on") or case.changed("ended_on")):
        return
    ended = case.day("ended_on")
    for course in courses:
        discharged = day_of(course, "discharged_on")
        if discharged and _belongs(case.values, course) and (ended is None or ended > discharged):
            yield refuse("ended_on", "The person was discharged from this course before that.", "V05")
            return


def is_maintenance(intervention: Values) -> bool:
    """Whether this is a medicine that is meant to go on."""
    keeps_on = "maintenance" in (intervention.get("purpose"), intervention.get("sub_type"))
    return intervention.get("intervention_type") == "pharm" and keeps_on


def _is_recent(taken: date | None, by: date) -> bool:
    return taken is not None and timedelta(0) <= by - taken <= timedelta(days=RECENT_TEST_DAYS)


def _same_provider(intervention: Values, course: Values) -> bool:
    provider = text_of(intervention, "provider")
    return provider is None or provider.casefold() == (text_of(course, "provider") or "").casefold()


def _before_triage(intervention: Values, course: Values) -> bool:
    """Whether it started before the course's first meeting; what was over by then belongs to an earlier one."""
    started, triaged = day_of(intervention, "started_on"), day_of(course, "triaged_on")
    if started is None or triaged is None or not _same_provider(intervention, course):
        return False
    ended = day_of(intervention, "ended_on")
    return started < triaged and not (ended and ended < triaged)


def _belongs(intervention: Values, course: Values) -> bool:
    """Whether a treatment is part of a course: it began by the discharge and was not over before the referral."""
    began = day_of(intervention, "started_on") or day_of(intervention, "referred_on")
    ended, referred = day_of(intervention, "ended_on"), day_of(course, "referred_on")
    discharged = day_of(course, "discharged_on")
    after = bool(began and discharged and began > discharged)
    before = bool(ended and referred and ended < referred)
    return _same_provider(intervention, course) and not after and not before

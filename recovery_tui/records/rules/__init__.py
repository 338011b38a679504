"""The numbered rules: what can't be saved, what needs a reason, what is only listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from recovery_tui.errors import Problem
from recovery_tui.records.rules import (
    courses,
    general,
    justice,
    links,
    person,
    plan,
    reviews,
    scores,
    sharing,
    treatment,
)
from recovery_tui.records.rules.case import Case, HeldElsewhere, Rule, Values
from recovery_tui.records.rules.reasons import REASONS
from recovery_tui.records.schema import Kind

__all__ = ["REASONS", "QualityNote", "breaches", "quality"]

_CHANGING: tuple[Rule, ...] = (general.fixed, general.log, general.life_cycle)
"""Rules for changing a record of any kind."""

_SAVING: tuple[Rule, ...] = (general.died, general.other_people)
"""Rules for saving a record of any kind; none of them is about one that already stands."""

_RULES: Mapping[str, tuple[Rule, ...]] = {
    "person": (person.born,),
    "identifier": (person.number,),
    "contact_route": (person.period,),
    "assignment": (person.period,),
    "professional": (person.period,),
    "stay": (person.stay_dates, person.release_moved, person.one_stay),
    "requirement": (justice.requirement_days,),
    "flag": (person.flag_period,),
    "permission": (sharing.permission_dates, sharing.permission_withdrawn, sharing.permission_evidence),
    "plan": (plan.main_substance,),
    "goal": (plan.goal_target, plan.too_many_goals, plan.goal_closed),
    "step": (plan.step_due,),
    "review": (reviews.review_held, reviews.next_review),
    "treatment_episode": (
        courses.course_days,
        courses.course_started,
        courses.course_ended,
        courses.drug_free,
    ),
    "substance": (treatment.substances, treatment.injecting, treatment.first_used),
    "intervention": (treatment.intervention, treatment.sub_type_fits, courses.within_course),
    "naloxone": (treatment.naloxone,),
    "drug_test": (treatment.test_found,),
    "score": (scores.not_ahead, scores.score_range),
    "top": (scores.not_ahead, scores.top_amounts, scores.top_period, scores.top_start),
    "peer_link": (links.peer_period,),
    "peer_contact": (links.peer_met,),
    "referral": (links.referral_basis, links.referral_order, links.referral_closed),
    "appointment": (
        links.appointment_moved,
        links.appointment_release,
        links.appointment_time,
        links.appointment_accepted,
    ),
    "home": (person.period,),
    "work": (person.period,),
    "release_item": (links.item_reason,),
    "temporary_absence": (justice.absence_times,),
    "contact": (plan.contact_summary, plan.next_session),
}

_LISTED: Mapping[str, tuple[Rule, ...]] = {
    "stay": (person.release_passed,),
    "requirement": (justice.willingness, justice.court_review),
    "goal": (plan.no_steps,),
    "intervention": (treatment.next_dose,),
    "top": (scores.top_answers,),
    "peer_link": (links.clearance,),
    "appointment": (links.appointment_late,),
}


@dataclass(frozen=True)
class QualityNote:
    """Something about a kept record that somebody should look at; it blocks nothing."""

    rule: str | None
    text: str
    field: str | None


def breaches(
    kind: Kind,
    values: Values,
    others: Mapping[str, Sequence[Values]],
    today: date,
    before: Values | None = None,
    *,
    held_elsewhere: HeldElsewhere | None = None,
) -> list[Problem]:
    """What the rules say to a change: E as problems, W as problems with `needs_reason`.

    `values` is the whole record after the change, `before` the whole record before it (None: it is being made),
    `others` the person's other records by kind, the person among them, as they will stand after the save.
    Rules that look a record up among others (a goal's steps) need its `id` among its values.
    `held_elsewhere(system, value)` says whether another person has a number (V29).
    """
    case = Case(kind, values, others, today, before, held_elsewhere)
    every = _SAVING if before is None else (*_CHANGING, *_SAVING)
    return [problem for rule in (*every, *_RULES.get(kind.name, ())) for problem in rule(case)]


def quality(
    kind: Kind, values: Values, others: Mapping[str, Sequence[Values]], today: date
) -> list[QualityNote]:
    """What is worth a look in a kept record: Q rules, and E rules that an import has brought in broken."""
    case = Case(kind, values, others, today, None, standing=True)
    listed = [problem for rule in _LISTED.get(kind.name, ()) for problem in rule(case)]
    broken = [
        problem for rule in _RULES.get(kind.name, ()) for problem in rule(case) if not problem.needs_reason
    ]
    return [QualityNote(each.rule, each.reason, each.field) for each in (*listed, *broken)]

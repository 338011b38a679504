"""What falls due of a person, and from which day on: pure, and the same whichever day it is asked.

Words are neutral: they may stand on lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from recovery_tui.practice.due import PLAIN, RED, SOON, Due, corrected, plain
from recovery_tui.practice.safety import ACT, all_worries, has_died, is_settled
from recovery_tui.practice.seen import calls, not_seen
from recovery_tui.practice.stays import Values
from recovery_tui.practice.ways_out import ways_out
from recovery_tui.practice.weighing import Case, Weighed, earliest, heard, maybe, shifted, surely
from recovery_tui.records.lists.links import COMING
from recovery_tui.records.lists.plan import ENDED_GOALS, ENDED_PLANS, OPEN_STEPS

ANSWER_DAYS = 7
"""Days an agency has to answer when nobody wrote down how many."""

AHEAD = ("step", "appointment", "review", "release")
"""What is told of for a week before."""

KINDS = (
    "person", "stay", "substance", "intervention", "naloxone", "appointment", "home", "release_item", "goal", "step",
    "referral", "plan", "review", "flag", "peer_link", "contact", "contact_route", "post_release_check",
)  # fmt: skip
"""Kinds of a person's records from which something may fall due; agencies say how long they have to answer."""


def agenda(case: Case) -> list[Due]:
    """Everything that is or will be due of a person as things stand; nothing when they have died."""
    if has_died(case):
        return []
    worried = [
        Due(
            each.code, each.from_on, each.until_on, RED if each.mark == ACT else SOON, each.kind, each.record,
            detail=each.text,
        )
        for each in all_worries(case)
    ]  # fmt: skip
    rules = (_steps, _appointments, _referrals, _reviews, _flags, _clearances, not_seen, calls, _releases)
    return [*worried, *(due for rule in rules for due in rule(case))]


def review_due(case: Case) -> date | None:
    """The day of the next review: the one written down last, on the plan or by a review that was held."""
    plan = _running_plan(case)
    if plan is None:
        return None
    superseded = corrected(case, "review")
    reviews = [each for each in case.get("review", ()) if each.id not in superseded]
    newest = max(reviews, key=lambda each: (str(each.values.get("held_on", "")), each.id), default=None)
    planned = earliest(plan, "review_due_on")
    if newest is None:
        return planned
    agreed = earliest(newest, "next_due_on")
    later = plan.written("review_due_on") > newest.written("next_due_on")
    return planned or agreed if later else agreed or planned


def open_steps(case: Case) -> Iterator[Weighed]:
    """The steps that still wait for somebody, of goals that are not over."""
    over = {
        goal.id
        for goal in case.get("goal", ())
        if goal.hidden is not None or surely(goal, lambda values: values.get("status") in ENDED_GOALS)
    }
    for step in case.get("step", ()):
        if step.values.get("goal") not in over and maybe(step, is_open):
            yield step


def is_open(step: Mapping[str, object]) -> bool:
    """Whether a step still waits for somebody."""
    return step.get("status") in OPEN_STEPS


def _steps(case: Case) -> Iterator[Due]:
    for step in open_steps(case):
        day = earliest(step, "due_on")
        if day:
            yield plain("step", day, step, "step")


def _appointments(case: Case) -> Iterator[Due]:
    """To come, and afterwards until somebody says whether it was kept."""
    for each in case.get("appointment", ()):
        day = earliest(each, "starts_at")
        if day and maybe(each, lambda values: values.get("status") in COMING):
            first = min(start for start in heard(each, _starts) if start)
            yield plain("appointment", day, each, "appointment", at=first[11:16])


def _starts(appointment: Values) -> str:
    return str(appointment.get("starts_at") or "")


def _referrals(case: Case) -> Iterator[Due]:
    """Sent, and no word from the agency within its days (M05)."""
    allowed = {each.id: _least(each, "sla_days") for each in case.get("agency", ())}
    for each in case.get("referral", ()):
        sent = earliest(each, "sent_on")
        if sent and maybe(each, lambda values: values.get("status") == "sent"):
            days = allowed.get(str(each.values.get("agency")))
            wait = ANSWER_DAYS if days is None else days
            yield plain("referral", shifted(sent, wait + 1), each, "referral")


def _least(record: Weighed, field: str) -> int | None:
    numbers = heard(record, lambda values: values.get(field))
    return min((each for each in numbers if isinstance(each, int)), default=None)


def _reviews(case: Case) -> Iterator[Due]:
    day, plan = review_due(case), _running_plan(case)
    if day is not None and plan is not None:
        yield plain("review", day, plan, "plan")


def _running_plan(case: Case) -> Weighed | None:
    plans = [
        plan
        for plan in case.get("plan", ())
        if maybe(plan, lambda values: bool(values) and values.get("status") not in ENDED_PLANS)
    ]
    return max(plans, key=lambda plan: (str(plan.values.get("started_on", "")), plan.id), default=None)


def _flags(case: Case) -> Iterator[Due]:
    for each in case.get("flag", ()):
        day = earliest(each, "review_by_on")
        if day and maybe(each, lambda values: bool(values) and not values.get("ended_on")):
            yield plain("flag", day, each, "flag")


def _clearances(case: Case) -> Iterator[Due]:
    """A peer whose clearance has run out may not come in (V27)."""
    for each in case.get("peer_link", ()):
        day = earliest(each, "cleared_until_on")
        if day and maybe(each, lambda values: bool(values) and not values.get("ended_on")):
            yield plain("clearance", shifted(day, 1), each, "peer_link")


def _releases(case: Case) -> Iterator[Due]:
    """The day itself, told of for a week before; once it has passed it is a worry."""
    for way in ways_out(case):
        if not way.still_inside or way.stay.values.get("stay_type") == "remand":
            continue
        said = "earlier day considered" if is_settled(case, "rl02", way.stay.id) else ""
        for day in way.days:
            yield Due("release", day, day, PLAIN, "stay", way.stay.id, detail=said)

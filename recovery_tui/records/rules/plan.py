"""Rules for the plan: agreement, goals and steps, contacts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from recovery_tui.errors import Problem
from recovery_tui.records.lists.plan import AGREED, NEXT_WEEKS, OPEN_STEPS
from recovery_tui.records.rules.case import Case, Values, ask, day_of, refuse

MOST_ACTIVE_GOALS = 7

_AGREED_STATUSES = frozenset({"agreed", "approved"})
_ACTIVE = frozenset({"active"})


def main_substance(case: Case) -> Iterator[Problem]:
    """V07: before a plan is agreed somebody has asked about the main substance; "not disclosed" is an answer."""
    if not (case.became("agreement", AGREED) or case.became("status", _AGREED_STATUSES)):
        return
    if not any(each.get("rank") == 1 for each in case.others.get("substance", ())):
        yield refuse("agreement", 'Record the main substance first; "not disclosed" is an answer.', "V07")


def goal_target(case: Case) -> Iterator[Problem]:
    """V22: a goal is aimed at a day to come, and not before its own steps."""
    target = case.day("target_on")
    if target is None or not case.changed("target_on"):
        return
    if target < case.today and not case.standing:
        yield ask("target_on", "The goal would be due before today.", "V22")
    if any((due := day_of(step, "due_on")) and due > target for step in _open_steps(case)):
        yield ask("target_on", "A step of this goal is due after the goal itself.", "V22")


def step_due(case: Case) -> Iterator[Problem]:
    """V22: a step is due no later than its goal."""
    due = case.day("due_on")
    if due is None or not case.changed("due_on"):
        return
    goal = next(
        (each for each in case.others.get("goal", ()) if each.get("id") == case.values.get("goal")), None
    )
    target = day_of(goal, "target_on") if goal else None
    if target and due > target:
        yield ask("due_on", "The step would be due after its goal.", "V22")


def too_many_goals(case: Case) -> Iterator[Problem]:
    """V23: more than seven active goals are more than anybody can work on."""
    if case.standing or not case.became("status", _ACTIVE):
        return
    active = 1 + sum(each.get("status") == "active" for each in case.rest("goal"))
    if active > MOST_ACTIVE_GOALS:
        yield ask("status", f"That makes {active} active goals; seven are a lot already.", "V23")


def goal_closed(case: Case) -> Iterator[Problem]:
    """A goal is removed for a reason, and achieved when its steps are done or somebody says so."""
    if case.became("status", frozenset({"removed"})) and not case.values.get("removed_reason"):
        yield refuse("removed_reason", "Say why the goal is removed.")
    if not case.standing and case.became("status", frozenset({"achieved"})) and any(_open_steps(case)):
        yield ask("status", "The goal still has open steps.", "V23")


def no_steps(case: Case) -> Iterator[Problem]:
    """V23 (Q): an active goal has at least one step."""
    own = case.values.get("id")
    if case.values.get("status") != "active" or own is None:
        return
    if not any(step.get("goal") == own for step in case.others.get("step", ())):
        yield refuse(None, "An active goal without a step.", "V23")


def _open_steps(case: Case) -> Iterator[Values]:
    own = case.values.get("id")
    steps = case.others.get("step", ()) if own is not None else ()
    return (step for step in steps if step.get("goal") == own and step.get("status") in OPEN_STEPS)


def next_session(case: Case) -> Iterator[Problem]:
    """V26: the next session comes within twelve weeks."""
    held, agreed = case.day("held_on"), case.day("next_on")
    if held and agreed and case.changed("next_on") and agreed > held + timedelta(weeks=NEXT_WEEKS):
        yield ask("next_on", "The next session would be more than twelve weeks off. Check the year.", "V26")


def contact_summary(case: Case) -> Iterator[Problem]:
    """A session that was held has a summary."""
    if case.values.get("outcome") == "held" and not case.values.get("summary"):
        yield refuse("summary", "A contact that was held needs a summary.")

"""My plan: the sheet a person keeps, in seven parts. No classification line, and ruled space for what is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from recovery_tui.casework.my_plan_views import OwnAppointment, OwnGoal, OwnPlan, OwnStep, OwnTold
from recovery_tui.reports import plan_words
from recovery_tui.reports.plan_words import Words
from recovery_tui.reports.sheet import Group, Part, Row, Sheet

Say = Callable[[Words], str]


def plan_sheet(plan: OwnPlan) -> Sheet:
    """The person's own plan, ready to be laid out."""

    def say(words: Words) -> str:
        return words.said(plan.prefers_welsh)

    return Sheet(
        title=say(plan_words.TITLE),
        name=plan.first_name,
        parts=(
            Part(say(plan_words.MATTERS), (Group((Row(text=plan.matters, ruled=3),)),)),
            Part(say(plan_words.GOALS), _goals(plan, say)),
            Part(
                say(plan_words.APPOINTMENTS),
                tuple(map(_appointment, plan.appointments)) or (_no_appointment(),),
            ),
            Part(say(plan_words.HARD), _hard(plan, say)),
            Part(
                say(plan_words.OUT_NOW if plan.first_day.is_out else plan_words.FIRST_DAY), _first_day(plan)
            ),
            Part(say(plan_words.KNOWS), _sharing(plan)),
            Part(say(plan_words.AGREE), _agreement(plan, say)),
        ),
        foot=f"{plan_words.foot(plan.keyworker)} Printed {plan.printed_on}.",
    )


def goal_group(plan: OwnPlan, goal: OwnGoal) -> Group:
    """One goal: the person's own next step, then who does what for them."""
    return _goal(plan, goal, lambda words: words.said(plan.prefers_welsh))


def say_to(plan: OwnPlan, goal: OwnGoal) -> Group:
    """What the person says to a goal, and why not."""
    boxes = (
        (
            plan_words.I_AGREE.said(plan.prefers_welsh),
            goal.agreement in {"agreed", "agreed_by_previous_version"},
        ),
        (plan_words.I_DO_NOT.said(plan.prefers_welsh), goal.agreement == "do_not_agree"),
    )
    why = (Row("Because", goal.disagreed),) if goal.disagreed and goal.agreement == "do_not_agree" else ()
    return Group((Row(boxes=boxes), *why))


def _goals(plan: OwnPlan, say: Say) -> tuple[Group, ...]:
    if not plan.goals:
        return (Group((Row("My goal", ruled=1), Row(say(plan_words.NEXT_STEP), ruled=1))),)
    found = [_goal(plan, goal, say) for goal in plan.goals]
    if plan.more_goals:
        more = (
            f"{plan.more_goals} more {'goals stand' if plan.more_goals > 1 else 'goal stands'} in my record."
        )
        found.append(Group((Row(text=more),)))
    return tuple(found)


def _goal(plan: OwnPlan, goal: OwnGoal, say: Say) -> Group:
    title = f"{goal.title} ({_small(goal.when)})" if goal.when else goal.title
    mine = Row(say(plan_words.NEXT_STEP), _by(goal.mine) if goal.mine else "", ruled=1)
    actors = plan_words.ACTORS_IN_WALES if plan.in_wales else plan_words.ACTORS
    actors = {**actors, "keyworker": f"My {plan.keyworker}"}
    others = [Row(actors.get(step.actor, plan_words.SOMEBODY), _by(step)) for step in goal.for_me]
    return Group((mine, *others), title, goal.own_words)


def _by(step: OwnStep) -> str:
    return f"{step.what}, by {step.by}" if step.by else step.what


def _appointment(each: OwnAppointment) -> Group:
    rows = [
        Row("Where", each.where, ruled=1),
        Row("How I get there", each.travel, ruled=1),
        Row("Who comes along", each.with_me, ruled=1),
    ]
    return Group(tuple(rows), f"{each.when}: {each.what or 'an appointment'}")


def _no_appointment() -> Group:
    return Group((Row("When", ruled=1), Row("Where", ruled=1), Row("Who comes along", ruled=1)))


def _hard(plan: OwnPlan, say: Say) -> tuple[Group, ...]:
    return (
        Group((Row(say(plan_words.SIGNS), plan.early_signs, ruled=2),)),
        Group((Row(say(plan_words.HELPS), plan.what_helps, ruled=2),)),
        Group((Row(say(plan_words.RING), plan.who_to_call, ruled=2), Row(text=plan_words.DANGER))),
    )


def _first_day(plan: OwnPlan) -> tuple[Group, ...]:
    day = plan.first_day
    leaves = _unsure(day.leaves_on, day.is_sure)
    home = _unsure(day.home, day.home_is_sure)
    if day.is_out:
        return (Group((Row("I left on", leaves), Row("Where I sleep", home, ruled=1))),)
    leaving = Row("My day in court" if day.is_court else "I leave on", leaves, ruled=1)
    met = "somebody meets me at the gate" if day.is_met else ""
    return (
        Group((leaving, Row("Who meets me", met, ruled=1))),
        Group((Row("Where I go first", day.first, ruled=1), Row("Where I sleep", home, ruled=1))),
        Group((Row("What I take with me", ruled=1),)),
    )


def _unsure(said: str, is_sure: bool) -> str:
    return said if is_sure or not said else f"{said} (not certain yet)"


def _sharing(plan: OwnPlan) -> tuple[Group, ...]:
    rows = [Row(f"My {plan.keyworker} and the team", plan_words.OWN_TEAM), Row(*plan_words.OFFICIALS)]
    for each in plan.sharing:
        what = _classes(each.classes)
        rows.append(
            Row(
                each.service or "A service I said yes to",
                f"{what}, until {each.until}" if each.until else what,
            )
        )
    rows += [
        Row(each.service or (plan_words.REFERRED_TO if each.referred else plan_words.SENT_TO), _told(each))
        for each in plan.told
    ]
    *others, last = rows
    return (*(Group((row,)) for row in others), Group((last, Row(text=plan_words.NOBODY_ELSE))))


def _told(each: OwnTold) -> str:
    needs = f"that I ask for help with {', '.join(each.needs)}" if each.needs else "that I ask for help"
    what = _classes(each.classes) if each.classes else ""
    since = f"since {each.since}" if each.since else ""
    return ", ".join(part for part in (needs if each.referred else "", what, since) if part)


def _classes(codes: Iterable[str]) -> str:
    return ", ".join(plan_words.CLASSES.get(code, code) for code in codes)


def _agreement(plan: OwnPlan, say: Say) -> tuple[Group, ...]:
    groups = [replace(say_to(plan, goal), title=goal.title) for goal in plan.goals]
    signed = (
        Row(say(words), ruled=1)
        for words in (plan_words.SIGNED, plan_words.signed_by(plan.keyworker), plan_words.DATE)
    )
    against = Row(f"{say(plan_words.I_DO_NOT)} with", ruled=2)
    return (*groups, Group((against,)), Group(tuple(signed)))


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]

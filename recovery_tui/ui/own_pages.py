"""My plan in pages, as the person is shown it: every goal one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recovery_tui.casework.my_plan_views import OwnGoal, OwnPlan
from recovery_tui.reports import plan_sheet
from recovery_tui.reports.sheet import Group, Part


@dataclass(frozen=True)
class Page:
    """What is shown at a time."""

    title: str
    groups: tuple[Group, ...]
    goal: OwnGoal | None = None


def pages(plan: OwnPlan) -> Iterator[Page]:
    """The plan in pages: every goal one of its own; the signatures are for paper."""
    *parts, _ = plan_sheet.plan_sheet(plan).parts
    matters, goals, *others = parts
    yield Page(f"{matters.title}: {plan.first_name}", matters.groups)
    if not plan.goals:
        yield _page_of(goals)
    for number, goal in enumerate(plan.goals, 1):
        title = f"Goal {number} of {len(plan.goals)}"
        yield Page(title, (plan_sheet.goal_group(plan, goal), plan_sheet.say_to(plan, goal)), goal)
    yield from map(_page_of, others)


def _page_of(part: Part) -> Page:
    return Page(part.title, part.groups)

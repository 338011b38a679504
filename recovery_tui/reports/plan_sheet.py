"""My plan: the sheet a person keeps. No classification line, no numbers, nobody else's name."""

from __future__ import annotations

from recovery_tui.casework.own_plan import OwnGoal, OwnPlan
from recovery_tui.reports.document import Document, Entry, Part


def plan_sheet(plan: OwnPlan) -> Document:
    """The person's own plan as a document."""
    parts = [Part("What matters to me", (Entry(plan.matters or "To talk about next time."),))]
    parts += [Part(_title(goal), _steps(goal)) for goal in plan.goals]
    if plan.early_signs:
        parts.append(Part("My warning signs", (Entry(plan.early_signs),)))
    if plan.what_helps:
        parts.append(Part("What helps", (Entry(plan.what_helps),)))
    return Document(f"My plan: {plan.first_name}", tuple(parts), foot=f"Printed {plan.printed_on}")


def _title(goal: OwnGoal) -> str:
    return f"{goal.title} ({goal.when[:1].lower()}{goal.when[1:]})" if goal.when else goal.title


def _steps(goal: OwnGoal) -> tuple[Entry, ...]:
    if not goal.steps:
        return (Entry("Next step: to agree next time."),)
    return tuple(Entry(f"{step.who}: {step.what}", f"by {step.by}" if step.by else "") for step in goal.steps)

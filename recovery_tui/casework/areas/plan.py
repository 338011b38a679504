"""Plan: what matters to the person, goals by horizon, steps with actor and date, agreement per goal."""

from __future__ import annotations

from recovery_tui.casework.person_records import (
    PersonRecords,
    answer,
    by_date,
    choices,
    joined,
    line,
    missing,
    section,
    text,
    words,
)
from recovery_tui.casework.views import AddChoice, Area, AreaView, Line, Mark, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.due import is_overdue
from recovery_tui.records import KINDS

ENDED_GOAL = frozenset({"achieved", "removed"})
ENDED_STEP = frozenset({"completed", "no_longer_needed"})


def view(person: PersonRecords) -> AreaView:
    """The plan area."""
    plan = person.newest("plan", "started_on")
    sections = [_matters(person, plan), *_goals(person, plan), _progress(person)]
    return AreaView(
        Area.PLAN,
        tuple(sections),
        (AddChoice("goal", "Goal with its first step"), *choices("plan", "step", "progress")),
    )


def _matters(person: PersonRecords, plan: Record | None) -> Section:
    if plan is None:
        return section(
            "What matters to me", [missing("plan", "No plan yet", "enter starts one", focus="matters_to_me")]
        )
    return section(
        "What matters to me",
        [
            answer(person, plan, "plan", "matters_to_me", "What matters", ask="not asked yet"),
            line(plan, f"Plan {words(plan, 'status').lower()}", f"since {words(plan, 'started_on')}"),
            answer(person, plan, "plan", "agreement", "Agreed with the plan"),
            answer(person, plan, "plan", "review_due_on", "Review due", ask="no date yet"),
            answer(person, plan, "plan", "strengths", "Strengths", ask="not asked yet"),
            answer(person, plan, "plan", "copy_given_on", "Own copy given", ask="not given yet"),
        ],
    )


def _goals(person: PersonRecords, plan: Record | None) -> list[Section]:
    goals = person.of("goal")
    if not any(goal.hidden is None for goal in goals):
        empty = [missing("goal", "No goal yet", "enter adds a goal with its first step")]
        return [section("Goals", [*empty, *(line(goal, words(goal, "title")) for goal in goals)])]
    horizons = KINDS["goal"].fields["horizon"].codes
    order = [code.code for code in horizons.codes] if horizons else []
    found = []
    for horizon in [*order, ""]:
        here = [goal for goal in goals if text(goal, "horizon") == horizon]
        if here:
            title = words(here[0], "horizon") if horizon else "No horizon yet"
            lines = [one for goal in sorted(here, key=_rank) for one in _goal(person, goal)]
            found.append(section(f"Goals: {title.lower()}", lines))
    return found


def _rank(goal: Record) -> tuple[bool, str, str]:
    return (text(goal, "status") in ENDED_GOAL, text(goal, "rank"), goal.made)


def _goal(person: PersonRecords, goal: Record) -> list[Line]:
    ended = text(goal, "status") in ENDED_GOAL
    said = joined(words(goal, "status").lower(), words(goal, "area").lower(), _due("by", goal, "target_on"))
    lines = [line(goal, words(goal, "title"), said)]
    if ended:
        return lines
    agreement = text(goal, "agreement")
    if not agreement:
        lines.append(
            Line("agreed?", "not asked", Mark.MISSING, lines[0].record, "goal", focus="agreement", indent=1)
        )
    elif agreement != "agreed":
        lines.append(line(goal, words(goal, "agreement"), words(goal, "disagreed_words"), indent=1))
    steps = [step for step in person.of("step") if text(step, "goal") == goal.id]
    for step in sorted(steps, key=lambda s: (text(s, "status") in ENDED_STEP, text(s, "rank"), s.made)):
        lines.append(_step(person, step))
    if not any(step.hidden is None for step in steps):
        lines.append(Line("no step yet", "", Mark.MISSING, None, "step", {"goal": goal.id}, indent=1))
    return lines


def _step(person: PersonRecords, step: Record) -> Line:
    late = text(step, "status") not in ENDED_STEP and is_overdue(text(step, "due_on"), person.today)
    note = joined(words(step, "status").lower(), _due("due", step, "due_on"), "late" if late else "")
    said = f"{words(step, 'actor')}: {words(step, 'text')}"
    return line(step, said, note, Mark.MISSING if late else Mark.NONE, indent=1)


def _due(word: str, record: Record, field: str) -> str:
    said = words(record, field)
    return f"{word} {said}" if said else ""


def _progress(person: PersonRecords) -> Section:
    notes = list(by_date(person.of("progress"), "noted_on"))[:10]
    lines = [line(note, words(note, "note"), words(note, "noted_on")) for note in notes]
    if not lines and person.shown("goal"):
        lines = [missing("progress", "No progress noted yet")]
    return section("Progress", lines)

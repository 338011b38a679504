"""Plan: what matters to the person, needs, goals by horizon with their steps, agreement per goal and why not."""

from __future__ import annotations

from recovery_tui.casework.approval import approval_line
from recovery_tui.casework.person_records import (
    PersonRecords,
    answer,
    by_date,
    choices,
    is_missing,
    joined,
    line,
    missing,
    question,
    section,
    text,
    to_ask,
    words,
)
from recovery_tui.casework.views import AddChoice, Area, AreaView, Line, Mark, RecordId, Section
from recovery_tui.journal.reading import Record
from recovery_tui.practice.due import is_overdue
from recovery_tui.records import KINDS
from recovery_tui.records.lists.plan import ENDED_GOALS, ENDED_STEPS, OPEN_STEPS
from recovery_tui.records.lists.review import OPEN_NEEDS

_YES = frozenset({"agreed", "agreed_by_previous_version"})
_NO = frozenset({"do_not_agree", "could_not_answer"})


def view(person: PersonRecords) -> AreaView:
    """The plan area."""
    plan = person.newest("plan", "started_on")
    return AreaView(
        Area.PLAN,
        (_flags(person), _matters(person, plan), *_goals(person), _needs(person), _reviews(person, plan)),
        (
            AddChoice("goal", "Goal with its first step"),
            *choices("plan", "step", "progress", "need", "review"),
        ),
    )


def _flags(person: PersonRecords) -> Section:
    """What everybody who meets the person must know first, with the day on which to look again."""
    lines = []
    for flag in person.of("flag"):
        if is_overdue(text(flag, "ended_on"), person.today):
            continue
        late = is_overdue(text(flag, "review_by_on"), person.today)
        again = f"look again by {person.day(flag, 'review_by_on')}" if text(flag, "review_by_on") else ""
        note = joined(words(flag, "note"), again, "late" if late else "")
        lines.append(line(flag, words(flag, "flag_kind"), note, Mark.MISSING if late else Mark.NONE))
        if flag.hidden is None:
            lines += to_ask(flag, "review_by_on")
    return section("Know this first", lines)


def _matters(person: PersonRecords, plan: Record | None) -> Section:
    title = "What matters to me"
    if plan is None:
        begun: dict[str, object] = {"started_on": person.today.isoformat()}
        return section(title, [missing("plan", "No plan yet", "start one", begun, focus="matters_to_me")])
    agreed = f"on {person.day(plan, 'agreed_on')}" if text(plan, "agreed_on") else ""
    approval = approval_line(person, plan)
    return section(
        title,
        [
            answer(person, plan, "plan", "matters_to_me", "What matters", ask="not asked yet"),
            line(plan, f"Plan {words(plan, 'status').lower()}", f"since {person.day(plan, 'started_on')}"),
            *([approval] if approval else []),
            answer(person, plan, "plan", "agreement", "Agreed with the plan", note=agreed),
            answer(person, plan, "plan", "copy_given_on", "Own copy given", ask="not given yet"),
            answer(person, plan, "plan", "strengths", "Strengths", ask="not asked yet"),
            answer(person, plan, "plan", "barriers", "What gets in the way", ask="not asked yet"),
        ],
    )


def _goals(person: PersonRecords) -> list[Section]:
    goals = person.of("goal")
    if not any(goal.hidden is None for goal in goals):
        empty = [missing("goal", "No goal yet", "add one with its first step")]
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
    return (text(goal, "status") in ENDED_GOALS, text(goal, "rank"), goal.made)


def _goal(person: PersonRecords, goal: Record) -> list[Line]:
    status = joined(words(goal, "status").lower(), words(goal, "removed_reason").lower())
    by = f"by {person.day(goal, 'target_on')}" if text(goal, "target_on") else ""
    agreed = words(goal, "agreement").lower() if text(goal, "agreement") in _YES else ""
    lines = [line(goal, words(goal, "title"), joined(status, words(goal, "area").lower(), by, agreed))]
    if text(goal, "status") in ENDED_GOALS or goal.hidden is not None:
        return lines
    if text(goal, "own_words"):
        lines.append(line(goal, "in their words", words(goal, "own_words"), indent=1, focus="own_words"))
    lines += [*_agreement(goal), *_steps(person, goal), *_progress(person, goal)]
    return [*lines, *to_ask(goal, "own_words", "target_on")]


def _agreement(goal: Record) -> list[Line]:
    """That nobody has asked whether the person agrees with a goal; or that they don't, and in their words why."""
    if is_missing(goal, "agreement"):
        return [question(goal, "agreement", "agreed?")]
    if text(goal, "agreement") in _NO and is_missing(goal, "disagreed_words"):
        return [question(goal, "disagreed_words", words(goal, "agreement").lower(), "why not?")]
    if text(goal, "agreement") in _YES and not text(goal, "disagreed_words"):
        return []
    said = words(goal, "agreement").lower()
    return [line(goal, said, words(goal, "disagreed_words"), indent=1, focus="agreement")]


def _steps(person: PersonRecords, goal: Record) -> list[Line]:
    steps = [step for step in person.of("step") if text(step, "goal") == goal.id]
    steps.sort(key=lambda step: (text(step, "status") in ENDED_STEPS, text(step, "rank"), step.made))
    lines = [_step(person, step) for step in steps]
    if not any(step.hidden is None for step in steps):
        lines.append(Line("no step yet", "", Mark.MISSING, None, "step", {"goal": goal.id}, indent=1))
    return lines


def _step(person: PersonRecords, step: Record) -> Line:
    """Who does what, by when; a step that is late or has no day is asked about."""
    said = f"{words(step, 'actor')}: {words(step, 'text')}"
    status = words(step, "status").lower()
    if text(step, "status") not in OPEN_STEPS or step.hidden is not None:
        return line(step, said, status, indent=1)
    if not text(step, "due_on"):
        note = joined(status, "no day yet")
        return Line(said, note, Mark.MISSING, RecordId(step.id), "step", focus="due_on", indent=1)
    late = is_overdue(text(step, "due_on"), person.today)
    note = joined(status, f"due {person.day(step, 'due_on')}", "late" if late else "")
    return line(step, said, note, Mark.MISSING if late else Mark.NONE, indent=1)


def _progress(person: PersonRecords, goal: Record) -> list[Line]:
    """The newest note on how a goal is going."""
    notes = list(
        by_date([each for each in person.of("progress") if text(each, "goal") == goal.id], "noted_on")
    )
    newest = next((each for each in notes if each.hidden is None), None)
    if newest is None:
        return [
            Line("no progress noted yet", "", Mark.MISSING, None, "progress", {"goal": goal.id}, indent=1)
        ]
    earlier = f"{len(notes) - 1} earlier under Everything" if len(notes) > 1 else ""
    on = joined(person.day(newest, "noted_on"), earlier)
    return [line(newest, f"progress: {words(newest, 'note')}", on, indent=1)]


def _needs(person: PersonRecords) -> Section:
    """What the person needs help with: the open ones first, the greatest before."""
    weight = {"high": 0, "med": 1, "low": 2}
    needs = sorted(
        person.of("need"),
        key=lambda need: (
            text(need, "status") not in OPEN_NEEDS,
            weight.get(text(need, "severity"), 3),
            text(need, "identified_on"),
        ),
    )
    lines = [one for need in needs for one in _need(person, need)]
    if not any(need.hidden is None for need in needs):
        lines.append(missing("need", "Needs", "not asked"))
    return section("Needs", lines)


def _need(person: PersonRecords, need: Record) -> list[Line]:
    since = f"since {person.day(need, 'identified_on')}"
    said = joined(words(need, "domain"), words(need, "description"), by=": ")
    note = joined(words(need, "status").lower(), words(need, "severity").lower(), since)
    is_open = text(need, "status") in OPEN_NEEDS and need.hidden is None
    return [line(need, said, note), *(to_ask(need, "severity") if is_open else ())]


def _reviews(person: PersonRecords, plan: Record | None) -> Section:
    """When the plan is looked at next, and the last time it was."""
    lines = [] if plan is None else [_next_review(person, plan)]
    newest = person.newest("review", "held_on")
    if newest is None:
        lines.append(missing("review", "Last review", "none held yet"))
        return section("Review", lines)
    there = "with the person" if text(newest, "person_present") == "yes" else "without the person"
    why = words(newest, "absent_reason") if text(newest, "person_present") != "yes" else ""
    on = f"Last review {person.day(newest, 'held_on')}"
    note = joined(
        there, why, words(newest, "trigger").lower(), f"next by {person.day(newest, 'next_due_on')}"
    )
    lines.append(line(newest, on, note))
    if text(newest, "summary"):
        lines.append(line(newest, "what changed", words(newest, "summary"), indent=1))
    return section("Review", lines)


def _next_review(person: PersonRecords, plan: Record) -> Line:
    due = answer(person, plan, "plan", "review_due_on", "Review due", ask="no date yet")
    if due.mark is Mark.NONE and is_overdue(text(plan, "review_due_on"), person.today):
        return line(plan, due.text, "late", Mark.MISSING, focus="review_due_on")
    return due

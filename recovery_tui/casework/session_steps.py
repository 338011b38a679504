"""The steps of a session note: which are open, what became of them, and a new one typed on one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.echo import not_understood
from recovery_tui.casework.person_records import PersonRecords, joined, text, words
from recovery_tui.casework.preparing import Batch
from recovery_tui.casework.views import Choice, FieldProblem, RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.reading import Record
from recovery_tui.practice.day_words import spell_short
from recovery_tui.practice.due import is_overdue
from recovery_tui.practice.quick_step import QuickStep, parse_step
from recovery_tui.records.lists.plan import ACTOR, OPEN_STEPS

STEPS, NEW_STEP = "steps", "new_step"

DONE = "done"

NOT_DONE: Mapping[str, tuple[str, str | None]] = {
    "no_time": ("no time for it", None),
    "waiting": ("waiting for somebody", "cannot_be_done_yet"),
    "not_possible": ("not possible yet", "cannot_be_done_yet"),
    "not_wanted": ("did not want to, this time", None),
    "not_needed": ("not needed any more", "no_longer_needed"),
}
"""Why a step was not done: the words, and how the step stands from then on where that changes it."""

MARKS = (
    Choice(DONE, "done"),
    *(Choice(code, said) for code, (said, _) in NOT_DONE.items()),
    Choice("other", "another reason, in words"),
)
_LIVE_GOALS = ("active", "future")


def records_of(desk: Desk, conn: Connection, person: str, *, notes: bool = False) -> PersonRecords:
    """What a session note needs of a person's records: the plan, and earlier notes only if they are asked for.

    Of those there may be thousands, and a line for a new step is read back while it is typed.
    """
    kinds = ("person", "goal", "step", *(("contact",) if notes else ()))
    return PersonRecords(person, reading.of_person(conn, person, kinds), desk.clock.today())


def steps_of(records: PersonRecords) -> list[Record]:
    """The open steps of goals that still stand, the earliest due first."""
    over = {goal.id for goal in records.records if goal.kind == "goal" and not _is_live(goal)}
    found = [
        step
        for step in records.shown("step")
        if text(step, "status") in OPEN_STEPS and text(step, "goal") not in over
    ]
    return sorted(found, key=lambda step: (text(step, "due_on") or "9999", step.made))


def goals_of(records: PersonRecords) -> list[Record]:
    """The goals a new step may go under, in the order of their numbers."""
    found = [goal for goal in records.shown("goal") if _is_live(goal)]
    return sorted(
        found,
        key=lambda goal: (_LIVE_GOALS.index(text(goal, "status")), text(goal, "rank"), goal.made, goal.id),
    )


def _is_live(goal: Record) -> bool:
    return goal.hidden is None and text(goal, "status") in _LIVE_GOALS


def as_choice(records: PersonRecords, step: Record) -> Choice:
    """A step as it stands in the list: who and what, and beside it by when."""
    due = text(step, "due_on")
    late = "  ! late" if is_overdue(due, records.today) else ""
    when = "due today" if due == records.today.isoformat() else f"due {spell_short(due)}" if due else ""
    said = f"{_actor(records, text(step, 'actor'))}: {words(step, 'text')}"
    return Choice(step.id, said, help=f"{when}{late}")


def _actor(records: PersonRecords, code: str) -> str:
    """Who does it, as the writer would say it: `me`, `Lee`."""
    if code == "keyworker":
        return "me"
    return _called(records) if code == "person" else ACTOR.label(code)


def _called(records: PersonRecords) -> str:
    person = records.get(records.person)
    return words(person, "known_as") or words(person, "forename") or "the person"


def step_words(desk: Desk, person: RecordId, typed: str) -> str:
    """What was understood of the line for a new step, in words; empty when nothing was typed."""
    if not typed.strip():
        return ""
    with desk.journal.reading() as conn:
        records = records_of(desk, conn, person)
    try:
        step, goal = _understood(records, typed)
    except ValueError as problem:
        return not_understood(problem)
    number = goals_of(records).index(goal) + 1
    said = f"{_actor(records, step.actor or 'keyworker')}: {step.text}"
    due = spell_short(step.due) if step.due else "no day yet"
    return joined(said, due, f'goal {number} "{words(goal, "title")}"')


def _understood(records: PersonRecords, typed: str) -> tuple[QuickStep, Record]:
    """The step that was typed and the goal it goes under; ValueError with a sentence."""
    step = parse_step(typed, records.today, _actors(records))
    goals = goals_of(records)
    number = step.goal or 1
    if not goals:
        raise ValueError("There is no goal yet to put a step under. Add one on the area Plan.")
    if number > len(goals):
        raise ValueError(f"There is no goal {number}; g1 to g{len(goals)} are there.")
    return step, goals[number - 1]


def _actors(records: PersonRecords) -> dict[str, str]:
    """The words that name who does a step; `me` is the writer."""
    person = records.get(records.person)
    names = [name for field in ("forename", "known_as") for name in words(person, field).split()[:1]]
    called = {
        word.casefold(): each.code
        for each in ACTOR
        for word in (each.label, each.short or "", *each.synonyms)
        if word and " " not in word
    }
    return {**called, **{name.casefold(): "person" for name in names}, "me": "keyworker", "i": "keyworker"}


def areas_of(records: PersonRecords, steps: Sequence[Record]) -> list[str]:
    """The areas of the goals that these steps belong to."""
    goals = (records.get(text(step, "goal")) for step in steps)
    return [*dict.fromkeys(text(goal, "area") for goal in goals if text(goal, "area"))]


def mark(batch: Batch, records: PersonRecords, step: Record, given: str) -> None:
    """Done; or not done, with why as a note on the goal's progress, where everybody looks for it."""
    said, status = ("", "completed") if given == DONE else NOT_DONE.get(given, (given, None))
    if status is not None and status != text(step, "status"):
        batch.add("step", {"status": status}, records.person, stored=step, prefix="step.")
    if said:
        note: dict[str, Wire] = {
            "goal": text(step, "goal"),
            "noted_on": records.today.isoformat(),
            "note": f"Not done: {text(step, 'text')}. Why: {said}.",
        }
        batch.add("progress", note, records.person, prefix="progress.")


def add_step(batch: Batch, records: PersonRecords, typed: str) -> None:
    """Put the step that was typed into `batch`, or what is wrong with it."""
    try:
        step, goal = _understood(records, typed)
    except ValueError as problem:
        batch.problems.append(FieldProblem(NEW_STEP, str(problem)))
        return
    values: dict[str, Wire] = {
        "goal": goal.id,
        "text": step.text,
        "actor": step.actor or "keyworker",
        "due_on": step.due.isoformat() if step.due else None,
        "status": "not_started",
    }
    before = len(batch.problems)
    batch.add("step", values, records.person)
    batch.problems[before:] = [replace(each, key=NEW_STEP) for each in batch.problems[before:]]

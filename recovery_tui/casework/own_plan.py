"""The person's own plan, in their words: what they may keep in a cell. Nobody else's name, no risk, no numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from recovery_tui.casework.areas.plan import ENDED_GOAL, ENDED_STEP
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_file import read
from recovery_tui.casework.person_records import text, words
from recovery_tui.casework.views import RecordId
from recovery_tui.errors import NotAllowedError
from recovery_tui.journal.access import Act
from recovery_tui.records.day_words import spell


@dataclass(frozen=True)
class OwnStep:
    """Who does what, by when."""

    who: str
    what: str
    by: str


@dataclass(frozen=True)
class OwnGoal:
    """A goal that is still worked on."""

    title: str
    when: str
    steps: tuple[OwnStep, ...]


@dataclass(frozen=True)
class OwnPlan:
    """What the person keeps."""

    first_name: str
    matters: str
    goals: tuple[OwnGoal, ...]
    early_signs: str
    what_helps: str
    printed_on: str


def own_plan(desk: Desk, person: RecordId) -> OwnPlan:
    """The person's own plan; enters that it was printed. Raises `NotAllowedError` when the person has died (V32)."""
    with desk.journal.reading() as conn:
        records = read(desk, conn, person)
    whose = records.get(person)
    if text(whose, "record_status") == "died":
        raise NotAllowedError(
            "This person has died: nothing is printed or sent any more. Nothing was changed."
        )
    plan = records.newest("plan", "started_on")
    goals = [goal for goal in records.shown("goal") if text(goal, "status") not in ENDED_GOAL]
    steps = [step for step in records.shown("step") if text(step, "status") not in ENDED_STEP]
    desk.journal.look(Act.PRINTED, person)
    return OwnPlan(
        first_name=words(whose, "known_as") or words(whose, "forename"),
        matters=words(plan, "matters_to_me"),
        goals=tuple(
            OwnGoal(
                words(goal, "title"),
                words(goal, "horizon"),
                tuple(
                    OwnStep(_who(words(step, "actor")), words(step, "text"), words(step, "due_on"))
                    for step in steps
                    if text(step, "goal") == goal.id
                ),
            )
            for goal in goals
        ),
        early_signs=words(plan, "early_signs"),
        what_helps=words(plan, "what_helps"),
        printed_on=spell(desk.clock.today()),
    )


def _who(actor: str) -> str:
    return "me" if actor.casefold() in {"person", "the person"} else actor.lower()


def as_object(plan: OwnPlan) -> dict[str, object]:
    """The plan for scripts: its fields by name."""
    return asdict(plan)

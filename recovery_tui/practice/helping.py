"""What is already under way about a red reason: an open step, item, referral or appointment that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from recovery_tui.practice.agenda import is_open, open_steps
from recovery_tui.practice.referrals import serves
from recovery_tui.practice.safety import COURT, READY_FOR_COURT
from recovery_tui.practice.stays import Values, day_of
from recovery_tui.practice.weighing import Case, Weighed, surely
from recovery_tui.records.lists.links import COMING, WAITING_REFERRALS


@dataclass(frozen=True)
class _Answer:
    """What answers a reason, by how it is recorded."""

    words: re.Pattern[str]
    """Of which one stands in a step that answers it, or in the goal of one."""
    items: tuple[str, ...]
    """Items of the countdown."""
    areas: frozenset[str] = frozenset()
    """Areas of the goals whose steps are looked at; empty for all."""
    domains: tuple[str, ...] = ()
    """What a referral is about, and what an appointment is made with somebody for."""


def _any_of(*words: str) -> re.Pattern[str]:
    """Finds any of these at the beginning of a word."""
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)


_KIT = _any_of(r"kits?\b", "naloxone", "nyxoid", "prenoxad")
_ANSWERS: Mapping[str, _Answer] = {
    "treatment_not_booked": _Answer(
        _any_of("appointment", "clinic", "script", "prescri", "treatment", "slot", "hand-?over"),
        ("rl05", "rl06", "rl07"),
        frozenset({"treatment", "aftercare"}),
        ("drug", "alcohol"),
    ),
    "no_first_night": _Answer(
        _any_of(
            "hous", "homeless", "hostel", "accommodation", "address", "flat", "a room", "a bed", "first night",
            "to live", "cas ?[123]", "approved premises", "tenan", "landlord", "duty to refer",
        ),
        ("rl13", "rl14", "rl15"),
        frozenset({"links", "aftercare"}),
        ("housing",),
    ),
    "kit_not_offered": _Answer(_KIT, ("rl10", "rl11")),
    "kit_not_handed_over": _Answer(_KIT, ("rl11",)),
    COURT: _Answer(_any_of("court", "bail", "hearing"), (*READY_FOR_COURT, "rl29")),
}  # fmt: skip
"""By the code of the worry. A release that was not recorded is answered by recording it, and by nothing else."""

_SAID_YES = ("accepted", "started")


def helping(case: Case, code: str, today: date) -> tuple[str, Weighed] | None:
    """Kind and record of the newest thing under way about the red reason `code`; None where nobody does anything.

    What one of the writers has ended does not count: better told once too often that nobody is on it.
    """
    answer = _ANSWERS.get(code)
    found = [] if answer is None else [*_steps(case, answer), *_others(case, answer, today)]
    return max(found, key=lambda each: (each[1].written("status"), each[1].id), default=None)


def _steps(case: Case, answer: _Answer) -> Iterator[tuple[str, Weighed]]:
    goals = {goal.id: goal.values for goal in case.get("goal", ())}
    for step in open_steps(case):
        goal = goals.get(str(step.values.get("goal")), {})
        fits = not answer.areas or goal.get("area") in answer.areas
        said = f"{step.values.get('text', '')} {goal.get('title', '')}"
        if fits and surely(step, is_open) and answer.words.search(said):
            yield "step", step


def _others(case: Case, answer: _Answer, today: date) -> Iterator[tuple[str, Weighed]]:
    def item(values: Values) -> bool:
        is_due = values.get("status") == "due" and bool(values.get("owner"))
        return is_due and values.get("item") in answer.items

    def referral(values: Values) -> bool:
        return (
            values.get("status") in (*WAITING_REFERRALS, *_SAID_YES)
            and values.get("domain") in answer.domains
        )

    def appointment(values: Values) -> bool:
        day = day_of(values, "starts_at")
        comes = day is not None and day >= today and values.get("status") in COMING
        return comes and any(serves(each, str(values.get("agency_type"))) for each in answer.domains)

    for kind, holds in (("release_item", item), ("referral", referral), ("appointment", appointment)):
        yield from ((kind, each) for each in case.get(kind, ()) if surely(each, holds))

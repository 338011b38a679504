from __future__ import annotations

import json
from hashlib import sha256

import pytest

from recovery_tui.practice.approvals import is_void, plan_digest

PLAN, GOAL, STEP, OTHER = "1" * 32, "2" * 32, "3" * 32, "9" * 32

Line = dict[str, object]


def dumped(**changes: object) -> list[str]:
    """The dump lines of a fictional person's plan, with some fields of the step set."""
    step = {
        "goal": GOAL,
        "person": OTHER,
        "text": "Ring the clinic",
        "actor": "keyworker",
        "status": "not_started",
    }
    lines: list[Line] = [
        {"kind": "plan", "id": PLAN, "fields": {"person": OTHER, "status": "active", "agreement": "agreed"}},
        {"kind": "goal", "id": GOAL, "fields": {"plan": PLAN, "title": "Keep my script", "rank": "a1"}},
        {"kind": "goal", "id": OTHER, "fields": {"plan": OTHER, "title": "Of an earlier plan"}},
        {"kind": "progress", "id": "5" * 32, "fields": {"goal": GOAL, "note": "Going well."}},
        {"kind": "step", "id": STEP, "fields": {**step, **changes}},
        {"kind": "step", "id": "4" * 32, "fields": {"goal": OTHER, "text": "Of an earlier plan"}},
    ]
    return [json.dumps(line, sort_keys=True, separators=(",", ":")) for line in lines]


APPROVAL = {"plan": PLAN, "digest": plan_digest(PLAN, dumped()), "decision": "approved"}


def test_v24_the_digest_is_over_the_lines_of_the_plan_its_goals_and_steps() -> None:
    plan = f'{{"fields":{{"agreement":"agreed","person":"{OTHER}"}},"id":"{PLAN}","kind":"plan"}}\n'
    goal = f'{{"fields":{{"plan":"{PLAN}","title":"Keep my script"}},"id":"{GOAL}","kind":"goal"}}\n'
    step = (
        f'{{"fields":{{"actor":"keyworker","goal":"{GOAL}","person":"{OTHER}","text":"Ring the clinic"}}'
        f',"id":"{STEP}","kind":"step"}}\n'
    )
    assert APPROVAL["digest"] == sha256((plan + goal + step).encode()).hexdigest()


@pytest.mark.parametrize("change", [{"status": "completed"}, {"rank": "b2"}])
def test_v24_making_progress_does_not_void_an_approval(change: dict[str, str]) -> None:
    assert not is_void(APPROVAL, plan_digest(PLAN, dumped(**change)))
    explained = [
        line.replace('"kind":"step"', '"kind":"step","reasons":{"V23":"other"}') for line in dumped()
    ]
    assert not is_void(APPROVAL, plan_digest(PLAN, [line + "\n" for line in explained]))


@pytest.mark.parametrize("change", [{"text": "Ring the GP"}, {"due_on": "2026-12-01"}, {"actor": "person"}])
def test_v24_changing_what_was_agreed_voids_an_approval(change: dict[str, str]) -> None:
    assert is_void(APPROVAL, plan_digest(PLAN, dumped(**change)))


def test_v24_leaving_out_or_hiding_a_step_voids_an_approval() -> None:
    hidden = [
        line.replace('"kind":"step"', '"hidden":"entered by mistake","kind":"step"') for line in dumped()
    ]
    assert is_void(APPROVAL, plan_digest(PLAN, dumped()[:-2]))
    assert is_void(APPROVAL, plan_digest(PLAN, hidden))

"""An approval stands while the plan says what was approved, and no longer."""

from __future__ import annotations

import json

import pytest

from recovery_tui.casework import changing, dumping, person_file, recording
from recovery_tui.casework.approval import digest_of
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, Line, Mark, RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.log import Change
from recovery_tui.practice.approvals import plan_digest
from tests.support.desks import add_person


@pytest.fixture
def person(desk: Desk) -> RecordId:
    return RecordId(add_person(desk))


def approved(desk: Desk, person: RecordId) -> tuple[RecordId, RecordId]:
    """A goal with its step, in a plan that has just been approved."""
    spec = recording.goal_form(desk, person)
    typed = {
        "goal.title": "Keep my script", "goal.area": "treatment", "goal.horizon": "gate",
        "step.text": "ring the clinic", "step.due_on": "fri",
    }  # fmt: skip
    assert recording.save(desk, spec, {**spec.values, **typed}, {}).saved
    with desk.journal.reading() as conn:
        records = reading.of_person(conn, person)
    kept = {each.kind: each.id for each in records}
    digest = digest_of(kept["plan"], records)
    assert digest == plan_digest(kept["plan"], dumping.dump(desk, person))
    values = {"plan": kept["plan"], "digest": digest, "decision": "approved"}
    desk.journal.save([Change("approval", values, person=person)])
    return RecordId(kept["goal"]), RecordId(kept["step"])


def told(desk: Desk, person: RecordId) -> Line:
    _, view = person_file.page(desk, person, Area.PLAN)
    return next(line for part in view.sections for line in part.lines if line.kind == "approval")


def test_v24_progress_leaves_an_approval_standing_and_a_change_voids_it(desk: Desk, person: RecordId) -> None:
    goal, step = approved(desk, person)
    assert (told(desk, person).text, told(desk, person).mark) == ("Supervisor: approved", Mark.NONE)
    assert changing.set_status(desk, step, "completed", {}).saved
    assert changing.set_status(desk, goal, "achieved", {"V23": "person_wants"}).saved
    assert told(desk, person).mark is Mark.NONE
    spec = recording.edit_form(desk, step)
    assert recording.save(desk, spec, {**spec.values, "text": "ring the GP"}, {}).saved
    assert told(desk, person).mark is Mark.MISSING
    assert "changed since" in told(desk, person).note


def test_v24_a_hidden_step_voids_an_approval_and_showing_it_again_lets_it_stand(
    desk: Desk, person: RecordId
) -> None:
    _, step = approved(desk, person)
    changing.hide(desk, step, "entered by mistake")
    assert told(desk, person).mark is Mark.MISSING
    changing.unhide(desk, step)
    assert told(desk, person).mark is Mark.NONE


def test_a_dump_carries_the_digest_so_that_anybody_can_check_it(desk: Desk, person: RecordId) -> None:
    approved(desk, person)
    lines = list(dumping.dump(desk, person))
    (approval,) = [json.loads(line) for line in lines if json.loads(line)["kind"] == "approval"]
    assert approval["fields"]["digest"] == plan_digest(approval["fields"]["plan"], lines)

"""A session note saves the contact, what became of steps, and a new step, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from recovery_tui.casework import changing, drafts, filling_in, recording, session_note, today
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.marks import marks_typed
from recovery_tui.casework.session_note import SUMMARY
from recovery_tui.casework.session_steps import NEW_STEP, STEPS, step_words
from recovery_tui.casework.views import FormSpec, Outcome, RecordId
from tests.support.desks import add_person, stored


@pytest.fixture
def person(desk: Desk) -> RecordId:
    return RecordId(add_person(desk))


def add_goal(
    desk: Desk, person: RecordId, title: str, step: str, due: str = "+1d", area: str = "links"
) -> str:
    spec = recording.goal_form(desk, person)
    typed = {"goal.title": title, "goal.area": area, "goal.horizon": "gate"}
    more = {"step.text": step, "step.actor": "person", "step.due_on": due}
    outcome = recording.save(desk, spec, {**spec.values, **typed, **more}, {})
    assert outcome.record is not None, outcome.problems
    return outcome.record


def save(desk: Desk, spec: FormSpec, typed: Mapping[str, str], **reasons: str) -> Outcome:
    return session_note.save(desk, spec, {**spec.values, **typed}, reasons)


def test_a_note_that_was_held_needs_only_the_prose(desk: Desk, person: RecordId) -> None:
    spec = session_note.form(desk, person)
    refused = save(desk, spec, {})
    assert [problem.key for problem in refused.problems] == [SUMMARY]
    assert save(desk, spec, {SUMMARY: "Talked about Friday."}).saved
    (contact,) = stored(desk, person, "contact")
    assert contact.values == {
        "held_on": "2026-11-23", "outcome": "held", "with_whom": "person", "minutes": 20, "mode": "in_person",
        "summary": "Talked about Friday.", "next_on": "2026-11-30",
    }  # fmt: skip


def test_a_session_that_was_not_held_needs_no_summary_and_took_no_minutes(
    desk: Desk, person: RecordId
) -> None:
    spec = session_note.form(desk, person)
    assert save(desk, spec, {"contact.outcome": "not_unlocked"}).saved
    (contact,) = stored(desk, person, "contact")
    assert contact.values["outcome"] == "not_unlocked"
    assert "minutes" not in contact.values


def test_a_session_that_is_still_to_come_is_not_told_of(desk: Desk, person: RecordId) -> None:
    spec = session_note.form(desk, person)
    refused = save(desk, spec, {SUMMARY: "Will talk.", "contact.held_on": "30/11/2026"})
    assert [problem.key for problem in refused.problems] == ["contact.held_on"]


def test_steps_are_done_or_not_done_with_why_and_a_new_one_is_added_in_the_same_save(
    desk: Desk, person: RecordId
) -> None:
    add_goal(desk, person, "Keep my script", "ring sister about Friday", "today")
    other = add_goal(desk, person, "A roof for the first night", "ask for a slot", area="aftercare")
    sister, slot = (step.id for step in stored(desk, person, "step"))
    spec = session_note.form(desk, person)
    field = next(field for field in spec.fields if field.key == STEPS)
    assert [(choice.label, choice.help) for choice in field.choices] == [
        ("Lee: ring sister about Friday", "due today"),
        ("Lee: ask for a slot", "due Tue 24 Nov"),
    ]
    typed = {
        SUMMARY: "Rang the sister together.",
        STEPS: marks_typed({sister: "done", slot: "waiting"}),
        NEW_STEP: "me ring Forward again +1d g2",
    }
    outcome = save(desk, spec, typed)
    assert outcome.saved, outcome.problems
    steps = {step.id: step for step in stored(desk, person, "step")}
    assert steps.pop(sister).values["status"] == "completed"
    assert steps.pop(slot).values["status"] == "cannot_be_done_yet"
    ((_, new),) = steps.items()
    assert new.values == {
        "goal": other, "text": "ring Forward again", "actor": "keyworker", "due_on": "2026-11-24",
        "status": "not_started",
    }  # fmt: skip
    (note,) = stored(desk, person, "progress")
    assert note.values["note"] == "Not done: ask for a slot. Why: waiting for somebody."
    (contact,) = stored(desk, person, "contact")
    assert contact.values["touched"] == [sister, slot]
    assert contact.values["areas"] == ["links", "aftercare"]


def test_a_mistake_in_the_new_step_saves_nothing_at_all(desk: Desk, person: RecordId) -> None:
    add_goal(desk, person, "Keep my script", "ring sister")
    spec = session_note.form(desk, person)
    (step,) = stored(desk, person, "step")
    typed = {SUMMARY: "Talked.", STEPS: f"{step.id} done", NEW_STEP: "me ring again g7"}
    outcome = save(desk, spec, typed)
    assert [(problem.key, problem.reason) for problem in outcome.problems] == [
        (NEW_STEP, "There is no goal 7; g1 to g1 are there.")
    ]
    assert stored(desk, person, "contact") == []
    assert stored(desk, person, "step") == [step]


def test_another_reason_is_told_in_its_own_words(desk: Desk, person: RecordId) -> None:
    add_goal(desk, person, "Keep my script", "ring sister")
    (step,) = stored(desk, person, "step")
    spec = session_note.form(desk, person)
    assert save(desk, spec, {SUMMARY: "Talked.", STEPS: f"{step.id} the line was dead"}).saved
    (note,) = stored(desk, person, "progress")
    assert note.values["note"] == "Not done: ring sister. Why: the line was dead."
    assert stored(desk, person, "step")[0].values["status"] == "not_started"


def test_a_step_due_after_its_goal_asks_why_and_is_saved_with_a_reason(desk: Desk, person: RecordId) -> None:
    goal = add_goal(desk, person, "Keep my script", "ring sister")
    edited = recording.edit_form(desk, RecordId(goal))
    assert recording.save(desk, edited, {**edited.values, "target_on": "+3d"}, {}).saved
    spec = session_note.form(desk, person)
    typed = {SUMMARY: "Talked.", NEW_STEP: "me ring again +2w"}
    assert [(each.key, each.rule) for each in save(desk, spec, typed).problems] == [(NEW_STEP, "V22")]
    assert save(desk, spec, typed, V22="agreed_so").saved


def test_what_is_understood_of_a_new_step_is_written_out(desk: Desk, person: RecordId) -> None:
    assert step_words(desk, person, "me ring").startswith("Not understood: There is no goal yet")
    add_goal(desk, person, "Keep my script", "ring sister")
    said = 'me: ring Forward again, Tue 24 Nov, goal 1 "Keep my script"'
    assert step_words(desk, person, "me ring Forward again +1d") == said
    assert step_words(desk, person, "lee read the card").startswith("Lee: read the card, no day yet")
    assert step_words(desk, person, "probation send papers").startswith("Community offender manager: send")


def test_without_a_goal_there_is_no_line_for_a_step(desk: Desk, person: RecordId) -> None:
    assert {STEPS, NEW_STEP}.isdisjoint(field.key for field in session_note.form(desk, person).fields)


def test_ended_goals_and_steps_are_left_out(desk: Desk, person: RecordId) -> None:
    goal = add_goal(desk, person, "Keep my script", "ring sister")
    (step,) = stored(desk, person, "step")
    assert changing.set_status(desk, RecordId(step.id), "completed", {}).saved
    assert STEPS not in {field.key for field in session_note.form(desk, person).fields}
    assert changing.set_status(desk, RecordId(goal), "achieved", {}).saved
    assert NEW_STEP not in {field.key for field in session_note.form(desk, person).fields}


def test_what_is_to_be_written_up_stands_on_today_until_it_is_written(desk: Desk, person: RecordId) -> None:
    session_note.write_up_later(desk, person, "angry about the move")
    session_note.write_up_later(desk, person, "")
    (line,) = today.view(desk, mine=True).unfinished
    spec = filling_in.reopened(desk, line)
    draft = drafts.find(desk, spec)
    assert draft is not None
    assert draft.values[SUMMARY] == "angry about the move", "words remind well enough"
    assert filling_in.save(desk, spec, {**draft.values, SUMMARY: "Written up."}, {}).saved
    assert today.view(desk, mine=True).unfinished == ()


def test_what_only_reminds_of_a_note_is_no_prose_and_opening_it_is_a_look(
    desk: Desk, person: RecordId
) -> None:
    session_note.write_up_later(desk, person, "")
    (line,) = today.view(desk, mine=True).unfinished
    assert desk.journal.looks_at(person) == ()
    spec = filling_in.reopened(desk, line)
    assert desk.journal.looks_at(person)
    draft = drafts.find(desk, spec)
    assert draft is not None
    assert session_note.is_stub(draft.values[SUMMARY])
    assert [each.key for each in filling_in.save(desk, spec, draft.values, {}).problems] == [SUMMARY]


def test_the_last_note_can_be_copied(desk: Desk, person: RecordId) -> None:
    assert session_note.last_note(desk, person) == ""
    spec = session_note.form(desk, person)
    assert save(desk, spec, {SUMMARY: "The first."}).saved
    assert save(desk, spec, {SUMMARY: "The second."}).saved
    assert save(desk, spec, {"contact.outcome": "declined"}).saved
    assert session_note.last_note(desk, person) == "The second."

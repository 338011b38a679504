from __future__ import annotations

import pytest

from recovery_tui.records import KINDS
from tests.records.samples import GOAL, Values, noted, sample, told

Told = list[tuple[str | None, str | None, bool]]


@pytest.mark.parametrize(
    ("kind", "before", "after", "legal"),
    [
        ("goal", "active", "achieved", True),
        ("goal", "future", "achieved", False),
        ("goal", "achieved", "active", False),
        ("goal", "removed", "active", True),
        ("step", "not_started", "completed", True),
        ("step", "completed", "in_progress", False),
        ("referral", "sent", "accepted", True),
        ("referral", "draft", "accepted", False),
        ("referral", "acknowledged", "started", False),
        ("referral", "done", "withdrawn", False),
        ("appointment", "booked", "kept_late", True),
        ("appointment", "proposed", "kept", False),
        ("appointment", "kept", "dna", False),
        ("release_item", "due", "done", True),
        ("release_item", "not_applicable", "done", False),
        ("plan", "draft", "submitted", True),
        ("plan", "draft", "approved", False),
        ("plan", "active", "under_review", True),
        ("plan", "closed", "active", False),
        ("person", "active", "died", True),
        ("person", "closed", "transferred_out", False),
    ],
)
def test_a_status_is_followed_only_by_what_may_follow_it(
    kind: str, before: str, after: str, legal: bool
) -> None:
    name = str(KINDS[kind].status_field)
    was = sample(kind, **{name: before}, permission="6" * 32 if kind == "referral" else None)
    found = told(kind, {**was, name: after}, before=was)
    assert ((None, name, False) in found) == (not legal)


def test_a_record_may_begin_in_any_status_and_keep_it() -> None:
    achieved = sample("goal", status="achieved")
    assert told("goal", achieved) == []
    assert told("goal", {**achieved, "title": "Keep it"}, before=achieved) == []


def test_the_refusal_of_a_status_names_what_can_follow() -> None:
    from recovery_tui.records import breaches
    from tests.records.samples import TODAY

    was = sample("goal", status="future")
    (problem,) = breaches(KINDS["goal"], {**was, "status": "achieved"}, {}, TODAY, was)
    assert problem.reason == "Status can't change like that. What can follow: active, removed."


@pytest.mark.parametrize(
    ("substances", "refused"),
    [
        ([], True),
        ([sample("substance", rank=2)], True),
        ([sample("substance")], False),
        ([sample("substance", substance="not_disclosed")], False),
    ],
)
@pytest.mark.parametrize(
    "agreed", [{"agreement": "agreed"}, {"agreement": "updated_agreed"}, {"status": "agreed"}]
)
def test_v07_somebody_asked_about_the_main_substance_before_the_plan_is_agreed(
    substances: list[Values], refused: bool, agreed: dict[str, str]
) -> None:
    before = sample("plan")
    found = told("plan", {**before, **agreed}, {"substance": substances}, before=before)
    assert found == ([("V07", "agreement", False)] if refused else [])


def test_v07_does_not_hold_up_a_plan_that_is_not_agreed_or_was_agreed_before() -> None:
    assert told("plan", sample("plan", agreement="do_not_agree", status="active")) == []
    before = sample("plan", agreement="agreed")
    assert told("plan", {**before, "strengths": "Cooks"}, before=before) == []


@pytest.mark.parametrize(("target", "asks"), [("2026-11-23", False), ("2026-11-22", True), (None, False)])
def test_v22_a_goal_is_aimed_at_a_day_to_come(target: str | None, asks: bool) -> None:
    assert told("goal", sample("goal", target_on=target)) == ([("V22", "target_on", True)] if asks else [])


def test_v22_an_old_target_does_not_get_in_the_way_of_other_changes() -> None:
    before = sample("goal", target_on="2026-10-01")
    assert told("goal", {**before, "own_words": "Still want it"}, before=before) == []


@pytest.mark.parametrize(
    ("step", "asks"),
    [
        (sample("step", due_on="2026-12-11"), True),
        (sample("step", due_on="2026-12-10"), False),
        (sample("step", due_on="2026-12-11", status="completed"), False),
        (sample("step", due_on="2026-12-11", goal="9" * 32), False),
    ],
)
def test_v22_a_goal_is_not_aimed_before_its_open_steps(step: Values, asks: bool) -> None:
    found = told("goal", sample("goal", id=GOAL, target_on="2026-12-10"), {"step": [step]})
    assert found == ([("V22", "target_on", True)] if asks else [])


@pytest.mark.parametrize(("due", "asks"), [("2026-12-10", False), ("2026-12-11", True)])
def test_v22_a_step_is_due_no_later_than_its_goal(due: str, asks: bool) -> None:
    goals = {"goal": [sample("goal", id=GOAL, target_on="2026-12-10"), sample("goal", id="9" * 32)]}
    assert told("step", sample("step", due_on=due), goals) == ([("V22", "due_on", True)] if asks else [])


def _goals(active: int) -> dict[str, list[Values]]:
    goals = [sample("goal", id=f"{number:032x}") for number in range(active)]
    return {"goal": [*goals, sample("goal", id="f" * 32, status="achieved")]}


def test_v23_an_eighth_active_goal_needs_a_reason() -> None:
    assert told("goal", sample("goal"), _goals(6)) == []
    assert told("goal", sample("goal"), _goals(7)) == [("V23", "status", True)]
    assert told("goal", sample("goal", status="future"), _goals(7)) == []
    later = sample("goal", status="future")
    assert told("goal", {**later, "status": "active"}, _goals(7), before=later) == [("V23", "status", True)]
    before = sample("goal")
    assert told("goal", {**before, "own_words": "Yes"}, _goals(7), before=before) == []


@pytest.mark.parametrize(
    ("step", "asks"),
    [
        (sample("step"), True),
        (sample("step", status="completed"), False),
        (sample("step", goal="9" * 32), False),
    ],
)
def test_v23_a_goal_reached_with_open_steps_needs_a_reason(step: Values, asks: bool) -> None:
    before = sample("goal", id=GOAL)
    found = told("goal", {**before, "status": "achieved"}, {"step": [step]}, before=before)
    assert found == ([("V23", "status", True)] if asks else [])


@pytest.mark.parametrize(
    ("goal", "steps", "listed"),
    [
        (sample("goal", id=GOAL), [], True),
        (sample("goal", id=GOAL), [sample("step", goal="9" * 32)], True),
        (sample("goal", id=GOAL), [sample("step")], False),
        (sample("goal", id=GOAL, status="future"), [], False),
    ],
)
def test_v23_an_active_goal_without_a_step_is_listed(goal: Values, steps: list[Values], listed: bool) -> None:
    assert [note.rule for note in noted("goal", goal, {"step": steps})] == (["V23"] if listed else [])


def test_a_goal_is_removed_for_a_reason() -> None:
    before = sample("goal")
    assert told("goal", {**before, "status": "removed"}, before=before) == [(None, "removed_reason", False)]
    assert told("goal", {**before, "status": "removed", "removed_reason": "replaced"}, before=before) == []


def test_a_contact_that_was_held_has_a_summary() -> None:
    assert told("contact", sample("contact", outcome="held")) == [(None, "summary", False)]
    assert told("contact", sample("contact", outcome="held", summary="Went through the steps.")) == []


@pytest.mark.parametrize("status", ["not_done", "not_applicable"])
def test_a_release_item_that_is_not_done_says_why(status: str) -> None:
    assert told("release_item", sample("release_item", status=status)) == [(None, "reason", False)]
    assert told("release_item", sample("release_item", status=status, reason="Moved away")) == []

"""What must the plan page show: goals by horizon, steps with actor and date, agreement and why not, needs, reviews."""

from __future__ import annotations

import pytest

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, Mark, RecordId
from recovery_tui.journal.event import Wire
from tests.support.area_pages import Somebody, answers, somebody

PAGE = Area.PLAN


def planned(lee: Somebody, **more: Wire) -> RecordId:
    values: dict[str, Wire] = {"started_on": "2026-09-07", "status": "active", "agreement": "draft"}
    return lee.has("plan", **{**values, **more})


def goal(lee: Somebody, plan: str, title: str = "Keep my script", **more: Wire) -> RecordId:
    values: dict[str, Wire] = {"area": "treatment", "horizon": "gate", "status": "active"}
    return lee.has("goal", plan=plan, title=title, **{**values, **more})


def test_with_nothing_recorded_every_question_stands_in_its_place(desk: Desk) -> None:
    lee = somebody(desk)
    assert [answers(line)[:2] for line in lee.lines(PAGE)] == [
        ("plan", "matters_to_me"),
        ("goal", None),
        ("need", None),
        ("review", None),
    ]
    assert lee.lines(PAGE)[0].preset == {"started_on": desk.clock.today().isoformat()}


def test_an_empty_plan_asks_for_the_persons_own_words(desk: Desk) -> None:
    lee = somebody(desk)
    plan = planned(lee)
    asked = [answers(line)[1] for line in lee.lines(PAGE, "What matters") if line.mark is Mark.MISSING]
    assert asked == ["matters_to_me", "agreement", "copy_given_on", "strengths", "barriers"]
    lee.now(
        plan, matters_to_me="My girl", agreement="agreed", agreed_on="2026-09-14", copy_given_on="2026-09-14",
        strengths="Early riser", barriers="My temper",
    )  # fmt: skip
    assert lee.said(PAGE, "What matters") == [
        "What matters: My girl",
        "Plan active | since Mon 7 Sep",
        "Agreed with the plan: Agrees | on Mon 14 Sep",
        "Own copy given: Mon 14 Sep",
        "Strengths: Early riser",
        "What gets in the way: My temper",
    ]


def test_goals_stand_by_horizon_and_ended_ones_last(desk: Desk) -> None:
    lee = somebody(desk)
    plan = planned(lee)
    goal(lee, plan, "A job", horizon="six_months_plus")
    goal(lee, plan, "Old", status="removed", removed_reason="no_longer_wanted")
    goal(lee, plan)
    goals = [each for each in lee.titles(PAGE) if each.startswith("Goals")]
    assert goals == ["Goals: at the gate", "Goals: six months and more"]
    gate = [
        line.text for line in lee.lines(PAGE, "Goals: at the gate") if line.kind == "goal" and not line.indent
    ]
    assert gate == ["Keep my script", "Old"]
    assert lee.line(PAGE, "Old").note == "removed, no longer wanted, treatment"


def test_a_bare_goal_is_asked_about_in_place(desk: Desk) -> None:
    lee = somebody(desk)
    made = goal(lee, planned(lee))
    assert lee.said(PAGE, "Goals") == [
        "Keep my script | active, treatment",
        "! agreed? | not asked",
        "! no step yet",
        "! no progress noted yet",
        "! to ask | in their own words, reach it by",
    ]
    assert answers(lee.line(PAGE, "no step yet")) == ("step", None, {"goal": made})
    assert answers(lee.line(PAGE, "no progress")) == ("progress", None, {"goal": made})


def test_a_goal_tells_its_words_its_day_its_progress_and_that_the_person_agrees(desk: Desk) -> None:
    lee = somebody(desk)
    made = goal(lee, planned(lee), agreement="agreed", own_words="Don't let it stop", target_on="2026-12-04")
    lee.has(
        "step", goal=made, text="ring Forward", actor="keyworker", status="not_started", due_on="2026-11-24"
    )
    for day, note in (("2026-11-09", "Said no"), ("2026-11-20", "They have the papers")):
        lee.has("progress", goal=made, noted_on=day, note=note)
    assert lee.said(PAGE, "Goals") == [
        "Keep my script | active, treatment, by Fri 4 Dec, agrees",
        "in their words | Don't let it stop",
        "Keyworker: ring Forward | not started, due Tue 24 Nov",
        "progress: They have the papers | Fri 20 Nov, 1 earlier under Everything",
    ]


def test_disagreeing_asks_why_not_and_keeps_the_persons_words(desk: Desk) -> None:
    lee = somebody(desk)
    made = goal(lee, planned(lee), agreement="do_not_agree")
    assert answers(lee.line(PAGE, "does not agree")) == ("goal", "disagreed_words", {})
    lee.now(made, disagreed_words="Drink was never my problem")
    assert "does not agree | Drink was never my problem" in lee.said(PAGE, "Goals")


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"due_on": "2026-11-22"}, "! The person: ring the bank | not started, due Sun 22 Nov, late"),
        ({"due_on": "2026-11-23"}, "The person: ring the bank | not started, due Mon 23 Nov"),
        ({}, "! The person: ring the bank | not started, no day yet"),
        ({"due_on": "2026-11-02", "status": "completed"}, "The person: ring the bank | done"),
    ],
)
def test_a_step_tells_who_and_by_when_or_asks(desk: Desk, step: dict[str, Wire], said: str) -> None:
    lee = somebody(desk)
    made = goal(lee, planned(lee))
    values: dict[str, Wire] = {"text": "ring the bank", "actor": "person", "status": "not_started"}
    lee.has("step", goal=made, **{**values, **step})
    assert said in lee.said(PAGE, "Goals")


def test_needs_that_are_open_come_first_the_greatest_before(desk: Desk) -> None:
    lee = somebody(desk)
    need: dict[str, Wire] = {"area": "links", "domain": "housing", "identified_on": "2026-11-02"}
    lee.has("need", description="A bank card", status="met", severity="high", **{**need, "domain": "money"})
    lee.has("need", description="A room", status="not_started", **need)
    lee.has("need", description="Somewhere tonight", status="in_progress", severity="high", **need)
    assert lee.said(PAGE, "Needs") == [
        "Housing: Somewhere tonight | in progress, a lot, since Mon 2 Nov",
        "Housing: A room | not started, since Mon 2 Nov",
        "! to ask | how much",
        "Money: A bank card | met, a lot, since Mon 2 Nov",
    ]


def test_a_review_tells_who_was_there_what_changed_and_when_the_next_is(desk: Desk) -> None:
    lee = somebody(desk)
    plan = planned(lee)
    assert answers(lee.line(PAGE, "Review due")) == ("plan", "review_due_on", {})
    lee.now(plan, review_due_on="2026-11-20")
    lee.has(
        "review", held_on="2026-10-02", person_present="no", absent_reason="At court", next_due_on="2026-11-20",
        trigger="scheduled", summary="New gate goal",
    )  # fmt: skip
    assert lee.said(PAGE, "Review") == [
        "! Review due: Fri 20 Nov | late",
        "Last review Fri 2 Oct | without the person, At court, it was due, next by Fri 20 Nov",
        "what changed | New gate goal",
    ]


def test_what_must_be_known_first_stands_first_until_it_has_ended(desk: Desk) -> None:
    lee = somebody(desk)
    flag = lee.has("flag", flag_kind="do_not_visit_alone", from_on="2026-11-02", note="Two of us")
    assert lee.said(PAGE)[:2] == ["Do not see alone | Two of us", "! to ask | look again by"]
    lee.now(flag, review_by_on="2026-11-22")
    assert lee.said(PAGE)[0] == "! Do not see alone | Two of us, look again by Sun 22 Nov, late"
    lee.now(flag, ended_on="2026-11-22")
    assert not [said for said in lee.said(PAGE) if "Do not see" in said]

"""The day sheet for the wing: open steps of goals that stand, and nothing of what was put on the wrong person."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework import day_sheet, person_file
from recovery_tui.casework.views import Area, RecordId
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from tests.support.desks import add_person, new_desk


def test_no_step_of_a_goal_that_is_hidden_or_over_is_printed_or_stands_in_the_header(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    lee = add_person(desk)
    plan = desk.journal.save(
        [Change("plan", {"started_on": "2026-11-02", "status": "active", "agreement": "agreed"}, person=lee)]
    ).ids[0]
    goals = []
    for title in ("stands", "hidden", "removed"):
        goal: dict[str, Wire] = {
            "plan": plan, "area": "links", "title": title, "horizon": "custody", "status": "active",
        }  # fmt: skip
        goals.append(desk.journal.save([Change("goal", goal, person=lee)]).ids[0])
        step: dict[str, Wire] = {
            "goal": goals[-1], "text": title, "actor": "person", "due_on": "2026-11-24", "status": "not_started",
        }  # fmt: skip
        desk.journal.save([Change("step", step, person=lee)])
    _, hidden, removed = goals
    desk.journal.save([Change("goal", {}, hidden, lee, hide="wrong person")])
    desk.journal.save(
        [Change("goal", {"status": "removed", "removed_reason": "person_changed"}, removed, lee)]
    )
    (row,) = day_sheet.rows(desk, mine=True)
    assert (len(row.steps), row.more) == (1, 0)
    assert "stands" in row.steps[0]
    header, _ = person_file.page(desk, RecordId(lee), Area.PLAN)
    assert "stands" in header.next_action
    desk.close()

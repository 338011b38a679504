"""A group session: pick the group, tick who came, one save for everyone."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.log import Change
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.today import TodayScreen
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import make_app, unlock


def join(desk: Desk, *people: RecordId) -> None:
    group = {
        "intervention_type": "psysoc", "sub_type": "cbt_substance", "provider": "Example Prison",
        "started_on": "2026-11-02",
    }  # fmt: skip
    desk.journal.save([Change("intervention", group, person=person) for person in people])


def attendance(desk: Desk, person: RecordId) -> list[object]:
    with desk.journal.reading() as conn:
        found = reading.of_person(conn, person, ("session",))
    return [each.values["attendance"] for each in found if each.hidden is None]


async def test_a_group_of_three_is_written_down_in_eight_keys(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        join(desk, *people)
        await pilot.press("g")
        await see(pilot, "CBT for substance use, Example Prison  3 people")
        await pilot.press("1")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen) and not app.screen.asking("draft"))
        await see(pilot, "PLACEHOLDER Ray")
        await see_golden(pilot, "group-session")
        await pilot.press("space", "n", "l")
        await see(pilot, "came late")
        await pilot.press("f2")
        await wait_until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await see(pilot, "Saved 10:42 for 3 people.   u undo")
        by_place = (people[1], people[2], people[0])
        assert [attendance(desk, person) for person in by_place] == [["came"], ["not_unlocked"], ["late"]]
        await pilot.press("u")
        await see(pilot, "Put back.")
        assert [attendance(desk, person) for person in people] == [[], [], []]


async def test_without_groups_it_says_where_one_is_added(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("f6")
        await see(pilot, "PLACEHOLDER")
        await pilot.press("g")
        await see(pilot, "Nobody here is in a group now.")

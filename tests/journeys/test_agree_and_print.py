"""K4: a plan is agreed with the screen turned to the person, and printed in one go."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from recovery_tui.casework import opening
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.clock import Clock, SetClock
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.widgets.place_field import PlaceRow
from tests.line.terminal import talking
from tests.support.waiting import see, wait_until
from tests.ui.office import PASSPHRASE, add_goal, add_person, make_app, new_store, unlock

GOALS = ("Keep my script", "Find a room")


def agreed(desk: Desk, person: RecordId) -> tuple[list[Wire], Wire, bool]:
    """What they say to each goal, when they were given their copy, and whether the print is journalled."""
    with desk.journal.reading() as conn:
        records = reading.of_person(conn, person, ("plan", "goal"))
    said = [each.values.get("agreement") for each in records if each.kind == "goal"]
    given = next(each.values.get("copy_given_on") for each in records if each.kind == "plan")
    return said, given, "printed" in {look.act for look in desk.journal.looks_at(person)}


async def test_k4_from_the_persons_page_takes_fifteen_keys(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path / "data")
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        add_goal(desk, people[0], GOALS[1], "ask the council")
        app.push_screen(PersonScreen(app.session, people[0]))
        await see(pilot, GOALS[1])
        keys = 0
        for key, then in (
            ("v", "1 of 7"),
            ("right", "GOAL 1 OF 2"),
            ("a", "[x] I agree"),
            ("right", "GOAL 2 OF 2"),
            ("d", "[x] I don't agree"),
            ("ctrl+e", "[1 Plan]"),
            ("p", "What matters to me"),
            ("tab", "Size"),
            ("down", "large print, 18 point"),
            ("down", "large print, 18 point"),
            ("enter", "|large print, 18 point"),
        ):
            await pilot.press(key)
            keys += 1
            await see(pilot, then)
        app.screen.query_one(PlaceRow).put(str(tmp_path))
        await pilot.press("f2")
        await see(pilot, "Will they get it today?")
        await pilot.press("y")
        await see(pilot, "own copy given today")
        keys += 2
        assert keys <= 15
        assert agreed(desk, people[0]) == (["agreed", "do_not_agree"], "2026-11-23", True)
        assert 'class="large"' in (tmp_path / "my-plan.html").read_text("utf-8")
        await wait_until(pilot, lambda: not app.screen.asking("save"))  # type: ignore[attr-defined]


def test_k4_in_line_mode(tmp_path: Path) -> None:
    data = tmp_path / "data"
    desk = new_store(data, SetClock(datetime.now(UTC)))  # the process that opens it has a real clock
    person = add_person(desk, "Testwell", "Lee", "C2-14", "A1234AA")
    for title in GOALS:
        add_goal(desk, person, title, "ring them", "+1d")
    desk.close()
    with talking(data) as keyworker:
        keyworker.answer("find testwell", "1")
        assert "What matters to me" in keyworker.answer("v")
        assert "Keep my script" in keyworker.answer("next")
        keyworker.answer("a", "next", "d")
        assert "Type records" in keyworker.answer("back")
        keyworker.answer("records", "p", "")
        keyworker.answer("", "", str(tmp_path))
        assert "own copy given today" in keyworker.answer("1")
        keyworker.leave()
    desk = opening.open_desk(data, "kim-example", PASSPHRASE, Clock())
    try:
        said, given, printed = agreed(desk, person)
    finally:
        desk.close()
    assert said == ["agreed", "do_not_agree"]
    assert given
    assert printed
    page = (tmp_path / "my-plan.html").read_text("utf-8")
    assert "Keep my ______" in page
    assert "Testwell" not in page

"""The screen turned to the person shows their own plan and nothing else, and is not left by chance."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework import recording
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.person_view import PersonViewScreen
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import PASSPHRASE, add_goal, make_app, saved, unlock


def fill(desk: Desk, person: RecordId) -> None:
    """What a fictional person's page holds besides the goal."""

    def add(kind: str, **typed: str) -> None:
        saved(desk, recording.new_form(desk, person, kind, {}), typed)

    add("flag", flag_kind="debt_or_bullying_drugs", note="Owes on B wing", from_on="today")
    add("supporter", name="Mo Imagined", relation="sister")
    add("professional", role="com", name="J Invented", from_on="today")
    add_goal(desk, person, "Ring Mo and J Invented about the flat", "ask Mo first")


async def turned(pilot: Pilot[int], app: RecoveryApp, person: RecordId) -> PersonViewScreen:
    """The person's page, and the screen turned to them by its key."""
    app.push_screen(PersonScreen(app.session, person))
    await see(pilot, "[1 Plan]")
    await pilot.press("v")
    await see(pilot, "WHAT MATTERS TO ME")
    assert isinstance(app.screen, PersonViewScreen)
    return app.screen


async def test_it_shows_their_plan_and_nobody_else_and_is_left_with_one_key_only(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        fill(app.session.desk, people[0])
        screen = await turned(pilot, app, people[0])
        shown = ""
        for page in range(1, 8):
            await see(pilot, f"My plan, {page} of 7")
            shown += screen_text(app)
            if page == 2:
                await see_golden(pilot, "person-view-goal")
            await pilot.press("right")
        assert "Keep my script" in shown
        assert "Ring ______ and ______ about the flat" in shown
        for hidden in ("TESTWELL", "A1234AA", "Owes", "Imagined", "Invented", "Kim", "C2-14", "act today"):
            assert hidden not in shown
        await pilot.press("escape")
        await see(pilot, "ctrl+e goes back to the records.")
        await pilot.press(
            "f1", "f5", "f6", "f7", "ctrl+p", "ctrl+q", "question_mark", "slash", "enter", "s", "n", "1"
        )
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("f8")
        await see(pilot, "NOW")
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is screen)
        await pilot.press("ctrl+e")
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))


async def test_what_they_say_to_a_goal_is_kept_and_can_be_taken_back(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        goal = add_goal(desk, people[1], "Find a room", "ask the council")
        await turned(pilot, app, people[1])
        await pilot.press("a")
        await see(pilot, "pages with a goal")
        await pilot.press("right", "d")
        await see(pilot, "[x] I don't agree")
        record = desk.journal.record(goal)
        assert record is not None
        assert record.values["agreement"] == "do_not_agree"
        await pilot.press("w")
        await see(pilot, "Why not, in their words")
        await pilot.press("f5", *"too far off", "f2")
        await see(pilot, "Because: too far off")
        await pilot.press("a")
        await see(pilot, "[x] I agree")
        await pilot.press("u")
        await see(pilot, "[x] I don't agree")


async def test_the_screen_is_covered_over_it_and_opens_where_it_was(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await unlock(pilot)
        await turned(pilot, app, people[0])
        await pilot.press("right", "f9")
        await see(pilot, "The screen is covered")
        assert "Keep my script" not in screen_text(app)
        await pilot.press(*[("space" if letter == " " else letter) for letter in PASSPHRASE], "enter")
        await see(pilot, "Keep my script")
        assert "larger window" not in screen_text(app)

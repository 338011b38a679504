"""Erasing a person takes two: one asks on their page, a supervisor says yes or no on Send and receive."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework import caseload, erasing, receiving
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import CaseloadOrder, RecordId
from recovery_tui.ui.screens.dialogs import ChoiceDialog
from recovery_tui.ui.screens.erasing import ErasuresScreen
from recovery_tui.ui.screens.person import PersonScreen
from tests.support.desks import add_person
from tests.support.exchange import send
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import make_app, unlock
from tests.ui.team import app_of, both, go_to_exchange, unlocked


def everyone(desk: Desk) -> int:
    page = caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=False, offset=0, limit=1)
    return page.everyone


async def test_asking_says_what_it_means_takes_a_reason_and_erases_nothing(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        app.push_screen(PersonScreen(app.session, people[0]))
        await see(pilot, "Keep my script")
        await pilot.press("ctrl+p", *"erase th")
        await see(pilot, "erase this record")
        await pilot.press("enter")
        await see(pilot, "Nobody can bring it back")
        await see_golden(pilot, "erase-ask")
        await pilot.press("2")
        await see(pilot, "Nothing is erased until a supervisor approves it")
        (asked,) = erasing.listed(app.session.desk)
        assert asked.name.startswith("TESTWELL Lee")
        assert asked.reason == "The person asked for it"
        assert everyone(app.session.desk) == 3
        await see(pilot, ">  ! To erase this record")
        await pilot.press("enter")
        await see(pilot, "waits for a supervisor")
        await pilot.press("escape", "f7")
        await see(pilot, "To erase: 1 request")
        await pilot.press("e")
        await see(pilot, "waits for a supervisor")
        await pilot.press("enter", "n")
        await see(pilot, "The record stays.")
        assert erasing.listed(app.session.desk) == ()


async def test_a_supervisor_approves_with_three_keys_and_the_person_is_gone(tmp_path: Path) -> None:
    with both(tmp_path) as (kim, rosa):
        erasing.request(kim, RecordId(add_person(kim, "Testwell", "Lee")), "retention_ended")
        receiving.receive(rosa, [send(kim, tmp_path, rosa)])
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await go_to_exchange(pilot)
        await see(pilot, "To erase: 1 request")
        await pilot.press("e")
        await wait_until(pilot, lambda: isinstance(app.screen, ErasuresScreen))
        await see(pilot, "waits for you")
        await see_golden(pilot, "erasures")
        await pilot.press("enter")
        await see(pilot, "Erase the record of TESTWELL Lee?")
        await pilot.press("a")
        await see(pilot, "for good?")
        await see_golden(pilot, "erase-sure")
        await pilot.press("escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, ChoiceDialog))
        assert everyone(app.session.desk) == 1
        await pilot.press("enter")
        await see(pilot, "Erase the record of TESTWELL Lee?")
        await pilot.press("a")
        await see(pilot, "for good?")
        await pilot.press("y")
        await see(pilot, "Erased here.")
        await see(pilot, "erased here")
        assert everyone(app.session.desk) == 0
        await pilot.press("enter")
        await see(pilot, "It is done.")

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework import caseload, joining, receiving
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import CaseloadOrder
from recovery_tui.ui.screens.pair import PairScreen
from recovery_tui.ui.screens.pairs import PairsScreen
from tests.support.desks import add_person
from tests.support.exchange import send
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.team import app_of, both, go_to_exchange, put, unlocked


def everyone(desk: Desk) -> int:
    page = caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=False, offset=0, limit=1)
    return page.everyone


def made_twice(tmp_path: Path) -> None:
    """Rosa holds a record of her own of somebody whom Kim has sent too."""
    with both(tmp_path) as (kim, rosa):
        add_person(kim, "Barnes", "Lee")
        add_person(rosa, "Barnes", "Leigh")
        receiving.receive(rosa, [send(kim, tmp_path, rosa)])


async def test_a_pair_is_joined_side_by_side_and_taken_apart_again(tmp_path: Path) -> None:
    made_twice(tmp_path)
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await go_to_exchange(pilot)
        assert everyone(app.session.desk) == 2
        await pilot.press("l")
        await wait_until(pilot, lambda: isinstance(app.screen, PairsScreen))
        await see(pilot, "BARNES Leigh")
        await see_golden(pilot, "pairs")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, PairScreen))
        await see(pilot, "! marks what differs.")
        await see_golden(pilot, "pair")
        await pilot.press("s")
        await see(pilot, "They are one.")
        assert everyone(app.session.desk) == 1
        await pilot.press("n")
        await see(pilot, "They are joined.")
        await pilot.press("u")
        await see(pilot, "! marks what differs.")
        assert everyone(app.session.desk) == 2


async def test_a_pair_that_is_two_is_not_listed_again(tmp_path: Path) -> None:
    made_twice(tmp_path)
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await go_to_exchange(pilot)
        await pilot.press("l")
        await see(pilot, "BARNES Leigh")
        await pilot.press("enter")
        await see(pilot, "! marks what differs.")
        await pilot.press("n")
        await wait_until(pilot, lambda: isinstance(app.screen, PairsScreen))
        await see(pilot, "Nobody seems to be here twice.")
        assert joining.likely_pairs(app.session.desk) == ()
        assert everyone(app.session.desk) == 2


async def test_receiving_tells_of_likely_pairs(tmp_path: Path) -> None:
    with both(tmp_path) as (kim, rosa):
        add_person(kim, "Barnes", "Lee")
        add_person(rosa, "Barnes", "Leigh")
        file = send(kim, tmp_path, rosa)
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await go_to_exchange(pilot)
        await pilot.press("r")
        await see(pilot, "File, folder or stick")
        put(pilot, "path", str(file))
        await pilot.press("enter")
        await see(pilot, "Nothing is changed yet.")
        await pilot.press("f2")
        await see(pilot, "1 likely pair: l.")
        await pilot.press("l")
        await see(pilot, "BARNES Leigh")

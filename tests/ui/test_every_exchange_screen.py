"""What holds for every screen, on the pages for sending and receiving, which need colleagues."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from recovery_tui.casework import cards, receiving
from recovery_tui.casework.sharing_views import FileResult
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.glyphs import ASCII
from recovery_tui.ui.received_files import Received
from recovery_tui.ui.screens.card import CardScreen
from recovery_tui.ui.screens.card_words import CompareScreen
from recovery_tui.ui.screens.cards import CardsScreen
from recovery_tui.ui.screens.choose_people import ChoosePeopleScreen
from recovery_tui.ui.screens.inspect_file import InspectScreen
from recovery_tui.ui.screens.pairs import PairsScreen
from recovery_tui.ui.screens.receive import ReceiveScreen
from recovery_tui.ui.screens.received import ReceivedScreen
from recovery_tui.ui.screens.received_file import ReceivedFileScreen
from recovery_tui.ui.widgets.cursor_list import CursorList
from tests.support.desks import add_person
from tests.support.exchange import send
from tests.support.waiting import see, wait_until
from tests.ui.team import app_of, both, go_to_exchange, unlocked
from tests.ui.walking import walk_page

Visit = Callable[[Pilot[int], RecoveryApp, Path], Awaitable[None]]

GAP = FileResult(
    "rp-1.rpb", "merged-with-gap", "Kim Example", "2026-11-23T10:42:00+00:00", 3, told="A file is missing."
)


async def visit_exchange(pilot: Pilot[int], app: RecoveryApp, file: Path) -> None:
    await go_to_exchange(pilot)
    await see(pilot, "Kim Example,")


async def visit_correspondent(pilot: Pilot[int], app: RecoveryApp, file: Path) -> None:
    await visit_exchange(pilot, app, file)
    await pilot.press("enter")
    await see(pilot, "What came from them")


async def visit_send(pilot: Pilot[int], app: RecoveryApp, file: Path) -> None:
    await pilot.press("x")
    await see(pilot, "Would leave")


async def visit_choose_people(pilot: Pilot[int], app: RecoveryApp, file: Path) -> None:
    app.push_screen(ChoosePeopleScreen(app.session, {}))
    await see(pilot, "MADEUP")


async def visit_receive(pilot: Pilot[int], app: RecoveryApp, file: Path) -> None:
    app.push_screen(ReceiveScreen(app.session))
    await see(pilot, "No stick with files was found")


async def visit_inspect(pilot: Pilot[int], app: RecoveryApp, file: Path) -> None:
    app.push_screen(InspectScreen(app.session, file, receiving.look(app.session.desk, file)))
    await see(pilot, "For whom")


async def visit_received(pilot: Pilot[int], app: RecoveryApp, file: Path) -> None:
    app.push_screen(ReceivedScreen(app.session, file.parent, Received((GAP,), ())))
    await see(pilot, "outcome")


async def visit_received_file(pilot: Pilot[int], app: RecoveryApp, file: Path) -> None:
    app.push_screen(ReceivedFileScreen(app.session, file.parent, GAP))
    await see(pilot, "A file is missing.")


async def visit_cards(pilot: Pilot[int], app: RecoveryApp, file: Path) -> None:
    app.push_screen(CardsScreen(app.session))
    await see(pilot, "Your card:")


async def visit_card(pilot: Pilot[int], app: RecoveryApp, file: Path) -> None:
    app.push_screen(CardScreen(app.session, app.session.desk.me))
    await see(pilot, "these are the words to read out")


async def visit_compare(pilot: Pilot[int], app: RecoveryApp, file: Path) -> None:
    app.push_screen(CompareScreen(app.session, cards.own_card(app.session.desk), (2, 7)))
    await see(pilot, "Word 7")
    await wait_until(pilot, lambda: app.focused is not None)


async def visit_pairs(pilot: Pilot[int], app: RecoveryApp, file: Path) -> None:
    app.push_screen(PairsScreen(app.session))
    await see(pilot, "Nobody seems to be here twice.")


VISITS = [
    visit_exchange,
    visit_correspondent,
    visit_send,
    visit_choose_people,
    visit_receive,
    visit_inspect,
    visit_received,
    visit_received_file,
    visit_cards,
    visit_card,
    visit_compare,
    visit_pairs,
]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Rosa's store and a file of Kim's for her, made once."""
    folder = tmp_path_factory.mktemp("prepared")
    with both(folder) as (kim, rosa):
        add_person(kim)
        add_person(rosa, "Madeup", "Jo", "A2345AA")
        send(kim, folder, rosa).rename(folder / "file.rpb")
    return folder


@pytest.mark.parametrize("visit", VISITS)
async def test_every_page_is_read_in_ascii_walked_with_tab_and_stands_in_other_windows(
    visit: Visit, prepared: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(prepared, tmp_path / "data")
    app = app_of(data, "rosa")
    app.session.glyphs = ASCII
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await visit(pilot, app, data / "file.rpb")
        await walk_page(pilot)
        assert all(isinstance(widget, (CursorList, Input)) for widget in app.screen.focus_chain)

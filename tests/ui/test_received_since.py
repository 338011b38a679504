"""Pages of received files never go on saying what has been done meanwhile."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework import cards
from recovery_tui.ui.found_files import FOLDER
from recovery_tui.ui.received_files import take_in
from recovery_tui.ui.screens.receive import ReceiveScreen
from recovery_tui.ui.screens.received import ReceivedScreen
from recovery_tui.ui.screens.received_file import ReceivedFileScreen
from recovery_tui.ui.screens.two_answers import TwoAnswersScreen
from tests.support.desks import add_person
from tests.support.exchange import accept, send
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.team import app_of, both, unlocked
from tests.ui.test_cards import hear


async def test_a_card_accepted_and_an_answer_given_show_on_the_pages_behind_them(tmp_path: Path) -> None:
    with both(tmp_path, acquainted=False) as (kim, rosa):
        accept(kim, rosa)
        add_person(kim)
        words = cards.own_card(kim).words
        file = send(kim, tmp_path, rosa)
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        received = take_in(app.session.desk, file, lambda done, total: None)
        app.push_screen(ReceivedScreen(app.session, tmp_path, received))
        await see(pilot, "1 to look at (!)")
        await pilot.press("enter")
        await see(pilot, "Nothing of it shows yet")
        await pilot.press("c")
        await see(pilot, "words not compared")
        await pilot.press("t")
        await hear(pilot, words)
        await wait_until(pilot, lambda: isinstance(app.screen, ReceivedFileScreen))
        await see(pilot, "kept aside was taken in: 3 new")
        await see(pilot, "Taken in.")
        assert "kept aside, sender" not in screen_text(app).casefold()
        assert "compare words" not in screen_text(app)
        await pilot.press("escape")
        await see(pilot, "1 file: 3 new changes.")
        assert "kept aside" not in screen_text(app)
        assert "to look at" not in screen_text(app)
        await pilot.press("t")
        await see(pilot, "Nobody disagrees about anything here.")
        assert not isinstance(app.screen, TwoAnswersScreen)


async def test_f2_takes_the_place_the_cursor_is_on_while_nothing_is_typed(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with both(tmp_path) as (kim, rosa):
        add_person(kim)
        send(kim, stick, rosa)
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        app.session.used(FOLDER, str(stick))
        app.push_screen(ReceiveScreen(app.session))
        await see(pilot, "Files lie here:")
        await pilot.press("f2")
        await see(pilot, "1 file: 3 new changes.")

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework import exchange_state, handing_over, receiving
from recovery_tui.clock import SetClock
from recovery_tui.ui.screens.receive import ReceiveScreen
from recovery_tui.ui.screens.send import SendScreen
from recovery_tui.ui.withdrawal import parting
from tests.support.desks import add_person
from tests.support.exchange import acquaint, colleague, send
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.team import app_of, both, go_to_exchange, kims_team, put, unlocked


async def open_page(pilot: Pilot[int]) -> None:
    await pilot.press("x")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, SendScreen))
    await see(pilot, "Would leave: 3 changes about 1 person")


async def test_without_cards_the_page_says_what_to_do_first(tmp_path: Path) -> None:
    with both(tmp_path, acquainted=False):
        pass
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await go_to_exchange(pilot)
        await see(pilot, "Exchange cards (c)")
        await see_golden(pilot, "exchange-empty")
        await pilot.press("x")
        await see(pilot, "Nobody to send to yet: no card is accepted.")


async def test_two_keys_send_to_the_last_recipient_into_the_last_folder(tmp_path: Path) -> None:
    with both(tmp_path) as (kim, rosa):
        add_person(kim)
        (tmp_path / "stick").mkdir()
        send(kim, tmp_path / "stick", rosa)
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await open_page(pilot)
        await pilot.press("f2")
        await see(pilot, "Written to")
        assert len(list((tmp_path / "stick").glob("*.rpb"))) == 2
        await pilot.press("f2")
        await see(pilot, "It is written already.")
        assert len(list((tmp_path / "stick").iterdir())) == 2


async def test_the_page_shows_exactly_what_would_leave(tmp_path: Path) -> None:
    kims_team(tmp_path)
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await open_page(pilot)
        await see_golden(pilot, "send")


async def test_what_it_is_for_is_one_of_the_choices_or_nothing_is_written(tmp_path: Path) -> None:
    kims_team(tmp_path)
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await open_page(pilot)
        put(pilot, "folder", str(tmp_path))
        put(pilot, "purpose", "handing over")
        await pilot.pause()
        await wait_until(pilot, lambda: not app.screen.asking("preview"))  # type: ignore[attr-defined]
        await pilot.press("f2")
        await see(pilot, "! Choose what for: report, review, hand-over.")
        assert not list(tmp_path.glob("*.rpb"))


async def test_a_folder_that_is_not_there_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    kims_team(tmp_path)
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await open_page(pilot)
        await pilot.press("f2")
        await see(pilot, "Type the folder")
        put(pilot, "folder", str(tmp_path / "nowhere"))
        await pilot.press("f2")
        await see(pilot, "There is no such folder. Nothing was written.")


async def test_chosen_people_are_the_only_ones_that_go(tmp_path: Path) -> None:
    kims_team(tmp_path, people=3)
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("x")
        await see(pilot, "Would leave: 9 changes about 3 people")
        await pilot.press("f3")
        await see(pilot, "Nobody ticked: everybody goes.")
        await pilot.press(*"well2")
        await see(pilot, "TESTWELL2")
        await wait_until(pilot, lambda: "TESTWELL1" not in screen_text(app))
        await pilot.press("down", "space")
        await see(pilot, "1 ticked.")
        await see_golden(pilot, "choose-people")
        await pilot.press("f2")
        await see(pilot, "Would leave: 3 changes about 1 person")
        await see(pilot, "1 chosen: TESTWELL2 Lee")
        await see(pilot, "Kept back")


async def test_esc_stops_the_writing_and_leaves_no_file(tmp_path: Path) -> None:
    kims_team(tmp_path)
    app = app_of(tmp_path, "kim")
    (tmp_path / "stick").mkdir()
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await open_page(pilot)
        put(pilot, "folder", str(tmp_path / "stick"))
        screen = app.screen
        assert isinstance(screen, SendScreen)
        screen.action_send_now()
        screen.action_back()
        await see(pilot, "Stopped. No file was left")
        assert not list((tmp_path / "stick").iterdir())
        assert exchange_state.state(app.session.desk).correspondents[0].waiting == 0


async def test_a_hand_over_is_offered_from_the_persons_page_and_taken_on_with_the_reply(
    tmp_path: Path,
) -> None:
    kims_team(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("f6")
        await see(pilot, "TESTWELL")
        await pilot.press("enter")
        await see(pilot, "1 Plan")
        await pilot.press("o")
        await see(pilot, "1 chosen: TESTWELL Lee")
        await see(pilot, "hand-over")
        put(pilot, "folder", str(stick))
        await pilot.press("f2")
        await see(pilot, "Written to")
        app.session.desk.close()
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        app.push_screen(ReceiveScreen(app.session))
        await see(pilot, "File, folder or stick")
        put(pilot, "path", str(stick))
        await pilot.press("enter")
        await see(pilot, "1 file there.")
        await pilot.press("f2")
        await see(pilot, "1 person is handed over to you: w takes them on.")
        assert len(handing_over.offered_to_me(app.session.desk)) == 1
        await pilot.press("w")
        await see(pilot, "1 person is yours now. 1 reply written to")
        assert not handing_over.offered_to_me(app.session.desk)


async def test_another_organisation_gets_nothing_before_a_basis_and_a_reason_are_said(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with both(tmp_path, acquainted=False) as (kim, _):
        pat = colleague(tmp_path / "pat", "Pat Madeup", organisation="Imaginary Housing")
        acquaint(kim, pat)
        pat.close()
        add_person(kim, "Testwell", "Lee")
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("x")
        await see(pilot, "Nothing may leave yet")
        await see_golden(pilot, "send-outside")
        put(pilot, "folder", str(stick))
        await pilot.press("f2")
        await see(pilot, "Choose the basis.")
        put(pilot, "basis", "permission")
        await see(pilot, "nobody said yes to their")
        await pilot.press("f2")
        await see(pilot, "Say why.")
        assert not list(stick.iterdir())


async def test_before_there_is_somebody_to_send_to_today_leads_to_exchanging_cards(tmp_path: Path) -> None:
    with both(tmp_path, acquainted=False) as (kim, _):
        add_person(kim)
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await see(pilot, "3 changes since Mon 23 Nov 10:42   F7 exchange cards")
        await pilot.press("f7")
        await see(pilot, "3 changes since Mon 23 Nov 10:42   c exchange cards")
        await see(pilot, "Nobody to send to yet")
        assert not parting(app.session.desk).can_send


async def test_today_and_leaving_tell_what_is_only_here_and_offer_to_send_it(tmp_path: Path) -> None:
    kims_team(tmp_path)
    app = app_of(tmp_path, "kim")
    assert isinstance(app.session.clock, SetClock)
    app.session.clock.advance(days=8)
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await see(pilot, "Only on this computer: 3 changes since Mon 23 Nov 10:42   x send now")
        await see(pilot, "! Nobody has confirmed your work for 8 days.")
        await pilot.press("ctrl+q")
        await see(pilot, "3 changes are only on this computer")
        await see_golden(pilot, "leave")
        await pilot.press("x")
        await see(pilot, "Would leave: 3 changes about 1 person")


async def test_the_table_tells_how_far_the_exchange_with_each_colleague_is(tmp_path: Path) -> None:
    with both(tmp_path) as (kim, rosa):
        add_person(kim)
        folder = tmp_path / "stick"
        folder.mkdir()
        receiving.receive(rosa, [send(kim, folder, rosa)])
        replies = tmp_path / "replies"
        replies.mkdir()
        receiving.write_receipts(rosa, replies)
        receiving.receive(kim, [replies])
        add_person(kim, "Examplar", "Jo", "A2345AA")
        send(kim, folder, rosa)
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await go_to_exchange(pilot)
        await see(pilot, "Rosa Placeholder")
        await see_golden(pilot, "exchange")
        await pilot.press("enter")
        await see(pilot, "waiting for their reply")
        await see_golden(pilot, "correspondent")

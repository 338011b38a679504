from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from recovery_tui.casework import caseload, conflicts, exchange_state, receiving
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import CaseloadOrder
from recovery_tui.journal.log import Change
from recovery_tui.ui.screens.receive import ReceiveScreen
from recovery_tui.ui.screens.received import ReceivedScreen
from recovery_tui.ui.screens.two_answers import TwoAnswersScreen
from tests.support.desks import add_person
from tests.support.exchange import accept, acquaint, colleague, send
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.team import app_of, both, go_to_exchange, put, unlocked


def everyone(desk: Desk) -> int:
    page = caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=False, offset=0, limit=1)
    return page.everyone


async def look_at(pilot: Pilot[int], path: Path) -> None:
    await go_to_exchange(pilot)
    await pilot.press("r")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ReceiveScreen))
    put(pilot, "path", str(path))
    pilot.app.screen.action_look()  # type: ignore[attr-defined]


async def test_a_file_is_looked_into_first_and_f2_takes_it_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("stick")
    folder.mkdir()
    with both(tmp_path) as (kim, rosa):
        add_person(kim)
        file = send(kim, folder, rosa).rename(folder / "rp-20261123-1042-000000.rpb")
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await look_at(pilot, file)
        await see(pilot, "Nothing is changed yet.")
        await see_golden(pilot, "inspect")
        assert everyone(app.session.desk) == 0
        await pilot.press("f")
        await see(pilot, "3 new, 0 here already")
        await pilot.press("d")
        await see(pilot, "fingerprint")
        assert everyone(app.session.desk) == 0
        await pilot.press("f2")
        await see(pilot, "1 file: 3 new changes.")
        await see_golden(pilot, "received")
        assert everyone(app.session.desk) == 1
        await pilot.press("w")
        await see(pilot, "1 reply written to stick.")
        await see_golden(pilot, "replies-written")
        assert len(list(folder.iterdir())) == 2
        await pilot.press("w")
        await see(pilot, "No reply is due")
        await pilot.press("escape")
        await see(pilot, "[F7 Send and receive]")
        await pilot.press("w")
        await see(pilot, "Write the replies where?")
        await see_golden(pilot, "replies-where")
        await pilot.press("enter")
        await see(pilot, "No reply is due")


async def test_a_folder_gives_one_table_and_only_exceptions_open(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with both(tmp_path) as (kim, rosa):
        pat, sam = colleague(tmp_path / "pat", "Pat Madeup"), colleague(tmp_path / "sam", "Sam Invented")
        acquaint(rosa, pat)
        acquaint(rosa, sam)
        add_person(kim)
        person = add_person(pat, "Carter", "Jo", "A2345BC")
        first = send(pat, tmp_path, rosa)
        receiving.receive(rosa, [first])
        (folder / "a-file-left-on-the-stick.rpb").write_bytes(first.read_bytes())
        replies = tmp_path / "replies"
        replies.mkdir()
        receiving.write_receipts(rosa, replies)
        receiving.receive(pat, [replies])
        goal = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}
        pat.journal.save([Change("plan", goal, person=person)])
        send(pat, tmp_path, rosa)
        (folder / "broken.rpb").write_bytes(b"age-encryption.org/v1\n-> broken")
        send(kim, folder, rosa)
        send(pat, folder, rosa)
        pat.close()
        sam.close()
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await look_at(pilot, folder)
        await see(pilot, "4 files there. F2 takes them all in.")
        await pilot.press("f2")
        await see(pilot, "4 files:")
        await see(pilot, "No file from")
        await see(pilot, "Sam Invented")
        await pilot.press("home", "enter")
        await see(pilot, "Refused, nothing was changed: broken.rpb")
        await see_golden(pilot, "received-file")
        await pilot.press("escape", "down", "enter")
        await see(pilot, "Taken in. Nothing in it waits for you.")
        await pilot.press("down", "down", "enter")
        await see(pilot, "Everything in it was here already.")


async def test_a_conflict_is_one_key_from_the_table(tmp_path: Path) -> None:
    with both(tmp_path) as (kim, rosa):
        person = add_person(kim)
        receiving.receive(rosa, [send(kim, tmp_path, rosa)])
        kim.journal.save([Change("person", {"known_as": "Baz"}, person)])
        rosa.journal.save([Change("person", {"known_as": "Bazza"}, person)])
        file = send(kim, tmp_path, rosa)
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await look_at(pilot, file)
        await see(pilot, "Nothing is changed yet.")
        await pilot.press("f2")
        await see(pilot, "1 to look at (!)")
        await pilot.press("enter")
        await see(pilot, "Two answers: Kim Example")
        await pilot.press("t")
        await wait_until(pilot, lambda: isinstance(app.screen, TwoAnswersScreen))
        await see(pilot, "keep a")
        await pilot.press("a")
        await wait_until(pilot, lambda: not conflicts.listed(app.session.desk))


async def test_what_an_unknown_colleague_brings_is_kept_aside_until_two_words_were_heard(
    tmp_path: Path,
) -> None:
    with both(tmp_path, acquainted=False) as (kim, rosa):
        accept(kim, rosa)
        add_person(kim)
        file = send(kim, tmp_path, rosa)
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await look_at(pilot, file)
        await see(pilot, "Not verified")
        await see_golden(pilot, "inspect-unverified")
        await pilot.press("f2")
        await see(pilot, "kept aside")
        await pilot.press("enter")
        await see(pilot, "Kept aside, sender not known")
        await pilot.press("c")
        await see(pilot, "words not compared")
        assert everyone(app.session.desk) == 0


async def test_a_path_that_is_not_there_is_told_and_stays(tmp_path: Path) -> None:
    with both(tmp_path):
        pass
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await look_at(pilot, Path("nowhere") / "file.rpb")
        await see(pilot, "Nothing was changed.")
        await see_golden(pilot, "receive-missing")
        await look_again(pilot, tmp_path / "kim")
        await see(pilot, "There is no file ending in .rpb in that folder.")


async def look_again(pilot: Pilot[int], path: Path) -> None:
    put(pilot, "path", str(path))
    await pilot.press("f2")


async def test_esc_stops_the_receiving_and_nothing_of_the_unfinished_file_is_in(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with both(tmp_path) as (kim, rosa):
        add_person(kim)
        send(kim, folder, rosa)
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await look_at(pilot, folder)
        await see(pilot, "1 file there.")
        screen = app.screen
        assert isinstance(screen, ReceiveScreen)
        screen.action_take()
        screen.action_back()
        await see(pilot, "Stopped.")
        assert everyone(app.session.desk) == 0


async def test_the_senders_own_page_tells_that_the_reply_has_come(tmp_path: Path) -> None:
    with both(tmp_path) as (kim, rosa):
        add_person(kim)
        receiving.receive(rosa, [send(kim, tmp_path, rosa)])
        replies = tmp_path / "replies"
        replies.mkdir()
        receiving.write_receipts(rosa, replies)
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await look_at(pilot, replies)
        await see(pilot, "1 file there.")
        await pilot.press("f2")
        await wait_until(pilot, lambda: isinstance(app.screen, ReceivedScreen))
        await see(pilot, "1 file of yours confirmed.")
        assert exchange_state.state(app.session.desk).only_here == 0

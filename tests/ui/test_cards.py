from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from textual.pilot import Pilot

from recovery_tui.casework import cards, receiving, start_packs
from recovery_tui.casework.owner import Role
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.card_facts import file_in
from recovery_tui.ui.screens.card import CardScreen
from recovery_tui.ui.screens.card_words import CompareScreen
from recovery_tui.ui.screens.cards import CardsScreen
from recovery_tui.ui.screens.place_dialog import PlaceDialog
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.vault.identity import ReadingKey
from tests.support.desks import add_person
from tests.support.exchange import accept, acquaint, colleague, send
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.team import app_of, both, unlocked

MADE_UP_KEYS = (
    "AGE-SECRET-KEY-1ALGWEGNJFPTA4WRFRSD75NE9WNDJ88YFKVZHS84P8HYZLXHKHKSQERVSNT",
    "AGE-SECRET-KEY-1H3PKN0WQ0FN5KNVDUYJQR9MQK3R2TPNCUJNACWF8L86A8F2JLKMQ55MG3N",
)


@pytest.fixture
def known_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading keys come from a list, so that a card has the same eight words in every run."""
    keys = itertools.cycle(MADE_UP_KEYS)
    monkeypatch.setattr(ReadingKey, "generate", classmethod(lambda cls: cls(next(keys))))


async def go_to_cards(pilot: Pilot[int]) -> None:
    await pilot.press("f7")
    await see(pilot, "[F7 Send and receive]")
    await pilot.press("c")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, CardsScreen))
    await see(pilot, "Your card:")


async def give_path(pilot: Pilot[int], path: Path) -> None:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PlaceDialog))
    pilot.app.screen.query_one("#typed").value = str(path)  # type: ignore[attr-defined]
    pilot.app.screen.query_one("#typed").focus()
    await pilot.press("enter")


async def hear(pilot: Pilot[int], words: tuple[str, ...]) -> None:
    """Type what somebody with these words reads out."""
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
    for row in pilot.app.screen.query(FieldRow):
        row.put(words[int(row.field.title.rpartition(" ")[2]) - 1])
    await pilot.press("f2")


async def test_a_card_from_a_file_is_accepted_by_two_words_heard_and_no_word_is_shown_meanwhile(
    tmp_path: Path, known_words: None
) -> None:
    with both(tmp_path, acquainted=False) as (_, rosa):
        cards.export_card(rosa, tmp_path / "rosa.rpcard")
        words = cards.own_card(rosa).words
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await go_to_cards(pilot)
        await see_golden(pilot, "cards-none")
        await pilot.press("a")
        await give_path(pilot, tmp_path / "kim")
        await see(pilot, "No colleague's card lies in that folder.")
        await pilot.press("a")
        await give_path(pilot, tmp_path)
        await see(pilot, "rosa.rpcard   in")
        await pilot.press("enter")
        await see(pilot, "words not compared")
        await see_golden(pilot, "card")
        await pilot.press("t")
        await see(pilot, "Ring Rosa Placeholder")
        await see(pilot, "F2 accept")
        assert not any(f" {word} " in screen_text(app) for word in words)
        await hear(pilot, ("zoo",) * 8)
        await see(pilot, "Those are not the words of this card")
        await hear(pilot, tuple(word.upper() for word in words))
        await see(pilot, "Accepted: Rosa Placeholder.")
        await see(pilot, "accepted Mon 23 Nov")
        await see_golden(pilot, "cards")


def test_a_card_file_is_named_after_its_owner_and_one_that_was_named_stands(tmp_path: Path) -> None:
    for name in ("Kim Ahmed (fictional)", " kim  ahmed - FICTIONAL "):
        assert file_in(tmp_path, name, ".rpcard") == tmp_path / "kim-ahmed-fictional.rpcard"
    assert file_in(tmp_path / "mine.rpcard", "Kim Ahmed", ".rpcard") == tmp_path / "mine.rpcard"


async def test_what_was_kept_aside_is_taken_in_once_its_senders_card_is_accepted(tmp_path: Path) -> None:
    with both(tmp_path, acquainted=False) as (kim, rosa):
        accept(kim, rosa)
        add_person(kim)
        receiving.receive(rosa, [send(kim, tmp_path, rosa)])
        words = cards.own_card(kim).words
    app = app_of(tmp_path, "rosa")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("f7")
        await see(pilot, "Kept aside: 1 file")
        await see_golden(pilot, "exchange-kept-aside")
        await pilot.press("end", "enter")
        await see(pilot, "Kim Example")
        await pilot.press("enter")
        await see(pilot, "words not compared")
        await pilot.press("t")
        await hear(pilot, words)
        await see(pilot, "1 file that had been kept aside was taken in: 3 new")


async def test_warnings_of_a_look_alike_stand_first(tmp_path: Path) -> None:
    with both(tmp_path) as (kim, _):
        other = colleague(tmp_path / "other", "Rosa Placeho1der", Role.SUPERVISOR)
        cards.export_card(other, tmp_path / "other.rpcard")
        other.close()
        cards.keep_card(kim, tmp_path / "other.rpcard")
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await go_to_cards(pilot)
        await see(pilot, "Rosa Placeho1der")
        await pilot.press("home", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, CardScreen))
        await see(pilot, "!! Another card here has a name that looks the same")
        assert screen_text(app).splitlines()[1].startswith(" !! Another card")


async def revoked(pilot: Pilot[int], app: RecoveryApp) -> None:
    await pilot.press("r")
    await see(pilot, "Revoke the card of Rosa Placeholder? Why?")
    await pilot.press("1")
    await see(pilot, "Revoke it: lost?")
    await see_golden(pilot, "card-revoke")
    await pilot.press("y")
    await see(pilot, "Revoked. Tell colleagues")
    await see(pilot, "they make new keys, under Identity cards")
    await pilot.press("t")
    await see(pilot, "It was revoked. To be believed again they make new keys")


async def test_a_card_is_revoked_only_after_a_reason_and_a_yes(tmp_path: Path, known_words: None) -> None:
    with both(tmp_path):
        pass
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await go_to_cards(pilot)
        await pilot.press("enter")
        await see(pilot, "the words were compared")
        await pilot.press("r", "escape")
        [card] = [each for each in cards.listed(app.session.desk) if each.trust != "own"]
        assert card.trust == "trusted"
        await revoked(pilot, app)
        [card] = [each for each in cards.listed(app.session.desk) if each.trust != "own"]
        assert (card.trust, card.reason) == ("revoked", "lost")


async def test_ones_own_card_and_a_start_pack_are_written_as_files_for_colleagues(tmp_path: Path) -> None:
    with both(tmp_path, acquainted=False):
        pass
    (tmp_path / "stick").mkdir()
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await go_to_cards(pilot)
        await pilot.press("e")
        await give_path(pilot, tmp_path / "stick")
        await see(pilot, "Your card is written")
        [file] = (tmp_path / "stick").iterdir()
        assert cards.look_at(app.session.desk, file).name == "Kim Example"
        await pilot.press("p")
        await see(pilot, "(used last)")
        await pilot.press("enter")
        await see(pilot, "The start pack is written")
        assert start_packs.look(tmp_path / "stick" / "kim-example.rpstart").name == "Kim Example"


async def test_new_keys_are_made_only_after_a_yes_and_the_new_words_stand_at_once(
    tmp_path: Path, known_words: None
) -> None:
    with both(tmp_path) as (kim, _):
        old, words = kim.me, cards.own_card(kim).words
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await go_to_cards(pilot)
        await pilot.press("n")
        await see(pilot, "Make new keys and a new card?")
        await pilot.press("escape")
        assert app.session.desk.me == old
        await pilot.press("n")
        await see(pilot, "compares the new words")
        await see_golden(pilot, "cards-new-keys")
        await pilot.press("y")
        await see(pilot, "You have new keys and a new card")
        own = cards.own_card(app.session.desk)
        assert own.fingerprint == app.session.desk.me != old
        assert own.words != words
        await see(pilot, f"  {own.words[0]} ")
        await see(pilot, "Rosa Placeholder")


async def test_three_colleagues_stand_by_name_with_their_trust(tmp_path: Path) -> None:
    with both(tmp_path) as (kim, _):
        pat = colleague(tmp_path / "pat", "Pat Madeup", organisation="Imaginary Housing")
        acquaint(kim, pat)
        pat.close()
    app = app_of(tmp_path, "kim")
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await go_to_cards(pilot)
        await see(pilot, "Pat Madeup")
        await pilot.press("home", "enter")
        await see(pilot, "only what is covered by permission or law")

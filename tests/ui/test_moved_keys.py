"""A key that was moved is named as it is now, in every sentence, hint, heading and help text."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

import recovery_tui
from recovery_tui.casework import cards, recording, session_note
from recovery_tui.casework.receiving import look
from recovery_tui.casework.views import Area, RecordId
from recovery_tui.ui import keys
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.commands import COMMANDS, move_keys
from recovery_tui.ui.received_files import Received
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.card import CardScreen
from recovery_tui.ui.screens.card_words import CompareScreen
from recovery_tui.ui.screens.choose_people import ChoosePeopleScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.history import HistoryScreen
from recovery_tui.ui.screens.inspect_file import InspectScreen
from recovery_tui.ui.screens.moved_keys import KeysScreen
from recovery_tui.ui.screens.pair import PairScreen
from recovery_tui.ui.screens.pairs import PairsScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.person_view import PersonViewScreen
from recovery_tui.ui.screens.print_plan import PrintPlanScreen
from recovery_tui.ui.screens.received import ReceivedScreen
from recovery_tui.ui.screens.received_file import ReceivedFileScreen
from recovery_tui.ui.screens.session_note import SessionNoteScreen
from recovery_tui.ui.wording import key_of, with_keys, with_titles
from recovery_tui.ui.words.guide import GUIDE
from tests.support.desks import add_person
from tests.support.exchange import send
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.team import app_of, both, unlocked
from tests.ui.test_every_exchange_screen import GAP

STAYS = {key for each in COMMANDS if not keys.can_move(each) for key in each.keys.split(",")}
"""Keys that nothing takes away from what they do."""

NAMED = re.compile(r"\bF(?:[1-9]|1[0-2])\b|\bctrl\+[a-z]\b|(?:(?<=\s)|(?<=\())[b-z/](?=[\s,;:.)])")
"""A function key, a key with ctrl, or a letter that stands alone: `a` is a word too, and looked for by its title."""


@pytest.fixture(autouse=True)
def _nothing_stays_moved() -> Iterator[None]:
    yield
    move_keys({})


def move_all(app: RecoveryApp) -> None:
    """Give every command that can be moved a key that no keyboard has."""
    moved = {each.id: f"f{number}" for number, each in enumerate(keys.movable(), 20)}
    move_keys(moved)
    app.set_keymap(moved)


def old_keys(text: str) -> set[str]:
    """What looks like the first key of a command that was moved."""
    found = {match[0] for match in NAMED.finditer(text)} - STAYS
    with_a = (f"a {each.title}" for each in keys.movable() if each.keys == "a")
    return found | {said for said in with_a if f" {said}" in text}


async def nothing_old_is_named(pilot: Pilot[int], sees: str) -> None:
    """On the page in front, and in what its help says."""
    await see(pilot, sees)
    page = pilot.app.screen
    assert isinstance(page, PlaceScreen)
    assert not old_keys(page.help_text()), page.help_text()
    await wait_until(pilot, lambda: not old_keys(screen_text(pilot.app)))


async def test_no_page_names_a_key_that_was_moved(tmp_path: Path) -> None:
    with both(tmp_path) as (kim, rosa):
        add_person(kim)
        lee, jo = (
            RecordId(add_person(rosa, name, "Jo", f"A234{n}AA")) for n, name in enumerate(("One", "Two"))
        )
        file = send(kim, tmp_path, rosa)
    app = app_of(tmp_path, "rosa")
    async with app.run_test(size=(120, 40)) as pilot:
        await unlocked(pilot)
        app.action_settings()
        await see(pilot, "Cover the screen after")
        move_all(app)
        app.pop_screen()
        session, desk = app.session, app.session.desk
        for place, sees in (("today", "[F"), ("caseload", "ONE Jo"), ("exchange", "Kim Example,")):
            app.action_go(place)
            await nothing_old_is_named(pilot, sees)
        actions: tuple[tuple[Callable[[], object], str], ...] = (
            (app.action_help, "You are here"),
            (app.action_find, "Find"),
            (app.action_chase, "Nobody waits"),
            (app.action_receive, "No stick"),
            (app.action_send, "Would leave"),
            (app.action_cards, "Your card:"),
            (app.action_settings, "Cover the screen after"),
            (app.action_agencies, "No agencies yet"),
            (app.action_guide, "What this is for"),
            (app.action_glossary, "ACCT"),
            (app.action_bring_in_list, "File with the list"),
            (app.action_day_sheet, "Day sheet"),
        )
        for act, sees in actions:
            before = app.screen
            act()
            await wait_until(pilot, lambda before=before: app.screen is not before)  # type: ignore[misc]
            await nothing_old_is_named(pilot, sees)
            app.pop_screen()
        screens: tuple[tuple[Screen[Any], str], ...] = (
            (KeysScreen(session), "Today and Caseload"),
            (ChoosePeopleScreen(session, {}), "ONE"),
            (InspectScreen(session, file, look(desk, file)), "For whom"),
            (ReceivedScreen(session, tmp_path, Received((GAP,), ())), "outcome"),
            (ReceivedFileScreen(session, tmp_path, GAP), "A file is missing."),
            (CardScreen(session, desk.me), "these are the words"),
            (CompareScreen(session, cards.own_card(desk), (2, 7)), "Word 7"),
            (PairsScreen(session), "Nobody seems"),
            (PairScreen(session, lee, jo), "marks what differs"),
            (HistoryScreen(session, lee, "One"), "One"),
            (PrintPlanScreen(session, lee), "My plan"),
            (PersonViewScreen(session, lee), "MATTERS"),
            (FormScreen(session, recording.new_person_form(desk)), "Surname"),
            (SessionNoteScreen(session, session_note.form(desk, lee)), "What was said"),
        )
        for screen, sees in screens:
            app.push_screen(screen)
            await wait_until(pilot, lambda screen=screen: app.screen is screen)  # type: ignore[misc]
            await nothing_old_is_named(pilot, sees)
            app.pop_screen()
        person = PersonScreen(session, lee)
        app.push_screen(person)
        for digit, area in enumerate(Area, 1):
            await see(pilot, "ONE Jo")
            person.action_show_area(digit)
            await wait_until(pilot, lambda area=area: person.area is area)  # type: ignore[misc]
            await nothing_old_is_named(pilot, "ONE Jo")


def test_no_command_explains_itself_by_a_key() -> None:
    for each in COMMANDS:
        if not each.id.startswith("answers.keep-"):  # the answers themselves are called a, b, c
            assert not old_keys(f"{each.title}. {each.help}"), each


def test_the_guide_names_keys_on_screens_and_commands_in_line_mode() -> None:
    text = " ".join(paragraph for chapter in GUIDE for paragraph in chapter.paragraphs)
    assert "F8 from anywhere" in with_keys(text)
    assert "bad news from anywhere" in with_titles(text)
    move_keys({"app.bad-news": "f12"})
    assert key_of("app.bad-news") == "F12"
    assert "F12 from anywhere" in with_keys(text)


def test_no_sentence_is_written_with_a_key_in_it() -> None:
    package = Path(recovery_tui.__file__).parent
    for file in (*(package / "ui").rglob("*.py"), *(package / "casework").rglob("*.py")):
        if file.name == "commands.py":
            continue
        tree = ast.parse(file.read_text("utf-8"))
        explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
                assert not re.search(r"\bF(?:[1-9]|1[0-2])\b|\bctrl\+[a-z]", node.value), (file, node.value)

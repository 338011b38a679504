from __future__ import annotations

import pytest
from textual import events

from recovery_tui.casework.views import Choice
from recovery_tui.ui.commands import Command, Place, palette_of
from recovery_tui.ui.glyphs import UNICODE
from recovery_tui.ui.screens.dialogs import ChoiceDialog, ConfirmDialog, Option, ReasonDialog
from recovery_tui.ui.screens.palette import PaletteDialog
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.stage import Stage

OPTIONS = [Option("s", "save", "save"), Option("k", "keep as a draft", "keep")]
REASONS = [Choice("twice", "Entered twice"), Choice("wrong", "Belongs to another person")]


@pytest.mark.parametrize(
    ("keys", "answer"), [(["k"], "keep"), (["down", "enter"], "keep"), (["escape"], None)]
)
async def test_one_key_answers_a_question(keys: list[str], answer: str | None) -> None:
    app = Stage()
    answers: list[str | None] = []
    async with app.run_test() as pilot:
        app.push_screen(ChoiceDialog(UNICODE, "This form was changed.", OPTIONS), answers.append)
        await see(pilot, "keep as a draft")
        await pilot.press(*keys)
        await wait_until(pilot, lambda: answers == [answer])


@pytest.mark.parametrize("second", ["k", "s", "escape", "enter"])
async def test_keys_typed_ahead_give_one_answer_and_close_one_screen(second: str) -> None:
    app = Stage()
    answers: list[str | None] = []
    async with app.run_test() as pilot:
        app.push_screen(ChoiceDialog(UNICODE, "The question beneath.", OPTIONS))
        await see(pilot, "The question beneath.")
        beneath = app.screen
        asked = ChoiceDialog(UNICODE, "This form was changed.", OPTIONS)
        app.push_screen(asked, answers.append)
        await see(pilot, "This form was changed.")
        asked.post_message(events.Key("k", "k"))
        asked.post_message(events.Key(second, second if len(second) == 1 else None))
        await wait_until(pilot, lambda: app.screen is beneath)
        await see(pilot, "The question beneath.")
        assert answers == ["keep"]


async def test_the_cursor_starts_on_the_answer_that_changes_nothing() -> None:
    app = Stage()
    answers: list[bool | None] = []
    async with app.run_test() as pilot:
        app.push_screen(
            ConfirmDialog(UNICODE, "Put it back?", "Nothing is lost.", "yes", "no"), answers.append
        )
        await see(pilot, "Nothing is lost.")
        await see_golden(pilot, "confirm")
        await pilot.press("enter")
        await wait_until(pilot, lambda: answers == [False])


async def test_a_reason_is_one_key_and_the_last_used_comes_first() -> None:
    app = Stage()
    answers: list[str | None] = []
    async with app.run_test() as pilot:
        app.push_screen(ReasonDialog(UNICODE, "Why?", REASONS, ["wrong"]), answers.append)
        await see(pilot, "1  Belongs to another person")
        await pilot.press("1")
        await wait_until(pilot, lambda: answers == ["wrong"])


async def test_free_text_is_only_for_another_reason() -> None:
    app = Stage()
    answers: list[str | None] = []
    async with app.run_test() as pilot:
        app.push_screen(ReasonDialog(UNICODE, "Why?", REASONS), answers.append)
        await see(pilot, "another reason, in words")
        await pilot.press("3", *"moved", "enter")
        await wait_until(pilot, lambda: answers == ["moved"])


async def test_the_palette_finds_a_command_by_part_of_its_name() -> None:
    app = Stage()
    answers: list[Command | None] = []
    async with app.run_test() as pilot:
        app.push_screen(PaletteDialog(UNICODE, palette_of(Place.PERSON)), answers.append)
        await see(pilot, "Which command?")
        await pilot.press(*"histo", "enter")
        await wait_until(pilot, lambda: bool(answers))
        assert answers[0] is not None
        assert answers[0].id == "person.history"


async def test_a_long_list_is_narrowed_by_typing_and_leaves_head_and_foot_in_sight() -> None:
    app = Stage()
    answers: list[int | None] = []
    names = [f"Kind {number} of record" for number in range(40)] + ["Tested: peer meeting", "Peer meeting"]
    options = [Option(str(at) if at < 10 else "", name, at) for at, name in enumerate(names, 1)]
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(ChoiceDialog(UNICODE, "Add what?", options), answers.append)
        await see(pilot, "letters narrow the list")
        dialog = app.screen.query_one("#dialog").region
        assert dialog.y > 1
        assert dialog.bottom < 19
        await pilot.press(*"peex")
        await see(pilot, "narrow the list   pee")
        await see(pilot, "1  Tested: peer meeting")
        await pilot.press("backspace", "backspace", *"eer")
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: answers == [42])

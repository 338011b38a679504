from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from recovery_tui.casework import cards, opening, sending, settings, start_packs
from recovery_tui.casework.owner import Role
from recovery_tui.clock import SetClock
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.first_run import FirstRunScreen
from recovery_tui.ui.screens.first_run_pack import PackWordsStep
from recovery_tui.ui.screens.first_run_steps import ConfirmStep, WordsStep
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.recover import RecoverScreen
from recovery_tui.ui.screens.unlock import UnlockScreen
from recovery_tui.ui.unlocking import PRACTISE, Opened
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.place_field import PlaceRow
from recovery_tui.ui.widgets.typed_input import TypedInput
from tests.support.exchange import colleague
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import KIM, PASSPHRASE, app_on, make_app
from tests.ui.stage import MONDAY, Stage, session_at

NEW = "violin moss lantern harbour"


def put(app: RecoveryApp, key: str, value: str) -> None:
    app.screen.query_one(f"#field-{key}", FieldRow).put(value)


async def test_the_first_run_ends_with_work_and_the_words_open_the_store_again(tmp_path: Path) -> None:
    clock = SetClock(MONDAY)
    app = app_on(tmp_path, clock)
    async with app.run_test() as pilot:
        await see(pilot, "A start pack, step 1 of 7")
        await see_golden(pilot, "first-run-pack")
        await pilot.press("f2")
        await see(pilot, "Who you are, step 2 of 7")
        await wait_until(pilot, lambda: isinstance(app.focused, TypedInput))
        await see_golden(pilot, "first-run-who")
        put(app, "name", "Kim Example")
        put(app, "establishment", "le")
        await pilot.press("f2")
        await see(pilot, "three capital letters")
        put(app, "establishment", "lei")
        await pilot.press("f2")
        await see(pilot, "A passphrase, step 3 of 7")
        await pilot.press("escape")
        await see(pilot, "Who you are, step 2 of 7")
        await see(pilot, "Kim Example")
        await pilot.press("f2")
        await see(pilot, "A passphrase, step 3 of 7")
        put(app, "passphrase", "short")
        await pilot.press("f2")
        await see(pilot, "5 are typed.")
        await see_golden(pilot, "first-run-passphrase")
        put(app, "passphrase", PASSPHRASE)
        put(app, "again", "something else entirely")
        await pilot.press("f2")
        await see(pilot, "The two are not the same.")
        assert PASSPHRASE not in screen_text(app)
        put(app, "again", PASSPHRASE)
        await pilot.press("f2")
        await see(pilot, "Where the records live")
        await wait_until(pilot, lambda: isinstance(app.focused, LineList))
        await pilot.press("enter")
        await see(pilot, "Twelve words on paper")
        screen = app.screen
        assert isinstance(screen, FirstRunScreen)
        words = screen._words
        await pilot.press("f4", "f3")
        await wait_until(pilot, lambda: all(word in screen_text(app) for word in words))
        await wait_until(pilot, lambda: isinstance(app.focused, LineList))
        await see_golden(pilot, "first-run-words")
        await pilot.press("escape")
        await see(pilot, "The store is made")
        await wait_until(pilot, lambda: isinstance(app.focused, LineList))
        await pilot.press("enter")
        await see(pilot, "Are they on paper?")
        await wait_until(pilot, lambda: isinstance(app.focused, TypedInput))
        await wait_until(pilot, lambda: not any(f" {word} " in screen_text(app) for word in words))
        step = screen._step
        assert isinstance(step, ConfirmStep)
        for place in step._asked:
            put(app, f"word-{place}", words[place])
        await pilot.press("f2")
        await see(pilot, "How do you want to begin?")
        await wait_until(pilot, lambda: isinstance(app.focused, LineList))
        await see_golden(pilot, "first-run-start")
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen))
        await see(pilot, "New person")
        store = app.session.desk.store_name
        app.session.desk.close()
    again = opening.recover(tmp_path, store, words, NEW, clock)
    assert again.owner.name == "Kim Example"
    again.close()


async def test_who_would_practise_first_gets_made_up_people_and_finds_the_new_store_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "Practice", partial(opening.Practice, people=2))
    app, clock, _ = make_app(tmp_path)
    desk = opening.open_desk(tmp_path, "kim-example", PASSPHRASE, clock)
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        unlock = app.screen
        assert isinstance(unlock, UnlockScreen)
        unlock._take_opened(Opened(desk, settings.read(desk), PRACTISE))
        await see(pilot, "[F5 Today]")
        assert app.session.demo
        app.action_lock()
        await see(pilot, "> kim-example")


async def test_the_step_before_the_store_is_made_says_where_and_warns(tmp_path: Path) -> None:
    screen = FirstRunScreen(session_at(tmp_path))
    app = Stage()
    async with app.run_test() as pilot:
        app.push_screen(screen)
        await see(pilot, "Are you the first here?")
        screen._number = 3
        screen._show_place(opening.where_words(Path("/home/kim/Dropbox/records")))
        await see(pilot, "Make the store here")
        await see(pilot, "--data-dir")
        await wait_until(pilot, lambda: isinstance(app.focused, LineList))
        await see_golden(pilot, "first-run-place")


async def test_lost_passphrase_the_words_open_the_records_and_set_a_new_one(tmp_path: Path) -> None:
    from recovery_tui.vault.keyring import QUICK

    clock = SetClock(MONDAY)
    desk, words = opening.set_up(tmp_path, KIM, PASSPHRASE, clock, QUICK)
    desk.close()
    app = app_on(tmp_path, clock)
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        await wait_until(pilot, lambda: isinstance(app.focused, TypedInput))
        await pilot.press("down", "down", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, RecoverScreen))
        await see(pilot, "The twelve words")
        await see_golden(pilot, "recover")
        put(app, "words", " ".join(words[:11]))
        put(app, "new", NEW)
        put(app, "again", NEW)
        await pilot.press("f2")
        await see(pilot, "There are twelve words; 11 are typed.")
        put(app, "words", " ".join(words).upper())
        await pilot.press("f2")
        await see(pilot, "[F5 Today]")
        assert app.session.desk.matches(NEW)
        app.session.desk.close()


async def first_steps_with_a_pack(pilot: Pilot[int], pack: Path, words: tuple[str, ...]) -> None:
    """From the start pack to the passphrase, with words as they were heard; none for later."""
    app = pilot.app
    await see(pilot, "Are you the first here?")
    app.screen.query_one("#field-pack", FieldRow).put(str(pack))
    await pilot.press("f2")
    await see(pilot, "Whose start pack?, step 2 of 8")
    step = app.screen._step  # type: ignore[attr-defined]
    assert isinstance(step, PackWordsStep)
    for place, row in zip(step.found.places, step.rows, strict=True):
        row.put(words[place - 1] if words else "")
    await pilot.press("f2")


async def test_a_start_pack_tells_the_site_and_two_words_heard_accept_its_card(tmp_path: Path) -> None:
    rosa = colleague(tmp_path / "rosa", "Rosa Placeholder", Role.SUPERVISOR)
    words = cards.own_card(rosa).words
    start_packs.write(rosa, tmp_path / "team.rpstart")
    rosa.close()
    app = app_on(tmp_path / "kim", SetClock(MONDAY))
    async with app.run_test() as pilot:
        await first_steps_with_a_pack(pilot, tmp_path / "team.rpstart", ("zoo",) * 8)
        await see(pilot, "Those are not the words of this card")
        step = app.screen._step  # type: ignore[attr-defined]
        for place, row in zip(step.found.places, step.rows, strict=True):
            row.put(words[place - 1])
        await pilot.press("f2")
        await see(pilot, "Who you are, step 3 of 8")
        await see(pilot, "Fictional Prison Service")
        put(app, "name", "Kim Example")
        await pilot.press("f2")
        await see(pilot, "A passphrase, step 4 of 8")
        put(app, "passphrase", PASSPHRASE)
        put(app, "again", PASSPHRASE)
        await pilot.press("f2")
        await see(pilot, "Where the records live")
        await wait_until(pilot, lambda: isinstance(app.focused, LineList))
        await pilot.press("enter")
        await see(pilot, "Twelve words on paper")
        screen = app.screen
        assert isinstance(screen, FirstRunScreen)
        assert screen._opened is not None
        kim = screen._opened.desk
        [card] = sending.recipients(kim)
        assert (card.name, card.role) == ("Rosa Placeholder", "supervisor")
        kim.close()


async def test_a_file_that_is_no_start_pack_is_told_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "other.rpstart").write_text("no pack at all", encoding="utf-8")
    app = app_on(tmp_path / "kim", SetClock(MONDAY))
    async with app.run_test() as pilot:
        await see(pilot, "Are you the first here?")
        put(app, "pack", str(tmp_path / "other.rpstart"))
        await pilot.press("f2")
        await see(pilot, "Nothing was changed")
        await see(pilot, "step 1 of 7")
        await pilot.press("escape")
        await see(pilot, "Start here")
        await wait_until(pilot, lambda: isinstance(app.focused, LineList))
        await pilot.press("down", "down", "enter")
        await see(pilot, "step 1 of 7")
        assert app.screen.query_one(PlaceRow).path == tmp_path / "other.rpstart", "it need not be typed again"
        put(app, "pack", "")
        await pilot.press("f2")
        await see(pilot, "step 2 of 7")


async def test_the_longest_twelve_words_stand_in_three_lines_of_the_smallest_window(tmp_path: Path) -> None:
    screen = FirstRunScreen(session_at(tmp_path))
    app = Stage()
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(screen)
        await see(pilot, "Are you the first here?")
        screen._go_on(WordsStep(screen.session.glyphs, ("absolute",) * 12))
        await see(pilot, "12 absolute")
        lines = screen_text(app).splitlines()
        assert [line.count("absolute") for line in lines if "absolute" in line] == [4, 4, 4]

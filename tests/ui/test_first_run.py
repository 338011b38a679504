from __future__ import annotations

from pathlib import Path

from recovery_tui.casework import opening
from recovery_tui.clock import SetClock
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.first_run import FirstRunScreen
from recovery_tui.ui.screens.first_run_steps import ConfirmStep
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.recover import RecoverScreen
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.typed_input import TypedInput
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import KIM, PASSPHRASE, app_on
from tests.ui.stage import MONDAY

NEW = "violin moss lantern harbour"


def put(app: RecoveryApp, key: str, value: str) -> None:
    app.screen.query_one(f"#field-{key}", FieldRow).put(value)


async def test_the_first_run_ends_with_work_and_the_words_open_the_store_again(tmp_path: Path) -> None:
    clock = SetClock(MONDAY)
    app = app_on(tmp_path, clock)
    async with app.run_test() as pilot:
        await see(pilot, "Who you are, step 1 of 6")
        await see_golden(pilot, "first-run-who")
        put(app, "name", "Kim Example")
        put(app, "establishment", "lei")
        await pilot.press("f2")
        await see(pilot, "A passphrase, step 2 of 6")
        put(app, "passphrase", "short")
        await pilot.press("f2")
        await see(pilot, "5 are typed.")
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
        await see(pilot, "Twelve words on paper", timeout=60)
        screen = app.screen
        assert isinstance(screen, FirstRunScreen)
        words = screen._words
        await wait_until(pilot, lambda: all(word in screen_text(app) for word in words))
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
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen))
        await see(pilot, "New person")
        store = app.session.desk.store_name
        app.session.desk.close()
    again = opening.recover(tmp_path, store, words, NEW, clock)
    assert again.owner.name == "Kim Example"
    again.close()


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
        await see(pilot, "[F5 Today]", timeout=60)
        assert app.session.desk.matches(NEW)
        app.session.desk.close()

"""Keys that come faster than pages do go where they were meant to."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.pilot import Pilot

from recovery_tui.casework import drafts
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.dialogs import ChoiceDialog
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.session_note import SessionNoteScreen
from tests.support.waiting import see, wait_until
from tests.ui.office import PASSPHRASE, make_app, unlock

PROSE = "Had a day of doubt, then rang her sister."
"""Nearly every letter of it is a command of the person's page, or picks an answer at the head of a note."""


def type_at_once(app: RecoveryApp, *keys: str) -> None:
    """Post keys without letting the app work in between, as a terminal does that was waited for."""
    for key in keys:
        character = {"space": " ", "full_stop": ".", "comma": ","}.get(key, key if len(key) == 1 else None)
        app.post_message(events.Key(key, character))


def letters(text: str) -> list[str]:
    names = {" ": "space", ".": "full_stop", ",": "comma"}
    return [names.get(letter, letter) for letter in text]


def standing(app: RecoveryApp, key: str) -> str:
    forms = [screen for screen in app.screen_stack if isinstance(screen, FormScreen)]
    return forms[-1].typed.get(key, "") if forms else ""


async def on_a_person(pilot: Pilot[int], app: RecoveryApp, person: str) -> None:
    await unlock(pilot)
    app.push_screen(PersonScreen(app.session, person))  # type: ignore[arg-type]
    await see(pilot, "Keep my script")


async def test_what_is_typed_right_after_the_key_of_a_note_stands_in_the_note(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await on_a_person(pilot, app, people[0])
        type_at_once(app, "s", *letters(PROSE))
        await wait_until(pilot, lambda: standing(app, "contact.summary") == PROSE)
        assert standing(app, "contact.outcome") == "held"
        assert isinstance(app.screen, SessionNoteScreen)


async def test_what_is_typed_ahead_answers_no_question_about_a_draft(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await on_a_person(pilot, app, people[0])
        type_at_once(app, "s", *letters("Kept."))
        await wait_until(pilot, lambda: standing(app, "contact.summary") == "Kept.")
        await pilot.press("escape", "k")
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        type_at_once(app, "s", *letters(" 2 more."))
        await see(pilot, "resume or discard?")
        await pilot.pause()
        assert isinstance(app.screen, ChoiceDialog)
        await pilot.press("1")
        await wait_until(pilot, lambda: "2 more." in standing(app, "contact.summary"))
        assert "Kept." in standing(app, "contact.summary")
        app.session.forms[-1].keep_draft_now()
        assert len(drafts.unfinished(app.session.desk)) == 1


async def test_hiding_the_screen_waits_for_no_page_and_takes_nothing_with_it(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await on_a_person(pilot, app, people[0])
        type_at_once(app, "s", *letters("Said she"), "f9")
        await see(pilot, "The screen is covered")
        await pilot.press(*letters(PASSPHRASE), "enter")
        await wait_until(pilot, lambda: standing(app, "contact.summary") == "Said she")


async def test_keys_that_still_wait_as_the_program_ends_stop_nothing(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await on_a_person(pilot, app, people[0])
    assert not app.screen_stack
    await app.on_event(events.Key("x", "x"))
    app._ahead.append(events.Key("x", "x"))
    await app._next(app.Done(app._given))
    assert app.return_code in (0, None)

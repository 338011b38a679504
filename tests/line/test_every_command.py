"""Whatever the palette of a screen offers can be done in line mode, or is listed here with the reason why not."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import recovery_tui.ui.line as line
from recovery_tui.ui.commands import COMMANDS, Command, Place
from recovery_tui.ui.line.page import Page, counterpart

ASKED_IN_TURN = "line mode asks for these one after the other; there is no page with keys"
NO_PAGES = "a form is asked field by field, not in pages"
AT_EVERY_PROMPT = "`save` and `back` at every prompt"
OF_THE_FORM = "typed at the end of the form, where it is offered"
NO_SCREEN = "nothing is painted, so there is nothing to move in"
NO_KEYS = "line mode has no keys to move"

INSTEAD: dict[Place, str] = {
    Place.LIST: "a number says which line",
    Place.FIELD: "a line is edited by the terminal",
    Place.SCREEN: NO_SCREEN,
    Place.WHOSE: ASKED_IN_TURN,
    Place.CHOOSE_PEOPLE: ASKED_IN_TURN,
    Place.RECEIVE: ASKED_IN_TURN,
    Place.COMPARE: ASKED_IN_TURN,
    Place.CSV: ASKED_IN_TURN,
    Place.PRINT: ASKED_IN_TURN,
    Place.PIN: ASKED_IN_TURN,
    Place.UNLOCK: ASKED_IN_TURN,
    Place.COVER: ASKED_IN_TURN,
    Place.FIRST_RUN: ASKED_IN_TURN,
    Place.RECOVER: ASKED_IN_TURN,
    Place.BACKUPS: ASKED_IN_TURN,
    Place.RESTORE: ASKED_IN_TURN,
    Place.DIALOG: ASKED_IN_TURN,
    Place.KEYS: NO_KEYS,
    Place.HELP: "`help` is said at every prompt; glossary and guide are commands everywhere",
}
"""Places of the screens that line mode has in another way."""

OTHERWISE = {
    "form.save": AT_EVERY_PROMPT,
    "form.leave": AT_EVERY_PROMPT,
    "form.next": NO_PAGES,
    "form.previous": NO_PAGES,
    "form.same": OF_THE_FORM,
    "note.copy": OF_THE_FORM,
    "note.later": OF_THE_FORM,
    "view.down": NO_SCREEN,
    "view.up": NO_SCREEN,
}
"""Commands that are given in another way."""


def _pages() -> dict[Place, type[Page]]:
    modules = [
        importlib.import_module(f"{line.__name__}.{each.name}")
        for each in pkgutil.iter_modules(line.__path__)
    ]
    found = [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Page)
    ]
    return {page.PLACE: page for page in found if hasattr(page, "PLACE")}


PAGES = _pages()


@pytest.mark.parametrize("command", [each for each in COMMANDS if each.in_palette], ids=lambda each: each.id)
def test_every_command_of_the_palette_can_be_given_in_line_mode(command: Command) -> None:
    for place in command.places:
        if place in INSTEAD or command.id in OTHERWISE:
            continue
        page = Page if place is Place.APP else PAGES[place]
        assert counterpart(page, command), f"{command.id} in {place.words}"


def test_a_number_opens_the_line_wherever_enter_does_on_the_screen() -> None:
    opens = [each for each in COMMANDS if each.keys == "enter" and not each.in_palette]
    for command in opens:
        for place in set(command.places) - set(INSTEAD):
            assert counterpart(PAGES[place], command), f"{command.id} in {place.words}"


def test_nothing_is_excused_that_can_be_given_after_all() -> None:
    for command_id in OTHERWISE:
        places = next(each for each in COMMANDS if each.id == command_id).places
        assert not any(
            counterpart(PAGES[place], next(c for c in COMMANDS if c.id == command_id))
            for place in places
            if place in PAGES
        )
    assert not set(INSTEAD) & set(PAGES)

from __future__ import annotations

import pytest
from textual.binding import Binding

from recovery_tui.ui.commands import (
    COMMANDS,
    FOOTER_LIMIT,
    Place,
    bindings_for,
    commands_of,
    footer_of,
    key_name,
    palette_of,
)

EVERYWHERE = (Place.APP, Place.SCREEN)


@pytest.mark.parametrize("place", list(Place))
def test_no_key_means_two_things_in_one_place(place: Place) -> None:
    keys = [key for command in commands_of(place) for key in command.keys.split(",") if key]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("place", [place for place in Place if place not in EVERYWHERE])
def test_no_key_of_a_place_hides_one_that_works_everywhere(place: Place) -> None:
    here = {key for command in commands_of(place) for key in command.keys.split(",") if key}
    always = {key for always in EVERYWHERE for c in commands_of(always) for key in c.keys.split(",") if key}
    assert not here & always


def test_no_key_of_a_place_is_taken_by_the_list_or_the_field_that_has_the_cursor() -> None:
    for inner in (Place.LIST, Place.FIELD):
        taken = {key for command in commands_of(inner) for key in command.keys.split(",")}
        for place in [place for place in Place if place not in (inner, Place.PERSON_VIEW)]:
            shared = {
                key
                for command in commands_of(place)
                for key in command.keys.split(",")
                if key in taken and not command.priority
            }
            assert shared <= {"enter"}, place  # which opens the line, by the list or by the page


def test_every_command_has_an_id_of_its_own_and_says_what_it_does() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))
    assert all(command.help.endswith(".") and command.title for command in COMMANDS)


def test_every_binding_has_an_id_so_that_keys_can_be_moved() -> None:
    for place in Place:
        for binding in bindings_for(place):
            assert isinstance(binding, Binding)
            assert binding.id


@pytest.mark.parametrize("place", list(Place))
def test_the_foot_shows_at_most_six_keys_and_fits_eighty_columns(place: Place) -> None:
    shown = footer_of(place)
    assert len(shown) <= FOOTER_LIMIT
    assert sum(len(command.key) + len(command.title) + 4 for command in shown) <= 80


@pytest.mark.parametrize("place", list(Place))
def test_the_palette_offers_only_our_own_commands(place: Place) -> None:
    titles = " ".join(command.title for command in palette_of(place)).lower()
    for word in ("screenshot", "theme", "maximize", "minimize"):
        assert word not in titles


def test_letters_are_never_commands_where_something_is_typed() -> None:
    for place in (Place.FORM, Place.FIELD, Place.UNLOCK, Place.FIRST_RUN, Place.RECOVER, Place.COVER):
        for command in commands_of(place):
            assert all(len(key) > 1 for key in command.keys.split(",")), command.id


def test_keys_are_named_as_they_are_printed() -> None:
    assert [key_name(key) for key in ("f2", "question_mark", "escape", "ctrl+s", "n")] == [
        "F2",
        "?",
        "Esc",
        "ctrl+s",
        "n",
    ]

from __future__ import annotations

from collections.abc import Iterator

import pytest

from recovery_tui.ui import keys
from recovery_tui.ui.commands import COMMANDS, Place, command, commands_of, move_keys


@pytest.fixture(autouse=True)
def _nothing_stays_moved() -> Iterator[None]:
    yield
    move_keys({})


def test_a_moved_command_is_named_by_its_new_key_everywhere() -> None:
    assert command("form.save").all_keys == "F2 or ctrl+s"
    move_keys({"form.save": "f12"})
    assert command("form.save").key == command("form.save").all_keys == "F12"
    move_keys({})
    assert command("form.save").key == "F2"


@pytest.mark.parametrize(
    "key", ["enter", "escape", "tab", "space", "down", "ctrl+c", "ctrl+z", "ctrl+i", "alt+x", "1", "9", ""]
)
def test_no_command_takes_a_key_that_typing_or_moving_needs(key: str) -> None:
    for moving in keys.movable():
        assert keys.refusal(moving, key, {})


def test_a_letter_is_given_only_to_what_has_a_letter_already() -> None:
    assert "would be typed" in keys.refusal(command("form.save"), "w", {})
    assert not keys.refusal(command("exchange.cards"), "v", {})


def test_two_commands_of_one_place_never_share_a_key() -> None:
    assert "“save”" in keys.refusal(command("form.same"), "f2", {})
    assert "“Today”" in keys.refusal(command("form.same"), "f5", {})
    assert not keys.refusal(command("form.same"), "f5", {"app.today": "f12"})
    assert keys.refusal(command("form.same"), "f12", {"app.today": "f12"})
    assert "“down”" in keys.refusal(command("exchange.cards"), "j", {})


def test_a_command_may_be_given_the_key_it_has() -> None:
    for moving in keys.movable():
        assert not keys.refusal(moving, moving.keys.split(",")[0], {}) or _shared_from_the_start(moving.id)


def _shared_from_the_start(wanted: str) -> bool:
    """Whether a list takes the key first where this command has it too."""
    mine = set(command(wanted).keys.split(","))
    return any(mine & set(each.keys.split(",")) for each in commands_of(Place.LIST))


def test_moved_keys_are_read_as_they_were_written() -> None:
    moved = {"form.save": "f12", "app.today": "ctrl+t"}
    assert keys.read(keys.written(moved)) == moved
    assert keys.read(keys.written({})) == {}


@pytest.mark.parametrize(
    "kept",
    [
        "not json",
        "[]",
        '{"no.such": "f12"}',
        '{"form.save": 12}',
        '{"form.save": "escape"}',
        '{"form.save": "f5"}',
        '{"form.save": "f12", "form.same": "f12"}',
        '{"app.cards": "f12"}',
    ],
)
def test_kept_keys_that_can_not_be_are_left_out(kept: str) -> None:
    assert keys.read(kept) == {}


def test_what_has_no_key_of_its_own_can_not_be_moved() -> None:
    assert not any(
        each.keys == "" or each.keys.startswith(("escape", "enter", "tab")) for each in keys.movable()
    )
    assert {"form.save", "app.today", "app.hide"} <= {each.id for each in COMMANDS if keys.can_move(each)}

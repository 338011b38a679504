"""Moving a command to another key: which keys it may have, where two would clash, how it is kept in the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping

from recovery_tui.ui.commands import COMMANDS, Command, Place, command, key_name

Moved = Mapping[str, str]
"""By a command's id the key it was moved to."""

_FUNCTION_KEYS = frozenset(f"f{number}" for number in range(1, 13))
_EDITING = frozenset("acdefhijkmuvwxyz")
"""With ctrl these edit what is typed, or are another key on some keyboards."""
_WITH_CTRL = frozenset(f"ctrl+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in _EDITING)
_EVERYWHERE = frozenset({Place.APP, Place.SCREEN, Place.LIST, Place.FIELD})
_NAMED = frozenset({"slash", "question_mark", "full_stop", "comma", "plus", "minus"})
"""Signs that Textual calls by a name."""


def can_move(moving: Command) -> bool:
    """Whether a command may have another key; Enter, Esc, Tab and the arrows stay what they are everywhere."""
    return bool(moving.keys) and _may_be_given(moving.keys.split(",")[0])


def movable() -> tuple[Command, ...]:
    """The commands that can be moved, in their order."""
    return tuple(each for each in COMMANDS if can_move(each))


def refusal(moving: Command, key: str, moved: Moved) -> str:
    """Why `moving` can't have `key`, as a sentence; empty when it can."""
    if not _may_be_given(key):
        return f"{key_name(key)} is needed for typing or for moving about. Press another key."
    if _is_sign(key) and not _is_sign(moving.keys.split(",")[0]):
        return "A letter or sign would be typed here instead. Press a function key, or ctrl with a letter."
    taken = next((each for each in COMMANDS if key in _keys(each, moved) and _meet(moving, each)), None)
    if taken is not None:
        return f"{key_name(key)} is “{taken.title}” ({taken.places[0].words}). Press another key."
    return ""


def written(moved: Moved) -> str:
    """How moved keys are kept."""
    return json.dumps(dict(moved), sort_keys=True) if moved else ""


def read(text: str) -> dict[str, str]:
    """The moved keys kept by `written`; what this version knows no more, or what would clash in it, is left out."""
    try:
        kept = json.loads(text or "{}")
    except ValueError:
        return {}
    moved: dict[str, str] = {}
    known = {each.id for each in movable()}
    for wanted, key in kept.items() if isinstance(kept, dict) else ():
        others = {other: at for other, at in kept.items() if other in known and other != wanted}
        if wanted in known and isinstance(key, str) and not refusal(command(wanted), key, others):
            moved[wanted] = key
    return moved


def _keys(each: Command, moved: Moved) -> list[str]:
    return str(moved.get(each.id, each.keys)).split(",")


def _meet(one: Command, other: Command) -> bool:
    """Whether two commands can be given in the same place."""
    if one.id == other.id:
        return False
    places, others = {*one.places}, {*other.places}
    return bool(places & others or _EVERYWHERE & (places | others))


def _may_be_given(key: str) -> bool:
    return _is_sign(key) or key in _FUNCTION_KEYS or key in _WITH_CTRL


def _is_sign(key: str) -> bool:
    """Whether it types something and may be moved all the same; digits are the areas of a person and nothing else."""
    return key in _NAMED or (len(key) == 1 and "!" <= key <= "~" and key != "," and not key.isdigit())

"""A start pack as the first run takes it: looked at, two of its words heard, and taken into the new store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recovery_tui.casework.drives import files_in, removable_drives
from recovery_tui.clock import Clock
from recovery_tui.errors import RecoveryError

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk
    from recovery_tui.casework.start_packs import Pack

ENDING = ".rpstart"


@dataclass(frozen=True)
class StartPack:
    """A pack that was looked at, and which of its words to ask for."""

    path: Path
    pack: Pack
    places: tuple[int, int]


def packs_on_sticks() -> tuple[tuple[str, Path], ...]:
    """The start packs at the top of sticks; for a thread."""
    return tuple(_named(removable_drives()))


def look_at(path: Path, clock: Clock) -> StartPack:
    """What a pack says; for a thread. Raises what `start_packs.look` does."""
    from recovery_tui.casework import cards, start_packs

    return StartPack(path, start_packs.look(path), cards.places_by_chance(clock))


def check_heard(found: StartPack, heard: dict[int, str]) -> None:
    """Raise WordsDifferError unless the words are those of the pack's card; for a thread."""
    from recovery_tui.casework import cards

    cards.check_heard(found.pack.words, heard)


def start_from(desk: Desk, found: StartPack, heard: dict[int, str]) -> str:
    """Take the pack into a new store; gives what went wrong, or empty: the store itself stands. For a thread."""
    from recovery_tui.casework import receiving, start_packs

    try:
        card = start_packs.take_in(desk, found.path)
        if heard:
            receiving.accept(desk, card.fingerprint, heard)
    except RecoveryError as error:
        return f"The start pack could not be taken in. {error.message}"
    return ""


def _named(folders: Iterable[Path]) -> Iterable[tuple[str, Path]]:
    for folder in folders:
        for file in files_in(folder, ENDING):
            yield f"{file.name} on {folder}", file

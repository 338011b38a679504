"""The first steps of the first run: a start pack from a supervisor, and two of its words as they were heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widget import Widget

from recovery_tui.casework.drives import removable_drives
from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.clock import Clock
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.first_run_steps import Step, told
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.place_field import PlaceRow
from recovery_tui.ui.work import Asking

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


class PackStep(Step):
    """Where the pack is, if there is one."""

    title = "A start pack"

    def widgets(self) -> list[Widget]:
        """One field, which may stay empty."""
        text = (
            "Your supervisor may have given you a start pack: one file, on a stick or in a folder, with their identity "
            "card, this site's settings and its agencies. Type where it is; the arrow down shows packs on sticks. "
            "Are you the first here? Leave it empty and press F2."
        )
        self._row = PlaceRow("pack", "Start pack", self.glyphs)
        self.rows = [self._row]
        return [told(text), self._row]

    def begin(self, screen: Screen[Any]) -> None:
        """Look on sticks meanwhile."""
        super().begin(screen)
        if isinstance(screen, Asking):
            screen.ask(packs_on_sticks, self._row.offer, "packs")

    @property
    def path(self) -> Path | None:
        """What was typed or taken, None for no pack."""
        return self._row.path


class PackWordsStep(Step):
    """What the pack says, and two words by telephone; both may wait."""

    title = "Whose start pack?"

    def __init__(self, glyphs: Glyphs, found: StartPack) -> None:
        super().__init__(glyphs)
        self.found = found

    def widgets(self) -> list[Widget]:
        """Who, what, two fields."""
        pack, (first, second) = self.found.pack, self.found.places
        who = ", ".join(
            text for text in (pack.name, pack.role, pack.organisation, pack.establishment) if text
        )
        text = (
            f"Ring {pack.name} on a number you know. They press F7 and c, and read their eight words out. Type "
            f"the words number {first} and {second} as you hear them. Or leave both empty and compare later, under "
            "F7; until then nothing can be sent to them."
        )
        self.rows = [
            FieldRow(FormField(f"word-{place}", f"Word {place}", Kind.TEXT), "", self.glyphs)
            for place in self.found.places
        ]
        return [told(f"The pack is of {who}.", Tone.STRONG), told(text), *self.rows]

    @property
    def heard(self) -> dict[int, str]:
        """The words by their places; empty when they wait."""
        typed = {place: row.typed.strip() for place, row in zip(self.found.places, self.rows, strict=True)}
        return typed if any(typed.values()) else {}

    def is_answered(self) -> bool:
        """Both or none."""
        for row in self.rows:
            if self.heard and not row.typed.strip():
                row.show_error("Type this one too, or leave both empty.")
                row.start_typing()
                return False
        return True


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
    from recovery_tui.casework import cards, receiving, start_packs

    try:
        card = start_packs.take_in(desk, found.path)
        if heard:
            cards.trust_by_two(desk, card.fingerprint, heard)
            receiving.release(desk)
    except RecoveryError as error:
        return f"The start pack could not be taken in. {error.message}"
    return ""


def _named(folders: Iterable[Path]) -> Iterable[tuple[str, Path]]:
    for folder in folders:
        try:
            found = sorted(each for each in folder.iterdir() if each.suffix.lower() == ENDING)
        except OSError:
            continue  # only offered: a stick that can't be read is told of when its path is typed
        for file in found:
            yield f"{file.name} on {folder}", file

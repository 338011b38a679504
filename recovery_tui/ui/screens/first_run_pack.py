"""The first steps of the first run: a start pack from a supervisor, and two of its words as they were heard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.screen import Screen
from textual.widget import Widget

from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.restore_words import HAVE_ONE
from recovery_tui.ui.screens.first_run_steps import Step, told
from recovery_tui.ui.start_pack import StartPack, packs_on_sticks
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.place_field import PlaceRow
from recovery_tui.ui.wording import key_of
from recovery_tui.ui.work import Asking


class PackStep(Step):
    """Where the pack is, if there is one; or a backup instead of a new store."""

    title = "A start pack"

    def __init__(self, glyphs: Glyphs, typed: str = "") -> None:
        """`typed` is what was typed the last time."""
        super().__init__(glyphs)
        self._typed = typed

    def widgets(self) -> list[Widget]:
        """One field, which may stay empty."""
        text = (
            "Your supervisor may have given you a start pack: one file, on a stick or in a folder, with their identity "
            "card, this site's settings and its agencies. Type where it is; the arrow down shows packs on sticks. "
            f"Are you the first here? Leave it empty and press {key_of('first-run.next')}."
        )
        self._row = PlaceRow("pack", "Start pack", self.glyphs, value=self._typed)
        self.rows = [self._row]
        text_for_others = (
            f"Did you work with this program before? {key_of('screen.next')} leads to this line:"
        )
        listed = LineList(self.glyphs, marks=False, id="backup")
        listed.styles.height = 1
        listed.show_rows([Row((HAVE_ONE,))], 0)
        return [told(text), self._row, told(""), told(text_for_others), listed]

    def begin(self, screen: Screen[Any]) -> None:
        """Look on sticks meanwhile."""
        super().begin(screen)
        if isinstance(screen, Asking):
            screen.ask(packs_on_sticks, self._row.offer_places, "packs")

    @property
    def path(self) -> Path | None:
        """What was typed or taken, None for no pack."""
        return self._row.path

    def keep(self) -> str:
        """Let what is typed stand there again when this step comes back; gives it."""
        self._typed = str(self.path or "")
        return self._typed


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
            f"Ring {pack.name} on a number you know. They open Identity cards, and read their eight words out. Type "
            f"the words number {first} and {second} as you hear them. Or leave both empty and compare later, under "
            "Identity cards; until then nothing can be sent to them."
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

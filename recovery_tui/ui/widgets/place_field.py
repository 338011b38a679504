"""A folder or a file: typed, or one of the places that are offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from textual.widgets import Input

from recovery_tui.casework.views import Choice, FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.widgets.choice_field import ChoiceRow

LONGEST = 1000
"""Characters of a path."""

Offered = Sequence[tuple[str, Path]]
"""Places in words, and where they are."""


class PlaceRow(ChoiceRow):
    """A path. The list opens only while something offered fits what was typed."""

    def __init__(self, key: str, title: str, glyphs: Glyphs, offered: Offered = (), value: str = "") -> None:
        field = FormField(key, title, Kind.CHOICE, choices=_choices(offered), max_length=LONGEST)
        super().__init__(field, value, glyphs)

    def offer_places(self, offered: Offered) -> None:
        """Offer these places from now on."""
        self.field = replace(self.field, choices=_choices(offered))

    @property
    def path(self) -> Path | None:
        """Where it is, with `~` and quotation marks taken away; None while nothing is typed."""
        shown = self.control.value if isinstance(self.control, Input) else ""
        taken = next((choice.value for choice in self.field.choices if choice.label == shown), shown)
        typed = taken.strip().strip('"').strip()
        return Path(typed).expanduser() if typed else None

    @property
    def is_choice(self) -> bool:
        """Any path will do, whether it is offered or not."""
        return self.path is not None

    def opens_with_enter(self) -> bool:
        """Never: Enter takes the path as it stands."""
        return False

    def _open(self, text: str) -> None:
        super()._open(text)
        if not self.options.rows:
            self.close()


def _choices(offered: Offered) -> tuple[Choice, ...]:
    return tuple(Choice(str(path), words) for words, path in offered)

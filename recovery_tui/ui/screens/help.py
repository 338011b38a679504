"""F1: where you are, what you can do here, and what the words and keys mean."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from recovery_tui.ui.commands import Place, bindings_for, commands_of
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList, Row

BEFORE_OPENING = {
    Place.UNLOCK,
    Place.COVER,
    Place.FIRST_RUN,
    Place.RECOVER,
    Place.BACKUPS,
    Place.RESTORE,
}
"""Where the commands of the whole program do nothing."""


class HelpScreen(PlaceScreen[None]):
    """Plain text, read from top to bottom."""

    PLACE = Place.HELP

    BINDINGS = bindings_for(Place.HELP)

    def __init__(self, session: Session, place: Place, text: str) -> None:
        super().__init__(session)
        self._about = place
        self._text = text

    def heading(self) -> tuple[str, str | None]:
        """Help about a place."""
        return f"Help: {self._about.words}", ""

    def body(self) -> Iterable[Widget]:
        """One list: it scrolls with the keys of any list."""
        yield LineList(self.session.glyphs, widest=(20,), marks=False)

    def on_mount(self) -> None:
        """Write the help."""
        self.query_one(LineList).show_rows(list(self._rows()), 0)

    def _rows(self) -> Iterable[Row]:
        yield Row((f"You are here: {self._about.words}",), heading=True)
        for paragraph in self._text.splitlines():
            yield Row((paragraph,))
        yield from _keys("Keys here", self._about)
        if self._about not in BEFORE_OPENING:
            yield from _keys("Everywhere", Place.APP)
        yield from _keys("In any list", Place.LIST)
        yield from _keys("In any field", Place.FIELD)
        yield Row(("Good to know",), heading=True)
        for sentence in _MANNERS:
            yield Row((sentence,))


def _keys(title: str, place: Place) -> Iterable[Row]:
    commands = [command for command in commands_of(place) if command.keys]
    if commands:
        yield Row((title,), heading=True)
    for command in commands:
        yield Row((command.all_keys, command.help))


_MANNERS = (
    "! before a line: something is missing or late. !! before a line: act today.",
    "Nothing is deleted: lines are hidden with a reason, and the history keeps every version.",
    "What you type is kept as a draft within two seconds, also when the screen locks itself.",
    "Dates: 27/11, 27 nov, fri, +6w, today. The date that was understood stands beside the field.",
    "Letters are commands only where nothing can be typed. Tab goes to the next field or list.",
)

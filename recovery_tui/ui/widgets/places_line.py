"""The line under the head that says where one can go, and whose people are shown."""

from __future__ import annotations

from rich.cells import cell_len

from recovery_tui.ui.commands import Place, command
from recovery_tui.ui.paint import Part, Parts, Tone, spread
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.wording import counted

_WITH_PEOPLE = (Place.TODAY, Place.CASELOAD, Place.CHASE)


class PlacesLine(Painted):
    """` F5 Today  F6 Caseload  F7 Send and receive   m my 45 people | all 120`; the people where they are listed."""

    DEFAULT_CSS = """
    PlacesLine { height: 1; }
    """

    def __init__(self, session: Session, here: Place) -> None:
        super().__init__(self._paint, id="places")
        self._session = session
        self._here = here
        self._mine = self._everyone = -1
        """Not known before they were counted."""

    def count(self, mine: int, everyone: int) -> None:
        """Say how many people there are."""
        self._mine, self._everyone = mine, everyone
        self.refresh()

    def _paint(self, width: int) -> list[Parts]:
        mine, everyone = f"my {counted(self._mine, 'person', 'people')}", f"all {self._everyone:,}"
        shown = f"[{mine}] | {everyone} " if self._session.mine else f"{mine} | [{everyone}] "
        switch = command("people.mine").key
        is_known = self._here in _WITH_PEOPLE and self._everyone >= 0
        people = [Part(f"{switch} ", Tone.STRONG), Part(shown, Tone.MUTED)] if is_known else []
        places = self._places(short=False)
        if sum(cell_len(part.text) for part in (*places, *people)) > width:
            places = self._places(short=True)
        return [spread(places, [], people, width)]

    def _places(self, *, short: bool) -> list[Part]:
        parts = [Part(" ")]
        for place in (Place.TODAY, Place.CASELOAD, Place.EXCHANGE):
            goes = command(f"app.{place.value}")
            here = place is self._here
            left, right = ("[", "]") if here else (" ", " ")
            title = goes.title.split()[0] if short else goes.title
            parts.append(Part(f"{left}{goes.key} {title}{right} ", Tone.FOCUS if here else Tone.MUTED))
        return parts

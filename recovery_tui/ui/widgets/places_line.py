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
        people, places = self._people(short=False), self._places(short=False)
        if _cells(places, people) > width:
            places = self._places(short=True)
        if _cells(places, people) > width:
            people = self._people(short=True)
        return [spread(places, [], people, width)]

    def _people(self, *, short: bool) -> list[Part]:
        if self._here not in _WITH_PEOPLE or self._everyone < 0:
            return []
        mine = f"my {self._mine:,}" if short else f"my {counted(self._mine, 'person', 'people')}"
        everyone = f"all {self._everyone:,}"
        shown = f"[{mine}] | {everyone} " if self._session.mine else f"{mine} | [{everyone}] "
        return [Part(f"{command('people.mine').key} ", Tone.STRONG), Part(shown, Tone.MUTED)]

    def _places(self, *, short: bool) -> list[Part]:
        parts = [Part(" ")]
        for place in (Place.TODAY, Place.CASELOAD, Place.EXCHANGE):
            goes = command(f"app.{place.value}")
            here = place is self._here
            left, right = ("[", "]") if here else (" ", " ")
            title = goes.title.split()[0] if short else goes.title
            parts.append(Part(f"{left}{goes.key} {title}{right} ", Tone.FOCUS if here else Tone.MUTED))
        return parts


def _cells(*parts: list[Part]) -> int:
    return sum(cell_len(part.text) for each in parts for part in each)

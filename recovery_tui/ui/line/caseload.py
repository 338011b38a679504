"""The caseload in line mode: everyone, a page at a time, narrowed by a search."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework import caseload
from recovery_tui.casework.views import CaseloadOrder, CaseloadRow
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.find import FindPage
from recovery_tui.ui.line.page import Item
from recovery_tui.ui.line.people import PeoplePage
from recovery_tui.ui.line.talk import PAGE, Talk
from recovery_tui.ui.line.words import labelled, with_state


class CaseloadPage(PeoplePage):
    """People, twenty at a time; `find` narrows the list, `clear` shows everyone again."""

    PLACE = Place.CASELOAD
    IS_TOP = True

    def __init__(self, talk: Talk, text: str = "") -> None:
        super().__init__(talk)
        self._text = text
        self._order = CaseloadOrder.LOCATION
        self._total = 0

    def items(self) -> Iterable[Item]:
        """The first people."""
        if self._text:
            caseload.searched(self.desk)
        return self._read(0)

    def _read(self, offset: int) -> Iterable[Item]:
        page = caseload.page(
            self.desk, text=self._text, order=self._order, mine=self.session.mine, offset=offset, limit=PAGE
        )
        self._total = page.total
        if not offset:
            found = f", {page.total:,} found for {self._text}" if self._text else ""
            yield Item(f"Caseload, {self.whose(page.mine, page.everyone)}, by {self._order.value}{found}")
        for row in page.rows:
            yield Item(self._row(row), row)

    def _row(self, row: CaseloadRow) -> str:
        areas = zip(("treatment", "peers", "home", "release state"), row.areas, strict=True)
        said = labelled(
            ("", row.name), ("where", self.session.place(row.location)), ("number", row.number), ("out", row.release),
            ("to do", row.worst), *areas, ("agreed", row.agreed), ("review", row.review), ("seen", row.last_seen),
            ("as known", row.as_known),
        )  # fmt: skip
        return with_state(row.worst_mark, said)

    def left(self) -> int:
        """People not said yet."""
        return self._total - len(self._subjects) + len(self._items) - self._said

    def say_more(self) -> None:
        """Read and say the next people."""
        more = list(self._read(len(self._subjects))) if self._total > len(self._subjects) else []
        self._items += more
        self._subjects += [item.subject for item in more]
        super().say_more()

    def chosen(self, rest: str) -> CaseloadRow:
        """The line whose person is meant."""
        return self.item(rest, CaseloadRow)

    def do_open(self, rest: str) -> None:
        """Open the person."""
        self.open_person(self.chosen(rest).person)

    def do_order(self, rest: str) -> None:
        """Sort by the next order."""
        self._order = self._order.next
        self.show()

    def do_find(self, rest: str) -> None:
        """Narrow the list to a part of a name or of a number; the only one found is opened."""
        self._text = (rest or self.talk.ask("Part of a name or of a number")).strip()
        self.show()
        if self._text and len(self._subjects) == self._total == 1:
            self.do_open("1")

    def do_find_anything(self, rest: str) -> None:
        """In every record, not only in names and numbers."""
        FindPage(self.talk, rest or self._text).run()

    def do_clear(self, rest: str) -> None:
        """Everyone again."""
        self._text = ""
        self.show()

    def empty(self) -> str:
        """Nobody."""
        return "Nobody here. new person adds one; clear empties a search."

    def help_text(self) -> str:
        """What the list is."""
        return "Everyone in this store, or only your own people. The words say how each area stands."

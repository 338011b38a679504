"""Erasing a person in line mode: asking for it, and the requests that wait for a supervisor."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework import erasing
from recovery_tui.casework.erasing import Erasure
from recovery_tui.casework.views import RecordId
from recovery_tui.ui import erase_words
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.line.words import labelled


def ask_to_erase(page: Page, person: RecordId, name: str) -> None:
    """Say what it means, take a reason, and ask that the person be erased; nothing goes by that. Raises Back."""
    page.talk.say(erase_words.MEANS)
    options = [(reason.label, reason.value) for reason in erasing.reasons()]
    why = page.talk.choose(erase_words.why(name), options)
    erasing.request(page.desk, person, why)
    page.talk.say(erase_words.ASKED)


class ErasuresPage(Page):
    """Every request, and how far it has come."""

    PLACE = Place.ERASURES

    def items(self) -> Iterable[Item]:
        """The requests."""
        for each in erasing.listed(self.desk):
            row = erase_words.erasure_row(each)
            whom, state = row.cells
            yield Item(labelled(("", whom), ("state", state), ("why", row.beneath)), each)

    def do_open(self, rest: str) -> None:
        """Decide about a request."""
        each = self.item(rest, Erasure)
        options = [(words, code) for _, words, code in erase_words.answers(each)]
        if not options:
            self.talk.say(erase_words.nothing_to_decide(each))
            return
        answer = self.talk.choose(erase_words.decide(each), options)
        if answer == erase_words.REFUSE:
            erasing.refuse(self.desk, each.request)
            self.talk.say(erase_words.STAYS)
        elif self.talk.agrees(erase_words.for_good(each)):
            self.talk.say(erase_words.ERASING)
            erasing.approve(self.desk, each.request)
            self.talk.say(erase_words.DONE_HERE)
        self.show()

    def empty(self) -> str:
        """Nobody."""
        return erase_words.NONE

    def help_text(self) -> str:
        """What erasing is."""
        return f"{erase_words.EXPLAINED}\n{erase_words.MEANS}"

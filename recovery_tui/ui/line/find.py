"""Find anything in line mode: people first, then every record that holds the words."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework import caseload, finding, recording
from recovery_tui.casework.finding import Hit
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.words import labelled
from recovery_tui.ui.sentences import NOTES_AND_RECORDS, NOTHING_HOLDS_IT


class FindPage(Page):
    """What is found; a number opens the very line."""

    PLACE = Place.FIND

    def __init__(self, talk: Talk, text: str = "") -> None:
        super().__init__(talk)
        self._text = text

    def items(self) -> Iterable[Item]:
        """People, then records."""
        if not self._text:
            self._text = self.talk.ask("A name, a number, or words of a note").strip()
        caseload.searched(self.desk)
        found = finding.find(self.desk, self._text)
        if found.waiting:
            self.talk.say("Making notes and records ready for the search.")
            while finding.make_ready(self.desk):
                continue
            found = finding.find(self.desk, self._text)
        for title, hits in (("People", found.people), (NOTES_AND_RECORDS, found.records)):
            if hits:
                yield Item(f"{title}: {len(hits)}")
            for hit in hits:
                yield Item(self._line(hit), hit)
        if found.more:
            yield Item("There is more: more letters narrow it.")

    def _line(self, hit: Hit) -> str:
        return labelled(
            ("", hit.name),
            ("where", self.session.place(hit.location)),
            ("what", hit.what),
            ("words", hit.words),
        )

    def empty(self) -> str:
        """Nothing."""
        return NOTHING_HOLDS_IT

    def do_open(self, rest: str) -> None:
        """The person, the person at the record, or the agency."""
        from recovery_tui.ui.line.person import PersonPage

        hit = self.item(rest, Hit)
        if hit.person is not None:
            PersonPage(self.talk, hit.person, record=hit.record, kind=hit.kind).run()
        elif hit.record is not None:
            Form(self.talk, recording.edit_form(self.desk, hit.record)).run()

    def do_find(self, rest: str) -> None:
        """Something else."""
        self._text = rest
        self.show()

    def otherwise(self, text: str) -> bool:
        """What is no command is looked for."""
        self.do_find(text)
        return True

    def help_text(self) -> str:
        """What is searched."""
        return (
            "What you type is looked for: names and numbers, and the words of every record; all words must be there. "
            "What belongs to Treatment, to safety or to other people is counted here and read on the person's page."
        )

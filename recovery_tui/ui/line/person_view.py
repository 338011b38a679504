"""My plan told to the person in line mode: theirs only, and what they say to each goal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recovery_tui.casework import changing, my_plan, person_file, recording
from recovery_tui.casework.views import RecordId
from recovery_tui.practice.own_copy import ON_THE_SCREEN
from recovery_tui.ui.change_words import undone
from recovery_tui.ui.commands import Command, Place, command, commands_of
from recovery_tui.ui.line.everywhere import Everywhere
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.page import Doing, Item
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.undo import UndoPage
from recovery_tui.ui.own_pages import Page, pages
from recovery_tui.ui.sentences import ONLY_WITH_A_GOAL

LEADS_BACK = f"Type {command('view.end').title}: that leads back, and no other word does."


class PersonViewPage(UndoPage):
    """Nothing of anybody else; everything said before is wiped away first."""

    PLACE = Place.PERSON_VIEW

    def __init__(self, talk: Talk, person: RecordId) -> None:
        super().__init__(talk)
        self._person = person
        self._number = 0
        self._pages: tuple[Page, ...] = ()
        self._ended = False
        talk.clear()

    def goes_on(self) -> bool:
        """Until it is ended on purpose."""
        return not self._ended

    def may_leave(self) -> bool:
        """Not by a word that is typed by chance."""
        self.talk.say(LEADS_BACK)
        return False

    def offered(self) -> Iterator[tuple[Command, Doing]]:
        """Its own commands, and hiding the screen."""
        everywhere = Everywhere(self)
        for each in (*commands_of(self.PLACE), command("app.hide")):
            doing = self.doing(each, everywhere)
            if doing is not None:
                yield each, doing

    def items(self) -> Iterable[Item]:
        """One page of the plan."""
        person_file.looked_at(self.desk, self._person)
        self._pages = tuple(pages(my_plan.own_plan(self.desk, self._person, ON_THE_SCREEN)))
        page = self._pages[self._number]
        yield Item(f"Page {self._number + 1} of {len(self._pages)}: {page.title}")
        for group in page.groups:
            yield from (Item(said) for said in (group.title, group.words) if said)
            for row in group.rows:
                boxes = ", ".join(f"{words}{' (yes)' if ticked else ''}" for words, ticked in row.boxes)
                yield Item(f"{row.label}: {boxes or row.text or 'nothing yet'}".removeprefix(": "))

    def do_turn(self, rest: str, step: int) -> None:
        """To another page."""
        if 0 <= self._number + step < len(self._pages):
            self._number += step
            self.show()
        else:
            self.talk.say("That was the last page." if step > 0 else "This is the first page.")

    def do_agree(self, rest: str, agreement: str) -> None:
        """What the person says to the goal."""
        goal = self._goal()
        if goal is not None:
            self.change(lambda reasons: my_plan.say(self.desk, goal, agreement))

    def do_why(self, rest: str) -> None:
        """In their words why they don't agree."""
        goal = self._goal()
        if goal is not None:
            Form(self.talk, recording.edit_form(self.desk, goal), "", "disagreed_words").run()

    def _goal(self) -> RecordId | None:
        page = self._pages[self._number]
        if page.goal is None:
            self.talk.say(ONLY_WITH_A_GOAL)
        return page.goal.record if page.goal is not None else None

    def do_undo(self, rest: str) -> None:
        """Take back what was just said."""
        undo, self._undo = self._undo, None
        if undo is not None:
            self.talk.say(undone(changing.undo(self.desk, undo)))

    def do_back(self, rest: str) -> None:
        """Back to the records."""
        self._ended = True

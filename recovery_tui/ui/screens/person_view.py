"""The screen turned to the person: their own plan, page by page, large, and what they say to each goal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import changing, my_plan, person_file, recording
from recovery_tui.casework.my_plan_views import OwnPlan
from recovery_tui.casework.views import FormSpec, Outcome, RecordId, Undo
from recovery_tui.errors import RecoveryError
from recovery_tui.practice.own_copy import ON_THE_SCREEN
from recovery_tui.reports import plan_words
from recovery_tui.ui.change_words import undone, why_not
from recovery_tui.ui.commands import Command, Place, bindings_for, commands_of
from recovery_tui.ui.own_pages import Page, pages
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.sentences import ONLY_WITH_A_GOAL
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.large_text import LargeText, Paragraph
from recovery_tui.ui.wording import key_of

GAP = "not written yet"
"""What stands where nothing is written."""


class PersonViewScreen(PlaceScreen[None]):
    """Nothing of anybody else, no flag and no risk; only ctrl+e leads back to the records."""

    PLACE = Place.PERSON_VIEW
    APP_COMMANDS: ClassVar[frozenset[str] | None] = frozenset(
        {"hide_screen", "bad_news", "focus_next", "focus_previous"}
    )
    """F8 works everywhere: what is told here may need it at once, and Esc comes back here."""

    BINDINGS = bindings_for(Place.PERSON_VIEW)

    def __init__(self, session: Session, person: RecordId) -> None:
        super().__init__(session)
        self.person = person
        self._pages: tuple[Page, ...] = ()
        self._number = 0
        self._undo: Undo | None = None

    def heading(self) -> tuple[str, str | None]:
        """The plan's own title; nobody's name stands at the head."""
        return plan_words.TITLE.english, ""

    def body(self) -> Iterable[Widget]:
        """One page of the plan."""
        yield LargeText()

    def footer(self) -> tuple[Command, ...]:
        """The keys of this screen only: nothing else works here."""
        return tuple(command for command in commands_of(self.PLACE) if command.in_footer)

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Read the plan, again when something was said to it."""
        if self.session.opened is not None:
            self.ask(self._read, self._show, "view", self._refused)

    def _read(self) -> OwnPlan:
        desk = self.session.desk
        person_file.looked_at(desk, self.person)
        return my_plan.own_plan(desk, self.person, ON_THE_SCREEN)

    def _refused(self, error: RecoveryError) -> None:
        self.notice.say(f"{error.message} {key_of('view.end')} goes back.", Tone.ACT)

    def _show(self, plan: OwnPlan) -> None:
        self._pages = tuple(pages(plan))
        self._turn_to(min(self._number, len(self._pages) - 1))

    @property
    def _page(self) -> Page | None:
        return self._pages[self._number] if self._pages else None

    def _turn_to(self, number: int) -> None:
        self._number = number
        page = self._pages[number]
        where = f"{number + 1} of {len(self._pages)}"
        self.head.retitle(f"{plan_words.TITLE.english}, {where}", "")
        self.query_one(LargeText).show_page(page.title, list(_paragraphs(page)))

    def action_turn(self, step: int) -> None:
        """To the next page or the one before."""
        if 0 <= self._number + step < len(self._pages):
            self.notice.say("")
            self._turn_to(self._number + step)

    def action_scroll_text(self, lines: int) -> None:
        """Up or down in a page that is longer than the screen."""
        self.query_one(LargeText).scroll_relative(y=lines, animate=False)

    def action_agree(self, agreement: str) -> None:
        """What the person says to the goal on the screen."""
        page = self._page
        if page is None or page.goal is None:
            self.notice.say(ONLY_WITH_A_GOAL)
            return
        goal, desk = page.goal.record, self.session.desk
        self.ask(lambda: my_plan.say(desk, goal, agreement), partial(self._said, agreement), "save")

    def _said(self, agreement: str, outcome: Outcome) -> None:
        if not outcome.saved:
            self.notice.say(why_not(outcome), Tone.ACT)
            return
        self._undo, self.session.saved_at = outcome.undo, outcome.saved_at
        why = f"   {key_of('view.why')} writes why" if agreement == my_plan.NOT_AGREED else ""
        self.notice.say(f"Noted {outcome.saved_at}.{why}   {key_of('view.undo')} undo", Tone.GOOD)
        self.refresh_view()

    def action_why(self) -> None:
        """Write in their words why they don't agree."""
        page, desk = self._page, self.session.desk
        if page is not None and page.goal is not None:
            goal = page.goal.record
            self.ask(lambda: recording.edit_form(desk, goal), self._write_why, "form")

    def _write_why(self, spec: FormSpec) -> None:
        self.app.push_screen(FormScreen(self.session, spec, "", "disagreed_words"))

    def action_undo(self) -> None:
        """Take back what was just said to a goal."""
        undo, desk = self._undo, self.session.desk
        if undo is not None:
            self._undo = None
            self.ask(lambda: changing.undo(desk, undo), self._undone, "save")

    def _undone(self, outcome: Outcome) -> None:
        self.notice.say(undone(outcome))
        self.refresh_view()

    def action_stay(self) -> None:
        """Esc and Enter are hit by chance: say what leads back."""
        self.notice.say(f"{key_of('view.end')} goes back to the records.")


def _paragraphs(page: Page) -> Iterator[Paragraph]:
    for group in page.groups:
        if group.title:
            yield group.title, Tone.STRONG
        if group.words:
            yield f'"{group.words}"', Tone.TEXT
        for row in group.rows:
            boxes = "   ".join(f"[{'x' if ticked else ' '}] {words}" for words, ticked in row.boxes)
            label = f"{row.label}: " if row.label else ""
            said = boxes + row.text or (GAP if label else GAP.capitalize())
            yield label + said, Tone.TEXT

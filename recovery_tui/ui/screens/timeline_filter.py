"""Narrowing a person's timeline: to an area, to one writer, to one month; and turning its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from recovery_tui.casework import timeline
from recovery_tui.casework.views import Area, Choice, Line, RecordId, TimelineWish
from recovery_tui.ui.screens.dialogs import ChoiceDialog, Option, numbered
from recovery_tui.ui.sentences import WRITTEN_BY
from recovery_tui.ui.widgets.area_line import AREAS
from recovery_tui.ui.work import Asking

ALL, WRITER, MONTH = "all", "writer", "month"


class TimelineFilter:
    """What of the timeline a screen shows; asks, and tells the screen when the answer has changed it."""

    def __init__(self, screen: Asking[None], person: RecordId, changed: Callable[[], None]) -> None:
        self._screen = screen
        self._person = person
        self._changed = changed
        self.wish = TimelineWish()

    def turn(self, line: Line) -> None:
        """To the page that a line at the end or the beginning leads to."""
        start = line.preset.get("start")
        self._wish_for(replace(self.wish, start=start if isinstance(start, int) else 0))

    def choose(self) -> None:
        """Ask what is wanted: everything, an area, a writer or a month."""
        options: list[Option[Area | str]] = [
            Option(str(digit), area.word, area)
            for digit, area in enumerate(AREAS, 1)
            if area is not Area.EVERYTHING
        ]
        options += [Option("w", "by one writer", WRITER), Option("m", "of one month", MONTH)]
        title = "Show what of the timeline?"
        dialog = ChoiceDialog(self._screen.session.glyphs, title, [Option("0", "all of it", ALL), *options])
        self._screen.app.push_screen(dialog, self._chosen)

    def _chosen(self, answer: Area | str | None) -> None:
        desk, person = self._screen.session.desk, self._person
        if isinstance(answer, Area):
            self._wish_for(replace(self.wish, area=answer, start=0))
        elif answer == ALL:
            self._wish_for(TimelineWish())
        elif answer == WRITER:
            self._screen.ask(lambda: timeline.writers(desk, person), self._ask_writer, "narrow")
        elif answer == MONTH:
            self._screen.ask(lambda: timeline.months(desk, person), self._ask_month, "narrow")

    def _ask_writer(self, writers: tuple[Choice, ...]) -> None:
        self._ask(WRITTEN_BY, writers, lambda taken: replace(self.wish, writer=taken, start=0))

    def _ask_month(self, months: tuple[Choice, ...]) -> None:
        self._ask("Which month?", months, lambda taken: replace(self.wish, month=taken, start=0))

    def _ask(self, title: str, choices: tuple[Choice, ...], made: Callable[[str], TimelineWish]) -> None:
        def take(choice: Choice | None) -> None:
            if choice is not None:
                self._wish_for(made(choice.value))

        dialog = ChoiceDialog(self._screen.session.glyphs, title, numbered(choices))
        self._screen.app.push_screen(dialog, take)

    def _wish_for(self, wish: TimelineWish) -> None:
        self.wish = wish
        self._changed()

"""Erasing a person: asking for it on their page, and the requests that wait for a supervisor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import erasing
from recovery_tui.casework.erasing import Erasure
from recovery_tui.casework.views import Choice, RecordId
from recovery_tui.ui import erase_words
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.dialogs import ChoiceDialog, ConfirmDialog, Option, numbered
from recovery_tui.ui.widgets.line_list import LineList


def ask_to_erase(screen: PlaceScreen[Any], person: RecordId, name: str, then: Callable[[], object]) -> None:
    """Say what it means, take a reason, and ask that the person be erased; nothing goes by that. `then` follows."""

    def chosen(reason: Choice | None) -> None:
        if reason is not None:
            screen.ask(lambda: erasing.request(screen.session.desk, person, reason.value), told, "save")

    def told(_: RecordId) -> None:
        screen.notice.say(erase_words.ASKED, Tone.GOOD)
        then()

    options = numbered(erasing.reasons())
    dialog = ChoiceDialog(screen.session.glyphs, erase_words.why(name), options, erase_words.MEANS)
    screen.app.push_screen(dialog, chosen)


class ErasuresScreen(PlaceScreen[None]):
    """Every request, and how far it has come."""

    PLACE = Place.ERASURES

    BINDINGS = bindings_for(Place.ERASURES)

    def body(self) -> Iterable[Widget]:
        """The requests."""
        yield LineList(self.session.glyphs, widest=(30,), empty=erase_words.NONE)

    def on_mount(self) -> None:
        """The cursor waits in the list."""
        self.query_one(LineList).focus()

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Ask again: a file may have brought an approval."""
        if self.session.opened is not None:
            self.ask(lambda: erasing.listed(self.session.desk), self._show, "erasures")

    def _show(self, found: tuple[Erasure, ...]) -> None:
        self.query_one(LineList).show_rows([erase_words.erasure_row(each) for each in found])

    def action_open(self) -> None:
        """Decide about the request the cursor is on."""
        each = self.query_one(LineList).subject(Erasure)
        if each is None:
            return
        options = [Option(key, words, code) for key, words, code in erase_words.answers(each)]
        if not options:
            self.notice.say(erase_words.nothing_to_decide(each))
            return
        title = erase_words.decide(each)
        text = f"{each.reason}; asked by {each.asker}. {erase_words.EXPLAINED}"
        self.app.push_screen(
            ChoiceDialog(self.session.glyphs, title, options, text, len(options) - 1),
            lambda answer: self._answer(each, answer),
        )

    def _answer(self, each: Erasure, answer: str | None) -> None:
        desk = self.session.desk
        if answer == erase_words.REFUSE:
            self._do(lambda: erasing.refuse(desk, each.request), erase_words.STAYS)
        elif answer == erase_words.APPROVE:
            sure = ConfirmDialog(self.session.glyphs, *erase_words.for_good(each))
            self.app.push_screen(sure, lambda yes: self._approve(each) if yes else None)

    def _approve(self, each: Erasure) -> None:
        desk = self.session.desk
        self.notice.say(erase_words.ERASING, Tone.MUTED)
        self._do(lambda: erasing.approve(desk, each.request), erase_words.DONE_HERE)

    def _do(self, doing: Callable[[], object], said: str) -> None:
        def told(_: object) -> None:
            self.notice.say(said, Tone.GOOD)
            self.refresh_view()

        self.ask(doing, told, "save")

    def help_text(self) -> str:
        """What erasing is."""
        return f"{erase_words.EXPLAINED} {erase_words.MEANS}"

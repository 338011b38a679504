"""Sending in line mode: to whom, whose records, where to; exactly what would leave is told before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recovery_tui.casework import sending
from recovery_tui.casework.sharing_views import SendOrder, SendPreview
from recovery_tui.casework.views import FormField, RecordId
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.choose_people import choose_people
from recovery_tui.ui.line.fields import Asked, ask_field
from recovery_tui.ui.line.files import ask_path
from recovery_tui.ui.line.long_work import work
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.words import said_row
from recovery_tui.ui.send_start import Start, start_of
from recovery_tui.ui.send_words import (
    BASIS,
    PURPOSE,
    PURPOSES,
    STOPPED,
    TO,
    lacking,
    nothing_to_write,
    preview_rows,
    sent_words,
    whose_words,
)


def send(page: Page, people: Mapping[RecordId, str] | None = None, purpose: str = "report") -> None:
    """Send everybody's records or those of some people; says so when there is nobody to send to."""
    start = start_of(page.session)
    if start.cards:
        SendPage(page.talk, start, people or {}, purpose).run()
    else:
        page.talk.say("Nobody to send to yet: no card is accepted. Identity cards exchanges them.")


class SendPage(Page):
    """The order, a line each, and below it what would leave; `send` writes the file."""

    PLACE = Place.SEND

    def __init__(self, talk: Talk, start: Start, people: Mapping[RecordId, str], purpose: str) -> None:
        super().__init__(talk)
        self._start = start
        self._people = dict(people)
        self._order = SendOrder((start.chosen,) if start.chosen else (), tuple(people), purpose)
        self._is_sent = False

    def items(self) -> list[Item]:
        """The order, and exactly what would leave."""
        names = {choice.value: choice.label for choice in self._start.choices}
        purposes = {choice.value: choice.label for choice in PURPOSES}
        whose = whose_words(list(self._people.values()))
        lines = [
            Item(f"To whom: {'; '.join(names[each] for each in self._order.to) or 'nobody yet'}", TO),
            Item(f"What for: {purposes[self._order.purpose]}", PURPOSE),
            Item(f"Whose records: {whose}; choose people changes it"),
        ]
        if not self._order.to:
            return lines
        preview = self._preview()
        if preview.other_organisation:
            basis, why = self._order.basis or "needed", self._order.reason or "needed"
            lines.append(Item(f"Lawful basis: {basis}; why: {why}", BASIS))
        lines += [Item(said_row(row)) for row in preview_rows(preview)]
        return lines

    def _preview(self) -> SendPreview:
        return sending.preview(self.desk, self._order)

    def do_open(self, rest: str) -> None:
        """Change a line of the order."""
        line = self.item(rest, str)
        choices = {TO: self._start.choices, PURPOSE: PURPOSES, BASIS: sending.bases()}[line]
        now = {TO: ", ".join(self._order.to), PURPOSE: self._order.purpose, BASIS: self._order.basis}[line]
        title = {TO: "To whom", PURPOSE: "What for", BASIS: "Lawful basis"}[line]
        kind = Kind.CHOICES if line == TO else Kind.CHOICE
        asked = Asked(FormField(line, title, kind, choices=choices), now)
        typed = ask_field(self.talk, asked, lambda _: None)
        if line == TO:
            self._change(to=tuple(code.strip() for code in typed.split(",") if code.strip()))
        elif line == PURPOSE:
            self._change(purpose=typed or "report")
        else:
            self._change(basis=typed, reason=self.talk.ask("Why").strip())

    def _change(self, **order: object) -> None:
        self._order = replace(self._order, **order)  # type: ignore[arg-type]
        self._is_sent = False
        self.show()

    def do_choose_people(self, rest: str) -> None:
        """The records of some people only."""
        self._people = choose_people(self.talk, self._people)
        self._change(people=tuple(self._people))

    def do_all_again(self, rest: str) -> None:
        """Again what was confirmed, or only what is new."""
        self._change(full=not self._order.full)

    def do_send_now(self, rest: str) -> None:
        """Write the file, if everything that is needed is said."""
        order = self._order
        if self._is_sent:
            self.talk.say("It is written already. Change something to send again.")
            return
        preview = self._preview() if order.to else None
        _, said = lacking(order, outside=preview is not None and preview.other_organisation)
        nothing = nothing_to_write(order, preview) if preview is not None else ""
        if said:
            self.talk.error(said)
        elif nothing:
            self.talk.say(nothing)
        else:
            self._write(order)

    def _write(self, order: SendOrder) -> None:
        folder = ask_path(self.talk, "Write it where?", self._start.places)
        sent = work(
            self.talk, "Writing", STOPPED, lambda progress: sending.send(self.desk, order, folder, progress)
        )
        self._is_sent = True
        self.talk.say(sent_words(sent, folder, order.purpose))

    def help_text(self) -> str:
        """What sending is."""
        return "A file is written that only those it is sent to can open, onto a stick or into a folder."

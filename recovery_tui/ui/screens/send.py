"""Sending: to whom, whose records and where to, with exactly what would leave shown before one key writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import sending
from recovery_tui.casework.sharing_views import SendOrder, SendPreview, SentFile
from recovery_tui.casework.views import FormField, RecordId
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Part, Tone
from recovery_tui.ui.progress import Progressed
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.choose_people import ChoosePeopleScreen
from recovery_tui.ui.screens.long_work import LongWorkScreen
from recovery_tui.ui.send_start import Start, start_of
from recovery_tui.ui.send_words import (
    NEEDS_BASIS,
    PEOPLE,
    PURPOSES,
    STOPPED,
    lacking,
    nothing_to_write,
    preview_rows,
    sent_words,
    whose_words,
    why_nothing,
)
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.check_list import CheckRow
from recovery_tui.ui.widgets.choice_field import ChoiceRow
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.place_field import PlaceRow
from recovery_tui.ui.wording import key_of


def open_sending(
    screen: PlaceScreen[Any], people: Mapping[RecordId, str] | None = None, purpose: str = "report"
) -> None:
    """Show the page on top of `screen`, for everybody or for these people; says so when there is nobody to send to."""
    session = screen.session

    def show(start: Start) -> None:
        if start.cards:
            screen.notice.say("")
            screen.app.push_screen(SendScreen(session, start, people or {}, purpose))
        else:
            screen.notice.say(
                f"Nobody to send to yet: no card is accepted. {key_of('app.exchange')}, then "
                f"{key_of('exchange.cards')}, exchanges cards.",
                Tone.MISSING,
            )

    screen.ask(lambda: start_of(session), show, "send-start")


class SendScreen(LongWorkScreen[None]):
    """The order at the top, what would leave below; F2 writes the file."""

    PLACE = Place.SEND
    GROUP = "send"

    BINDINGS = bindings_for(Place.SEND)

    def __init__(
        self, session: Session, start: Start, people: Mapping[RecordId, str], purpose: str = "report"
    ) -> None:
        super().__init__(session)
        self._start = start
        self._people = dict(people)
        self._purpose = purpose
        self._full = False
        self._previewed: SendOrder | None = None
        self._preview: SendPreview | None = None
        self._sent: SentFile | None = None

    def top(self) -> Iterable[Widget]:
        """To whom, whose records, what for, where to, and what another organisation needs besides."""
        glyphs, start = self.session.glyphs, self._start
        to = FormField("to", "To whom", Kind.CHOICES, choices=start.choices)
        yield CheckRow(to, start.chosen, glyphs)
        yield Painted(self._whose, id="whose")
        yield ChoiceRow(
            FormField("purpose", "What for", Kind.CHOICE, choices=PURPOSES), self._purpose, glyphs
        )
        folder = str(start.places[0][1]) if start.places else ""
        yield PlaceRow("folder", "Folder or stick", glyphs, start.places, folder)
        yield ChoiceRow(
            FormField("basis", "Lawful basis", Kind.CHOICE, required=True, choices=sending.bases()),
            "",
            glyphs,
        )
        yield FieldRow(FormField("reason", "Why", Kind.TEXT, required=True), "", glyphs)

    def body(self) -> Iterable[Widget]:
        """What would leave."""
        yield LineList(
            self.session.glyphs,
            widest=(34,),
            empty="Tick to whom; then what would leave is shown.",
            id="leaves",
        )

    def on_mount(self) -> None:
        """Show at once what would leave."""
        self._ask_basis(needed=False)
        self._row("to").start_typing()
        self._look_again()

    @property
    def _listed(self) -> LineList:
        return self.query_one("#leaves", LineList)

    def _row(self, key: str) -> FieldRow:
        return self.query_one(f"#field-{key}", FieldRow)

    def _whose(self, width: int) -> list[list[Part]]:
        said = whose_words(list(self._people.values()))
        return [[Part("   Whose records".ljust(29)), Part(f" {said}"[: max(width - 30, 1)])]]

    @property
    def _order(self) -> SendOrder:
        """What stands on the page."""
        to = tuple(code.strip() for code in self._row("to").typed.split(",") if code.strip())
        outside = self._row("basis").display
        return SendOrder(
            to=to,
            people=tuple(self._people),
            purpose=self._row("purpose").typed,
            basis=self._row("basis").typed if outside else "",
            reason=self._row("reason").typed.strip() if outside else "",
            full=self._full,
        )

    @on(FieldRow.Typed)
    def _typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        event.row.show_error("")
        self._sent = None
        if event.row.field.key not in ("folder", "reason"):
            self._look_again()

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def _look_again(self) -> None:
        """Ask what would leave, unless it is known or still being asked."""
        order = self._order
        if self.asking("preview") or self.is_at_work:
            return
        if not order.to:
            self._preview, self._previewed = None, None
            self._listed.show_rows([])
            self.notice.say("")
        elif order != self._previewed:
            self._preview, self._previewed = None, order
            self.notice.say("Looking at what would leave", Tone.MUTED)
            self.ask(
                lambda: sending.preview(self.session.desk, order), self._show, "preview", self._no_preview
            )

    def _show(self, preview: SendPreview) -> None:
        self._preview = preview
        self._ask_basis(preview.other_organisation)
        self._listed.show_rows(preview_rows(preview), 0)
        if preview.needs_basis:
            self.notice.say(NEEDS_BASIS, Tone.MISSING)
        elif preview.nothing_new:
            self.notice.say(why_nothing(preview), Tone.MUTED)
        else:
            self.notice.say("")
        self.call_after_refresh(self._look_again)

    def _no_preview(self, error: RecoveryError) -> None:
        self._listed.show_rows([])
        self.notice.say(error.message, Tone.ACT)

    def _ask_basis(self, needed: bool) -> None:
        for key in ("basis", "reason"):
            self._row(key).display = needed

    def action_choose_people(self) -> None:
        """Send the records of some people only."""
        self.app.push_screen(ChoosePeopleScreen(self.session, self._people), self._take_people)

    def _take_people(self, people: dict[RecordId, str] | None) -> None:
        if people is not None:
            self._people = people
            self._sent = None
            self.query_one("#whose", Painted).refresh()
            self._look_again()

    def action_all_again(self) -> None:
        """Send again what was confirmed, or only what is new."""
        self._full = not self._full
        self._sent = None
        self._look_again()

    def action_send_now(self) -> None:
        """Write the file, if everything that is needed is said."""
        folder = self.query_one(PlaceRow)
        if self._sent is not None:
            self.notice.say("It is written already. Esc goes back; change something to send again.")
        elif self.is_at_work or self.asking("preview"):
            return
        elif self._is_complete(self._order, folder):
            desk, order, path = self.session.desk, self._order, folder.path or Path()
            self.work("Writing", STOPPED, partial(sending.send, desk, order, path), self._written)

    def _is_complete(self, order: SendOrder, folder: PlaceRow) -> bool:
        part, said = lacking(order, outside=self._row("basis").display)
        if part == PEOPLE:
            self.notice.say(said, Tone.MISSING)
            return False
        if not part and not folder.path:
            part, said = "folder", "Type the folder; the arrow down shows sticks."
        if part:
            self._row(part).show_error(said)
            self._row(part).start_typing()
            return False
        nothing = nothing_to_write(order, self._preview) if self._preview is not None else ""
        if nothing:
            self.notice.say(nothing)
        return not nothing

    def progress_words(self, so_far: Progressed) -> str:
        """How many changes are written."""
        return f"{so_far.words('changes')}   Esc stops, nothing is left"

    def _written(self, sent: SentFile) -> None:
        self._sent = sent
        folder = self.query_one(PlaceRow).path or Path()
        self.notice.say(sent_words(sent, folder, self._order.purpose), Tone.GOOD)

    def help_text(self) -> str:
        """What sending is."""
        return (
            "A file is written that only the people ticked can open, onto a stick or into a folder. The list shows "
            "exactly what would leave. Until their reply or their next file has come, it counts as only here.\n"
            f"Space ticks to whom. {key_of('send.people')} chooses people, {key_of('send.all')} sends again what they "
            "have confirmed. A hand-over is theirs once they reply; handed over on paper, note it with "
            f"{key_of('person.status')} on their hand-over line, under Everything."
        )

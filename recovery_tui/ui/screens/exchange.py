"""Send and receive: what is only on this computer, who has confirmed what, and what waits to be looked at."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import exchange_state
from recovery_tui.casework.sharing_views import Correspondent, ExchangeState
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.cards import CardsScreen
from recovery_tui.ui.screens.correspondent import CorrespondentScreen
from recovery_tui.ui.screens.erasing import ErasuresScreen
from recovery_tui.ui.screens.pairs import PairsScreen
from recovery_tui.ui.screens.receive import ReceiveScreen
from recovery_tui.ui.screens.replies import ask_where_to_reply
from recovery_tui.ui.screens.two_answers import decide
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.only_here import only_here_lines
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.places_line import PlacesLine
from recovery_tui.ui.wording import counted, day_of, key_of

CARDS, RECEIVE, ANSWERS, ERASURES = "cards", "receive", "answers", "erasures"
"""What a line that is about no colleague opens."""

NARROW = 76
"""Cells below which a window has no room for all columns."""


class ExchangeScreen(PlaceScreen[None]):
    """Colleagues in a table, and below them what a person must look at."""

    PLACE = Place.EXCHANGE
    NEWS_ONLY = True

    BINDINGS = bindings_for(Place.EXCHANGE)

    _state: ExchangeState | None = None

    def top(self) -> Iterable[Widget]:
        """Where one can go, and what is only here."""
        yield PlacesLine(self.session, self.PLACE)
        yield Painted(id="only-here")

    def body(self) -> Iterable[Widget]:
        """Colleagues."""
        yield LineList(self.session.glyphs, widest=(21, 10, 7, 10, 10), marks=False)

    def on_mount(self) -> None:
        """The cursor waits in the list."""
        self.query_one(LineList).focus()

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Ask again: something may have been sent or have come meanwhile."""
        if self.session.opened is not None:
            self.ask(lambda: exchange_state.state(self.session.desk), self._show, "exchange")

    def _show(self, state: ExchangeState) -> None:
        self.query_one("#only-here", Painted).paint_with(
            lambda width: only_here_lines(
                state.only_here,
                state.since,
                state.nag,
                width,
                can_send=bool(state.correspondents),
                cards="exchange.cards",
            )
        )
        self._state = state
        self._show_rows()
        self.head.refresh()

    def _show_rows(self) -> None:
        if self._state is not None:
            narrow = self.app.size.width < NARROW
            self.query_one(LineList).show_rows(list(_rows(self._state, narrow)))

    def on_resize(self) -> None:
        """In a narrow window the table has fewer columns."""
        self._show_rows()

    def action_open(self) -> None:
        """Open the colleague, or what waits."""
        subject = self.query_one(LineList).subject(object)
        if isinstance(subject, Correspondent):
            self.app.push_screen(CorrespondentScreen(self.session, subject))
        elif subject == CARDS:
            self.app.push_screen(CardsScreen(self.session))
        elif subject == RECEIVE:
            self.app.push_screen(ReceiveScreen(self.session))
        elif subject == ANSWERS:
            decide(self)
        elif subject == ERASURES:
            self.action_erasures()

    def action_write_replies(self) -> None:
        """Confirm what was received, and ask for what is missing."""
        ask_where_to_reply(self)

    def action_erasures(self) -> None:
        """Requests to erase a person."""
        self.app.push_screen(ErasuresScreen(self.session))

    def action_pairs(self) -> None:
        """People and agencies who may be here twice."""
        self.app.push_screen(PairsScreen(self.session))

    def help_text(self) -> str:
        """What the page is."""
        return (
            "Work is safe from the loss of this computer once a colleague has confirmed it. Send a file "
            f"({key_of('exchange.send')}), carry it over, and take in what they bring back "
            f"({key_of('exchange.receive')}): their next file, or a reply, confirms yours.\n"
            "A colleague is in the table once the eight words of their card were compared "
            f"({key_of('exchange.cards')}). Confirmed and heard: "
            "when they last confirmed something of yours, and when something of theirs was last taken in."
        )


def _rows(state: ExchangeState, narrow: bool) -> Iterable[Row]:
    if state.correspondents:
        titles = ("colleague", "sent", "waiting", "confirmed", "heard", "missing")
        yield Row(_wanted(titles, narrow), heading=True)
        for each in state.correspondents:
            yield Row(_wanted(_cells(each), narrow), subject=each)
    else:
        yield Row(("Nobody to send to yet. What to do first:",), heading=True)
        cards, receive = key_of("exchange.cards"), key_of("exchange.receive")
        yield Row((f"Exchange cards ({cards})", "Give your card to a colleague, add theirs, and compare eight "
                   "words by telephone. That is done once."), subject=CARDS)  # fmt: skip
        yield Row((f"Receive ({receive})", "Or take in what a colleague has sent you."), subject=RECEIVE)
    unknown = sum(gap.last - gap.first + 1 for gap in state.missing if gap.author == "not known")
    if state.kept_aside or state.disagreements or unknown or state.erasures:
        yield Row(("To look at",), heading=True)
    if state.kept_aside:
        files = counted(state.kept_aside, "file", "files")
        yield Row((f"Kept aside: {files}", "sender not known; Enter shows the cards"), subject=CARDS)
    if state.disagreements:
        records = counted(state.disagreements, "record", "records")
        yield Row((f"Two answers: {records}", "Enter decides"), subject=ANSWERS)
    if state.erasures:
        asked = counted(state.erasures, "request", "requests")
        yield Row((f"To erase: {asked}", "Enter shows them"), subject=ERASURES)
    if unknown:
        yield Row((f"Missing: {counted(unknown, 'change', 'changes')}", "of somebody whose card is not here"))


def _cells(each: Correspondent) -> tuple[str, ...]:
    missing = sum(gap.last - gap.first + 1 for gap in each.missing)
    return (
        f"{each.name}, {each.role}",
        day_of(each.last_sent) or "never",
        str(each.waiting) if each.waiting else "-",
        day_of(each.last_confirmed) or "never",
        day_of(each.last_heard) or "never",
        f"! {missing:,}" if missing else "-",
    )


def _wanted(cells: tuple[str, ...], narrow: bool) -> tuple[str, ...]:
    """The cells there is room for: in a narrow window who, what waits, what was confirmed, what is missing."""
    return (cells[0], cells[2], cells[3], cells[5]) if narrow else cells

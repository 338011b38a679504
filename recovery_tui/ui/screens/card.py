"""One card: warnings first, then its eight words; accepted by typing two that were heard, or revoked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import cards
from recovery_tui.casework.card_views import CardView
from recovery_tui.casework.views import Choice
from recovery_tui.ui.card_facts import (
    NOTHING_TO_REVOKE,
    REASONS,
    REVOKED,
    card_rows,
    may_compare,
    not_to_compare,
    revoke_it,
    who,
    why_revoke,
)
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.card_words import CompareScreen, word_lines
from recovery_tui.ui.screens.dialogs import ChoiceDialog, ConfirmDialog, numbered
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.wording import key_of


class CardScreen(PlaceScreen[str]):
    """Gives what to say on the page before: that the card was accepted and what was taken in."""

    PLACE = Place.CARD

    BINDINGS = bindings_for(Place.CARD)

    def __init__(self, session: Session, fingerprint: str) -> None:
        super().__init__(session)
        self._fingerprint = fingerprint
        self._card: CardView | None = None
        self._details = False

    def top(self) -> Iterable[Widget]:
        """Warnings before anything else, who it is, the words."""
        yield Painted(id="warnings")
        yield Painted(id="about")
        yield Painted(id="words")

    def body(self) -> Iterable[Widget]:
        """How far it is believed."""
        yield LineList(self.session.glyphs, widest=(18,))

    def on_mount(self) -> None:
        """The cursor waits in the list."""
        self.query_one(LineList).focus()

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Ask again."""
        if self.session.opened is not None:
            self.ask(lambda: cards.shown(self.session.desk, self._fingerprint), self._show, "card")

    def _show(self, card: CardView) -> None:
        self._card = card
        said = "\n".join(f"!! {warning}" for warning in card.warnings)
        self.query_one("#warnings", Painted).say(said, Tone.ACT)
        self.query_one("#about", Painted).say(who(card), Tone.STRONG)
        self.query_one("#words", Painted).paint_with(lambda width: word_lines(card.words))
        self.query_one(LineList).show_rows(list(card_rows(card, self._details)), 0)

    def action_details(self) -> None:
        """Show or hide the fingerprint."""
        self._details = not self._details
        if self._card is not None:
            self._show(self._card)

    def action_compare(self) -> None:
        """Accept it by two words heard."""
        card = self._card
        if card is None:
            return
        if may_compare(card):
            desk = self.session.desk
            self.ask(lambda: cards.two_places(desk, card.fingerprint), partial(self._compare, card), "places")
        else:
            self.notice.say(not_to_compare(card), Tone.MISSING if card.trust == "revoked" else Tone.TEXT)

    def _compare(self, card: CardView, places: tuple[int, int]) -> None:
        self.app.push_screen(CompareScreen(self.session, card, places), self._compared)

    def _compared(self, said: str | None) -> None:
        if said:
            self.dismiss(said)

    def action_revoke(self) -> None:
        """Accept nothing more from it, after asking why and once again."""
        card = self._card
        if card is None or card.trust in ("own", "revoked"):
            self.notice.say(NOTHING_TO_REVOKE)
            return
        dialog = ChoiceDialog(self.session.glyphs, why_revoke(card), numbered(REASONS))
        self.app.push_screen(dialog, self._ask_again)

    def _ask_again(self, reason: Choice | None) -> None:
        card = self._card
        if reason is None or card is None:
            return
        question = ConfirmDialog(self.session.glyphs, *revoke_it(card, reason))
        self.app.push_screen(question, lambda yes: self._revoke(reason.value) if yes else None)

    def _revoke(self, reason: str) -> None:
        desk, fingerprint = self.session.desk, self._fingerprint
        self.ask(lambda: cards.revoke(desk, fingerprint, reason), self._revoked, "change")

    def _revoked(self, card: CardView) -> None:
        self._show(card)
        self.notice.say(REVOKED, Tone.GOOD)

    def help_text(self) -> str:
        """How to compare."""
        return (
            "Ring the person, on a number you know and not one that came with the card. They open Identity cards on "
            f"their computer and read their words out; {key_of('card.compare')} asks for two of them. If a word "
            "differs, it is not their card."
        )

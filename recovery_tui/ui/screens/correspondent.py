"""One colleague: how far the exchange with them is, and what of theirs is missing."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from recovery_tui.casework.sharing_views import Correspondent
from recovery_tui.ui.colleague_words import colleague_rows, who
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.card import CardScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.wording import key_of


class CorrespondentScreen(PlaceScreen[None]):
    """A page to read; their card is one key away."""

    PLACE = Place.CORRESPONDENT

    BINDINGS = bindings_for(Place.CORRESPONDENT)

    def __init__(self, session: Session, colleague: Correspondent) -> None:
        super().__init__(session)
        self._colleague = colleague
        self._details = False

    def top(self) -> Iterable[Widget]:
        """Who."""
        yield Painted(id="about")

    def body(self) -> Iterable[Widget]:
        """How far the exchange is."""
        yield LineList(self.session.glyphs, widest=(24,))

    def on_mount(self) -> None:
        """Fill in."""
        self.query_one("#about", Painted).say(who(self._colleague), Tone.STRONG)
        self.query_one(LineList).focus()
        self._show()

    def _show(self) -> None:
        self.query_one(LineList).show_rows(list(colleague_rows(self._colleague, self._details)))

    def action_card(self) -> None:
        """Their card."""
        self.app.push_screen(CardScreen(self.session, self._colleague.fingerprint))

    def action_details(self) -> None:
        """Show or hide feeds and fingerprint."""
        self._details = not self._details
        self._show()

    def help_text(self) -> str:
        """What is told."""
        return (
            "A file that was sent waits until they confirm it, with a reply or with their next file. Changes of theirs "
            "are missing when a later file came and an earlier one did not: a reply "
            f"({key_of('received.replies')} on the page before) asks for it."
        )

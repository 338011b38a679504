"""People and agencies who may be here twice, and the page that joins two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import joining
from recovery_tui.casework.joining import LikelyPair
from recovery_tui.casework.views import Mark
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.pair_words import NOBODY, WHAT
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.pair import PairScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList, Row


class PairsScreen(PlaceScreen[None]):
    """Pairs, the certain ones first; those that were decided leave the list."""

    PLACE = Place.PAIRS

    BINDINGS = bindings_for(Place.PAIRS)

    def __init__(self, session: Session, pairs: Sequence[LikelyPair] | None = None) -> None:
        """`pairs` that are known already; without them everybody is compared."""
        super().__init__(session)
        self._pairs = tuple(pairs) if pairs is not None else None

    def body(self) -> Iterable[Widget]:
        """The pairs."""
        yield LineList(
            self.session.glyphs,
            widest=(34,),
            empty=NOBODY,
            waiting="Comparing everybody; this takes some seconds.",
        )

    def on_mount(self) -> None:
        """Look for pairs."""
        self.query_one(LineList).focus()
        if self._pairs is not None:
            self._show(self._pairs)
        else:
            self.ask(lambda: joining.likely_pairs(self.session.desk), self._show, "pairs")

    @on(events.ScreenResume)
    def _look_again(self) -> None:
        """Ask which of those listed still stand: some may have been decided."""
        if self._pairs and self.session.opened is not None:
            people = [each for pair in self._pairs for each in (pair.one, pair.other)]
            self.ask(lambda: joining.likely_pairs(self.session.desk, people), self._show, "pairs")

    def _show(self, pairs: tuple[LikelyPair, ...]) -> None:
        self._pairs = pairs
        self.query_one(LineList).show_rows([_row(pair) for pair in pairs])
        self.notice.say(
            "Enter shows both side by side. Nothing is joined by itself." if pairs else "", Tone.MUTED
        )

    def action_open(self) -> None:
        """See both side by side."""
        pair = self.query_one(LineList).subject(LikelyPair)
        if pair is not None:
            self.app.push_screen(PairScreen(self.session, pair.one, pair.other))

    def help_text(self) -> str:
        """What a pair is."""
        return (
            f"{WHAT} ! marks those with the same number. Joining shows them as one everywhere and can be undone; "
            "nothing is thrown away."
        )


def _row(pair: LikelyPair) -> Row:
    mark = Mark.MISSING if pair.certain else Mark.NONE
    return Row((pair.one_text, pair.other_text), mark=mark, subject=pair)

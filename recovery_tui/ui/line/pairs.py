"""People and agencies who may be here twice, and two of them side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recovery_tui.casework import joining
from recovery_tui.casework.joining import LikelyPair
from recovery_tui.casework.views import Outcome, RecordId
from recovery_tui.ui.change_words import why_not
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.pair_words import NOBODY, WHAT


class PairsPage(Page):
    """Pairs, the certain ones first."""

    PLACE = Place.PAIRS

    def __init__(self, talk: Talk, pairs: Sequence[LikelyPair] | None = None) -> None:
        """`pairs` that are known already; without them everybody is compared."""
        super().__init__(talk)
        self._among = None if pairs is None else [each for pair in pairs for each in (pair.one, pair.other)]

    def items(self) -> Iterable[Item]:
        """Those that still stand."""
        for pair in joining.likely_pairs(self.desk, self._among):
            sure = "same number" if pair.certain else "alike"
            yield Item(f"one: {pair.one_text}; other: {pair.other_text}; why: {sure}", pair)

    def do_open(self, rest: str) -> None:
        """Both side by side."""
        pair = self.item(rest, LikelyPair)
        PairPage(self.talk, pair.one, pair.other).run()

    def empty(self) -> str:
        """Nobody."""
        return NOBODY

    def help_text(self) -> str:
        """What a pair is."""
        return f"{WHAT} Nothing is joined by itself."


class PairPage(Page):
    """Field by field, what differs is said."""

    PLACE = Place.PAIR

    def __init__(self, talk: Talk, one: RecordId, other: RecordId) -> None:
        super().__init__(talk)
        self._one = one
        self._other = other
        self._is_decided = False

    def items(self) -> Iterable[Item]:
        """Both, a line a field."""
        view = joining.side_by_side(self.desk, self._one, self._other)
        yield Item(
            f"One: {view.one_name}; other: {view.other_name}; joined: {'yes' if view.joined else 'no'}"
        )
        for row in view.rows:
            if row.differs:
                yield Item(
                    f"Differs. {row.title}: one {row.one or 'nothing'}; other {row.other or 'nothing'}"
                )
            else:
                yield Item(f"{row.title}: both {row.one}")

    def goes_on(self) -> bool:
        """Not after they were said to be two."""
        return not self._is_decided

    def do_join(self, rest: str) -> None:
        """They are one."""
        self._tell(joining.join(self.desk, self._one, self._other))

    def do_undo(self, rest: str) -> None:
        """Take the joining back."""
        self._tell(joining.separate(self.desk, self._other))

    def _tell(self, outcome: Outcome) -> None:
        if outcome.saved:
            self.session.saved_at = outcome.saved_at
            self.talk.say(f"Saved {outcome.saved_at}: {outcome.said}.")
        else:
            self.talk.error(why_not(outcome))

    def do_not_same(self, rest: str) -> None:
        """They are two."""
        if joining.side_by_side(self.desk, self._one, self._other).joined:
            self.talk.say("They are joined. undo takes that back first.")
            return
        joining.not_same(self.desk, self._one, self._other)
        self._is_decided = True
        self.talk.say("Two. The pair is not listed again on this computer.")

    def help_text(self) -> str:
        """What joining does."""
        return "Once they are the same, every list shows one of them with the records of both. undo takes it back."

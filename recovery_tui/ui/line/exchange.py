"""Send and receive in line mode: what is only here, who has confirmed what, and what waits to be looked at."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework import exchange_state
from recovery_tui.casework.sharing_views import Correspondent
from recovery_tui.ui.colleague_words import colleague_rows, who
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.cards import CardPage, CardsPage
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.words import labelled, said_row
from recovery_tui.ui.received_words import REPLY_WHERE
from recovery_tui.ui.wording import counted

ANSWERS, ASIDE, ERASURES = "answers", "aside", "erasures"


class ExchangePage(Page):
    """Colleagues, a line each, and below them what a person must look at."""

    PLACE = Place.EXCHANGE
    IS_TOP = True

    def items(self) -> Iterable[Item]:
        """What is only here, colleagues, what waits."""
        state = exchange_state.state(self.desk)
        since = f" since {state.since}" if state.since else ""
        here = f"Only on this computer: {counted(state.only_here, 'change', 'changes')}{since}"
        yield Item(here if state.only_here else "Nothing is only on this computer.")
        if state.nag:
            yield Item(state.nag)
        if not state.correspondents:
            yield Item(
                "Nobody to send to yet. cards: give your card to a colleague, add theirs, compare eight words."
            )
        for each in state.correspondents:
            yield Item(_correspondent(each), each)
        unknown = sum(gap.last - gap.first + 1 for gap in state.missing if gap.author == "not known")
        if state.kept_aside:
            yield Item(f"Kept aside: {counted(state.kept_aside, 'file', 'files')}, sender not known", ASIDE)
        if state.disagreements:
            yield Item(f"Two answers: {counted(state.disagreements, 'record', 'records')}", ANSWERS)
        if state.erasures:
            yield Item(f"To erase: {counted(state.erasures, 'request', 'requests')}", ERASURES)
        if unknown:
            yield Item(f"Missing: {counted(unknown, 'change', 'changes')} of somebody whose card is not here")

    def do_open(self, rest: str) -> None:
        """A colleague, or what waits."""
        subject = self.item(rest, object)
        if isinstance(subject, Correspondent):
            CorrespondentPage(self.talk, subject).run()
        elif subject == ASIDE:
            CardsPage(self.talk).run()
        elif subject == ANSWERS:
            from recovery_tui.ui.line.answers import AnswersPage

            AnswersPage(self.talk).run()
        elif subject == ERASURES:
            self.do_erasures("")

    def do_write_replies(self, rest: str) -> None:
        """Confirm what was received, and ask for what is missing."""
        from recovery_tui.ui.line.files import ask_folder
        from recovery_tui.ui.line.receive import write_replies

        write_replies(self, ask_folder(self.talk, REPLY_WHERE))

    def do_erasures(self, rest: str) -> None:
        """Requests to erase a person."""
        from recovery_tui.ui.line.erasing import ErasuresPage

        ErasuresPage(self.talk).run()

    def do_pairs(self, rest: str) -> None:
        """People and agencies who may be here twice."""
        from recovery_tui.ui.line.pairs import PairsPage

        PairsPage(self.talk).run()

    def help_text(self) -> str:
        """What the page is."""
        return (
            "Work is safe from the loss of this computer once a colleague has confirmed it. Send a file, carry it "
            "over, and take in what they bring back: their next file, or a reply, confirms yours."
        )


class CorrespondentPage(Page):
    """One colleague: how far the exchange with them is, and what of theirs is missing."""

    PLACE = Place.CORRESPONDENT

    def __init__(self, talk: Talk, colleague: Correspondent) -> None:
        super().__init__(talk)
        self._colleague = colleague
        self._details = False

    def items(self) -> Iterable[Item]:
        """How far the exchange is."""
        yield Item(who(self._colleague))
        yield from (Item(said_row(row)) for row in colleague_rows(self._colleague, self._details))

    def do_card(self, rest: str) -> None:
        """Their card."""
        CardPage(self.talk, self._colleague.fingerprint).run()

    def do_details(self, rest: str) -> None:
        """Feeds and fingerprint, or not."""
        self._details = not self._details
        self.show()


def _correspondent(each: Correspondent) -> str:
    missing = sum(gap.last - gap.first + 1 for gap in each.missing)
    return labelled(
        ("", f"{each.name}, {each.role}"),
        ("sent", each.last_sent or "never"),
        ("waiting", str(each.waiting) if each.waiting else "none"),
        ("confirmed", each.last_confirmed or "never"),
        ("heard", each.last_heard or "never"),
        ("missing", f"{missing:,} changes" if missing else ""),
    )

"""Identity cards: one's own with its eight words, large enough to read out, and those of colleagues."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import cards, start_packs
from recovery_tui.casework.card_views import CardView
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Mark
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.card_facts import (
    CARD_WHERE,
    NEW_KEYS,
    NEW_KEYS_MADE,
    NO_CARDS_THERE,
    PACK_WHERE,
    card_written,
    file_in,
    pack_written,
    trust_words,
    who,
)
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.found_files import CARD, cards_in, cards_lying_about
from recovery_tui.ui.paint import Part, Parts, Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.card import CardScreen
from recovery_tui.ui.screens.card_words import word_lines
from recovery_tui.ui.screens.dialogs import ConfirmDialog
from recovery_tui.ui.screens.place_dialog import PlaceDialog, ask_folder
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.wording import key_of


class CardsScreen(PlaceScreen[None]):
    """What to read out at the top, colleagues below."""

    PLACE = Place.CARDS
    NEWS_ONLY = True

    BINDINGS = bindings_for(Place.CARDS)

    def top(self) -> Iterable[Widget]:
        """One's own card."""
        yield Painted(id="own")

    def body(self) -> Iterable[Widget]:
        """Colleagues."""
        yield LineList(
            self.session.glyphs,
            widest=(24, 11, 22),
            empty="No cards yet. {cards.add} adds one from a file, {cards.export} gives yours away.",
            waiting="",
        )

    def on_mount(self) -> None:
        """The cursor waits in the list."""
        self.query_one(LineList).focus()

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Ask again: one may have been accepted or revoked."""
        if self.session.opened is not None:
            self.ask(lambda: cards.listed(self.session.desk), self._show, "cards")

    def _show(self, found: tuple[CardView, ...]) -> None:
        own, *others = found
        self.query_one("#own", Painted).paint_with(lambda width: _own_lines(own))
        self.query_one(LineList).show_rows([_row(card) for card in others])

    def action_open(self) -> None:
        """Open the card the cursor is on."""
        card = self.query_one(LineList).subject(CardView)
        if card is not None:
            self.app.push_screen(CardScreen(self.session, card.fingerprint), self._compared)

    def _compared(self, said: str | None) -> None:
        if said:
            self.notice.say(said, Tone.GOOD)

    def action_add(self) -> None:
        """Read a card from a file: one that lies on a stick, or any that is typed."""
        self.ask(lambda: cards_lying_about(self.session), self._ask_which, "places")

    def _ask_which(self, found: tuple[tuple[str, Path], ...]) -> None:
        hint = f"a file ending in {CARD} or a folder, then Enter"
        self.app.push_screen(PlaceDialog(self.session.glyphs, "Which card?", found, hint), self._add)

    def _add(self, path: Path | None) -> None:
        if path is not None:
            self.ask(lambda: _kept_or_lying_in(self.session.desk, path), self._added, "save")

    def _added(self, found: CardView | tuple[tuple[str, Path], ...]) -> None:
        if isinstance(found, CardView):
            self.app.push_screen(CardScreen(self.session, found.fingerprint), self._compared)
        elif found:
            self._ask_which(found)
        else:
            self.notice.say(NO_CARDS_THERE, Tone.MISSING)

    def action_export(self) -> None:
        """Write one's own card for a colleague."""
        ask_folder(self, CARD_WHERE, self._export)

    def action_start_pack(self) -> None:
        """Write a start pack for a colleague's first run."""
        ask_folder(self, PACK_WHERE, self._write_pack)

    def action_renew(self) -> None:
        """Make new keys and a new card, after a question."""
        question = ConfirmDialog(self.session.glyphs, *NEW_KEYS)
        self.app.push_screen(question, lambda yes: self._renew() if yes else None)

    def _renew(self) -> None:
        self.notice.say("Making new keys", Tone.MUTED)  # of thousands of people each record is signed anew
        self.ask(lambda: cards.renew(self.session.desk), self._renewed, "save", self._not_renewed)

    def _not_renewed(self, error: RecoveryError) -> None:
        self.notice.say(error.message, Tone.ACT)

    def _renewed(self, own: CardView) -> None:
        self.notice.say(NEW_KEYS_MADE, Tone.GOOD)
        self.refresh_view()

    def _export(self, folder: Path) -> None:
        self.ask(partial(_export, self.session.desk, folder), self._exported, "save")

    def _exported(self, file: Path) -> None:
        self.notice.say(card_written(file), Tone.GOOD)

    def _write_pack(self, folder: Path) -> None:
        self.ask(partial(_write_pack, self.session.desk, folder), self._pack_written, "save")

    def _pack_written(self, file: Path) -> None:
        self.notice.say(pack_written(file), Tone.GOOD)

    def help_text(self) -> str:
        """What cards are."""
        return (
            "A card says who somebody is to this program. Give yours to a colleague as a file "
            f"({key_of('cards.export')}) and add theirs ({key_of('cards.add')}). "
            "Then ring them: the words on your screen for their card must be those on their screen. Until two of them "
            "were typed as heard, nothing goes to that card, and what it brings is kept aside. If your card was "
            "revoked, or somebody else may have had your computer, make new keys "
            f"({key_of('cards.renew')}) and give your new card."
        )


def _own_lines(own: CardView) -> list[Parts]:
    title = f" Your card: {who(own)}"
    return [[Part(title, Tone.STRONG)], *word_lines(own.words)[1:]]


def _row(card: CardView) -> Row:
    waits = card.trust == "unverified"
    loud = Mark.MISSING if waits or card.warnings else Mark.NONE
    return Row(
        (card.name, card.role, card.organisation or card.establishment, trust_words(card)),
        mark=loud,
        muted=card.trust == "revoked",
        subject=card,
    )


def _kept_or_lying_in(desk: Desk, path: Path) -> CardView | tuple[tuple[str, Path], ...]:
    """The card in a file, kept; of a folder those that lie there, to choose from; for a thread."""
    return cards_in(desk, [path]) if path.is_dir() else cards.keep_card(desk, path)


def _export(desk: Desk, folder: Path) -> Path:
    """Write the own card into a folder, or as the file that was named; for a thread."""
    file = file_in(folder, desk.owner.name, CARD)
    cards.export_card(desk, file)
    return file


def _write_pack(desk: Desk, folder: Path) -> Path:
    """Write a start pack into a folder, or as the file that was named; for a thread."""
    file = file_in(folder, desk.owner.name, start_packs.ENDING)
    start_packs.write(desk, file)
    return file

"""Identity cards in line mode: one's own with its eight words, those of colleagues, and comparing by telephone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recovery_tui.casework import cards, receiving, start_packs
from recovery_tui.casework.card_views import CardView
from recovery_tui.ui.card_facts import (
    CARD_WHERE,
    NEW_KEYS,
    NEW_KEYS_MADE,
    NO_CARDS_THERE,
    NOTHING_TO_REVOKE,
    PACK_WHERE,
    REASONS,
    REVOKED,
    card_rows,
    card_written,
    file_in,
    not_to_compare,
    pack_written,
    released_words,
    revoke_it,
    trust_words,
    who,
    why_revoke,
)
from recovery_tui.ui.commands import Place
from recovery_tui.ui.found_files import CARD, cards_in, cards_lying_about
from recovery_tui.ui.line.files import ask_folder, ask_path
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.words import labelled, said_row


class CardsPage(Page):
    """One's own card first, colleagues below."""

    PLACE = Place.CARDS

    def items(self) -> Iterable[Item]:
        """The words to read out, and the cards kept here."""
        own, *others = cards.listed(self.desk)
        yield Item(f"Your card: {who(own)}")
        yield from (Item(f"Word {number}: {word}") for number, word in enumerate(own.words, 1))
        if not others:
            yield Item("No cards yet. add a card reads one from a file, give yours writes your own.")
        for card in others:
            said = labelled(
                ("", card.name),
                ("role", card.role),
                ("of", card.organisation or card.establishment),
                ("state", trust_words(card)),
                ("warnings", str(len(card.warnings)) if card.warnings else ""),
            )
            yield Item(said, card)

    def do_open(self, rest: str) -> None:
        """One of the cards."""
        CardPage(self.talk, self.item(rest, CardView).fingerprint).run()

    def do_add(self, rest: str) -> None:
        """Read a card from a file."""
        question, offered = (
            f"Which card? A file ending in {CARD}, or a folder.",
            cards_lying_about(self.session),
        )
        while (path := ask_path(self.talk, question, offered)).is_dir():
            offered = cards_in(self.desk, [path])
            if not offered:
                self.talk.error(NO_CARDS_THERE)
        CardPage(self.talk, cards.keep_card(self.desk, path).fingerprint).run()

    def do_export(self, rest: str) -> None:
        """Write one's own card for a colleague."""
        file = self._file(CARD_WHERE, CARD)
        cards.export_card(self.desk, file)
        self.talk.say(card_written(file))

    def do_start_pack(self, rest: str) -> None:
        """Write a start pack for a colleague's first run."""
        file = self._file(PACK_WHERE, start_packs.ENDING)
        start_packs.write(self.desk, file)
        self.talk.say(pack_written(file))

    def do_renew(self, rest: str) -> None:
        """Make new keys and a new card, after a question."""
        if self.talk.agrees(NEW_KEYS):
            cards.renew(self.desk)
            self.show()
            self.talk.say(NEW_KEYS_MADE)

    def _file(self, question: str, ending: str) -> Path:
        return file_in(ask_folder(self.talk, question), self.desk.owner.name, ending)

    def help_text(self) -> str:
        """What cards are."""
        return (
            "A card says who somebody is to this program. Give yours to a colleague as a file and add theirs. Then "
            "ring them: the words here for their card must be those they read out. If your card was revoked, or "
            "somebody else may have had your computer, make new keys and give your new card."
        )


class CardPage(Page):
    """One card: warnings first, then its words; accepted by two words that were heard, or revoked."""

    PLACE = Place.CARD

    def __init__(self, talk: Talk, fingerprint: str) -> None:
        super().__init__(talk)
        self._fingerprint = fingerprint
        self._details = False

    def _card(self) -> CardView:
        return cards.shown(self.desk, self._fingerprint)

    def items(self) -> Iterable[Item]:
        """Warnings before anything else, who it is, the words, how far it is believed."""
        card = self._card()
        yield from (Item(f"Warning: {warning}") for warning in card.warnings)
        yield Item(f"Card: {who(card)}")
        yield from (Item(f"Word {number}: {word}") for number, word in enumerate(card.words, 1))
        yield from (Item(said_row(row)) for row in card_rows(card, self._details))

    def do_details(self, rest: str) -> None:
        """The fingerprint too, or not."""
        self._details = not self._details
        self.show()

    def do_compare(self, rest: str) -> None:
        """Accept it by two words heard."""
        card = self._card()
        if nothing := not_to_compare(card):
            self.talk.say(nothing)
            return
        self.talk.say(
            f"Ring {card.name} on a number you know. They read their eight words out; type two as you hear them."
        )
        heard = {
            place: self.talk.ask(f"Word {place}") for place in cards.two_places(self.desk, card.fingerprint)
        }
        released = receiving.accept(self.desk, card.fingerprint, heard)
        self.session.released |= {each.bundle: each for each in released}
        self.talk.say(f"Accepted: {card.name}.{released_words(released)}")

    def do_revoke(self, rest: str) -> None:
        """Accept nothing more from it, after asking why and once again."""
        card = self._card()
        if card.trust in ("own", "revoked"):
            self.talk.say(NOTHING_TO_REVOKE)
            return
        options = [(f"{reason.label}: {reason.help}", reason) for reason in REASONS]
        reason = self.talk.choose(why_revoke(card), options)
        if self.talk.agrees(revoke_it(card, reason)):
            cards.revoke(self.desk, self._fingerprint, reason.value)
            self.talk.say(REVOKED)

    def help_text(self) -> str:
        """How to compare."""
        return "Ring the person on a number you know. If a word differs, it is not their card."

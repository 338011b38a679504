"""What cards are in words: how far they are believed, why one is revoked, what accepting one let in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from recovery_tui.casework import drives
from recovery_tui.casework.card_views import CardView
from recovery_tui.casework.sharing_views import FileResult
from recovery_tui.casework.views import Choice, Mark
from recovery_tui.ui.question import Question
from recovery_tui.ui.rows import Row
from recovery_tui.ui.wording import counted, key_of

TRUST = {
    "own": "yours",
    "trusted": "accepted",
    "unverified": "words not compared",
    "revoked": "revoked",
    "unknown": "not kept here",
}
"""How far a card is believed, in words."""

REASONS = (
    Choice("lost", "lost", help="their computer or its key was lost"),
    Choice("stolen", "stolen", help="somebody else may have it"),
    Choice("left", "left", help="they no longer work here"),
)
"""Why a card may be revoked."""


CARD_WHERE = "Write your card where?"
PACK_WHERE = "Write the start pack where?"

NOTHING_TO_REVOKE = "There is nothing to revoke here."
REVOKED = "Revoked. Tell colleagues who have this card."

NEW_KEYS = Question(
    "Make new keys and a new card?",
    "For when your card was revoked, or somebody else may have your keys. Nothing that is here is lost, and what was "
    "sealed to you still opens. Then give your new card to everybody: who revoked the old one rings you and compares "
    "the new words, all others take the new one by itself.",
    "make new keys",
    "leave them as they are",
)
"""Asked before one's own keys are made anew."""
NO_CARDS_THERE = "No colleague's card lies in that folder. Nothing was changed."
NEW_KEYS_MADE = "You have new keys and a new card, with the words above. Give it to your colleagues now."


def who(card: CardView) -> str:
    """Name, role, and the organisation or prison."""
    return ", ".join(text for text in (card.name, card.role, card.organisation or card.establishment) if text)


def trust_words(card: CardView) -> str:
    """How far a card is believed, and since when."""
    if card.trust == "trusted" and card.replaced:
        return "accepted, new keys since"
    since = f" {card.compared_on}" if card.trust == "trusted" and card.compared_on else ""
    return TRUST[card.trust] + since


def card_rows(card: CardView, details: bool) -> Iterator[Row]:
    """How far a card is believed and why, where it came from; with `details` its fingerprint too."""
    if card.trust == "trusted":
        yield Row(("accepted", _why_accepted(card)))
        if card.replaced:
            yield Row(
                ("new keys since", "their newer card is used; this one still vouches for what they wrote")
            )
    elif card.trust == "revoked":
        yield Row(("revoked", f"{card.reason}, {card.revoked_on}"), mark=Mark.ACT)
        yield Row(("if they are back", way_back(card)))
    elif card.trust == "own":
        yield Row(("yours", "these are the words to read out when a colleague rings"))
    else:
        ring = f"ring them; {key_of('card.compare')}, when they read their words out"
        yield Row(("words not compared", ring), mark=Mark.MISSING)
    if card.introduced_by:
        yield Row(("came with a file", f"of {card.introduced_by}"))
    if not card.own_organisation:
        covered = "only what is covered by permission or law goes there"
        yield Row(("another organisation", covered), mark=Mark.MISSING)
    if details:
        yield Row(("fingerprint", card.fingerprint))
        yield Row(("establishment", card.establishment))
        if card.follows:
            yield Row(("vouched for by", card.follows))


def _why_accepted(card: CardView) -> str:
    if card.compared_on:
        return f"the words were compared on {card.compared_on}"
    return "the key they had before vouches for it"


def not_to_compare(card: CardView) -> str:
    """Why there is nothing to compare; empty where there is."""
    if may_compare(card):
        return ""
    if card.trust == "trusted":
        return f"It is accepted already: {_why_accepted(card)}."
    if card.trust == "own":
        return "This is your own card."
    return f"It was revoked. To be believed again {way_back(card)}."


def why_revoke(card: CardView) -> str:
    """Asked before a reason is given."""
    return f"Revoke the card of {card.name}? Why?"


def revoke_it(card: CardView, reason: Choice) -> Question:
    """What revoking means, asked once again."""
    return Question(
        f"Revoke it: {reason.label}?",
        f"What is here of {card.name} stays. What they write from now on is kept aside, and nothing more can be "
        "sent to this card. To be believed again they need new keys, and you compare the words of their new card.",
        "revoke it",
        "leave it",
    )


def card_written(file: Path) -> str:
    """That one's own card is written, and what is done with it."""
    return f"Your card is written: {file}. It holds no secret. Who gets it rings you and compares the words."


def pack_written(file: Path) -> str:
    """That a start pack is written, and what it holds."""
    return f"The start pack is written: {file}. It holds your card, the settings and the agencies, nobody's records."


def way_back(card: CardView) -> str:
    """How somebody whose card was revoked is believed again; empty for other cards."""
    if card.trust != "revoked":
        return ""
    if card.reason == "left":
        return "compare the words again, or those of their new card"
    return "they make new keys, under Identity cards, and give you that card"


def may_compare(card: CardView) -> bool:
    """Whether a card can be accepted by its words: also that of somebody who left and is back."""
    return card.trust == "unverified" or (card.trust == "revoked" and card.reason == "left")


def released_words(released: Sequence[FileResult]) -> str:
    """What was taken in that had been kept aside; empty when nothing was."""
    taken = [result for result in released if result.outcome not in ("parked", "refused")]
    if not taken:
        return ""
    new = sum(result.new for result in taken)
    files = counted(len(taken), "file", "files")
    verb = "was" if len(taken) == 1 else "were"
    return f" {files} that had been kept aside {verb} taken in: {counted(new, 'new change', 'new changes')}."


def file_in(folder: Path, name: str, ending: str) -> Path:
    """A file named after its owner: `kim-example.rpcard`; a name that was typed whole stands."""
    words = "".join(letter if letter.isalnum() else " " for letter in name.casefold()).split()
    return drives.file_in(folder, ending, "-".join(words))

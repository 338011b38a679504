"""What cards are in words: how far they are believed, why one is revoked, what accepting one let in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recovery_tui.casework import drives
from recovery_tui.casework.card_views import CardView
from recovery_tui.casework.sharing_views import FileResult
from recovery_tui.casework.views import Choice
from recovery_tui.ui.wording import counted

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


NEW_KEYS = "Make new keys and a new card?"
NEW_KEYS_HELP = (
    "For when your card was revoked, or somebody else may have your keys. Nothing that is here is lost, and what was "
    "sealed to you still opens. Then give your new card to everybody: who revoked the old one rings you and compares "
    "the new words, all others take the new one by itself."
)
"""Asked before one's own keys are made anew."""
NEW_KEYS_MADE = "You have new keys and a new card, with the words above. Give it to your colleagues now."


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
    plain = "".join(letter if letter.isalnum() else "-" for letter in name.casefold())
    return drives.file_in(folder, ending, plain)

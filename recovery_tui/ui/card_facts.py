"""What cards are in words: how far they are believed, why one is revoked, what accepting one let in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

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
    if folder.suffix.lower() == ending:
        return folder
    plain = "".join(letter if letter.isalnum() else "-" for letter in name.casefold())
    return folder / f"{plain}{ending}"

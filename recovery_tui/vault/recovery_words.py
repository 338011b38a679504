"""Twelve words on paper that open a store whose passphrase is lost (BIP-39, English list, 128 bits)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from recovery_tui.clock import Clock
from recovery_tui.errors import WrongPassphraseError

WORD_COUNT = 12
_ENTROPY_BYTES = 16
_SHORTEST = 4
"""Letters that tell any word of the list from every other."""


@cache
def _list() -> Any:
    from mnemonic import Mnemonic

    return Mnemonic("english")


def word_list() -> tuple[str, ...]:
    """The 2,048 words, sorted."""
    return tuple(_list().wordlist)


def make_words(clock: Clock) -> tuple[str, ...]:
    """Twelve new words: 128 random bits and a checksum."""
    return tuple(_list().to_mnemonic(clock.random_bytes(_ENTROPY_BYTES)).split())


def checked_words(typed: Sequence[str] | str) -> tuple[str, ...]:
    """The twelve words meant by what was typed.

    Capitals, spaces, commas and numbering are free; letters after the fourth may be left out.
    Raises WrongPassphraseError when they can't all be the words of any store; it never repeats them.
    """
    text = typed if isinstance(typed, str) else " ".join(typed)
    parts = [part for part in re.split(r"[\s,.;0-9-]+", text.lower()) if part]
    if len(parts) != WORD_COUNT:
        raise WrongPassphraseError(
            f"Recovery needs {WORD_COUNT} words; {len(parts)} were given. Nothing was changed. Look at the "
            "paper again."
        )
    words = tuple(_meant(part) for part in parts)
    unknown = [str(place) for place, word in enumerate(words, 1) if word is None]
    if unknown:
        raise WrongPassphraseError(
            f"Not a recovery word at place {', '.join(unknown)}. Nothing was changed. Look at the paper "
            "again."
        )
    known = tuple(word for word in words if word is not None)
    if not _list().check(" ".join(known)):
        raise WrongPassphraseError(
            "One of the recovery words is wrong, or two have changed places. Nothing was changed. "
            "Look at the paper again."
        )
    return known


def _meant(part: str) -> str | None:
    words = word_list()
    if part in words:
        return part
    if len(part) < _SHORTEST:
        return None
    matching = [word for word in words if word.startswith(part)]
    return matching[0] if len(matching) == 1 else None

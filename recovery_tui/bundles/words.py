"""Eight words that stand for a card: read out by telephone and compared."""

from __future__ import annotations

import hashlib
import re

from recovery_tui.vault.recovery_words import word_list

COUNT = 8
"""Words of a card: 88 bits, more than anyone can search through for a second card."""

_BITS = 11
"""Of one word of a list of 2,048."""

_SHORTEST = 4
"""Letters that tell any word of the list from every other."""


def words_for(text: str) -> tuple[str, ...]:
    """The eight words of a card's exact text: the first 88 bits of its SHA-256, eleven for each word."""
    bits = int.from_bytes(hashlib.sha256(text.encode()).digest()[: COUNT * _BITS // 8], "big")
    listed = word_list()
    places = range(COUNT - 1, -1, -1)
    return tuple(listed[bits >> place * _BITS & (1 << _BITS) - 1] for place in places)


def same(words: tuple[str, ...], typed: str) -> bool:
    """Whether `typed` is all of `words` in their order.

    Capitals, commas, line ends and numbering are free; letters after the fourth may be left out.
    """
    parts = [part for part in re.split(r"[\s,.;:0-9()-]+", typed.lower()) if part]
    return len(parts) == len(words) and all(map(_means, parts, words))


def _means(part: str, word: str) -> bool:
    return part == word or (len(part) >= _SHORTEST and word.startswith(part))

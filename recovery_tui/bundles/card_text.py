"""Text of a card: short, on one line, and without anything that can't be seen."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
"""Characters of a name and of an organisation."""

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
"""Unicode's categories of control, format, broken and private characters, and of its own line ends."""

_ESTABLISHMENT = re.compile(r"[A-Z]{3}")


def cleaned(text: str) -> str:
    """`text` in one Unicode form (NFC), single spaces between words, without characters that can't be seen."""
    spaced = "".join(" " if character.isspace() else character for character in text)
    seen = "".join(character for character in spaced if unicodedata.category(character) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def is_clean(text: str) -> bool:
    """Whether `text` may stand on a card as it is."""
    return len(text) <= LONGEST and cleaned(text) == text


def is_establishment(text: str) -> bool:
    """Whether `text` is three capital letters."""
    return bool(_ESTABLISHMENT.fullmatch(text))

"""Names that look the same: so that a stranger's card is not taken for a colleague's."""

# ruff: noqa: RUF001 - letters that look like others are what this file is about

from __future__ import annotations

import unicodedata
from functools import lru_cache

SIMILAR = 0.87
"""Likeness from which two names are told: one letter in eight missing, wrong, or changed places with the next."""

_TAKEN_FOR = {
    "a": "АаΑα",
    "b": "ВвЬьΒ",
    "c": "Сс",
    "d": "ԀԁĐđ",
    "e": "ЕеΕε",
    "h": "НнҺһΗ",
    "i": "ІіӀӏΙιıŁłℓ",
    "j": "Јј",
    "k": "КкΚκ",
    "m": "МмΜ",
    "n": "Νη",
    "o": "ОоΟοØø",
    "p": "РрΡρ",
    "s": "Ѕѕ",
    "t": "ТтΤτ",
    "u": "υ",
    "v": "ν",
    "w": "Ԝԝω",
    "x": "ХхΧχ",
    "y": "УуΥ",
    "z": "Ζ",
}
"""Cyrillic, Greek and barred letters by the Latin one they are taken for; case matters (Η is no η)."""

_LOOKS = str.maketrans({letter: latin for latin, letters in _TAKEN_FOR.items() for letter in letters})
_ALIKE = str.maketrans("l|10", "iiio")
_PAIRS = (("rn", "m"), ("vv", "w"))


def alike(one: str, other: str) -> bool:
    """Whether a hurried reader may take one name for the other."""
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(_skeleton(one), _skeleton(other)) >= SIMILAR


@lru_cache(maxsize=1024)
def _skeleton(name: str) -> str:
    """What the eye keeps of a name: no case, accents, marks or order of words, letters that look alike made one."""
    folded = unicodedata.normalize("NFKD", name).translate(_LOOKS).casefold().translate(_ALIKE)
    for pair, letter in _PAIRS:
        folded = folded.replace(pair, letter)
    kept = "".join(character for character in folded if character.isalnum() or character.isspace())
    return "".join(sorted(kept.split())) or folded

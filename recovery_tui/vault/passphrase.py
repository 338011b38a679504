"""What makes a passphrase acceptable, how strong it is in words, and a suggestion of five words."""

from __future__ import annotations

import math
import re
import unicodedata
from enum import StrEnum
from itertools import pairwise

from recovery_tui.clock import Clock
from recovery_tui.errors import WeakPassphraseError
from recovery_tui.vault.recovery_words import word_list

MIN_LENGTH = 12
"""Characters. Length is the only rule of form: rules about digits make passphrases worse (NIST 800-63B)."""

SUGGESTED_WORDS = 5

_FEWEST_DIFFERENT = 5
"""Different characters; fewer is a held-down key."""

_FEWEST_LEFT = 5
"""Letters that must remain once guessable words, digits and punctuation are taken away."""

_GUESSABLE = (
    "administrator", "probationservice", "prisonservice", "recoverytui", "qwertyuiop", "asdfghjkl",
    "passphrase", "keyworker", "probation", "password", "recovery", "football", "liverpool",
    "trustno", "letmein", "service", "welcome", "iloveyou", "sunshine", "princess", "dragon", "monkey", "qwerty",
    "azerty", "zxcvbn", "prison", "secret", "change", "master", "please", "hmpps", "login", "admin",
    "abcdefghijklmnopqrstuvwxyz", "abcdef", "abc", "the", "my", "is", "me",
)  # fmt: skip
"""What is tried first, longest first where one holds another."""

_LOOKALIKES = str.maketrans("013457$@!", "oieastsai")

_LETTER_BITS = 2.0
"""Per letter of running text (Shannon, 1951, gives one to two)."""
_MIXED_BITS = 3.5
"""Per character where digits and punctuation stand among the letters."""


class Strength(StrEnum):
    """How hard a passphrase is to guess, as a person would say it."""

    TOO_SHORT = "too short"
    GUESSABLE = "easy to guess"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def strength(passphrase: str) -> Strength:
    """How strong `passphrase` is: an honest estimate, not a promise."""
    if len(_shown(passphrase)) < MIN_LENGTH:
        return Strength.TOO_SHORT
    if _guessable(passphrase):
        return Strength.GUESSABLE
    bits = _bits(passphrase)
    if bits < 36:
        return Strength.WEAK
    return Strength.FAIR if bits < 52 else Strength.STRONG


def problem(passphrase: str) -> str | None:
    """Why `passphrase` can't be taken for a new store, in a sentence; None when it can."""
    verdict = strength(passphrase)
    if verdict is Strength.TOO_SHORT:
        return (
            f"The passphrase needs {MIN_LENGTH} characters or more. A few unrelated words are easy to keep."
        )
    if verdict is Strength.GUESSABLE:
        return "This is among the first passphrases anyone would try. A few unrelated words are far better."
    return None


def require_acceptable(passphrase: str) -> None:
    """Raise WeakPassphraseError when `passphrase` is too short or among the first guesses."""
    reason = problem(passphrase)
    if reason is not None:
        raise WeakPassphraseError(f"{reason} Nothing was changed.")


def suggestion(clock: Clock) -> str:
    """Five unrelated words (55 random bits): `lizard-cabin-...`."""
    words = word_list()
    drawn = clock.random_bytes(2 * SUGGESTED_WORDS)
    # the list has 2,048 words, so the low 11 bits of two bytes choose one without favour
    numbers = [int.from_bytes(drawn[at : at + 2], "big") % len(words) for at in range(0, len(drawn), 2)]
    return "-".join(words[number] for number in numbers)


def _shown(passphrase: str) -> str:
    return unicodedata.normalize("NFC", passphrase).strip()


def _guessable(passphrase: str) -> bool:
    text = _shown(passphrase).casefold()
    if len(set(text)) < _FEWEST_DIFFERENT or _without_runs(text) < _FEWEST_DIFFERENT:
        return True
    return _mostly_guesses(_letters(text)) or _mostly_guesses(_letters(text.translate(_LOOKALIKES)))


def _mostly_guesses(letters: str) -> bool:
    left, hinted = letters, False
    for word in _GUESSABLE:
        if word in left:
            left = left.replace(word, "")
            hinted = hinted or len(word) > 3
    return hinted and len(left) < _FEWEST_LEFT


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text)


def _bits(passphrase: str) -> float:
    text = _shown(passphrase).casefold()
    parts = [part for part in re.split(r"[\W\d_]+", text) if part]
    listed = set(word_list())
    if parts and all(part in listed for part in parts):
        return len(set(parts)) * math.log2(len(listed))
    per_character = _LETTER_BITS if re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)*", text) else _MIXED_BITS
    return _without_runs(text) * per_character


def _without_runs(text: str) -> int:
    """Characters that are neither the one before again nor its neighbour in the alphabet (`aaaa`, `1234`)."""
    steps = [abs(ord(here) - ord(before)) for before, here in pairwise(text)]
    return 1 + sum(step > 1 for step in steps)

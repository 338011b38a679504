"""Passphrases are judged by how they would be guessed; recovery words are read forgivingly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from recovery_tui.clock import Clock
from recovery_tui.errors import WeakPassphraseError, WrongPassphraseError
from recovery_tui.vault import passphrase
from recovery_tui.vault.passphrase import Strength
from recovery_tui.vault.recovery_words import checked_words, make_words, word_list
from tests.support.stores import PASSPHRASE, a_clock


@pytest.mark.parametrize("short", ["", "elevenchars", "           x           ", "tango-9!"])
def test_fewer_than_twelve_characters_are_too_short(short: str) -> None:
    assert passphrase.strength(short) is Strength.TOO_SHORT
    with pytest.raises(WeakPassphraseError, match="12 characters"):
        passphrase.require_acceptable(short)


@pytest.mark.parametrize(
    "guess",
    [
        "Password1234", "passwordpassword", "Passw0rd!2026", "qwertyuiop123", "letmein letmein", "HMPPS-2026-login",
        "aaaaaaaaaaaaaaa", "1234567890123", "abcdefghijklmnop", "my password is", "Prison-Service-1", "121212121212",
    ],
)  # fmt: skip
def test_what_anyone_would_try_first_is_refused(guess: str) -> None:
    assert passphrase.strength(guess) is Strength.GUESSABLE
    with pytest.raises(WeakPassphraseError) as caught:
        passphrase.require_acceptable(guess)
    assert guess not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("grey otter zx", Strength.WEAK),
        ("the grey otter sleeps late", Strength.FAIR),
        ("marble-otter-quilt-seven-lamp", Strength.STRONG),
        ("kT9#vq2Lz!mR8wXe", Strength.STRONG),
    ],
)
def test_strength_is_said_in_words(text: str, verdict: Strength) -> None:
    assert passphrase.strength(text) is verdict
    assert passphrase.problem(text) is None


def test_no_digits_or_capitals_are_asked_for() -> None:
    assert passphrase.problem("plain lower case words only") is None
    assert passphrase.problem(PASSPHRASE) is None


def test_a_suggestion_is_five_listed_words_and_strong() -> None:
    suggested = {passphrase.suggestion(Clock()) for _ in range(20)}
    assert len(suggested) == 20
    for one in suggested:
        words = one.split("-")
        assert len(words) == 5
        assert set(words) <= set(word_list())
        assert passphrase.problem(one) is None
    assert passphrase.suggestion(a_clock()) == passphrase.suggestion(a_clock())


@given(st.text(max_size=60))
def test_any_text_gets_a_verdict(text: str) -> None:
    assert (passphrase.problem(text) is None) == (
        passphrase.strength(text) in {Strength.WEAK, Strength.FAIR, Strength.STRONG}
    )


def test_words_are_twelve_and_carry_a_checksum() -> None:
    words = make_words(Clock())
    assert len(words) == 12
    assert Mnemonic("english").check(" ".join(words))


@given(st.binary(min_size=16, max_size=16), st.sampled_from([" ", "  ", ", ", "\n", " - ", "\t1. "]))
def test_words_are_read_whatever_the_capitals_and_spaces(entropy: bytes, between: str) -> None:
    words = Mnemonic("english").to_mnemonic(entropy).split()
    assert checked_words(between.join(words).upper()) == tuple(words)
    assert checked_words([f" {word.title()} " for word in words]) == tuple(words)
    assert checked_words([word[:4] for word in words]) == tuple(words)


def test_wrong_words_are_told_by_place_and_never_repeated() -> None:
    words = list(make_words(a_clock()))
    with pytest.raises(WrongPassphraseError, match="11 were given"):
        checked_words(words[:11])
    with pytest.raises(WrongPassphraseError, match="at place 3") as caught:
        checked_words([*words[:2], "zanzibarquartz", *words[3:]])
    assert "zanzibar" not in str(caught.value)
    with pytest.raises(WrongPassphraseError, match="changed places"):
        checked_words(["zoo"] * 12)

"""Identity cards: what is signed is what is read, eight words tell cards apart, and nothing altered gets in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.bundles import cards
from recovery_tui.bundles.card_text import LONGEST, cleaned, is_clean
from recovery_tui.bundles.cards import Card
from recovery_tui.bundles.lookalike import alike
from recovery_tui.bundles.pae import pae
from recovery_tui.errors import BundleDamagedError, BundleTooNewError, RecoveryError, UsageError
from recovery_tui.vault.identity import AuthorKey, ReadingKey
from recovery_tui.vault.recovery_words import word_list

VECTORS = Path(__file__).parent / "card_vectors.json"
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
READING = "age1anevqszjsakuphlcrl7w34ddldgwahmzrcqhz9md69tmp9x2zecqt79kd8"
KEY, OLD_KEY = AuthorKey(bytes(range(32))), AuthorKey(bytes(range(32, 64)))
CARD_TYPE = "application/vnd.recovery-tui.card+json"
SUCCESSION_TYPE = "application/vnd.recovery-tui.card-succession+json"


def a_card(previous: AuthorKey | None = None, **other: Any) -> bytes:
    """The file of Kim Ahmed (fictional)."""
    fields: dict[str, Any] = {
        "name": "Kim Ahmed",
        "role": "keyworker",
        "organisation": "Fictional Prison Service",
        "establishment": "FIC",
        "made_at": MONDAY,
    }
    return cards.make(KEY, READING, previous=previous, **(fields | other))


def signed(text: str, key: AuthorKey = KEY) -> bytes:
    """A card file around any text, rightly signed: what only its owner, or hostile software of theirs, can make."""
    signature = key.sign(pae(CARD_TYPE, text.encode())).hex()
    return json.dumps({"card": text, "signature": signature}).encode()


def changed(change: Callable[[dict[str, Any]], object], raw: bytes | None = None) -> bytes:
    """The card with its text changed and signed again."""
    fields = json.loads(json.loads(raw or a_card())["card"])
    change(fields)
    return signed(json.dumps(fields))


def read_by_the_specification(raw: bytes) -> dict[str, Any]:
    """A second reader, written from CARDS.md alone: the text's fields with fingerprint and words."""
    assert len(raw) <= 8192
    envelope = json.loads(raw)
    text = envelope["card"].encode()
    fields = dict(json.loads(text))
    author = bytes.fromhex(fields["author"])

    def dsse(kind: bytes, content: bytes) -> bytes:
        return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(content), content)

    Ed25519PublicKey.from_public_bytes(author).verify(
        bytes.fromhex(envelope["signature"]), dsse(CARD_TYPE.encode(), text)
    )
    if previous := fields.get("previous"):
        digits = previous["signature"].encode()
        assert text.count(digits) == 1
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(previous["author"])).verify(
            bytes.fromhex(previous["signature"]), dsse(SUCCESSION_TYPE.encode(), text.replace(digits, b""))
        )
    bits = "".join(f"{byte:08b}" for byte in hashlib.sha256(text).digest())
    places = [int(bits[start : start + 11], 2) for start in range(0, 88, 11)]
    return fields | {
        "fingerprint": hashlib.sha256(author).hexdigest()[:32],
        "words": [word_list()[place] for place in places],
    }


def told(card: Card) -> dict[str, Any]:
    """What this program read, in the words of the specification."""
    return {
        "name": card.name,
        "role": card.role,
        "organisation": card.organisation,
        "establishment": card.establishment,
        "author": card.author.hex(),
        "reading": card.reading,
        "made_at": f"{card.made_at:%Y-%m-%dT%H:%M:%SZ}",
        "previous": card.previous.hex() if card.previous else None,
        "fingerprint": card.fingerprint,
        "words": list(card.words),
    }


def made_vectors() -> dict[str, dict[str, Any]]:
    """The vectors anew; written to the file by `python -m tests.bundles.test_cards`."""
    files = {
        "plain": a_card(),
        "no organisation": a_card(organisation="", role="supervisor"),
        "letters beyond ASCII": a_card(name="Zoë Ó Súilleabháin 李", made_at=MONDAY + timedelta(days=1)),
        "follows an older key": a_card(previous=OLD_KEY),
        "keys of a later version": changed(lambda fields: fields.update(post="C wing")),
    }
    return {name: {"file": raw.decode(), "read": told(cards.read(raw))} for name, raw in files.items()}


@cache
def vectors() -> dict[str, dict[str, Any]]:
    return dict(json.loads(VECTORS.read_text()))


def test_every_card_ever_published_is_read_as_it_was() -> None:
    for vector in vectors().values():
        assert told(cards.read(vector["file"].encode())) == vector["read"]


def test_a_reader_written_from_the_specification_agrees() -> None:
    for vector in vectors().values():
        theirs = read_by_the_specification(vector["file"].encode())
        previous = theirs.pop("previous", None)
        theirs["previous"] = previous["author"] if previous else None
        assert {name: theirs[name] for name in vector["read"]} == vector["read"]


def test_the_same_card_is_made_of_the_same_facts_byte_for_byte() -> None:
    assert made_vectors() == vectors()


def test_it_says_what_was_put_on_it_and_keeps_its_bytes() -> None:
    raw = a_card()
    card = cards.read(raw)
    assert (card.name, card.role, card.establishment) == ("Kim Ahmed", "keyworker", "FIC")
    assert (card.author, card.reading, card.made_at) == (KEY.public_key, READING, MONDAY)
    assert card.raw.encode() == raw
    assert raw.isascii()
    assert len(raw) < cards.LARGEST_FILE


def test_the_largest_card_fits() -> None:
    largest = "\U00020000" * LONGEST
    assert cards.read(a_card(name=largest, organisation=largest, previous=OLD_KEY)).name == largest


def test_no_flipped_bit_is_accepted() -> None:
    raw = a_card(previous=OLD_KEY)
    for place in range(len(raw)):
        for bit in range(8):
            flipped = bytearray(raw)
            flipped[place] ^= 1 << bit
            with pytest.raises(BundleDamagedError):
                cards.read(bytes(flipped))


def test_no_shortened_card_is_accepted() -> None:
    raw = a_card().rstrip()
    for length in range(len(raw)):
        with pytest.raises(BundleDamagedError):
            cards.read(raw[:length])


@pytest.mark.parametrize(
    "change",
    [
        lambda f: f.update(name=""),
        lambda f: f.update(name="x" * 81),
        lambda f: f.update(name="Kim\u202eAhmed"),
        lambda f: f.update(name="Kim\u200bAhmed"),
        lambda f: f.update(name="Kim\x1b[2J"),
        lambda f: f.update(name="Kim\nAhmed"),
        lambda f: f.update(name=" Kim"),
        lambda f: f.update(name="Kim  Ahmed"),
        lambda f: f.update(name="Zoe\u0308"),
        lambda f: f.update(name=7),
        lambda f: f.update(organisation="y" * 81),
        lambda f: f.update(organisation="\u2066Fictional"),
        lambda f: f.update(organisation=None),
        lambda f: f.update(establishment="fic"),
        lambda f: f.update(establishment="FICT"),
        lambda f: f.update(establishment="FI\u0421"),
        lambda f: f.update(role="governor"),
        lambda f: f.update(reading="age1"),
        lambda f: f.update(reading=READING.upper()),
        lambda f: f.update(reading=READING[:-1] + "q"),
        lambda f: f.update(made_at="2026-11-23 09:30:00Z"),
        lambda f: f.update(made_at="2026-11-31T09:30:00Z"),
        lambda f: f.update(made_at="2026-11-23T09:30:00+00:00"),
        lambda f: f.update(author=OLD_KEY.public_key.hex()),
        lambda f: f.update(author=KEY.public_key.hex().upper()),
        lambda f: f.update(v=0),
        lambda f: f.update(v="1"),
        lambda f: f.update(v=True),
        lambda f: f.update(extra=0.5),
        lambda f: f.update(previous={"author": OLD_KEY.public_key.hex(), "signature": "ab" * 64}),
        lambda f: f.update(previous={"author": OLD_KEY.public_key.hex(), "signature": ""}),
        lambda f: f.pop("reading"),
        lambda f: f.pop("v"),
    ],
)
def test_a_field_that_can_not_stand_is_refused_though_it_is_signed(
    change: Callable[[dict[str, Any]], Any],
) -> None:
    with pytest.raises(BundleDamagedError):
        cards.read(changed(change))


def test_a_key_that_stands_twice_is_refused() -> None:
    text = json.loads(a_card())["card"]
    twice = text.replace('"name":', '"name":"Rosa Shah","name":')
    with pytest.raises(BundleDamagedError):
        cards.read(signed(twice))
    outer = a_card().decode().replace('{"card"', '{"signature":"00","card"', 1)
    with pytest.raises(BundleDamagedError):
        cards.read(outer.encode())


def test_a_signature_of_another_kind_of_thing_is_no_cards() -> None:
    text = json.loads(a_card())["card"]
    for message in (text.encode(), pae("application/vnd.recovery-tui.bundle+json", text.encode())):
        raw = json.dumps({"card": text, "signature": KEY.sign(message).hex()}).encode()
        with pytest.raises(BundleDamagedError):
            cards.read(raw)


def test_a_card_of_a_later_version_says_so() -> None:
    later = changed(lambda fields: fields.update(v=2, role="governor"))
    with pytest.raises(BundleTooNewError):
        cards.read(later)
    with pytest.raises(BundleDamagedError):
        cards.read(later.replace(b"governor", b"governer"))


def test_what_a_later_program_adds_is_passed_over() -> None:
    raw = changed(lambda fields: fields.update(post={"wing": "C"}))
    assert cards.read(raw).name == "Kim Ahmed"


def test_a_card_too_large_is_refused_however_sound() -> None:
    raw = a_card()
    assert cards.read(raw + b" " * (cards.LARGEST_FILE - len(raw))).name == "Kim Ahmed"
    with pytest.raises(BundleDamagedError):
        cards.read(raw + b" " * (cards.LARGEST_FILE - len(raw) + 1))


def test_the_key_before_vouches_for_the_very_text() -> None:
    raw = a_card(previous=OLD_KEY)
    assert cards.read(raw).previous == OLD_KEY.public_key
    # the new key's owner can sign again what they like, but not in the old key's name
    with pytest.raises(BundleDamagedError):
        cards.read(changed(lambda fields: fields.update(role="supervisor"), raw))


def test_a_key_can_not_vouch_for_itself() -> None:
    with pytest.raises(BundleDamagedError):
        cards.read(a_card(previous=KEY))


def test_the_digits_of_the_vouching_stand_in_the_text_once() -> None:
    """Else two readers could take them out in different places."""

    def vouch(fields: dict[str, Any]) -> None:
        fields |= {"previous": {"author": OLD_KEY.public_key.hex(), "signature": ""}, "more": ""}
        digits = OLD_KEY.sign(pae(SUCCESSION_TYPE, json.dumps(fields).encode())).hex()
        fields["previous"]["signature"] = fields["more"] = digits

    with pytest.raises(BundleDamagedError):
        cards.read(changed(vouch))


def test_an_ordinary_signature_of_the_old_key_is_no_vouching() -> None:
    """Else whoever holds an old card could make the old key vouch for any."""

    def vouch(fields: dict[str, Any]) -> None:
        fields["previous"] = {"author": OLD_KEY.public_key.hex(), "signature": ""}
        text = json.dumps(fields).encode()
        fields["previous"]["signature"] = OLD_KEY.sign(pae(CARD_TYPE, text)).hex()

    with pytest.raises(BundleDamagedError):
        cards.read(changed(vouch))


def test_words_are_free_of_case_numbers_and_commas_and_end_after_four_letters() -> None:
    card = cards.read(a_card())
    words = card.words
    assert len(words) == 8
    assert cards.words_of(card) == words
    for typed in (
        " ".join(words),
        ", ".join(word.upper() for word in words),
        "\n".join(f"{place}. {word}" for place, word in enumerate(words, 1)),
        " ".join(word[:4] for word in words),
        f"  {' '.join(words)}\n",
    ):
        assert cards.same_words(card, typed)


def test_other_words_are_not_the_same() -> None:
    card = cards.read(a_card())
    words = list(card.words)
    swapped = [words[1], words[0], *words[2:]]
    for typed in (
        "",
        " ".join(words[:7]),
        " ".join([*words, words[0]]),
        " ".join(swapped),
        " ".join(w[:3] for w in words),
    ):
        assert not cards.same_words(card, typed)
    for place in range(8):
        other = words.copy()
        other[place] = "zebra" if words[place] != "zebra" else "abandon"
        assert not cards.same_words(card, " ".join(other))


def test_any_change_of_a_card_changes_its_words() -> None:
    others: tuple[dict[str, Any], ...] = (
        {},
        {"name": "Kim Ahmad"},
        {"role": "supervisor"},
        {"made_at": MONDAY + timedelta(seconds=1)},
    )
    assert len({cards.read(a_card(**other)).words for other in others}) == len(others)


def test_what_can_not_be_seen_is_left_out_of_a_name() -> None:
    assert cards.read(a_card(name=" Kim\u202e \u200bAhmed\t(made\x07 up)\n")).name == "Kim Ahmed (made up)"


@given(st.text(max_size=60))
def test_a_cleaned_text_is_clean_and_stays_as_it_is(text: str) -> None:
    assert is_clean(cleaned(text))


@pytest.mark.parametrize("fields", [{"name": " \u200b"}, {"name": "x" * 81}, {"establishment": "Fic"}])
def test_no_card_is_made_that_would_not_be_read(fields: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        a_card(**fields)


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_card_or_a_plain_refusal(raw: bytes) -> None:
    with pytest.raises(RecoveryError):
        cards.read(raw)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(field=st.sampled_from(["v", "name", "author", "reading", "made_at", "previous", "role"]), value=_JSON)
def test_any_signed_value_gives_a_card_or_a_plain_refusal(field: str, value: object) -> None:
    raw = changed(lambda fields: fields.update({field: value}))
    try:
        card = cards.read(raw)
    except RecoveryError:
        return
    assert is_clean(card.name)


@given(st.text(max_size=200))
def test_any_signed_text_gives_a_card_or_a_plain_refusal(text: str) -> None:
    with pytest.raises(RecoveryError):
        cards.read(signed(text))


def test_endless_nesting_is_refused() -> None:
    for text in ("[" * 3900, '{"a":' * 700):
        with pytest.raises(BundleDamagedError):
            cards.read(signed(text))
        with pytest.raises(BundleDamagedError):
            cards.read(text.encode())


def test_a_forged_signature_would_not_pass_the_second_reader_either() -> None:
    raw = a_card().decode().replace("Kim", "Tim")
    with pytest.raises(InvalidSignature):
        read_by_the_specification(raw.encode())


@pytest.mark.parametrize(
    "other",
    [
        "Kim Ahmed",
        "KIM AHMED",
        "Ahmed, Kim",
        "Kim  Ahméd",
        "Кіm Аhmеd",  # noqa: RUF001 - half Cyrillic
        "Κιm Αhmεd",  # noqa: RUF001 - half Greek
        "Kim Ahrned",
        "K1m Ahmed",
        "Klm Ahmed",
        "Kim Ahmad",
        "Kim Amhed",
        "\uff2bim Ahmed",
    ],
)
def test_a_name_that_looks_the_same_is_told(other: str) -> None:
    assert alike("Kim Ahmed", other)


@pytest.mark.parametrize("other", ["Rosa Shah", "Kim Barnes", "Jo Ahmed", "Tom Ahmed", "李", ""])
def test_a_name_of_somebody_else_is_not(other: str) -> None:
    assert not alike("Kim Ahmed", other)


def test_a_reading_key_made_here_can_stand_on_a_card() -> None:
    recipient = ReadingKey.generate().recipient
    assert cards.read(cards.make(KEY, recipient, name="Kim", role="keyworker", organisation="", establishment="FIC",
                                 made_at=MONDAY)).reading == recipient  # fmt: skip


if __name__ == "__main__":
    VECTORS.write_text(json.dumps(made_vectors(), indent=1, ensure_ascii=True) + "\n")

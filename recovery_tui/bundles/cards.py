"""Identity cards: a small signed file that says who somebody is, what they sign with and what they read with."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from recovery_tui.bundles import strict_json, words
from recovery_tui.bundles.card_text import LONGEST, cleaned, is_clean, is_establishment
from recovery_tui.bundles.pae import pae
from recovery_tui.errors import BundleDamagedError, BundleTooNewError, UsageError
from recovery_tui.vault.identity import AuthorKey, fingerprint_of, is_recipient, verify

ENDING = ".rpcard"

LARGEST_FILE = 8 * 1024
"""Bytes; a real one has less than one thousand."""

VERSION = 1

_TYPE = "application/vnd.recovery-tui.card+json"
_SUCCESSION = "application/vnd.recovery-tui.card-succession+json"
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_TIME_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_NOT_A_CARD = (BundleDamagedError, ValueError, msgspec.MsgspecError, RecursionError)

Hex32 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Hex64 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{128}\Z")]


@dataclass(frozen=True)
class Card:
    """A card whose signature holds. Whether it is really theirs is told by its words."""

    name: str
    role: str
    """`keyworker` or `supervisor`."""
    organisation: str
    """Empty: the establishment stands for it."""
    establishment: str
    author: bytes
    """Public key they sign with, 32 bytes."""
    reading: str
    """`age1…`: what bundles for them are closed to."""
    made_at: datetime
    """UTC, to the second."""
    previous: bytes | None
    """The author's public key before this one, which vouches for it."""
    text: str
    """What is signed."""
    raw: str
    """The whole file, as it travels in bundles and is kept."""

    @property
    def fingerprint(self) -> str:
        """32 hex digits, the same on every card of one author key."""
        return fingerprint_of(self.author)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Eight words to compare by telephone."""
        return words.words_for(self.text)

    @property
    def belongs_to(self) -> str:
        """The organisation, else the establishment; equal for cards of the same one."""
        return (self.organisation or self.establishment).casefold()

    @property
    def order(self) -> tuple[datetime, str]:
        """The greater of two cards of one author is the newer one, whichever came first."""
        return self.made_at, self.text


class _Envelope(msgspec.Struct):
    card: str
    signature: Hex64


class _Signed(msgspec.Struct):
    """What every later version keeps as it is."""

    v: Annotated[int, Meta(ge=1)]
    author: Hex32


class _Previous(msgspec.Struct):
    author: Hex32
    signature: Hex64


class _Fields(msgspec.Struct):
    name: str
    role: Literal["keyworker", "supervisor"]
    organisation: str
    establishment: str
    reading: str
    made_at: str
    previous: _Previous | None = None


_envelope = msgspec.json.Decoder(_Envelope)
_signed = msgspec.json.Decoder(_Signed)
_fields = msgspec.json.Decoder(_Fields)


def make(
    author: AuthorKey,
    reading_recipient: str,
    *,
    name: str,
    role: str,
    organisation: str,
    establishment: str,
    made_at: datetime,
    previous: AuthorKey | None = None,
) -> bytes:
    """The bytes of a card file, signed by `author`; `previous`, the author's key before, vouches for it.

    Name and organisation lose what can't be seen. Raises UsageError for what can't stand on a card.
    """
    fields: dict[str, object] = {
        "v": VERSION,
        "name": _fitting(name, "name"),
        "role": role,
        "organisation": _fitting(organisation, "organisation"),
        "establishment": establishment,
        "author": author.public_key.hex(),
        "reading": reading_recipient,
        "made_at": made_at.astimezone(UTC).strftime(_TIME),
    }
    if not fields["name"] or not is_establishment(establishment):
        raise UsageError(
            "A card needs a name and an establishment of three capital letters. Nothing was written."
        )
    if previous is not None:
        fields["previous"] = {"author": previous.public_key.hex(), "signature": ""}
        vouched = previous.sign(pae(_SUCCESSION, _encoded(fields)))
        fields["previous"] = {"author": previous.public_key.hex(), "signature": vouched.hex()}
    text = _encoded(fields)
    signature = author.sign(pae(_TYPE, text))
    return _encoded({"card": text.decode("ascii"), "signature": signature.hex()}) + b"\n"


def read(raw: bytes) -> Card:
    """The card in a file's bytes, its signatures proven and every field checked.

    Raises BundleDamagedError, or BundleTooNewError for a later version; nothing else, whatever the bytes.
    """
    if len(raw) > LARGEST_FILE:
        raise damaged()
    try:
        strict_json.check(raw)
        envelope = _envelope.decode(raw)
        text = envelope.card.encode()
        strict_json.check(text)
        signed = _signed.decode(text)
        author = bytes.fromhex(signed.author)
        if not verify(author, pae(_TYPE, text), bytes.fromhex(envelope.signature)):
            raise damaged()
        if signed.v > VERSION:
            raise _too_new()
        fields = _fields.decode(text)
        previous = fields.previous
        made_at = _instant(fields.made_at)
    except _NOT_A_CARD:
        raise damaged() from None
    holds = (
        (previous is None or _vouches(previous, author, text))
        and bool(fields.name)
        and is_clean(fields.name)
        and is_clean(fields.organisation)
        and is_establishment(fields.establishment)
        and is_recipient(fields.reading)
    )
    if not holds:
        raise damaged()
    return Card(
        name=fields.name,
        role=fields.role,
        organisation=fields.organisation,
        establishment=fields.establishment,
        author=author,
        reading=fields.reading,
        made_at=made_at,
        previous=bytes.fromhex(previous.author) if previous else None,
        text=envelope.card,
        raw=raw.decode(),
    )


def words_of(card: Card) -> tuple[str, ...]:
    """The eight words of a card."""
    return card.words


def same_words(card: Card, typed: str) -> bool:
    """Whether `typed` is the card's eight words in order; capitals, commas, numbering and endings are free."""
    return words.same(card.words, typed)


def damaged() -> BundleDamagedError:
    """The error for a card that is cut short, altered, or no card at all."""
    return BundleDamagedError(
        "This card is cut short or was altered, or it is no card. Nothing in it was used. "
        "Ask whoever sent it for their card again."
    )


def _too_new() -> BundleTooNewError:
    return BundleTooNewError(
        "A newer version of the program made this card. Nothing in it was used. Bring this program up to date first."
    )


def _vouches(previous: _Previous, author: bytes, text: bytes) -> bool:
    """Whether the key before signed this text without its own signature, which stands in it once."""
    before, signature = bytes.fromhex(previous.author), previous.signature
    without = text.replace(signature.encode(), b"")
    once = len(text) - len(without) == len(signature)
    return once and before != author and verify(before, pae(_SUCCESSION, without), bytes.fromhex(signature))


def _instant(text: str) -> datetime:
    if not _TIME_FORM.fullmatch(text):
        raise ValueError(text)
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)


def _fitting(text: str, what: str) -> str:
    clean = cleaned(text)
    if len(clean) > LONGEST:
        raise UsageError(
            f"The {what} on a card has at most {LONGEST} characters. Nothing was written. Shorten it."
        )
    return clean


def _encoded(fields: dict[str, object]) -> bytes:
    return json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode("ascii")

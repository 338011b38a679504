"""What one change is, as exact bytes: the body, its leaf, its place in the chain, and the ids that follow from it.

`FORMAT.md` beside this file specifies all of it for somebody who has only a hash function and Ed25519.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple, TypeGuard

import msgspec

from recovery_tui.errors import JournalDamagedError
from recovery_tui.records.terms import Wire as Wire

EVENT_VERSION = 1
"""Version of the body's schema written by this program (`sv`)."""

MAX_BODY = 256 * 1024
"""Bytes; a longer body is refused when written and when read."""


def is_wire(value: object) -> TypeGuard[Wire]:
    """Whether this may stand in a body."""
    return value is None or isinstance(value, (str, int, bool, list, dict))


Link = tuple[str, int, str]
"""A value that is replaced: feed id (hex), seq, first 8 bytes of its leaf (hex)."""


class Body(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One change of one record, with fields of one information class."""

    sv: int
    seq: int
    hlc: str
    wall: str
    au: str
    ent: str
    kind: str
    op: str
    cls: str = ""
    person: str = ""
    set: dict[str, Wire] = {}
    prev: dict[str, list[Link]] = {}
    why: dict[str, str] = {}
    salt: str


class AccessBody(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One act of looking, printing or exporting, in the access feed."""

    sv: int
    seq: int
    hlc: str
    wall: str
    au: str
    act: str
    person: str = ""
    note: str = ""
    salt: str


class Parent(msgspec.Struct, kw_only=True):
    """The feed that a new one continues after a restored backup."""

    feed: str
    seq: int
    head: str


class Genesis(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The beginning of a feed: who signs it, with what, on which computer, and what it continues."""

    v: int
    use: str
    author: str
    app: str
    sv: int
    computer: str = ""
    parent: Parent | None = None
    reason: str = ""
    nonce: str


class Placed(NamedTuple):
    """A body with its place: what the projection works from."""

    feed_no: int
    seq: int
    leaf: bytes
    body: Body


class Subject(msgspec.Struct):
    """What a body is about: the part of it that is quick to read."""

    sv: int
    ent: str
    kind: str
    person: str = ""


_encoder = msgspec.json.Encoder()
_body_decoder = msgspec.json.Decoder(Body)
_subject_decoder = msgspec.json.Decoder(Subject)
_access_decoder = msgspec.json.Decoder(AccessBody)
_genesis_decoder = msgspec.json.Decoder(Genesis)


def encode(part: Body | AccessBody | Genesis) -> bytes:
    """The exact bytes that are hashed and kept; they are never encoded again."""
    return _encoder.encode(part)


def decode_body(raw: bytes) -> Body:
    """The change in `raw`; raises `JournalDamagedError` for anything that is not a body of this version."""
    try:
        return _body_decoder.decode(raw)
    except (ValueError, msgspec.MsgspecError):
        raise JournalDamagedError(
            "An entry of the log can't be read. Nothing was changed; restore the newest backup."
        ) from None


def decode_if_known(raw: bytes) -> Body | None:
    """The change in `raw`, or None when a newer version of the program wrote it."""
    try:
        body = _body_decoder.decode(raw)
    except (ValueError, msgspec.MsgspecError):
        return None
    return body if body.sv <= EVENT_VERSION else None


def subject_if_known(raw: bytes) -> Subject | None:
    """What the change in `raw`, which the log holds, is about; None when a newer version of the program wrote it."""
    try:
        subject = _subject_decoder.decode(raw)
    except (ValueError, msgspec.MsgspecError):
        return None
    return subject if subject.sv <= EVENT_VERSION else None


def decode_access(raw: bytes) -> AccessBody:
    """The act of looking in `raw`; raises `JournalDamagedError` as `decode_body` does."""
    try:
        return _access_decoder.decode(raw)
    except (ValueError, msgspec.MsgspecError):
        raise JournalDamagedError(
            "An entry of the access log can't be read. Nothing was changed; restore the newest backup."
        ) from None


def decode_genesis(raw: bytes) -> Genesis:
    """The beginning of a feed; raises `JournalDamagedError` when it is not one."""
    try:
        return _genesis_decoder.decode(raw)
    except (ValueError, msgspec.MsgspecError):
        raise JournalDamagedError(
            "The beginning of a log can't be read. Nothing was changed; restore the newest backup."
        ) from None


def leaf_of(raw: bytes) -> bytes:
    """SHA-256 of a body's bytes (32 bytes). The salt in the body keeps it from being guessed."""
    return hashlib.sha256(raw).digest()


def first_head(genesis: bytes) -> bytes:
    """Head of a feed that holds its genesis only."""
    return hashlib.sha256(b"rp1" + genesis).digest()


def next_head(head: bytes, leaf: bytes) -> bytes:
    """Head after one more leaf."""
    return hashlib.sha256(b"rp1" + head + leaf).digest()


def feed_id(genesis: bytes) -> bytes:
    """Id of the feed that begins with these bytes (16 bytes)."""
    return hashlib.sha256(genesis).digest()[:16]


def genesis_message(genesis: bytes) -> bytes:
    """What the author signs at the beginning of a feed."""
    return b"rp-genesis" + genesis


def seal_message(feed: bytes, seq: int, head: bytes) -> bytes:
    """What the author signs after a save: the feed up to and including `seq`."""
    return b"rp-seal" + feed + seq.to_bytes(8, "big") + head


def made_id(feed: bytes, seq: int, salt: bytes) -> str:
    """Id of the record that the event at `seq` makes."""
    return hashlib.sha256(b"rp-id" + feed + seq.to_bytes(8, "big") + salt).hexdigest()[:32]


def natural_id(kind: str, parts: Sequence[str]) -> str:
    """Id of a record of a kind with a natural key: the same on every computer.

    Kind and parts are joined each behind its length in bytes (two bytes, big end first), so that no two keys meet.
    """
    joined = b"".join(len(raw).to_bytes(2, "big") + raw for raw in (part.encode() for part in (kind, *parts)))
    return hashlib.sha256(b"rp-nk" + joined).hexdigest()[:32]


def short(leaf: bytes) -> str:
    """First 8 bytes of a leaf as hex: how a body names the event it replaces."""
    return leaf[:8].hex()

"""The bytes of a bundle but its compression and its seal: the front, and the items that frames are made of.

`FORMAT.md` beside this file specifies all of it for somebody who has only age, zstd, SHA-256 and Ed25519.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from recovery_tui.bundles.manifest import MAX_FRAME as MAX_FRAME
from recovery_tui.bundles.manifest import MAX_ITEMS, MAX_PAD, Manifest, encode
from recovery_tui.bundles.pae import pae
from recovery_tui.bundles.refusals import damaged
from recovery_tui.errors import BundleTooLargeError
from recovery_tui.journal.event import MAX_BODY
from recovery_tui.vault.identity import AuthorKey

MAGIC = b"RPB\x01"
MAX_MANIFEST = 4 * 1024 * 1024
"""Bytes."""
PAYLOAD_TYPE = "application/vnd.recovery-tui.bundle+json"
SIGNATURE = 64
"""Bytes."""

_TARGET_FRAME = 1024 * 1024
_SMALLEST = 4096
_LARGEST_STEP = 512 * 1024
_EVENT, _LEAF, _SEAL, _LATE = b"ELST"
_LEAF_BYTES = 1 + 32
_SEAL_BYTES = 1 + 8 + SIGNATURE
_LATE_FRONT = 1 + 16 + 8 + 4
_EVENT_FRONT = 1 + 4


class Event(NamedTuple):
    """The next event of the section, with its body."""

    raw: bytes


class Leaf(NamedTuple):
    """The next event of the section, withheld or erased."""

    leaf: bytes
    """32 bytes."""


class Seal(NamedTuple):
    """The author's signature over the section's feed up to the event just before."""

    seq: int
    signature: bytes
    """64 bytes."""


class Late(NamedTuple):
    """The body of an event that the addressee holds as a bare leaf."""

    feed: bytes
    """16 bytes."""
    seq: int
    raw: bytes


Item = Event | Leaf | Seal | Late


def pack_item(item: Item) -> bytes:
    """An item as it stands in a frame."""
    if isinstance(item, Event):
        return b"E%b%b" % (len(item.raw).to_bytes(4, "big"), item.raw)
    if isinstance(item, Leaf):
        return b"L" + item.leaf
    if isinstance(item, Seal):
        return b"S%b%b" % (item.seq.to_bytes(8, "big"), item.signature)
    front = item.feed + item.seq.to_bytes(8, "big") + len(item.raw).to_bytes(4, "big")
    return b"T%b%b" % (front, item.raw)


def unpack_items(plain: bytes) -> list[Item]:
    """The items of a plain frame, in order. Raises BundleDamagedError when it is not made of whole items."""
    items: list[Item] = []
    add = items.append
    at, end = 0, len(plain)
    while at < end:
        tag = plain[at]
        if tag == _EVENT:
            start = at + _EVENT_FRONT
            length = int.from_bytes(plain[at + 1 : start], "big")
            if not 1 <= length <= MAX_BODY:
                raise damaged()
            at = start + length
            add(Event(plain[start:at]))
        elif tag == _LEAF:
            start, at = at + 1, at + _LEAF_BYTES
            add(Leaf(plain[start:at]))
        elif tag == _SEAL:
            start, at = at + 1, at + _SEAL_BYTES
            add(Seal(int.from_bytes(plain[start : start + 8], "big"), plain[start + 8 : at]))
        elif tag == _LATE:
            front, start = at + 1, at + _LATE_FRONT
            length = int.from_bytes(plain[start - 4 : start], "big")
            if not 1 <= length <= MAX_BODY:
                raise damaged()
            at = start + length
            seq = int.from_bytes(plain[front + 16 : front + 24], "big")
            add(Late(plain[front : front + 16], seq, plain[start:at]))
        else:
            raise damaged()
    if at != end:  # the last item leads past the end: it is cut short
        raise damaged()
    return items


def frames(items: Iterable[Item]) -> Iterator[tuple[bytes, int]]:
    """Plain frames of about 1 MiB and the number of items in each. A seal stays with the event it covers."""
    held: list[bytes] = []
    size = 0
    for item in items:
        packed = pack_item(item)
        full = size + len(packed) > _TARGET_FRAME or len(held) >= MAX_ITEMS - 1
        if full and held and type(item) is not Seal:
            yield b"".join(held), len(held)
            held.clear()
            size = 0
        held.append(packed)
        size += len(packed)
    if held:
        yield b"".join(held), len(held)


def message(manifest: bytes) -> bytes:
    """What the signer signs."""
    return pae(PAYLOAD_TYPE, manifest)


def header(manifest: Manifest, author: AuthorKey) -> bytes:
    """Everything before the first frame, signed. Raises BundleTooLargeError, and ValueError for another's key."""
    if author.public_key.hex() != manifest.author:
        raise ValueError("a bundle is signed by the author it names")
    raw = encode(manifest)
    if len(raw) > MAX_MANIFEST:
        raise BundleTooLargeError(
            "This would be more than one file can hold. Nothing was written. Send it in several parts, with fewer "
            "people in each."
        )
    return MAGIC + len(raw).to_bytes(4, "big") + raw + author.sign(message(raw))


def padding(size: int) -> int:
    """Bytes to add to `size` so that it says little of the content: at least 4 KiB in all, then steps of 1/8.

    A step is an eighth of the power of two below, and never more than 512 KiB.
    """
    if size <= _SMALLEST:
        return _SMALLEST - size
    step = min(1 << (size.bit_length() - 1) >> 3, _LARGEST_STEP)
    return -size % step


def padded(manifest: Manifest, content: int) -> Manifest:
    """The manifest with the `pad` that brings the inner stream to a bucket, its frames being `content` bytes."""
    bare = len(MAGIC) + 4 + len(encode(msgspec.structs.replace(manifest, pad=0))) - 1 + SIGNATURE + content
    bucket = bare + 1
    while True:
        bucket += padding(bucket)
        # the number of zeros is written in the stream too: try as many digits as it may have
        for digits in range(1, len(str(MAX_PAD)) + 1):
            pad = bucket - bare - digits
            if 0 <= pad <= MAX_PAD and len(str(pad)) == digits:
                return msgspec.structs.replace(manifest, pad=pad)
        bucket += 1

"""The signed page at the front of a bundle: who sends what to whom, and the hash of every frame that follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from recovery_tui.bundles import strict_json
from recovery_tui.bundles.beginnings import MAX_GENESIS, MAX_NUMBER, check_genesis
from recovery_tui.bundles.refusals import damaged, too_new
from recovery_tui.journal.event import feed_id, first_head

VERSION = 1
"""Of the manifest; a greater one is not understood."""

READER = 1
"""What this reader can do; a manifest may ask for more."""

MAX_FRAME = 4 * 1024 * 1024
"""Bytes of a frame, compressed and plain."""

MAX_ITEMS = 64 * 1024
"""Items in a frame, so that many small ones do not fill the memory."""

MAX_PAD = 1024 * 1024
MAX_CARD = 8 * 1024
"""Bytes."""

# No control characters and none that change the direction of writing: these are shown before anything is trusted.
_PLAIN = r"\A[^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]*\Z"
_LISTED = 20_000

Count = Annotated[int, Meta(ge=0, le=MAX_NUMBER)]
Number = Annotated[int, Meta(ge=1, le=MAX_NUMBER)]
Hex8 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{16}\Z")]
Hex16 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]
Hex32 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Hex64 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{128}\Z")]
Short = Annotated[str, Meta(max_length=40, pattern=_PLAIN)]
SiteValue = Annotated[str, Meta(max_length=4000, pattern=_PLAIN)]
Type = Literal["delta", "snapshot", "handover", "review", "receipt", "start-pack"]
Purpose = Literal["", "report", "handover", "review"]


class Frame(NamedTuple):
    """One compressed frame, in the order of the file."""

    sha256: Hex32
    """Of the compressed bytes."""
    clen: Annotated[int, Meta(ge=1, le=MAX_FRAME)]
    """Bytes in the file."""
    ulen: Annotated[int, Meta(ge=1, le=MAX_FRAME)]
    """Bytes once expanded."""
    items: Annotated[int, Meta(ge=1, le=MAX_ITEMS)]


class Seen(NamedTuple):
    """How far the sender holds a feed, and the head there."""

    feed: Hex16
    seq: Count
    head: Hex32


class Wanted(NamedTuple):
    """Events of a feed that the sender misses and asks for."""

    feed: Hex16
    first: Number
    last: Number


class Section(msgspec.Struct, kw_only=True, frozen=True):
    """A stretch of one feed: events `first` to `last`, each with its body (shown) or as a bare leaf (withheld)."""

    feed: Hex16
    genesis: Annotated[str, Meta(max_length=MAX_GENESIS)]
    """Exact text of the feed's beginning."""
    signature: Hex64
    """Its author's, over the beginning."""
    first: Number
    last: Number
    before: Hex32
    """Head before `first`."""
    head: Hex32
    """Head after `last`."""
    shown: Count
    withheld: Count

    @property
    def items(self) -> int:
        """Events in it, shown or withheld."""
        return self.last - self.first + 1


class Manifest(msgspec.Struct, kw_only=True, frozen=True):
    """What a bundle says of itself; signed as a whole by `author`."""

    v: Annotated[int, Meta(ge=1, le=VERSION)] = VERSION
    min_reader: Annotated[int, Meta(ge=1, le=READER)] = READER
    product: Literal["recovery_tui"] = "recovery_tui"
    type: Type
    bundle: Hex16
    """Random."""
    app: Short
    """Version of the program that wrote it."""
    schema: Count
    """Newest event version inside; 0 without events."""
    author: Hex32
    """Public key of the one signer."""
    to: Annotated[tuple[Hex16, ...], Meta(max_length=200)] = ()
    """Fingerprints of the addressees; empty in a start pack only."""
    purpose: Purpose = ""
    hlc: Hex8
    wall: Short
    """Wall time where it was written, with offset."""
    sections: Annotated[tuple[Section, ...], Meta(max_length=_LISTED)] = ()
    late: Count = 0
    """Bodies that follow the sections, for events sent as bare leaves before."""
    cards: Annotated[tuple[Annotated[str, Meta(max_length=MAX_CARD)], ...], Meta(max_length=500)] = ()
    """Exact text of card files."""
    confirms: Annotated[tuple[Hex16, ...], Meta(max_length=_LISTED)] = ()
    """Bundles that the sender has taken in."""
    seen: Annotated[tuple[Seen, ...], Meta(max_length=_LISTED)] = ()
    wants: Annotated[tuple[Wanted, ...], Meta(max_length=_LISTED)] = ()
    counts: Annotated[
        dict[Annotated[str, Meta(pattern=r"\A[a-z_]{1,40}\Z")], Count], Meta(max_length=200)
    ] = {}
    """Records by kind."""
    people: Count = 0
    """How many people's records are touched."""
    withheld: Count = 0
    """Bodies that were kept back."""
    previous: Annotated[str, Meta(pattern=r"\A([0-9a-f]{32})?\Z")] = ""
    """The bundle sent to this addressee before."""
    basis: Short = ""
    """Lawful basis, where it leaves the organisation."""
    site: Annotated[dict[Short, SiteValue], Meta(max_length=50)] = {}
    """Settings of a start pack."""
    erases: Annotated[tuple[Hex16, ...], Meta(max_length=_LISTED)] = ()
    """People whom the bundle asks to erase."""
    handovers: Annotated[tuple[Hex16, ...], Meta(max_length=_LISTED)] = ()
    """People whom it hands over."""
    frames: tuple[Frame, ...] = ()
    zstd: Annotated[int, Meta(ge=1, le=22)] = 3
    """Level the frames were compressed with."""
    zstd_version: Short = ""
    """Version of the library that did it: the same of both gives the same bytes."""
    pad: Annotated[int, Meta(ge=0, le=MAX_PAD)] = 0
    """Zero bytes after the last frame."""


class _Versions(msgspec.Struct):
    v: int
    min_reader: int


class _Signer(msgspec.Struct):
    author: Hex32


_encoder = msgspec.json.Encoder()
_versions = msgspec.json.Decoder(_Versions)
_signer = msgspec.json.Decoder(_Signer)
_manifest = msgspec.json.Decoder(Manifest)
_NOT_JSON = (ValueError, msgspec.MsgspecError, RecursionError)


def encode(manifest: Manifest) -> bytes:
    """The exact bytes that are signed."""
    return _encoder.encode(manifest)


def signer_of(raw: bytes) -> bytes:
    """Public key (32 bytes) a manifest says it is signed by; nothing else in it is believed yet.

    Raises BundleTooNewError when it asks for a later reader, BundleDamagedError when it is not a manifest.
    """
    try:
        versions = _versions.decode(raw)
        if versions.v > VERSION or versions.min_reader > READER:
            raise too_new()
        return bytes.fromhex(_signer.decode(raw).author)
    except _NOT_JSON:
        raise damaged() from None


def decode(raw: bytes) -> Manifest:
    """The manifest in `raw`, all of it checked but its signature; raises as `signer_of` does.

    Keys that are not known are passed over: a later version may add some.
    """
    signer_of(raw)
    strict_json.check(raw)
    try:
        manifest = _manifest.decode(raw)
    except _NOT_JSON:
        raise damaged() from None
    if not (_is_addressed(manifest) and _adds_up(manifest) and _are_stretches(manifest.sections)):
        raise damaged()
    # several stretches of a feed carry the same beginning: one signature to verify
    for genesis, signature in {(section.genesis, section.signature) for section in manifest.sections}:
        check_genesis(genesis.encode(), bytes.fromhex(signature))
    return manifest


def _is_addressed(manifest: Manifest) -> bool:
    return len(set(manifest.to)) == len(manifest.to) and bool(manifest.to or manifest.type == "start-pack")


def _adds_up(manifest: Manifest) -> bool:
    """Every event and late body is in a frame, and at least one seal a section, at most one an event."""
    events = sum(section.items for section in manifest.sections)
    items = sum(frame.items for frame in manifest.frames)
    return (
        events + len(manifest.sections) <= items - manifest.late <= 2 * events
        and all(len(card.encode()) <= MAX_CARD for card in manifest.cards)
        and all(wanted.first <= wanted.last for wanted in manifest.wants)
    )


def _are_stretches(sections: Sequence[Section]) -> bool:
    """Whether each is a stretch of the feed it names and none is told twice.

    Branches of a forked feed cover the same numbers, from the same head perhaps; they lead to different ones.
    """
    ways = {(section.feed, section.before, section.head) for section in sections}
    return len(ways) == len(sections) and all(_is_stretch(section) for section in sections)


def _is_stretch(section: Section) -> bool:
    genesis = section.genesis.encode()
    return (
        feed_id(genesis).hex() == section.feed
        and section.first <= section.last
        and section.shown + section.withheld == section.items
        and (section.first > 1 or first_head(genesis).hex() == section.before)
    )

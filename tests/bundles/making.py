"""Bundles for tests, from fixed keys, salts and times: made-up people only."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from recovery_tui.bundles import codec
from recovery_tui.bundles.format import MAGIC, Event, Item, Late, Leaf, Seal, frames, header, message
from recovery_tui.bundles.manifest import Frame, Manifest, Section
from recovery_tui.bundles.parser import Parser
from recovery_tui.bundles.seal import read_inner
from recovery_tui.bundles.seal import seal as seal_with_age
from recovery_tui.errors import RecoveryError
from recovery_tui.journal.event import (
    AccessBody,
    Body,
    Genesis,
    encode,
    feed_id,
    first_head,
    genesis_message,
    leaf_of,
    made_id,
    next_head,
    seal_message,
)
from recovery_tui.vault.identity import AuthorKey

IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
"""A reading key for tests, of bytes that are all alike."""
KIM = AuthorKey(bytes(range(32)))
SAM = AuthorKey(bytes(range(1, 33)))
TO = ("ab" * 16,)
Change = Callable[[dict[str, Any]], object]
"""What is done to a manifest, decoded."""
Compress = Callable[[bytes], bytes]


@dataclass(frozen=True)
class MadeFeed:
    """A feed and the bodies in it."""

    key: AuthorKey
    genesis: bytes
    bodies: tuple[bytes, ...]

    @property
    def id(self) -> bytes:
        return feed_id(self.genesis)

    def head(self, seq: int) -> bytes:
        """Head after `seq` events."""
        head = first_head(self.genesis)
        for raw in self.bodies[:seq]:
            head = next_head(head, leaf_of(raw))
        return head

    def stretch(
        self, first: int = 1, withheld: Collection[int] = (), sealed: Collection[int] = ()
    ) -> tuple[Section, list[Item]]:
        """Everything from `first` on, sealed at the end and where told."""
        last = len(self.bodies)
        items: list[Item] = []
        for seq in range(first, last + 1):
            raw = self.bodies[seq - 1]
            items.append(Leaf(leaf_of(raw)) if seq in withheld else Event(raw))
            if seq == last or seq in sealed:
                items.append(Seal(seq, self.key.sign(seal_message(self.id, seq, self.head(seq)))))
        section = Section(
            feed=self.id.hex(),
            genesis=self.genesis.decode(),
            signature=self.key.sign(genesis_message(self.genesis)).hex(),
            first=first,
            last=last,
            before=self.head(first - 1).hex(),
            head=self.head(last).hex(),
            shown=last - first + 1 - len(withheld),
            withheld=len(withheld),
        )
        return section, items


def a_feed(key: AuthorKey = KIM, events: int = 4, use: str = "record") -> MadeFeed:
    """A feed of a made-up person's plan, or of looks at it."""
    genesis = encode(
        Genesis(
            v=1, use=use, author=key.public_key.hex(), app="0.2.0", sv=1, computer="wing-pc", nonce="07" * 16
        )
    )
    person = made_id(feed_id(genesis), 1, bytes([1]) * 16)
    common: dict[str, Any] = {"sv": 1, "wall": "2026-11-23T10:42:07+00:00", "au": key.fingerprint}
    bodies = []
    for seq in range(1, events + 1):
        place: dict[str, Any] = {"seq": seq, "hlc": f"019a00000000{seq:04x}", "salt": f"{seq:02x}" * 16}
        body: Body | AccessBody
        if use == "access":
            body = AccessBody(act="opened", person=person, **place, **common)
        elif seq == 1:
            body = Body(
                ent=person,
                kind="person",
                op="make",
                cls="ID",
                set={"surname": "Fictional"},
                **place,
                **common,
            )
        else:
            body = Body(
                ent=person,
                kind="person",
                op="set",
                cls="ID",
                set={"forename": f"Zoë {seq}"},
                **place,
                **common,
            )
        bodies.append(encode(body))
    return MadeFeed(key, genesis, tuple(bodies))


def bundle(
    parts: Sequence[tuple[Section, Sequence[Item]]] = (),
    late: Sequence[Late] = (),
    *,
    author: AuthorKey = KIM,
    compress: Compress = codec.compress,
    groups: Sequence[Sequence[Item]] | None = None,
    **told: Any,
) -> bytes:
    """An inner stream; `groups` says which items share a frame, `told` overrides what the manifest says."""
    items: list[Item] = [item for _, some in parts for item in some]
    items += late
    plain = [made for group in groups or [items] for made in frames(group)]
    packed = [compress(content) for content, _ in plain]
    fields: dict[str, Any] = {
        "type": "delta",
        "bundle": "0b" * 16,
        "app": "0.2.0",
        "schema": 1,
        "author": author.public_key.hex(),
        "to": TO,
        "hlc": "019a000000000009",
        "wall": "2026-11-23T10:45:00+00:00",
        "sections": tuple(section for section, _ in parts),
        "late": len(late),
        "frames": tuple(
            frame_of(content, len(whole), count)
            for content, (whole, count) in zip(packed, plain, strict=True)
        ),
        "zstd_version": "1.5.7",
        "pad": 24,
    } | told
    return header(Manifest(**fields), author) + b"".join(packed) + bytes(fields["pad"])


def frame_of(content: bytes, size: int, items: int) -> Frame:
    """What a manifest says of the compressed frame `content`."""
    return Frame(hashlib.sha256(content).hexdigest(), len(content), size, items)


def sealed(inner: bytes, *identities: str) -> bytes:
    """The inner stream closed to the holders of these identities."""
    from pyrage import x25519

    target = io.BytesIO()
    recipients = [str(x25519.Identity.from_str(one).to_public()) for one in identities or (IDENTITY,)]
    seal_with_age(io.BytesIO(inner), target, recipients)
    return target.getvalue()


class Kept:
    """A sink that keeps what it is given."""

    def __init__(self, *, wants_items: bool = True) -> None:
        self.manifest: Manifest | None = None
        self.taken: list[Item] = []
        self._wants_items = wants_items

    def begin(self, manifest: Manifest) -> bool:
        self.manifest = manifest
        return self._wants_items

    def items(self, items: list[Item]) -> None:
        self.taken += items


def read(inner: bytes) -> Kept:
    """The content of an inner stream. Raises as the parser does."""
    kept = Kept()
    parser = Parser(kept)
    read_inner(io.BytesIO(inner), parser)
    assert parser.finish() == kept.manifest
    return kept


def resigned(inner: bytes, change: Callable[[bytes], bytes], author: AuthorKey = KIM) -> bytes:
    """The inner stream with its manifest changed and signed anew: what a dishonest writer could send."""
    end = 8 + int.from_bytes(inner[4:8], "big")
    raw = change(inner[8:end])
    return MAGIC + len(raw).to_bytes(4, "big") + raw + author.sign(message(raw)) + inner[end + 64 :]


def edited(change: Change) -> Callable[[bytes], bytes]:
    """For `resigned`: change the decoded manifest."""

    def edit(raw: bytes) -> bytes:
        told = json.loads(raw)
        change(told)
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    return edit


FEED = a_feed()
PART = FEED.stretch(withheld={2}, sealed={2})
SMALL = bundle([PART], groups=[PART[1][:3], PART[1][3:]], pad=8)
"""A whole bundle in about 1,300 bytes and two frames, to be altered in every way."""
HONEST = read(SMALL).taken


def is_refused(inner: bytes) -> bool:
    """Whether this stream is, and nothing but the beginning of the honest items of SMALL came out before."""
    kept = Kept()
    parser = Parser(kept)
    try:
        read_inner(io.BytesIO(inner), parser)
        parser.finish()
    except RecoveryError:
        return kept.taken == HONEST[: len(kept.taken)]
    return False


def with_frame(content: bytes, size: int) -> bytes:
    """A signed bundle whose one frame is `content`, said to be `size` bytes expanded."""
    bare = bundle([PART], frames=(frame_of(content, size, 6),), pad=0)
    front = 8 + int.from_bytes(bare[4:8], "big") + 64
    return bare[:front] + content

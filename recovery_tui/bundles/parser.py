"""Reads the inside of a bundle as it is pushed in, and hands on nothing that was not authenticated first."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from typing import Protocol

from recovery_tui.bundles import codec
from recovery_tui.bundles.format import MAGIC, MAX_MANIFEST, SIGNATURE, Item, message, unpack_items
from recovery_tui.bundles.layout import Layout
from recovery_tui.bundles.manifest import Frame, Manifest, decode, signer_of
from recovery_tui.bundles.refusals import damaged, not_a_bundle, too_new
from recovery_tui.vault.identity import verify

_ZEROS = 64 * 1024


class Sink(Protocol):
    """Where the content of a bundle goes."""

    def begin(self, manifest: Manifest) -> bool:
        """The manifest, its signature verified; whether its signer is trusted is for the sink to say.

        False stops reading here, quietly. Any error raised goes out to whoever pushes.
        """
        ...

    def items(self, items: list[Item]) -> None:
        """The items of one frame, in order; keep nothing for good before `Parser.finish` has returned."""
        ...


class Stop(Exception):  # noqa: N818  (never leaves this room)
    """The sink wants no more than the manifest."""


class Parser:
    """Takes a bundle's inner stream in pieces of any size, and never holds more than the manifest or one frame."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._manifest: Manifest | None = None
        self._held = bytearray()
        self._complete = False
        self._steps = self._read()
        self._needed: int | None = next(self._steps)
        """Bytes that the next step waits for; None at the end and after a refusal."""

    def write(self, data: bytes) -> int:
        """Take the next bytes; returns how many.

        Raises BundleDamagedError, BundleTooNewError, Stop, or what the sink raises; after that nothing is taken.
        """
        self._held += data
        while self._needed is not None and len(self._held) >= self._needed:
            piece = bytes(self._held[: self._needed])
            del self._held[: self._needed]
            self._step(piece)
        if self._needed is None and self._held:
            self._complete = False
            raise damaged()
        return len(data)

    def flush(self) -> None:
        """Nothing to do; files have it."""

    def finish(self) -> Manifest:
        """The manifest, after the last byte. Raises BundleDamagedError unless all it names arrived, and no more."""
        if self._manifest is None or not self._complete:
            raise damaged()
        return self._manifest

    def _step(self, piece: bytes) -> None:
        self._needed = None
        try:
            self._needed = self._steps.send(piece)
        except StopIteration:
            self._complete = True

    def _read(self) -> Generator[int, bytes, None]:
        """The stream from front to end: yields how many bytes come next, and is sent them."""
        front = yield len(MAGIC) + 4
        if front[:3] != MAGIC[:3]:
            raise not_a_bundle()
        if front[3] != MAGIC[3]:
            raise too_new() if front[3] > MAGIC[3] else damaged()
        length = int.from_bytes(front[4:], "big")
        if not 0 < length <= MAX_MANIFEST:
            raise damaged()
        raw = yield length
        manifest = self._manifest = _authentic(raw, (yield SIGNATURE))
        if not self._sink.begin(manifest):
            raise Stop
        layout = Layout(manifest.sections, manifest.late)
        for frame in manifest.frames:
            items = _items(frame, (yield frame.clen))
            layout.take(items)
            self._sink.items(items)
        layout.end()
        yield from _zeros(manifest.pad)


def _authentic(raw: bytes, signature: bytes) -> Manifest:
    if not verify(signer_of(raw), message(raw), signature):
        raise damaged()
    return decode(raw)


def _items(frame: Frame, content: bytes) -> list[Item]:
    if hashlib.sha256(content).hexdigest() != frame.sha256:
        raise damaged()
    items = unpack_items(codec.expand(content, frame.ulen))
    if len(items) != frame.items:
        raise damaged()
    return items


def _zeros(count: int) -> Generator[int, bytes, None]:
    while count:
        piece = yield min(count, _ZEROS)
        if any(piece):
            raise damaged()
        count -= len(piece)

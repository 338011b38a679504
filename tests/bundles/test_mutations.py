"""Whatever is altered in a bundle, on the way or by a dishonest writer: nothing of it is accepted."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Sequence

import msgspec
import pytest
import zstandard

from recovery_tui.bundles.codec import compress, expand
from recovery_tui.bundles.format import Event, Item, Seal
from recovery_tui.bundles.manifest import MAX_FRAME, Manifest
from recovery_tui.bundles.parser import Parser
from recovery_tui.bundles.seal import open_into, read_inner
from recovery_tui.errors import BundleDamagedError, NotForYouError, RecoveryError
from tests.bundles.making import (
    FEED,
    IDENTITY,
    PART,
    SAM,
    SMALL,
    TO,
    Kept,
    a_feed,
    bundle,
    edited,
    is_refused,
    resigned,
    sealed,
    with_frame,
)

OTHER = "AGE-SECRET-KEY-1GDP5XS6RGDP5XS6RGDP5XS6RGDP5XS6RGDP5XS6RGDP5XS6RGDPSST380Y"
OUTER = sealed(SMALL)
FRONT = 8 + int.from_bytes(SMALL[4:8], "big") + 64


def is_refused_sealed(content: bytes) -> bool:
    parser = Parser(Kept())
    try:
        open_into(io.BytesIO(content), [IDENTITY], parser)
        parser.finish()
    except RecoveryError:
        return True
    return False


def test_a_flipped_bit_anywhere_inside_is_refused() -> None:
    accepted = []
    for place in range(len(SMALL)):
        for bit in range(8):
            altered = bytearray(SMALL)
            altered[place] ^= 1 << bit
            if not is_refused(bytes(altered)):
                accepted.append((place, bit))
    assert accepted == []


def test_a_flipped_byte_anywhere_in_the_file_is_refused() -> None:
    def flipped(place: int) -> bytes:
        return OUTER[:place] + bytes([OUTER[place] ^ 0xFF]) + OUTER[place + 1 :]

    assert [place for place in range(len(OUTER)) if not is_refused_sealed(flipped(place))] == []


def test_cut_short_anywhere_it_is_refused() -> None:
    assert [size for size in range(len(SMALL)) if not is_refused(SMALL[:size])] == []
    assert [size for size in range(len(OUTER)) if not is_refused_sealed(OUTER[:size])] == []


@pytest.mark.parametrize("size", [64 * 1024, 128 * 1024])
def test_cut_at_the_edge_of_a_chunk_or_followed_by_one_it_is_refused(size: int) -> None:
    """age seals in chunks of 64 KiB: an edge is where a cut shows least."""
    pad = size
    while len(inner := bundle([PART], pad=pad)) != size:
        pad -= len(inner) - size
    whole = sealed(inner)
    assert not is_refused_sealed(whole)
    chunk = 64 * 1024 + 16
    assert is_refused_sealed(whole[:-chunk])
    assert is_refused_sealed(whole + whole[-chunk:])


@pytest.mark.parametrize("more", [b"\0", b"x", SMALL], ids=["zero", "letter", "another bundle"])
def test_what_follows_the_end_is_refused(more: bytes) -> None:
    assert is_refused(SMALL + more)
    assert is_refused_sealed(OUTER + more)
    assert is_refused_sealed(sealed(SMALL + more))
    assert is_refused_sealed(OUTER + OUTER)


def test_an_armoured_file_is_refused() -> None:
    """The binary file has one form; text around it has many, and would let others alter the file unnoticed."""
    import pyrage

    recipient = pyrage.x25519.Identity.from_str(IDENTITY).to_public()
    assert is_refused_sealed(pyrage.encrypt(SMALL, [recipient], armored=True))


def frames_of(inner: bytes) -> list[bytes]:
    """The compressed frames of a bundle that is small enough to have the same front length."""
    front = 8 + int.from_bytes(inner[4:8], "big")
    at, found = front + 64, []
    for _, clen, _, _ in json.loads(inner[8:front])["frames"]:
        found.append(inner[at : at + clen])
        at += clen
    return found


def test_frames_of_another_order_or_of_another_bundle_are_refused() -> None:
    one, two = frames_of(SMALL)
    others = frames_of(bundle([a_feed(SAM).stretch(withheld={2}, sealed={2})]))
    end = bytes(8)
    assert SMALL[:FRONT] + one + two + end == SMALL
    for content in ([two, one], [one, one], [one, one, two], [one], [one, *others], [*others, two], others):
        assert is_refused(SMALL[:FRONT] + b"".join(content) + end)
    # told in the manifest, the order of events still gives it away
    swapped = resigned(SMALL, edited(lambda told: told["frames"].reverse()))
    assert is_refused(swapped[: len(swapped) - len(one + two + end)] + two + one + end)


def test_the_manifest_of_one_bundle_with_the_signature_or_frames_of_another_is_refused() -> None:
    other = bundle([PART], groups=[PART[1][:3], PART[1][3:]], pad=8, bundle="0c" * 16)
    assert len(other) == len(SMALL)
    assert not is_refused(other)
    end = FRONT - 64
    assert is_refused(other[:end] + SMALL[end:])
    assert is_refused(SMALL[:end] + other[end:FRONT] + SMALL[FRONT:])


def test_edited_addressees_are_refused() -> None:
    raw = SMALL[8 : FRONT - 64]
    forged = raw.replace(TO[0].encode(), b"cd" * 16)
    assert is_refused(SMALL[:8] + forged + SMALL[FRONT - 64 :])
    assert is_refused_sealed(sealed(SMALL[:8] + forged + SMALL[FRONT - 64 :]))


def test_a_bundle_that_was_passed_on_still_says_for_whom_it_was() -> None:
    """Whoever opens it can seal it to somebody else; the sink sees from the signed page that it is not theirs."""

    class Theirs(Kept):
        def begin(self, manifest: Manifest) -> bool:
            if "cd" * 16 not in manifest.to:
                raise NotForYouError("This bundle was passed on.")
            return True

    kept = Theirs()
    with pytest.raises(NotForYouError):
        open_into(io.BytesIO(sealed(SMALL, OTHER)), [OTHER], Parser(kept))
    assert kept.taken == []


def test_a_file_whose_list_of_keys_was_edited_is_refused() -> None:
    content = sealed(SMALL, IDENTITY, OTHER)
    stanzas = content.split(b"-> X25519 ")
    assert len(stanzas) == 3
    assert not is_refused_sealed(content)
    for kept in (stanzas[:2], [stanzas[0], *stanzas[2:]]):
        mac = b"" if kept[-1] is stanzas[-1] else b"---" + content.split(b"\n---", 1)[1]
        assert is_refused_sealed(b"-> X25519 ".join(kept) + mac)


def zeros(size: int, *, told: int | None = None) -> bytes:
    """`size` zero bytes in one zstd frame whose header says `told`."""
    packer = zstandard.ZstdCompressor(level=3).compressobj(size=size)
    block = bytes(1 << 20)
    content = b"".join(packer.compress(block[: min(1 << 20, size - at)]) for at in range(0, size, 1 << 20))
    content += packer.flush()
    if told is None:
        return content
    assert content[5:9] == size.to_bytes(4, "little") or content[6:10] == size.to_bytes(4, "little")
    at = 5 if content[5:9] == size.to_bytes(4, "little") else 6
    return content[:at] + told.to_bytes(4, "little") + content[at + 4 :]


@pytest.mark.parametrize("told", [None, MAX_FRAME, 1000])
def test_a_bomb_of_1_gib_is_refused_in_little_memory(told: int | None) -> None:
    bomb = zeros(1 << 30, told=told)
    assert len(bomb) < 200_000
    assert zstandard.get_frame_parameters(bomb).content_size == (told or 1 << 30)
    inner = with_frame(bomb, told or MAX_FRAME)
    tracemalloc.start()
    try:
        assert is_refused(inner)
        assert tracemalloc.get_traced_memory()[1] < 4 * MAX_FRAME
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [999, 1001])
def test_a_frame_is_never_expanded_to_another_size_than_announced(size: int) -> None:
    frame = compress(bytes(1000))
    assert expand(frame, 1000) == bytes(1000)
    with pytest.raises(BundleDamagedError):
        expand(frame, size)


def test_frames_with_a_checksum_or_without_a_size_or_with_more_after_them_are_refused() -> None:
    plain = bytes(1000)
    checked = zstandard.ZstdCompressor(write_checksum=True).compress(plain)
    unsized = zstandard.ZstdCompressor(write_content_size=False).compress(plain)
    frame = compress(plain)
    skipped = b"\x50\x2a\x4d\x18\x04\0\0\0abcd" + frame
    for content in (checked, unsized, frame + b"x", frame + frame, frame[:-1], skipped, b""):
        with pytest.raises(BundleDamagedError):
            expand(content, len(plain))


def test_a_large_bundle_is_read_in_little_memory() -> None:
    class Counting(Kept):
        seen = 0

        def items(self, items: list[Item]) -> None:
            self.seen += len(items)

    one, many = ([Event(bytes([n % 251]) * 200_000) for n in range(count)] for count in (40, 200))

    def peak(items: Sequence[Item]) -> int:
        inner = long_bundle(items)
        sink = Counting()
        parser = Parser(sink)
        tracemalloc.start()
        try:
            read_inner(io.BytesIO(inner), parser)
            parser.finish()
            assert sink.seen == len(items) + 1
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(many) < peak(one) + 1024 * 1024


def long_bundle(items: Sequence[Item]) -> bytes:
    """One section of these events; the chain is the sink's to verify."""
    section, _ = FEED.stretch()
    told = {"last": len(items), "shown": len(items), "withheld": 0}
    seal = Seal(len(items), bytes(64))
    return bundle([(msgspec.structs.replace(section, **told), [*items, seal])])

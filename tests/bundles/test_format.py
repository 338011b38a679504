"""A bundle is read alike by everybody who follows the specification, in pieces of any size."""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.bundles import codec
from recovery_tui.bundles.format import (
    MAGIC,
    MAX_MANIFEST,
    Event,
    Item,
    Late,
    Leaf,
    Seal,
    frames,
    header,
    padded,
    padding,
    unpack_items,
)
from recovery_tui.bundles.manifest import MAX_ITEMS, MAX_PAD
from recovery_tui.bundles.parser import Parser
from recovery_tui.bundles.seal import ChunkReader, is_sealed, open_into
from recovery_tui.errors import BundleDamagedError, BundleTooLargeError, BundleTooNewError, NotForYouError
from tests.bundles import read_bundle
from tests.bundles.making import IDENTITY, KIM, SAM, Compress, Kept, a_feed, bundle, read, resigned, sealed

VECTORS = Path(__file__).with_name("vectors.json")
OTHER = "AGE-SECRET-KEY-1GDP5XS6RGDP5XS6RGDP5XS6RGDP5XS6RGDP5XS6RGDP5XS6RGDPSST380Y"
FEED, LOOKS, SAMS = a_feed(), a_feed(use="access"), a_feed(SAM, 3)
FORKED = SAMS.bodies[2].replace(b"Zo\xc3\xab 3", b"Zora")
NAMES = ("delta", "late", "fork", "receipt", "start-pack")
BAD_NAMES = ("key twice", "not sealed at the end", "seal begins a frame", "frame twice", "frames swapped")


def made_vectors(compress: Compress) -> dict[str, dict[str, str]]:
    """Good and bad inner streams, from fixed keys, salts and times."""
    part, looks, sams = FEED.stretch(withheld={2, 3}, sealed={2}), LOOKS.stretch(3), SAMS.stretch()
    late = [Late(FEED.id, 2, FEED.bodies[1]), Late(FEED.id, 3, FEED.bodies[2])]
    branches = [feed.stretch(3) for feed in (SAMS, replace(SAMS, bodies=(*SAMS.bodies[:2], FORKED)))]
    good = {
        "delta": bundle([part, sams, looks], compress=compress, counts={"person": 2}, people=2, withheld=2),
        "late": bundle([looks], late, compress=compress, purpose="review", previous="0a" * 16),
        "fork": bundle(branches, compress=compress, author=SAM, type="snapshot"),
        "receipt": bundle(
            type="receipt",
            schema=0,
            confirms=("0b" * 16,),
            seen=((FEED.id.hex(), 4, FEED.head(4).hex()),),
            wants=((SAMS.id.hex(), 1, 3),),
        ),
        "start-pack": bundle(
            [sams],
            compress=compress,
            type="start-pack",
            to=(),
            cards=('{"card":"made up, to be carried as it is: Kim \u2603"}',),
            site={"establishment": "FIC"},
        ),
    }
    bad = {
        "key twice": resigned(good["receipt"], lambda raw: raw[:-1] + b',"people":0}'),
        "not sealed at the end": bundle([(part[0], part[1][:-1])], compress=compress),
        "seal begins a frame": bundle([part], compress=compress, groups=[part[1][:-1], part[1][-1:]]),
        "frame twice": bundle([sams], compress=compress, groups=[sams[1], sams[1]]),
        "frames swapped": bundle([sams], compress=compress, groups=[sams[1][1:], sams[1][:1]]),
    }
    return {
        "good": {name: inner.hex() for name, inner in good.items()},
        "bad": {name: inner.hex() for name, inner in bad.items()},
    }


def vectors() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(VECTORS.read_text("utf-8"))
    return stored


def as_stored(plain: bytes) -> bytes:
    """The stored frame of this content: another version of zstd would make other bytes of it."""
    for inner in map(bytes.fromhex, [*vectors()["good"].values(), *vectors()["bad"].values()]):
        end = 8 + int.from_bytes(inner[4:8], "big")
        at = end + 64
        for _, clen, ulen, _ in json.loads(inner[8:end])["frames"]:
            frame, at = inner[at : at + clen], at + clen
            if codec.expand(frame, ulen) == plain:
                return frame
    raise AssertionError("the vectors hold no such frame")


def test_the_vectors_never_change() -> None:
    if os.environ.get("WRITE_VECTORS"):
        made: dict[str, Any] = dict(made_vectors(codec.compress))
        made |= {"sealed": sealed(bytes.fromhex(made["good"]["delta"])).hex(), "identity": IDENTITY}
        VECTORS.write_text(json.dumps(made, indent=1) + "\n", "utf-8")
    stored = vectors()
    assert made_vectors(as_stored) == {kind: stored[kind] for kind in ("good", "bad")}


def as_tuples(items: list[Item]) -> list[tuple[Any, ...]]:
    """Items as the other reader names them."""
    tags = {Event: "E", Leaf: "L", Seal: "S", Late: "T"}
    return [(tags[type(item)], *item) for item in items]


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_written_from_the_specification_reads_the_same(name: str) -> None:
    inner = bytes.fromhex(vectors()["good"][name])
    manifest, sections, late = read_bundle.read(inner)
    kept = read(inner)
    assert as_tuples(kept.taken) == [item for part in [*sections, late] for item in part]
    assert msgspec.json.decode(msgspec.json.encode(kept.manifest)) == manifest


@pytest.mark.parametrize("name", BAD_NAMES)
def test_both_readers_refuse_the_bad_vectors(name: str) -> None:
    inner = bytes.fromhex(vectors()["bad"][name])
    with pytest.raises(BundleDamagedError):
        read(inner)
    with pytest.raises(ValueError, match=r"."):
        read_bundle.read(inner)


def test_the_sealed_vector_opens_for_both_readers() -> None:
    content = bytes.fromhex(vectors()["sealed"])
    delta = bytes.fromhex(vectors()["good"]["delta"])
    assert read_bundle.open_sealed(content, IDENTITY) == delta
    assert unsealed(content).taken == read(delta).taken


def unsealed(content: bytes, *secrets: str) -> Kept:
    kept = Kept()
    parser = Parser(kept)
    open_into(io.BytesIO(content), secrets or (IDENTITY,), parser)
    assert parser.finish() == kept.manifest
    return kept


def test_it_opens_with_a_retired_key_and_for_every_addressee_but_for_nobody_else() -> None:
    inner = bundle([SAMS.stretch()])
    assert unsealed(sealed(inner), OTHER, IDENTITY).taken
    assert unsealed(sealed(inner, OTHER, IDENTITY)).taken
    for secrets in ([OTHER], []):
        with pytest.raises(NotForYouError):
            open_into(io.BytesIO(sealed(inner)), secrets, Parser(Kept()))


@pytest.mark.parametrize("name", ["late", "receipt"])
def test_split_anywhere_it_reads_the_same(name: str) -> None:
    inner = bytes.fromhex(vectors()["good"][name])
    whole = read(inner).taken
    for place in range(len(inner) + 1):
        assert pushed([inner[:place], inner[place:]]).taken == whole


DELTA = bundle([FEED.stretch(withheld={2}, sealed={2}), SAMS.stretch()])
WHOLE = read(DELTA).taken


@given(st.lists(st.integers(1, 400), max_size=12))
def test_in_many_pieces_it_reads_the_same(sizes: list[int]) -> None:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(DELTA[at : at + size])
        at += size
    assert pushed([*pieces, DELTA[at:]]).taken == WHOLE


def test_byte_by_byte_it_reads_the_same() -> None:
    assert pushed([bytes([byte]) for byte in DELTA]).taken == WHOLE


def pushed(pieces: list[bytes]) -> Kept:
    kept = Kept()
    parser = Parser(kept)
    for piece in pieces:
        assert parser.write(piece) == len(piece)
    parser.finish()
    return kept


def test_inspecting_reads_the_front_only_and_never_counts_as_whole() -> None:
    inner = bundle([FEED.stretch()], compress=codec.compress, pad=MAX_PAD)
    source = io.BytesIO(sealed(inner))
    kept = Kept(wants_items=False)
    parser = Parser(kept)
    open_into(source, [IDENTITY], parser)
    assert kept.manifest is not None
    assert not kept.taken
    assert source.tell() < 200_000
    with pytest.raises(BundleDamagedError):
        parser.finish()


def test_whatever_stops_the_reading_comes_out_unchanged() -> None:
    class Failing(Kept):
        def items(self, items: list[Item]) -> None:
            raise error

    class Stick(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 300:
                raise error
            return super().read(min(size or 0, 300))

    content = sealed(bundle([FEED.stretch()]))
    for error in (OSError(28, "no room"), NotForYouError("passed on"), KeyError("x")):
        for source, sink in ((io.BytesIO(content), Failing()), (Stick(content), Kept())):
            with pytest.raises(type(error)) as caught:
                open_into(source, [IDENTITY], Parser(sink))
            assert caught.value is error


def test_nothing_is_taken_after_a_refusal() -> None:
    class Failing(Kept):
        def items(self, items: list[Item]) -> None:
            raise KeyError("x")

    parser = Parser(Failing())
    with pytest.raises(KeyError):
        parser.write(DELTA)
    for step in (lambda: parser.write(b"\0"), parser.finish):
        with pytest.raises(BundleDamagedError):
            step()


def test_what_came_after_the_end_is_not_forgotten() -> None:
    parser = Parser(Kept())
    parser.write(DELTA)
    for step in (lambda: parser.write(b"\0"), parser.finish):
        with pytest.raises(BundleDamagedError):
            step()


def test_a_manifest_beyond_its_bounds_is_refused_before_it_is_read() -> None:
    with pytest.raises(BundleDamagedError):
        Parser(Kept()).write(MAGIC + (MAX_MANIFEST + 1).to_bytes(4, "big"))


@pytest.mark.parametrize("told", [{"v": 2}, {"min_reader": 2}, {"v": 2, "author": "of another kind"}])
def test_what_a_newer_version_wrote_is_told_from_damage(told: dict[str, Any]) -> None:
    inner = resigned(DELTA, lambda raw: json.dumps(json.loads(raw) | told).encode())
    with pytest.raises(BundleTooNewError):
        read(inner)
    with pytest.raises(BundleTooNewError):
        read(b"RPB\x02" + DELTA[4:])


def test_keys_of_a_later_version_are_passed_over() -> None:
    def add(raw: bytes) -> bytes:
        fields = json.loads(raw)
        fields["sections"][0]["later"] = {"a": [1]}
        return json.dumps(fields | {"later": [{"b": True}]}).encode()

    assert read(resigned(DELTA, add)).taken == WHOLE


items = st.one_of(
    st.binary(min_size=1, max_size=200_000).map(Event),
    st.binary(min_size=32, max_size=32).map(Leaf),
    st.builds(Seal, st.integers(0, 2**53 - 1), st.binary(min_size=64, max_size=64)),
    st.builds(
        Late,
        st.binary(min_size=16, max_size=16),
        st.integers(1, 2**53 - 1),
        st.binary(min_size=1, max_size=99),
    ),
)


@given(st.lists(items, max_size=40), st.integers(1, 12))
def test_frames_hold_every_item_in_order_and_stay_within_bounds(some: list[Item], times: int) -> None:
    made = list(frames(some * times))
    parts = [unpack_items(plain) for plain, _ in made]
    assert [item for part in parts for item in part] == some * times
    assert [len(part) for part in parts] == [count for _, count in made]
    assert all(len(plain) <= 2 * 1024 * 1024 for plain, _ in made)
    assert not any(isinstance(part[0], Seal) for part in parts[1:])


def test_a_seal_stays_with_its_event_in_a_full_frame() -> None:
    full: list[Item] = [Event(bytes(128 * 1024 - 5))] * 8
    made = [unpack_items(plain) for plain, _ in frames([*full, Seal(8, bytes(64)), *full])]
    assert made == [[*full, Seal(8, bytes(64))], full]


def test_many_small_items_do_not_make_a_frame_that_is_refused() -> None:
    assert max(count for _, count in frames([Event(b"{}")] * (3 * MAX_ITEMS))) <= MAX_ITEMS


@given(st.integers(0, 2**40))
def test_padding_reaches_one_of_few_sizes(size: int) -> None:
    total = size + padding(size)
    assert total >= 4096
    assert padding(total) == 0
    assert padding(size) <= max(4096, min(size // 8, 512 * 1024))


def test_a_padded_bundle_is_of_a_bucket_to_the_byte() -> None:
    manifest = read(DELTA).manifest
    assert manifest is not None
    for content in [*range(0, 9000, 7), 2**20, 2**25 - 1]:
        made = padded(manifest, content)
        total = len(header(made, KIM)) + content + made.pad
        assert padding(total) == 0
        assert total >= 4096


def test_chunks_read_as_a_file() -> None:
    reader = ChunkReader(iter([b"abc", b"", b"defgh"]))
    assert [reader.read(2) for _ in range(6)] == [b"ab", b"c", b"de", b"fg", b"h", b""]


def test_only_an_age_file_counts_as_sealed() -> None:
    assert is_sealed(sealed(DELTA)[:22])
    assert not is_sealed(DELTA)


def test_a_bundle_is_signed_by_the_author_it_names() -> None:
    manifest = read(DELTA).manifest
    assert manifest is not None
    with pytest.raises(ValueError, match="author"):
        header(manifest, SAM)


def test_a_manifest_beyond_its_bounds_is_not_written() -> None:
    manifest = read(DELTA).manifest
    assert manifest is not None
    with pytest.raises(BundleTooLargeError):
        header(msgspec.structs.replace(manifest, cards=("x" * MAX_MANIFEST,)), KIM)

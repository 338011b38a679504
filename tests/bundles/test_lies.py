"""Whatever a dishonest writer signs, against a rule of the specification or beyond all rules: it is refused."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from cryptography.exceptions import InvalidSignature
from hypothesis import example, given, settings
from hypothesis import strategies as st
from zstandard import ZstdError

from recovery_tui.bundles.beginnings import check_genesis
from recovery_tui.bundles.codec import compress
from recovery_tui.bundles.format import Event, Item, Late, Leaf, Seal, unpack_items
from recovery_tui.bundles.inspecting import prove
from recovery_tui.bundles.manifest import MAX_FRAME, Section, decode
from recovery_tui.errors import BundleDamagedError, RecoveryError
from recovery_tui.journal.event import genesis_message, seal_message
from tests.bundles import read_bundle
from tests.bundles.making import (
    FEED,
    HONEST,
    IDENTITY,
    KIM,
    PART,
    SAM,
    SMALL,
    TO,
    Change,
    bundle,
    edited,
    is_refused,
    read,
    resigned,
    sealed,
    with_frame,
)

RAW = SMALL[8 : 8 + int.from_bytes(SMALL[4:8], "big")]


def section_of(told: dict[str, Any]) -> dict[str, Any]:
    section: dict[str, Any] = told["sections"][0]
    return section


REFUSALS = (ValueError, TypeError, LookupError, RecursionError, InvalidSignature, ZstdError, struct.error)
"""What the other reader stops with."""

LIES: dict[str, Change] = {
    "version 0": lambda told: told.update(v=0),
    "no version": lambda told: told.pop("v"),
    "no reader": lambda told: told.pop("min_reader"),
    "version is text": lambda told: told.update(v="1"),
    "version is true": lambda told: told.update(v=True),
    "another product": lambda told: told.update(product="other"),
    "no such type": lambda told: told.update(type="gift"),
    "no such purpose": lambda told: told.update(purpose="gift"),
    "capital hex": lambda told: told.update(bundle="0B" * 16),
    "short id": lambda told: told.update(bundle="0b" * 15),
    "id with a line end": lambda told: told.update(bundle="0b" * 16 + "\n"),
    "another's key": lambda told: told.update(author=SAM.public_key.hex()),
    "nobody addressed": lambda told: told.update(to=[]),
    "addressed twice": lambda told: told.update(to=[*TO, *TO]),
    "201 addressees": lambda told: told.update(to=[f"{n:032x}" for n in range(201)]),
    "escape in a text": lambda told: told.update(basis="\x1b]52;c;AAAA\x07"),
    "text turned round": lambda told: told.update(app="0.2\u202e"),
    "long text": lambda told: told.update(wall="2" * 41),
    "negative": lambda told: told.update(people=-1),
    "beyond all numbers": lambda told: told.update(people=2**53),
    "very much beyond": lambda told: told.update(people=2**70),
    "a fraction": lambda told: told.update(people=1.0),
    "a fraction nobody reads": lambda told: told.update(later=[{"a": 0.5}]),
    "not a number": lambda told: told.update(later=float("nan")),
    "no number": lambda told: told.update(people=None),
    "card too long": lambda told: told.update(cards=["é" * 4097]),
    "want that ends before it begins": lambda told: told.update(wants=[["ab" * 16, 2, 1]]),
    "want from 0": lambda told: told.update(wants=[["ab" * 16, 0, 1]]),
    "seen without a head": lambda told: told.update(seen=[["ab" * 16, 1]]),
    "more seen than allowed": lambda told: told.update(seen=[["ab" * 16, 1, "ab" * 32]] * 20_001),
    "count of no kind": lambda told: told.update(counts={"Person\n": 1}),
    "too many settings": lambda told: told.update(site={str(n): "" for n in range(51)}),
    "more late bodies than come": lambda told: told.update(late=1),
    "pad too short": lambda told: told.update(pad=7),
    "pad too long": lambda told: told.update(pad=9),
    "pad beyond bounds": lambda told: told.update(pad=2**20 + 1),
    "frame missing": lambda told: told["frames"].pop(),
    "frame too long": lambda told: told["frames"][0].__setitem__(1, MAX_FRAME + 1),
    "frame expands too far": lambda told: told["frames"][0].__setitem__(2, MAX_FRAME + 1),
    "frame is longer": lambda told: told["frames"][0].__setitem__(2, told["frames"][0][2] + 1),
    "frame is shorter": lambda told: told["frames"][0].__setitem__(2, told["frames"][0][2] - 1),
    "frame of nothing": lambda told: told["frames"].append(["ab" * 32, 0, 1, 1]),
    "item moved to another frame": lambda told: (
        told["frames"][0].__setitem__(3, told["frames"][0][3] + 1),
        told["frames"][1].__setitem__(3, told["frames"][1][3] - 1),
    ),
    "section told twice": lambda told: (
        told["sections"].append(section_of(told)),
        told["frames"][0].__setitem__(3, told["frames"][0][3] + 5),
    ),
    "another feed": lambda told: section_of(told).update(feed="ab" * 16),
    "genesis altered": lambda told: section_of(told).update(
        genesis=section_of(told)["genesis"].replace("wing", "ring")
    ),
    "genesis not JSON": lambda told: section_of(told).update(genesis="{"),
    "genesis of another's key": lambda told: section_of(told).update(signature="ab" * 64),
    "begins at 0": lambda told: section_of(told).update(first=0),
    "begins elsewhere": lambda told: section_of(told).update(first=2, last=5),
    "begins on another head": lambda told: section_of(told).update(before="ab" * 32),
    "ends before it begins": lambda told: section_of(told).update(last=0),
    "a section of nothing": lambda told: told["sections"].append(
        section_of(told) | {"first": 2, "last": 1, "shown": 0, "withheld": 0, "before": "cd" * 32}
    ),
    "shown and withheld are not all": lambda told: section_of(told).update(shown=2),
    "more events than come": lambda told: section_of(told).update(last=5, shown=4),
    "fewer events than come": lambda told: section_of(told).update(last=3, shown=2),
    "shown and withheld swapped": lambda told: section_of(told).update(shown=1, withheld=3),
    "shown below nothing": lambda told: section_of(told).update(shown=-1, withheld=5),
}


def test_the_same_told_in_other_bytes_is_read() -> None:
    """So each lie below is refused for what it says."""
    for other in (edited(lambda told: None), lambda raw: json.dumps(json.loads(raw), indent=1).encode()):
        assert read(resigned(SMALL, other)).taken == HONEST


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_in_the_manifest_is_refused_though_it_is_signed(lie: str) -> None:
    inner = resigned(SMALL, edited(LIES[lie]))
    assert is_refused(inner)
    with pytest.raises(REFUSALS):
        read_bundle.read(inner)


IN_FRAMES = {
    "pad too short", "pad too long", "frame is longer", "frame is shorter", "shown and withheld swapped",
    "item moved to another frame", "another's key", "begins elsewhere", "more events than come",
    "fewer events than come", "more late bodies than come",
}  # fmt: skip
"""Lies that the manifest alone does not give away."""


@pytest.mark.parametrize("lie", [lie for lie in LIES if lie not in IN_FRAMES])
def test_inspecting_refuses_it_too(lie: str) -> None:
    with pytest.raises(RecoveryError):
        decode(edited(LIES[lie])(RAW))


BAD_BEGINNINGS: dict[str, Callable[[bytes], bytes]] = {
    "another version": lambda raw: raw.replace(b'"v":1', b'"v":2'),
    "no such use": lambda raw: raw.replace(b'"record"', b'"recerd"'),
    "key twice": lambda raw: raw[:-1] + b',"use":"access"}',
    "unknown key": lambda raw: raw[:-1] + b',"later":1}',
    "no event version": lambda raw: raw.replace(b'"sv":1', b'"sv":0'),
    "event version beyond all numbers": lambda raw: raw.replace(b'"sv":1', b'"sv":%d' % 2**53),
    "short nonce": lambda raw: raw.replace(b"07" * 16, b"07" * 15),
    "author in capitals": lambda raw: raw.replace(
        KIM.public_key.hex().encode(), KIM.public_key.hex().upper().encode()
    ),
    "long name": lambda raw: raw.replace(b"wing-pc", b"w" * 201),
    "too long": lambda raw: raw[:-1] + b" " * 4096 + b"}",
    "endless nesting": lambda raw: raw[:-1] + b',"later":' + b"[" * 3000 + b"}",
    "goes on from no feed": lambda raw: (
        raw[:-1] + b',"parent":{"feed":"x","seq":1,"head":"%b"}}' % (b"ab" * 32)
    ),
    "goes on from below nothing": lambda raw: (
        raw[:-1] + b',"parent":{"feed":"%b","seq":-1,"head":"%b"}}' % (b"ab" * 16, b"ab" * 32)
    ),
    "goes on from no head": lambda raw: (
        raw[:-1] + b',"parent":{"feed":"%b","seq":1,"head":""}}' % (b"ab" * 16)
    ),
}


@pytest.mark.parametrize("beginning", BAD_BEGINNINGS)
def test_a_beginning_that_is_none_is_refused_though_its_author_signed_it(beginning: str) -> None:
    raw = BAD_BEGINNINGS[beginning](FEED.genesis)
    assert raw != FEED.genesis
    with pytest.raises(BundleDamagedError):
        check_genesis(raw, KIM.sign(genesis_message(raw)))


def test_a_feed_that_goes_on_after_a_restored_backup_has_a_sound_beginning() -> None:
    raw = FEED.genesis[:-1] + b',"parent":{"feed":"%b","seq":1,"head":"%b"}}' % (b"ab" * 16, b"ab" * 32)
    check_genesis(raw, KIM.sign(genesis_message(raw)))


RAW_LIES: dict[str, Callable[[bytes], bytes]] = {
    "key twice": lambda raw: raw[:-1] + b',"people":0}',
    "key twice under another spelling": lambda raw: raw[:-1] + b',"pe\\u006fple":0}',
    "key twice in a section": lambda raw: raw.replace(b'"shown":3', b'"shown":3,"shown":3'),
    "key twice where nobody reads": lambda raw: raw[:-1] + b',"later":[{"a":1,"a":1}]}',
    "not UTF-8": lambda raw: raw.replace(b'"app":"0.2.0"', b'"app":"\xff"'),
    "not UTF-8 where nobody reads": lambda raw: raw[:-1] + b',"later":"\xff"}',
    "half a character": lambda raw: raw.replace(b'"app":"0.2.0"', b'"app":"\\ud800"'),
    "byte order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "UTF-16": lambda raw: raw.decode().encode("utf-16"),
    "endless nesting": lambda raw: raw[:-1] + b',"later":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "endless number": lambda raw: raw[:-1] + b',"later":' + b"9" * 100_000 + b"}",
    "something after it": lambda raw: raw + b"{}",
    "a list": lambda raw: b"[" + raw + b"]",
    "nothing": lambda raw: b"",
}


@pytest.mark.parametrize("lie", RAW_LIES)
def test_a_manifest_that_is_not_strict_json_is_refused_though_it_is_signed(lie: str) -> None:
    assert RAW_LIES[lie](RAW) != RAW
    inner = resigned(SMALL, RAW_LIES[lie])
    assert is_refused(inner)
    with pytest.raises(REFUSALS):
        read_bundle.read(inner)


FIRST, COVERED, SECOND = PART[1][0], PART[1][1], PART[1][2]
assert isinstance(SECOND, Seal)
LATE = Late(FEED.id, 2, FEED.bodies[1])
ORDERS: dict[str, list[Item]] = {
    "seal of another event": [FIRST, SECOND, COVERED, *PART[1][3:]],
    "seal twice": [*PART[1][:3], SECOND, *PART[1][3:]],
    "seal told of another number": [*PART[1][:2], Seal(1, SECOND.signature), *PART[1][3:]],
    "seal after the end": [*PART[1], PART[1][-1]],
    "last event not sealed": PART[1][:-1],
    "one event too many": [*PART[1], FIRST],
    "one event too few": PART[1][1:],
    "one more shown": [FIRST, Event(FEED.bodies[1]), *PART[1][2:]],
    "late body among the events": [*PART[1][:3], LATE, *PART[1][3:]],
    "late body not announced": [*PART[1], LATE],
    "empty body": [Event(b""), *PART[1][1:]],
    "body beyond bounds": [Event(b" " * (256 * 1024 + 1)), *PART[1][1:]],
}


@pytest.mark.parametrize("order", ORDERS)
def test_items_that_can_not_stand_where_they_do_are_refused_though_they_are_signed(order: str) -> None:
    inner = bundle([(PART[0], ORDERS[order])])
    with pytest.raises(BundleDamagedError):
        read(inner)
    with pytest.raises(REFUSALS):
        read_bundle.read(inner)


def _lying(**told: object) -> tuple[Section, list[Item]]:
    return msgspec.structs.replace(PART[0], **told), PART[1]


BROKEN = {
    "begins elsewhere": _lying(before="cd" * 32),
    "ends elsewhere": _lying(head="cd" * 32),
    "withheld event made up": (
        PART[0],
        [Leaf(b"no" * 16) if type(item) is Leaf else item for item in PART[1]],
    ),
    "event swapped for another": (PART[0], [Event(FEED.bodies[3]), *PART[1][1:]]),
    "sealed by somebody else": (
        PART[0],
        [*PART[1][:-1], Seal(4, SAM.sign(seal_message(FEED.id, 4, FEED.head(4))))],
    ),
}
"""Sections of sound form that do not hold together."""


@pytest.mark.parametrize("lie", BROKEN)
def test_a_chain_that_breaks_is_told_by_looking_inside_though_the_file_is_signed(lie: str) -> None:
    honest = io.BytesIO(sealed(bundle([PART], [LATE])))
    assert prove(honest, [IDENTITY]).late == 1
    with pytest.raises(BundleDamagedError):
        prove(io.BytesIO(sealed(bundle([BROKEN[lie]]))), [IDENTITY])


@pytest.mark.parametrize("wrong", [{"seq": 0}, {"seq": 2**53}, {"seq": 2**64 - 1}, {"raw": b""}])
def test_a_late_body_without_a_body_or_a_number_in_range_is_refused(wrong: dict[str, Any]) -> None:
    assert read(bundle([PART], [LATE])).taken
    with pytest.raises(BundleDamagedError):
        read(bundle([PART], [LATE._replace(**wrong)]))


def test_a_late_body_that_comes_too_early_is_refused_though_it_was_announced() -> None:
    early = [*PART[1][:3], LATE, *PART[1][3:]]
    with pytest.raises(BundleDamagedError):
        read(resigned(bundle([(PART[0], early)]), edited(lambda told: told.update(late=1))))


@pytest.mark.parametrize(
    "plain",
    [
        b"X",
        b"E",
        b"E\0\0\0\x05ab",
        b"L" + bytes(31),
        b"S" + bytes(71),
        b"T" + bytes(27),
        b"T" + bytes(28) + b"\x02a",
    ],
)
def test_a_frame_that_ends_inside_an_item_is_refused(plain: bytes) -> None:
    with pytest.raises(BundleDamagedError):
        unpack_items(plain)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@given(st.binary(max_size=400))
@example(b"RPB\x01\xff\xff\xff\xff")
@example(b"RPB\x00")
def test_bytes_of_any_kind_are_refused_in_plain_words(content: bytes) -> None:
    for stream in (content, b"RPB\x01" + content, SMALL[:4] + len(content).to_bytes(4, "big") + content):
        with pytest.raises(RecoveryError):
            read(stream)


@given(st.binary(max_size=400) | json_values.map(json.dumps).map(str.encode))
def test_a_manifest_of_any_kind_is_read_or_refused_in_plain_words(content: bytes) -> None:
    with pytest.raises(RecoveryError):
        decode(content)


@given(st.data())
@settings(max_examples=300)
def test_a_manifest_changed_in_any_place_and_signed_is_read_or_refused_in_plain_words(
    data: st.DataObject,
) -> None:
    def change(told: dict[str, Any]) -> None:
        place: Any = told
        while True:
            key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
            if not (isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans())):
                break
            place = place[key]
        place[key] = data.draw(json_values)

    refused_or_honest(resigned(SMALL, edited(change)))


@given(st.binary(min_size=1, max_size=300))
def test_a_frame_of_any_content_is_read_or_refused_in_plain_words(plain: bytes) -> None:
    refused_or_honest(with_frame(compress(plain), len(plain)))
    refused_or_honest(with_frame(plain, len(plain)))


def refused_or_honest(inner: bytes) -> None:
    """Any other error than ours comes out of here."""
    try:
        kept = read(inner)
    except RecoveryError:
        return
    assert kept.taken == HONEST

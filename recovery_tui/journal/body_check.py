"""What is asked of an event that somebody else wrote before it is let into the log."""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import lru_cache
from typing import Annotated, NoReturn, TypeVar

import msgspec
from msgspec import Meta

from recovery_tui.errors import BundleDamagedError
from recovery_tui.journal.event import (
    EVENT_VERSION,
    MAX_BODY,
    AccessBody,
    Body,
    Link,
    encode,
    made_id,
    natural_id,
)
from recovery_tui.records import KINDS

MOST_FIELDS = 64
"""Fields one event may set."""

MOST_LINKS = 256
"""Values one field may replace."""

LONGEST_TEXT = 20_000
"""Characters of one value."""

MOST_ITEMS = 1_000
"""Entries of one list or map."""

LONGEST_ENTRY = 200
"""Characters of a name or a value in a map, of a part of a natural key, and of a note about looking."""

_HIGHEST_NUMBER = 2**53
_ID = re.compile(r"[0-9a-f]{32}")
_LEAF = re.compile(r"[0-9a-f]{16}")
_STAMP = re.compile(r"0[0-9a-f]{15}")
"""A stamp before the year 2528: of later ones not all are days of a calendar."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WALL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
_FRONT = re.compile(
    rb'\{"sv":[0-9]+,"seq":[0-9]+,"hlc":"0[0-9a-f]{15}",'
    rb'"wall":"' + _WALL.pattern.encode() + rb'",'
    rb'"au":"[0-9a-f]{32}","ent":"[0-9a-f]{32}","kind":"[a-z][a-z0-9_]{0,39}","op":"(?:make|set)",'
)
"""How a body begins when it is encoded; one search for eight fields, which the fields of every event pass."""

_Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]
_Entry = Annotated[str, Meta(max_length=LONGEST_ENTRY)]
_Value = (
    _Text
    | Annotated[int, Meta(ge=-_HIGHEST_NUMBER, le=_HIGHEST_NUMBER)]
    | bool
    | Annotated[list[_Text], Meta(max_length=MOST_ITEMS)]
    | Annotated[dict[_Entry, _Entry], Meta(max_length=MOST_ITEMS)]
    | None
)


class ForeignBody(Body, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A body whose values are within bounds: the decoder itself refuses others."""

    set: Annotated[dict[str, _Value], Meta(max_length=MOST_FIELDS)] = {}
    prev: Annotated[
        dict[str, Annotated[list[Link], Meta(max_length=MOST_LINKS)]], Meta(max_length=MOST_FIELDS)
    ] = {}
    why: Annotated[
        dict[Annotated[str, Meta(max_length=40)], Annotated[str, Meta(max_length=400)]],
        Meta(max_length=MOST_FIELDS),
    ] = {}


_Read = TypeVar("_Read", ForeignBody, AccessBody)

_bodies = msgspec.json.Decoder(ForeignBody)
_looks = msgspec.json.Decoder(AccessBody)


class Header(msgspec.Struct):
    """What every version of a body begins with."""

    sv: int
    seq: int


_headers = msgspec.json.Decoder(Header)


def foreign_body(raw: bytes, feed: bytes, seq: int, author: str) -> Body | None:
    """The change in `raw`, which must stand at `seq` of `feed` and be by `author`; None for a newer version's.

    Raises BundleDamagedError for anything else: not a body, another place, another author, an id that does not
    follow from it, values out of bounds.
    """
    if len(raw) > MAX_BODY:
        _refuse()
    read = _read(_bodies, raw, seq)
    if read is None:
        return None
    body, encoded = read
    if body.sv != EVENT_VERSION or body.seq != seq or body.au != author:
        _refuse()
    if not _FRONT.match(encoded) or not _ID.fullmatch(body.salt) or not _is_on_the_calendar(body.wall):
        _refuse()
    if body.person and not _ID.fullmatch(body.person):
        _refuse()
    if body.kind == "person" and body.person not in ("", body.ent):
        _refuse()
    declared = KINDS.get(body.kind)
    if declared is None or not body.set.keys() <= declared.fields.keys():
        _check_names(body)
    if body.prev:
        _check_links(body)
    if body.op == "make":
        _check_id(body, feed)
    return body


def foreign_look(raw: bytes, seq: int, author: str) -> AccessBody | None:
    """The act of looking in `raw`, as `foreign_body` does it."""
    read = _read(_looks, raw, seq)
    if read is None:
        return None
    body, _ = read
    if body.sv != EVENT_VERSION or body.seq != seq or body.au != author or not _STAMP.fullmatch(body.hlc):
        _refuse()
    if body.person and not _ID.fullmatch(body.person):
        _refuse()
    if not (_NAME.fullmatch(body.act) and len(body.note) <= LONGEST_ENTRY and _ID.fullmatch(body.salt)):
        _refuse()
    if not _WALL.fullmatch(body.wall) or not _is_on_the_calendar(body.wall):
        _refuse()
    return body


def _read(decoder: msgspec.json.Decoder[_Read], raw: bytes, seq: int) -> tuple[_Read, bytes] | None:
    """What is in `raw`, and that encoded again; None for a newer version's. No name stands in it twice."""
    try:
        body = decoder.decode(raw)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        _require_newer(raw, seq)
        return None
    if body.sv > EVENT_VERSION:
        _require_newer(raw, seq)
        return None
    encoded = encode(body)
    if encoded != raw:
        _refuse_repeated_names(raw)
    return body, encoded


def _require_newer(raw: bytes, seq: int) -> None:
    """Let a body of a newer version pass unread; refuse what is not one."""
    try:
        header = _headers.decode(raw)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        _refuse()
    if header.sv <= EVENT_VERSION or header.seq != seq:
        _refuse()


@lru_cache(maxsize=1024)
def _is_on_the_calendar(wall: str) -> bool:
    """Whether a wall time, written as it should be, is one: there is no 30 February."""
    try:
        datetime.fromisoformat(wall)
    except ValueError:
        return False
    return True


def _check_names(body: Body) -> None:
    """Fields that are not declared here have names like those that are."""
    if not all(_NAME.fullmatch(name) for name in body.set):
        _refuse()


def _check_links(body: Body) -> None:
    """What is replaced is replaced by something, and named as events are."""
    if not body.prev.keys() <= body.set.keys():
        _refuse()
    for links in body.prev.values():
        for feed, seq, leaf in links:
            if not (_ID.fullmatch(feed) and _LEAF.fullmatch(leaf) and 0 < seq < _HIGHEST_NUMBER):
                _refuse()


def _check_id(body: Body, feed: bytes) -> None:
    """A record's id follows from the event that makes it, so nobody can make one under an id that is taken."""
    if body.ent == made_id(feed, body.seq, bytes.fromhex(body.salt)):
        return
    key = KINDS[body.kind].natural_key if body.kind in KINDS else None
    parts = [str(body.set.get(part)) for part in key or ()]
    if not parts or max(map(len, parts)) > LONGEST_ENTRY or body.ent != natural_id(body.kind, parts):
        _refuse()


def _refuse_repeated_names(raw: bytes) -> None:
    """The typed decoder takes the last of two equal names, other readers the first: neither is taken here."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) != len(pairs):
            _refuse()
        return found

    try:
        json.loads(raw, object_pairs_hook=once)
    except (ValueError, RecursionError):
        _refuse()


def _refuse() -> NoReturn:
    raise BundleDamagedError(
        "An entry in this file is not as the program writes them. Nothing was changed. "
        "Ask the sender to write the file again with the program itself."
    )

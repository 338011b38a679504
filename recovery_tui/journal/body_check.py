"""What is asked of an event that somebody else wrote before it is let into the log."""

from __future__ import annotations

import json
import re
from typing import NoReturn

import msgspec

from recovery_tui.errors import BundleDamagedError
from recovery_tui.journal.event import (
    EVENT_VERSION,
    MAX_BODY,
    AccessBody,
    Body,
    Wire,
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

_HIGHEST_NUMBER = 2**53
_ID = re.compile(r"[0-9a-f]{32}")
_STAMP = re.compile(r"[0-9a-f]{16}")
_WALL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")

_bodies = msgspec.json.Decoder(Body)
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
    try:
        body = _bodies.decode(raw)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        _require_newer(raw, seq)
        return None
    if body.sv > EVENT_VERSION:
        _require_newer(raw, seq)
        return None
    if encode(body) != raw:
        _refuse_repeated_names(raw)
    if body.sv != EVENT_VERSION or body.seq != seq or body.au != author:
        _refuse()
    if not (_ID.fullmatch(body.ent) and _ID.fullmatch(body.salt) and _STAMP.fullmatch(body.hlc)):
        _refuse()
    if not (_WALL.fullmatch(body.wall) and _NAME.fullmatch(body.kind) and body.op in ("make", "set")):
        _refuse()
    if body.person and not _ID.fullmatch(body.person):
        _refuse()
    _check_values(body)
    if body.op == "make":
        _check_id(body, feed)
    return body


def foreign_look(raw: bytes, seq: int, author: str) -> AccessBody | None:
    """The act of looking in `raw`, as `foreign_body` does it."""
    try:
        body = _looks.decode(raw)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        _require_newer(raw, seq)
        return None
    if body.sv > EVENT_VERSION:
        _require_newer(raw, seq)
        return None
    if body.seq != seq or body.au != author or not _STAMP.fullmatch(body.hlc):
        _refuse()
    if body.person and not _ID.fullmatch(body.person):
        _refuse()
    return body


def _require_newer(raw: bytes, seq: int) -> None:
    """Let a body of a newer version pass unread; refuse what is not one."""
    try:
        header = _headers.decode(raw)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        _refuse()
    if header.sv <= EVENT_VERSION or header.seq != seq:
        _refuse()


def _check_values(body: Body) -> None:
    if len(body.set) > MOST_FIELDS or len(body.prev) > MOST_FIELDS or len(body.why) > MOST_FIELDS:
        _refuse()
    for name, value in body.set.items():
        if not _NAME.fullmatch(name) or not _within_bounds(value):
            _refuse()
    for name, links in body.prev.items():
        if name not in body.set or len(links) > MOST_LINKS:
            _refuse()
        for feed, seq, leaf in links:
            if not (_ID.fullmatch(feed) and _STAMP.fullmatch(leaf) and 0 < seq < _HIGHEST_NUMBER):
                _refuse()
    if any(len(rule) > 40 or len(reason) > 400 for rule, reason in body.why.items()):
        _refuse()


def _within_bounds(value: Wire) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT
    if isinstance(value, int):
        return -_HIGHEST_NUMBER <= value <= _HIGHEST_NUMBER
    if isinstance(value, list):
        return len(value) <= MOST_ITEMS and all(len(each) <= LONGEST_TEXT for each in value)
    if isinstance(value, dict):
        return len(value) <= MOST_ITEMS and all(len(k) <= 200 and len(v) <= 200 for k, v in value.items())
    return True


def _check_id(body: Body, feed: bytes) -> None:
    """A record's id follows from the event that makes it, so nobody can make one under an id that is taken."""
    if body.ent == made_id(feed, body.seq, bytes.fromhex(body.salt)):
        return
    key = KINDS[body.kind].natural_key if body.kind in KINDS else None
    if key is None or body.ent != natural_id(body.kind, [str(body.set.get(part)) for part in key]):
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

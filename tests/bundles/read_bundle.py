"""Reads a bundle with nothing of the program: written from `recovery_tui/bundles/FORMAT.md` alone."""

from __future__ import annotations

import json
import re
import struct
from functools import partial
from hashlib import sha256
from typing import Any

import pyrage
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

TYPE = b"application/vnd.recovery-tui.bundle+json"
HEX16, HEX32, HEX64, HEX128 = (f"[0-9a-f]{{{digits}}}" for digits in (16, 32, 64, 128))
PLAIN = "[^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
SHORT = PLAIN + "{0,40}"
COUNT, NUMBER, SIZE, ONE = range(2**53), range(1, 2**53), range(1, 4194304 + 1), range(1, 2)
ANY = 20000
# text: a pattern; range: a number in it; [shape, most]: a list; (shape, …): a row; {key: value}: a map
SECTION = {"feed": HEX32, "genesis": "(?s).*", "signature": HEX128, "first": NUMBER, "last": NUMBER}
SECTION |= {"before": HEX64, "head": HEX64, "shown": COUNT, "withheld": COUNT}
NEEDED = {
    "v": ONE, "min_reader": ONE, "type": "delta|snapshot|handover|review|receipt|start-pack", "bundle": HEX32,
    "app": SHORT, "schema": COUNT, "author": HEX64, "hlc": HEX16, "wall": SHORT,
}  # fmt: skip
OPTIONAL = {
    "product": ("recovery_tui", "recovery_tui"), "to": ([HEX32, 200], []), "purpose": ("(report|handover|review)?", ""),
    "sections": ([SECTION, ANY], []), "late": (COUNT, 0), "cards": (["(?s).*", 500], []), "people": (COUNT, 0),
    "seen": ([(HEX32, COUNT, HEX64), ANY], []), "wants": ([(HEX32, NUMBER, NUMBER), ANY], []), "withheld": (COUNT, 0),
    "confirms": ([HEX32, ANY], []), "counts": ({"[a-z_]{1,40}": COUNT}, {}), "previous": (f"({HEX32})?", ""),
    "basis": (SHORT, ""), "site": ({SHORT: PLAIN + "{0,4000}"}, {}), "zstd_version": (SHORT, ""),
    "handovers": ([HEX32, ANY], []), "frames": ([(HEX64, SIZE, SIZE, range(1, 65537)), 10**9], []),
    "zstd": (range(1, 23), 3), "pad": (range(1048577), 0), "erases": ([HEX32, ANY], []),
}  # fmt: skip
FRONTS = {"E": ">xI", "L": ">x32s", "S": ">xQ64s", "T": ">x16sQI"}
EXPANDER = zstandard.ZstdDecompressor()
Item = tuple[Any, ...]


def need(holds: object, what: str) -> None:
    if not holds:
        raise ValueError(what)


def fits(value: Any, shape: Any) -> bool:
    if isinstance(shape, str):
        return type(value) is str and bool(re.fullmatch(shape, value))
    if isinstance(shape, range):
        return type(value) is int and value in shape
    if isinstance(shape, tuple):
        return type(value) is list and len(value) == len(shape) and all(map(fits, value, shape))
    if isinstance(shape, list):
        return type(value) is list and len(value) <= shape[1] and all(fits(one, shape[0]) for one in value)
    if shape is SECTION:
        return type(value) is dict and all(fits(value.get(key), inner) for key, inner in shape.items())
    [(name, inner)] = shape.items()
    return type(value) is dict and all(fits(key, name) and fits(value[key], inner) for key in value)


def strict(raw: bytes) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        need(len(dict(pairs)) == len(pairs), "a key stands twice")
        return dict(pairs)

    refuse = partial(need, None)
    return json.loads(raw.decode(), object_pairs_hook=once, parse_float=refuse, parse_constant=refuse)


def signed(public: str, message: bytes, signature: bytes) -> None:
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, message)


def split(plain: bytes, at: int = 0) -> list[Item]:
    items: list[Item] = []
    while at < len(plain):
        tag = chr(plain[at])
        fields = list(struct.unpack_from(FRONTS[tag], plain, at))
        at += struct.calcsize(FRONTS[tag])
        if tag in "ET":
            end = at + fields[-1]
            need(1 <= fields[-1] <= 262144 and end <= len(plain), "a body is cut short, empty or too long")
            fields[-1], at = plain[at:end], end
        items.append((tag, *fields))
    return items


def read_section(section: dict[str, Any], items: list[Item]) -> list[Item]:
    """The section's items, taken off the front of `items`, the chain and the seals verified."""
    raw, head = section["genesis"].encode(), bytes.fromhex(section["before"])
    at, seq = 0, section["first"] - 1
    genesis, feed = strict(raw), sha256(raw).digest()[:16]
    need(len(raw) <= 4096 and genesis["v"] == 1 and genesis["use"] in ("record", "access"), "no such genesis")
    need(section["shown"] + section["withheld"] == section["last"] - seq > 0, "the events do not add up")
    need(feed.hex() == section["feed"], "the feed is not that of its genesis")
    need(seq or head == sha256(b"rp1" + raw).digest(), "the chain does not begin at the genesis")
    signed(genesis["author"], b"rp-genesis" + raw, bytes.fromhex(section["signature"]))
    while seq < section["last"] or (at < len(items) and items[at][0] == "S"):
        tag, *fields = items[at]
        if tag == "S":
            need(at and items[at - 1][0] in "EL" and fields[0] == seq, "a seal stands where it can't")
            signed(genesis["author"], b"rp-seal" + feed + struct.pack(">Q", seq) + head, fields[1])
        else:
            need(tag in "EL", "a late body stands among the events")
            leaf = sha256(fields[0]).digest() if tag == "E" else fields[0]
            head, seq = sha256(b"rp1" + head + leaf).digest(), seq + 1
        at += 1
    taken, items[:] = items[:at], items[at:]
    tags = "".join(item[0] for item in taken)
    need(tags.endswith("S"), "the last event is not sealed")
    need(head.hex() == section["head"] and tags.count("E") == section["shown"], "the section has another end")
    return taken


def read(stream: bytes) -> tuple[dict[str, Any], list[list[Item]], list[Item]]:
    """The manifest, the items of each section, and the late bodies; raises when anything is wrong."""
    need(stream[:4] == b"RPB\x01" and len(stream) >= 72, "not a bundle of this version")
    end = 8 + struct.unpack_from(">I", stream, 4)[0]
    raw, at = stream[8:end], end + 64
    manifest = strict(raw)
    signed(manifest["author"], b"DSSEv1 40 %b %d %b" % (TYPE, len(raw), raw), stream[end:at])
    manifest = {key: default for key, (_, default) in OPTIONAL.items()} | manifest
    for key, shape in (NEEDED | {key: shape for key, (shape, _) in OPTIONAL.items()}).items():
        need(fits(manifest.get(key), shape), f"{key} is not what it must be")
    need(len(set(manifest["to"])) == len(manifest["to"]), "somebody is addressed twice")
    need(manifest["to"] or manifest["type"] == "start-pack", "nobody is addressed")
    need(all(first <= last for _, first, last in manifest["wants"]), "a want ends before it begins")
    need(all(len(card.encode()) <= 8192 for card in manifest["cards"]), "a card is too long")
    need(len(manifest["counts"]) <= 200 and len(manifest["site"]) <= 50, "a map is too large")
    ways = {(section["feed"], section["before"], section["head"]) for section in manifest["sections"]}
    need(len(ways) == len(manifest["sections"]), "a stretch is told twice")
    items: list[Item] = []
    for digest, clen, ulen, count in manifest["frames"]:
        frame, at = stream[at : at + clen], at + clen
        need(sha256(frame).hexdigest() == digest, "a frame was altered")
        need(zstandard.get_frame_parameters(frame).content_size == ulen, "a frame has another size")
        part = split(EXPANDER.decompress(frame, max_output_size=ulen, allow_extra_data=False))
        items += part
        need(len(part) == count and part[0][0] != "S", "a frame holds other items")
    need(stream[at:] == bytes(manifest["pad"]), "the stream does not end where it must")
    sections = [read_section(section, items) for section in manifest["sections"]]
    need([item[0] for item in items] == ["T"] * manifest["late"], "late bodies do not add up")
    return manifest, sections, items


def open_sealed(content: bytes, secret: str) -> bytes:
    return bytes(pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(secret)]))

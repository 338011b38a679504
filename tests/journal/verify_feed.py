"""Verifies a feed with nothing of the program: written from `recovery_tui/journal/FORMAT.md` alone.

Run as `python tests/journal/verify_feed.py FEED.json`; prints what is sound and exits 1 when anything is not. The
file holds the feed as the section "Test vectors" describes it, all bytes as hex.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

BODY_KEYS = {
    "sv",
    "seq",
    "hlc",
    "wall",
    "au",
    "ent",
    "kind",
    "op",
    "cls",
    "person",
    "set",
    "prev",
    "why",
    "salt",
}


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def check_body(raw: bytes, seq: int, feed: bytes) -> list[str]:
    body = json.loads(raw)
    wrong = []
    if set(body) - BODY_KEYS:
        wrong.append(f"event {seq}: unknown keys")
    if body["seq"] != seq:
        wrong.append(f"event {seq}: says it is number {body['seq']}")
    natural = body["kind"] in ("release_item", "post_release_check")
    if body["op"] == "make" and not natural:
        made = sha(b"rp-id" + feed + seq.to_bytes(8, "big") + bytes.fromhex(body["salt"]))[:16]
        if made.hex() != body["ent"]:
            wrong.append(f"event {seq}: the record's id does not follow from its beginning")
    if natural and body["op"] == "make":
        names = {"release_item": ("stay", "item"), "post_release_check": ("stay", "day")}[body["kind"]]
        parts = [body["kind"], *(str(body["set"][name]) for name in names)]
        joined = b"".join(len(p.encode()).to_bytes(2, "big") + p.encode() for p in parts)
        if sha(b"rp-nk" + joined)[:16].hex() != body["ent"]:
            wrong.append(f"event {seq}: the record's id does not follow from its key")
    return wrong


def verify(feed: dict[str, Any]) -> list[str]:
    """What is wrong with a feed, a sentence each; empty when it is sound."""
    genesis = bytes.fromhex(feed["genesis"])
    beginning = json.loads(genesis)
    author = bytes.fromhex(beginning["author"])
    wrong = []
    if beginning["v"] != 1:
        return ["the feed is of another version"]
    if not signed(author, b"rp-genesis" + genesis, bytes.fromhex(feed["signature"])):
        wrong.append("the beginning is not signed by its author")
    feed_id = sha(genesis)[:16]
    head = sha(b"rp1" + genesis)
    seals = {seal["seq"]: bytes.fromhex(seal["signature"]) for seal in feed["seals"]}
    sealed = 0
    for seq, item in enumerate(feed["events"], 1):
        if "body" in item:
            raw = bytes.fromhex(item["body"])
            leaf = sha(raw)
            if beginning["use"] == "record":
                wrong += check_body(raw, seq, feed_id)
        else:
            leaf = bytes.fromhex(item["leaf"])
        head = sha(b"rp1" + head + leaf)
        if seq in seals:
            message = b"rp-seal" + feed_id + seq.to_bytes(8, "big") + head
            if signed(author, message, seals.pop(seq)):
                sealed = seq
            else:
                wrong.append(f"the seal at {seq} does not verify")
    if seals:
        wrong.append("there are seals past the end")
    if beginning["use"] == "record" and sealed != len(feed["events"]):
        wrong.append("the last events are not sealed")
    if head.hex() != feed["head"]:
        wrong.append("the chain does not lead to the stated head")
    return wrong


if __name__ == "__main__":
    found = verify(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    sys.stdout.write("\n".join(found or ["sound"]) + "\n")
    sys.exit(1 if found else 0)

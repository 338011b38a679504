"""Whoever holds the bytes can prove them; whoever alters one is found out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from recovery_tui.casework.desk import Desk
from recovery_tui.journal.event import (
    Body,
    Genesis,
    encode,
    feed_id,
    first_head,
    genesis_message,
    leaf_of,
    made_id,
    natural_id,
    next_head,
    seal_message,
)
from recovery_tui.journal.log import Change
from tests.journal.verify_feed import verify
from tests.support.desks import add_person

VECTORS = Path(__file__).with_name("vectors.json")
READER = Path(__file__).with_name("verify_feed.py")


def feed_of(desk: Desk, use: str = "record") -> dict[str, Any]:
    """The own feed of a store in the shape of the test vectors."""
    with desk.journal.reading() as conn:
        no, genesis, signature, head = conn.exec_driver_sql(
            "SELECT no, genesis, signature, head FROM feed WHERE use = ?", (use,)
        ).one()
        events = conn.exec_driver_sql("SELECT body, leaf FROM event WHERE feed = ? ORDER BY seq", (no,)).all()
        seals = conn.exec_driver_sql(
            "SELECT seq, signature FROM seal WHERE feed = ? ORDER BY seq", (no,)
        ).all()
    return {
        "genesis": genesis.hex(),
        "signature": signature.hex(),
        "events": [{"body": body.hex()} if body else {"leaf": leaf.hex()} for body, leaf in events],
        "seals": [{"seq": seq, "signature": signed.hex()} for seq, signed in seals],
        "head": head.hex(),
    }


def made_vectors() -> dict[str, Any]:
    """A feed from fixed keys, salts and times."""
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public = key.public_key().public_bytes_raw()
    genesis = encode(
        Genesis(
            v=1, use="record", author=public.hex(), app="0.1.0", sv=1, computer="wing-pc", nonce="07" * 16
        )
    )
    feed = feed_id(genesis)
    common: dict[str, Any] = {"sv": 1, "wall": "2026-11-23T10:42:07+00:00", "au": "ab" * 16}
    person = made_id(feed, 1, bytes([1]) * 16)
    item = natural_id("release_item", ["cd" * 16, "rl10"])
    bodies = [
        Body(seq=1, hlc="019a00000000" + "0000", ent=person, kind="person", op="make", cls="ID", salt="01" * 16,
             set={"surname": "Fictional", "forename": "Zoë", "born_on": "1990-01-01"}, **common),
        Body(seq=2, hlc="019a00000000" + "0001", ent=item, kind="release_item", op="make", cls="TRT", person=person,
             salt="02" * 16, set={"stay": "cd" * 16, "item": "rl10", "status": "due"}, why={"V15": "court"}, **common),
    ]  # fmt: skip
    leaves = [leaf_of(encode(body)) for body in bodies]
    bodies.append(
        Body(seq=3, hlc="019a00000000" + "0002", ent=item, kind="release_item", op="set", cls="TRT", person=person,
             salt="03" * 16, set={"status": "done", "reason": None},
             prev={"status": [(feed.hex(), 2, leaves[1][:8].hex())]}, **common),
    )  # fmt: skip
    head, items, seals = first_head(genesis), [], []
    for seq, body in enumerate(bodies, 1):
        raw = encode(body)
        head = next_head(head, leaf_of(raw))
        items.append({"leaf": leaf_of(raw).hex()} if seq == 2 else {"body": raw.hex()})
        if seq != 2:
            seals.append({"seq": seq, "signature": key.sign(seal_message(feed, seq, head)).hex()})
    signature = key.sign(genesis_message(genesis)).hex()
    return {
        "genesis": genesis.hex(),
        "signature": signature,
        "events": items,
        "seals": seals,
        "head": head.hex(),
    }


def test_the_vectors_never_change() -> None:
    made = json.dumps(made_vectors(), indent=1) + "\n"
    if os.environ.get("WRITE_VECTORS"):
        VECTORS.write_text(made, "utf-8")
    assert VECTORS.read_text("utf-8") == made


def test_a_reader_written_from_the_specification_finds_the_vectors_sound() -> None:
    done = subprocess.run([sys.executable, READER, VECTORS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "sound\n")


def test_the_same_reader_finds_a_real_stores_feeds_sound(desk: Desk) -> None:
    person = add_person(desk)
    desk.journal.save(
        [Change("plan", {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}, person=person)]
    )
    assert verify(feed_of(desk)) == []
    assert verify(feed_of(desk, "access")) == []


@pytest.mark.parametrize("place", ["genesis", "signature", "head"])
def test_a_changed_byte_in_the_frame_is_found(place: str) -> None:
    feed = made_vectors()
    position = feed[place].rindex("1")
    feed[place] = feed[place][:position] + "2" + feed[place][position + 1 :]
    assert verify(feed)


def test_changed_bodies_leaves_seals_order_and_missing_ends_are_found() -> None:
    def altered(change: Any) -> list[str]:
        feed = made_vectors()
        change(feed)
        return verify(feed)

    body = bytes.fromhex(made_vectors()["events"][0]["body"])
    forged = body.replace(b"Fictional", b"Fictiona1").hex()
    assert altered(lambda feed: feed["events"].__setitem__(0, {"body": forged}))
    assert altered(lambda feed: feed["events"].__setitem__(1, {"leaf": "00" * 32}))
    assert altered(lambda feed: feed["events"].reverse())
    assert altered(lambda feed: feed["events"].pop())
    assert altered(lambda feed: feed["seals"].pop())
    assert altered(lambda feed: feed["seals"][0].update(signature="00" * 64))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'Barnes', 'Barnet') AS BLOB) WHERE seq + feed = 2",
        "UPDATE event SET body = CAST('{' AS BLOB) WHERE seq + feed = 2",
        "DELETE FROM event WHERE seq = 3 AND feed = 1",
        "UPDATE seal SET signature = zeroblob(64)",
        "DELETE FROM seal",
        "UPDATE feed SET genesis = CAST(replace(CAST(genesis AS TEXT), 'record', 'recerd') AS BLOB) WHERE no = 1",
        "UPDATE r_person SET surname = 'Somebody'",
        "UPDATE listing SET name = 'somebody'",
        "UPDATE entity SET hidden = 'gone'",
    ],
)
def test_check_finds_what_was_altered_behind_the_journals_back(desk: Desk, statement: str) -> None:
    add_person(desk)
    assert desk.journal.check(rebuild_tables=False).ok
    with desk.vault.writing() as conn:
        conn.exec_driver_sql(statement)
    assert not desk.journal.check(rebuild_tables=False).ok


def test_rebuild_mends_tables_that_were_altered(desk: Desk) -> None:
    person = add_person(desk)
    with desk.vault.writing() as conn:
        conn.exec_driver_sql("DELETE FROM listing")
        conn.exec_driver_sql("UPDATE r_person SET surname = 'Somebody'")
    assert not desk.journal.check(rebuild_tables=True).projection_ok
    assert desk.journal.check(rebuild_tables=False).ok
    assert desk.journal.record(person).values["surname"] == "Barnes"  # type: ignore[union-attr]


def test_a_stamp_is_the_instant_and_later_than_the_last() -> None:
    from recovery_tui.journal import hlc

    now = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    first = hlc.stamp(now, hlc.ZERO)
    assert hlc.instant(first) == now
    assert hlc.stamp(now, first) > first
    ahead = hlc.stamp(datetime(2099, 1, 1, tzinfo=UTC), hlc.ZERO)
    assert hlc.absorb(first, ahead, now) == first
    assert hlc.stamp(now, ahead) > ahead

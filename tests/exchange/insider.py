"""Somebody whose card is accepted and who signs whatever they like: an insider, or a faulty program (made up)."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from recovery_tui.bundles import cards, trust
from recovery_tui.bundles.format import Late
from recovery_tui.bundles.seal import seal
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.own_card import own
from recovery_tui.journal.event import Genesis, encode, feed_id, leaf_of, made_id
from recovery_tui.vault.identity import AuthorKey, ReadingKey
from tests.bundles.making import IDENTITY, MadeFeed, bundle

WALL = "2026-11-23T10:42:07+00:00"


@dataclass
class Insider:
    """Writes one feed, event by event, and files of it."""

    name: str = "Ines Example"
    role: str = "keyworker"
    seed: int = 7
    use: str = "record"
    """Of the feed: `record` or `access`."""
    bodies: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key = AuthorKey(bytes([self.seed]) * 32)
        nonce = f"{self.seed:02x}" * 16
        self.genesis = encode(
            Genesis(v=1, use=self.use, author=self.key.public_key.hex(), app="0.2.0", sv=1, nonce=nonce)
        )

    @property
    def me(self) -> str:
        return self.key.fingerprint

    @property
    def feed(self) -> bytes:
        return feed_id(self.genesis)

    @property
    def made(self) -> MadeFeed:
        return MadeFeed(self.key, self.genesis, tuple(self.bodies))

    def card(self, **told: Any) -> str:
        """Their card file."""
        fields: dict[str, Any] = {
            "name": self.name,
            "role": self.role,
            "organisation": "Fictional Prison Service",
            "establishment": "FIC",
            "made_at": datetime(2026, 11, 20, tzinfo=UTC),
        }
        return cards.make(self.key, ReadingKey(IDENTITY).recipient, **fields | told).decode()

    def is_accepted_by(self, *desks: Desk) -> None:
        for desk in desks:
            with desk.vault.writing() as conn:
                trust.keep(conn, cards.read(self.card().encode()), desk.clock.now())
                trust.compare(conn, self.me, desk.clock.now())

    def next(self, **told: Any) -> dict[str, Any]:
        """An event as this program would write it in the next place, with what is `told` in its stead."""
        seq = len(self.bodies) + 1
        salt = f"{seq:032x}"
        op = told.get("op", "make")
        event: dict[str, Any] = {
            "sv": 1,
            "seq": seq,
            "hlc": f"019ab0000000{seq:04x}",
            "wall": WALL,
            "au": self.me,
            "ent": made_id(self.feed, seq, bytes.fromhex(salt)) if op == "make" else "",
            "kind": "person",
            "op": op,
            "cls": "ID",
            "person": "",
            "set": {},
            "prev": {},
            "why": {},
            "salt": salt,
        } | told
        empty: tuple[object, ...] = ("", {}, None)
        may_lack = ("cls", "person", "set", "prev", "why")
        return {name: value for name, value in event.items() if not (name in may_lack and value in empty)}

    def write(self, **told: Any) -> str:
        """Write an event; gives the id of its record."""
        event = self.next(**told)
        self.write_raw(packed(event))
        return str(event["ent"])

    def write_raw(self, raw: bytes) -> None:
        self.bodies.append(raw)

    def person(self, surname: str = "Insider", **told: Any) -> str:
        """A made-up person."""
        values = {"surname": surname, "forename": "Ira", "record_status": "active", "born_on": "1990-01-01"}
        return self.write(set=values | told)

    def inner(
        self,
        *to: Desk,
        first: int = 1,
        withheld: Collection[int] = (),
        late: Collection[int] = (),
        **told: Any,
    ) -> bytes:
        """The inside of a file, signed."""
        content = repr((self.genesis, self.bodies, first, sorted(withheld), sorted(late)))
        name = hashlib.sha256(content.encode()).hexdigest()[:32]
        bodies = [Late(self.feed, seq, self.bodies[seq - 1]) for seq in sorted(late)]
        return bundle(
            [self.made.stretch(first, withheld)],
            bodies,
            author=told.pop("author", self.key),
            **{"bundle": name, "to": tuple(desk.me for desk in to), "cards": (self.card(),)} | told,
        )

    def file(self, path: Path, *to: Desk, **told: Any) -> Path:
        """A file for some stores."""
        path.write_bytes(closed(self.inner(*to, **told), *to))
        return path

    def leaf(self, seq: int) -> str:
        """As others name the event."""
        return leaf_of(self.bodies[seq - 1])[:8].hex()


def closed(inner: bytes, *to: Desk) -> bytes:
    """An inner stream closed to the reading keys of some stores."""
    target = io.BytesIO()
    seal(io.BytesIO(inner), target, [own(desk).card.reading for desk in to])
    return target.getvalue()


def packed(event: object) -> bytes:
    """JSON as the program packs it."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")

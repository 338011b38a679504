"""What is fuzzed: each target takes any bytes, and any exception but a RecoveryError is a fault."""

from __future__ import annotations

import atexit
import copy
import hashlib
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import Connection

from recovery_tui.bundles import cards, codec, importing, inspecting, trust
from recovery_tui.bundles.format import MAGIC, message, pack_item
from recovery_tui.bundles.manifest import decode
from recovery_tui.bundles.pae import pae
from recovery_tui.bundles.parser import Parser
from recovery_tui.casework import erasing, start_packs
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.setting_list import SITE_SETTINGS
from recovery_tui.errors import RecoveryError
from recovery_tui.journal import check
from recovery_tui.journal.body_check import foreign_body, foreign_look
from tests.bundles.making import FEED, HONEST, KIM, SMALL, Kept, bundle
from tests.exchange.insider import Insider
from tests.exchange.looking import everything_shown
from tests.fuzz.choices import Choices
from tests.fuzz.events import ODD, write_events
from tests.support.desks import add_person
from tests.support.exchange import colleague

_FRONT = 8 + int.from_bytes(SMALL[4:8], "big")
PLAIN = b"".join(map(pack_item, HONEST))


def signed_stream(page: bytes, content: bytes) -> bytes:
    """An inner stream with any signed page at its front."""
    return MAGIC + len(page).to_bytes(4, "big") + page + KIM.sign(message(page)) + content


def parser(data: bytes) -> None:
    """Any stream; or any page, signed; or any plain frame, its hash told truly and signed."""
    choices = Choices(data)
    way, rest = choices.number(4), choices.rest()
    if way == 0:
        stream = rest
    elif way == 1:
        stream = signed_stream(rest, SMALL[_FRONT + 64 :])
    else:
        page = json.loads(SMALL[8:_FRONT])
        packed = codec.compress(rest) if way == 2 else rest
        told = [
            hashlib.sha256(packed).hexdigest(),
            len(packed),
            len(rest) if way == 2 else 300,
            rest.count(b"{") + 2,
        ]
        page |= {"frames": [told], "pad": 0}
        stream = signed_stream(json.dumps(page).encode(), packed)
    pushed = Parser(Kept())
    with suppress(RecoveryError):
        for at in range(0, len(stream), 997):
            pushed.write(stream[at : at + 997])
        pushed.finish()


def manifest(data: bytes) -> None:
    """A page whose fields were replaced, one by one, by values of other shapes."""
    choices = Choices(data)
    page: dict[str, Any] = json.loads(SMALL[8:_FRONT])
    while choices.left:
        place: Any = page
        name: Any = choices.one(sorted(page)) if page else "v"
        while isinstance(place[name], (dict, list)) and place[name] and not choices.chance(3):
            place = place[name]
            name = choices.one(sorted(place)) if isinstance(place, dict) else choices.number(len(place))
        place[name] = copy.deepcopy(choices.one(ODD))
    with suppress(RecoveryError):
        decode(json.dumps(page).encode())


def card(data: bytes) -> None:
    """Any file; or any text on a card, signed; or a card with fields replaced."""
    choices = Choices(data)
    way = choices.number(3)
    raw = choices.rest() if way < 2 else b""
    if way:
        if way == 2:
            told: dict[str, Any] = json.loads(json.loads(Insider().card())["card"])
            told["author"] = KIM.public_key.hex()
            while choices.left:
                told[choices.one(sorted(told))] = choices.one(ODD)
            raw = json.dumps(told).encode()
        envelope = {
            "card": raw.decode("utf-8", "replace"),
            "signature": KIM.sign(pae(cards._TYPE, raw)).hex(),
        }
        raw = json.dumps(envelope).encode()
    with suppress(RecoveryError):
        found = cards.read(raw)
        assert len(found.words) == 8
        assert found.order


def body(data: bytes) -> None:
    """Any bytes as an event, of a plan and of looking."""
    for judge in (
        lambda: foreign_body(data, FEED.id, 1, KIM.fingerprint),
        lambda: foreign_look(data, 1, KIM.fingerprint),
    ):
        with suppress(RecoveryError):
            judge()


def events(data: bytes) -> None:
    """Events by an accepted author: whatever is taken in, every page opens and the tables equal the log."""
    desk, known = _store()
    insider, choices = Insider(), Choices(data)
    people = [*known, insider.person()]
    write_events(insider, choices, people)
    withheld = {seq for seq in range(1, len(insider.bodies) + 1) if choices.chance(9)}
    _receive(desk, insider.inner(desk, withheld=withheld, late=withheld if choices.chance(2) else ()))


def receipt(data: bytes) -> None:
    """A reply by an accepted author with odd claims of what was seen, is wanted and is confirmed."""
    desk, people = _store()
    insider, choices = Insider(), Choices(data)
    with desk.journal.reading() as conn:
        feeds = [bytes(feed)[:16].hex() for (feed,) in conn.exec_driver_sql("SELECT id FROM feed")]
    ids = (*feeds, *people, "0" * 32, "ab" * 16)
    numbers = (0, 1, 2, 3, 2**40, 2**53 - 1)

    def some(make: Callable[[], Any]) -> tuple[Any, ...]:
        return tuple(make() for _ in range(choices.number(4)))

    told: dict[str, Any] = {
        "type": choices.one(("receipt", "delta", "handover", "review", "snapshot")),
        "confirms": tuple(dict.fromkeys(some(lambda: choices.one(ids)))),
        "seen": some(lambda: (choices.one(ids), choices.one(numbers), choices.one(("00" * 32, "ab" * 32)))),
        "wants": some(lambda: (choices.one(ids), 1 + choices.one(numbers[:4]), choices.one(numbers[3:]))),
        "handovers": some(lambda: choices.one(ids)),
        "erases": some(lambda: choices.one(ids)),
        "wall": choices.one(
            ("2026-11-23T10:42:07+00:00", "", "soon", "9999-12-31T23:59:59-23:59", "2026-11-23")
        ),
        "hlc": choices.one(("0" * 16, "f" * 16)),
        "previous": choices.one(("", *ids)),
        "cards": some(lambda: choices.one((insider.card(), insider.card(name="Ines Other"), "x", "{}", ""))),
        "site": {"theme": "x"},
        "counts": {"person": choices.one(numbers)},
        "purpose": choices.one(("", "report", "handover", "review")),
    }
    told |= {"bundle": "0c" * 16, "to": (desk.me,), "frames": (), "pad": 0}
    _receive(desk, bundle(author=insider.key, groups=[[]], **told))


def start_pack(data: bytes) -> None:
    """A start pack that anybody may write."""
    desk, _ = _store()
    insider, choices = Insider(seed=9), Choices(data)
    insider.write(kind="agency", cls="", set={"name": "Made-up Agency", "agency_type": "other"})
    texts = ("", "dark", "10", "-1", "10" * 2000, "x", "FIC", "99999999999999999999", "OFFICIAL")
    names = (*SITE_SETTINGS, "establishment", "organisation", "passphrase", "")
    told: dict[str, Any] = {
        "type": "start-pack",
        "to": (),
        "cards": tuple(
            choices.one((insider.card(), "x", insider.card(name="Ann Other")))
            for _ in range(choices.number(3))
        ),
        "site": {choices.one(names): choices.one(texts) for _ in range(choices.number(6))},
    }
    content = bundle([insider.made.stretch()] if choices.chance(2) else [], author=insider.key, **told)
    if choices.chance(3):
        at = choices.number(len(content))
        content = content[:at] + choices.some(1) + content[at + 1 :]
    with tempfile.TemporaryDirectory() as folder, suppress(RecoveryError):
        file = Path(folder) / "pack.rpstart"
        file.write_bytes(content)
        start_packs.look(file)
    _receive(desk, content, sealed=False)


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (parser, manifest, card, body, events, receipt, start_pack)
}


def seeds(target: str) -> Iterator[bytes]:
    """Inputs to begin with."""
    if target == "parser":
        yield b"\0" + SMALL
        yield b"\1" + SMALL[8:_FRONT]
        yield b"\2" + PLAIN
        yield b"\3" + codec.compress(PLAIN)
    elif target == "card":
        yield b"\0" + Insider().card().encode()
        yield b"\1" + json.loads(Insider().card())["card"].encode()
    elif target == "body":
        yield from FEED.bodies
    for number in range(8):
        yield hashlib.shake_256(bytes([number])).digest(40 << number)


_kept: list[tuple[Desk, list[str]]] = []


def _store() -> tuple[Desk, list[str]]:
    """One store for the whole run, in which an insider is accepted; nothing is ever committed to it."""
    if not _kept:
        folder = tempfile.mkdtemp(prefix="recovery-fuzz-")
        desk = colleague(Path(folder), "Rosa Placeholder")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        atexit.register(desk.close)
        people = [add_person(desk), add_person(desk, "Carter", "Jo", "A2345BC")]
        Insider().is_accepted_by(desk)
        _kept.append((desk, people))
    return _kept[0]


def _receive(desk: Desk, inner: bytes, *, sealed: bool = True) -> None:
    """Take a stream in, open every page within the same transaction, and roll it back."""
    with suppress(RecoveryError, _RolledBackError), desk.journal.receiving() as intake:
        importing.receive(intake, io.BytesIO(inner), desk.me, (), desk.clock.now(), kept_aside=sealed)
        erasing.settle(desk, intake)
        with _inside(desk, intake.connection):
            look(desk, intake.connection, inner)
        raise _RolledBackError


def look(desk: Desk, conn: Connection, inner: bytes) -> None:
    """Everything a person may open, and the proof that rebuilding would change nothing."""
    shown = everything_shown(desk)
    assert not {c for c in shown if c < " " and c not in "\n\t"}, "a control character reached a page"
    found = inspecting.look(io.BytesIO(inner), desk.me, ())
    inspecting.compared(conn, found)
    inspecting.gaps_after(conn, found)
    trust.every(conn)
    if len(inner) % 3 == 0:  # the dearest of all
        assert check.tables_equal_log(conn, desk.me), "the tables are not what the log says"


@contextmanager
def _inside(desk: Desk, conn: Connection) -> Iterator[None]:
    """While this lasts, pages read the transaction that is not committed yet."""

    @contextmanager
    def same() -> Iterator[Connection]:
        yield conn

    looks = mock.patch.multiple(desk.journal, look=mock.DEFAULT, look_at_all=mock.DEFAULT)
    with mock.patch.object(desk.vault, "reading", same), looks:
        yield


class _RolledBackError(Exception):
    """Ends every trial."""

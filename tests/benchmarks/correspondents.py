"""Two stores that know each other, made once: one with much to send, one with nothing yet."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from recovery_tui.casework import demo
from recovery_tui.casework.desk import NEWEST_VERSION, Desk
from recovery_tui.casework.load_files import load_file
from recovery_tui.casework.owner import Owner, Role
from recovery_tui.clock import Clock
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.journal.outgoing import events_of, outgoing
from recovery_tui.records.tables import declarations_digest
from recovery_tui.vault import store
from recovery_tui.vault.folder import paths_of
from recovery_tui.vault.kdf import QUICK
from tests.benchmarks.stores import NAME, RECORDS_EACH, SEED, cache, empty_in, opened_in
from tests.support.exchange import acquaint

CHANGES_EACH = 2
"""Changes of a person's records, after the records were made."""


@dataclass(frozen=True)
class Pair:
    """The data folders of two people who have accepted each other's cards."""

    sender: Path
    receiver: Path
    """Without a single record; copy it to receive into it."""


def pair(events: int) -> Pair:
    """A sender of about so many events, and who they send to; made when they are not there."""
    digest = hashlib.sha256(f"{declarations_digest()} {NEWEST_VERSION} {SEED}".encode()).hexdigest()[:12]
    ready = cache() / f"exchange-{events}-{digest}"
    if not ready.is_dir():
        making = ready.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir()
        sender, receiver = empty_in(making / "sender"), _supervisor(making / "receiver")
        acquaint(sender, receiver)
        receiver.close()
        _load(sender, making / "lines.jsonl", events // (RECORDS_EACH + CHANGES_EACH))
        _change(sender)
        sender.close()
        making.rename(ready)
    return Pair(ready / "sender", ready / "receiver")


def rows_of(folder: Path) -> list[tuple[int, int, bytes, bytes]]:
    """Feed, seq, leaf and body of everything that can be sent from a store."""
    desk = opened_in(folder)
    with desk.journal.reading() as conn:
        pieces = [piece for out in outgoing(conn, {}) for piece in out.pieces]
        rows = [(each.row, each.seq, each.leaf, each.raw or b"") for each in events_of(conn, pieces)]
    desk.close()
    return rows


def _supervisor(folder: Path) -> Desk:
    clock = Clock()
    vault, _ = store.create(paths_of(folder, NAME), "heron quiet wading four", QUICK, clock)
    return Desk(vault, clock, Owner("Jo Price (fictional)", Role.SUPERVISOR, "QFX"))


def _load(desk: Desk, path: Path, people: int) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for line in demo.people(people, SEED, desk.clock.today(), records_each=RECORDS_EACH):
            file.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
    result = load_file(desk, path)
    if result.rejected:
        raise AssertionError(result.rejected[:3])
    path.unlink()


def _change(desk: Desk) -> None:
    """For everybody, the name they go by and the name of a goal: an eleventh of all events."""
    with desk.journal.reading() as conn:
        found = conn.exec_driver_sql(
            "SELECT own.kind, own.uid, person.uid FROM entity AS own JOIN entity AS person ON person.id = own.person"
            " WHERE own.kind IN ('person', 'goal') ORDER BY own.id"
        ).all()
    changes: dict[tuple[str, bytes], Change] = {}
    for kind, own, person in found:
        values: dict[str, Wire] = (
            {"known_as": "Robin"} if kind == "person" else {"title": "Keep the tenancy at Harbour House"}
        )
        change = Change(kind, values, own.hex(), person.hex() if kind == "goal" else None)
        changes.setdefault((kind, person), change)
    with desk.journal.writing() as writer:
        for change in changes.values():
            writer.reserve(change)
        for change in changes.values():
            writer.append(change)

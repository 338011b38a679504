"""What must come of an exchange, told with sets alone: which events each store holds, and what follows from that.

Nothing here comes from the code that is tested: bodies are read as plain JSON, bundles by the reader that was
written from the format's description.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage

from recovery_tui.journal.event import Wire
from recovery_tui.records import KINDS, Merge
from tests.bundles.read_bundle import open_sealed, read

HIDDEN = "hidden"


@dataclass(frozen=True)
class Event:
    """A body that somebody wrote, and its place."""

    feed: str
    seq: int
    raw: bytes

    @property
    def leaf(self) -> str:
        return sha256(self.raw).hexdigest()


@dataclass(frozen=True)
class Record:
    """A record as a store must show it."""

    kind: str
    values: dict[str, Wire]
    hidden: str | None
    also: dict[str, list[Wire]]


@dataclass(frozen=True)
class File:
    """What a bundle carries."""

    path: Path
    to: frozenset[str]
    """Fingerprints."""
    leaves: frozenset[str]
    events: tuple[Event, ...]
    late: tuple[Event, ...]


class Written:
    """An event, read once."""

    def __init__(self, event: Event) -> None:
        body: dict[str, Any] = json.loads(event.raw)
        self.author = str(body["au"])
        self.ent, self.kind, self.op = str(body["ent"]), str(body["kind"]), str(body["op"])
        self.person = str(body.get("person", "")) or (self.ent if self.kind == "person" else "")
        self.set: dict[str, Wire] = body.get("set", {})
        self.source = (event.feed, event.seq, event.leaf[:16])
        self.replaces = {
            name: {tuple(link) for link in links} for name, links in body.get("prev", {}).items()
        }
        self.age = (str(body["hlc"]), event.leaf)


@dataclass
class Held:
    """What one store holds."""

    leaves: set[str] = field(default_factory=set)
    bodies: dict[str, Written] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)

    def copy(self) -> Held:
        return Held(set(self.leaves), dict(self.bodies), set(self.erased))

    def write(self, events: Iterable[Event]) -> None:
        """Events of the store's own."""
        for event in events:
            self.leaves.add(event.leaf)
            self.bodies[event.leaf] = Written(event)

    def take(self, file: File, approver: str) -> int:
        """Take a bundle in; how many bodies were not here. `approver` is the one who may approve an erasure."""
        self.leaves |= file.leaves
        new = 0
        for event in (*file.events, *(each for each in file.late if each.leaf in self.leaves)):
            written = Written(event)
            if event.leaf not in self.bodies and not {written.person, written.ent} & self.erased:
                self.bodies[event.leaf] = written
                new += 1
        self.erase(approver)
        return new

    def erase(self, approver: str) -> None:
        """Whoever one asks to erase and another approves is gone for good."""
        made = [each for each in self.bodies.values() if each.op == "make"]
        asked = {each.ent: each for each in made if each.kind == "erasure"}
        for approval in (each for each in made if each.kind == "erasure_approval"):
            request = asked.get(str(approval.set["request"]))
            if request and approval.author == approver != request.author:
                self.erased.add(str(request.set["subject"]))
        self.bodies = {leaf: each for leaf, each in self.bodies.items() if each.person not in self.erased}

    def records(self) -> dict[str, Record]:
        """Every record as it must be shown, by id."""
        by_record: dict[str, list[Written]] = {}
        for each in self.bodies.values():
            by_record.setdefault(each.ent, []).append(each)
        return {ent: _record(events) for ent, events in by_record.items()}

    def conflicts(self) -> set[str]:
        """Every question with several answers that a person can settle, as `RECORD/field`."""
        return {
            f"{ent}/{name}"
            for ent, record in self.records().items()
            for name in record.also
            if name == HIDDEN or KINDS[record.kind].merge is not Merge.LOG
        }


def _record(events: list[Written]) -> Record:
    events = sorted(events, key=lambda each: each.age, reverse=True)
    kind = events[0].kind
    values: dict[str, Wire] = {}
    also: dict[str, list[Wire]] = {}
    standing: list[Written] = []
    for name in dict.fromkeys(name for each in events for name in each.set):
        heads = _standing(events, name)
        standing += heads
        answers = [each.set[name] for each in heads]
        if name == HIDDEN or not heads:
            continue
        if answers[0] is not None:
            values[name] = answers[0]
        if KINDS[kind].merge is not Merge.SAFETY:
            answers = _each_once(answers)
        if len(answers) > 1:
            also[name] = answers
    hides = _standing(events, HIDDEN)
    reasons = [each.set[HIDDEN] for each in hides]
    seen = set().union(*(each.replaces.get(HIDDEN, set()) for each in hides))
    if any(reasons) and any(each not in hides and each.source not in seen for each in standing):
        reasons.append(None)
    if len(_each_once(reasons)) > 1:
        also[HIDDEN] = _each_once(reasons)
    hidden = str(reasons[0]) if reasons and None not in reasons else None
    return Record(kind, values, hidden, also)


def _standing(events: list[Written], name: str) -> list[Written]:
    """Events that set a field and that no other event names as replaced in it."""
    replaced = set().union(*(each.replaces.get(name, set()) for each in events))
    return [each for each in events if name in each.set and each.source not in replaced]


def _each_once(values: list[Wire]) -> list[Wire]:
    return [value for place, value in enumerate(values) if value not in values[:place]]


def opened(path: Path, secrets: dict[str, str]) -> File:
    """What a file carries; `secrets` are everybody's, by fingerprint."""
    content = path.read_bytes()
    for secret in secrets.values():
        try:
            manifest, sections, late = read(open_sealed(content, secret))
        except pyrage.DecryptError:
            continue
        leaves: set[str] = set()
        events: list[Event] = []
        for section, items in zip(manifest["sections"], sections, strict=True):
            seq = section["first"] - 1
            for tag, *fields in items:
                if tag == "S":
                    continue
                seq += 1
                if tag == "E":
                    events.append(Event(section["feed"], seq, fields[0]))
                leaves.add(events[-1].leaf if tag == "E" else fields[0].hex())
        tail = tuple(Event(feed.hex(), seq, raw) for _, feed, seq, raw in late)
        return File(path, frozenset(manifest["to"]), frozenset(leaves), tuple(events), tail)
    raise AssertionError("a file that nobody can open")

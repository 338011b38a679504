"""Colleagues with real stores, the files between them, and the model of what each store holds, side by side."""

from __future__ import annotations

import shutil
import zlib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from recovery_tui.casework import conflicts, dumping, erasing, receiving
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Role
from recovery_tui.casework.views import RecordId
from recovery_tui.clock import SetClock
from recovery_tui.journal import reading
from recovery_tui.journal.check import check_feeds
from recovery_tui.journal.log import Change
from recovery_tui.vault.folder import paths_of
from tests.exchange.model import Event, File, Held, Record, opened
from tests.support.desks import MONDAY, add_person, reopened
from tests.support.exchange import acquaint, colleague, receive, send

PLAN = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}
GOAL = {"area": "peer", "title": "Go to the group", "horizon": "gate", "status": "active"}
FLAG = {"flag_kind": "tolerance_lost", "from_on": "2026-11-01"}
NAMES = ("kim", "shah", "rosa", "lee")
"""Two keyworkers, a supervisor, and somebody of the community team; all fictional."""

SUPERVISOR = "rosa"


@dataclass(frozen=True)
class Template:
    """Stores made once: everybody has accepted everybody, and holds the same two people."""

    folder: Path
    fingerprints: dict[str, str]
    """Of each name."""
    secrets: dict[str, str]
    """Reading keys by fingerprint."""
    people: tuple[str, ...]


def make_template(folder: Path) -> Template:
    """Four colleagues; everybody has confirmed what everybody holds."""
    desks = {
        "kim": colleague(folder, "Kim Example"),
        "shah": colleague(folder, "Shah Invented"),
        "rosa": colleague(folder, "Rosa Placeholder", Role.SUPERVISOR),
        "lee": colleague(folder, "Lee Madeup", establishment="COM"),
    }
    everybody = list(desks.values())
    acquaint(*everybody)
    people = []
    for desk, surname, number in ((desks["kim"], "Barnes", "A1234BC"), (desks["shah"], "Carter", "A2345BC")):
        person = add_person(desk, surname, number=number)
        changes = [Change("plan", PLAN, person=person), Change("flag", FLAG, person=person)]
        changes.append(Change("goal", {"plan": "@plan", **GOAL}, person=person))
        desk.journal.save(changes, ["plan"])
        people.append(person)
        others = [each for each in everybody if each is not desk]
        file = send(desk, folder, *others)
        for other in others:
            receive(other, file)
    swap_replies(folder / "replies", everybody)
    secrets = {}
    for desk in everybody:
        with desk.vault.reading() as conn:
            secrets[desk.me] = desk.vault.reading_secrets(conn)[0]
    fingerprints = {name: desk.me for name, desk in desks.items()}
    for desk in everybody:
        desk.close()
    return Template(folder, fingerprints, secrets, tuple(people))


def swap_replies(folder: Path, desks: list[Desk]) -> None:
    """Everybody confirms to everybody what has arrived."""
    for desk in desks:
        place = folder / desk.store_name
        place.mkdir(parents=True)
        if receiving.write_receipts(desk, place):
            for other in desks:
                if other is not desk:
                    receive(other, *place.iterdir())


@dataclass
class Machine:
    """A computer with somebody's store on it."""

    name: str
    """Of the store's folder."""
    owner: str
    desk: Desk
    held: Held
    restored: bool = False
    """Whether it was put back to an older state and has written nothing since."""
    taken: set[Path] = field(default_factory=set)
    """Files that were taken in, as far as it remembers."""


@dataclass(frozen=True)
class Copy:
    """A store's folder as it was once."""

    owner: str
    folder: Path
    held: Held


class World:
    """Everybody's computers. A store is opened when it is first needed."""

    def __init__(self, template: Template, folder: Path) -> None:
        self.template, self.folder = template, folder
        self.machines: dict[str, Machine] = {}
        self.files: list[File] = []
        self.copies: list[Copy] = []
        self.disagreed = False
        """Whether writers ever disagreed in any store."""
        self._chance = 0

    def close(self) -> None:
        """Lock all stores and remove them."""
        for machine in self.machines.values():
            machine.desk.close()
        shutil.rmtree(self.folder)

    def at(self, name: str) -> Machine:
        """Somebody's first computer."""
        if name not in self.machines:
            shutil.copytree(self.template.folder / "stores" / name, self._store(name))
            machine = Machine(name, name, self._open(name), Held())
            machine.held.write(self._log(machine))
            self.machines[name] = machine
        return self.machines[name]

    def everywhere(self, name: str) -> list[Machine]:
        """All computers of one person."""
        return [each for each in self.machines.values() if each.owner == name]

    def me(self, name: str) -> str:
        """Fingerprint of a person."""
        return self.template.fingerprints[name]

    def save(self, machine: Machine, *changes: Change) -> None:
        """Write changes on a computer."""
        machine.desk.clock.advance(minutes=1)  # type: ignore[attr-defined]
        machine.desk.journal.save(changes)
        self.note_written(machine)

    def note_written(self, machine: Machine) -> None:
        """Tell the model what a store has just written."""
        written = [each for each in self._log(machine) if each.leaf not in machine.held.leaves]
        machine.held.write(written)
        machine.restored &= not written

    def send(
        self, machine: Machine, to: list[str], people: tuple[str, ...] = (), *, full: bool = False
    ) -> File:
        """Write a file for others; of these people only, when any are named."""
        machine.desk.clock.advance(minutes=1)  # type: ignore[attr-defined]
        addressed = [self.at(name).desk for name in to]
        path = send(machine.desk, self._outbox(), *addressed, people=people, full=full)
        self.note_written(machine)
        return self._kept(path)

    def reply(self, machine: Machine) -> None:
        """Confirm what has arrived to everybody."""
        machine.desk.clock.advance(minutes=1)  # type: ignore[attr-defined]
        outbox = self._outbox()
        receiving.write_receipts(machine.desk, outbox)
        for path in sorted(outbox.iterdir()):
            self._kept(path)

    def deliver(self, file: File, machine: Machine) -> int:
        """Take a file in; how much was new there."""
        [result] = receive(machine.desk, file.path)
        new = machine.held.take(file, self.me(SUPERVISOR))
        machine.taken.add(file.path)
        assert result.outcome != "refused", result.told
        assert result.new == new, f"{machine.name} took {result.new} for new, not {new}"
        return new

    def see(self, machine: Machine) -> None:
        """A store shows exactly what follows from what it holds."""
        shown: dict[str, Record] = {}
        with machine.desk.journal.reading() as conn:
            kinds = conn.exec_driver_sql("SELECT DISTINCT kind FROM entity WHERE kind IS NOT NULL")
            for (kind,) in kinds.all():
                for each in reading.of_kind(conn, kind):
                    shown[each.id] = Record(each.kind, each.values, each.hidden, dict(each.also))
        assert shown == machine.held.records()
        self.disagreed |= any(record.also for record in shown.values())

    def look_through(self, machine: Machine, *, rebuild: bool) -> None:
        """A store is sound, and lists every disagreement it holds; with `rebuild` its tables equal its log."""
        self.see(machine)
        with machine.desk.journal.reading() as conn:
            assert all(feed.chain_ok and feed.seals_ok for feed in check_feeds(conn))
        assert not rebuild or machine.desk.journal.check(rebuild_tables=False).ok
        assert {each.id for each in conflicts.listed(machine.desk)} == machine.held.conflicts()
        gone = {each.subject for each in erasing.listed(machine.desk) if each.done}
        assert gone == machine.held.erased

    def settle(self, machine: Machine, number: int, take: int) -> None:
        """Settle one of the disagreements by one of its answers."""
        listed = conflicts.listed(machine.desk)
        if listed:
            found = listed[number % len(listed)]
            machine.desk.clock.advance(minutes=1)  # type: ignore[attr-defined]
            conflicts.resolve(machine.desk, found.id, take=1 + take % len(found.answers))
            self.note_written(machine)

    def ask_to_erase(self, machine: Machine, person: str) -> None:
        """Ask that somebody be erased."""
        if person in machine.held.records():
            erasing.request(machine.desk, RecordId(person), "court_order")
            self.note_written(machine)

    def approve(self, machine: Machine) -> None:
        """The supervisor approves what others asked for."""
        for each in erasing.listed(machine.desk):
            if each.asked_by != machine.desk.me and not each.done:
                erasing.approve(machine.desk, each.request)
                self.note_written(machine)
                machine.held.erase(self.me(SUPERVISOR))
        self.see(machine)

    def copy(self, machine: Machine) -> None:
        """Keep a store's folder as it is."""
        machine.desk.close()
        place = self.folder / "copies" / str(len(self.copies))
        shutil.copytree(self._store(machine.name), place)
        self.copies.append(Copy(machine.owner, place, machine.held.copy()))
        machine.desk = self._open(machine.name)

    def put_back(self, machine: Machine, copy: Copy) -> None:
        """An older state of a store takes the place of the newer; how far it went is not known in it."""
        machine.desk.close()
        shutil.rmtree(self._store(machine.name))
        shutil.copytree(copy.folder, self._store(machine.name))
        paths_of(self.folder, machine.name).anchor.unlink()
        machine.desk, machine.held, machine.restored = self._open(machine.name), copy.held.copy(), True
        machine.taken.clear()
        assert machine.desk.journal.restored
        self.see(machine)

    def clone(self, machine: Machine) -> Machine:
        """The whole disk of a computer is copied to another, which its owner goes on with as well."""
        machine.desk.close()
        name = f"{machine.owner}{len(self.machines)}"
        shutil.copytree(self._store(machine.name), self._store(name))
        machine.desk = self._open(machine.name)
        self.machines[name] = Machine(name, machine.owner, self._open(name), machine.held.copy())
        return self.machines[name]

    def dump(self, machine: Machine) -> list[str]:
        """Everything in a store, as text."""
        return list(dumping.dump(machine.desk))

    def _open(self, name: str) -> Desk:
        self._chance += 1
        clock = SetClock(MONDAY + timedelta(hours=self._chance), zlib.crc32(f"{name}{self._chance}".encode()))
        return reopened(self.folder, name, clock)

    def _store(self, name: str) -> Path:
        return self.folder / "stores" / name

    def _outbox(self) -> Path:
        outbox = self.folder / "out" / str(len(list((self.folder / "out").glob("*"))))
        outbox.mkdir(parents=True)
        return outbox

    def _kept(self, path: Path) -> File:
        self.files.append(opened(path, self.template.secrets))
        return self.files[-1]

    def _log(self, machine: Machine) -> list[Event]:
        """Every body in a store's log."""
        with machine.desk.journal.reading() as conn:
            rows = conn.exec_driver_sql(
                "SELECT trunk.id, event.seq, event.body FROM event JOIN feed ON feed.no = event.feed"
                " JOIN feed AS trunk ON trunk.no = feed.root WHERE feed.use = 'record' AND body IS NOT NULL"
            )
            return [Event(bytes(feed).hex(), int(seq), bytes(body)) for feed, seq, body in rows]

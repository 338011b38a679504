"""Stores of 2,000 and 50,000 fictional people, made once and kept in the system's temporary folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from recovery_tui.casework import demo
from recovery_tui.casework.demo.people import Line
from recovery_tui.casework.desk import NEWEST_VERSION, Desk
from recovery_tui.casework.owner import Owner, Role
from recovery_tui.clock import Clock
from recovery_tui.journal.journal import with_ids
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS, validate
from recovery_tui.records.tables import declarations_digest
from recovery_tui.vault import store
from recovery_tui.vault.folder import paths_of
from recovery_tui.vault.kdf import QUICK

PASSPHRASE = "heron quiet wading four"
NAME = "benchmark"
RECORDS_EACH = 20
CROWDED = {2000: 100}
"""Records a person in the smaller store: 2,000 people have 200,000 of them, as 50,000 have a million."""
SEED = 20
BATCH = 4000
"""Records a save, while a store is made."""


def cache() -> Path:
    """The folder everything is kept in; readable by this user alone."""
    folder = (
        Path(tempfile.gettempdir()) / f"recovery-tui-benchmarks-{os.getuid() if os.name == 'posix' else 0}"
    )
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def data_folder(people: int) -> Path:
    """The data folder that holds a store of so many people; made when it is not there."""
    digest = hashlib.sha256(
        f"{declarations_digest()} {NEWEST_VERSION} {SEED} {_each(people)}".encode()
    ).hexdigest()[:12]
    ready = cache() / f"people-{people}-{digest}"
    if not ready.is_dir():
        making = ready.with_suffix(".making")
        shutil.rmtree(making, ignore_errors=True)
        _make(making, people)
        making.rename(ready)
    return ready


def opened(people: int, clock: Clock | None = None) -> Desk:
    """The store of so many people, open."""
    return opened_in(data_folder(people), clock)


def opened_in(folder: Path, clock: Clock | None = None) -> Desk:
    """A store made here, open."""
    clock = clock or Clock()
    vault = store.open_with_passphrase(
        paths_of(folder, NAME), PASSPHRASE, clock, newest_version=NEWEST_VERSION
    )
    return Desk(vault, clock)


def empty_in(folder: Path) -> Desk:
    """A new store without anybody, open."""
    clock = Clock()
    vault, _ = store.create(paths_of(folder, NAME), PASSPHRASE, QUICK, clock)
    return Desk(vault, clock, Owner("Kim Ahmed (fictional)", Role.KEYWORKER, "QFX"))


def copy_of(people: int, target: Path) -> Path:
    """A copy of a store that may be changed; a data folder."""
    shutil.copytree(data_folder(people), target)
    return target


def _each(people: int) -> int:
    return CROWDED.get(people, RECORDS_EACH)


def _make(folder: Path, people: int) -> None:
    desk = empty_in(folder)
    today = desk.clock.today()
    known: dict[str, str] = {}
    for lines in _by_person(demo.people(people, SEED, today, records_each=_each(people))):
        changes = [with_ids(_change(desk, line), known) for line in lines]
        refs = [line["ref"] for line in lines]
        saved = desk.journal.save(changes, refs)
        known |= {
            f"@{ref}": record
            for ref, record in zip(refs, saved.ids, strict=True)
            if ref.startswith("agency.")
        }
    desk.close()


def _by_person(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Lines in batches that part between people, so that only services are pointed to from outside."""
    batch: list[Line] = []
    for line in lines:
        if line["kind"] == "person" and len(batch) >= BATCH:
            yield batch
            batch = []
        batch.append(line)
    yield batch


def _change(desk: Desk, line: Line) -> Change:
    fields = dict(line["fields"])
    person = fields.pop("person", None)
    values = validate(KINDS[line["kind"]], fields, today=desk.clock.today())
    return Change(line["kind"], values, None, person, line.get("reasons", {}))

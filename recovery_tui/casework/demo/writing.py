"""The demo's store: the stories of made-up people written through the journal on the days on which they were told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from recovery_tui.casework.approval import digest_of
from recovery_tui.casework.demo import folders, names
from recovery_tui.casework.demo.case import APPROVAL, Told
from recovery_tui.casework.demo.people import cases, services
from recovery_tui.casework.desk import Desk, computer_name
from recovery_tui.casework.owner import Owner, Role
from recovery_tui.clock import Clock, SetClock
from recovery_tui.journal import reading
from recovery_tui.journal.journal import Journal, with_ids
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS, validate
from recovery_tui.vault import folder, store
from recovery_tui.vault.keyring import QUICK
from recovery_tui.vault.store import Vault

PASSPHRASE = "demo demo demo"  # noqa: S105  (it is shown on the screen: everybody in the store is made up)

SAVED = (240, 180, 130, 90, 62, 40, 27, 18, 12, 8, 5, 3, 2, 1, 0)
"""Days ago on which something was saved; days off are moved to the day before."""

_TIMES = (time(9, 12), time(10, 42), time(14, 5), time(16, 20))
_JUST_NOW = timedelta(minutes=25)

Batch = dict[str, Told]
"""What one save writes: by ref, in order."""


class DemoDesk(Desk):
    """A desk whose store lives in a folder of its own and goes with it."""

    def __init__(self, vault: Vault, clock: Clock, owner: Owner, held: folders.DemoFolder) -> None:
        """Open the journal on the written store; `held` is the folder it lies in."""
        self._held = held
        super().__init__(vault, clock, owner, demo_folder=held.path)

    def close(self) -> None:
        """Lock, and remove the folder or, with `keeps_folder`, leave it for somebody to look at."""
        self.lock()
        if self.keeps_folder:
            self._held.keep()
        else:
            self._held.remove()


def open_demo(
    people: int, seed: int, clock: Clock, progress: Callable[[int, int], None] | None = None
) -> Desk:
    """See `recovery_tui.casework.demo.open_demo`."""
    folders.sweep()
    held = folders.make()
    try:
        paths = folder.paths_of(held.path, folder.name_for(names.OWNER, ()))
        vault, _ = store.create(paths, PASSPHRASE, QUICK, clock)
        try:
            _write(vault, people, seed, clock, progress or _silent)
            owner = Owner(names.OWNER, Role.KEYWORKER, names.PLACE, job_title="Recovery worker")
            return DemoDesk(vault, clock, owner, held)
        except BaseException:
            vault.lock()
            raise
    except BaseException:
        held.remove()
        raise


def _silent(done: int, of: int) -> None:
    """Nobody is watching."""


def _write(vault: Vault, people: int, seed: int, clock: Clock, progress: Callable[[int, int], None]) -> None:
    """Write everybody's story, one save for each of `SAVED`."""
    moving = SetClock(clock.now(), seed)
    instants = _instants(clock.now())
    moving.put(instants[0])
    journal = Journal(vault, moving, computer_name())
    known: dict[str, str] = {}
    batches = _batches(people, seed, clock.today())
    for number, (at, batch) in enumerate(zip(instants, batches, strict=True), 1):
        moving.put(at)
        signed = [told for told in batch.values() if told.kind == APPROVAL]
        _save(journal, [told for told in batch.values() if told.kind != APPROVAL], known, clock.today())
        _save(journal, [_sign(journal, told, known) for told in signed], known, clock.today())
        progress(number, len(instants))


def _save(journal: Journal, told_of: Sequence[Told], known: dict[str, str], today: date) -> None:
    """One save, of which `known` learns the ids."""
    if told_of:
        changes = [with_ids(_change(told, known, today), known) for told in told_of]
        refs = [told.ref for told in told_of]
        ids = journal.save(changes, refs).ids
        known |= {f"@{ref}": record for ref, record in zip(refs, ids, strict=True)}


def _sign(journal: Journal, told: Told, known: Mapping[str, str]) -> Told:
    """An approval with the digest of its plan as it stands now."""
    with journal.reading() as conn:
        records = reading.of_person(conn, known[f"@{told.person}"])
    digest = digest_of(known[str(told.fields["plan"])], records)
    return replace(told, fields={**told.fields, "digest": digest})


def _change(told: Told, known: Mapping[str, str], today: date) -> Change:
    kind = KINDS[told.kind]
    values = validate(kind, told.fields, today=today, partial=not told.makes)
    person = f"@{told.person}" if told.person else None
    return Change(told.kind, values, None if told.makes else known[f"@{told.ref}"], person, told.reasons)


def _batches(people: int, seed: int, today: date) -> list[Batch]:
    """What each save writes. A record waits for those it points to; changes within one save are one change."""
    batches: list[Batch] = [{} for _ in SAVED]
    place: dict[str, int] = {}
    told_of = services(today) if people else []
    for case in cases(people, seed, today):
        told_of += case.told
    for told in told_of:
        points_to = [
            value[1:] for value in told.fields.values() if isinstance(value, str) and value[:1] == "@"
        ]
        needs = [place.get(ref, 0) for ref in (told.ref, told.person or "", *points_to)]
        at = max(_first_save((today - told.on).days), *needs)
        place[told.ref] = at
        before = batches[at].get(told.ref)
        if before is None:
            batches[at][told.ref] = told
        else:
            reasons = before.reasons if before.makes else {**before.reasons, **told.reasons}
            batches[at][told.ref] = replace(before, fields={**before.fields, **told.fields}, reasons=reasons)
    return batches


def _first_save(ago: int) -> int:
    """The first save on or after a day so many days ago."""
    return next((number for number, saved in enumerate(SAVED) if saved <= ago), len(SAVED) - 1)


def _instants(now: datetime) -> list[datetime]:
    """When each of `SAVED` was, oldest first: in office hours of a working week, the last a moment ago."""
    latest = now - _JUST_NOW
    found: list[datetime] = []
    for number, ago in enumerate(SAVED):
        on = now.date() - timedelta(days=ago)
        on -= timedelta(days=max(on.weekday() - 4, 0))
        at = datetime.combine(on, _TIMES[number % len(_TIMES)], UTC)
        found.append(min(at, latest))
    # days moved back may meet or pass the one before
    for later in range(1, len(found)):
        found[later] = max(found[later], min(found[later - 1] + timedelta(minutes=20), latest))
    return [*found[:-1], latest]

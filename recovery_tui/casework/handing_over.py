"""Handing a person over in two steps: offered with a file, accepted when the colleague says that they have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recovery_tui.bundles import ledger, trust
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.errors import NotFoundError, UsageError
from recovery_tui.journal import reading
from recovery_tui.journal.log import Change

OFFERED, ACCEPTED, CANCELLED = "offered", "accepted", "cancelled"


@dataclass(frozen=True)
class Offer:
    """A person whom a colleague offers, or who was offered to one."""

    person: RecordId
    record: RecordId
    """The hand-over record."""
    to: str
    """Fingerprint."""
    status: str


def offer(desk: Desk, people: Sequence[RecordId], to: str, reason: str) -> tuple[RecordId, ...]:
    """Offer people to a colleague; those offered to them already stay so. Gives the records made."""
    changes = []
    with desk.journal.reading() as conn:
        here = reading.of_people(conn, dict.fromkeys(people), ("person", "handover"))
        for person, records in here.items():
            if not any(each.kind == "person" for each in records):
                raise NotFoundError("One of those people is not in this store. Nothing was changed.")
            standing = _of(records)
            if any(each.status == OFFERED and each.to == to for each in standing):
                continue
            values = {
                "to_fingerprint": to,
                "reason": (reason.strip() or "moves to a colleague")[:200],
                "status": OFFERED,
                "offered_on": desk.clock.today().isoformat(),
            }
            changes.append(Change("handover", values, person=person))
    return tuple(RecordId(each) for each in desk.journal.save(changes).ids) if changes else ()


def take_back(desk: Desk, offers: Sequence[RecordId]) -> None:
    """Cancel offers: the file was not written, or the colleague will not take the person."""
    _set_status(desk, offers, {"status": CANCELLED})


def note_accepted(desk: Desk, by: str) -> tuple[RecordId, ...]:
    """Whoever was handed over in files that a colleague has confirmed is theirs now. Gives these people.

    A file counts once. Should the computer stop before it did, it counts the next time something comes from them.
    """
    with desk.journal.reading() as conn:
        theirs = {each.fingerprint for each in trust.line(conn, by)}
        files = ledger.confirmed_handovers(conn, theirs)
        people = sorted({person for scope in files.values() for person in scope.people or ()})
        found = [
            each
            for records in reading.of_people(conn, people, ("handover",)).values()
            for each in _of(records)
            if each.to in theirs and each.status == OFFERED
        ]
    _set_status(
        desk,
        [each.record for each in found],
        {"status": ACCEPTED, "accepted_on": desk.clock.today().isoformat()},
    )
    if files:
        with desk.vault.writing() as conn:
            ledger.settle(conn, files)
    return tuple(each.person for each in found)


def offered_to_me(desk: Desk) -> tuple[Offer, ...]:
    """People offered to the owner of this store and not taken on yet."""
    with desk.journal.reading() as conn:
        me = trust.own(conn) | {desk.me}
        offers = [
            each
            for record in reading.of_kind(conn, "handover")
            for each in _of([record])
            if each.to in me and each.status == OFFERED
        ]
        assigned = reading.of_people(conn, dict.fromkeys(each.person for each in offers), ("assignment",))
        mine = {
            person
            for person, records in assigned.items()
            for held in records
            if held.hidden is None and held.values.get("worker") in me and not held.values.get("until_on")
        }
    return tuple(each for each in offers if each.person not in mine)


def take_on(desk: Desk, offers: Sequence[Offer]) -> None:
    """Take people on: they are the owner's from today, and no longer the colleague's who offered them."""
    today = desk.clock.today().isoformat()
    changes = []
    with desk.journal.reading() as conn:
        people = dict.fromkeys(each.person for each in offers)  # two colleagues may offer the same one
        for person, records in reading.of_people(conn, people, ("assignment",)).items():
            for held in records:
                if held.hidden is None and not held.values.get("until_on"):
                    changes.append(Change("assignment", {"until_on": today}, held.id, held.person))
            changes.append(Change("assignment", desk.as_worker(), person=person))
    if changes:
        desk.journal.save(changes)


def _set_status(desk: Desk, records: Sequence[RecordId], values: dict[str, str]) -> None:
    changes = []
    with desk.journal.reading() as conn:
        for each in records:
            stored = reading.one(conn, each)
            if stored is None or stored.kind != "handover":
                raise UsageError("That is not a hand-over. Nothing was changed.")
            changes.append(Change("handover", values, stored.id, stored.person))
    if changes:
        desk.journal.save(changes)


def _of(records: Sequence[reading.Record]) -> list[Offer]:
    return [
        Offer(
            RecordId(each.person or ""),
            RecordId(each.id),
            str(each.values.get("to_fingerprint", "")),
            str(each.values.get("status", "")),
        )
        for each in records
        if each.kind == "handover" and each.hidden is None
    ]

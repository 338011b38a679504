"""What may leave for another organisation: each person's permissions for it, read in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.journal import alias, reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.listing import fold
from recovery_tui.practice.permissions import readings, standing
from recovery_tui.records import InfoClass

KIND = "permission"


def allowed_classes(
    desk: Desk, conn: Connection, person_ids: Iterable[str], organisation: str
) -> dict[str, frozenset[InfoClass]]:
    """For every one of `person_ids`: the classes that may be shared with `organisation` today; none unless asked.

    An agency is the organisation when it has its name, case and accents aside; agencies that were joined are one.
    A few queries, however many people.
    """
    people = list(person_ids)
    agencies = agencies_named(conn, organisation)
    if not agencies:
        return dict.fromkeys(people, frozenset())
    today = desk.clock.today()
    found: dict[str, frozenset[InfoClass]] = {}
    for person, records in reading.of_people(conn, people, (KIND,)).items():
        said = [each for record in records for each in said_to(record, agencies)]
        found[person] = frozenset(InfoClass(each) for each in standing(said, today))
    return found


def agencies_named(conn: Connection, organisation: str) -> frozenset[str]:
    """Ids of the agencies of this name, and of all that are one with them."""
    wanted = fold(organisation)
    if not wanted:
        return frozenset()
    named = [
        record.id
        for record in reading.of_kind(conn, "agency")
        if fold(str(record.values.get("name", ""))) == wanted
    ]
    return frozenset(member for group in alias.members(conn, named).values() for member in group)


def said_to(record: reading.Record, agencies: frozenset[str]) -> Iterator[Mapping[str, Wire]]:
    """A permission record as `standing` takes it, where it is about one of these agencies and not hidden."""
    about = {record.values.get("agency"), *map(str, record.also.get("agency", ()))}
    if record.hidden is None and record.kind == KIND and about & agencies:
        yield from readings_of(record)


def readings_of(record: reading.Record) -> Iterator[Mapping[str, Wire]]:
    """A permission record as `practice.permissions` takes it, disputed or not."""
    return readings({**record.values, "id": record.id}, record.also)


def by_agency(
    records: Sequence[reading.Record], agencies: Mapping[str, str]
) -> dict[str, list[reading.Record]]:
    """A person's permission records, in their order, by the agency's name, or its id while it has not arrived.

    `agencies` are names by record id.
    """
    found: dict[str, list[reading.Record]] = {}
    for record in records:
        if record.kind == KIND:
            about = str(record.values.get("agency"))
            found.setdefault(agencies.get(about) or about, []).append(record)
    return found

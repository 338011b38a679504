"""Who here may be the same: people by number for certain, by name and date of birth likely; agencies by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sqlalchemy import Connection

from recovery_tui.casework import same_person
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.joining_views import LikelyPair
from recovery_tui.casework.person_records import joined as together
from recovery_tui.casework.person_records import text, words
from recovery_tui.casework.views import RecordId
from recovery_tui.journal import reading, tables
from recovery_tui.journal.listing import fold
from recovery_tui.journal.many import marks, parts

ALIKE = 0.88
"""Likeness of the names of two agencies of one kind from which they may be one: a letter or an ending apart."""

NOT_SAME = "not-same:"
"""Begins the settings that hold which pairs were looked at and are two."""


def likely_pairs(desk: Desk, people: Sequence[RecordId] | None = None) -> tuple[LikelyPair, ...]:
    """People and agencies who may be the same, the certain first; those joined, or said to be two, left out.

    With `people` (those who have just arrived) only pairs with one of them, and all pairs of agencies: they are few.
    Without, everybody is compared, which takes seconds for a thousand people.
    """
    with desk.journal.reading() as conn:
        found = [*_people(conn, _numbers(conn, people)), *_agencies(conn)]
        told = [each for each in found if tables.setting(conn, not_same_name(each.one, each.other)) is None]
    return tuple(
        sorted(told, key=lambda pair: (not pair.certain, pair.kind != "person", pair.one_text, pair.one))
    )


def not_same_name(one: str, other: str) -> str:
    """The setting that says that these two are two, whichever is named first."""
    first, second = sorted((one, other))
    return f"{NOT_SAME}{first}:{second}"


def _numbers(conn: Connection, people: Sequence[RecordId] | None) -> list[int]:
    """Local numbers under which these people, or all, are listed."""
    if people is None:
        return [
            int(number) for (number,) in conn.exec_driver_sql("SELECT person FROM listing ORDER BY person")
        ]
    found: dict[int, None] = {}
    for part in parts(people):
        batch = tuple(map(reading.raw_id, part))
        rows = conn.exec_driver_sql(
            "SELECT COALESCE(alias.shown, entity.id) FROM entity LEFT JOIN alias ON alias.entity = entity.id"
            f" WHERE entity.kind = 'person' AND entity.uid IN ({marks(batch)})",
            batch,
        )
        found.update({int(number): None for (number,) in rows})
    return list(found)


def _people(conn: Connection, numbers: list[int]) -> Iterator[LikelyPair]:
    sure: set[tuple[int, int]] = set()
    alike: set[tuple[int, int]] = set()
    for batch in parts(numbers):
        sure |= _with_one_number(conn, batch)
        for person in same_person.known_of(conn, batch):
            for number in same_person.alike(conn, person.names, person.born_on):
                if number != person.number:
                    alike.add((min(person.number, number), max(person.number, number)))
    pairs = sorted(sure | alike)
    shown = sorted({number for pair in pairs for number in pair})
    known: dict[int, same_person.Known] = {}
    held: dict[int, str] = {}
    for batch in parts(shown):
        known |= {each.number: each for each in same_person.known_of(conn, batch)}
        held |= same_person.numbers_of(conn, batch)
    for pair in pairs:
        if pair[0] in known and pair[1] in known:
            one, other = sorted((known[number] for number in pair), key=lambda each: each.person)
            yield LikelyPair(
                RecordId(one.person),
                RecordId(other.person),
                "person",
                same_person.words_of(one, held.get(one.number, "")),
                same_person.words_of(other, held.get(other.number, "")),
                pair in sure,
            )


def _with_one_number(conn: Connection, people: Sequence[int]) -> set[tuple[int, int]]:
    rows = conn.exec_driver_sql(
        "SELECT own.person, other.person FROM number_key AS own JOIN number_key AS other"
        " ON other.number = own.number AND other.system = own.system AND other.person <> own.person"
        f" WHERE own.system <> 'other' AND own.person IN ({marks(people)})",
        tuple(people),
    )
    return {(min(one, other), max(one, other)) for one, other in rows}


def _agencies(conn: Connection) -> Iterator[LikelyPair]:
    """Agencies of one name, or of one kind and names alike; none of them is ever certain."""
    from rapidfuzz.distance import Indel

    listed = reading.listed(conn, "agency")
    names = {each.id: fold(text(each, "name")) for each in listed}
    for one, other in combinations(sorted(listed, key=lambda each: each.id), 2):
        cutoff = ALIKE if one.values.get("agency_type") == other.values.get("agency_type") else 1.0
        if Indel.normalized_similarity(names[one.id], names[other.id], score_cutoff=cutoff) >= cutoff:
            yield LikelyPair(
                RecordId(one.id),
                RecordId(other.id),
                "agency",
                _agency_words(one),
                _agency_words(other),
                False,
            )


def _agency_words(agency: reading.Record) -> str:
    """`Leeds Housing Options, council housing, Leeds`."""
    return together(text(agency, "name"), words(agency, "agency_type").lower(), text(agency, "area"))

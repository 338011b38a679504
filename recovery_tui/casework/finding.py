"""Find anything: people by name and number, and every record by the words in it; what is clinical stays masked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_file import location_of, number_of, person_name
from recovery_tui.casework.person_records import PersonRecords
from recovery_tui.casework.settings import read as settings_of
from recovery_tui.casework.views import RecordId
from recovery_tui.journal import alias, reading, search
from recovery_tui.journal.listing import fold, mine_on
from recovery_tui.practice.counts import counted
from recovery_tui.records import KINDS, InfoClass

PEOPLE, RECORDS = 30, 60
"""The most that is shown of each; more letters narrow it."""

AT_ONCE = 500
"""Records made ready for the search in one transaction, so that a save between has not long to wait."""

SHORTEST = search.SHORTEST
"""Letters from which on more than the beginning of names is found."""

_BEFORE, _LONGEST = 32, 160
"""Characters of a text that are shown before what was found, and altogether."""

_MASKED = {
    InfoClass.TRT: "in Treatment",
    InfoClass.RISK: "about safety",
    InfoClass.THIRD: "about other people",
}
"""Classes whose words stand on the person's own pages only, and what is said of them instead.

Where the site has clinical words on lists, treatment is not among them.
"""

_SHOWN_OF_PEOPLE = ("person", "identifier", "stay")


@dataclass(frozen=True)
class Hit:
    """One thing found. Without a record it is the person; without a person the record is an agency."""

    person: RecordId | None
    name: str
    location: str
    what: str
    """The kind of record, or the number of a person."""
    words: str
    """The words around the hit; of what is masked, how much was found."""
    record: RecordId | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Found:
    """Everything found for what was typed."""

    people: tuple[Hit, ...]
    records: tuple[Hit, ...]
    more: bool
    """Whether there is more than is shown."""
    waiting: int
    """Records that are not ready for the search yet, so that something may be missing."""


def find(desk: Desk, text: str) -> Found:
    """People whose name or number holds every word of `text`, and records whose text does, the newest here first.

    Words of one or two letters find the beginning of a name only.
    """
    words = search.words_of(text)
    with desk.journal.reading() as conn:
        people = _people(conn, words, desk.clock.today()) if words else []
        records = search.records_with(conn, words, RECORDS + 1)
        hits = _hits(desk, conn, list(reading.several(conn, records[:RECORDS]).values()), words)
        named = _named(desk, conn, people[:PEOPLE])
        waiting = search.waiting(conn)
    return Found(named, hits, len(people) > PEOPLE or len(records) > RECORDS, waiting)


def make_ready(desk: Desk) -> int:
    """Make some of the records ready that wait for the search; how many are left."""
    with desk.vault.writing() as conn:
        search.catch_up(conn, AT_ONCE)
        return search.waiting(conn)


def _people(conn: Connection, words: Sequence[str], today: date) -> list[str]:
    """Ids of people, open and my own (or those I cover for) before others, then by name."""
    condition, values = search.people_with(words)
    rows = conn.exec_driver_sql(
        f"SELECT entity.uid FROM listing JOIN entity ON entity.id = listing.person WHERE {condition}"
        f" ORDER BY listing.open DESC, {mine_on(today)} DESC, listing.name, listing.person LIMIT ?",
        (*values, PEOPLE + 1),
    )
    return [bytes(uid).hex() for (uid,) in rows]


def _named(desk: Desk, conn: Connection, people: Sequence[str]) -> tuple[Hit, ...]:
    read = _read(desk, conn, people)
    return tuple(
        Hit(RecordId(each), person_name(read[each]), location_of(read[each]), number_of(read[each]), "")
        for each in people
    )


def _read(desk: Desk, conn: Connection, people: Iterable[str]) -> dict[str, PersonRecords]:
    today = desk.clock.today()
    found = reading.of_people(conn, people, _SHOWN_OF_PEOPLE)
    return {person: PersonRecords(person, records, today) for person, records in found.items()}


def _hits(
    desk: Desk, conn: Connection, records: Sequence[reading.Record], words: Sequence[str]
) -> tuple[Hit, ...]:
    """A line for each record; of what is masked, one for each person and class, which opens the newest."""
    owners = {each.person for each in records if each.person}
    shown = {each: group[0] for each, group in alias.members(conn, list(owners)).items()}
    people = _read(desk, conn, set(shown.values()))
    kept_back = _MASKED.keys() - ({InfoClass.TRT} if settings_of(desk).clinical_on_lists else set())
    masked: dict[tuple[str, InfoClass], list[reading.Record]] = {}
    open_to_all: list[tuple[reading.Record, str, str]] = []
    for record in records:
        person = shown.get(record.person or "", record.person or "")
        told = _told(record, words, kept_back)
        if isinstance(told, InfoClass):
            masked.setdefault((person, told), []).append(record)
        else:
            open_to_all.append((record, person, told))
    lines = [_line(people, record, person, _title(record), told) for record, person, told in open_to_all]
    for (person, info_class), those in masked.items():
        said = f"{_MASKED[info_class]}: {counted(len(those), 'hit')}"
        lines.append(_line(people, those[0], person, "", said))
    return tuple(lines)


def _line(
    people: Mapping[str, PersonRecords], record: reading.Record, person: str, what: str, told: str
) -> Hit:
    whose = people.get(person)
    return Hit(
        RecordId(person) if whose else None,
        person_name(whose) if whose else "",
        location_of(whose) if whose else "",
        what,
        told,
        RecordId(record.id),
        record.kind,
    )


def _title(record: reading.Record) -> str:
    return KINDS[record.kind].title if record.kind in KINDS else ""


def _told(record: reading.Record, words: Sequence[str], kept_back: Collection[InfoClass]) -> str | InfoClass:
    """The words around the hit where all of them stand in what lists may show, else the class that hides them."""
    kind = KINDS[record.kind]
    texts = [
        (info_class if (info_class := kind.class_for(name, record.values)) in kept_back else None, value)
        for name, value in search.texts_of(record.kind, record.values, record.also)
    ]
    shown = [value for masked, value in texts if masked is None]
    together = fold(" ".join(shown))
    if all(word in together for word in words):
        return around(next(value for value in shown if words[0] in fold(value)), words[0])
    return next(
        masked for masked, value in texts if masked is not None and any(word in fold(value) for word in words)
    )


def around(text: str, word: str) -> str:
    """The part of `text` in which the folded `word` stands, on one line; `...` where something is left out."""
    line = " ".join(text.split())
    folded = [" " if each == " " else fold(each) for each in line]
    places = [place for place, each in enumerate(folded) for _ in each]
    at = "".join(folded).find(word)
    start = max(places[at] - _BEFORE, 0) if at >= 0 else 0
    start = line.find(" ", start, places[at]) + 1 or start if start else 0
    said = line[start : start + _LONGEST]
    return f"{'...' if start else ''}{said}{'...' if start + len(said) < len(line) else ''}"

"""Is the person being typed here already? By number for certain; by a similar name and date of birth likely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import LikelySame, RecordId
from recovery_tui.journal import alias
from recovery_tui.journal.listing import bare_number, fold
from recovery_tui.journal.many import marks
from recovery_tui.practice.dates import parse_partial_date, spell_any
from recovery_tui.records import Bias

MOST = 5
"""People shown at most."""

LOOKED_AT = 200
"""People compared at most: those whose names share the most letters in a row."""

SIMILAR = 0.84
"""Jaro-Winkler likeness from which two names may be one, misheard or misspelt (Stephen, Steven)."""

SAME_WITHOUT_BIRTH = 0.95
"""Likeness of the whole name that is told even before a date of birth is typed."""

_SHORTEST_TRIGRAM = 3


@dataclass(frozen=True)
class Known:
    """A person here, as compared."""

    number: int
    person: str
    surname: str
    forename: str
    known_as: str
    born_on: str

    @property
    def names(self) -> tuple[str, str, str]:
        """Surname, first name and what they are called, folded."""
        return fold(self.surname), fold(self.forename), fold(self.known_as)


def likely_same(desk: Desk, typed: Mapping[str, str]) -> tuple[LikelySame, ...]:
    """People here who may be the one typed (`surname forename known_as born_on value`), the surest first."""
    with desk.journal.reading() as conn:
        sure = _by_number(conn, typed.get("value", ""))
        found = dict.fromkeys(sure, 2.0)
        names = _names(typed)
        if names[0] and names[1]:
            found = alike(conn, names, _born(desk, typed.get("born_on", ""))) | found
        best = sorted(found, key=lambda number: (-found[number], number))[:MOST]
        known_best = {known.number: known for known in known_of(conn, best)}
        numbers = numbers_of(conn, best)
    return tuple(
        LikelySame(RecordId(known_best[n].person), words_of(known_best[n], numbers.get(n, "")), n in sure)
        for n in best
        if n in known_best
    )


def _names(typed: Mapping[str, str]) -> tuple[str, str, str]:
    surname, forename, known_as = (fold(typed.get(name, "")) for name in ("surname", "forename", "known_as"))
    return surname, forename, known_as


def _born(desk: Desk, typed: str) -> str:
    try:
        return parse_partial_date(typed, desk.clock.today(), Bias.PAST) if typed.strip() else ""
    except ValueError:
        return ""


def _by_number(conn: Connection, typed: str) -> set[int]:
    bare = bare_number(typed)
    if not bare:
        return set()
    rows = conn.exec_driver_sql(
        "SELECT person FROM number_key WHERE number IN (?, ?) LIMIT ?", (bare, bare.replace("-", ""), MOST)
    )
    return {int(person) for (person,) in rows}


def alike(conn: Connection, names: tuple[str, str, str], born: str) -> dict[int, float]:
    """Who may be of these names (folded surname, first name, known as): number listed under, and how alike they are.

    Of people who were joined, the likeness of any of them counts.
    """
    listed = {member: group[0] for group in alias.groups(conn, _candidates(conn, names)) for member in group}
    found: dict[int, float] = {}
    for known in known_of(conn, listed):
        likeness = _likeness(known, names, born)
        if likeness:
            shown = listed[known.number]
            found[shown] = max(likeness, found.get(shown, 0.0))
    return found


def _candidates(conn: Connection, names: tuple[str, str, str]) -> list[int]:
    """People whose names begin alike or share runs of three letters, the most alike first."""
    surname, forename, _ = names
    start = surname[:2]
    rows = list(
        conn.exec_driver_sql(
            "SELECT DISTINCT person FROM name_key WHERE key IN (?, ?) LIMIT ?",
            (surname, forename, LOOKED_AT // 2),
        )
    )
    rows += conn.exec_driver_sql(
        "SELECT DISTINCT one.person FROM name_key AS one JOIN name_key AS two ON two.person = one.person"
        " WHERE one.key >= ? AND one.key < ? AND two.key >= ? AND two.key < ? LIMIT ?",
        (start, start + "\U0010ffff", forename[:1], forename[:1] + "\U0010ffff", LOOKED_AT // 2),
    ).all()
    runs = {
        word[at : at + 3] for word in (surname, forename) for at in range(len(word) - _SHORTEST_TRIGRAM + 1)
    }
    if runs:
        wanted = " OR ".join('"' + run.replace('"', '""') + '"' for run in sorted(runs)[:24])
        rows += conn.exec_driver_sql(
            "SELECT rowid FROM who WHERE who MATCH ? ORDER BY rank LIMIT ?", (wanted, LOOKED_AT // 2)
        ).all()
    return list(dict.fromkeys(int(row[0]) for row in rows))


def known_of(conn: Connection, numbers: Iterable[int]) -> list[Known]:
    """The people with these local numbers, hidden ones left out."""
    wanted = list(numbers)
    rows = conn.exec_driver_sql(
        "SELECT p.id, entity.uid, p.surname, p.forename, p.known_as, p.born_on FROM r_person AS p"
        f" JOIN entity ON entity.id = p.id WHERE p.id IN ({marks(wanted)}) AND p.hidden IS NULL",
        tuple(wanted),
    )
    return [
        Known(int(row[0]), bytes(row[1]).hex(), row[2] or "", row[3] or "", row[4] or "", row[5] or "")
        for row in rows
    ]


def numbers_of(conn: Connection, people: Sequence[int]) -> dict[int, str]:
    """A number each of these people is known by, the prison's before others."""
    rows = conn.exec_driver_sql(
        f"SELECT person, value FROM r_identifier WHERE person IN ({marks(people)}) AND hidden IS NULL"
        " ORDER BY system = 'prison_number', id",
        tuple(people),
    )
    return {int(person): str(value) for person, value in rows}


def _likeness(known: Known, typed: tuple[str, str, str], born: str) -> float:
    """0 when they are two people; the more, the more alike."""
    from rapidfuzz.distance import JaroWinkler

    def near(one: str, other: str) -> float:
        return float(JaroWinkler.similarity(one, other)) if one and other else 0.0

    surname, forename, known_as = typed
    here = known.names
    straight = (
        near(surname, here[0]),
        max(near(forename, here[1]), near(forename, here[2]), near(known_as, here[1])),
    )
    swapped = (near(surname, here[1]), near(forename, here[0]))
    last, first = max(straight, swapped, key=sum)
    if min(last, first) < SIMILAR:
        return 0.0
    if not born or not known.born_on:
        return (last + first) / 2 if min(last, first) >= SAME_WITHOUT_BIRTH else 0.0
    return (last + first) / 2 if _born_alike(born, known.born_on) else 0.0


def _born_alike(one: str, other: str) -> bool:
    """The same date, one digit off, day and month swapped, or one of them only a part of the other."""
    if one.startswith(other) or other.startswith(one):
        return True
    if len(one) != len(other):
        return one[:4] == other[:4]
    swapped = f"{one[:4]}-{one[8:]}-{one[5:7]}" if len(one) == 10 else one
    return swapped == other or sum(a != b for a, b in zip(one, other, strict=True)) == 1


def words_of(known: Known, number: str) -> str:
    """`BARNES Lee, born 3 May 1992, A1234BC`."""
    born = f"born {spell_any(known.born_on)}" if known.born_on else ""
    return ", ".join(part for part in (f"{known.surname.upper()} {known.forename}", born, number) if part)

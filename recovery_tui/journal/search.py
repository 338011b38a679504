"""Finding by words: people by name and number, records by their free text; folded, by any part of a word.

A record's row is made from the record as it stands. After a save that is done at once; after much work (a list brought
in, a file received, tables made again) records wait in `search_due`, and whoever searches first works that off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection

from recovery_tui.journal.driver import driver_of
from recovery_tui.journal.event import Wire
from recovery_tui.journal.listing import fold
from recovery_tui.journal.merge import unpack
from recovery_tui.records import KINDS, Entry, Kind
from recovery_tui.records.clean_text import clean
from recovery_tui.records.schema import made_once

SHORTEST = 3
"""Letters from which on the middle of a word is found; fewer are found as the beginning of a name or number."""

MOST_WORDS = 20
"""Words that are looked for: so many narrow anything, and a whole text pasted in breaks no query."""

AT_ONCE = 300
"""Waiting records that are worked off within the save that touched them."""

_TEXTS = frozenset({Entry.SHORT, Entry.LONG, Entry.NAME})
_LISTED = {"person": ("surname", "forename", "known_as"), "identifier": ("value",)}
"""Texts by which the person is found, not the record: `listing` keeps them."""


def text_fields(name: str) -> tuple[str, ...]:
    """The fields of a kind that are searched: what people type in their own words."""
    kind = KINDS.get(name)
    return _text_fields(kind) if kind else ()


@made_once
def _text_fields(kind: Kind) -> tuple[str, ...]:
    listed = _LISTED.get(kind.name, ())
    found = [spec for spec in kind.fields.values() if spec.entry in _TEXTS and spec.name not in listed]
    return tuple(spec.name for spec in found if not spec.hidden_in_forms)


def texts_of(
    kind: str, values: Mapping[str, Wire], also: Mapping[str, Sequence[Wire]]
) -> Iterator[tuple[str, str]]:
    """Field and text of everything a record is found by; where writers disagree, what each of them wrote."""
    for name in text_fields(kind):
        for value in also.get(name, (values.get(name),)):
            if isinstance(value, str):
                yield name, value


def words_of(text: str) -> list[str]:
    """The words somebody looks for, folded as they are kept, each once: the first `MOST_WORDS` of them."""
    return list(dict.fromkeys(fold(clean(text, lines=False) or "").split()))[:MOST_WORDS]


def quoted(word: str) -> str:
    """A word as the index is asked for it."""
    return '"' + word.replace('"', '""') + '"'


def people_with(words: Iterable[str]) -> tuple[str, list[object]]:
    """A condition on `listing`, with its values: each word is in a name or number, a short one at its beginning."""
    parts, values = ["listing.person IS NOT NULL"], list[object]()
    for word in words:
        if len(word) < SHORTEST:
            parts.append("listing.person IN (SELECT person FROM name_key WHERE key >= ? AND key < ?)")
            values += [word, word + "\U0010ffff"]
        else:
            parts.append("listing.person IN (SELECT rowid FROM who WHERE who MATCH ?)")
            values.append(quoted(word))
    return " AND ".join(parts), values


def records_with(conn: Connection, words: Sequence[str], most: int) -> list[str]:
    """Ids of shown records whose text holds every word, the newest here first; of nobody here none are told.

    Records that wait are left out until they are made ready.

    Without a word of `SHORTEST` letters there are none: so little is in every text.
    """
    long = [word for word in words if len(word) >= SHORTEST]
    if not long:
        return []
    short = [word for word in words if len(word) < SHORTEST]
    rows = conn.exec_driver_sql(
        "SELECT entity.uid FROM search CROSS JOIN entity ON entity.id = search.rowid"
        " LEFT JOIN alias ON alias.entity = entity.person"
        " LEFT JOIN listing ON listing.person = COALESCE(alias.shown, entity.person)"
        f" WHERE search MATCH ?{' AND instr(search.words, ?) > 0' * len(short)}"
        " AND (listing.person IS NOT NULL OR entity.kind = 'agency')"
        # what waits may be hidden by now, or say something else
        " AND search.rowid NOT IN (SELECT entity FROM search_due)"
        " ORDER BY search.rowid DESC LIMIT ?",
        (" AND ".join(map(quoted, long)), *short, most),
    )
    return [bytes(uid).hex() for (uid,) in rows]


def make(conn: Connection) -> None:
    """Make the search empty, before records are projected."""
    conn.exec_driver_sql("DROP TABLE IF EXISTS search")
    conn.exec_driver_sql("DROP TABLE IF EXISTS search_due")
    conn.exec_driver_sql("CREATE VIRTUAL TABLE search USING fts5(words, tokenize='trigram case_sensitive 1')")
    conn.exec_driver_sql("INSERT INTO search (search, rank) VALUES ('secure-delete', 1)")
    conn.exec_driver_sql("CREATE TABLE search_due (entity INTEGER PRIMARY KEY)")


def note(driver: Any, numbers: Iterable[int]) -> None:
    """Remember that these records (local numbers) are not what they were."""
    driver.executemany("INSERT OR IGNORE INTO search_due (entity) VALUES (?)", [(each,) for each in numbers])


def settle(conn: Connection) -> None:
    """Work off what waits if it is little, as it is after a save."""
    few = "SELECT COUNT(*) FROM (SELECT 1 FROM search_due LIMIT ?)"
    if 0 < int(driver_of(conn).execute(few, (AT_ONCE + 1,)).fetchone()[0]) <= AT_ONCE:
        catch_up(conn, AT_ONCE)


def waiting(conn: Connection) -> int:
    """How many records wait."""
    return int(conn.exec_driver_sql("SELECT COUNT(*) FROM search_due").scalar_one())


def catch_up(conn: Connection, most: int) -> int:
    """Bring so many waiting records up to date, inside the caller's transaction; how many it were."""
    raw: Any = driver_of(conn)
    rows = raw.execute(
        "SELECT due.entity, entity.kind, entity.hidden, entity.heads FROM search_due AS due"
        " LEFT JOIN entity ON entity.id = due.entity ORDER BY due.entity LIMIT ?",
        (most,),
    ).fetchall()
    numbers = [(row[0],) for row in rows]
    raw.executemany("DELETE FROM search WHERE rowid = ?", numbers)
    made = [(number, _words(kind, hidden, heads)) for number, kind, hidden, heads in rows]
    raw.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", [each for each in made if each[1]])
    raw.executemany("DELETE FROM search_due WHERE entity = ?", numbers)
    return len(numbers)


def drop_of_person(conn: Connection, number: int) -> None:
    """Take every record of a person (local number) out of the search."""
    for table, column in (("search", "rowid"), ("search_due", "entity")):
        conn.exec_driver_sql(
            f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM entity WHERE person = ?)", (number,)
        )


def is_exact(conn: Connection) -> bool:
    """Whether every record that does not wait has the row it should have, and there is no other row."""
    raw: Any = driver_of(conn)
    settled = "NOT IN (SELECT entity FROM search_due)"
    kept = raw.execute(f"SELECT rowid, words FROM search WHERE rowid {settled} ORDER BY rowid")
    rows = raw.execute(f"SELECT id, kind, hidden, heads FROM entity WHERE id {settled} ORDER BY id")
    wanted = ((number, _words(kind, hidden, heads)) for number, kind, hidden, heads in rows)
    return all(have == want for have, want in zip_longest(kept, (each for each in wanted if each[1])))


def _words(kind: str | None, hidden: str | None, blob: bytes | None) -> str:
    """What a record is found by, folded; empty for one that is hidden, or has no text."""
    if hidden is not None or blob is None or not text_fields(kind or ""):
        return ""
    heads = unpack(blob)
    return " ".join(fold(text) for _, text in texts_of(kind or "", heads.values(), heads.conflicts()))

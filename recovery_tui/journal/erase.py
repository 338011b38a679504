"""Erasing a person: bodies go, leaves stay so that every chain still verifies, and no old file brings them back.

It takes two authors: one asks, another approves. Both say so in records of their own that name a random id only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from recovery_tui.errors import NotFoundError
from recovery_tui.journal import alias, due, listing, reading
from recovery_tui.journal.event import Body, decode_body
from recovery_tui.journal.feeds import RECORD
from recovery_tui.journal.rebuild import drop_person

WORDS = "words|"
"""Begins the keys of drafts of answers to small questions, of whomever: they go at every erasure."""

REQUEST, APPROVAL = "erasure", "erasure_approval"


@dataclass(frozen=True)
class Asked:
    """A request to erase somebody."""

    request: str
    """Id of the request."""
    subject: str
    """Id of the person."""
    reason: str
    by: str
    """Fingerprint of who asked."""
    on: str
    approved_by: tuple[str, ...]
    """Fingerprints of others who approved."""


def asked(conn: Connection) -> list[Asked]:
    """Every request, with who approved it; approvals by the one who asked don't count.

    An approval says what its author wrote, whatever others have made of the record since. A request that was hidden,
    which is a no, still counts once somebody has approved it: whichever of the two arrives first, the same happens.
    """
    approvals: dict[str, list[tuple[str, str]]] = {}
    for each in reading.of_kind(conn, APPROVAL):
        said = _making(conn, each.id)
        if said is not None:
            request, whom = str(said.set.get("request", "")), str(said.set.get("subject", ""))
            approvals.setdefault(request, []).append((whom, said.au))
    found = []
    for each in reading.of_kind(conn, REQUEST):
        subject, by = str(each.values.get("subject", "")), writer_of(conn, each.id)
        said_yes = tuple(who for whom, who in approvals.get(each.id, ()) if whom == subject and who != by)
        if (each.hidden is None or said_yes) and reading.raw_id(subject):
            found.append(
                Asked(
                    each.id,
                    subject,
                    str(each.values.get("reason", "")),
                    by,
                    str(each.values.get("requested_on", "")),
                    said_yes,
                )
            )
    return found


def writer_of(conn: Connection, record: str) -> str:
    """Fingerprint of the author who made a record; empty while its beginning is not here."""
    made = _making(conn, record)
    return made.au if made is not None else ""


def _making(conn: Connection, record: str) -> Body | None:
    """The event that made a record, if it is here."""
    rows = conn.exec_driver_sql(
        "SELECT event.body FROM event JOIN entity ON entity.id = event.entity WHERE entity.uid = ?"
        " AND event.body IS NOT NULL",
        (reading.raw_id(record),),
    )
    bodies = [decode_body(bytes(raw)) for (raw,) in rows]
    return next((body for body in sorted(bodies, key=lambda each: each.hlc) if body.op == "make"), None)


def is_erased(conn: Connection, person: str) -> bool:
    """Whether a person was erased here."""
    found = conn.exec_driver_sql("SELECT 1 FROM erased WHERE person = ?", (reading.raw_id(person),))
    return found.one_or_none() is not None


def refuse_erased(conn: Connection, ids: Iterable[str | None]) -> None:
    """Raise NotFoundError when one of these people was erased here, so that nothing is written of them any more."""
    for each in dict.fromkeys(ids):
        if each is not None and is_erased(conn, each):
            raise NotFoundError(
                "This person was erased meanwhile, on request. What was typed about them is not kept; nothing else"
                " changed. Leave this page."
            )


def erase(conn: Connection, person: str, owner: str, now: datetime) -> None:
    """Erase a person for good, inside the caller's transaction; `owner` is the store owner's fingerprint.

    Who looked stays in the access log, with the random id. Doing it again does nothing more.
    """
    key = reading.raw_id(person)
    conn.exec_driver_sql("INSERT OR IGNORE INTO erased (person, at) VALUES (?, ?)", (key, now.isoformat()))
    # what a newer version wrote is not folded and has no number: it is found by the id in its text
    conn.exec_driver_sql(
        "UPDATE event SET body = NULL WHERE entity IS NULL AND body IS NOT NULL AND instr(body, ?) > 0"
        " AND feed IN (SELECT no FROM feed WHERE use = ?)",
        (person.encode(), RECORD),
    )
    row = conn.exec_driver_sql("SELECT id FROM entity WHERE uid = ?", (key,)).one_or_none()
    if row is None:
        return
    number = int(row[0])
    theirs = "SELECT id FROM entity WHERE person = ?"
    conn.exec_driver_sql(
        f"UPDATE event SET body = NULL, entity = NULL WHERE entity IN ({theirs})"
        " AND feed IN (SELECT no FROM feed WHERE use = ?)",
        (number, RECORD),
    )
    conn.exec_driver_sql(f"DELETE FROM origin WHERE entity IN ({theirs})", (number,))
    conn.exec_driver_sql(f"DELETE FROM draft WHERE person = ? OR key LIKE '{WORDS}%'", (key,))
    drop_person(conn, number)
    people = {number} | alias.refresh(conn)
    listing.refresh(conn, people, owner)
    due.refresh(conn, people)

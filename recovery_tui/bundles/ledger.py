"""The ledger: which bundle went to whom, what was in it, and what each recipient is known to hold.

A recipient holds what is in a bundle they have confirmed, and what they wrote or sent themselves. Writing a bundle
proves nothing: it may never arrive.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from recovery_tui.bundles.cards import Card
from recovery_tui.bundles.scope import Scope
from recovery_tui.journal.event import Body
from recovery_tui.journal.outgoing import Piece, beginnings
from recovery_tui.journal.tables import set_setting, setting

_THEIRS = "recipient IN (SELECT value FROM json_each(?)) AND confirmed_at IS NOT NULL"
"""Confirmed bundles to any of somebody's cards."""

_RESTORED = "restored "
"""Begins the setting that holds the stamp since when somebody works on from a restored copy."""


class State(StrEnum):
    """How far a bundle got."""

    WRITING = "writing"
    """Entered before the file gets its name; a kill in between leaves it so, and there is no file."""
    WRITTEN = "written"
    THEIRS = "theirs"
    """Not sent from here: what the recipient sent to this store, and so holds."""
    SETTLED = "settled"
    """A hand-over that is confirmed, and whose people are the recipient's."""


@dataclass(frozen=True)
class Sent:
    """How far what was sent to somebody has got; instants as text, empty for never."""

    last: str = ""
    confirmed: str = ""
    """When they confirmed one last."""


@dataclass
class _Confirmed:
    at: str
    scope: Scope
    ranges: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def spans(self, row: int, seq: int) -> bool:
        return any(first <= seq <= last for first, last in self.ranges.get(row, ()))


@dataclass
class Holding:
    """What a recipient is known to hold, by row of `feed`."""

    leaves: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Events whose leaf they hold at least."""
    _bundles: list[_Confirmed] = field(default_factory=list)
    _late: set[tuple[int, int]] = field(default_factory=set)
    _own: dict[int, int] = field(default_factory=dict)
    _came_late: dict[tuple[int, int], str] = field(default_factory=dict)

    def may_lack(self) -> list[Piece]:
        """Stretches they hold in which a body may be missing: those that never went in full, and what came late."""
        pieces = [Piece(row, seq, seq) for row, seq in sorted(self._came_late)]
        for row, ranges in self.leaves.items():
            full = [
                each
                for bundle in self._bundles
                if bundle.scope.everything
                for each in bundle.ranges.get(row, ())
            ]
            full += [(1, self._own[row])] if row in self._own else []
            for first, last in ranges:
                pieces += [Piece(row, start, end) for start, end in without(first, last, full)]
        return pieces

    def has_body(self, row: int, seq: int, body: Body | None) -> bool:
        """Whether they hold the body of an event whose leaf they hold; None for one that can't be read here.

        What could not be read went only where everything went.
        """
        if (row, seq) in self._late or seq <= self._own.get(row, 0):
            return True
        came = self._came_late.get((row, seq), "")
        return any(
            bundle.spans(row, seq)
            and bundle.at > came
            and (bundle.scope.everything if body is None else bundle.scope.covers(body))
            for bundle in self._bundles
        )


def holding(conn: Connection, cards: Sequence[Card]) -> Holding:
    """What a recipient is known to hold; `cards` are theirs, of the key in use and of those before it."""
    found = Holding()
    recipient = json.dumps([card.fingerprint for card in cards])
    bundles: dict[bytes, _Confirmed] = {}
    for bundle, at, scope in conn.exec_driver_sql(
        f"SELECT bundle, at, scope FROM sent WHERE {_THEIRS}", (recipient,)
    ):
        bundles[bytes(bundle)] = _Confirmed(str(at), Scope.from_json(scope))
    for bundle, row, first, last in conn.exec_driver_sql(
        "SELECT sent_range.bundle, feed, first, last FROM sent_range JOIN sent ON sent.bundle = sent_range.bundle"
        f" WHERE {_THEIRS}",
        (recipient,),
    ):
        bundles[bytes(bundle)].ranges.setdefault(row, []).append((first, last))
        found.leaves.setdefault(row, []).append((first, last))
    found._bundles = list(bundles.values())
    found._late = {
        (row, seq)
        for row, seq in conn.exec_driver_sql(
            f"SELECT feed, seq FROM sent_late JOIN sent ON sent.bundle = sent_late.bundle WHERE {_THEIRS}",
            (recipient,),
        )
    }
    for card in cards:
        found._own |= beginnings(conn, card.author)
    for row, reached in found._own.items():
        if reached:
            found.leaves.setdefault(row, []).append((1, reached))
    found._came_late = {
        (row, seq): str(at) for row, seq, at in conn.exec_driver_sql("SELECT feed, seq, at FROM came_late")
    }
    return found


def enter(
    conn: Connection,
    bundle: str,
    recipients: Iterable[str],
    purpose: str,
    scope: Scope,
    pieces: Sequence[Piece],
    late: Iterable[tuple[int, int]],
    now: datetime,
    state: State = State.WRITING,
) -> None:
    """Enter a bundle that is about to get its name, or one that came (`THEIRS`, confirmed by having come)."""
    key = bytes.fromhex(bundle)
    confirmed = now.isoformat() if state is State.THEIRS else None
    for recipient in recipients:
        conn.exec_driver_sql(
            "INSERT OR IGNORE INTO sent (bundle, recipient, at, purpose, state, scope, confirmed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (key, recipient, now.isoformat(), purpose, state.value, scope.to_json(), confirmed),
        )
    for piece in pieces:
        conn.exec_driver_sql(
            "INSERT OR IGNORE INTO sent_range (bundle, feed, first, last) VALUES (?, ?, ?, ?)",
            (key, piece.row, piece.first, piece.last),
        )
    for row, seq in late:
        conn.exec_driver_sql(
            "INSERT OR IGNORE INTO sent_late (bundle, feed, seq) VALUES (?, ?, ?)", (key, row, seq)
        )


def written(conn: Connection, bundle: str) -> None:
    """The file has its name."""
    conn.exec_driver_sql(
        "UPDATE sent SET state = ? WHERE bundle = ? AND state = ?",
        (State.WRITTEN.value, bytes.fromhex(bundle), State.WRITING.value),
    )


def forget(conn: Connection, bundle: str) -> None:
    """The file never got its name: it was not sent."""
    for statement in (
        "DELETE FROM sent WHERE bundle = ?",
        "DELETE FROM sent_range WHERE bundle = ?",
        "DELETE FROM sent_late WHERE bundle = ?",
    ):
        conn.exec_driver_sql(statement, (bytes.fromhex(bundle),))


def unfinished(conn: Connection) -> list[str]:
    """Bundles whose writing was cut off."""
    rows = conn.exec_driver_sql("SELECT DISTINCT bundle FROM sent WHERE state = ?", (State.WRITING.value,))
    return [bytes(bundle).hex() for (bundle,) in rows]


def confirm(
    conn: Connection, cards: Sequence[Card], bundles: Collection[str], written: str, now: datetime
) -> list[str]:
    """A recipient said in a file stamped `written` which bundles they have; gives those not confirmed before.

    What they said before they were restored says nothing of what they hold now.
    """
    if any(written < (setting(conn, _RESTORED + card.fingerprint) or "") for card in cards):
        return []
    fresh = []
    recipient = json.dumps([card.fingerprint for card in cards])
    for bundle in bundles:
        done = conn.exec_driver_sql(
            "UPDATE sent SET confirmed_at = ?, state = ? WHERE bundle = ? AND confirmed_at IS NULL"
            " AND recipient IN (SELECT value FROM json_each(?))",
            (now.isoformat(), State.WRITTEN.value, bytes.fromhex(bundle), recipient),
        )
        if done.rowcount:
            fresh.append(bundle)
    return fresh


def doubt(conn: Connection, cards: Sequence[Card], feed: str, first: int, last: int) -> None:
    """A recipient asks for events of a feed: what they were said to hold of these is sent again."""
    recipient = json.dumps([card.fingerprint for card in cards])
    told = (
        "recipient IN (SELECT value FROM json_each(?)) AND bundle IN (SELECT bundle FROM sent_range"
        " WHERE feed IN (SELECT feed.no FROM feed JOIN feed AS trunk ON trunk.no = feed.root WHERE trunk.id = ?)"
        " AND first <= ? AND last >= ?)"
    )
    wanted = (recipient, bytes.fromhex(feed), last, first)
    conn.exec_driver_sql(f"DELETE FROM sent WHERE state = 'theirs' AND {told}", wanted)
    conn.exec_driver_sql(f"UPDATE sent SET confirmed_at = NULL WHERE {told}", wanted)


def confirmed_handovers(conn: Connection, recipients: Collection[str]) -> dict[str, Scope]:
    """Hand-overs that these recipients confirmed and that are not settled yet: whose records went."""
    rows = conn.exec_driver_sql(
        f"SELECT bundle, scope FROM sent WHERE {_THEIRS} AND purpose = 'handover' AND state = ?",
        (json.dumps(sorted(recipients)), State.WRITTEN.value),
    )
    return {bytes(bundle).hex(): Scope.from_json(scope) for bundle, scope in rows}


def settle(conn: Connection, bundles: Iterable[str]) -> None:
    """Hand-overs are settled: whoever was in them is the recipient's."""
    for bundle in bundles:
        conn.exec_driver_sql(
            "UPDATE sent SET state = ? WHERE bundle = ?", (State.SETTLED.value, bytes.fromhex(bundle))
        )


def start_over(conn: Connection, cards: Sequence[Card], since: str) -> None:
    """A recipient works on from a restored copy: what they had confirmed may be gone there, so it is sent again.

    `since` is the stamp of the first thing they wrote after that; `cards` are as for `holding`.
    """
    for card in cards:
        who = card.fingerprint
        conn.exec_driver_sql(
            "UPDATE sent SET confirmed_at = NULL WHERE recipient = ? AND state != 'theirs'", (who,)
        )
        conn.exec_driver_sql("DELETE FROM sent WHERE recipient = ? AND state = 'theirs'", (who,))
        set_setting(conn, _RESTORED + who, max(since, setting(conn, _RESTORED + who) or ""))


def sent_to(conn: Connection) -> dict[str, Sent]:
    """How far what was sent from here has got, by recipient."""
    rows = conn.exec_driver_sql(
        "SELECT recipient, MAX(at), MAX(confirmed_at) FROM sent WHERE state != 'theirs' GROUP BY recipient"
    )
    return {str(who): Sent(str(last), str(confirmed or "")) for who, last, confirmed in rows}


def recipients_of(conn: Connection, person: str) -> set[str]:
    """Who was sent anything that a person's (id) records may have been in."""
    rows = conn.exec_driver_sql("SELECT recipient, scope FROM sent WHERE state != 'theirs'")
    sent = ((str(who), Scope.from_json(scope).people) for who, scope in rows)
    return {who for who, people in sent if people is None or person in people}


def has_confirmed(conn: Connection, recipient: str, row: int, seq: int) -> bool:
    """Whether a recipient has confirmed a bundle that an event was in."""
    found = conn.exec_driver_sql(
        "SELECT 1 FROM sent JOIN sent_range ON sent_range.bundle = sent.bundle WHERE sent.recipient = ?"
        " AND sent.confirmed_at IS NOT NULL AND sent_range.feed = ? AND ? BETWEEN first AND last LIMIT 1",
        (recipient, row, seq),
    )
    return found.one_or_none() is not None


def newest_to(conn: Connection, recipient: str) -> str:
    """The bundle written last to a recipient, or nothing."""
    row = conn.exec_driver_sql(
        "SELECT bundle FROM sent WHERE recipient = ? AND state != 'theirs' ORDER BY at DESC, bundle LIMIT 1",
        (recipient,),
    ).one_or_none()
    return bytes(row[0]).hex() if row else ""


def without(first: int, last: int, full: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of a stretch lies in none of the `full` ones."""
    left, start = [], first
    for begin, end in sorted(full):
        if begin > start:
            left.append((start, min(begin - 1, last)))
        start = max(start, end + 1)
        if start > last:
            break
    return [*(each for each in left if each[0] <= each[1]), *([(start, last)] if start <= last else [])]

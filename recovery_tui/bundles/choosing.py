"""What goes into a bundle: the stretches its addressees lack, and of each event whether its body may go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from recovery_tui.bundles.format import Event, Item, Late, Leaf, Seal
from recovery_tui.bundles.ledger import Holding
from recovery_tui.bundles.scope import Scope, owner_of
from recovery_tui.journal.erase import REQUEST
from recovery_tui.journal.event import decode_if_known, subject_if_known
from recovery_tui.journal.feeds import FEED_ID_BYTES
from recovery_tui.journal.outgoing import Logged, Outgoing, Piece, Ranges, events_of, held_to, outgoing
from recovery_tui.journal.reading import raw_id
from recovery_tui.journal.runs import runs_of
from recovery_tui.records import KINDS


@dataclass(frozen=True)
class LateBody:
    """A body for an event that the addressees hold as a bare leaf."""

    row: int
    feed: bytes
    seq: int
    raw: bytes


@dataclass(frozen=True)
class Chosen:
    """What a bundle will carry."""

    stretches: tuple[Outgoing, ...]
    late: tuple[LateBody, ...]
    scope: Scope

    @property
    def pieces(self) -> list[Piece]:
        """Where the events of the stretches lie."""
        return [piece for out in self.stretches for piece in out.pieces]

    def items(self, conn: Connection, counted: Tally | None = None) -> Iterator[Item]:
        """The items in the order of the file. `counted` is told of each; the same every time in one transaction."""
        is_open = self.scope.everything
        for number, out in enumerate(self.stretches):
            for event in events_of(conn, out.pieces):
                raw = event.raw
                if raw is not None and not is_open and not self._passes(raw):
                    raw = None
                if counted is not None:
                    counted.note(number, event, shown=raw is not None)
                yield Leaf(event.leaf) if raw is None else Event(raw)
            yield Seal(out.stretch.last, out.seal)
        for late in self.late:
            if counted is not None:
                counted.note_late(late)
            yield Late(late.feed, late.seq, late.raw)

    def _passes(self, raw: bytes) -> bool:
        """Whether a body goes through the gate."""
        body = decode_if_known(raw)
        return body is not None and self.scope.covers(body)


class Tally:
    """Counts what goes: bodies and leaves of each stretch, records by kind, people; in little memory."""

    def __init__(self, stretches: int) -> None:
        self.shown = [0] * stretches
        self.withheld = [0] * stretches
        self.counts: dict[str, int] = {}
        self.people: set[str] = set()
        self.erases: set[str] = set()
        """People whom a request in it asks to erase."""
        self._met = bytearray()

    def note(self, stretch: int, event: Logged, *, shown: bool) -> None:
        """An event of a stretch."""
        if not shown:
            self.withheld[stretch] += 1
            return
        self.shown[stretch] += 1
        self._meet(event.entity, event.raw)

    def note_late(self, late: LateBody) -> None:
        """A late body."""
        self._meet(None, late.raw)

    def _meet(self, entity: int | None, raw: bytes | None) -> None:
        """Count a record the first time it is met; one bit each."""
        if entity is not None:
            byte, bit = entity >> 3, 1 << (entity & 7)
            if byte >= len(self._met):
                self._met.extend(bytes(byte + 1 - len(self._met) + 4096))
            if self._met[byte] & bit:
                return
            self._met[byte] |= bit
        about = subject_if_known(raw or b"")
        if about is not None:
            # kinds and subjects that others made up could not stand in a manifest, and nothing would ever leave again
            if about.kind in KINDS:
                self.counts[about.kind] = self.counts.get(about.kind, 0) + 1
            if owner := owner_of(about):
                self.people.add(owner)
            if about.kind == REQUEST and (body := decode_if_known(raw or b"")):
                subject = raw_id(str(body.set.get("subject", "")))
                self.erases |= {subject.hex()} if len(subject) == 16 else set()


def choose(conn: Connection, holdings: Sequence[Holding], scope: Scope) -> Chosen:
    """What to send so that every addressee then has all that may go; `holdings` is empty to send everything again."""
    held = _held_by_all(conn, holdings)
    going = tuple(
        out for out in outgoing(conn, held) if scope.everything or _concerns(conn, out, held, scope)
    )
    return Chosen(going, tuple(_late(conn, holdings, held, scope)), scope)


def _concerns(conn: Connection, out: Outgoing, held: dict[int, Ranges], scope: Scope) -> bool:
    """Whether a stretch says anything to the addressees: it is one's own, goes on what they have, or shows something.

    Of others, nothing but leaves would make them ask for cards of people whom they have nothing to do with.
    """
    if any(held.get(piece.row) for piece in out.pieces) or _is_own(conn, out.stretch.author):
        return True
    bodies = (decode_if_known(event.raw) for event in events_of(conn, out.pieces) if event.raw is not None)
    return any(body is not None and scope.covers(body) for body in bodies)


def _is_own(conn: Connection, author: bytes) -> bool:
    found = conn.exec_driver_sql("SELECT 1 FROM feed WHERE own = 1 AND author = ? LIMIT 1", (author,))
    return found.one_or_none() is not None


def _held_by_all(conn: Connection, holdings: Sequence[Holding]) -> dict[int, Ranges]:
    """How far each run is held by every addressee."""
    if not holdings:
        return {}
    found: dict[int, Ranges] = {}
    for row in set.intersection(*(set(each.leaves) for each in holdings)):
        ranges = []
        for run in runs_of(conn, row):
            reached = min(held_to(run.first, each.leaves[row]) for each in holdings)
            if reached >= run.first:
                ranges.append((run.first, min(reached, run.last)))
        found[row] = ranges
    return found


def _late(
    conn: Connection, holdings: Sequence[Holding], held: dict[int, Ranges], scope: Scope
) -> Iterator[LateBody]:
    """Bodies that may go, for events before the new stretches, that some addressee lacks."""
    met: set[tuple[int, int]] = set()
    for holding in holdings:
        for event in events_of(conn, holding.may_lack()):
            place = (event.row, event.seq)
            if event.raw is None or place in met or not _within(held.get(event.row, ()), event.seq):
                continue
            body = decode_if_known(event.raw)
            may_go = scope.everything or (body is not None and scope.covers(body))
            if not may_go or holding.has_body(event.row, event.seq, body):
                continue
            met.add(place)
            yield LateBody(event.row, _feed_id(conn, event.row), event.seq, event.raw)


def _within(ranges: Ranges, seq: int) -> bool:
    return any(first <= seq <= last for first, last in ranges)


def _feed_id(conn: Connection, row: int) -> bytes:
    found = conn.exec_driver_sql("SELECT id FROM feed WHERE no = ?", (row,)).scalar_one()
    return bytes(found)[:FEED_ID_BYTES]

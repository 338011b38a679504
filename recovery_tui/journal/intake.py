"""Taking in other people's feeds: every event is checked, chained and folded, inside the caller's one transaction.

The result depends on the set of events only. What is here already is passed over; a body arrives later for a leaf
that stood alone; a feed that was written on two computers is kept as branches; an erased person stays erased.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from recovery_tui.errors import BundleDamagedError
from recovery_tui.journal.body_check import foreign_body, foreign_look
from recovery_tui.journal.driver import driver_of
from recovery_tui.journal.event import Body, Placed, first_head, leaf_of, next_head, seal_message
from recovery_tui.journal.feeds import RECORD
from recovery_tui.journal.project import Projector
from recovery_tui.journal.runs import Run, add_run, branch_for, branches, head_after, runs_of, split
from recovery_tui.journal.stretch import Stretch, Taken
from recovery_tui.vault.identity import fingerprint_of, verify

FOLDED_AT_ONCE = 1000
"""Events folded together."""

LogRow = tuple[int, int, bytes, bytes | None, int | None]
"""Number of the feed, seq, leaf, body, and local number of the record."""


class Intake:
    """Takes in one stretch after another."""

    def __init__(
        self,
        conn: Connection,
        projector: Projector,
        own_feed: int,
        now: datetime,
        begin_anew: Callable[[], None],
    ) -> None:
        """`own_feed` is the row being written here; `begin_anew` begins another when it goes on elsewhere too."""
        self.connection = conn
        self.own_feed: int | None = own_feed
        """None once it was found to go on on another computer."""
        self.projector = projector
        self._begin_anew = begin_anew
        self.newest_stamp = ""
        """The greatest stamp that came in."""
        self._raw: Any = driver_of(conn)
        # what comes late came after everything that was sent, also when the clock was put back meanwhile
        sent_at = self._raw.execute("SELECT COALESCE(MAX(at), '') FROM sent").fetchone()[0]
        self._late_at = max(now.isoformat(), str(sent_at))
        self._erased = {bytes(row[0]).hex() for row in self._raw.execute("SELECT person FROM erased")}
        self._line: _Line | None = None
        self._unfolded: list[tuple[Placed, bytes, bool]] = []
        """Events with their bytes, and whether their leaf has a row already."""
        self._unwritten: list[LogRow] = []

    def begin(self, stretch: Stretch) -> Taken:
        """Start on a stretch; call `take`, `take_leaf`, `seal` in its order, then `end`."""
        self._line = _Line(self, stretch)
        return self._line.taken

    def prepare(self, first: int, last: int) -> None:
        """Look up which of these events of the stretch are here already; before they are taken."""
        self._open.look_up(first, last)

    def take(self, raw: bytes) -> None:
        """The next event, with its body."""
        self._open.take(raw, leaf_of(raw))

    def take_leaf(self, leaf: bytes) -> None:
        """The next event, withheld or erased."""
        self._open.take(None, leaf)

    def seal(self, seq: int, signature: bytes) -> None:
        """The author's signature over everything up to the event just taken."""
        self._open.seal(seq, signature)

    def end(self) -> None:
        """The stretch is complete. Raises BundleDamagedError when it is not what was announced."""
        self._open.end()
        self._line = None

    def take_late(self, feed: bytes, seq: int, raw: bytes) -> Taken:
        """A body for an event that is here as a bare leaf; passed over when there is no such leaf."""
        self.flush()
        taken = Taken()
        row = self._raw.execute(
            "SELECT event.feed, event.body IS NOT NULL, feed.author, feed.use FROM event"
            " JOIN feed ON feed.no = event.feed JOIN feed AS trunk ON trunk.no = feed.root"
            " WHERE trunk.id = ? AND event.seq = ? AND event.leaf = ?",
            (feed, seq, leaf := leaf_of(raw)),
        ).fetchone()
        if row is None or row[1]:
            taken.known += 1
            return taken
        number, _, author, use = row
        self.place(taken, number, use, seq, leaf, raw, feed, fingerprint_of(bytes(author)), stored=True)
        return taken

    def place(
        self,
        taken: Taken,
        number: int,
        use: str,
        seq: int,
        leaf: bytes,
        raw: bytes,
        feed: bytes,
        author: str,
        *,
        stored: bool,
    ) -> None:
        """Take one body into the log and fold it, by the next `flush`; `stored` when its leaf has a row already."""
        entity: int | None = None
        if use != RECORD:
            look = foreign_look(raw, seq, author)
            entity = self.projector.number_of(look.person) if look is not None and look.person else None
        elif self._is_of_erased(body := foreign_body(raw, feed, seq, author), raw):
            if not stored:
                self.write((number, seq, leaf, None, None))
            taken.known += 1
            return
        elif body is None:
            taken.unread += 1
        else:
            taken.new += 1
            if body.person or body.kind == "person":
                taken.people.add(body.person or body.ent)
            self._unfolded.append((Placed(number, seq, leaf, body), raw, stored))
            if len(self._unfolded) >= FOLDED_AT_ONCE:
                self.flush()
            return
        taken.new += 1
        self.write((number, seq, leaf, raw, entity), stored=stored)

    def _is_of_erased(self, body: Body | None, raw: bytes) -> bool:
        """Whether a change is of somebody erased; of what a newer version wrote only the ids in it can tell."""
        if body is None:
            return any(person.encode() in raw for person in self._erased)
        return body.person in self._erased or body.ent in self._erased

    def write(self, row: LogRow, *, stored: bool = False) -> None:
        """A row of the log, by the next `flush`; `stored` when there is a row and its body has come now."""
        if not stored:
            self._unwritten.append(row)
            return
        number, seq, _, raw, entity = row
        self._raw.execute(
            "UPDATE event SET body = ?, entity = ? WHERE feed = ? AND seq = ?", (raw, entity, number, seq)
        )
        self._raw.execute("INSERT OR REPLACE INTO came_late VALUES (?, ?, ?)", (number, seq, self._late_at))

    def settle(self) -> None:
        """Bring log and tables up to what was taken, so that they can be asked in the same transaction."""
        self.flush()
        self.projector.flush()

    def flush(self) -> None:
        """Bring the log itself up to what was taken."""
        self._fold()
        if self._unwritten:
            self._raw.executemany(
                "INSERT INTO event (feed, seq, leaf, body, entity) VALUES (?, ?, ?, ?, ?)", self._unwritten
            )
            self._unwritten.clear()
            self.projector.unwritten.clear()

    def _fold(self) -> None:
        """Fold what was taken."""
        if not self._unfolded:
            return
        numbers = self.projector.fold_all([placed for placed, _, _ in self._unfolded])
        for (placed, raw, stored), entity in zip(self._unfolded, numbers, strict=True):
            self.write((placed.feed_no, placed.seq, placed.leaf, raw, entity), stored=stored)
        self.newest_stamp = max(self.newest_stamp, *(placed.body.hlc for placed, _, _ in self._unfolded))
        self._unfolded.clear()

    def written_elsewhere(self, root: int) -> None:
        """Something new is about to come into a feed; if it is the one being written here, begin another first."""
        if root == self.own_feed:
            self.own_feed = None
            self._begin_anew()

    @property
    def _open(self) -> _Line:
        if self._line is None:
            raise BundleDamagedError(
                "This file does not say which log its entries belong to. Nothing was changed."
            )
        return self._line


class _Line:
    """The line through a feed and its branches that one stretch follows."""

    def __init__(self, intake: Intake, stretch: Stretch) -> None:
        self.taken = Taken()
        self._intake = intake
        self._conn = intake.connection
        self._raw: Any = driver_of(intake.connection)
        self._stretch = stretch
        self._author = fingerprint_of(stretch.author)
        self._root = self._trunk()
        self._rows = branches(self._conn, self._root)
        self._held: dict[tuple[int, bytes], tuple[int, bool]] = {}
        """Events here: (seq, leaf) to the row of `feed` they lie in, and whether their body is here."""
        self._at: dict[int, set[int]] = {}
        """Rows of `feed` that have an event at a seq."""
        self._seq = stretch.first - 1
        self._head = stretch.before
        self._sealed = stretch.first - 1
        self._stray = False
        """Whether the stretch begins right behind events that it does not go on from."""
        self._row = self._start()
        self._written: tuple[int, bytes] | None = None
        """Where the run being written begins: the seq before it and the head there."""
        if stretch.first == 1 and stretch.before != first_head(stretch.genesis):
            _refuse()

    def _trunk(self) -> int:
        """The row of the feed; made, or completed where only its name was known."""
        stretch = self._stretch
        row = self._raw.execute("SELECT no, genesis FROM feed WHERE id = ?", (stretch.feed,)).fetchone()
        if row is None:
            number = int(self._raw.execute("SELECT COALESCE(MAX(no), 0) + 1 FROM feed").fetchone()[0])
            self._raw.execute(
                "INSERT INTO feed (no, id, root, use, own, author, genesis, signature, last_seq)"
                " VALUES (?, ?, ?, ?, 0, ?, ?, ?, 0)",
                (
                    number,
                    stretch.feed,
                    number,
                    stretch.use,
                    stretch.author,
                    stretch.genesis,
                    stretch.signature,
                ),
            )
            return number
        if row[1] is None:
            self._raw.execute(
                "UPDATE feed SET use = ?, author = ?, genesis = ?, signature = ? WHERE no = ?",
                (stretch.use, stretch.author, stretch.genesis, stretch.signature, row[0]),
            )
        return int(row[0])

    def _start(self) -> int:
        """The row the stretch begins in."""
        before = self._stretch.first - 1
        touching = [
            (row, run)
            for row in self._rows
            for run in runs_of(self._conn, row)
            if run.first - 1 <= before <= run.last
        ]
        for row, run in touching:
            if (before == run.last and run.head == self._head) or (
                before == run.first - 1 and run.before == self._head
            ):
                return row
        self._stray = any(before == run.last for _, run in touching)
        return self._root

    def look_up(self, first: int, last: int) -> None:
        self._intake.flush()
        self._held.clear()
        self._at.clear()
        for row in self._rows:
            found = self._raw.execute(
                "SELECT seq, leaf, body IS NOT NULL FROM event WHERE feed = ? AND seq BETWEEN ? AND ?",
                (row, first, last),
            )
            for seq, leaf, has_body in found:
                self._held[(seq, leaf)] = (row, bool(has_body))
                self._at.setdefault(seq, set()).add(row)

    def take(self, raw: bytes | None, leaf: bytes) -> None:
        seq = self._seq + 1
        if seq > self._stretch.last:
            _refuse()
        known = self._held.get((seq, leaf))
        if known is not None:
            self._close_run()
            self._go_on_in(known[0], seq)
            if raw is not None and not known[1]:
                self._place(seq, leaf, raw, stored=True)
            else:
                self.taken.known += raw is not None
        else:
            if self._written is not None and self._row in self._at.get(seq, ()):
                self._close_run()
            if self._written is None:
                self._find_row(seq, leaf)
                self._written = (self._seq, self._head)
            if raw is None:
                self._intake.write((self._row, seq, leaf, None, None))
                self.taken.withheld += 1
            else:
                self._place(seq, leaf, raw, stored=False)
        self._seq = seq
        self._head = next_head(self._head, leaf)

    def seal(self, seq: int, signature: bytes) -> None:
        stretch = self._stretch
        if seq != self._seq or seq <= self._sealed:
            _refuse()
        if not verify(stretch.author, seal_message(stretch.feed, seq, self._head), signature):
            _refuse()
        if self._written is None:
            self._require_same_past()
        self._raw.execute(
            "INSERT OR IGNORE INTO seal (feed, seq, head, signature) VALUES (?, ?, ?, ?)",
            (self._row, seq, self._head, signature),
        )
        self._sealed = seq

    def end(self) -> None:
        stretch = self._stretch
        if self._seq != stretch.last or self._head != stretch.head or self._sealed != stretch.last:
            _refuse()
        self._close_run()

    def _place(self, seq: int, leaf: bytes, raw: bytes, *, stored: bool) -> None:
        stretch = self._stretch
        self._intake.place(
            self.taken, self._row, stretch.use, seq, leaf, raw, stretch.feed, self._author, stored=stored
        )

    def _find_row(self, seq: int, leaf: bytes) -> None:
        """The row in which an event that is not here goes; what differs from it moves into a branch first."""
        self._intake.flush()
        if seq > self._stretch.first:
            self._require_same_past()
        self._intake.written_elsewhere(self._root)
        differing = self._at.get(seq, set())
        if self._row in differing:
            self.taken.forked = True
            split(self._conn, self._row, seq)
            self._row = branch_for(self._conn, self._root, leaf)
        elif self._branches_here(seq) or (not self._follows() and (differing or self._stray)):
            self.taken.forked = True
            self._row = branch_for(self._conn, self._root, leaf)
        self._stray = False
        self._rows = branches(self._conn, self._root)

    def _go_on_in(self, row: int, seq: int) -> None:
        """Follow another row, where the one followed so far ends and that one begins."""
        runs = runs_of(self._conn, row) if row != self._row and seq > self._stretch.first else ()
        if runs and not any((run.first, run.before) == (seq, self._head) for run in runs):
            _refuse()
        self._row = row

    def _require_same_past(self) -> None:
        """Refuse a stretch that leads to an event that is here by another past: it would be sent on with its lie."""
        found = (run for run in runs_of(self._conn, self._row) if run.first <= self._seq <= run.last)
        if not any(head_after(self._conn, self._row, run, self._seq) == self._head for run in found):
            _refuse()

    def _follows(self) -> bool:
        """Whether the row being followed ends right where the stretch has come to."""
        return any((run.last, run.head) == (self._seq, self._head) for run in runs_of(self._conn, self._row))

    def _branches_here(self, seq: int) -> bool:
        """Whether the row being followed was split before this event."""
        found = self._raw.execute(
            "SELECT 1 FROM run JOIN feed ON feed.no = run.feed WHERE feed.root = ? AND feed.no != ?"
            " AND run.first = ? AND run.before = ?",
            (self._root, self._row, seq, self._head),
        )
        return found.fetchone() is not None

    def _close_run(self) -> None:
        """Write down the run of new events that ends here."""
        if self._written is None:
            return
        self._intake.flush()
        before, head = self._written
        add_run(self._conn, self._row, Run(before + 1, self._seq, head, self._head))
        self._rows = branches(self._conn, self._root)
        self._written = None


def _refuse() -> None:
    raise BundleDamagedError(
        "This file does not hold what its signature says. Nothing was changed. Ask the sender to write it again."
    )

"""The journal of one open store: the one door through which records are written, and the way they are read."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from sqlalchemy import Connection

from recovery_tui.clock import Clock
from recovery_tui.errors import InvalidRecordError, JournalDamagedError, Problem, StoreLockedError
from recovery_tui.journal import access, check, drafts, feeds, history, hlc, search, tables
from recovery_tui.journal.erase import refuse_erased
from recovery_tui.journal.event import EVENT_VERSION, Wire
from recovery_tui.journal.feeds import ACCESS, NEW_KEY, RECORD, Feed
from recovery_tui.journal.intake import Intake
from recovery_tui.journal.log import Change, Writer, clock_warning, last_stamp
from recovery_tui.journal.project import FOLDING, Projector
from recovery_tui.journal.reading import Record, one
from recovery_tui.journal.rebuild import rebuild
from recovery_tui.journal.record_rows import make_tables
from recovery_tui.records import KINDS, Entry
from recovery_tui.records.tables import declarations_digest
from recovery_tui.vault.store import Vault

GOES_ON_ELSEWHERE = (
    "Your records are also being written on another computer, from a copy of this store. Everything from both is kept. "
    "Find out which computer that is, and go on with one of them only."
)

DIGEST = "declarations"
"""Setting that holds the digest of the declarations the record tables were made from."""


@dataclass(frozen=True)
class Saved:
    """What a save did."""

    at: datetime
    """UTC."""
    ids: tuple[str, ...]
    """The record of each change, in order."""
    changed: bool
    """False when nothing differed from what stood."""


class Journal:
    """Reads and writes the signed log of one open store."""

    def __init__(self, vault: Vault, clock: Clock, computer: str) -> None:
        """Open the log: migrate, continue or begin its feeds, rebuild tables whose declarations changed."""
        self.vault = vault
        self._clock = clock
        self._computer = computer
        self.warnings: tuple[str, ...] = ()
        """Sentences the person should see after unlocking."""
        self.restored = False
        """Whether this store was found to be a restored copy, so that new feeds began."""
        with vault.writing() as conn:
            tables.migrate(conn)
            self._open_feeds(conn)
            self._keep_tables_current(conn)
            self._last_hlc = last_stamp(conn, clock.now())
            warning = clock_warning(clock.now(), self._last_hlc)
            if warning:
                self.warnings += (warning,)
                self._look(conn, access.Act.CLOCK_BACK, "")
            if vault.failed_unlocks:
                self._look(conn, access.Act.FAILED_UNLOCKS, "", str(vault.failed_unlocks))
        self._anchor(durable=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store and never waits for a writer."""
        with self.vault.reading() as conn:
            yield conn

    def save(
        self, changes: Sequence[Change], refs: Sequence[str | None] = (), *, draft: str | None = None
    ) -> Saved:
        """Write changes in one transaction: events, chain, seal, tables, search.

        `refs` may name each change; a value `@name` in any of them then stands for that record's id. `draft` is the
        key of the draft that this save finishes: it goes with the same commit. Raises NotFoundError when the person
        was erased meanwhile, ChangedMeanwhileError when other answers stand than a change was decided over.
        """
        with self.writing() as writer:
            refuse_erased(
                writer.connection, (each for change in changes for each in (change.person, change.record))
            )
            ids: list[str] = []
            named: dict[str, str] = {}
            for change, ref in zip_longest(changes, refs):
                # a natural key may be a record of the same save: an id that is made from one must know it
                ids.append(writer.reserve(with_ids(change, named)))
                if ref:
                    named[f"@{ref}"] = ids[-1]
            for change, planned in zip(changes, ids, strict=True):
                if writer.append(with_ids(change, named)) not in (None, planned):
                    raise InvalidRecordError(
                        [Problem(None, "One record was changed twice in a save. Nothing was saved.")]
                    )
            if draft is not None:
                drafts.discard(writer.connection, draft)
        return Saved(self._clock.now(), tuple(ids), writer.written > 0)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction of appends, sealed at its end. Everything or nothing."""
        with self.vault.writing() as conn:
            feed = self._own(conn, RECORD)
            projector = Projector(conn, self.vault.author.fingerprint)
            writer = Writer(conn, feed, self.vault.author, self._clock, self._last_hlc, projector)
            yield writer
            projector.flush()
            writer.seal()
            # before it is another writer's turn; a stamp that is not used after all harms nobody
            self._last_hlc = writer.last_hlc
        if writer.written:
            self._anchor(durable=False)

    @contextmanager
    def receiving(self) -> Iterator[Intake]:
        """One transaction of taking in what others wrote. Everything or nothing."""
        with _nothing_old_searched(), self.vault.writing(much=True) as conn:
            own = self._own(conn, RECORD)
            projector = Projector(conn, self.vault.author.fingerprint)
            intake = Intake(conn, projector, own.no, self._clock.now(), lambda: self._begin_anew(conn))
            yield intake
            intake.settle()
            self._last_hlc = hlc.absorb(self._last_hlc, intake.newest_stamp or hlc.ZERO, self._clock.now())
        if intake.own_feed is None:
            self.warnings += (GOES_ON_ELSEWHERE,)
            self._anchor(durable=True)

    def look(self, act: access.Act, person: str) -> None:
        """Enter that somebody looked at, printed or searched for a person."""
        with self.vault.writing() as conn:
            entered = self._look(conn, act, person)
        if entered:
            self._anchor(durable=False)

    def look_at_all(self, act: access.Act, people: Sequence[str]) -> None:
        """Enter the same act for several people, in one transaction."""
        with self.vault.writing() as conn:
            entered = self.enter_looks(conn, act, people)
        if entered:
            self._anchor(durable=False)

    def enter_looks(self, conn: Connection, act: access.Act, people: Sequence[str]) -> int:
        """The same inside the caller's transaction; how many were entered."""
        feed, author = self._own(conn, ACCESS), self.vault.author.fingerprint
        return access.enter_all(conn, feed, self._clock, author, act, people)

    def looks_at(self, person: str) -> tuple[access.Look, ...]:
        """Who has looked at a person."""
        with self.reading() as conn:
            return access.looks_at(conn, person)

    def record(self, record: str) -> Record | None:
        """A record as it stands, or None."""
        with self.reading() as conn:
            return one(conn, record)

    def history(self, record: str) -> tuple[history.Version, ...]:
        """Every save of a record, oldest first."""
        with self.reading() as conn:
            return history.versions(conn, record)

    def values_at(self, record: str, version: str) -> dict[str, Wire] | None:
        """The values a record had after one of its versions, or None."""
        with self.reading() as conn:
            return history.values_at(conn, record, version)

    def check(self, *, rebuild_tables: bool) -> check.Findings:
        """Verify pages, chains and seals, and that the tables equal the log; with `rebuild_tables`, mend them."""
        pages = self.vault.check_pages()
        with self.reading() as conn:
            found = check.check_feeds(conn)
        equal = False
        try:
            with self.vault.writing() as conn:
                equal = check.tables_equal_log(conn, self.vault.author.fingerprint)
                if not rebuild_tables:
                    raise _OnlyLookingError
        except _OnlyLookingError:
            pass
        except JournalDamagedError:
            equal = False  # an entry can't be read: nothing was mended, and its chain tells which feed
        return check.Findings(pages, found, equal)

    def renew_author_key(self) -> None:
        """Sign with a new author key from now on, in new feeds; a crash in between is made good at the next opening.

        Raises what `Vault.rotate_author_key` raises; then the old key is still in use.
        """
        with self.vault.writing() as conn:
            looks = self._own(conn, ACCESS)
            if not feeds.is_sealed(conn, looks):
                feeds.seal(conn, looks, self.vault.author)
        self.vault.rotate_author_key().wipe()
        with self.vault.writing() as conn:
            self._open_feeds(conn)
        self._anchor(durable=True)

    def write_anchor(self) -> None:
        """Write durably how far the own feeds go; before a file that shows it gets its name."""
        self._anchor(durable=True)

    def close(self) -> None:
        """Seal the access feed, write the anchor durably, and lock the store. May be called twice."""
        if self.vault.locked:
            return
        try:
            with self.vault.writing() as conn:
                feed = self._own(conn, ACCESS)
                if not feeds.is_sealed(conn, feed):
                    feeds.seal(conn, feed, self.vault.author)
            self._anchor(durable=True)
        finally:
            self.vault.lock()

    def _own(self, conn: Connection, use: str) -> Feed:
        feed = feeds.own_feed(conn, use)
        if feed is None:
            raise StoreLockedError("The store is not open. Unlock it and try again; nothing was changed.")
        return feed

    def _look(self, conn: Connection, act: access.Act, person: str, note: str = "") -> bool:
        return access.enter(
            conn, self._own(conn, ACCESS), self._clock, self.vault.author.fingerprint, act, person, note
        )

    def _open_feeds(self, conn: Connection) -> None:
        """Continue the own feeds, or begin new ones in a new store and in a restored copy (decision 4)."""
        anchor = self.vault.read_anchor()
        current = {use: feeds.own_feed(conn, use) for use in (RECORD, ACCESS)}
        goes_on = all(feed is None or self._continues(conn, feed, anchor) for feed in current.values())
        self.restored = not goes_on
        for use, feed in current.items():
            if feed is None or not goes_on:
                feeds.begin(conn, use, self.vault.author, self._clock, self._computer, feed)
            elif feeds.author_of(conn, feed) != self.vault.author.public_key:
                feeds.begin(conn, use, self.vault.author, self._clock, self._computer, feed, NEW_KEY)
            elif use == ACCESS and not feeds.is_sealed(conn, feed):
                feeds.seal(conn, feed, self.vault.author)
        if self.restored:
            self.warnings += (
                "This is a restored copy of your records. Everything in it is here; what you write from now on "
                "is marked as written after the restore.",
            )

    def _begin_anew(self, conn: Connection) -> None:
        """Another computer goes on with the feeds written here: leave them, and write into new ones from now on."""
        for use in (RECORD, ACCESS):
            feed = self._own(conn, use)
            if not feeds.is_sealed(conn, feed):
                feeds.seal(conn, feed, self.vault.author)
            feeds.begin(conn, use, self.vault.author, self._clock, self._computer, feed)

    def _continues(self, conn: Connection, feed: Feed, anchor: dict[bytes, tuple[int, bytes]] | None) -> bool:
        """Whether the database is at or past the place the anchor names, on the same chain."""
        if anchor is not None and not anchor and feed.last_seq == 0:
            return True  # a new store whose first start was cut off
        if anchor is None or feed.id not in anchor:
            return False
        seq, head = anchor[feed.id]
        return feeds.head_at(conn, feed, seq) == head

    def _keep_tables_current(self, conn: Connection) -> None:
        digest = f"{declarations_digest()} {FOLDING}.{EVENT_VERSION}"
        known = tables.setting(conn, DIGEST)
        if known == digest:
            return
        if known is None:
            make_tables(conn)
            search.make(conn)
        else:
            rebuild(conn, self.vault.author.fingerprint)
        tables.set_setting(conn, DIGEST, digest)

    def _anchor(self, *, durable: bool) -> None:
        with self.reading() as conn:
            own = [self._own(conn, use) for use in (RECORD, ACCESS)]
        self.vault.write_anchor({feed.id: (feed.last_seq, feed.head) for feed in own}, durable)


@contextmanager
def _nothing_old_searched() -> Iterator[None]:
    """While this lasts, what is in memory already is not searched for cycles again and again."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _OnlyLookingError(Exception):
    """Rolls a trial rebuild back."""


def with_ids(change: Change, named: Mapping[str, str]) -> Change:
    """`change` with every reference `@name` replaced by the id in `named`."""
    if not named:
        return change
    values = dict(change.values)
    for name, spec in KINDS[change.kind].fields.items():
        value = values.get(name)
        if spec.entry is Entry.REF and isinstance(value, str):
            values[name] = named.get(value, value)
        elif spec.entry is Entry.REFS and isinstance(value, list):
            values[name] = [named.get(each, each) for each in value]
    return replace(change, values=values, person=named.get(change.person or "", change.person))

"""Receiving a bundle: read, proven and taken in within one transaction, or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from recovery_tui.bundles import cards, ledger, parking, trust
from recovery_tui.bundles.format import Event, Item, Late, Leaf, Seal
from recovery_tui.bundles.manifest import Manifest, Section
from recovery_tui.bundles.parser import Parser
from recovery_tui.bundles.received import Part, Received
from recovery_tui.bundles.refusals import damaged, not_for_you
from recovery_tui.bundles.scope import Scope
from recovery_tui.bundles.seal import is_sealed, open_into, read_inner
from recovery_tui.bundles.trust import Trust
from recovery_tui.errors import BundleTooLargeError, NotFoundError, UnknownSignerError
from recovery_tui.journal.answers import in_dispute
from recovery_tui.journal.event import decode_genesis, decode_if_known
from recovery_tui.journal.feeds import RESTORED
from recovery_tui.journal.intake import Intake
from recovery_tui.journal.outgoing import Piece
from recovery_tui.journal.runs import branches, gaps, head_after, runs_of
from recovery_tui.journal.stretch import Stretch, Taken
from recovery_tui.vault.atomic import refusal_in_words
from recovery_tui.vault.identity import fingerprint_of

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes of a bundle that are taken in at once."""

START_PACK = "start-pack"

Progress = Callable[[int, int], None]
"""Told how many items of how many are read; may raise to stop."""


def open_file(path: Path) -> BinaryIO:
    """A bundle to read. Raises NotFoundError, BundleTooLargeError, FolderNotWritableError."""
    try:
        file = path.open("rb")
    except (FileNotFoundError, IsADirectoryError):
        raise NotFoundError("There is no file of that name. Nothing was changed. Check the name.") from None
    except OSError as refusal:
        raise refusal_in_words(refusal, "folder of the file") from None
    if path.stat().st_size > LARGEST_FILE:
        file.close()
        raise BundleTooLargeError(
            "This file is larger than 256 MB. Nothing was changed. Ask the sender to send fewer people at a time."
        )
    return file


def read(file: BinaryIO, secrets: Sequence[str], parser: Parser) -> None:
    """Push a bundle, sealed or not, into a parser.

    Raises as `seal.open_into`, and NotFoundError for a stick that was pulled out.
    """
    start = file.read(22)
    file.seek(0)
    try:
        if is_sealed(start):
            open_into(file, secrets, parser)
        else:
            read_inner(file, parser)
    except OSError:
        raise NotFoundError(
            "The file could not be read to its end. Nothing was changed. Put the stick in again and try once more."
        ) from None


def receive(
    intake: Intake,
    file: BinaryIO,
    me: str,
    secrets: Sequence[str],
    now: datetime,
    progress: Progress | None = None,
    *,
    kept_aside: bool = False,
) -> Received:
    """Take a bundle in, inside the transaction of `intake`, whose caller commits when this returns.

    `me` is the own fingerprint; `kept_aside` says that `file` is the inner stream of a bundle that came sealed and
    was kept here. Raises BundleDamagedError, BundleTooNewError, BundleTooLargeError, NotForYouError,
    UnknownSignerError: then everything must be rolled back.
    """
    sealed = kept_aside or is_sealed(file.read(22))
    file.seek(0)
    sink = _Receiving(intake, me, now, sealed=sealed, progress=progress)
    parser = _KeepingParser(sink)
    read(file, secrets, parser)
    parser.finish()
    return sink.finish(bytes(parser.kept))


class _Receiving:
    """Takes the items of a bundle into the log, section by section."""

    def __init__(
        self, intake: Intake, me: str, now: datetime, *, sealed: bool, progress: Progress | None
    ) -> None:
        self._intake = intake
        self._conn: Connection = intake.connection
        self._me = trust.own(self._conn) | {me}
        self._now = now
        self._sealed = sealed
        self._progress = progress
        self._sections: list[Section] = []
        self._place = 0
        self._seq = 0
        self._part: Part | None = None
        self._done = 0
        self._total = 0
        self._restored: dict[str, str] = {}
        """Authors who work on from a restored copy, and the feed that tells it."""
        self._disputed: set[str] = set()
        self.keeps = False
        """Whether the inner stream must be kept aside."""

    def begin(self, manifest: Manifest) -> bool:
        """Who sends it, and is it for this store? Decides which sections are taken and which are kept aside."""
        signer = fingerprint_of(bytes.fromhex(manifest.author))
        if manifest.type != START_PACK and (not self._sealed or self._me.isdisjoint(manifest.to)):
            raise not_for_you()
        if parking.is_taken(self._conn, manifest.bundle, signer):
            raise damaged()
        self._received = Received(manifest, signer)
        card = trust.find(self._conn, signer) or self._introduce_signer(manifest, signer)
        self._trusted = card.trust in (Trust.TRUSTED, Trust.OWN)
        waits = [] if self._trusted else [signer]
        for section in manifest.sections:
            author = fingerprint_of(bytes.fromhex(decode_genesis(section.genesis.encode()).author))
            takes = self._trusted and self._may_take(section, author)
            if not takes and self._trusted:
                waits.append(author)
            self._received.parts.append(Part(section, author, Taken() if takes else None))
        self._received.waits_for = tuple(dict.fromkeys(waits))
        self.keeps = bool(waits)
        if self.keeps:
            parking.require_room(
                self._conn, manifest.bundle, signer, sum(frame.clen for frame in manifest.frames)
            )
        self._disputed = set(in_dispute(self._conn))
        self._sections = list(manifest.sections)
        self._total = sum(frame.items for frame in manifest.frames)
        self._open_section()
        return True

    def items(self, items: list[Item]) -> None:
        """One frame."""
        prepared = -1
        for index, item in enumerate(items):
            if isinstance(item, Late):
                self._take_late(item)
                continue
            taking = self._part is not None and self._part.taken is not None
            if isinstance(item, Seal):
                if taking:
                    self._intake.seal(item.seq, item.signature)
                if item.seq == self._sections[self._place].last:
                    self._close_section(taking=taking)
                continue
            self._seq += 1
            if not taking:
                continue
            if prepared != self._place:
                prepared = self._place
                last = min(self._sections[self._place].last, self._seq + len(items) - index)
                self._intake.prepare(self._seq, last)
            if isinstance(item, Event):
                self._intake.take(item.raw)
            elif isinstance(item, Leaf):
                self._intake.take_leaf(item.leaf)
        self._done += len(items)
        if self._progress is not None:
            self._progress(self._done, self._total)

    def finish(self, kept: bytes) -> Received:
        """Everything has come: enter what the bundle says beside the records."""
        received, manifest = self._received, self._received.manifest
        self._intake.settle()
        if received.waits_for:
            parking.keep(self._conn, manifest.bundle, received.signer, received.waits_for, kept, self._now)
        else:
            parking.drop(self._conn, manifest.bundle)
        if self._trusted:
            self._keep_cards(manifest)
            for author, feed in self._restored.items():
                ledger.start_over(self._conn, self._line(author), self._since(author, feed))
            line = self._line(received.signer)
            if not parking.is_received(self._conn, manifest.bundle):
                # whoever was put back from a backup and wrote nothing since shows it only by what they ask for
                for wanted in manifest.wants:
                    ledger.doubt(self._conn, line, *wanted)
            received.confirmed = tuple(
                ledger.confirm(self._conn, line, manifest.confirms, manifest.hlc, self._now)
            )
            self._enter_as_held()
            received.elsewhere = self._goes_on_elsewhere(manifest)
        if not received.waits_for and manifest.type != START_PACK:  # nobody asks whether a pack has come
            parking.note_received(self._conn, manifest, received.signer, self._now)
        feeds = {bytes.fromhex(section.feed) for section in manifest.sections}
        received.gaps = tuple(gap for gap in gaps(self._conn) if gap.feed in feeds)
        received.conflicts = len(set(in_dispute(self._conn)) - self._disputed)
        return received

    def _introduce_signer(self, manifest: Manifest, signer: str) -> trust.KnownCard:
        """The card of a signer who is not known here, if the bundle brings it: kept, and its words to be compared."""
        for raw in manifest.cards:
            card = cards.read(raw.encode())
            if card.fingerprint == signer:
                return trust.keep(self._conn, card, self._now)
        raise UnknownSignerError(
            "There is no card here for whoever sent this file. Nothing was kept. Ask them for their card, compare its "
            "eight words by telephone, and receive the file again."
        )

    def _may_take(self, section: Section, author: str) -> bool:
        """Whether a section's author is trusted, or revoked and this was pinned before, or brought by themselves."""
        card = trust.find(self._conn, author)
        if author in self._me or (card is not None and card.trust in (Trust.TRUSTED, Trust.OWN)):
            return True
        if card is None or card.trust is not Trust.REVOKED:
            return False
        if trust.goes_on_as(self._conn, card, self._received.signer):
            return True
        cut = trust.cutoffs(self._conn, author).get(bytes.fromhex(section.feed))
        if cut is None or section.last > cut[0]:
            return False
        return (section.last, section.head) == (cut[0], cut[1].hex()) or self._is_held(section)

    def _is_held(self, section: Section) -> bool:
        """Whether these very events are here, at least as leaves: whoever has a key can write others in their place."""
        row = self._conn.exec_driver_sql(
            "SELECT no FROM feed WHERE id = ?", (bytes.fromhex(section.feed),)
        ).one_or_none()
        number = int(row[0]) if row else 0
        return any(
            head_after(self._conn, number, run, section.last).hex() == section.head
            for run in runs_of(self._conn, number)
            if run.first <= section.first and section.last <= run.last
        )

    def _open_section(self) -> None:
        if self._place == len(self._sections):
            self._part = None
            return
        section, part = self._sections[self._place], self._received.parts[self._place]
        self._part, self._seq = part, section.first - 1
        if part.taken is not None:
            genesis = section.genesis.encode()
            beginning = decode_genesis(genesis)
            if beginning.reason == RESTORED and self._is_new(section.feed):
                self._restored[part.author] = section.feed
            part.taken = self._intake.begin(
                Stretch(
                    bytes.fromhex(section.feed),
                    beginning.use,
                    genesis,
                    bytes.fromhex(section.signature),
                    bytes.fromhex(beginning.author),
                    section.first,
                    section.last,
                    bytes.fromhex(section.before),
                    bytes.fromhex(section.head),
                )
            )

    def _is_new(self, feed: str) -> bool:
        found = self._conn.exec_driver_sql(
            "SELECT 1 FROM feed WHERE id = ? AND genesis IS NOT NULL", (bytes.fromhex(feed),)
        )
        return found.one_or_none() is None

    def _close_section(self, *, taking: bool) -> None:
        if taking:
            self._intake.end()
        self._place += 1
        self._open_section()

    def _take_late(self, item: Late) -> None:
        """A late body. Its leaf came with its author's seal while they were believed, so it needs no other proof."""
        if not self._trusted:
            return
        taken, late = self._intake.take_late(item.feed, item.seq, item.raw), self._received.late
        late.new += taken.new
        late.known += taken.known
        late.unread += taken.unread
        late.people |= taken.people

    def _line(self, author: str) -> list[cards.Card]:
        """An author's cards: of the key in use and of those before it."""
        return [each.card for each in trust.line(self._conn, author)]

    def _since(self, author: str, feed: str) -> str:
        """Since when an author works on from a restored copy, as the first event of the new feed or their file says."""
        row = self._conn.exec_driver_sql(
            "SELECT body FROM event JOIN feed ON feed.no = event.feed WHERE feed.id = ? AND body IS NOT NULL"
            " ORDER BY seq LIMIT 1",
            (bytes.fromhex(feed),),
        ).one_or_none()
        body = decode_if_known(bytes(row[0])) if row is not None else None
        told = self._received.manifest.hlc
        if body is None:
            return told
        return min(body.hlc, told) if author == self._received.signer else body.hlc

    def _keep_cards(self, manifest: Manifest) -> None:
        for raw in manifest.cards:
            trust.keep(self._conn, cards.read(raw.encode()), self._now, self._received.signer)

    def _enter_as_held(self) -> None:
        """The sender holds what they send in full; what they wrote themselves may be on another computer of theirs."""
        pieces = []
        for part in self._received.parts:
            row = self._conn.exec_driver_sql(
                "SELECT no FROM feed WHERE id = ?", (bytes.fromhex(part.section.feed),)
            ).one_or_none()
            whole = (
                part.taken is not None and not part.section.withheld and part.author != self._received.signer
            )
            if whole and row is not None and len(branches(self._conn, int(row[0]))) == 1:
                pieces.append(Piece(int(row[0]), part.section.first, part.section.last))
        manifest = self._received.manifest
        if pieces and self._received.signer not in self._me:
            ledger.enter(
                self._conn,
                manifest.bundle,
                [self._received.signer],
                manifest.purpose,
                Scope(),
                pieces,
                (),
                self._now,
                ledger.State.THEIRS,
            )

    def _goes_on_elsewhere(self, manifest: Manifest) -> bool:
        """Whether the sender has seen more of this store's own feed than is here."""
        for seen in manifest.seen:
            row = self._conn.exec_driver_sql(
                "SELECT last_seq FROM feed WHERE id = ? AND own = 1", (bytes.fromhex(seen.feed),)
            ).one_or_none()
            if row is not None and seen.seq > int(row[0]):
                return True
        return False


class _KeepingParser(Parser):
    """A parser that also keeps what it was given, while its sink wants that."""

    def __init__(self, sink: _Receiving) -> None:
        super().__init__(sink)
        self._receiving = sink
        self._begun = False
        self.kept = bytearray()

    def write(self, data: bytes) -> int:
        """The next bytes of the inner stream."""
        if not self._begun or self._receiving.keeps:
            self.kept += data
        written = super().write(data)
        if not self._begun and self._manifest is not None:
            self._begun = True
            if not self._receiving.keeps:
                self.kept.clear()
        return written

"""Looking inside a bundle without changing anything: the signed manifest, beside what is held here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import Connection

from recovery_tui.bundles import cards, trust
from recovery_tui.bundles.cards import Card
from recovery_tui.bundles.format import Event, Item, Leaf, Seal
from recovery_tui.bundles.importing import read
from recovery_tui.bundles.manifest import Manifest, Section
from recovery_tui.bundles.parser import Parser
from recovery_tui.bundles.refusals import damaged
from recovery_tui.bundles.trust import Trust
from recovery_tui.journal.event import decode_genesis, leaf_of, next_head, seal_message
from recovery_tui.journal.runs import Gap, Run, branches, runs_of
from recovery_tui.vault.identity import fingerprint_of, verify


@dataclass(frozen=True)
class Found:
    """A manifest whose signature verifies; whether its signer is trusted is another question."""

    manifest: Manifest
    signer: str
    """Fingerprint."""
    own_card: Card | None
    """The card that the signer put in."""


@dataclass(frozen=True)
class Compared:
    """A section beside what is here."""

    section: Section
    author: str
    """Fingerprint."""
    outcome: str
    """`new`, `nothing-new`, `extends`, `gap`, `fork`, `parked`."""


def look(file: BinaryIO, me: str, secrets: Sequence[str]) -> Found:
    """Read the manifest and no more. Raises BundleDamagedError, BundleTooNewError, NotForYouError."""
    manifest = front(file, secrets)
    signer = fingerprint_of(bytes.fromhex(manifest.author))
    brought = (cards.read(raw.encode()) for raw in manifest.cards)
    return Found(manifest, signer, next((card for card in brought if card.fingerprint == signer), None))


def front(file: BinaryIO, secrets: Sequence[str]) -> Manifest:
    """The manifest alone; the cards it brings are not read. Raises as `look` does."""
    sink = _Front()
    read(file, secrets, Parser(sink))
    if sink.manifest is None:
        raise damaged()
    return sink.manifest


def prove(file: BinaryIO, secrets: Sequence[str]) -> Manifest:
    """Read everything, follow every chain to its seals, and keep nothing. Raises as `look` does.

    What the events say is not asked here; that is for whoever takes them in.
    """
    parser = Parser(_Chains())
    read(file, secrets, parser)
    return parser.finish()


def compared(conn: Connection, found: Found) -> list[Compared]:
    """Each section beside what is held of its feed."""
    return [_compared(conn, section, found.signer) for section in found.manifest.sections]


def is_here(conn: Connection, manifest: Manifest) -> bool:
    """Whether every entry of its sections is here, whoever brought it."""
    return all(_place(_runs(conn, section.feed), section) == "nothing-new" for section in manifest.sections)


def gaps_after(conn: Connection, found: Found) -> list[Gap]:
    """What would still be missing once the file was taken in."""
    missing = []
    for feed in dict.fromkeys(section.feed for section in found.manifest.sections):
        stretches = sorted(
            [(run.first, run.last) for run in _runs(conn, feed)]
            + [(each.first, each.last) for each in found.manifest.sections if each.feed == feed]
        )
        expected = 1
        for first, last in stretches:
            if first > expected:
                missing.append(Gap(bytes.fromhex(feed), expected, first - 1))
            expected = max(expected, last + 1)
    return missing


def _compared(conn: Connection, section: Section, signer: str) -> Compared:
    author = fingerprint_of(bytes.fromhex(decode_genesis(section.genesis.encode()).author))
    card = trust.find(conn, author)
    back = card is not None and card.trust is Trust.REVOKED and trust.goes_on_as(conn, card, signer)
    if card is None or (card.trust in (Trust.UNVERIFIED, Trust.REVOKED) and not back):
        return Compared(section, author, "parked")
    return Compared(section, author, _place(_runs(conn, section.feed), section))


def _place(runs: Sequence[Run], section: Section) -> str:
    if not runs:
        return "new" if section.first == 1 else "gap"
    before, head = bytes.fromhex(section.before), bytes.fromhex(section.head)
    if any(run.last == section.last and run.head != head for run in runs):
        return "fork"
    if any(run.first <= section.first and section.last <= run.last for run in runs):
        return "nothing-new"
    touching = [run for run in runs if run.last == section.first - 1]
    if any(run.head != before for run in touching):
        return "fork"
    reaches = touching or any(run.first <= section.first <= run.last for run in runs) or section.first == 1
    return "extends" if reaches else "gap"


def _runs(conn: Connection, feed: str) -> list[Run]:
    row = conn.exec_driver_sql("SELECT no FROM feed WHERE id = ?", (bytes.fromhex(feed),)).one_or_none()
    return [run for each in branches(conn, int(row[0])) for run in runs_of(conn, each)] if row else []


class _Front:
    """Wants the manifest only."""

    def __init__(self) -> None:
        self.manifest: Manifest | None = None

    def begin(self, manifest: Manifest) -> bool:
        self.manifest = manifest
        return False

    def items(self, items: list[Item]) -> None:
        return None


class _Chains:
    """Wants everything, and holds each section against its seals and the head its manifest promises."""

    _section: Section
    _author: bytes
    _head: bytes

    def begin(self, manifest: Manifest) -> bool:
        self._coming = iter(manifest.sections)
        self._open_section()
        return True

    def items(self, items: list[Item]) -> None:
        head = self._head
        for item in items:
            if type(item) is Event:
                head = next_head(head, leaf_of(item.raw))
            elif isinstance(item, Leaf):
                head = next_head(head, item.leaf)
            elif isinstance(item, Seal):
                section = self._section
                feed = bytes.fromhex(section.feed)
                if not verify(self._author, seal_message(feed, item.seq, head), item.signature):
                    raise damaged()
                if item.seq == section.last:
                    if head.hex() != section.head:
                        raise damaged()
                    self._open_section()
                    head = self._head
        self._head = head

    def _open_section(self) -> None:
        """Start on the next section; what stands in its place after the last one has no seals."""
        section = next(self._coming, None)
        self._head = b""
        if section is not None:
            self._section = section
            self._author = bytes.fromhex(decode_genesis(section.genesis.encode()).author)
            self._head = bytes.fromhex(section.before)

"""Looking inside a bundle without changing anything: the signed manifest, beside what is held here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import Connection

from recovery_tui.bundles import cards, trust
from recovery_tui.bundles.cards import Card
from recovery_tui.bundles.format import Item
from recovery_tui.bundles.importing import read
from recovery_tui.bundles.manifest import Manifest, Section
from recovery_tui.bundles.parser import Parser
from recovery_tui.bundles.refusals import damaged
from recovery_tui.bundles.trust import Trust
from recovery_tui.journal.event import decode_genesis
from recovery_tui.journal.runs import Gap, Run, branches, runs_of
from recovery_tui.vault.identity import fingerprint_of


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
    sink = _Front()
    read(file, secrets, Parser(sink))
    if sink.manifest is None:
        raise damaged()
    signer = fingerprint_of(bytes.fromhex(sink.manifest.author))
    brought = (cards.read(raw.encode()) for raw in sink.manifest.cards)
    return Found(sink.manifest, signer, next((card for card in brought if card.fingerprint == signer), None))


def prove(file: BinaryIO, secrets: Sequence[str]) -> Manifest:
    """Read everything and keep nothing. Raises as `look` does."""
    parser = Parser(_Front(wants_more=True))
    read(file, secrets, parser)
    return parser.finish()


def compared(conn: Connection, found: Found) -> list[Compared]:
    """Each section beside what is held of its feed."""
    return [_compared(conn, section) for section in found.manifest.sections]


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


def _compared(conn: Connection, section: Section) -> Compared:
    author = fingerprint_of(bytes.fromhex(decode_genesis(section.genesis.encode()).author))
    card = trust.find(conn, author)
    if card is None or card.trust in (Trust.UNVERIFIED, Trust.REVOKED):
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
    """Wants the manifest only, or keeps nothing of the rest."""

    def __init__(self, *, wants_more: bool = False) -> None:
        self.manifest: Manifest | None = None
        self._wants_more = wants_more

    def begin(self, manifest: Manifest) -> bool:
        self.manifest = manifest
        return self._wants_more

    def items(self, items: list[Item]) -> None:
        return None

"""What came of a received bundle, section by section."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from recovery_tui.bundles.manifest import Manifest, Section
from recovery_tui.journal.runs import Gap
from recovery_tui.journal.stretch import Taken


class Outcome(StrEnum):
    """What came of a bundle."""

    MERGED = "merged"
    NOTHING_NEW = "nothing-new"
    GAP = "merged-with-gap"
    FORK = "fork"
    PARKED = "parked"
    REFUSED = "refused"


@dataclass
class Part:
    """What came of one section."""

    section: Section
    author: str
    """Fingerprint of who wrote it."""
    taken: Taken | None
    """None: kept aside."""


@dataclass
class Received:
    """What came of one bundle."""

    manifest: Manifest
    signer: str
    parts: list[Part] = field(default_factory=list)
    late: Taken = field(default_factory=Taken)
    waits_for: tuple[str, ...] = ()
    """Fingerprints of authors whose card must be accepted before the rest is taken in."""
    conflicts: int = 0
    """Records on which writers newly disagree."""
    gaps: tuple[Gap, ...] = ()
    confirmed: tuple[str, ...] = ()
    """Bundles from here that the sender has now confirmed."""
    elsewhere: bool = False
    """The sender has seen entries of this store's own that are not here."""

    @property
    def _taken(self) -> list[Taken]:
        return [*(part.taken for part in self.parts if part.taken is not None), self.late]

    @property
    def new(self) -> int:
        """Changes that were not here."""
        return sum(taken.new for taken in self._taken)

    @property
    def known(self) -> int:
        """Changes that were here already."""
        return sum(taken.known for taken in self._taken)

    @property
    def unread(self) -> int:
        """Changes by a newer version, kept and not shown."""
        return sum(taken.unread for taken in self._taken)

    @property
    def parked(self) -> int:
        """Changes kept aside."""
        return sum(part.section.shown for part in self.parts if part.taken is None)

    @property
    def people(self) -> frozenset[str]:
        """People whose records changed."""
        return frozenset[str]().union(*(taken.people for taken in self._taken))

    @property
    def outcome(self) -> Outcome:
        """The one word for it, the weightiest first."""
        if any(taken.forked for taken in self._taken):
            return Outcome.FORK
        if self.waits_for:
            return Outcome.PARKED
        if self.gaps:
            return Outcome.GAP
        fresh = self.new or any(taken.withheld for taken in self._taken)
        return Outcome.MERGED if fresh else Outcome.NOTHING_NEW

"""What the pages for sending and receiving are given: frozen views in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from recovery_tui.casework.views import RecordId


@dataclass(frozen=True)
class SendOrder:
    """What is to be sent, and to whom."""

    to: tuple[str, ...]
    """Fingerprints of accepted cards."""
    people: tuple[RecordId, ...] = ()
    """Empty: everybody in the store."""
    purpose: str = "report"
    """`report`, `handover` or `review`."""
    basis: str = ""
    """Code of the lawful basis; needed for another organisation."""
    reason: str = ""
    full: bool = False
    """Send again what the recipients have confirmed."""


@dataclass(frozen=True)
class SendPreview:
    """Exactly what would leave."""

    recipients: tuple[str, ...]
    """`Rosa Shah, supervisor, Example Prison`."""
    other_organisation: bool
    people: int
    names: tuple[str, ...]
    """Of the people whose records would go; the first twenty."""
    kinds: tuple[tuple[str, int], ...]
    """Titles of kinds and how many records of each."""
    changes: int
    """Bodies that would go."""
    late: int
    """Of these: such as were kept back before."""
    withheld: int
    """Bodies that would be kept back."""
    classes: tuple[str, ...]
    """Classes that would go to another organisation, in words; empty inside one's own."""
    needs_basis: bool
    """True when nothing may be sent until a lawful basis is given."""

    @property
    def nothing_new(self) -> bool:
        """Whether the recipients have everything already."""
        return self.changes == 0 and not self.needs_basis


@dataclass(frozen=True)
class SentFile:
    """A file that was written."""

    file: str
    """Its name, without the folder."""
    bundle: str
    changes: int
    people: int
    withheld: int
    size: int
    """Bytes."""
    removable: bool
    """Whether it lies on a stick, which can be taken out now."""


@dataclass(frozen=True)
class GapView:
    """Changes that somebody wrote and that have not arrived."""

    feed: str
    first: int
    last: int
    author: str
    """Who has them."""


@dataclass(frozen=True)
class FileResult:
    """What came of one received file."""

    file: str
    outcome: str
    """`merged nothing-new merged-with-gap fork parked refused`."""
    sender: str
    written: str
    """Local wall time with offset, as the sender wrote it; empty when it could not be read."""
    new: int = 0
    known: int = 0
    conflicts: int = 0
    gaps: tuple[GapView, ...] = ()
    parked: int = 0
    waits_for: tuple[str, ...] = ()
    """Fingerprints whose card must be accepted first."""
    people: tuple[RecordId, ...] = ()
    """People whose records changed."""
    told: str = ""
    """What happened and what to do next, in a sentence or two."""
    code: str = ""
    """Error code, when it was refused."""
    confirmed: int = 0
    """Bundles from here that the sender has confirmed with it."""
    unread: int = 0
    """Changes that a newer version of the program wrote."""
    for_others: bool = False
    """Whether it lay in a folder among the files and is sealed to other people: nothing to look at."""
    bundle: str = ""
    """Number of the bundle in it; empty when it could not be read."""
    gone: tuple[str, ...] = ()
    """Names of the owner's people who are not theirs any more by it, or closed; not of those they handed over."""

    @property
    def needs_looking(self) -> bool:
        """Whether a person must look at it."""
        if self.for_others:
            return False
        return (
            self.outcome in ("merged-with-gap", "fork", "parked", "refused")
            or self.conflicts > 0
            or bool(self.gone)
        )


@dataclass(frozen=True)
class SectionView:
    """One stretch of somebody's log inside a file."""

    feed: str
    author: str
    """Name, where a card is here, else the fingerprint."""
    first: int
    last: int
    shown: int
    withheld: int
    outcome: str
    """`new`, `nothing-new`, `extends`, `gap`, `fork`, `parked`."""


@dataclass(frozen=True)
class InspectView:
    """What a file says of itself, before anything is trusted or changed."""

    signer_name: str
    signer_role: str
    fingerprint: str
    trust: str
    """`own trusted unverified revoked unknown`."""
    to: tuple[str, ...]
    for_me: bool
    type: str
    purpose: str
    written_at: str
    sections: tuple[SectionView, ...]
    counts: Mapping[str, int]
    people: int
    gaps: tuple[GapView, ...]
    withheld: int
    size: int
    app: str
    schema: int
    verified: str
    """`manifest` or `all`."""
    told: tuple[str, ...]
    """What it means, in plain sentences."""
    erases: int = 0
    effect: Mapping[str, int] | None = None
    """`new known conflicts parked`, with a full look."""


@dataclass(frozen=True)
class Correspondent:
    """Somebody whose card is accepted, and how far the exchange with them is."""

    fingerprint: str
    name: str
    role: str
    organisation: str
    last_sent: str
    """Spelled, empty when nothing was sent."""
    waiting: int
    """Files sent that they have neither confirmed nor had again in a later one."""
    last_confirmed: str
    last_heard: str
    missing: tuple[GapView, ...] = ()


@dataclass(frozen=True)
class ExchangeState:
    """What stands on Send and receive."""

    only_here: int
    """Changes of this store's own that nobody has confirmed."""
    since: str
    """Since when, spelled; empty when nothing is only here."""
    correspondents: tuple[Correspondent, ...]
    kept_aside: int
    """Files kept aside until a card is accepted."""
    disagreements: int
    """Records with two answers."""
    nag: str = ""
    """A sentence when nothing was confirmed for a week or more."""
    missing: tuple[GapView, ...] = field(default=())
    erasures: int = 0
    """People somebody asks to erase."""

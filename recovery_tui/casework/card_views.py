"""What the pages for identity cards are given to paint."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CardView:
    """One person's card, as it is kept here or lies in a file."""

    name: str
    role: str
    """`keyworker` or `supervisor`."""
    organisation: str
    """Empty: the establishment stands for it."""
    establishment: str
    fingerprint: str
    """32 hex digits."""
    words: tuple[str, ...]
    """Eight, to be compared by telephone."""
    trust: str
    """`own trusted unverified revoked`; `unknown` while it is only in a file."""
    own_organisation: bool
    """Whether it is of the same organisation as the owner of this store."""
    warnings: tuple[str, ...] = ()
    """Sentences to show before anything else."""
    compared_on: str = ""
    """The day on which its words were compared, `Mon 23 Nov 2026`; empty while they were not."""
    introduced_by: str = ""
    """Name of whoever sent the file that brought it; empty when it came by itself."""
    follows: str = ""
    """Fingerprint of the card whose key vouched for it, where that is why it is trusted."""
    replaced: bool = False
    """Whether an accepted card follows it: they use the keys of that one now."""
    reason: str = ""
    """`lost`, `stolen` or `left`, of a revoked one."""
    revoked_on: str = ""

"""Whose store this is: name, role and place, as entered at set-up."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

LONGEST_TITLE = 40
"""Characters a job title has at most."""


class Role(StrEnum):
    """What the owner does; decides what later reaches them."""

    KEYWORKER = "keyworker"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True)
class Owner:
    """The person a store belongs to."""

    name: str
    role: Role
    establishment: str
    """Three capitals, `LEI`."""
    organisation: str = ""
    """Empty means the establishment's code."""
    job_title: str = ""
    """As typed at set-up; a keyworker's is what keyworkers are called in the new store."""

    @property
    def belongs_to(self) -> str:
        """The organisation, else the establishment, as `Card.belongs_to` spells those of others."""
        return (self.organisation or self.establishment).casefold()

    def to_json(self) -> str:
        """As kept in the store's settings."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Owner:
        """The owner kept by `to_json`."""
        kept = json.loads(text)
        return cls(**{**kept, "role": Role(kept["role"])})

"""What forms are called: their job, and behind a colon what it is about. Drafts on disk are found by these words."""

from __future__ import annotations

from dataclasses import dataclass

NEW, EDIT = "new", "edit"
"""One record, new or stored; its kind follows."""

NEW_PERSON, GOAL = "new-person", "goal"
"""Several records that must exist together."""

GROUP_SESSION = "group-session"
"""A group's, which follows."""

THIRD_ANSWER = "third-answer"
"""For a field on which writers disagree, which follows."""


@dataclass(frozen=True)
class FormName:
    """The job a form belongs to; the kind, group or field it is about, where there is one."""

    job: str
    about: str = ""

    @classmethod
    def read(cls, spelled: str) -> FormName:
        """The name that is spelled like this."""
        job, _, about = spelled.partition(":")
        return cls(job, about)

    def __str__(self) -> str:
        return f"{self.job}:{self.about}" if self.about else self.job

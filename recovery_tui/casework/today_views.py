"""What Today is made of, for screens, line mode and reports: frozen views in neutral words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recovery_tui.casework.views import Area, Line, Mark, Order, RecordId

NOBODY = "nobody yet"
"""Stands for whoever does something next, where nobody does."""


def next_words(following: str) -> str:
    """Who does what next, said as such and with a mark where nobody does; nothing where nothing is wanted."""
    mark = f"{Mark.MISSING.value} " if following == NOBODY else ""
    return f"next: {mark}{following}" if following else ""


class TodayOrder(Order):
    """How what is due may be sorted."""

    WORST = "worst"
    WING = "wing"
    TIME = "time"


class Urgency(StrEnum):
    """How things stand with one thing to do, for scripts: by day, but for what is wrong about a release."""

    RED = "red"
    """Must not be left today."""
    AMBER = "amber"
    """Wrong about a release that is still some days off, or not yet the worst."""
    OVERDUE = "overdue"
    DUE = "due"
    COMING = "coming"


@dataclass(frozen=True)
class TodayView:
    """What must be done today."""

    sections: tuple[TodaySection, ...]
    only_here: int
    """Changes that are only on this computer."""
    since: str
    unfinished: tuple[Line, ...]
    """Drafts of notes still to finish; `preset` names the person."""
    mine: int
    everyone: int
    nag: str = ""
    """A sentence when nobody has confirmed anything for a week or more."""
    can_send: bool = True
    """Whether there is somebody to send it to: before that, cards must be exchanged."""


@dataclass(frozen=True)
class TodayLine:
    """One thing to do, for one person, in neutral words."""

    person: RecordId
    name: str
    location: str
    when: str
    text: str
    mark: Mark
    urgency: Urgency
    record: RecordId | None
    kind: str | None
    code: str = ""
    """What it is, for scripts: `step`, `call`, `treatment_not_booked`."""
    due_on: str = ""
    """Calendar date on the wire."""
    area: Area | None = None
    """Where on the person's page it is answered; None where the record says so."""
    following: str = ""
    """Of what must not be left: who does what next about it, `me, ring Forward, today`, or NOBODY."""
    conflict: str = ""
    """Id of the conflict that Enter opens, `RECORD/field`; empty on other lines."""

    @property
    def next_said(self) -> str:
        """`next: me, ring Forward, today`, `next: ! nobody yet`, or nothing."""
        return next_words(self.following)


@dataclass(frozen=True)
class TodaySection:
    """A titled group on Today: for today, due, next seven days."""

    title: str
    lines: tuple[TodayLine, ...]
    total: int

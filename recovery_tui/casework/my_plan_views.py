"""My plan, as it is handed to paper and to the screen that is turned to the person: frozen views, no wording."""

from __future__ import annotations

from dataclasses import dataclass

from recovery_tui.casework.views import RecordId


@dataclass(frozen=True)
class OwnStep:
    """Who does what, by when."""

    actor: str
    """Code of `step.actor`."""
    what: str
    by: str


@dataclass(frozen=True)
class OwnGoal:
    """A goal that is still worked on, and whether the person agrees with it."""

    record: RecordId
    title: str
    own_words: str
    when: str
    mine: OwnStep | None
    """The person's own next step."""
    for_me: tuple[OwnStep, ...]
    """What others do."""
    agreement: str
    """Code of `goal.agreement`; empty while nobody asked, or while two answers stand."""
    disagreed: str
    """Why not, in their words."""


@dataclass(frozen=True)
class OwnAppointment:
    """When, what, where, how to get there, who comes along; empty where it is not known or not to be shown."""

    when: str
    what: str
    where: str
    travel: str
    with_me: str


@dataclass(frozen=True)
class OwnFirstDay:
    """The day of release as far as it is known."""

    leaves_on: str
    is_sure: bool
    """Whether the date is confirmed."""
    is_court: bool
    """Whether it is a day in court, from which the person may come free."""
    is_out: bool
    is_met: bool
    """Whether somebody meets the person at the gate."""
    home: str
    home_is_sure: bool
    first: str
    """Where the person goes first."""


@dataclass(frozen=True)
class OwnSharing:
    """What a service may know."""

    service: str
    """Its name; empty where the name would tell and is not ticked."""
    classes: tuple[str, ...]
    """Codes of the information classes."""
    until: str


@dataclass(frozen=True)
class OwnTold:
    """What a service has been told already: by a referral, or by something that was sent to it."""

    service: str
    """Its name; empty where the name would tell and is not ticked."""
    needs: tuple[str, ...]
    """What help is asked for, in words; empty where that would tell."""
    classes: tuple[str, ...]
    """Codes of the information classes of what was sent."""
    referred: bool
    since: str


@dataclass(frozen=True)
class OwnPlan:
    """Everything the person keeps."""

    first_name: str
    matters: str
    goals: tuple[OwnGoal, ...]
    more_goals: int
    """Goals beyond those that are shown."""
    appointments: tuple[OwnAppointment, ...]
    early_signs: str
    what_helps: str
    who_to_call: str
    first_day: OwnFirstDay
    sharing: tuple[OwnSharing, ...]
    told: tuple[OwnTold, ...]
    printed_on: str
    in_wales: bool
    """Whether the person goes home to Wales, where services have other names."""
    prefers_welsh: bool
    keyworker: str
    """What a keyworker is called here; the usual word where the title would tell a cellmate something."""

"""Who does what next, and by when, as headers and lists say it: `me, ring Forward, today`."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework.person_records import PersonRecords, joined, text, words
from recovery_tui.casework.today_views import NOBODY
from recovery_tui.casework.weighed import case_of
from recovery_tui.journal.reading import Record
from recovery_tui.practice.due import is_overdue
from recovery_tui.practice.helping import helping
from recovery_tui.practice.safety import COURT, UNRECORDED, unready_for_court
from recovery_tui.records import KINDS, InfoClass
from recovery_tui.records.lists.links import WAITING_REFERRALS
from recovery_tui.records.lists.plan import ACTOR

_ROLES = frozenset(code.label.casefold() for code in ACTOR)
"""Who sees to a thing, told anywhere: roles name nobody and tell nothing."""


def step_said(step: Record, whose: PersonRecords, me: str) -> str:
    """A step with who takes it and when."""
    is_mine = text(step, "actor") == "keyworker" and _works_with(whose, me)
    actor = "me" if is_mine else words(step, "actor").lower()
    return joined(actor, words(step, "text"), _when(step, whose))


def help_said(
    code: str, whose: PersonRecords, me: str, agencies: Mapping[str, str], *, clinical: bool = False
) -> str:
    """What is under way about the red reason `code`, NOBODY where nothing is, empty where nothing is wanted.

    `agencies` are names by record id. Neutral: which service treats somebody is told only if `clinical` is set.
    """
    if code == UNRECORDED:
        return "me, record what became of it"
    case = case_of(whose.records)
    if code == COURT and not unready_for_court(case):
        return ""
    found = helping(case, code, whose.today)
    record = whose.get(found[1].id) if found else None
    return NOBODY if record is None else _said(record, whose, me, agencies, clinical)


def _said(record: Record, whose: PersonRecords, me: str, agencies: Mapping[str, str], clinical: bool) -> str:
    telling = KINDS[record.kind].own_class(record.values) is InfoClass.TRT and not clinical
    agency = "" if telling else agencies.get(text(record, "agency"), "")
    match record.kind:
        case "step":
            return step_said(record, whose, me)
        case "release_item":
            owner = words(record, "owner")
            named = owner.casefold() in _ROLES or not telling
            return joined(owner if named else "", "on the release list", _when(record, whose))
        case "referral" if text(record, "status") in WAITING_REFERRALS:
            sent = whose.day(record, "sent_on")
            return joined(f"answer from {agency or 'a service'}", f"since {sent}" if sent else "")
        case "referral":
            return joined(agency or "a service", "said yes")
        case _:
            return joined(f"appointment {whose.day(record, 'starts_at')}", agency)


def _when(record: Record, whose: PersonRecords) -> str:
    due = text(record, "due_on")
    late = "late" if is_overdue(due, whose.today) else "today" if due == whose.today.isoformat() else ""
    return late or whose.day(record, "due_on")


def _works_with(whose: PersonRecords, me: str) -> bool:
    """Whether the person is mine; one whom nobody was given to counts as the store owner's."""
    workers = {text(each, "worker") for each in whose.shown("assignment") if not text(each, "until_on")}
    return not workers or me in workers

"""A person leaves: handed over to another worker, or erased. Written by those jobs, never typed."""

from __future__ import annotations

import re
from datetime import date

from recovery_tui.errors import Problem
from recovery_tui.records.lists import sharing as lists
from recovery_tui.records.schema import Bias, Entry, InfoClass, Merge, Record, Wire, declare, field

PAST = Bias.PAST

_RECORD_ID = re.compile(r"[0-9a-f]{32}")


@declare(
    "handover",
    "Hand-over",
    InfoClass.JUS,
    status_field="status",
    transitions={
        "offered": ("accepted", "on_paper", "cancelled"),
        "accepted": (),
        "on_paper": (),
        "cancelled": (),
    },
    summary=("status", "reason", "offered_on"),
    typed=False,
    by_hand={"on_paper": "accepted_on", "cancelled": None},
)
class HandoverFields(Record):
    """The person's file is offered to another worker; it is theirs once they say that they have it."""

    to_fingerprint: str = field(
        Entry.SHORT, "New worker's card", required=True, max_length=64, hidden_in_forms=True
    )
    reason: str = field(Entry.SHORT, "Why", required=True)
    status: str = field(Entry.CODE, "Status", required=True, codes=lists.HANDOVER_STATUS)
    offered_on: str | None = field(Entry.DATE, "Offered on", bias=PAST)
    accepted_on: str | None = field(Entry.DATE, "Accepted on", bias=PAST)


def _settle_subject(values: dict[str, Wire], today: date) -> list[Problem]:
    """These records outlive the person's own: nothing but a random id may stand in them."""
    subject = values.get("subject")
    if isinstance(subject, str) and not _RECORD_ID.fullmatch(subject):
        return [
            Problem("subject", "Who is erased is said by the record id: 32 digits and letters from a to f.")
        ]
    return []


@declare(
    "erasure",
    "Erasure",
    None,
    needs_person=False,
    summary=("reason", "requested_on"),
    settle=_settle_subject,
    typed=False,
)
class ErasureFields(Record):
    """Somebody asks that all that is known of a person be erased."""

    subject: str = field(Entry.SHORT, "Who", required=True, max_length=32, hidden_in_forms=True)
    reason: str = field(Entry.CODE, "Why", required=True, codes=lists.ERASURE_REASON)
    requested_on: str = field(Entry.DATE, "Asked for on", required=True, bias=PAST)


@declare(
    "erasure_approval",
    "Erasure approved",
    None,
    plural="Erasures approved",
    merge=Merge.LOG,
    needs_person=False,
    summary=("approved_on",),
    settle=_settle_subject,
    typed=False,
)
class ErasureApprovalFields(Record):
    """A supervisor, never the one who asked, says yes to an erasure."""

    request: str = field(Entry.REF, "Erasure", required=True, ref="erasure", hidden_in_forms=True)
    subject: str = field(Entry.SHORT, "Who", required=True, max_length=32, hidden_in_forms=True)
    approved_on: str = field(Entry.DATE, "Approved on", required=True, bias=PAST)

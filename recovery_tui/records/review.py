"""Needs, reviews and approvals: what the plan answers to, and who looked at it when."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.records.codes import YES_NO
from recovery_tui.records.lists import links, plan, review
from recovery_tui.records.schema import Bias, Entry, InfoClass, Merge, Record, Wire, declare, field

PAST, FUTURE = Bias.PAST, Bias.FUTURE

_ENDS = ("met", "declined", "not_needed")


def _need_class(values: Mapping[str, Wire]) -> InfoClass:
    return InfoClass.TRT if values.get("domain") in links.CLINICAL_DOMAINS else InfoClass.SOC


@declare(
    "need",
    "Need",
    InfoClass.SOC,
    class_rule=_need_class,
    class_fields=("domain",),
    status_field="status",
    transitions={
        "not_started": ("in_progress", *_ENDS),
        "in_progress": _ENDS,
        "met": ("reopened",),
        "declined": ("reopened",),
        "not_needed": ("reopened",),
        "reopened": ("in_progress", *_ENDS),
    },
    summary=("description", "status"),
)
class NeedFields(Record):
    """Something the person needs help with, from first asked to met."""

    area: str = field(Entry.CODE, "Area", required=True, codes=plan.AREA)
    domain: str = field(Entry.CODE, "About", required=True, codes=links.DOMAIN)
    description: str = field(Entry.SHORT, "What is needed", required=True)
    severity: str | None = field(Entry.CODE, "How much", codes=review.SEVERITY)
    status: str = field(Entry.CODE, "Status", required=True, codes=review.NEED_STATUS)
    identified_on: str = field(Entry.DATE, "Found on", required=True, bias=PAST)


@declare("review", "Review", InfoClass.REC, merge=Merge.LOG, summary=("held_on", "trigger", "next_due_on"))
class ReviewFields(Record):
    """A look at the whole plan, with the person where they can be there."""

    held_on: str = field(Entry.DATE, "Date", required=True, bias=PAST)
    trigger: str | None = field(Entry.CODE, "Why now", codes=review.REVIEW_TRIGGER)
    person_present: str = field(Entry.CODE, "The person was there", required=True, codes=YES_NO)
    absent_reason: str | None = field(Entry.SHORT, "Why not")
    summary: str | None = field(Entry.LONG, "What changed")
    next_due_on: str = field(Entry.DATE, "Next review by", required=True, bias=FUTURE)
    exemption: str | None = field(
        Entry.CODE,
        "Why later",
        "Moves a review that is not late yet by ten or five days.",
        codes=review.REVIEW_EXEMPTION,
    )
    corrects: str | None = field(Entry.REF, "Corrects", ref="review", hidden_in_forms=True)


@declare(
    "approval",
    "Approval",
    InfoClass.REC,
    merge=Merge.LOG,
    summary=("decision", "note"),
    typed=False,
)
class ApprovalFields(Record):
    """A supervisor's word on a plan as it stood: the digest tells whether it has changed since."""

    plan: str = field(Entry.REF, "Plan", required=True, ref="plan", hidden_in_forms=True)
    digest: str = field(Entry.SHORT, "Digest", required=True, max_length=64, hidden_in_forms=True)
    decision: str = field(Entry.CODE, "Decision", required=True, codes=review.APPROVAL_DECISION)
    note: str | None = field(Entry.LONG, "Note")
    corrects: str | None = field(Entry.REF, "Corrects", ref="approval", hidden_in_forms=True)

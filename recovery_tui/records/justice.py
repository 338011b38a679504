"""Justice: requirements of an order or licence, and times out of prison that end with going back."""

from __future__ import annotations

from recovery_tui.records.codes import YES_NO
from recovery_tui.records.lists import justice as lists
from recovery_tui.records.schema import Bias, Entry, InfoClass, Record, declare, field

PAST, FUTURE = Bias.PAST, Bias.FUTURE


@declare("requirement", "Requirement", InfoClass.JUS, summary=("requirement_kind", "started_on"))
class RequirementFields(Record):
    """What a court order or a licence asks of the person about drugs, alcohol or mental health."""

    requirement_kind: str = field(Entry.CODE, "Requirement", required=True, codes=lists.REQUIREMENT_KIND)
    started_on: str = field(Entry.DATE, "Started on", required=True)
    ends_on: str | None = field(Entry.DATE, "Ends on", bias=FUTURE)
    review_weeks: int | None = field(Entry.INTEGER, "Weeks between reviews", low=1, high=52)
    court_review: str | None = field(Entry.CODE, "Reviewed by the court", codes=YES_NO)
    willing_on: str | None = field(
        Entry.DATE, "Said they are willing on", "Treatment requirements need it.", bias=PAST
    )


@declare(
    "temporary_absence",
    "Time out of prison",
    InfoClass.JUS,
    plural="Times out of prison",
    summary=("absence_kind", "out_at"),
)
class TemporaryAbsenceFields(Record):
    """A day or a few out on licence, at court or in hospital: medicine and naloxone go along."""

    absence_kind: str = field(Entry.CODE, "What for", required=True, codes=lists.ABSENCE_KIND)
    out_at: str = field(Entry.INSTANT, "Out", required=True)
    back_at: str | None = field(Entry.INSTANT, "Back")
    medicine_plan: str | None = field(
        Entry.LONG, "Medicine while out", "Who gives it, when and where.", info_class=InfoClass.TRT
    )
    naloxone_carried: str | None = field(
        Entry.CODE, "Carries naloxone", codes=YES_NO, info_class=InfoClass.TRT
    )
    community_appointment: str | None = field(
        Entry.CODE,
        "Meets community service",
        "The best way to meet the community keyworker before release.",
        codes=YES_NO,
    )

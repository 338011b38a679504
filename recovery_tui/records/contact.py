"""Contacts and bad news: every session, call and attempt, also the ones that did not happen."""

from __future__ import annotations

from recovery_tui.records.lists import plan as lists
from recovery_tui.records.lists.review import INCIDENT_KIND
from recovery_tui.records.schema import Bias, Entry, InfoClass, Merge, Record, declare, field


@declare("contact", "Contact", InfoClass.TRT, merge=Merge.LOG, summary=("outcome", "with_whom", "summary"))
class ContactFields(Record):
    """A session with the person, or a call about them."""

    held_on: str = field(Entry.DATE, "Date", required=True, bias=Bias.PAST)
    outcome: str = field(Entry.CODE, "What came of it", required=True, codes=lists.CONTACT_OUTCOME)
    with_whom: str | None = field(Entry.CODE, "With", codes=lists.WITH_WHOM)
    about: str | None = field(
        Entry.REF, "About", "A referral or an appointment.", among=("referral", "appointment")
    )
    minutes: int | None = field(Entry.INTEGER, "Minutes", low=1, high=480)
    mode: str | None = field(Entry.CODE, "How", codes=lists.CONTACT_MODE)
    areas: list[str] | None = field(Entry.CODES, "Areas", codes=lists.AREA)
    touched: list[str] | None = field(
        Entry.REFS, "Goals and steps", "What it was about.", hidden_in_forms=True
    )
    mood: int | None = field(Entry.INTEGER, "Mood", "1 very low, 5 very good.", low=1, high=5)
    summary: str | None = field(Entry.LONG, "Summary", "Needed when the session was held.")
    next_on: str | None = field(Entry.DATE, "Next contact", bias=Bias.FUTURE)
    share_line: str | None = field(
        Entry.SHORT, "One line others may know", max_length=160, info_class=InfoClass.REC
    )
    corrects: str | None = field(Entry.REF, "Corrects", ref="contact", hidden_in_forms=True)


@declare(
    "incident",
    "Bad news",
    InfoClass.TRT,
    plural="Bad news",
    merge=Merge.LOG,
    summary=("incident_kind", "happened_at"),
)
class IncidentFields(Record):
    """A lapse, an overdose, talk of self-harm or other bad news: what happened and who was told. No blame."""

    incident_kind: str = field(Entry.CODE, "What kind", required=True, codes=INCIDENT_KIND)
    happened_at: str = field(Entry.INSTANT, "When", required=True, bias=Bias.PAST)
    what: str = field(Entry.LONG, "What happened", required=True)
    told_to: str | None = field(Entry.LONG, "Who was told, and when")
    plan_change: str | None = field(Entry.LONG, "What changes in the plan")
    corrects: str | None = field(Entry.REF, "Corrects", ref="incident", hidden_in_forms=True)

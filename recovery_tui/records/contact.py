"""Contacts: every session, call and attempt, also the ones that did not happen."""

from __future__ import annotations

from recovery_tui.records.lists import plan as lists
from recovery_tui.records.schema import Bias, Entry, InfoClass, Merge, Record, declare, field


@declare("contact", "Contact", InfoClass.TRT, merge=Merge.LOG, summary=("outcome", "with_whom", "summary"))
class ContactFields(Record):
    """A session with the person, or a call about them."""

    held_on: str = field(Entry.DATE, "Date", required=True, bias=Bias.PAST)
    outcome: str = field(Entry.CODE, "What came of it", required=True, codes=lists.CONTACT_OUTCOME)
    with_whom: str | None = field(Entry.CODE, "With", codes=lists.WITH_WHOM)
    about: str | None = field(Entry.REF, "About", "A referral or an appointment.")
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

"""Agencies: services outside that the plan leans on. They belong to no person and have no class."""

from __future__ import annotations

from recovery_tui.records.lists import links as lists
from recovery_tui.records.schema import Entry, Record, declare, field


@declare("agency", "Agency", None, plural="Agencies", needs_person=False, summary=("name", "agency_type"))
class AgencyFields(Record):
    """A service, with how to reach it and how soon it should answer."""

    name: str = field(Entry.NAME, "Name", required=True)
    agency_type: str = field(Entry.CODE, "What it does", required=True, codes=lists.AGENCY_TYPE)
    area: str | None = field(Entry.SHORT, "Area it covers")
    contact_name: str | None = field(Entry.NAME, "Who to ask for")
    phone: str | None = field(Entry.SHORT, "Phone", max_length=40)
    email: str | None = field(Entry.SHORT, "Secure e-mail")
    sla_days: int | None = field(
        Entry.INTEGER, "Days to acknowledge", "After that many days we chase.", high=365
    )
    same_as: str | None = field(Entry.REF, "Same agency as", ref="agency", hidden_in_forms=True)

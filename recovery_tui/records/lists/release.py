"""The release countdown: twenty-nine things to have ready, when each is due, and its class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from recovery_tui.records.codes import Code, CodeList
from recovery_tui.records.terms import InfoClass

RELEASE_ITEM_STATUS = CodeList(
    "release_item_status",
    (
        Code("due", "To do", "to do"),
        Code("done", "Done"),
        Code("not_done", "Not done"),
        Code("not_applicable", "Does not apply", "n/a"),
    ),
)

SETTLED_ITEMS = frozenset({"done", "not_applicable"})
"""States of an item that needs nothing more."""


@dataclass(frozen=True)
class ReleaseItem:
    """One line of the countdown."""

    code: str
    label: str
    areas: tuple[str, ...]
    """Areas it belongs to, the main one first."""
    weeks_before: int
    """Due that many weeks before release; 0 is the day itself."""
    applies: str
    """When it applies, in words."""

    @property
    def info_class(self) -> InfoClass:
        """Treatment information or recovery information."""
        return InfoClass.TRT if self.code in TREATMENT_ITEMS else InfoClass.REC


TREATMENT_ITEMS = frozenset(f"rl{number:02}" for number in (*range(5, 13), 18, 23, 24, 25))
"""Items that say something about treatment."""

_PEER, _TRT, _LINK, _AFTER = "peer", "treatment", "links", "aftercare"

RELEASE_ITEMS: Mapping[str, ReleaseItem] = MappingProxyType(
    {
        item.code: item
        for item in (
            ReleaseItem("rl01", "Release date and its basis confirmed", (_AFTER,), 12, "everyone"),
            ReleaseItem(
                "rl02",
                "Friday or holiday release: earlier day considered",
                (_AFTER,),
                12,
                "release on a Friday or before a non-working day",
            ),
            ReleaseItem(
                "rl03", "What may be shared, gone through with the person", (_AFTER,), 12, "everyone"
            ),
            ReleaseItem(
                "rl04", "Community provider found for the home area", (_LINK, _TRT), 12, "any treatment need"
            ),
            ReleaseItem(
                "rl05", "Referral to treatment after release sent", (_TRT,), 12, "any treatment need"
            ),
            ReleaseItem(
                "rl06",
                "Referral accepted, first appointment has date and place",
                (_TRT,),
                4,
                "any treatment need",
            ),
            ReleaseItem(
                "rl07",
                "First appointment within 21 days, same or next day on OST",
                (_TRT,),
                4,
                "any treatment need",
            ),
            ReleaseItem(
                "rl08",
                "Medicine plan: carry on, reduce or depot, and which pharmacy",
                (_TRT,),
                4,
                "on medicine",
            ),
            ReleaseItem(
                "rl09", "Medicine or script to bridge the first days; depot date", (_TRT,), 1, "on medicine"
            ),
            ReleaseItem("rl10", "Naloxone offered and trained", (_TRT,), 4, "any link to opioids"),
            ReleaseItem(
                "rl11", "Naloxone in hand at the gate, not in property", (_TRT,), 0, "naloxone accepted"
            ),
            ReleaseItem(
                "rl12",
                "Talk about lost tolerance and overdose",
                (_TRT,),
                1,
                "opioids, alcohol or benzodiazepines",
            ),
            ReleaseItem(
                "rl13",
                "Duty to refer to the chosen council (Wales: housing pathway)",
                (_LINK,),
                8,
                "homeless or at risk of it",
            ),
            ReleaseItem(
                "rl14", "CAS1, CAS2 or CAS3 considered and referred", (_LINK,), 12, "no settled address"
            ),
            ReleaseItem("rl15", "Address for the first night confirmed and checked", (_LINK,), 1, "everyone"),
            ReleaseItem("rl16", "Registered with a GP, care summary sent", (_LINK,), 4, "everyone"),
            ReleaseItem("rl17", "RECONNECT offered", (_LINK,), 12, "health need, unlikely to engage alone"),
            ReleaseItem("rl18", "Mental health follow-up booked", (_LINK,), 4, "mental health need"),
            ReleaseItem(
                "rl19",
                "ID, bank account and Universal Credit prepared",
                (_LINK,),
                12,
                "needs Universal Credit",
            ),
            ReleaseItem("rl20", "First jobcentre appointment", (_LINK,), 1, "needs Universal Credit"),
            ReleaseItem(
                "rl21",
                "First probation appointment; licence conditions explained",
                (_AFTER,),
                1,
                "licence or supervision",
            ),
            ReleaseItem("rl22", "Plan for contact with children and family", (_LINK,), 4, "where it matters"),
            ReleaseItem("rl23", "Somebody meets them at the gate", (_PEER,), 2, "accepted by the person"),
            ReleaseItem(
                "rl24", "Mutual-aid meeting near home chosen, first date", (_PEER,), 2, "wanted by the person"
            ),
            ReleaseItem(
                "rl25", "Card with early signs and who to ring, given", (_PEER, _AFTER), 1, "everyone"
            ),
            ReleaseItem("rl26", "Plan printed for the person", (_AFTER,), 1, "everyone"),
            ReleaseItem(
                "rl27",
                "Handover sent to community services, receipt awaited",
                (_AFTER,),
                1,
                "where it may be shared",
            ),
            ReleaseItem(
                "rl28", "Transport, medicine, phone, clothes and belongings", (_AFTER,), 0, "everyone"
            ),
            ReleaseItem("rl29", "Ready for an unplanned release", (_AFTER,), 12, "remand, HDC or recall"),
        )
    }
)
"""Every item by its code, in order."""

RELEASE_ITEM = CodeList("release_item", tuple(Code(item.code, item.label) for item in RELEASE_ITEMS.values()))

CHECK_DAYS = (1, 3, 7, 14, 21, 28, 84, 182)
"""Days after release on which somebody looks in."""

CONTINUITY_DAYS = 21
"""Treatment counts as continued when it starts within so many days of release (PHOF C20)."""

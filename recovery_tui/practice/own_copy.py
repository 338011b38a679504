"""What a person's own copy may say: a fixed list of fields, the classes allowed, and what needs their tick."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from recovery_tui.records.terms import InfoClass


class Tick(StrEnum):
    """Something that stands on the paper only when the person wants it there: a cell is shared."""

    MEDICINES = "medicines"
    SERVICES = "services"
    NUMBERS = "numbers"
    PEOPLE = "people"


Ticks = frozenset[Tick]

NOTHING: Ticks = frozenset()

ON_THE_SCREEN: Ticks = frozenset({Tick.MEDICINES, Tick.SERVICES})
"""What the person is shown when the screen is turned to them: their own plan, nobody else's name or number."""

CLASSES = frozenset({InfoClass.ID, InfoClass.JUS, InfoClass.REC, InfoClass.SOC})
"""Classes whose listed fields need no tick."""

TICKED_CLASS: Mapping[InfoClass, Tick] = MappingProxyType(
    {InfoClass.TRT: Tick.SERVICES, InfoClass.THIRD: Tick.PEOPLE}
)
"""Classes that come with a tick: appointments with a service that treats, and who the person rings. RISK never."""

LISTED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "person": frozenset({"known_as", "forename"}),
        "plan": frozenset({"matters_to_me", "early_signs", "what_helps", "who_to_call"}),
        "goal": frozenset({"title", "own_words", "horizon", "agreement", "disagreed_words"}),
        "step": frozenset({"text", "actor", "due_on"}),
        "appointment": frozenset(
            {"starts_at", "agency", "purpose", "mode", "place", "travel", "accompanied_by"}
        ),
        "stay": frozenset({"release_expected_on", "released_on"}),
        "home": frozenset({"home_type", "area"}),
        "peer_link": frozenset({"gate_meet"}),
        "permission": frozenset({"agency", "info_classes", "expires_on"}),
        "referral": frozenset({"agency", "domain", "sent_on"}),
        "disclosure": frozenset({"recipient", "info_classes", "sent_on"}),
    }
)
"""Every field that can come onto the copy, by kind; no other can (decision 19)."""

_TELLS_NOTHING = frozenset({("appointment", "starts_at"), ("referral", "sent_on")})
"""That there is an appointment, and when, says nothing about with whom; without it the first one is missed.

Nor does it that some service was asked for help; without it the paper would say that nobody knows.
"""

_PLAIN_SERVICES = frozenset(
    {
        "la_housing", "supported_housing", "crs_accommodation", "dwp_jcp", "prison_work_coach",
        "employment_hub_ips", "education",
    }
)  # fmt: skip
"""Services whose name tells a cellmate nothing that everybody leaving could not say."""

_PLAIN_HOMES = frozenset(
    {
        "owner", "social_rent", "private_rent", "friends_family_settled", "friends_family_transient",
        "supported_housing", "la_temp", "b_and_b",
    }
)  # fmt: skip


TELLING_LINKS = frozenset({"lero", "mutual_aid", "recovery_community", "family_group", "recovery_unit"})
"""Peer links whose organisation's name tells; a mentor on the wing does not."""


def may_say(kind: str, field: str, info_class: InfoClass | None, ticks: Ticks) -> bool:
    """Whether a field of a record, which is of this class there, may stand on the copy."""
    if field not in LISTED.get(kind, ()):
        return False
    if (kind, field) in _TELLS_NOTHING or info_class in CLASSES:
        return True
    return info_class is not None and TICKED_CLASS.get(info_class) in ticks


def may_name_service(agency_type: str, ticks: Ticks) -> bool:
    """Whether a service of this type may be named; a type that is not known may not."""
    return agency_type in _PLAIN_SERVICES or Tick.SERVICES in ticks


def may_name_home(home_type: str, ticks: Ticks) -> bool:
    """Whether the kind of home may be named."""
    return home_type in _PLAIN_HOMES or Tick.SERVICES in ticks

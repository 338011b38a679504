"""Referrals: which kind of agency serves which need, and how long one has waited for an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from recovery_tui.records.lists.links import CLINICAL_DOMAINS
from recovery_tui.records.terms import Wire

_SERVE: Mapping[str, tuple[str, ...]] = {
    "drug": ("community_drug_alcohol", "reconnect"),
    "alcohol": ("community_drug_alcohol", "reconnect"),
    "physical_health": ("gp", "reconnect", "pharmacy"),
    "mental_health": ("mental_health", "reconnect", "crs_pwb"),
    "housing": ("la_housing", "cas3", "cas2", "cas1", "supported_housing", "crs_accommodation"),
    "work": ("employment_hub_ips", "prison_work_coach", "dwp_jcp"),
    "education": ("education",),
    "money": ("crs_fbd", "dwp_jcp"),
    "benefits": ("dwp_jcp", "prison_work_coach", "crs_fbd"),
    "family": ("children_services", "chaplaincy", "domestic_abuse"),
    "legal": ("probation_com",),
    "peer": ("crs_pwb", "chaplaincy"),
}


def fit(domain: str, agency_type: str) -> int:
    """How well a kind of agency fits a need, 0 the best: what is not known to fit comes after all that is."""
    serving = _SERVE.get(domain, ())
    return serving.index(agency_type) if agency_type in serving else len(serving)


def serves(domain: str, agency_type: str) -> bool:
    """Whether a kind of agency is one that serves a need."""
    return agency_type in _SERVE.get(domain, ())


def neutral_domain(domain: str) -> str:
    """The domain as a list may say it: which treatment it is stands on the person's own pages only."""
    return "treatment" if domain in CLINICAL_DOMAINS else domain


def days_waiting(referral: Mapping[str, Wire], today: date) -> int | None:
    """Days since a referral was sent, without an answer; None when nobody wrote down when that was."""
    sent = referral.get("sent_on")
    return (today - date.fromisoformat(sent)).days if isinstance(sent, str) and len(sent) == 10 else None

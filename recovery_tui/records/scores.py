"""Scores: recovery-capital totals and the Treatment Outcomes Profile. Numbers and domain names, never a question."""

from __future__ import annotations

from typing import Any

from recovery_tui.records.codes import YES_NO
from recovery_tui.records.lists import scores as lists
from recovery_tui.records.lists.treatment import REFERENCE_PERIOD
from recovery_tui.records.schema import Bias, Entry, InfoClass, Record, declare, field

PAST = Bias.PAST


def _days(title: str) -> Any:
    return field(Entry.INTEGER, f"{title}, days", "Of the 28 days.", low=0, high=28)


def _amount(title: str, unit: str) -> Any:
    return field(Entry.DECIMAL, f"{title}, {unit} a day", "On a day of use.", low=0, high=1000)


def _rating(title: str) -> Any:
    return field(Entry.INTEGER, title, "0 worst, 20 best.", low=0, high=20)


def _told(title: str) -> Any:
    return field(Entry.CODE, title, codes=YES_NO)


@declare("score", "Score", InfoClass.REC, summary=("instrument", "total", "scored_on"))
class ScoreFields(Record):
    """The result of a recovery-capital instrument: its total and its domains."""

    instrument: str = field(Entry.CODE, "Instrument", required=True, codes=lists.INSTRUMENT)
    scoring: str | None = field(Entry.CODE, "Which scoring", codes=lists.SCORING)
    scored_on: str = field(Entry.DATE, "Date", required=True, bias=PAST)
    phase: str = field(Entry.CODE, "When in treatment", required=True, codes=lists.PHASE)
    total: str | None = field(Entry.DECIMAL, "Total", low=-100, high=300)
    subscales: dict[str, str] | None = field(
        Entry.MAP,
        "Domains",
        "One number for each.",
        low=-100,
        high=300,
        named_by="instrument",
        names=lists.DOMAINS,
    )
    completed_by: str | None = field(Entry.CODE, "Filled in by", codes=lists.COMPLETED_BY)


@declare(
    "top",
    "TOP",
    InfoClass.TRT,
    plural="TOP",
    summary=("stage", "taken_on"),
    page_starts=("amphetamine_days", "injected_days", "psychological"),
)
class TopFields(Record):
    """Treatment Outcomes Profile: figures only, each optional; it may be kept in another system."""

    stage: str = field(Entry.CODE, "Stage", required=True, codes=lists.TOP_STAGE)
    taken_on: str = field(Entry.DATE, "Date", required=True, bias=PAST)
    recorded_elsewhere: str | None = field(
        Entry.CODE, "Kept in another system", "The figures are there, not here.", codes=YES_NO
    )
    period: str | None = field(Entry.CODE, "Which 28 days", codes=REFERENCE_PERIOD)
    alcohol_days: int | None = _days("Alcohol")
    alcohol_amount: str | None = _amount("Alcohol", "units")
    opiate_days: int | None = _days("Opiates")
    opiate_amount: str | None = _amount("Opiates", "grams")
    crack_days: int | None = _days("Crack")
    crack_amount: str | None = _amount("Crack", "grams")
    cocaine_days: int | None = _days("Cocaine")
    cocaine_amount: str | None = _amount("Cocaine", "grams")
    amphetamine_days: int | None = _days("Amphetamine")
    amphetamine_amount: str | None = _amount("Amphetamine", "grams")
    cannabis_days: int | None = _days("Cannabis")
    cannabis_amount: str | None = _amount("Cannabis", "spliffs")
    other_days: int | None = _days("Other substance")
    other_amount: str | None = _amount("Other", "amount")
    other_name: str | None = field(Entry.NAME, "Which other substance")
    tobacco_days: int | None = _days("Tobacco")
    tobacco_amount: str | None = _amount("Tobacco", "amount")
    injected_days: int | None = _days("Injected")
    shared: str | None = _told("Shared equipment")
    shoplifting_days: int | None = _days("Shoplifting")
    selling_days: int | None = _days("Selling drugs")
    vehicle_theft: str | None = _told("Vehicle theft")
    other_theft: str | None = _told("Other theft or burglary")
    fraud: str | None = _told("Fraud or handling")
    violence: str | None = _told("Violence")
    psychological: int | None = _rating("Psychological health")
    physical: int | None = _rating("Physical health")
    quality_of_life: int | None = _rating("Quality of life")
    paid_work_days: int | None = _days("Paid work")
    education_days: int | None = _days("Education")
    acute_housing: str | None = _told("Acute housing problem")
    eviction_risk: str | None = _told("At risk of eviction")

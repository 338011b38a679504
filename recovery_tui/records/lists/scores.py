"""Code lists of scores, and the ranges of each instrument. No question and no answer of any of them is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from recovery_tui.records.codes import Code, CodeList

INSTRUMENT = CodeList(
    "instrument",
    (
        Code("barc_10", "BARC-10", synonyms=("brief assessment of recovery capital",)),
        Code("arc", "ARC", synonyms=("assessment of recovery capital",)),
        Code("sure", "SURE", synonyms=("substance use recovery evaluator",)),
        Code("rec_cap", "REC-CAP"),
        Code(
            "drug_and_alcohol_star",
            "Drug and Alcohol Star",
            "Star",
            ("outcomes star",),
            help="Needs a licence and training. Only where the site has both.",
        ),
        Code(
            "four_areas",
            "Own rating, four areas",
            "own rating",
            help="Four numbers from 0 to 10 that the person gives. It is not a validated instrument.",
        ),
    ),
)

SCORING = CodeList(
    "scoring",
    (Code("binary50", "Yes or no, 0 to 50", "0-50"), Code("likert300", "1 to 6 each, 50 to 300", "50-300")),
)

PHASE = CodeList(
    "phase",
    (
        Code("baseline", "At the start", "start"),
        Code("review", "Review"),
        Code("pre_release", "Before release"),
        Code("post_release_3w", "Three weeks after release", "3 weeks out"),
        Code("post_release_12w", "Twelve weeks after release", "12 weeks out"),
        Code("post_release_26w", "26 weeks after release", "26 weeks out"),
    ),
)

COMPLETED_BY = CodeList(
    "completed_by",
    (
        Code("person", "The person", "person"),
        Code("with_keyworker", "Together with the keyworker", "together"),
    ),
)

TOP_STAGE = CodeList(
    "top_stage",
    (
        Code("start", "Start"),
        Code("review", "Review"),
        Code("exit", "Exit"),
        Code("post_treatment_exit", "After treatment ended", "after exit"),
    ),
)


@dataclass(frozen=True)
class Instrument:
    """What the figures of an instrument may be."""

    lowest: Decimal | None
    """Of the total; None where it has none."""
    highest: Decimal | None
    domains: tuple[str, ...] = ()
    """Names of its domains, as they are kept."""
    domain_lowest: Decimal = Decimal(0)
    domain_highest: Decimal = Decimal(0)


def _of(
    low: int | None, high: int | None, domains: tuple[str, ...] = (), least: int = 0, most: int = 0
) -> Instrument:
    return Instrument(
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        domains,
        Decimal(least),
        Decimal(most),
    )


_ARC = (
    "substance use and sobriety", "psychological health", "physical health", "citizenship and community",
    "social support", "meaningful activities", "housing and safety", "risk-taking",
    "coping and life functioning", "recovery experience",
)  # fmt: skip

INSTRUMENTS: Mapping[tuple[str, str | None], Instrument] = MappingProxyType(
    {
        ("barc_10", None): _of(10, 60),
        ("arc", "binary50"): _of(0, 50, _ARC, 0, 5),
        ("arc", "likert300"): _of(50, 300, _ARC, 5, 30),
        ("sure", None): _of(
            21, 63, ("substance use", "self-care", "relationships", "material resources", "outlook on life"), 0, 63
        ),
        ("rec_cap", None): _of(
            -100, 100, ("personal", "social", "community", "commitment", "barriers", "unmet needs"), 0, 100
        ),
        ("drug_and_alcohol_star", None): _of(
            None,
            None,
            (
                "drug use", "alcohol use", "physical health", "meaningful time", "community", "emotional health",
                "accommodation", "money", "offending", "family and relationships",
            ),
            1,
            10,
        ),
        ("four_areas", None): _of(None, None, ("treatment", "peers", "home and work", "life after release"), 0, 10),
    }
)  # fmt: skip
"""Every instrument by code and scoring. Sources: `research/domain.md` 2.6."""

DOMAINS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {instrument: ranges.domains for (instrument, _), ranges in INSTRUMENTS.items() if ranges.domains}
)
"""The names of the domains of each instrument that has any."""

NEEDS_SCORING = frozenset({"arc"})
"""Instruments whose total says nothing without the scoring."""

TOP_START_DAYS = 14
"""The start TOP belongs to within so many days of the first treatment; the exit TOP to the end of the last."""

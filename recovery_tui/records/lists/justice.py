"""Code lists of requirements and times out of prison."""

from __future__ import annotations

from recovery_tui.records.codes import Code, CodeList

REQUIREMENT_KIND = CodeList(
    "requirement_kind",
    (
        Code("drr", "Drug rehabilitation requirement", "DRR", ("dtr", "drug"), group="Court order"),
        Code("atr", "Alcohol treatment requirement", "ATR", ("alcohol",), group="Court order"),
        Code("mhtr_primary", "Mental health treatment, primary care", "MHTR, primary", group="Court order"),
        Code(
            "mhtr_secondary",
            "Mental health treatment, secondary care",
            "MHTR, secondary",
            group="Court order",
        ),
        Code("rar", "Rehabilitation activity requirement", "RAR", group="Court order"),
        Code("aamr", "Alcohol abstinence and monitoring", "AAMR", ("tag", "sobriety"), group="Court order"),
        Code("licence_drug_appointment", "Licence: drug appointments", group="Licence"),
        Code("licence_drug_test", "Licence: drug tests", group="Licence"),
        Code("pss_drug_appointment", "Supervision after sentence: drug appointments", group="Licence"),
        Code("pss_drug_test", "Supervision after sentence: drug tests", group="Licence"),
        Code("other", "Other"),
    ),
)

NEEDS_WILLINGNESS = frozenset({"drr", "atr", "mhtr_primary", "mhtr_secondary"})
"""Requirements that a court makes only when the person has said they are willing."""

ABSENCE_KIND = CodeList(
    "absence_kind",
    (
        Code("resettlement_day", "Resettlement, day", synonyms=("rotl", "day release"), group="On licence"),
        Code(
            "resettlement_overnight",
            "Resettlement, overnight",
            synonyms=("rotl", "home leave"),
            group="On licence",
        ),
        Code("childcare", "Childcare", group="On licence"),
        Code("special_purpose", "Special purpose", synonyms=("funeral", "interview"), group="On licence"),
        Code("court", "Court", group="Escorted"),
        Code("hospital", "Hospital", group="Escorted"),
        Code("escort", "Other escort", group="Escorted"),
    ),
)

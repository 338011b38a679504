"""Code lists of courses of treatment, tests and harm reduction."""

from __future__ import annotations

from recovery_tui.records.codes import NOT_SAID, Code, CodeList

REFERRAL_SOURCE = CodeList(
    "referral_source",
    (
        Code("self", "The person", synonyms=("me",)),
        Code("family", "Family"),
        Code("gp", "GP"),
        Code("a_e_hospital", "Hospital or A&E", "hospital", ("a&e",)),
        Code("psychiatry", "Psychiatry"),
        Code("arrest_referral_l_and_d", "Arrest referral, liaison and diversion", "arrest referral"),
        Code("court", "Court, with a DRR or ATR", "court", ("drr", "atr")),
        Code("probation", "Probation"),
        Code("prison", "Prison"),
        Code("community_provider", "Community treatment provider", "community provider"),
        Code("syringe_exchange", "Needle exchange"),
        Code("social_services", "Social services"),
        Code("employment_service", "Employment service"),
        Code("education", "Education"),
        Code("other", "Other"),
    ),
)

DISCHARGE_REASON = CodeList(
    "discharge_reason",
    (
        Code("completed_drug_free", "Completed, drug-free", group="Completed"),
        Code("completed_alcohol_free", "Completed, alcohol-free", group="Completed"),
        Code(
            "completed_occasional",
            "Completed, occasional use",
            help="Not heroin, not crack.",
            group="Completed",
        ),
        Code("transferred_not_custody", "Transferred, not to prison", group="Transferred"),
        Code("transferred_custody", "Transferred to prison", group="Transferred"),
        Code("onward_offered_refused", "Onward referral offered and refused", group="Ended early"),
        Code("dropped_out", "Dropped out", group="Ended early"),
        Code("withdrawn_by_provider", "Withdrawn by the provider", group="Ended early"),
        Code("retained_in_custody", "Kept in prison", group="Ended early"),
        Code("declined_start", "Declined to start", group="Ended early"),
        Code("died", "Died", group="Other"),
        Code("deported", "Deported", group="Other"),
    ),
)

REFERRAL_ON_RELEASE = CodeList(
    "referral_on_release",
    (
        Code("structured_treatment", "To structured treatment", synonyms=("community",)),
        Code("cj_team", "To a criminal justice team"),
        Code("both", "To both"),
        Code("not_referred_declined", "Not referred: declined"),
        Code("not_referred_no_need", "Not referred: no need"),
        Code("not_referred_unplanned", "Not referred: release not planned"),
        Code("unknown", "Not known"),
    ),
)

HEP_B_VACCINE = CodeList(
    "hep_b_vaccine",
    (
        Code("one_dose", "One dose", synonyms=("1",)),
        Code("two_doses", "Two doses", synonyms=("2",)),
        Code("complete", "Course complete", synonyms=("3", "done")),
        Code("immune", "Immune already"),
        Code("not_offered", "Not offered"),
        *NOT_SAID,
    ),
)

HEP_C_TEST = CodeList(
    "hep_c_test",
    (
        Code("offered", "Offered"),
        Code("taken", "Taken, result awaited", "taken"),
        Code("result_known", "Result known to the person", "result known"),
        Code("not_offered", "Not offered"),
        *NOT_SAID,
    ),
)

TEST_REASON = CodeList(
    "test_reason",
    (
        Code("voluntary", "Voluntary"),
        Code("licence", "Licence"),
        Code("drr", "Drug rehabilitation requirement", "DRR"),
        Code("isfl_unit", "Substance-free unit", "ISFL", ("compact",)),
        Code("random_mandatory", "Random or mandatory", "mandatory", ("mdt",)),
        Code("clinical", "Clinical"),
    ),
)

TEST_RESULT = CodeList(
    "test_result",
    (
        Code("neg", "Negative"),
        Code("pos", "Positive"),
        Code("pos_prescribed", "Positive, prescribed"),
        Code("invalid", "Invalid"),
        Code("refused", "Refused"),
    ),
    former={"negative": "neg", "positive": "pos"},
)

"""Code lists about the person: who they are, how to reach them, custody and supervision, flags, staff."""

from __future__ import annotations

from recovery_tui.records.codes import NOT_SAID, Code, CodeList

SEX = CodeList(
    "sex", (Code("female", "Female"), Code("male", "Male"), Code("indeterminate", "Indeterminate"), *NOT_SAID)
)

ETHNICITY = CodeList(
    "ethnicity",
    (
        Code(
            "a", "White British", synonyms=("english", "welsh", "scottish", "northern irish"), group="White"
        ),
        Code("b", "White Irish", group="White"),
        Code(
            "c",
            "Other White background",
            synonyms=("polish", "romanian", "traveller", "gypsy", "roma"),
            group="White",
        ),
        Code("d", "White and Black Caribbean", group="Mixed"),
        Code("e", "White and Black African", group="Mixed"),
        Code("f", "White and Asian", group="Mixed"),
        Code("g", "Other mixed background", group="Mixed"),
        Code("h", "Indian", group="Asian"),
        Code("j", "Pakistani", group="Asian"),
        Code("k", "Bangladeshi", group="Asian"),
        Code("l", "Other Asian background", group="Asian"),
        Code("m", "Black Caribbean", group="Black"),
        Code("n", "Black African", group="Black"),
        Code("p", "Other Black background", group="Black"),
        Code("r", "Chinese", group="Other"),
        Code("s", "Any other background", synonyms=("arab", "iranian", "kurdish"), group="Other"),
        Code("z", "Not stated", help="Asked, and left unsaid on the source record."),
        *NOT_SAID,
    ),
)

READING_HELP = CodeList(
    "reading_help",
    (
        Code("none", "None needed"),
        Code("some", "Some help", help="Short words and large print; read it through together."),
        Code("cannot_read", "Can't read", help="Read everything aloud and use the picture cards."),
        *NOT_SAID,
    ),
)

RECORD_STATUS = CodeList(
    "record_status",
    (
        Code("active", "Active"),
        Code("closed", "Closed"),
        Code("transferred_out", "Moved to another place", "moved", ("transfer",)),
        Code("died", "Died", help="Freezes the plan: nothing is chased, nothing is printed for posting."),
    ),
)

PREGNANT = CodeList(
    "pregnant",
    (Code("yes", "Yes"), Code("no", "No"), Code("not_applicable", "Does not apply", "n/a"), *NOT_SAID),
)

PARENTAL_STATUS = CodeList(
    "parental_status",
    (
        Code("all_children_live_with", "Parent, all children live with them", "all with them"),
        Code("some", "Parent, some children live with them", "some with them"),
        Code("none", "Parent, no children live with them", "none with them"),
        Code("not_parent", "Not a parent"),
        *NOT_SAID,
    ),
)

IDENTIFIER_SYSTEM = CodeList(
    "identifier_system",
    (
        Code("prison_number", "Prison number", synonyms=("nomis", "noms"), help="A1234BC"),
        Code("crn", "CRN", synonyms=("probation number", "delius"), help="A letter and six digits."),
        Code("pnc", "PNC number", "PNC", ("police national computer",), "2003/0062845E, or 03/62845E."),
        Code("cro", "CRO number", "CRO", ("criminal records office",)),
        Code("nhs_number", "NHS number", "NHS", help="Ten digits. Kept as treatment information."),
        Code("other", "Other number"),
    ),
)

ROUTE_TYPE = CodeList(
    "route_type",
    (
        Code("mobile", "Mobile phone", "mobile", ("phone", "cell")),
        Code("family_phone", "Family member's phone", "family"),
        Code("hostel", "Hostel or approved premises", "hostel"),
        Code("via_com", "Through the community offender manager", "via COM", ("probation",)),
        Code("email", "E-mail", synonyms=("email",)),
        Code("address", "Address", synonyms=("post", "home")),
    ),
)

ASSIGNMENT_ROLE = CodeList(
    "assignment_role",
    (
        Code("keyworker", "Keyworker"),
        Code("co_worker", "Co-worker"),
        Code("cover", "Cover", help="While somebody else is away."),
        Code("supervisor", "Supervisor"),
    ),
)

PROFESSIONAL_ROLE = CodeList(
    "professional_role",
    (
        Code("pom", "Prison offender manager", "POM"),
        Code("com", "Community offender manager", "COM", ("probation officer", "probation")),
        Code("prescriber", "Prescriber", synonyms=("doctor", "nurse prescriber")),
        Code("gp", "GP", synonyms=("doctor", "surgery")),
        Code("recovery_worker", "Community recovery worker", "recovery worker", ("drug worker",)),
        Code("omic_key_worker", "Wing key worker (officer)", "key worker", ("omic", "officer")),
        Code("work_coach", "Work coach", synonyms=("jobcentre", "dwp")),
        Code("social_worker", "Social worker"),
        Code("other", "Other"),
    ),
)

STAY_TYPE = CodeList(
    "stay_type",
    (
        Code("custody", "In prison, sentenced", "custody", ("prison", "sentence"), group="In prison"),
        Code("remand", "In prison, on remand", "remand", ("awaiting trial",), group="In prison"),
        Code("recall", "In prison, recalled", "recall", group="In prison"),
        Code("licence", "On licence", "licence", ("parole",), group="In the community"),
        Code("pss", "Post-sentence supervision", "PSS", group="In the community"),
        Code("community_order", "Community order", group="In the community"),
        Code("sso", "Suspended sentence order", "SSO", group="In the community"),
        Code("bail", "On bail", "bail", group="In the community"),
        Code(
            "no_supervision", "In the community, no supervision", "no supervision", group="In the community"
        ),
    ),
)

CUSTODY_STAYS = frozenset({"custody", "remand", "recall"})
"""Stay types spent in a prison."""

RECALL_KIND = CodeList(
    "recall_kind",
    (
        Code("fixed_term_14", "Fixed term, 14 days", "14 days"),
        Code("fixed_term_28", "Fixed term, 28 days", "28 days"),
        Code("fixed_term_56", "Fixed term, 56 days", "56 days"),
        Code("standard", "Standard"),
        Code("emergency", "Emergency"),
        Code("unknown", "Not known"),
    ),
)

STAY_END_REASON = CodeList(
    "stay_end_reason",
    (
        Code("released_sentence_end", "Released at sentence end", "sentence end"),
        Code("released_licence", "Released on licence", "on licence"),
        Code("released_hdc", "Released on home detention curfew", "on HDC", ("tag",)),
        Code("released_from_court", "Released from court", "from court"),
        Code("released_bail", "Released on bail", "on bail"),
        Code("transfer_prison", "Moved to another prison", "moved prison"),
        Code("transfer_secure_hospital", "Moved to a secure hospital", "to hospital"),
        Code("transfer_irc", "Moved to an immigration removal centre", "to IRC"),
        Code("deported", "Deported"),
        Code("escaped_absconded", "Escaped or absconded", "absconded"),
        Code("died", "Died"),
        Code("recalled", "Recalled to prison", "recalled"),
        Code("order_ended", "Order or supervision ended", "order ended"),
        Code("other", "Other"),
        Code("unknown", "Not known"),
    ),
)

RELEASED = frozenset(code.code for code in STAY_END_REASON if code.code.startswith("released_"))
"""Ends of a stay by which the person goes out."""

LEGAL_STATUS = CodeList(
    "legal_status",
    (
        Code("remand", "On remand", "remand"),
        Code("convicted_unsentenced", "Convicted, not yet sentenced", "unsentenced"),
        Code("sentenced", "Sentenced"),
        Code("recall", "Recalled", "recall"),
        Code("indeterminate", "Indeterminate sentence", "indeterminate", ("life", "ipp")),
        Code("civil", "Civil"),
        Code("immigration", "Immigration"),
        Code("unknown", "Not known"),
    ),
)

RELEASE_BASIS = CodeList(
    "release_basis",
    (
        Code("confirmed", "Confirmed"),
        Code("conditional", "Conditional release date", "conditional", ("crd",)),
        Code("automatic", "Automatic release date", "automatic", ("ard",)),
        Code("parole_directed", "Directed by the Parole Board", "parole"),
        Code("hdc", "Home detention curfew", "HDC", ("tag",)),
        Code("recall_end", "End of recall", "recall end"),
        Code("unknown", "Not known"),
    ),
)

JURISDICTION = CodeList("jurisdiction", (Code("england", "England"), Code("wales", "Wales")))

FLAG_KIND = CodeList(
    "flag_kind",
    (
        Code("overdose_risk_now", "Overdose risk now", "overdose risk"),
        Code(
            "tolerance_lost",
            "Tolerance lost",
            help="Clean for more than a week: the old amount may now kill.",
        ),
        Code("recent_overdose", "Recent overdose"),
        Code("self_harm_plan_open", "Self-harm care plan open", "ACCT open", ("acct", "suicide")),
        Code("do_not_visit_alone", "Do not see alone", "not alone"),
        Code("third_party_safety", "Another person's safety", "third party"),
        Code("safeguarding_child", "Child safeguarding", "child"),
        Code("safeguarding_adult", "Adult safeguarding", "adult"),
        Code("pregnant", "Pregnant"),
        Code("medical_hold", "Medical hold", help="Must not be moved for health reasons."),
        Code("hold_against_transfer", "Hold against transfer", "hold"),
        Code("substance_free_unit", "Lives on a substance-free unit", "ISFL", ("isfl", "recovery wing")),
        Code("debt_or_bullying_drugs", "Debt or bullying over drugs", "debt"),
        Code("not_for_release", "Not for release"),
        Code("consent_limited", "Sharing is limited", "limited sharing"),
        Code("conflict_open", "Records disagree", "conflict"),
    ),
)

CLINICAL_FLAGS = frozenset({"overdose_risk_now", "tolerance_lost", "recent_overdose", "pregnant"})
"""Flags that are treatment information."""

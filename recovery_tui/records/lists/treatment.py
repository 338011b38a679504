"""Code lists of treatment: substances, interventions, medicines, naloxone."""

from __future__ import annotations

from recovery_tui.records.codes import NOT_SAID, Code, CodeList

SUBSTANCE = CodeList(
    "substance",
    (
        Code("heroin", "Heroin", synonyms=("brown", "smack", "gear", "h"), group="Opioids"),
        Code(
            "methadone_illicit",
            "Methadone, not prescribed",
            "illicit methadone",
            ("meth", "green"),
            group="Opioids",
        ),
        Code(
            "buprenorphine_illicit",
            "Buprenorphine, not prescribed",
            "illicit buprenorphine",
            ("subutex", "subbies", "espranor"),
            group="Opioids",
        ),
        Code("synth_opioid", "Synthetic opioid", synonyms=("nitazene", "fentanyl", "fent"), group="Opioids"),
        Code(
            "other_opiate",
            "Other opiate",
            synonyms=("codeine", "tramadol", "oxycodone", "morphine", "opium"),
            group="Opioids",
        ),
        Code("crack", "Crack", synonyms=("rock", "stones", "white"), group="Stimulants"),
        Code("cocaine_powder", "Cocaine powder", "cocaine", ("coke", "charlie", "sniff"), group="Stimulants"),
        Code(
            "amphetamine_inc_meth",
            "Amphetamine or methamphetamine",
            "amphetamine",
            ("speed", "whizz", "crystal", "ice", "tina"),
            group="Stimulants",
        ),
        Code(
            "benzo",
            "Benzodiazepine",
            "benzo",
            ("valium", "diazepam", "xanax", "vallies", "street blues"),
            group="Sedatives",
        ),
        Code(
            "gabapentinoid",
            "Gabapentinoid",
            synonyms=("pregabalin", "gabapentin", "pregabs", "lyrica"),
            group="Sedatives",
        ),
        Code(
            "prescribed_misused",
            "Other prescribed medicine, misused",
            "prescribed, misused",
            ("quetiapine", "mirtazapine", "zopiclone", "buscopan"),
            group="Sedatives",
        ),
        Code("cannabis", "Cannabis", synonyms=("weed", "skunk", "hash", "green"), group="Other"),
        Code(
            "synth_cannabinoid",
            "Synthetic cannabinoid",
            "spice",
            ("spice", "mamba", "k2", "paper"),
            group="Other",
        ),
        Code("ecstasy", "Ecstasy", synonyms=("mdma", "pills", "mandy"), group="Other"),
        Code("hallucinogen", "Hallucinogen", synonyms=("lsd", "acid", "mushrooms", "dmt"), group="Other"),
        Code("ketamine", "Ketamine", synonyms=("ket", "k"), group="Other"),
        Code("ghb_gbl", "GHB or GBL", "GHB", ("g",), group="Other"),
        Code("nitrous", "Nitrous oxide", "nitrous", ("nos", "laughing gas", "balloons"), group="Other"),
        Code(
            "steroid_iped", "Steroids and image drugs", "steroids", ("roids", "juice", "iped"), group="Other"
        ),
        Code("solvent", "Solvents", synonyms=("glue", "gas", "lighter fuel"), group="Other"),
        Code(
            "alcohol", "Alcohol", synonyms=("hooch", "drink", "booze", "cider"), group="Alcohol and tobacco"
        ),
        Code(
            "tobacco_vape",
            "Tobacco or vape",
            "tobacco",
            ("burn", "fags", "cigarettes"),
            group="Alcohol and tobacco",
        ),
        Code("other", "Other"),
        Code(
            "not_disclosed",
            "Not disclosed",
            synonyms=("declined", "won't say"),
            help="Asked, and the person chose not to say. Enough for the plan to be agreed.",
        ),
    ),
)

OPIOIDS = frozenset({"heroin", "methadone_illicit", "buprenorphine_illicit", "synth_opioid", "other_opiate"})
"""Substances that make naloxone matter."""

TOLERANCE_MATTERS = OPIOIDS | {"alcohol", "benzo", "gabapentinoid", "ghb_gbl"}
"""Substances of which the old amount may kill after a break."""

NO_TREATMENT_NEEDED = frozenset({"tobacco_vape", "not_disclosed"})
"""Entries among the substances that ask for no treatment."""

ROUTE = CodeList(
    "route",
    (
        Code("inject", "Inject", synonyms=("iv", "needle")),
        Code("sniff", "Sniff", synonyms=("snort",)),
        Code("smoke", "Smoke"),
        Code("oral", "Swallow or drink", "oral", ("swallow", "drink")),
        Code("vape", "Vape"),
        Code("other", "Other"),
    ),
)

INJECTING_STATUS = CodeList(
    "injecting_status",
    (
        Code("current", "Injects now", "current"),
        Code("previous", "Has injected before", "previous"),
        Code("never", "Never injected", "never"),
        *NOT_SAID,
    ),
)

REFERENCE_PERIOD = CodeList(
    "reference_period",
    (
        Code("28_days_before_custody", "28 days before prison", "before prison"),
        Code("last_28_days", "Last 28 days"),
    ),
)

INTERVENTION_TYPE = CodeList(
    "intervention_type",
    (
        Code("pharm", "Medicine", synonyms=("prescribing", "script", "ost")),
        Code("psysoc", "Talking and group work", "talking", ("psychosocial", "group", "one-to-one")),
        Code("recsup", "Recovery support", synonyms=("support",)),
    ),
)

MEDICINE_CODES = (
    Code("methadone", "Methadone", synonyms=("green", "physeptone")),
    Code("buprenorphine_oral", "Buprenorphine, daily", "buprenorphine", ("subutex", "espranor", "suboxone")),
    Code(
        "buprenorphine_depot",
        "Buprenorphine, long-acting injection",
        "depot",
        ("buvidal", "sublocade", "injection"),
    ),
    Code("naltrexone", "Naltrexone"),
    Code("lofexidine", "Lofexidine"),
    Code("benzo_reduction", "Benzodiazepine reduction", "benzo reduction", ("diazepam",)),
    Code("alcohol_withdrawal", "Alcohol withdrawal", synonyms=("chlordiazepoxide", "librium")),
    Code("acamprosate", "Acamprosate"),
    Code("disulfiram", "Disulfiram", synonyms=("antabuse",)),
    Code("stimulant_withdrawal", "Stimulant withdrawal"),
    Code("gabapentinoid_withdrawal", "Gabapentinoid withdrawal", synonyms=("pregabalin",)),
    Code("nrt_vape", "Nicotine replacement or vape", "nicotine", ("patches",)),
)

MEDICINE = CodeList("medicine", (*MEDICINE_CODES, Code("other", "Other")))

PURPOSE_CODES = (
    Code("assess_stabilise", "Assess and stabilise", synonyms=("titration",)),
    Code("withdrawal", "Withdrawal", synonyms=("detox", "reduction")),
    Code("maintenance", "Maintenance", synonyms=("keep",)),
    Code("relapse_prevention", "Relapse prevention"),
)

PURPOSE = CodeList("purpose", PURPOSE_CODES)

PSYSOC_CODES = (
    Code("motivational", "Motivational work", group="Talking"),
    Code("contingency_mgmt", "Contingency management", synonyms=("vouchers",), group="Talking"),
    Code("family_network", "Family and network work", group="Talking"),
    Code("cbt_substance", "CBT for substance use", "CBT", ("relapse prevention group",), group="Talking"),
    Code("mental_health_psych", "Psychology for mental health", "psychology", group="Talking"),
    Code("psychodynamic", "Psychodynamic therapy", group="Talking"),
    Code("twelve_step", "Twelve-step work", "12 steps", ("12 step",), group="Talking"),
    Code("counselling_accredited", "Counselling, accredited", "counselling", group="Talking"),
)

RECSUP_CODES = (
    Code("peer", "Peer support", group="Recovery support"),
    Code(
        "mutual_aid_facilitated",
        "Help into mutual aid",
        "mutual aid",
        ("aa", "na", "smart"),
        group="Recovery support",
    ),
    Code("family", "Family support", group="Recovery support"),
    Code("parenting", "Parenting support", group="Recovery support"),
    Code("housing", "Housing support", group="Recovery support"),
    Code("employment", "Employment support", group="Recovery support"),
    Code("education_training", "Education and training", group="Recovery support"),
    Code("work_projects", "Work projects", group="Recovery support"),
    Code("recovery_checkups", "Recovery check-ups", group="Recovery support"),
    Code("relapse_prevention_psy", "Relapse prevention, talking", group="Recovery support"),
    Code("complementary", "Complementary therapy", synonyms=("acupuncture",), group="Recovery support"),
    Code("mental_health_generic", "Mental health support", group="Recovery support"),
    Code("smoking_cessation", "Stopping smoking", group="Recovery support"),
)

SUB_TYPE = CodeList(
    "sub_type", (*PURPOSE_CODES, *MEDICINE_CODES, *PSYSOC_CODES, *RECSUP_CODES, Code("other", "Other"))
)

SUB_TYPES_OF = {
    "pharm": frozenset(code.code for code in (*PURPOSE_CODES, *MEDICINE_CODES)) | {"other"},
    "psysoc": frozenset(code.code for code in PSYSOC_CODES) | {"other"},
    "recsup": frozenset(code.code for code in RECSUP_CODES) | {"other"},
}
"""Which sub-types fit each intervention type."""

OPIOID_MEDICINES = frozenset({"methadone", "buprenorphine_oral", "buprenorphine_depot"})
"""Medicines that must not break off at the gate."""

MEDICINE_FORM = CodeList(
    "medicine_form",
    (
        Code("liquid", "Liquid", synonyms=("mixture", "solution")),
        Code("tablet", "Tablet"),
        Code("wafer", "Wafer or film", "wafer", ("espranor",)),
        Code("injection", "Injection", synonyms=("depot",)),
        Code("patch", "Patch"),
        Code("other", "Other"),
    ),
)

SETTING = CodeList(
    "setting",
    (
        Code("prison", "Prison"),
        Code("community", "Community"),
        Code("inpatient", "Inpatient"),
        Code("primary_care", "Primary care", synonyms=("gp",)),
        Code("residential", "Residential"),
        Code("recovery_house", "Recovery house"),
        Code("yp_secure", "Young people's secure setting", "secure, under 18"),
    ),
)

WHOSE_CHOICE = CodeList(
    "whose_choice",
    (
        Code("person", "The person's choice", "own choice"),
        Code("together", "Decided together", "together"),
        Code("prescriber", "The prescriber's decision", "prescriber's"),
        *NOT_SAID,
    ),
)

EXIT_STATUS = CodeList(
    "exit_status",
    (
        Code("planned", "Planned end", "planned", ("completed", "finished")),
        Code("unplanned_by_person", "Unplanned, by the person", "unplanned", ("dropped out",)),
        Code("withdrawn_by_service", "Withdrawn by the service", "withdrawn"),
    ),
)

CONFIRMED_HOW = CodeList(
    "confirmed_how",
    (
        Code("chart", "Seen on the chart", "on chart"),
        Code("healthcare_phone", "Healthcare by phone", "by phone"),
        Code("person_said", "The person said so", "person said"),
    ),
)

ATTENDANCE = CodeList(
    "attendance",
    (
        Code("came", "Came"),
        Code("late", "Came late", "late"),
        Code("declined", "Declined"),
        Code("not_unlocked", "Not unlocked"),
        Code("elsewhere", "Was elsewhere", "elsewhere"),
        Code("cancelled_by_us", "Cancelled by us"),
    ),
)

NALOXONE_OUTCOME = CodeList(
    "naloxone_outcome",
    (
        Code("issued_nasal", "Issued, nasal spray", "issued, nasal"),
        Code("issued_injectable", "Issued, injection", "issued, injection"),
        Code("already_holds", "Already holds a kit", "has one"),
        Code("declined", "Declined"),
        Code(
            "not_appropriate", "Not appropriate", help="No opioid risk for the person or those around them."
        ),
        Code("not_offered", "Not offered"),
        Code("unknown", "Not known"),
    ),
)

NALOXONE_ISSUED = frozenset({"issued_nasal", "issued_injectable"})

NO_KIT_WANTED = frozenset({"already_holds", "declined", "not_appropriate"})
"""Answers to the offer after which there is no kit to hand over."""

TRAINED_BY = CodeList(
    "trained_by",
    (
        Code("staff", "Staff"),
        Code("peer", "Peer"),
        Code("declined_training", "Declined training", help="The kit may still be issued."),
    ),
)

NALOXONE_PRODUCT = CodeList(
    "naloxone_product", (Code("nasal", "Nasal spray"), Code("injectable", "Injection"))
)

HELD_WHERE = CodeList(
    "held_where",
    (
        Code("in_possession", "In their own hands", "in hand"),
        Code("property", "In stored property", "in property"),
        Code("community", "In the community"),
        Code("none", "Nowhere", "none"),
    ),
)

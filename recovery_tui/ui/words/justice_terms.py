"""Terms of prison, probation and courts: dates, kinds of release, licences, orders, roles."""

# ruff: noqa: E501  (a sentence reads best in one piece)

from __future__ import annotations

from recovery_tui.ui.words.term import Term

TERMS = (
    Term("Keyworker", "Whoever goes with the person through the recovery plan. Prisons also call the officer for weekly talks a key worker (OMiC); here it is the drug and alcohol worker, and the title can be set.", ("recovery worker", "psychosocial worker")),
    Term("Prison offender manager", "Plans the sentence inside and knows the release dates.", ("POM",)),
    Term("Community offender manager", "The probation officer outside: sets licence appointments, approves the first-night address, and should know who goes on with treatment.", ("COM", "probation officer")),
    Term("Pre-release team", "Works in the prison from about twelve weeks before release on housing, money and papers, and sees people on arrival too."),
    Term("Remand", "In prison before trial or sentence. Any hearing can end in release the same day, so the short list of what must be ready stands from the first day."),
    Term("Conditional release date", "When a standard sentence lets somebody out on licence.", ("CRD",)),
    Term("Automatic release date", "When a short sentence ends the time inside.", ("ARD",)),
    Term("Sentence end date", "When the sentence is over, licence included.", ("SED",)),
    Term("Home detention curfew", "Release before the ordinary date, with a tag and an address that was checked.", ("HDC", "tag")),
    Term("Licence", "Rules for living outside until the sentence ends. Some touch treatment: appointments to keep, tests to take."),
    Term("Recall", "Return to prison for breaking licence rules; fixed-term or standard. Treatment outside must hear of it the same day, and the plan reopens."),
    Term("Release on temporary licence", "A day or night outside for a purpose. Meeting the community keyworker on one is the best bridge there is.", ("ROTL", "town visit")),
    Term("Friday release", "Services close before anybody gets there. Since 2023 a release that falls on a Friday or before a bank holiday can be moved up to two working days earlier; ask in time. Not for home detention curfew or where the Parole Board decides.", ("Day of Release Act",)),
    Term("Release from court", "Somebody goes to a hearing and does not come back. Ring the same day: dose, naloxone, a bed, an appointment."),
    Term("Drug rehabilitation requirement", "Treatment and tests as part of a community order. The person must be willing; for twelve months or more the court reviews it.", ("DRR",)),
    Term("Alcohol treatment requirement", "Treatment for dependence on alcohol as part of a community order; the person must be willing.", ("ATR",)),
    Term("Mental health treatment requirement", "Treatment for mental health as part of an order, with the person's willingness.", ("MHTR",)),
    Term("Alcohol monitoring", "A tag that measures alcohol through the skin, ordered by a court or on licence.", ("AAMR", "sobriety tag")),
    Term("Post-sentence supervision", "Supervision after very short sentences.", ("PSS",)),
    Term("Incentivised substance-free living", "A wing where people agree to stay free of drugs, test for it and get something for it.", ("ISFL", "recovery wing", "drug-free wing")),
    Term("ACCT", "The prison's plan for somebody at risk of harming themselves. Whoever hears of it opens one at once and does not leave the person alone.", ("self-harm plan",)),
    Term("Code blue", "The radio call for somebody not breathing or unconscious; it brings healthcare and an ambulance."),
    Term("Prison number", "One letter, four digits, two letters. It follows the person through all prisons.", ("NOMIS number", "NOMS ID")),
    Term("Case reference number", "Probation's number for the person.", ("CRN",)),
)  # fmt: skip

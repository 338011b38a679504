"""Terms of treatment: medicines, talking work, overdose, tests, scores."""

# ruff: noqa: E501  (a sentence reads best in one piece)

from __future__ import annotations

from recovery_tui.ui.words.term import Term

TERMS = (
    Term("Opioid substitution treatment", "A prescribed opioid, mostly methadone or buprenorphine, taken instead of heroin and the like, so that somebody is neither in withdrawal nor looking for drugs. Leaving prison on it without a first appointment outside is the most dangerous gap in any plan: the weeks after release are when people die.", ("OST", "script", "opiate substitute")),
    Term("Methadone", "A long-acting opioid, a green liquid taken once a day, at first under somebody's eyes. A few missed days lower tolerance; the prescriber then has to start lower again.", ("green",)),
    Term("Buprenorphine", "An opioid that holds without the full effect; taken as a tablet or film under the tongue every day.", ("subutex", "espranor")),
    Term("Depot buprenorphine", "Buprenorphine injected under the skin, working for a week or a month. The release plan then needs the date of the next injection, not a script.", ("buvidal", "long-acting injection")),
    Term("Supervised consumption", "The dose is taken in front of healthcare staff or a pharmacist. Whether it goes on outside, and at which pharmacy, has to be known before release."),
    Term("Bridging script", "Medicine or a prescription that reaches from the gate to the first community appointment, so that no day is missed.", ("FP10", "take-home medicine")),
    Term("Maintenance", "Staying on a steady dose for as long as it helps. It is a recovery of its own, not a waiting room."),
    Term("Reduction", "Lowering the dose step by step, at the person's own pace and by their own choice; reducing because release is near is risky.", ("detox", "withdrawal programme", "taper")),
    Term("Naltrexone", "A medicine that blocks opioids, for people who have stopped. It is only started when no opioid is left in the body."),
    Term("Naloxone", "Brings somebody who has taken too much of an opioid back to breathing for a while; a nose spray or an injection, safe to give in doubt. Ring 999 or call code blue all the same, and stay: it wears off before the opioid does. The plan keeps five dates: offered, trained, issued, ready at the gate, handed over.", ("narcan", "prenoxad", "nyxoid")),
    Term("Tolerance", "What the body has got used to. It falls within days without the drug, so what was an ordinary amount before prison can kill on the first day out. Everybody who has used opioids, alcohol or sedatives should hear this before release."),
    Term("Overdose", "More than the body can take. With opioids: not waking, slow or no breathing, blue lips. Call code blue or 999, give naloxone, keep the airway open, stay.", ("OD",)),
    Term("Withdrawal", "What happens when a body used to a drug goes without. From alcohol and sedatives it can be dangerous and needs healthcare at once; from opioids it is miserable and makes the next dose more likely.", ("rattle", "clucking")),
    Term("Dependence", "Needing a substance to feel well, and going on with it in spite of harm. It is a health condition, which is why these notes avoid words that blame."),
    Term("Synthetic cannabinoids", "Made to act like cannabis and far less predictable; in prison often on paper or in vapes. Collapse, fits and fear are common.", ("spice", "mamba")),
    Term("Nitazenes", "Very strong made opioids found in heroin, pills and vapes. Naloxone works, more than one dose may be needed.", ("synthetic opioids",)),
    Term("Benzodiazepines", "Sedatives such as diazepam. With opioids or alcohol they stop breathing; stopping them suddenly can bring fits.", ("benzos", "valium", "street blues")),
    Term("Gabapentinoids", "Pregabalin and gabapentin: prescribed for pain and nerves, traded in prison, dangerous together with opioids.", ("pregabs",)),
    Term("Psychosocial treatment", "Talking work, alone or in groups: motivation, coping, relapse prevention. The page counts who came and how many meetings are left.", ("PSI", "talking therapy")),
    Term("Cognitive behavioural therapy", "Looking at how thoughts, feelings and acts hang together, and practising other ones.", ("CBT",)),
    Term("Motivational interviewing", "A way of talking in which the person finds their own reasons for change; the keyworker asks more than tells.", ("MI",)),
    Term("Contingency management", "Small agreed rewards for agreed steps, such as a clear test or a kept appointment."),
    Term("Twelve-step work", "Treatment built on the steps of Alcoholics or Narcotics Anonymous; the groups themselves are mutual aid.", ("12-step",)),
    Term("Relapse prevention", "Knowing one's early signs and what helps, and having somebody to ring. The plan keeps the three on one card."),
    Term("Lapse", "Using once or for a short time after a change. It is news, not failure: no blame, tolerance talk, naloxone, and a review within a week.", ("slip", "relapse")),
    Term("Harm reduction", "Whatever makes harm less likely while somebody uses: naloxone, clean equipment, vaccination, not using alone."),
    Term("Blood-borne viruses", "Hepatitis B and C and HIV. Hepatitis C can be cured in weeks. The record holds whether a test was offered, not its result.", ("BBV", "hep C")),
    Term("Drug test", "From urine or saliva. Mandatory tests belong to the prison; here stands only what the person agreed to or a licence or order needs.", ("MDT", "voluntary test")),
    Term("Structured treatment", "Treatment with an assessment, a care plan and a keyworker, as opposed to a leaflet or a chat. Only its start counts for continuity of care."),
    Term("Continuity of care", "Going on with treatment outside after prison. Counted when structured treatment starts within three weeks of release: day 21 is the last that counts.", ("C20", "21 days"), "Follow-up is counted in another way; the person needs it just as soon."),
    Term("National Drug Treatment Monitoring System", "What treatment services in England report. It has its own consent, with its own leaflet; this program is not it and sends nothing to it.", ("NDTMS",), "A separate Welsh data set."),
    Term("Treatment Outcomes Profile", "Figures about the last four weeks (in prison: the four weeks before custody) at start, review and exit. Only numbers are kept here, and “recorded elsewhere” is an answer.", ("TOP",)),
    Term("Recovery capital", "What somebody has to build a recovery on: people, a home, work, health, hope, belonging. Scores of it only mean something beside the same person's earlier ones.", ("BARC-10", "REC-CAP", "SURE")),
    Term("Pharmacy of choice", "Where the script is collected outside. Name it before release and check its opening hours for the first day."),
)  # fmt: skip

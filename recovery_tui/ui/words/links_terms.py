"""Terms of the world outside: housing, money, health, agencies, peers and mutual aid."""

# ruff: noqa: E501  (a sentence reads best in one piece)

from __future__ import annotations

from recovery_tui.ui.words.term import Term

TERMS = (
    Term("Referral", "Asking a service to take the person on. Sent is not heard, heard is not yes, and yes is not started: each has its own date here, and what stays unanswered comes back to Today.", ("chasing",)),
    Term("Duty to refer", "Prison and probation must tell a housing authority of the person's choosing when they may be homeless within 56 days, and the person must agree. Send it about eight weeks before release.", ("homelessness referral",), "There is a national pathway for people in prison instead; ask the local authority's prison lead."),
    Term("Priority need", "What decides how much a housing authority has to do. A vulnerability counts only when it is told: health, leaving care, violence at home."),
    Term("Approved premises", "Supervised hostels of the probation service for people of high risk.", ("CAS1", "probation hostel")),
    Term("CAS2", "Places for people on home detention curfew or bail who have no address; the prison refers."),
    Term("CAS3", "Up to 84 nights for people who would be homeless on release, by referral of probation. Ask early, and plan for night 85.", (), "Run through grants to local authorities and referred by hand."),
    Term("First night", "Where somebody sleeps on the day of release. “No fixed abode” is the fact to prevent; “not known” is a red line here.", ("night one", "NFA")),
    Term("Recovery housing", "A home shared with others in recovery, with rules about substances. The stage tells how far from own keys somebody is."),
    Term("RECONNECT", "NHS service that goes with people with health needs from up to twelve weeks before release until six months after, and gets them to the services they would not reach alone.", (), "Not offered; ask the health board what there is."),
    Term("Community drug and alcohol service", "Where treatment goes on outside. Refer to the one of the home area, not of the prison's, and before the last month.", ("community provider",)),
    Term("Registering with a GP", "Needed for every other medicine. Somebody without an address can register; the prison can help before release.", ("doctor",)),
    Term("Universal Credit", "The main benefit. The claim begins after release, an advance is possible, and proof of identity and a bank account make the difference between days and weeks.", ("UC",)),
    Term("Prison work coach", "From the jobcentre, sees people about twelve weeks before release to get the claim and work ready.", ("DWP",)),
    Term("Individual placement and support", "Help into real paid work straight away, side by side with treatment.", ("IPS",)),
    Term("Commissioned rehabilitative services", "Help with housing, money and family bought by probation; the probation officer refers.", ("CRS",)),
    Term("Safeguarding", "Protecting a child or an adult at risk. It comes before permission: tell those who must know, and note on what ground."),
    Term("Permission to share", "The person's yes to telling one agency some kinds of things. It can be limited, ends on a date, and can be taken back. It is not the same as the law's own grounds.", ("consent",)),
    Term("Lawful basis", "The ground in law on which something is passed on where the person has not agreed: safeguarding, preventing serious harm, a duty, a licence. Always with a reason."),
    Term("Information class", "What kind of thing a field holds: identity, justice, treatment, recovery, social, safety, other people. It decides who gets it."),
    Term("Mutual-aid group", "People in recovery who meet and help each other, free and without referral: AA, NA, CA, SMART Recovery and others. Ask which evening near home, and who would go along the first time.", ("fellowship", "AA", "NA", "SMART")),
    Term("Peer mentor", "Somebody with lived experience who is trained to walk beside others. What they talk about is never recorded, only that they met.", ("peer supporter", "peer")),
    Term("Lived-experience recovery organisation", "A service led by people in recovery.", ("LERO",)),
    Term("Recovery community", "Cafes, clubs and groups where recovery is the ordinary thing."),
    Term("Meeting at the gate", "A peer or worker waits on the day of release and goes along to the first appointment. Few things help more.", ("gate-meet", "through the gate")),
    Term("Clearance", "Permission of the prison for a peer or worker to come in. It ends; Today says so in time.", ("vetting",)),
    Term("Family group", "Help for those who live with somebody's use, whether or not that person wants help.", ("Al-Anon", "Families Anonymous")),
)  # fmt: skip

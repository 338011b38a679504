"""Code lists of agencies, referrals, appointments, home and work, peers."""

from __future__ import annotations

from recovery_tui.records.codes import NOT_SAID, Code, CodeList

AGENCY_TYPE = CodeList(
    "agency_type",
    (
        Code(
            "community_drug_alcohol",
            "Community drug and alcohol service",
            "drug and alcohol",
            ("treatment", "drug service"),
        ),
        Code("gp", "GP practice", "GP", ("surgery", "doctor")),
        Code("mental_health", "Mental health service", "mental health", ("cmht", "psychiatry")),
        Code("reconnect", "RECONNECT", help="England: from 12 weeks before to six months after release."),
        Code("liaison_diversion", "Liaison and diversion"),
        Code(
            "la_housing",
            "Council housing team",
            "council housing",
            ("housing options", "duty to refer", "homeless"),
        ),
        Code("cas1", "CAS1 approved premises", "CAS1", ("ap",)),
        Code("cas2", "CAS2, for HDC and bail", "CAS2"),
        Code("cas3", "CAS3, up to 84 nights", "CAS3"),
        Code("supported_housing", "Supported housing"),
        Code("crs_accommodation", "CRS accommodation"),
        Code("crs_fbd", "CRS finance, benefit and debt", "CRS money", ("debt",)),
        Code("crs_pwb", "CRS personal wellbeing", "CRS wellbeing"),
        Code("dwp_jcp", "Jobcentre Plus", "jobcentre", ("dwp", "universal credit", "benefits")),
        Code("prison_work_coach", "Prison work coach", "work coach"),
        Code("employment_hub_ips", "Employment hub or IPS", "employment", ("ips", "job")),
        Code("education", "Education", synonyms=("college",)),
        Code("adult_social_care", "Adult social care"),
        Code("children_services", "Children's services", synonyms=("social services",)),
        Code("domestic_abuse", "Domestic abuse service", "domestic abuse"),
        Code("pharmacy", "Pharmacy", synonyms=("chemist",)),
        Code("probation_com", "Probation", synonyms=("com", "offender manager")),
        Code("chaplaincy", "Chaplaincy"),
        Code("veterans", "Veterans' service", "veterans"),
        Code("other", "Other"),
    ),
)

TREATING = frozenset({"community_drug_alcohol", "mental_health", "gp", "reconnect", "pharmacy"})
"""Agency types that treat: what is arranged with them is treatment information."""

DOMAIN = CodeList(
    "domain",
    (
        Code("drug", "Drugs"),
        Code("alcohol", "Alcohol"),
        Code("physical_health", "Physical health"),
        Code("mental_health", "Mental health"),
        Code("housing", "Housing", synonyms=("home", "accommodation")),
        Code("work", "Work", synonyms=("job", "employment")),
        Code("education", "Education"),
        Code("money", "Money", synonyms=("debt", "bank")),
        Code("benefits", "Benefits", synonyms=("universal credit", "uc")),
        Code("identity_documents", "Identity documents", "ID", ("birth certificate",)),
        Code("family", "Family"),
        Code("legal", "Legal"),
        Code("peer", "Peer support", "peer"),
        Code("other", "Other"),
    ),
)

CLINICAL_DOMAINS = frozenset({"drug", "alcohol", "physical_health", "mental_health"})

REFERRAL_STATUS = CodeList(
    "referral_status",
    (
        Code("draft", "Not sent yet", "draft"),
        Code("sent", "Sent"),
        Code("acknowledged", "Acknowledged", help="They have it. It is not a yes."),
        Code("accepted", "Accepted", help="They said yes."),
        Code("started", "Started"),
        Code("done", "Done"),
        Code("rejected", "Said no", "rejected", ("refused", "turned down")),
        Code("withdrawn", "Withdrawn by the person or us", "withdrawn"),
        Code("revoked", "Stopped by the agency", "revoked"),
    ),
)

WAITING_REFERRALS = ("sent", "acknowledged")
"""States in which somebody still has to say yes or no."""

SENT_REFERRALS = frozenset({"sent", "acknowledged", "accepted", "started", "done", "rejected"})
"""States in which a referral has left."""

CLOSED_REFERRALS = frozenset({"done", "rejected", "withdrawn", "revoked"})
"""States in which nothing more comes of a referral."""

URGENCY = CodeList(
    "urgency",
    (
        Code("same_day", "Same day"),
        Code("urgent", "Urgent"),
        Code("soon", "Soon"),
        Code("routine", "Routine"),
    ),
)

SENT_HOW = CodeList(
    "sent_how",
    (
        Code("secure_email", "Secure e-mail", "e-mail", ("email",)),
        Code("phone", "Phone"),
        Code("online_form", "Their online form", "online", ("portal",)),
        Code("post", "Post"),
        Code("by_hand", "By hand"),
        Code("other", "Other"),
    ),
)

LAWFUL_BASIS = CodeList(
    "lawful_basis",
    (
        Code("safeguarding", "Safeguarding"),
        Code("prevention_of_serious_harm", "Prevention of serious harm", "serious harm"),
        Code("legal_obligation", "Legal obligation"),
        Code("licence_statutory", "Licence or statutory duty", "licence or statute"),
    ),
)

REFERRAL_CLOSED_REASON = CodeList(
    "referral_closed_reason",
    (
        Code("ineligible", "Not eligible", group="The service"),
        Code("no_capacity", "No space", synonyms=("full", "waiting list", "no beds"), group="The service"),
        Code("duplicate", "Referred already", "duplicate", group="The service"),
        Code("not_engaged", "Could not be engaged", "not engaged", group="The person"),
        Code("met_elsewhere", "Met elsewhere", group="The person"),
        Code("moved_area", "Moved area", group="The person"),
        Code("work_care", "Work or caring", group="The person"),
        Code("died", "Died", group="The person"),
        Code("acquitted", "Acquitted", group="The sentence"),
        Code("returned_to_custody", "Back in prison", group="The sentence"),
        Code("sentence_revoked", "Sentence revoked", group="The sentence"),
        Code("sentence_expired", "Sentence ended", group="The sentence"),
        Code("completed_early", "Completed early", group="Other"),
        Code("other", "Other", group="Other"),
    ),
)

REFERRAL_OUTCOME = CodeList(
    "referral_outcome",
    (
        Code("achieved", "Achieved"),
        Code("partially", "Partly achieved", "partly"),
        Code("not", "Not achieved"),
    ),
)

APPOINTMENT_STATUS = CodeList(
    "appointment_status",
    (
        Code("proposed", "Proposed"),
        Code("booked", "Booked"),
        Code("kept", "Kept", synonyms=("came", "attended")),
        Code("kept_late", "Kept, came late", "late"),
        Code("dna", "Did not attend", "did not attend", ("missed",)),
        Code("cancelled_service", "Cancelled by the service", "cancelled by service"),
        Code("cancelled_person", "Cancelled by the person", "cancelled by person"),
        Code("rescheduled", "Moved to another time", "moved"),
        Code("logistics", "Could not be got there", "logistics", ("no escort", "lockdown")),
    ),
    former={"did_not_attend": "dna"},
)

COMING = frozenset({"proposed", "booked"})
"""Appointments that are still to come."""

APPOINTMENT_MODE = CodeList(
    "appointment_mode",
    (
        Code("in_person_at_office", "In person, at their office", "at office"),
        Code("in_person_elsewhere", "In person, somewhere else", "elsewhere", ("in reach", "wing")),
        Code("phone", "By phone", "phone"),
        Code("video", "By video", "video"),
    ),
)

HOME_TYPE = CodeList(
    "home_type",
    (
        Code("owner", "Own home", group="Settled"),
        Code(
            "social_rent", "Council or housing association", "social rent", ("council flat",), group="Settled"
        ),
        Code("private_rent", "Private rent", group="Settled"),
        Code(
            "friends_family_settled",
            "With family or friends, settled",
            "family, settled",
            ("mum",),
            group="Settled",
        ),
        Code("supported_housing", "Supported housing", group="Settled"),
        Code("recovery_housing", "Recovery housing", group="Settled"),
        Code("residential_rehab", "Residential rehab", "rehab", group="Settled"),
        Code("afeo_scheme", "Accommodation for ex-offenders scheme", "AfEO", group="Settled"),
        Code("long_term_healthcare", "Long-term healthcare", group="Settled"),
        Code("cas1_ap", "CAS1 approved premises", "CAS1", ("ap", "hostel"), group="Temporary"),
        Code("cas2", "CAS2", group="Temporary"),
        Code("cas3", "CAS3", group="Temporary"),
        Code(
            "friends_family_transient",
            "With family or friends, for now",
            "sofa",
            ("sofa surfing",),
            group="Temporary",
        ),
        Code("la_temp", "Council temporary accommodation", "council, temporary", group="Temporary"),
        Code("b_and_b", "Bed and breakfast", "B&B", ("hotel",), group="Temporary"),
        Code("rough_sleeping", "Rough sleeping", synonyms=("street", "nfa"), group="Not housed"),
        Code(
            "shelter_emergency_hostel_campsite",
            "Shelter, emergency hostel or campsite",
            "shelter",
            ("night shelter", "tent"),
            group="Not housed",
        ),
        Code("squat", "Squat", group="Not housed"),
        Code("hospital", "Hospital", group="Other"),
        Code("returned_custody", "Back in prison", group="Other"),
        Code("unlawfully_at_large", "Unlawfully at large", group="Other"),
        Code("unknown", "Not known", group="Other"),
    ),
)

EMPLOYMENT_STATUS = CodeList(
    "employment_status",
    (
        Code("employed", "Employed"),
        Code("student", "Student"),
        Code("long_term_sick", "Long-term sick or disabled", "long-term sick"),
        Code("homemaker", "Homemaker", synonyms=("carer",)),
        Code("unemployed_seeking", "Unemployed, looking for work", "looking for work", ("unemployed",)),
        Code("not_receiving_benefits", "Unemployed, no benefits", "no benefits"),
        Code("voluntary", "Voluntary work"),
        Code("retired", "Retired"),
        Code("other", "Other"),
        Code("not_known", "Not known"),
        Code("not_stated", "Prefers not to say", "declined"),
    ),
)

LINK_KIND = CodeList(
    "link_kind",
    (
        Code("peer_mentor", "Peer mentor"),
        Code("peer_worker_paid", "Peer worker, paid", "peer worker"),
        Code("lero", "Lived-experience recovery organisation", "LERO"),
        Code("mutual_aid", "Mutual-aid group", "mutual aid", ("aa", "na", "ca", "smart", "fellowship")),
        Code("recovery_community", "Recovery community"),
        Code("family_group", "Family group"),
        Code("recovery_unit", "Recovery or substance-free unit", "recovery unit", ("isfl", "dfrl", "wing")),
    ),
)

WHERE = CodeList("where", (Code("inside", "Inside"), Code("outside", "Outside")))

USE_SINCE = CodeList(
    "use_since",
    (
        Code("none", "None"),
        Code("alcohol_only", "Alcohol only"),
        Code("drugs", "Drugs"),
        Code("drugs_and_alcohol", "Drugs and alcohol"),
        *NOT_SAID,
    ),
)

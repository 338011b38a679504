"""The plain words of "My plan": headings in English, with Welsh beside them for whom Welsh is preferred."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """A heading in both languages."""

    english: str
    welsh: str

    def said(self, welsh_too: bool) -> str:
        """The heading, in both languages where Welsh is preferred."""
        return f"{self.english} / {self.welsh}" if welsh_too else self.english


TITLE = Words("My plan", "Fy nghynllun")
MATTERS = Words("What matters to me", "Beth sy'n bwysig i mi")
GOALS = Words("My goals", "Fy nodau")
NEXT_STEP = Words("My next step", "Fy ngham nesaf")
APPOINTMENTS = Words("My next appointments", "Fy apwyntiadau nesaf")
HARD = Words("When it gets hard", "Pan fydd pethau'n anodd")
SIGNS = Words("My warning signs", "Fy arwyddion rhybudd")
HELPS = Words("What helps", "Beth sy'n helpu")
RING = Words("Who I ring", "Pwy rydw i'n ei ffonio")
FIRST_DAY = Words("My first day out", "Fy niwrnod cyntaf allan")
OUT_NOW = Words("Now that I am out", "Nawr fy mod i allan")
KNOWS = Words("Who knows what about me", "Pwy sy'n gwybod beth amdanaf i")
AGREE = Words("Do I agree?", "Ydw i'n cytuno?")
I_AGREE = Words("I agree", "Rwy'n cytuno")
I_DO_NOT = Words("I don't agree", "Dydw i ddim yn cytuno")
SIGNED = Words("Signed, me", "Llofnod, fi")
DATE = Words("Date", "Dyddiad")

ACTORS = {
    "person": "Me",
    "peer": "My peer mentor",
    "healthcare": "Healthcare",
    "pom": "My prison manager (POM)",
    "com": "My probation officer",
    "pre_release_team": "The pre-release team",
    "crs_provider": "A support service",
    "reconnect": "A support service",
    "housing": "The housing team",
    "dwp_work_coach": "My work coach",
    "family": "My family",
}
"""Who does a step; neutral where the name of a service would tell."""

ACTORS_IN_WALES = {**ACTORS, "housing": "The council's housing pathway"}

SOMEBODY = "Somebody else"

CLASSES = {
    "ID": "my name and details",
    "JUS": "my sentence and dates",
    "TRT": "my health",
    "REC": "my plan",
    "SOC": "home, work and money",
    "RISK": "what keeps people safe",
    "THIRD": "my family and friends",
}
"""What a service may know, in the person's words."""

DANGER = "In danger now: the cell bell inside, 999 outside. Nobody is in trouble for ringing."
OWN_TEAM = "everything in my plan and my record"
OFFICIALS = ("Prison and probation staff", "my name and details, my sentence and dates")
REFERRED_TO = "A service I was referred to"
SENT_TO = "A service that was told"
NOBODY_ELSE = "Nobody else is told, unless I say yes or the law says they must know."


def signed_by(keyworker: str) -> Words:
    """Where the keyworker signs, under the title they have here; the Welsh word is the usual one."""
    return Words(f"Signed, my {keyworker}", "Llofnod, fy ngweithiwr allweddol")


def foot(keyworker: str) -> str:
    """Whose the sheet is."""
    return f"Mine to change: I ask my {keyworker}. Gaps are for me to fill in."

"""A short guide to the work: what this replaces and what it doesn't, a day, a release, bad news, who may know."""

# ruff: noqa: E501  (a sentence reads best in one piece)

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    """A few paragraphs about one thing."""

    title: str
    paragraphs: tuple[str, ...]

    def speaks_of(self, wanted: str) -> bool:
        """Whether something stands in it."""
        looked_for = wanted.strip().casefold()
        return any(f" {looked_for}" in f" {text}".casefold() for text in (self.title, *self.paragraphs))


GUIDE = (
    Chapter("What this is for", (
        "One person's recovery plan in four quarters: treatment, peers, home and work, release and after. It says what matters to the person, who does what by when, and what is missing.",
        "It replaces the paper folder, the whiteboard with names and dates, and the spreadsheet of releases.",
        "It does not replace the clinical system: doses and prescriptions stand there, and what is noted here says who confirmed it and when. It does not replace the prison's or probation's own systems, and it is no place for intelligence: that goes by its own report, never into a plan.",
    )),
    Chapter("Your first week", (
        "Bring in your list or add the people you see next. For each: number, wing, release date and how sure it is, what they take, when they last took it, and whether they have ever overdosed.",
        "Ask each person what matters to them and write it in their words. One goal and one next step is a plan; forty blank fields are not.",
        "Compare the words of your supervisor's card by telephone, and send the first file, so that your work is not only on this computer.",
    )),
    Chapter("A day", (
        "Begin with Today. !! is for today: somebody leaves without their next dose, without naloxone, without a bed, or nobody wrote down that they left. Then what is late, then appointments, then those who have not answered you.",
        "In a session write what was said and done first; tick what is done, add one next step, say when you meet next. No time? Keep a line and write it up later; Today reminds you.",
        "End by sending what is only on this computer. Nothing needs saving on the way out: what was typed is kept.",
    )),
    Chapter("Writing about somebody", (
        "Write so that the person could read it, because they may. Say what happened and who said it; keep guesses apart from facts.",
        "Say person, use, dependence, a test that was positive. Leave out addict, clean, dirty, abuse.",
        "Things about other people go into the fields for them, or nowhere. What is said to a peer is never written down.",
        "“Not asked”, “does not want to say” and “not known” are three different answers. A blank is none.",
    )),
    Chapter("Twelve weeks before release", (
        "Date and how sure it is. Does it fall on a Friday or before a holiday? Ask for an earlier day. On remand any hearing can be the day: keep the short list ready from the start.",
        "Which service will treat them at home? Refer to that one, with the person's permission. Ask whether RECONNECT should come along.",
        "Where will they sleep? Eight weeks before: the duty to refer, and whether probation can offer a place.",
        "Start with papers, bank account and the work coach; each takes longer than it should.",
    )),
    Chapter("Four weeks and one week before", (
        "Four weeks: has the service said yes, and when is the first appointment? On substitution treatment aim for the day of release or the day after. Day 21 is the last that counts. Naloxone offered and trained. Registered with a doctor.",
        "One week: medicine or a script that reaches to that appointment, or the date of the next injection. The address for the first night, checked. Somebody to meet them at the gate. The talk about tolerance. Their plan and their card, printed and in their hand.",
    )),
    Chapter("The day, and three weeks after", (
        "At the gate: naloxone in the hand and not in the property bag, medicine, telephone, clothes, the first appointment on paper.",
        "Ring the day after: dose collected? Day 3: appointment kept? Days 7 and 14: still in treatment, still housed? Day 21: started or not, and why.",
        "The first four weeks are the deadliest, and being on substitution treatment through the gate makes them far less so. A call that nobody answers is worth a second one, and a call to the service.",
    )),
    Chapter("Bad news", (
        "{app.bad-news} from anywhere. First what to do now, then what happened, who was told, what changes.",
        "Not waking or not breathing: code blue inside, 999 outside, naloxone, stay. Talk of self-harm: don't leave them alone, open an ACCT, tell the orderly officer.",
        "After a lapse: no blame, thank them for saying it, talk about tolerance, offer naloxone, see them within the week.",
    )),
    Chapter("Who may know", (
        "Ask for each agency: may we share, and what? Yes to one thing is not yes to all. Permission ends on a date and can be taken back; what was sent before stays noted.",
        "Without permission something leaves only on a ground of law, such as safeguarding or preventing serious harm, with a reason, and it is told to the supervisor.",
        "Clinical words stay on the person's own pages. Cover the screen ({app.hide}) when somebody comes in; the page for the person ({person.show}) shows nothing of anybody else.",
    )),
    Chapter("England and Wales", (
        "What counts is where somebody goes home to, not where the prison stands.",
        "In Wales there is no RECONNECT; homelessness goes through the national pathway for people in prison rather than the duty to refer; CAS3 is asked for by hand; treatment is reported to a Welsh data set. Offer the plan in Welsh.",
    )),
    Chapter("When something goes wrong", (
        "Passphrase forgotten: the twelve recovery words open the records and set a new one. Both lost: nobody can open them, and what you sent is what remains.",
        "Computer broken or stolen: the records are unreadable to others. Your supervisor revokes the card; on another one choose “I have a backup” on the first page, or start again with a start pack and what was sent.",
        "Two answers, a missing file, a damaged page: the program says so and keeps both sides. Nothing is overwritten in silence. If it stops, it gives a code for support that holds no names.",
    )),
)  # fmt: skip

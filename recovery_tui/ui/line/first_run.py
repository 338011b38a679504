"""The first time: a start pack or none, who you are, a passphrase, where the records live, twelve words, then work."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework import opening
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Owner, Role
from recovery_tui.clock import two_by_chance
from recovery_tui.errors import RecoveryError
from recovery_tui.ui import first_run_words
from recovery_tui.ui.first_run_words import WORDS_ON_PAPER
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.turns import Back
from recovery_tui.ui.sentences import NOT_THE_SAME
from recovery_tui.ui.start_pack import StartPack, check_heard, look_at, packs_on_sticks, start_from

SUGGEST, PRACTISE = "suggest", "practise"


def first_run(talk: Talk) -> tuple[Desk, str]:
    """A new store, open, and where to go first. Raises Back until it is made, RecoveryError, Gone."""
    pack = _pack(talk)
    heard = _heard(talk, pack) if pack is not None else {}
    owner = _owner(talk, pack)
    secret = new_passphrase(talk)
    for sentence in opening.where_words(talk.session.data):
        talk.say(sentence)
    talk.ask("Enter makes the store here")
    talk.say(first_run_words.MAKING)
    desk, words = opening.set_up(talk.session.data, owner, secret, talk.session.clock, look=talk.session.look)
    problem = start_from(desk, pack, heard) if pack is not None else ""
    if problem:
        talk.error(problem)
    _on_paper(talk, words)
    return desk, _begin(talk)


def new_passphrase(talk: Talk) -> str:
    """A new passphrase, typed twice. Raises Back on an empty line."""
    talk.say(first_run_words.passphrase_words(SUGGEST))
    while True:
        first = talk.secret("New passphrase")
        if not first:
            raise Back
        if first.casefold() == SUGGEST:
            talk.say(f"For example: {opening.suggestion(talk.session.clock)}")
        elif short := first_run_words.too_short(first):
            talk.error(short)
        else:
            talk.say(f"Strength: {opening.strength(first)}")
            if talk.secret("The same again") == first:
                return first
            talk.error(NOT_THE_SAME)


def twelve_words(talk: Talk) -> tuple[str, ...]:
    """The words from the paper. Raises Back on an empty line."""
    while True:
        words = talk.secret("The twelve words, with spaces between").lower().split()
        if not words:
            raise Back
        if len(words) == WORDS_ON_PAPER:
            return tuple(words)
        talk.error(first_run_words.not_twelve(len(words)))


def _pack(talk: Talk) -> StartPack | None:
    """The start pack a supervisor gave, if there is one."""
    talk.say("Your supervisor may have given you a start pack: one file, on a stick or in a folder.")
    for said, file in packs_on_sticks():
        talk.say(f"Found: {said}: {file}")
    while True:
        typed = talk.ask("Where the start pack is; Enter if there is none").strip().strip('"')
        if not typed:
            return None
        try:
            return look_at(Path(typed).expanduser(), talk.session.clock)
        except RecoveryError as error:
            talk.error(error.message)


def _heard(talk: Talk, found: StartPack) -> dict[int, str]:
    """Two words of the pack's card as they were heard; none when they are compared later."""
    pack = found.pack
    who = ", ".join(text for text in (pack.name, pack.role, pack.organisation, pack.establishment) if text)
    talk.say(f"The pack is of {who}.")
    talk.say(
        f"Ring {pack.name} on a number you know; they read their eight words out. Enter alone compares later."
    )
    while True:
        heard = {place: talk.ask(f"Word {place}").strip() for place in found.places}
        if not all(heard.values()):
            return {}
        try:
            check_heard(found, heard)
        except RecoveryError as error:
            talk.error(error.message)
        else:
            return heard


def _owner(talk: Talk, pack: StartPack | None) -> Owner:
    """Name and work; asked again when something can't stand, with what was typed before."""
    site = pack.pack if pack is not None else None
    name, title, prison, employer = "", "Keyworker", "", ""
    if site is not None:
        title, prison, employer = site.job_title or title, site.establishment, site.organisation
    roles = [
        ("keyworker: has a caseload", Role.KEYWORKER),
        ("supervisor: reads the files of several", Role.SUPERVISOR),
    ]
    while True:
        name = _kept(talk, "Your name, as colleagues write it", name)
        title = _kept(talk, "Job title", title)
        role = talk.choose("Role", roles)
        prison = _kept(talk, first_run_words.PRISON, prison).upper()
        employer = _kept(talk, "Employer", employer)
        owner = Owner(name, role, prison, employer, title)
        try:
            opening.check_owner(owner)
        except RecoveryError as error:
            talk.error(error.message)
        else:
            return owner


def _kept(talk: Talk, label: str, now: str) -> str:
    """An answer; Enter keeps what stands there."""
    return talk.ask(f"{label}, now {now}" if now else label).strip() or now


def _on_paper(talk: Talk, words: tuple[str, ...]) -> None:
    """The twelve words, and two of them asked for; the store is made, so there is no way back from here."""
    talk.say("Twelve words. Write them on paper now; they open the records when the passphrase is lost.")
    talk.say("Keep the paper locked away, not beside this computer. Nobody can tell them again.")
    asked = two_by_chance(talk.session.clock, len(words))
    while True:
        for number, word in enumerate(words, 1):
            talk.say(f"{number}. {word}")
        _stay(talk, "Enter, when they are on paper")
        talk.clear()
        if all(_stay(talk, f"Word {place + 1} from the paper").casefold() == words[place] for place in asked):
            return
        talk.error("That is not the word. Look at the paper; the words come once more.")


def _stay(talk: Talk, prompt: str) -> str:
    """An answer that can't be skipped."""
    while True:
        try:
            return talk.ask(prompt).strip()
        except Back:
            talk.say("The store is made. Finish the last steps; it takes a minute.")


def _begin(talk: Talk) -> str:
    """Where to go first."""
    options = [
        ("bring in a list of people (CSV)", "csv"),
        ("add one person", "new-person"),
        ("go to Today", "today"),
        ("practise with made-up people first; nothing of it is kept", PRACTISE),
    ]
    try:
        return talk.choose(first_run_words.BEGIN, options)
    except Back:
        return "today"

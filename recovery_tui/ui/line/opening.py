"""Getting in: which store, its passphrase, the twelve words, or practising with made-up people."""

from __future__ import annotations

from recovery_tui.casework import opening
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.look import forget
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.line.first_run import PRACTISE, first_run, new_passphrase, twelve_words
from recovery_tui.ui.line.restoring import restore
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.turns import Back, Left
from recovery_tui.ui.restore_words import HAVE_ONE, LINE_LEADS_THERE, with_way_back

WORDS, BACKUP, NEW, LEAVE, OTHERWISE = "words", "backup", "new", "leave", "otherwise"


def open_records(talk: Talk, user: str | None) -> tuple[Desk, str]:
    """The opened records, and where to go first. Raises Left, Gone."""
    while True:
        try:
            names = opening.store_names(talk.session.data)
            if not names:
                return _without_store(talk)
            name = user if user in names else _whose(talk, names)
            user = None
            return _open(talk, name), "today"
        except Back:
            if not opening.store_names(talk.session.data):
                raise Left from None
            found = _other_ways(talk)
            if found is not None:
                return found
        except RecoveryError as error:
            talk.error(error.message)


def practise(talk: Talk, wanted: opening.Practice) -> Desk:
    """A throwaway store of made-up people."""
    talk.say(f"Making {wanted.people:,} people up.")
    session = talk.session
    return opening.open_demo(wanted.people, wanted.seed, session.clock, keep=wanted.keep, look=session.look)


def _whose(talk: Talk, names: tuple[str, ...]) -> str:
    if len(names) == 1:
        talk.say(f"Records of {names[0]}. Enter without a passphrase tells the other ways in.")
        return names[0]
    return talk.choose("Whose records?", [(name, name) for name in names])


def _one_of(talk: Talk, names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else _whose(talk, names)


def _open(talk: Talk, name: str) -> Desk:
    data, clock = talk.session.data, talk.session.clock
    while True:
        wait = opening.unlock_wait(data, name, clock)
        if wait > 0:
            talk.error(f"After wrong passphrases, wait {wait:.0f} more seconds.")
            talk.ask("Enter tries again")
            continue
        secret = talk.secret("Passphrase")
        if not secret:
            raise Back
        talk.say("Opening.")
        try:
            return opening.open_desk(data, name, secret, clock)
        except RecoveryError as error:
            talk.error(with_way_back(error, LINE_LEADS_THERE))


def _without_store(talk: Talk) -> tuple[Desk, str]:
    options = [
        ("start here: set up your own records", NEW),
        (HAVE_ONE, BACKUP),
        ("practise with made-up people; nothing is kept", PRACTISE),
        ("leave, and choose between line mode and screens at the next start", OTHERWISE),
    ]
    answer = talk.choose("There are no records here yet.", options)
    if answer == OTHERWISE:
        forget(talk.session.data)
        raise Left
    if answer == PRACTISE:
        return practise(talk, opening.Practice()), "today"
    if answer == BACKUP:
        return restore(talk, None), "today"
    return _new_store(talk)


def _new_store(talk: Talk) -> tuple[Desk, str]:
    """A new store, or made-up people where its owner wants to practise before using it."""
    desk, first = first_run(talk)
    if first != PRACTISE:
        return desk, first
    desk.close()
    return practise(talk, opening.Practice()), "today"


def _other_ways(talk: Talk) -> tuple[Desk, str] | None:
    """Other ways in; None goes back to the passphrase. Raises Left."""
    names = opening.store_names(talk.session.data)
    options = [
        ("type the passphrase", ""),
        ("practise with made-up people; nothing is kept", PRACTISE),
        ("the passphrase is lost: open with the twelve words", WORDS),
        (HAVE_ONE, BACKUP),
        ("make a store for another person on this computer", NEW),
        ("leave", LEAVE),
    ]
    try:
        answer = talk.choose("Open the records.", options)
        if answer == PRACTISE:
            return practise(talk, opening.Practice()), "today"
        if answer == WORDS:
            return _recover(talk, _one_of(talk, names)), "today"
        if answer == BACKUP:
            return restore(talk, _one_of(talk, names)), "today"
        if answer == NEW:
            return _new_store(talk)
    except Back:
        return None
    except RecoveryError as error:
        talk.error(error.message)
        return None
    if answer == LEAVE:
        raise Left
    return None


def _recover(talk: Talk, name: str) -> Desk:
    """Open with the twelve words and set a new passphrase. Raises Back, RecoveryError."""
    words = twelve_words(talk)
    new = new_passphrase(talk)
    talk.say("Opening.")
    return opening.recover(talk.session.data, name, words, new, talk.session.clock)

"""A backup put in place in line mode: which, what will happen, and what opens it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recovery_tui.casework import opening, restoring
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.restoring import Found, Placing
from recovery_tui.errors import NotAllowedError, RecoveryError, WrongPassphraseError
from recovery_tui.ui.line.files import ask_path
from recovery_tui.ui.line.first_run import new_passphrase, twelve_words
from recovery_tui.ui.line.long_work import Progress, work
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.turns import Back
from recovery_tui.ui.line.words import said_row
from recovery_tui.ui.restore_words import (
    ABOUT,
    LOOKING,
    NONE_FOUND,
    OPENS_WITH,
    PUTTING,
    STOPPED_MEANWHILE,
    backup_row,
    told,
)

PASSPHRASE, WORDS = "passphrase", "words"


def restore(talk: Talk, store: str | None) -> Desk:
    """The records that were in a backup, of `store` if one is known, put in place and open. Raises Back, Gone."""
    with talk.in_place(lambda: "Backups", lambda: [ABOUT]):
        data, clock = talk.session.data, talk.session.clock
        talk.say(f"{LOOKING}; each is read to its end.")
        found = [restoring.read_to_its_end(each) for each in restoring.at_hand(data, store, clock)]
        if not found:
            talk.say(NONE_FOUND)
        while True:
            try:
                return _put(talk, restoring.placing(data, _which(talk, found), clock))
            except RecoveryError as error:
                talk.error(error.message)


def _which(talk: Talk, found: Sequence[Found]) -> Path:
    """The path of one that can be used, as far as is known."""
    while True:
        path = ask_path(talk, "Which backup?", [(said_row(backup_row(each)), each.path) for each in found])
        fault = next((each.fault for each in found if each.path == path), "")
        if not fault:
            return path
        talk.error(fault)


def _put(talk: Talk, wanted: Placing) -> Desk:
    """Say what will happen, and do it until it is done or given up. Raises Back, RecoveryError."""
    for sentence in (*told(wanted, opening.where_words(talk.session.data)), OPENS_WITH):
        talk.say(sentence)
    ways = [("the passphrase", PASSPHRASE), ("the twelve words", WORDS)]
    way = talk.choose("What opens it? It is put in place once that is right; back changes nothing.", ways)
    while True:
        try:
            return _with_words(talk, wanted) if way == WORDS else _with_passphrase(talk, wanted)
        except (WrongPassphraseError, NotAllowedError) as error:
            talk.error(error.message)


def _with_passphrase(talk: Talk, wanted: Placing) -> Desk:
    secret = talk.secret("Passphrase")
    if not secret:
        raise Back
    data, clock = talk.session.data, talk.session.clock

    def put(progress: Progress) -> Desk:
        return restoring.open_with_passphrase(data, wanted, secret, clock, progress)

    return work(talk, PUTTING, STOPPED_MEANWHILE, put)


def _with_words(talk: Talk, wanted: Placing) -> Desk:
    words, new = twelve_words(talk), new_passphrase(talk)
    data, clock = talk.session.data, talk.session.clock

    def put(progress: Progress) -> Desk:
        return restoring.open_with_words(data, wanted, words, new, clock, progress)

    return work(talk, PUTTING, STOPPED_MEANWHILE, put)

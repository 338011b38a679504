"""Line mode from start to end: get in, go from place to place, lock, leave."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TextIO

from recovery_tui.casework import opening, safekeeping, settings
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.look import NORMAL, Look
from recovery_tui.clock import Clock
from recovery_tui.ui.glyphs import glyphs_for
from recovery_tui.ui.line.bad_news import tell_bad_news
from recovery_tui.ui.line.caseload import CaseloadPage
from recovery_tui.ui.line.everywhere import Everywhere
from recovery_tui.ui.line.exchange import ExchangePage
from recovery_tui.ui.line.opening import open_records, practise
from recovery_tui.ui.line.page import Page
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.today import TodayPage
from recovery_tui.ui.line.turns import Gone, GoTo, Left, Locked
from recovery_tui.ui.session import Session
from recovery_tui.ui.withdrawal import keep_and_lock

INTERRUPTED = 130

GREETING = "Recovery plans, line mode. At every prompt: back, save, help, where."

_PLACES: dict[str, Callable[[Talk, str], Page]] = {
    "today": lambda talk, rest: TodayPage(talk),
    "caseload": CaseloadPage,
    "exchange": lambda talk, rest: ExchangePage(talk),
}


def run(
    data: Path,
    clock: Clock,
    *,
    user: str | None = None,
    practice: opening.Practice | None = None,
    look: Look = NORMAL,
    heard: TextIO | None = None,
    said: TextIO | None = None,
) -> int:
    """Talk until the person leaves or nobody is there any more; gives the exit status. Drafts are kept in any case."""
    heard, said = heard or sys.stdin, said or sys.stdout
    if isinstance(heard, io.TextIOWrapper):
        # half a letter, or one of another encoding, must not end the program
        heard.reconfigure(errors="replace")
    session = Session(data, clock, glyphs_for(said.encoding), look)
    talk = Talk(session, heard, said)
    try:
        with talk.hangups.heard():
            try:
                with suppress(Gone), talk.guard.watching():
                    _sessions(talk, user, practice)
            finally:
                talk.hangups.ignore()
                _leave(talk)
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED


def _leave(talk: Talk) -> None:
    """Lock, and leave nothing on the screen; the terminal may be gone already."""
    desk = talk.session.opened
    warning = keep_and_lock(desk, ()) if desk is not None else ""
    with suppress(Gone, ValueError):
        talk.clear()
        talk.say(warning or "Locked.")


def _sessions(talk: Talk, user: str | None, practice: opening.Practice | None) -> None:
    """Open, work, lock, and open again."""
    with suppress(Left, Gone):
        talk.say(GREETING)
        while True:
            desk, first = (
                (practise(talk, practice), "today") if practice is not None else open_records(talk, user)
            )
            practice = None
            user = None if desk.demo else desk.store_name
            _begin(talk, desk)
            try:
                _work(talk, first)
            except Locked as locked:
                warning = keep_and_lock(desk, ())
                talk.guard.rest()
                talk.anywhere, talk.about = {}, None
                talk.session.forget()
                talk.clear()
                talk.say(f"{locked.said} {warning}".strip())


def _begin(talk: Talk, desk: Desk) -> None:
    """Take the opened records, say what is worth knowing, and make today's backup."""
    session = talk.session
    session.opened, now = desk, settings.read(desk)
    session.use(now)
    talk.anywhere = {"bad news": lambda: tell_bad_news(talk)}
    talk.guard.begin(now.cover_minutes, now.lock_minutes)
    talk.say(session.classification)
    if desk.demo:
        talk.say("Demo: everybody here is made up.")
    for sentence in desk.notices:
        talk.say(sentence)
    Thread(target=_keep_safe, args=(talk, desk), name="backup", daemon=True).start()


def _keep_safe(talk: Talk, desk: Desk) -> None:
    """Today's backup, made while somebody reads; said only when it can't be made."""
    problem = safekeeping.keep_daily(desk)
    if problem:
        talk.error(problem)


def _work(talk: Talk, first: str) -> None:
    """From place to place. Raises Left, Locked, Gone."""
    page: Page = TodayPage(talk)
    try:
        if first == "csv":
            page.attempt(lambda: Everywhere(page).do_bring_in_list(""))
        elif first == "new-person":
            page.attempt(lambda: TodayPage(talk).do_new_person(""))
    except GoTo as elsewhere:
        page = _at(talk, elsewhere.place)
    while True:
        try:
            page.run()
        except GoTo as elsewhere:
            page = _at(talk, elsewhere.place)


def _at(talk: Talk, where: str) -> Page:
    name, _, rest = where.partition(" ")
    return _PLACES[name](talk, rest)

"""Bad news: first what to do now, then what happened; whatever was being typed elsewhere waits as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Protocol, runtime_checkable

from textual import on
from textual.screen import Screen
from textual.widget import Widget

from recovery_tui.casework import bad_news, bad_news_words
from recovery_tui.casework.bad_news import FLAG, KIND, NOT_FOR_SECURITY
from recovery_tui.casework.views import DraftView, FormSpec, Outcome, RecordId
from recovery_tui.ui.change_words import done
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.undo_offer import OffersUndo
from recovery_tui.ui.screens.whose import Whose, WhoseScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.now import Now
from recovery_tui.ui.widgets.painted import Painted

TITLE = "Bad news"


@runtime_checkable
class AboutSomebody(Protocol):
    """A screen that is about one person."""

    def whose(self) -> Whose | None:
        """The person, and how to name them at the head of a form."""


class BadNewsScreen(FormScreen):
    """A form beneath what to do now."""

    PLACE = Place.BAD_NEWS

    BINDINGS = bindings_for(Place.BAD_NEWS)

    def __init__(self, session: Session, spec: FormSpec, subject: str = "", *, resume: bool = False) -> None:
        super().__init__(session, spec, subject, KIND, resume=resume)
        self._words: Mapping[str, str] = {}

    def top(self) -> Iterable[Widget]:
        """What to do now, and what is wrong with the form."""
        yield Now(bad_news_words.FIRST)
        yield from super().top()

    def bottom(self) -> Iterable[Widget]:
        """What comes with it, what it is not for, and help for the field."""
        yield Painted(id="follows")
        yield from super().bottom()

    def on_mount(self) -> None:
        """Read the site's words."""
        self.ask(lambda: bad_news_words.words_of(self.session.desk), self._know, "words")

    def _know(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._tell_what_follows()

    def _resume_draft(self, draft: DraftView) -> None:
        super()._resume_draft(draft)
        self._tell_what_follows()

    @on(FieldRow.Typed)
    def _note_kind(self, event: FieldRow.Typed) -> None:
        if event.row.field.key in (KIND, FLAG):
            self.call_next(self._tell_what_follows)

    def _tell_what_follows(self) -> None:
        person, kind, flag = self.spec.person or RecordId(""), self.typed[KIND], self.typed[FLAG]
        self.query_one(Now).tell(self._words.get(kind, bad_news_words.FIRST))
        self.ask(
            lambda: bad_news.follows_words(self.session.desk, person, kind, flag), self._follow, "follows"
        )

    def _follow(self, said: str) -> None:
        text = f"{said}\n{NOT_FOR_SECURITY}".strip()
        self.query_one("#follows", Painted).say(text, Tone.MUTED)

    def help_text(self) -> str:
        """What the page is for."""
        return (
            "Something bad has happened. On top stands what to do now, in the words of this site. What is "
            "written here is a note for the people who look after this person; nobody is to be blamed with it."
        )


def tell_bad_news(screen: PlaceScreen[Any], stack: Iterable[Screen[Any]]) -> None:
    """Open the page about the person whom the top screen of `stack` is about; ask whose, when there is none."""
    screens = list(stack)[::-1]
    if any(isinstance(each, (BadNewsScreen, WhoseScreen)) for each in screens):
        return
    # a page about several people is about none: whose is asked then, and not guessed from what lies beneath
    whose = next((each.whose() for each in screens if isinstance(each, AboutSomebody)), None)
    if whose is not None:
        _begin(screen, whose)
        return
    pointed = getattr(screen, "chosen_person", lambda: None)()
    screen.app.push_screen(
        WhoseScreen(screen.session, TITLE, pointed, bad_news_words.DANGER), partial(_begin, screen)
    )


def _begin(screen: PlaceScreen[Any], whose: Whose | None) -> None:
    if whose is not None:
        person, subject = whose
        screen.ask(
            lambda: bad_news.form(screen.session.desk, person), partial(_open, screen, subject), "bad news"
        )


def _open(screen: PlaceScreen[Any], subject: str, spec: FormSpec) -> None:
    screen.app.push_screen(BadNewsScreen(screen.session, spec, subject), partial(_told, screen))


def _told(screen: PlaceScreen[Any], outcome: Outcome | None) -> None:
    if outcome is None or not outcome.saved:
        return
    if isinstance(screen, OffersUndo):
        screen.offer_undo(replace(outcome, record=None))
    else:
        screen.notice.say(done(outcome), Tone.GOOD)

"""Bad news in line mode: first what to do now, then what happened; it can be told at every prompt."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework import bad_news, bad_news_words
from recovery_tui.casework.bad_news import FLAG, KIND, NOT_FOR_SECURITY
from recovery_tui.casework.views import FormField, FormSpec, Outcome
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.whose import whose


class BadNews(Form):
    """A form that says what to do now before the first question, and again once it is known what happened."""

    def __init__(self, talk: Talk, spec: FormSpec, subject: str = "", *, resume: bool = False) -> None:
        super().__init__(talk, spec, subject, KIND, resume=resume)
        self._first = bad_news_words.words_of(talk.session.desk)

    def run(self) -> Outcome | None:
        """What to do first, then the form."""
        self._talk.say(f"Now: {bad_news_words.FIRST}")
        self._talk.say(NOT_FOR_SECURITY)
        return super().run()

    def _take(self, field: FormField, typed: str) -> None:
        changed = self.typed[field.key] != typed
        super()._take(field, typed)
        if changed and field.key == KIND:
            self._talk.say(f"Now: {self._first.get(typed, bad_news_words.FIRST)}")
        if changed and field.key in (KIND, FLAG):
            self._talk.say(self._follows())

    def _follows(self) -> str:
        person = self._spec.person
        return (
            bad_news.follows_words(self._talk.session.desk, person, self.typed[KIND], self.typed[FLAG])
            if person
            else ""
        )

    def _help(self) -> Iterable[str]:
        yield from super()._help()
        yield NOT_FOR_SECURITY


def tell_bad_news(talk: Talk) -> Outcome | None:
    """Write bad news about the person who is open; asked for when nobody is. Raises Back."""
    if not talk.about:
        talk.say(f"Now: {bad_news_words.DANGER}")
    person, subject = talk.about or whose(talk, "Bad news about whom?")
    return BadNews(talk, bad_news.form(talk.session.desk, person), subject).run()

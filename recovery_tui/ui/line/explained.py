"""The glossary and the practice guide in line mode."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.sentences import NO_SUCH_WORD
from recovery_tui.ui.wording import with_titles
from recovery_tui.ui.words.glossary import TERMS
from recovery_tui.ui.words.guide import GUIDE, Chapter
from recovery_tui.ui.words.term import fitting


class GlossaryPage(Page):
    """The terms that fit a word, with what the guide says of it."""

    PLACE = Place.GLOSSARY

    def __init__(self, talk: Talk, wanted: str = "") -> None:
        super().__init__(talk)
        self._wanted = wanted

    def items(self) -> Iterable[Item]:
        """A line a term."""
        yield from (Item(f"{term.title}: {term.explained}") for term in fitting(TERMS, self._wanted))
        chapters = [chapter for chapter in GUIDE if self._wanted.strip() and chapter.speaks_of(self._wanted)]
        yield from (Item(f"In the guide: {chapter.title}", chapter) for chapter in chapters)

    def empty(self) -> str:
        """Nothing fits."""
        return NO_SUCH_WORD

    def otherwise(self, text: str) -> bool:
        """What is typed here is the word that is looked for."""
        self._wanted = text
        self.show()
        return True

    def open_line(self, typed: str) -> None:
        """A chapter of the guide."""
        _tell(self.talk, self.item(typed, Chapter))

    def help_text(self) -> str:
        """What the page is."""
        return "Words of the field and of this program: type one, or part of it, for example naloxone."


class GuidePage(Page):
    """The chapters of the practice guide; a number tells one."""

    PLACE = Place.GUIDE

    def items(self) -> Iterable[Item]:
        """The chapters."""
        return (Item(chapter.title, chapter) for chapter in GUIDE)

    def open_line(self, typed: str) -> None:
        """A chapter."""
        _tell(self.talk, self.item(typed, Chapter))

    def help_text(self) -> str:
        """What the page is."""
        return "What the work is, in short; a number tells a chapter."


def _tell(talk: Talk, chapter: Chapter) -> None:
    talk.say(chapter.title)
    for paragraph in chapter.paragraphs:
        talk.say(with_titles(paragraph))

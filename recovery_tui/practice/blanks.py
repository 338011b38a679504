"""Gaps in a person's own words, where they would tell what is not ticked: the person writes in what they like.

A gap too many is seen before it is printed; a word too many is seen in the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from recovery_tui.practice.own_copy import Tick, Ticks
from recovery_tui.records.codes import Code
from recovery_tui.records.lists.treatment import MEDICINE_CODES, SUBSTANCE

GAP = "______"

_EVERYDAY = frozenset(
    {
        "burn", "charlie", "declined", "gas", "green", "ice", "mandy", "not disclosed", "other", "paper", "rock",
        "speed", "stones", "tina", "white", "won't say",
    }
)  # fmt: skip
"""Words of the code lists that mean something else more often than not, and names people have."""

_MORE_MEDICINES = (
    "script", "scrip", "prescription", "medicine", "medication", "meds", "dose", "naloxone", "prenoxad",
    "nyxoid", "detox", "rehab", "ost", "drug", "alcohol", "cocaine", "tobacco", "vape", "needle", "sober",
    "overdose", "relapse", "drunk", "withdrawal", "tablet", "craving", "using",
)  # fmt: skip
"""Words for medicines and substances that no code list has."""

_MORE_SERVICES = (
    "narcotics anonymous", "alcoholics anonymous", "cocaine anonymous", "smart recovery", "mutual aid", "cas1", "cas2",
    "cas3", "reconnect", "lero", "recovery community", "sponsor",
)  # fmt: skip
"""Services and fellowships that are known by name."""

_APOSTROPHE = "['\u2019]"

_SHORTEST = 3
"""Letters from which on a name is known as one whatever its letters' case."""

_WORDS_TOO = frozenset(
    {
        "april", "art", "bill", "carol", "daisy", "dawn", "dean", "faith", "frank", "grace", "grant", "guy", "hope",
        "ivy", "jack", "joy", "june", "mark", "may", "pat", "patience", "penny", "ray", "rich", "rob", "robin", "rose",
        "ruby", "skip", "sonny", "sue", "summer", "victor", "will", "young",
    }
)  # fmt: skip
"""Names that are words too: in small letters they tell of nobody."""

_SAID_OF_MANY = frozenset(
    {
        "addiction", "care", "central", "child", "community", "drug", "east", "family", "health", "home", "housing",
        "mental", "mid", "national", "new", "north", "old", "our", "peer", "prison", "recovery", "saint", "second",
        "social", "south", "support", "the", "wellbeing", "west", "work", "young", "your",
    }
)  # fmt: skip
"""First words of services that are not theirs alone."""

_DOSE = r"\d+(?:\.\d+)?\s?(?:mg|ml|mcg|milligrams?|millilitres?)"
_NUMBERS = (
    r"\S+@\S+",
    r"\+?\(?\d(?:[ ()-]{0,2}\d){4,}",
    r"(?i:[A-Z]\d{4}[A-Z]{2})",
    r"(?i:[A-Z]\d{6})",
    r"(?i:\d{2,4}/\d{1,7}[A-Z])",
)
"""E-mail addresses, anything with five figures or more, prison numbers, CRN, PNC and CRO."""


class Blanks:
    """Puts gaps into texts for one person; names are those known from their records."""

    def __init__(self, ticks: Ticks, *, services: Iterable[str] = (), people: Iterable[str] = ()) -> None:
        known: list[str] = []
        if Tick.SERVICES not in ticks:
            known += [rf"(?i:{_spaced(each)})" for each in _bare(services)]
            known += [re.escape(each) for each in _first_words(services)]
        if Tick.PEOPLE not in ticks:
            words = (word for name in people for word in name.split() if len(word) > 1)
            known += [rf"(?:[A-Z]\.?\s+)?{_name(word)}" for word in words]
        self._telling = [each for each in (_any_of(known), _common(ticks)) if each]

    def put_into(self, text: str) -> str:
        """The text with a gap for everything that would tell."""
        for telling in self._telling:
            text = telling.sub(GAP, text)
        return text


@cache
def _common(ticks: Ticks) -> re.Pattern[str] | None:
    """What tells in anybody's text."""
    patterns: list[str] = []
    if Tick.MEDICINES not in ticks:
        patterns += [_DOSE, *map(_whole, _medicine_words())]
    if Tick.SERVICES not in ticks:
        patterns += [rf"(?i:{_spaced(each)})" for each in _MORE_SERVICES]
        patterns.append(r"(?i:[ACN]\.?A)")
    if Tick.NUMBERS not in ticks:
        patterns += _NUMBERS
    return _any_of(patterns)


def _any_of(patterns: list[str]) -> re.Pattern[str] | None:
    """Any of these as whole words, the longest first."""
    longest_first = sorted(patterns, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)") if patterns else None


def _whole(word: str) -> str:
    """A word with its usual endings, whatever its letters' case."""
    return rf"(?i:{_spaced(word)}(?:e?s|'s|ing|ed|ers?)?)"


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def _name(word: str) -> str:
    """A name, whatever its letters' case; one that is also a word, or so short that it may be, as a name is written."""
    is_word = len(word) < _SHORTEST or word.casefold() in _WORDS_TOO
    said = re.sub(_APOSTROPHE, _APOSTROPHE, re.escape(word))
    return said if is_word else rf"(?i:{said})"


def _medicine_words() -> Iterator[str]:
    found = (*_words((*SUBSTANCE, *MEDICINE_CODES)), *_MORE_MEDICINES)
    yield from sorted({word for word in found if len(word) > 1} - _EVERYDAY)


def _words(codes: Iterable[Code]) -> Iterator[str]:
    for code in codes:
        for words in (code.label, code.short, *code.synonyms):
            for part in re.split(r", | or |\band\b", words.casefold()):
                if part.strip() and not part.strip().startswith(
                    ("not ", "misused", "other", "daily", "image")
                ):
                    yield part.strip()


def _first_words(names: Iterable[str]) -> Iterator[str]:
    """What services are called for short: their first word, as it is written, where it is theirs alone."""
    for name in names:
        first = next(iter(re.sub(r"\(.*?\)", " ", name).split()), "")
        if len(first) >= _SHORTEST and first.casefold() not in _SAID_OF_MANY:
            yield first


def _bare(names: Iterable[str]) -> Iterator[str]:
    """Names as they are spoken: without what stands in brackets, and the first two words of long ones."""
    for name in names:
        bare = re.sub(r"\(.*?\)", " ", name)
        for spoken in (name, bare, " ".join(bare.split()[:2])):
            if len(spoken.strip()) > 2:
                yield spoken

"""A term of the field, explained, and the terms that fit what somebody looks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A word that a new officer meets, in our own words."""

    name: str
    text: str
    also: tuple[str, ...] = ()
    """What else it is called."""
    wales: str = ""
    """What is different in Wales."""

    @property
    def title(self) -> str:
        """`Opioid substitution treatment (OST, script)`."""
        return f"{self.name} ({', '.join(self.also)})" if self.also else self.name

    @property
    def explained(self) -> str:
        """The text, and what is different in Wales."""
        return f"{self.text} Wales: {self.wales}" if self.wales else self.text


def fitting(terms: Iterable[Term], wanted: str) -> tuple[Term, ...]:
    """The terms called `wanted` or so, then those with a word, or a sentence, that begins so; all for nothing."""
    looked_for = wanted.strip().casefold()
    ranked = [(rank, term) for term in terms if (rank := _rank(term, looked_for)) is not None]
    return tuple(term for _, term in sorted(ranked, key=lambda pair: pair[0]))


def _rank(term: Term, wanted: str) -> int | None:
    names = [name.casefold() for name in (term.name, *term.also)]
    if not wanted:
        return 0
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    if any(f" {wanted}" in name.replace("-", " ") for name in names):
        return 2
    return 3 if f" {wanted}" in term.explained.casefold() else None

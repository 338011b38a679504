"""Which of a list of choices is meant by what was typed so far: by label, by code and by synonym."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_tui.casework.views import Choice


def narrowed(choices: Sequence[Choice], typed: str, last_used: Sequence[str] = ()) -> list[Choice]:
    """The choices that fit what was typed: beginnings first, then words within, then synonyms and help."""
    wanted = typed.strip().casefold()
    if not wanted:
        recent = {value: place for place, value in enumerate(last_used)}
        return sorted(choices, key=lambda choice: recent.get(choice.value, len(recent)))
    ranked = [(rank, choice) for choice in choices if (rank := _rank(choice, wanted)) is not None]
    return [choice for _, choice in sorted(ranked, key=lambda pair: pair[0])]


def _rank(choice: Choice, wanted: str) -> int | None:
    label = choice.label.casefold()
    if label == wanted or choice.value.casefold() == wanted:
        return 0
    if label.startswith(wanted):
        return 1
    synonyms = [synonym.casefold() for synonym in choice.synonyms]
    if any(synonym.startswith(wanted) for synonym in synonyms):
        return 2
    if wanted in label:
        return 3
    return 4 if any(wanted in synonym for synonym in synonyms) else None


def meant(choices: Sequence[Choice], typed: str) -> Choice | None:
    """The one choice that `typed` names exactly, by label, by value or by synonym."""
    wanted = typed.strip().casefold()
    for choice in choices:
        if wanted in {choice.value.casefold(), choice.label.casefold()}:
            return choice
    named = [choice for choice in choices if wanted in {synonym.casefold() for synonym in choice.synonyms}]
    return named[0] if len(named) == 1 and wanted else None

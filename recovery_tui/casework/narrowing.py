"""Which of a list of choices is meant by what was typed so far: by label, by code and by synonym."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_tui.casework.views import Choice

_BEGINS = 2
"""The rank up to which a label or a synonym begins with what was typed."""


def narrowed(choices: Sequence[Choice], typed: str, last_used: Sequence[str] = ()) -> list[Choice]:
    """The choices that fit what was typed: beginnings first, then words within, then synonyms and help."""
    wanted = _folded(typed)
    if not wanted:
        return recent_first(choices, last_used)
    ranked = [(rank, choice) for choice in choices if (rank := _rank(choice, wanted)) is not None]
    return [choice for _, choice in sorted(ranked, key=lambda pair: pair[0])]


def recent_first(choices: Sequence[Choice], last_used: Sequence[str]) -> list[Choice]:
    """All of them, those last used first."""
    recent = {value: place for place, value in enumerate(last_used)}
    return sorted(choices, key=lambda choice: recent.get(choice.value, len(recent)))


def _rank(choice: Choice, wanted: str) -> int | None:
    label = _folded(choice.label)
    if label == wanted or _folded(choice.value) == wanted:
        return 0
    if label.startswith(wanted):
        return 1
    synonyms = [_folded(synonym) for synonym in choice.synonyms]
    if any(synonym.startswith(wanted) for synonym in synonyms):
        return _BEGINS
    if wanted in label:
        return 3
    return 4 if any(wanted in synonym for synonym in synonyms) else None


def meant(choices: Sequence[Choice], typed: str) -> Choice | None:
    """The one choice that `typed` names exactly, by label, by value or by synonym."""
    wanted = _folded(typed)
    for choice in choices:
        if wanted in {_folded(choice.value), _folded(choice.label)}:
            return choice
    named = [choice for choice in choices if wanted in map(_folded, choice.synonyms)]
    return named[0] if len(named) == 1 and wanted else None


def begun(choices: Sequence[Choice], typed: str) -> Choice | None:
    """The choice that `typed` names, or else the only one of which a label or a synonym begins like it."""
    wanted = _folded(typed)
    fitting = [each for each in choices if (rank := _rank(each, wanted)) is not None and rank <= _BEGINS]
    return meant(choices, typed) or (fitting[0] if len(fitting) == 1 else None)


def _folded(text: str) -> str:
    """Without capitals, hyphens and underlines as spaces: who types `mutual aid` means `Mutual-aid group`."""
    return text.strip().casefold().replace("-", " ").replace("_", " ")

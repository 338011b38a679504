"""Two texts compared word by word, told without colour: what is gone and what is new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

_WORDS = re.compile(r"\n|\S+")


def marked(before: str, after: str) -> str:
    """`after`, with words that `before` has instead as `[-gone-]` and its own as `{+new+}`; line ends are kept."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[str] = []
    for what, first, last, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if what == "equal":
            pieces += new[start:end]
        else:
            pieces += _signed("[-", [word for word in old[first:last] if word != "\n"], "-]")
            pieces += _signed("{+", new[start:end], "+}")
    return "\n".join(line.strip() for line in " ".join(pieces).split("\n"))


def _signed(opening: str, words: Sequence[str], closing: str) -> Iterator[str]:
    """Words between signs, those of each line for themselves."""
    for is_end, run in groupby(words, lambda word: word == "\n"):
        if is_end:
            yield from run
        else:
            yield f"{opening}{' '.join(run)}{closing}"

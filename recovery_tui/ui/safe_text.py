"""Text from records made fit to paint: no control characters, no hidden direction changes, cut by cells."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import cell_len, set_cell_size

REPLACEMENT = "?"
UNBROKEN = "\u00a0"
"""A space at which a line is not broken: between the parts of a telephone number."""
_STAND_INS = {
    "\u2022": "*",
    "\u2026": "~",
    "\u2500": "-",
    "\u2502": "|",
    "\u2013": "-",
    "\u2014": "-",
    "\u2019": "'",
    "\u2018": "'",
    "\u201c": '"',
    "\u201d": '"',
}
"""What stands for common signs where the terminal has only ASCII."""
_JOINERS = {"\u200c", "\u200d"}


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """`text` on one line: white space becomes a space, control and direction characters a question mark."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_plain_character(character) for character in text)


def _plain_character(character: str) -> str:
    if character == UNBROKEN:
        return character
    if character.isspace():
        return " "
    if character in _JOINERS:
        return ""
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return REPLACEMENT
    return character


def plain_lines(text: str) -> list[str]:
    """`text` as lines, each made safe by `plain`."""
    return [plain(line) for line in text.splitlines()] or [""]


@lru_cache(maxsize=8192)
def encodable(text: str, encoding: str) -> str:
    """`text` as a terminal with `encoding` can show it, every character as wide as before."""
    if encoding == "utf-8" or text.isascii():
        return text
    return "".join(_encodable_character(character, encoding) for character in text)


def _encodable_character(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        if character in _STAND_INS:
            return _STAND_INS[character]
        width = cell_len(character)
        bare = unicodedata.normalize("NFKD", character)[:1]
        return (bare if bare.isascii() and bare else REPLACEMENT).ljust(width)[:width]
    return character


def cut(text: str, width: int, mark: str) -> str:
    """`text` in at most `width` cells, `mark` in the last one when something is missing."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    return set_cell_size(text, width - 1) + mark


def cut_before_last(text: str, width: int, mark: str) -> str:
    """`text` in at most `width` cells, cut before its last comma: by when something is due stays."""
    said, comma, last = text.rpartition(", ")
    before = width - cell_len(comma + last)
    if cell_len(text) <= width or before < len(said) // 3:
        return cut(text, width, mark)
    return cut(said, before, mark) + comma + last


def padded(text: str, width: int, mark: str) -> str:
    """`text` in exactly `width` cells."""
    return set_cell_size(cut(text, width, mark), width) if width > 0 else ""


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken between words where there is a space."""
    width = max(width, 1)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width)
        lines.extend(whole)
    return [*lines, line]


def _pieces(word: str, width: int) -> list[str]:
    """A word cut into pieces of at most `width` cells."""
    pieces, piece = [], ""
    for character in word:
        if piece and cell_len(piece + character) > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]

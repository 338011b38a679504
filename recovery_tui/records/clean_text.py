"""Text made fit to keep: one Unicode form, no control characters, no hidden changes of direction."""

from __future__ import annotations

import re
import unicodedata

_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks and overrides of direction
    "\ufeff]"
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_GAPS = re.compile(r"[\t\n]+")


def clean(text: str, *, lines: bool) -> str | None:
    """`text` as it is kept: NFC, stripped, without control characters; None if it holds a lone surrogate.

    Line ends are kept as `\\n` when `lines` is true; else they and tabs become a space.
    """
    if _SURROGATE.search(text):
        return None
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    if not lines:
        text = _GAPS.sub(" ", text)
    return unicodedata.normalize("NFC", text).strip()

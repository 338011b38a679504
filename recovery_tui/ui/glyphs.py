"""The signs the screens are drawn with, for terminals that can show them and for those that can't."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Glyphs:
    """One set of signs; every sign is one cell wide."""

    name: str
    rule: str
    side: str
    """Between two things side by side."""
    cut: str
    """Stands where text was cut off."""
    cursor: str
    encoding: str
    """What the terminal takes; characters outside it are replaced before they are painted."""


UNICODE = Glyphs(name="unicode", rule="─", side="│", cut="…", cursor=">", encoding="utf-8")
ASCII = Glyphs(name="ascii", rule="-", side="|", cut="~", cursor=">", encoding="ascii")


def glyphs_for(encoding: str | None) -> Glyphs:
    """The set that a terminal with this `encoding` (of standard error, where Textual draws) can show."""
    name = (encoding or "ascii").lower().replace("_", "-")
    return UNICODE if name.startswith("utf") else ASCII

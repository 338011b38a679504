"""Our own colour themes: text 7:1, status words 4.5:1, focus marks 3:1 (WCAG 2.2)."""

from __future__ import annotations

from dataclasses import dataclass

from textual.theme import Theme


@dataclass(frozen=True)
class Palette:
    """The few colours that a theme needs."""

    background: str
    text: str
    muted: str
    field: str
    """Behind what can be typed in."""
    cursor: str
    """Behind the line the cursor is on."""
    cursor_text: str
    focus: str
    act: str
    missing: str
    good: str


DARK = Palette(
    background="#101416",
    text="#f0f3f4",
    muted="#b7c1c5",
    field="#1f282c",
    cursor="#1d4653",
    cursor_text="#ffffff",
    focus="#6fd3e8",
    act="#ff9d90",
    missing="#f3c55a",
    good="#93dca0",
)
LIGHT = Palette(
    background="#fbfbf8",
    text="#14191a",
    muted="#414a4d",
    field="#e9eae5",
    cursor="#c9e2ea",
    cursor_text="#000000",
    focus="#005f7a",
    act="#9c130c",
    missing="#704600",
    good="#19592d",
)
CONTRAST = Palette(
    background="#000000",
    text="#ffffff",
    muted="#ededed",
    field="#1c1c1c",
    cursor="#ffff00",
    cursor_text="#000000",
    focus="#ffff00",
    act="#ffb0a8",
    missing="#ffe066",
    good="#a8f0b4",
)
MONO = Palette(
    background="#000000",
    text="#ffffff",
    muted="#d0d0d0",
    field="#262626",
    cursor="#e6e6e6",
    cursor_text="#000000",
    focus="#ffffff",
    act="#ffffff",
    missing="#ffffff",
    good="#ffffff",
)

PALETTES = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST, "mono": MONO}
"""Name of a theme, as the settings hold it, and its colours."""

DEFAULT = "dark"


def variables(palette: Palette) -> dict[str, str]:
    """Variables of the style sheet, with Textual's own ones set so that none falls below the mark."""
    return {
        "muted": palette.muted,
        "field": palette.field,
        "cursor": palette.cursor,
        "cursor-text": palette.cursor_text,
        "focus": palette.focus,
        "act": palette.act,
        "missing": palette.missing,
        "good": palette.good,
        "input-cursor-background": palette.text,
        "input-cursor-foreground": palette.background,
        "input-cursor-text-style": "none",
        "input-selection-background": palette.cursor,
        "input-selection-foreground": palette.cursor_text,
        "block-cursor-background": palette.cursor,
        "block-cursor-foreground": palette.cursor_text,
        "scrollbar": palette.muted,
        "scrollbar-hover": palette.muted,
        "scrollbar-active": palette.text,
        "scrollbar-background": palette.field,
        "scrollbar-background-hover": palette.field,
        "scrollbar-background-active": palette.field,
        "scrollbar-corner-color": palette.background,
    }


def theme_of(name: str) -> Theme:
    """The Textual theme for a name in `PALETTES`."""
    palette = PALETTES[name]
    return Theme(
        name=name,
        primary=palette.focus,
        secondary=palette.focus,
        accent=palette.focus,
        warning=palette.missing,
        error=palette.act,
        success=palette.good,
        foreground=palette.text,
        background=palette.background,
        surface=palette.field,
        panel=palette.field,
        boost=palette.field,
        dark=name != "light",
        text_alpha=1.0,
        variables=variables(palette),
    )

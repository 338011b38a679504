from __future__ import annotations

import pytest
from textual.color import Color

from recovery_tui.ui.theme import PALETTES, Palette, theme_of


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = Color.parse(colour).rgb
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs(palette: Palette) -> list[tuple[str, str, float]]:
    return [
        (palette.text, palette.background, 7),
        (palette.text, palette.field, 7),
        (palette.muted, palette.background, 7),
        (palette.muted, palette.field, 7),
        (palette.cursor_text, palette.cursor, 7),
        (palette.act, palette.background, 4.5),
        (palette.missing, palette.background, 4.5),
        (palette.good, palette.background, 4.5),
        (palette.focus, palette.background, 3),
        (palette.focus, palette.field, 3),
    ]


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_every_theme_can_be_read(name: str) -> None:
    for front, behind, least in pairs(PALETTES[name]):
        assert contrast(front, behind) >= least, (front, behind)


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_what_textual_makes_of_a_theme_keeps_text_and_background(name: str) -> None:
    made = theme_of(name).to_color_system().generate()
    assert contrast(made["foreground"], made["background"]) >= 7
    assert contrast(made["input-cursor-foreground"], made["input-cursor-background"]) >= 7
    assert contrast(made["input-selection-foreground"], made["input-selection-background"]) >= 7


def test_no_theme_leaves_the_colours_to_the_terminal() -> None:
    assert not any(theme_of(name).ansi for name in PALETTES)


def test_the_measure_itself_tells_black_from_white_and_grey_from_grey() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)

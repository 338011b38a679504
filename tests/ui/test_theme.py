from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from textual.color import Color

from recovery_tui.casework.setting_list import NAMED
from recovery_tui.ui import app as ui_app
from recovery_tui.ui.paint import Tone, style_of
from recovery_tui.ui.theme import PALETTES, theme_of, variables
from recovery_tui.ui.widgets.typed_input import TypedArea, TypedInput


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


SHEETS = (
    (Path(ui_app.__file__).parent / "app.tcss").read_text(encoding="utf-8"),
    TypedInput.DEFAULT_CSS,
    TypedArea.DEFAULT_CSS,
)
LEAST = {"act": 4.5, "missing": 4.5, "good": 4.5, "focus": 3}
"""What is asked of a colour; 7 of all others."""

_RULE = re.compile(r"[{]([^{}]*)[}]")
_COLOUR = re.compile(r"(?<![-\w])(color|background|border): (?:solid |ascii )?\$([\w-]+);")


def pairs(name: str) -> set[tuple[str, str, float]]:
    """Every colour that is put on something, with what is behind it, and what is asked of the two."""
    made = theme_of(name).to_color_system().generate()
    colours = {**made, **variables(PALETTES[name])}
    found: set[tuple[str, str, float]] = set()
    for tone in Tone:
        style = style_of(name, tone, RichColor.parse(PALETTES[name].background))
        assert style.color is not None
        assert style.bgcolor is not None
        front, behind = (each.get_truecolor().hex for each in (style.color, style.bgcolor))
        found.add((front, behind, LEAST.get(tone, 7)))
    for rule in _RULE.findall("\n".join(SHEETS)):
        told = dict(_COLOUR.findall(rule))
        behind = told.get("background", "background")
        for what in ("color", "border"):
            if what in told:
                front = told[what]
                found.add((colours[front], colours[behind], LEAST.get(front, 7)))
    return found


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_everything_that_is_coloured_can_be_read_in_every_theme(name: str) -> None:
    found = pairs(name)
    assert len(found) >= 5
    for front, behind, least in found:
        assert contrast(front, behind) >= least, (front, behind)


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_what_is_typed_into_can_be_told_from_what_is_around_it_by_its_text(name: str) -> None:
    palette = PALETTES[name]
    for front in (palette.text, palette.muted):
        assert contrast(front, palette.field) >= 7
    assert contrast(palette.focus, palette.field) >= 3


def test_every_theme_can_be_chosen_in_the_settings() -> None:
    assert [choice.value for choice in NAMED["theme"].choices] == list(PALETTES)


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

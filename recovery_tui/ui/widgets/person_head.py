"""The lines about a person that never scroll away."""

from __future__ import annotations

from recovery_tui.casework.views import PersonHeader
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Part, Parts, Tone, spread, tone_of
from recovery_tui.ui.safe_text import cut, cut_before_last, plain
from recovery_tui.ui.widgets.painted import Painted


class PersonHead(Painted):
    """Who it is, what is worst, what comes next, what may be shared, and as of when all this is known."""

    DEFAULT_CSS = """
    PersonHead { height: 3; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="person-head")
        self._glyphs = glyphs

    def show_person(self, header: PersonHeader) -> None:
        """Paint `header` from now on."""
        self.paint_with(lambda width: [self._fit(line, width) for line in self._lines(header)])

    def _lines(self, header: PersonHeader) -> list[tuple[list[Part], str]]:
        who = [Part(plain(header.name), Tone.STRONG)]
        who.append(Part("  " + "  ".join(_filled(header.number, header.age, header.location))))
        worst = " ".join(_filled(header.worst_mark.value, header.worst))
        following = header.next_action
        if header.frozen:
            worst, following = "Died. Nothing is chased and nothing printed.", ""
        if header.handed_over:
            following = header.handed_over
        if not worst:
            worst, following = following, ""
        return [
            (who, header.release),
            ([Part(worst, tone_of(header.worst_mark))], following),
            ([Part("  ".join(_filled(header.sharing, header.community)), Tone.MUTED)], header.as_known),
        ]

    def _fit(self, line: tuple[list[Part], str], width: int) -> Parts:
        left, right = line
        used = sum(len(plain(part.text)) for part in left)
        if used > width - 2:
            text = cut("".join(plain(part.text) for part in left), width - 2, self._glyphs.cut)
            return [Part(" " + text, left[0].tone)]
        room = width - used - 4
        said = cut_before_last(plain(right), room, self._glyphs.cut) if room > 3 else ""
        return spread([Part(" "), *left], [], [Part(said + " ")], width)


def _filled(*texts: str) -> list[str]:
    return [plain(text) for text in texts if text]

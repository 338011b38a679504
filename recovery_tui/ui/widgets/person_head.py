"""The lines about a person that never scroll away."""

from __future__ import annotations

import re

from rich.cells import cell_len

from recovery_tui.casework.today_views import next_words
from recovery_tui.casework.views import PersonHeader
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.paint import Part, Parts, Tone, spread, tone_of
from recovery_tui.ui.safe_text import cut, cut_before_last, plain
from recovery_tui.ui.widgets.painted import Painted

_NUMBER = re.compile(r" +[0-9()+ -]{5,}$")
"""A telephone number at the end of a line."""


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
        self.paint_with(lambda width: head_lines(header, width, self._glyphs.cut))


def head_lines(header: PersonHeader, width: int, mark: str) -> list[Parts]:
    """The three lines in `width` cells, `mark` where something is cut.

    When the person is out, in how long, and as of when all this is known are never cut: what else stands beside them
    gives way.
    """
    worst = " ".join(_filled(header.worst_mark.value, header.worst))
    following = next_words(header.next_action)
    if header.frozen:
        worst, following = "Died. Nothing is chased and nothing printed.", ""
    if header.handed_over:
        following = header.handed_over
    if not worst:
        worst, following = following, ""
    return [
        _who(header, width, mark),
        _worst(Part(worst, tone_of(header.worst_mark)), following, width, mark),
        _known(header, width, mark),
    ]


def _who(header: PersonHeader, width: int, mark: str) -> Parts:
    """The name, as much as fits of number, age and location, and the release, without its certainty if need be."""
    name, out = plain(header.name), plain(header.release)
    beside = [
        (header.number, header.age, header.location),
        (header.number, header.location),
        (header.location,),
    ]
    short = out if " or " in out else ", ".join(out.split(", ")[:2])
    for said, more in [(out, beside[0]), *((short, each) for each in beside)]:
        rest = "".join(f"  {each}" for each in _filled(*more))
        if cell_len(name + rest + said) + 4 <= width:
            return _line([Part(name, Tone.STRONG), Part(rest)], said, width)
    return _line(
        [Part(cut(name, width - cell_len(short) - 4, mark), Tone.STRONG)], cut(short, width - 4, mark), width
    )


def _worst(worst: Part, following: str, width: int, mark: str) -> Parts:
    """What is worst, and what comes next in what is left of the line."""
    if cell_len(worst.text) > width - 2:
        return [Part(" " + cut(worst.text, width - 2, mark), worst.tone)]
    room = width - cell_len(worst.text) - 4
    return _line([worst], cut_before_last(plain(following), room, mark) if room > 3 else "", width)


def _known(header: PersonHeader, width: int, mark: str) -> Parts:
    """What may be shared and who works outside; as of when all this is known, without on which computer if need be."""
    left = "  ".join(_filled(f"may share: {header.sharing}", header.community))
    known = f"as known {plain(header.as_known)}"
    if cell_len(left + known) + 4 > width:
        known = known.partition(", ")[0]
    if cell_len(left + known) + 4 > width:
        left = _NUMBER.sub("", left)  # half a number can't be rung
    return _line([Part(cut(left, width - cell_len(known) - 4, mark), Tone.MUTED)], known, width)


def _line(left: Parts, right: str, width: int) -> Parts:
    return spread([Part(" "), *left], [], [Part(right + " ")], width)


def _filled(*texts: str) -> list[str]:
    return [plain(text) for text in texts if text]

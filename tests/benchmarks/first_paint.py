"""From the start of the program to the painted unlock screen, beside a Textual app that shows one Input."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.app import AT_UNLOCK, started
from tests.benchmarks.measure import Figure, against, in_turns
from tests.benchmarks.stores import data_folder
from tests.benchmarks.terminal import running

NAME = "start"
N = 11
FEW = 5
"""People in the store: the unlock screen does not open it."""

ONE_INPUT = """
from textual.app import App, ComposeResult
from textual.widgets import Input
class OneInput(App[None]):
    def compose(self) -> ComposeResult:
        yield Input(placeholder="one input is painted")
OneInput().run(mouse=False)
"""


def figures(people: int) -> list[Figure]:
    """Milliseconds from starting Python to the text on the screen, in turns."""
    data = data_folder(FEW)
    took, base = in_turns([lambda: _unlock(data), _one_input], N)
    return [against("unlock screen painted", took, base, times=1.25, n=N, base_name="one Input painted")]


def _unlock(data: Path) -> float:
    with started(data) as terminal:
        return (terminal.painted(AT_UNLOCK) - terminal.started) * 1000


def _one_input() -> float:
    with running("-c", ONE_INPUT) as terminal:
        return (terminal.painted("ne input is painted") - terminal.started) * 1000

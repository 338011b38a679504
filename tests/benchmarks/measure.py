"""What a figure is, and how times are taken: medians of repeated runs, in milliseconds."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    name: str
    measured: str
    baseline: str
    """What it is compared with, measured in the same run; empty when the bound is a plain number."""
    ratio: float | None
    bound: str
    held: bool
    n: int


def against(
    name: str, took: float, base: float, *, times: float, at_most: float | None = None, n: int, base_name: str
) -> Figure:
    """A figure in milliseconds beside its baseline: at most so many times it, and at most so many milliseconds."""
    ratio = took / base
    bound = f"<= {times:g}x" + (f", {at_most:g} ms" if at_most is not None else "")
    held = ratio <= times and (at_most is None or took <= at_most)
    return Figure(name, f"{took:.1f} ms", f"{base:.1f} ms {base_name}", ratio, bound, held, n)


def within(
    name: str, took: float, at_most: float, *, n: int, base: float | None = None, base_name: str = ""
) -> Figure:
    """A figure that must stay below a number of milliseconds; `base` is shown beside it."""
    shown = f"{base:.1f} ms {base_name}" if base is not None else ""
    ratio = took / base if base else None
    return Figure(name, f"{took:.1f} ms", shown, ratio, f"<= {at_most:g} ms", took <= at_most, n)


def milliseconds(job: Callable[[], object]) -> float:
    """How long one run of `job` takes."""
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1000


def median_of(job: Callable[[], object], n: int, *, warm: int = 1) -> float:
    """The median of `n` runs, after `warm` that don't count."""
    for _ in range(warm):
        job()
    return statistics.median(milliseconds(job) for _ in range(n))


def in_turns(jobs: list[Callable[[], float]], n: int) -> list[float]:
    """The medians of jobs that tell their own milliseconds, run in turns so that noise meets all of them."""
    taken: list[list[float]] = [[] for _ in jobs]
    for _ in range(n):
        for times, job in zip(taken, jobs, strict=True):
            times.append(job())
    return [statistics.median(times) for times in taken]


def told_by_python(script: str, *arguments: str | Path) -> float:
    """The number that `script` prints last, run in a new Python."""
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return float(done.stdout.split()[-1])

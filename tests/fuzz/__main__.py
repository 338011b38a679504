"""`python -m tests.fuzz --minutes 10`: look for new faults, guided by coverage where atheris is installed."""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NAMES = ("parser", "manifest", "card", "body", "events", "receipt", "start_pack")
WEIGHTS = {"parser": 2, "events": 4, "receipt": 2}
"""How much of the time goes to each, where it is not one share."""


def main() -> int:
    parts = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parts.add_argument("--minutes", type=float, default=10.0)
    parts.add_argument("--target", choices=NAMES, action="append")
    parts.add_argument("--corpus", type=Path, help="folder in which inputs worth keeping are kept")
    parts.add_argument("--one", choices=NAMES, help=argparse.SUPPRESS)
    parts.add_argument("--seconds", type=float, help=argparse.SUPPRESS)
    asked = parts.parse_args()
    corpus = asked.corpus or Path(tempfile.mkdtemp(prefix="recovery-corpus-"))
    guided = importlib.util.find_spec("atheris") is not None
    if asked.one:
        return _guided(asked.one, corpus, asked.seconds) if guided else _drawn(asked.one, asked.seconds)
    names = asked.target or NAMES
    whole = sum(WEIGHTS.get(name, 1) for name in names)
    failed = []
    for name in names:
        seconds = asked.minutes * 60 * WEIGHTS.get(name, 1) / whole
        command = [
            sys.executable,
            "-m",
            "tests.fuzz",
            "--one",
            name,
            "--seconds",
            str(seconds),
            "--corpus",
            str(corpus),
        ]
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
    _say(f"faults in: {', '.join(failed)}" if failed else "no fault")
    return 1 if failed else 0


def _guided(name: str, corpus: Path, seconds: float) -> int:
    """Guided by coverage: keeps inputs that reach new code. Leaves the process by itself."""
    import atheris

    with atheris.instrument_imports(include=["recovery_tui"]):
        from tests.fuzz import targets

    kept = corpus / name
    kept.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(targets.seeds(name)):
        (kept / f"seed-{number}").write_bytes(seed)
    flags = [f"-max_total_time={max(1, int(seconds))}", "-max_len=8192", "-rss_limit_mb=4096", "-timeout=60"]
    flags += [f"-artifact_prefix={kept}/fault-", "-print_final_stats=1", "-verbosity=1"]
    atheris.Setup([sys.argv[0], *flags, str(kept)], targets.TARGETS[name])
    atheris.Fuzz()
    return 0


def _drawn(name: str, seconds: float) -> int:
    """Without coverage: whatever hypothesis draws, until the time is up."""
    from hypothesis import HealthCheck, Phase, given, seed, settings
    from hypothesis import strategies as st

    from tests.fuzz import targets

    end, count = time.monotonic() + seconds, 0
    for begun in targets.seeds(name):
        targets.TARGETS[name](begun)
    while time.monotonic() < end:
        count += 1

        @seed(count)
        @settings(
            max_examples=200,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(st.binary(max_size=2000))
        def fuzz(data: bytes) -> None:
            targets.TARGETS[name](data)

        fuzz()
    _say(f"{name}: {count * 200} inputs drawn")
    return 0


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())

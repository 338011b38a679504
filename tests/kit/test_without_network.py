"""The real kit for this computer, installed and used where there is no network at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.conftest import Workshop, unpacked

NO_WAY_OUT = "http://127.0.0.1:9"
"""Nothing listens on the discard port."""


def _cut_off() -> list[str]:
    """The words that run a command in a network namespace of its own; none where the system allows no such thing."""
    for words in (["unshare", "-n"], ["unshare", "-r", "-n"]):
        try:
            if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0:
                return words
        except FileNotFoundError:
            break
    return []


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_the_real_kit_installs_and_shows_today_without_a_network(workshop: Workshop, tmp_path: Path) -> None:
    made = workshop.run(tmp_path / "kit.zip")
    assert made.returncode == 0, made.stderr
    kit = unpacked(tmp_path / "kit.zip", tmp_path / "kit")
    apart = _cut_off()
    how = (
        "in a network namespace"
        if apart
        else "with proxies that lead nowhere: unshare -n is not allowed here"
    )
    (tmp_path / "temporary").mkdir()
    surroundings = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "temporary"),
        **dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), NO_WAY_OUT),
    }

    def run(*words: str | Path) -> str:
        done = subprocess.run(
            [*apart, *words],
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{how}: {done.stderr}"
        return done.stdout

    if apart:
        interfaces = run("cat", "/proc/net/dev").splitlines()[2:]
        assert [line.split(":")[0].strip() for line in interfaces] in ([], ["lo"])
    run("sh", kit / "install.sh")
    start = tmp_path / "home" / ".local" / "share" / "recovery-tui-program" / "recovery-tui"
    today = run(start, "demo")
    assert "DEMO: everybody here is made up." in today, how
    assert "Today, " in today, how
    assert list((tmp_path / "temporary").iterdir()) == [], "the demo leaves nothing behind"

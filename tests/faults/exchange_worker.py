"""Sends and receives in processes of their own, each killed at the moment it is told, or given too small a disk.

One line of JSON on standard input is one order; one line on standard output says what became of it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from recovery_tui.casework import receiving, sending
from recovery_tui.casework.sharing_views import SendOrder
from recovery_tui.clock import SetClock
from recovery_tui.errors import RecoveryError
from tests.support.desks import MONDAY, reopened


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        told, telling = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(told)
            _run(order, telling)
        os.close(telling)
        _, status = os.waitpid(child, 0)
        with os.fdopen(told, "rb") as pipe:
            said = json.loads(pipe.read() or b"{}")
        if os.WIFSIGNALED(status):
            said = {"signal": os.WTERMSIG(status)}
        elif os.WEXITSTATUS(status):
            said = {"failed": os.WEXITSTATUS(status)}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


def _run(order: dict[str, Any], telling: int) -> None:
    status = 1
    try:
        desk = reopened(Path(order["data"]), order["store"], SetClock(MONDAY, order["chance"]))
        place = Path(order["place"])

        def job() -> dict[str, Any]:
            if order["job"] == "send":
                return {"file": sending.send(desk, SendOrder(tuple(order["to"])), place).file}
            [result] = receiving.receive(desk, [place])
            return {"outcome": result.outcome, "code": result.code, "told": result.told}

        if "room" in order:
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["room"], resource.RLIM_INFINITY))
        said = _watched(job, order)
        os.write(telling, json.dumps(said).encode())
        status = 0
    except RecoveryError as error:
        os.write(telling, json.dumps({"code": error.code, "told": error.message}).encode())
        status = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(status)


def _watched(job: Callable[[], dict[str, Any]], order: dict[str, Any]) -> dict[str, Any]:
    """Do the job; die at one of the calls of functions in it, or so many seconds after the start.

    With `calls` 0 they are counted only.
    """
    calls, last = 0, order.get("calls")

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)

    if "seconds" in order:
        killer = threading.Timer(order["seconds"], os.kill, (os.getpid(), signal.SIGKILL))
        killer.daemon = True
        killer.start()
    if last is not None:
        sys.setprofile(count)
    said = job()
    sys.setprofile(None)
    return said | {"calls": calls}


if __name__ == "__main__":
    main()

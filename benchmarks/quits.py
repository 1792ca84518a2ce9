"""The window started and ended at random moments: ``python3 benchmarks/quits.py --times 300``.

Each run is ``main.py --simulated`` with a profile of its own, told to leave (SIGTERM) somewhere between its first line
and long after its first paint. Counted: exit codes other than 0, words on stderr, processes left behind, and how long
leaving took at most (rows P6 and P21 of the fault list).
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LATEST_S = 3.0


def once(python: str, after: float) -> tuple[int, str, float, int]:
    """Exit code, stderr, seconds from the signal to the end, and processes left behind."""
    with tempfile.TemporaryDirectory() as profile:
        command = [python, str(ROOT / "main.py"), "--simulated", "--profile", profile]
        environ = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        running = subprocess.Popen(
            command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        time.sleep(after)
        told = time.monotonic()
        running.send_signal(signal.SIGTERM)
        try:
            said = running.communicate(timeout=20)[1]
        except subprocess.TimeoutExpired:
            running.kill()
            said = "did not end in 20 s"
            running.communicate()
        took = time.monotonic() - told
        time.sleep(0.2)
        return running.returncode, said, took, _left(running.pid)


def _left(session: int) -> int:
    """How many processes of the session are still alive; they are ended."""
    alive = 0
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = place.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(of) == session and state != "Z":
            alive += 1
            os.kill(int(place.parent.name), signal.SIGKILL)
    return alive


def main() -> int:
    """Run them and print one line a kind of end."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--times", type=int, default=300)
    wanted.add_argument("--earliest", type=float, default=0.5, help="before this Python itself is not up yet")
    wanted.add_argument("--seed", type=int, default=6)
    arguments = wanted.parse_args()
    draw, codes, longest, left = random.Random(arguments.seed), Counter[int](), 0.0, 0
    for number in range(arguments.times):
        after = draw.uniform(arguments.earliest, LATEST_S)
        code, said, took, behind = once(sys.executable, after)
        codes[code] += 1
        longest, left = max(longest, took), left + behind
        if code or said.strip():
            print(f"run {number}, told after {after:.2f} s: exit {code}, {said.strip()[-300:]}", flush=True)
    print(f"{arguments.times} ends: codes {dict(codes)}, longest {longest:.2f} s, left behind {left}")
    return 0 if set(codes) == {0} and not left else 1


if __name__ == "__main__":
    sys.exit(main())

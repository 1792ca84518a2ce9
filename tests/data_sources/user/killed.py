"""A process that writes the user's data until it is killed."""

from __future__ import annotations

import signal
import subprocess
import sys

from tests.house.parts import ROOT


def killed(script, folder, writes):
    """Run ``script`` on a folder, kill it after so many writes; the greatest number it acknowledged."""
    command = [sys.executable, "-c", script, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        first = [int(writer.stdout.readline()) for _ in range(writes)]
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split()
    return max([*first, *map(int, rest)])

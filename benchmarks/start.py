"""Start-up: from the moment before the process is made to its first paint, to values, to the chart; and its memory.

``main.py --timings`` writes moments of the monotonic clock, which all processes of the machine share. The profile's
cache is filled beforehand (filled.py) and the program is offline, so that no network is in the figures. Byte code is
kept beside the profile and warmed up, as an installed program has it. The peers' cases are whole processes too: an
empty main window, and vnpy's.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import peers
from measure import Row, Setup, against, cheaper, limited, median, pick, rounds

WINDOW_BAR, VNPY_BAR, CHART_BAR_S, MEMORY_BAR_MB = 2.0, 2.5, 1.0, 150.0
LIVES_S = 4.0  # how long the window is left alone before it is told to close
PEERS = ("qt_mainwindow", "vnpy_main")
Moments = ("first_paint", "values_painted", "chart_painted")


def measured(setup: Setup) -> list[Row]:
    """Rows of this area."""
    with tempfile.TemporaryDirectory(prefix="suanli-profile-") as profile:
        filled = setup.child("filled.py", profile)
        if "error" in filled:
            setup.notes.append(f"filling a profile: {filled['error']}")
        jobs: dict[str, Any] = {"ours": lambda: _ours(setup, Path(profile))}
        if setup.python is not None:
            for case in PEERS:
                jobs[case] = lambda case=case: _peer(setup, case)
        for _ in range(2):  # warm: byte code, fonts, the disk's cache
            _ours(setup, Path(profile))
        results = rounds(setup, 3 if setup.quick else 7, jobs)
    return _rows(results)


def _rows(results: dict[str, list[Any]]) -> list[Row]:
    ours = results["ours"]
    first, empty, vnpy = pick(ours, "first_paint"), *(pick(results.get(c, []), c, "median") for c in PEERS)
    rows = [
        against("first painted window", "ms", first, "empty main window", empty, WINDOW_BAR),
        cheaper("first painted window", "ms", first, "vnpy main window", vnpy, VNPY_BAR),
        against("first paint with values", "ms", pick(ours, "values_painted"), "empty main window", empty, WINDOW_BAR),
        limited("chart painted", "ms", pick(ours, "chart_painted"), CHART_BAR_S * 1000),
        limited("memory, most, GUI process", "MB", pick(ours, "peak_mb"), MEMORY_BAR_MB),
        limited("longest turn of the GUI thread", "ms", pick(ours, "longest_turn_ms"), 50.0),
    ]
    sizes = {case: median(pick(results.get(case, []), case, "peak_mb")) for case in PEERS}
    rows[4].others = {case: size for case, size in sizes.items() if size is not None}
    return rows


def _ours(setup: Setup, profile: Path) -> dict[str, Any]:
    """One life of the window; times in ms since just before its process was made."""
    file = profile / "timings.json"
    file.unlink(missing_ok=True)
    words = ["--profile", str(profile), "--offline", "--timings", str(file), "--lang", "zh"]
    environ = _environ(setup, profile)
    began = time.monotonic()
    program = subprocess.Popen(
        [str(peers.ours()), str(peers.ROOT / "main.py"), *words],
        env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    time.sleep(LIVES_S)
    peak = _most_mb(program.pid)
    program.send_signal(signal.SIGTERM)
    said = program.communicate(timeout=30)[1]
    if "Traceback" in said:
        setup.notes.append(f"main.py wrote a traceback: {said.strip().splitlines()[-1]}")
    if not file.is_file():
        return {"error": f"no timings, exit {program.returncode}"}
    seen = json.loads(file.read_text())
    times = {name: (seen[name] - began) * 1000 for name in Moments if name in seen}
    return times | {"longest_turn_ms": seen.get("longest_turn_ms"), "peak_mb": peak or seen.get("peak_mb")}


def _environ(setup: Setup, profile: Path) -> dict[str, str]:
    """Byte code is written, whatever the caller's environment says, but not into the repository."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"QT_QPA_PLATFORM": setup.platform, "PYTHONPYCACHEPREFIX": str(profile / "bytecode")}


def _most_mb(pid: int) -> float | None:
    """The most memory a process has held, where the system tells it of others (Linux)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM:")), None)


def _peer(setup: Setup, case: str) -> dict[str, Any]:
    """One run of a peer's case; their script warms itself up once before."""
    words = ("--runs", 1, "--only", case, "--no-stall", "--no-imports", "--platform", setup.platform)
    found = setup.peer("startup_bench.py", *words)
    case_found = found.get("cases", {}).get(case, {})
    return {"error": str(case_found["error"]).splitlines()[-1]} if "error" in case_found else found.get("cases", found)

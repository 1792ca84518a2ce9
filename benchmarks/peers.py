"""The peers' scripts: where they lie, the virtual environment they run in, and one run of one of them.

Nothing of theirs is copied: they are started with their own command line. ``common.ohlcv`` is imported where it lies.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
REQUIREMENTS = HERE / "requirements.txt"
NEEDED = ("chart_bench.py", "table_bench.py", "startup_bench.py", "chart_fidelity.py", "common.py")


def folder(asked: str | None) -> Path | None:
    """The peers' folder: as asked for, else SUANLI_PEERS, else ../shared/bench beside the repository; None without."""
    place = Path(asked or os.environ.get("SUANLI_PEERS") or ROOT / ".." / "shared" / "bench").resolve()
    return place if all((place / name).is_file() for name in NEEDED) else None


def python_of(venv: Path) -> Path:
    """The interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def ours() -> Path:
    """The interpreter the product runs with."""
    return python_of(ROOT / ".venv")


def environment() -> Path:
    """The interpreter of the peers' environment, made when it is missing or its list has changed.

    Raises subprocess.CalledProcessError when a package cannot be had.
    """
    venv, wanted = HERE / ".venv", hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    stamp, python = venv / "made-from", python_of(venv)
    if not (stamp.is_file() and stamp.read_text() == wanted and python.exists()):
        print("making benchmarks/.venv for the peers ...", file=sys.stderr, flush=True)
        _run([str(ours()), "-m", "venv", str(venv)])
        _run([str(python), "-m", "pip", "install", "-q", "--no-deps", "-r", str(REQUIREMENTS)])
        stamp.write_text(wanted)
    return python


def run(python: Path, script: Path, *words: object, platform: str, timeout: float) -> dict[str, Any]:
    """What a peer's script says as JSON, or {"error": why}. Its home and its folder are temporary."""
    with tempfile.TemporaryDirectory(prefix="suanli-peer-") as home:
        environ = os.environ | {"HOME": home, "QT_QPA_PLATFORM": platform, "PYTHONDONTWRITEBYTECODE": "1"}
        out = Path(home) / "out.json"
        command = [str(python), str(script), *map(str, words), "--json", str(out)]
        try:
            done = subprocess.run(
                command, check=False, cwd=home, env=environ, capture_output=True, text=True, timeout=timeout
            )
        except subprocess.TimeoutExpired:
            return {"error": f"nothing within {timeout:.0f} s"}
        if not out.is_file():
            return {"error": (done.stderr.strip().splitlines() or ["no output"])[-1]}
        return json.loads(out.read_text())


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

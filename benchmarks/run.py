"""Our figures beside the peers', measured in one run: ``python3 benchmarks/run.py [--quick] [--only start,chart]``.

Needs the product's environment (``python3 bootstrap.py``). The peers' scripts are looked for in ../shared/bench beside
the repository; without them our own figures are printed alone. See README.md for what each figure means.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import cache
import chart
import export
import grid
import imports
import indicators
import million
import peers
import search
import start
import table
import traffic
from measure import Row, Setup

AREAS = {
    "start": start.measured, "chart": chart.measured, "table": table.measured, "search": search.measured,
    "cache": cache.measured, "indicators": indicators.measured,
    "grid": grid.measured, "million": million.measured, "imports": imports.measured, "traffic": traffic.measured,
    "export": export.measured,
}  # fmt: skip
HEAD = ("what", "ours", "peer", "theirs", "ratio", "bar", "met", "others in the same run")


def main() -> int:
    """Measure the areas asked for and print the table; 2 when the product cannot be run."""
    arguments = _arguments()
    if not peers.ours().exists():
        print("no .venv in the repository: python3 bootstrap.py makes it", file=sys.stderr)
        return 2
    setup, found = _setup(arguments), dict[str, list[Row]]()
    for name in arguments.only:
        found[name] = AREAS[name](setup)
    print(_report(setup, found))
    if arguments.json:
        rows = {name: [asdict(row) for row in rows] for name, rows in found.items()}
        told = {"areas": rows, "notes": setup.notes, "quick": setup.quick, "platform": setup.platform}
        arguments.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--quick", action="store_true", help="one size, few rounds, fast peers: a minute and a half")
    wanted.add_argument("--only", type=_areas, default=tuple(AREAS), metavar="AREA,AREA", help=", ".join(AREAS))
    wanted.add_argument("--peers", metavar="DIR", help="the peers' scripts (or SUANLI_PEERS; ../shared/bench)")
    wanted.add_argument("--platform", default="offscreen", help="Qt's platform, ours and theirs: offscreen, xcb, ...")
    wanted.add_argument("--json", type=Path, metavar="FILE", help="write the rows as JSON too")
    return wanted.parse_args()


def _areas(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if unknown := [name for name in names if name not in AREAS]:
        raise argparse.ArgumentTypeError(f"not an area: {', '.join(unknown)} (there are {', '.join(AREAS)})")
    return names


def _setup(arguments: argparse.Namespace) -> Setup:
    """Peers and their environment, or a note that they are not there."""
    place = peers.folder(arguments.peers)
    made = Setup(quick=arguments.quick, platform=arguments.platform)
    if place is None:
        made.notes.append("the peers' scripts are not there (--peers DIR): only our own figures, no ratios")
        return made
    try:
        python = peers.environment()
    except (subprocess.CalledProcessError, OSError) as error:
        made.notes.append(f"the peers' environment cannot be made ({error}): only our own figures, no ratios")
        return made
    return Setup(quick=arguments.quick, platform=arguments.platform, peers=place, python=python, notes=made.notes)


def _report(setup: Setup, found: dict[str, list[Row]]) -> str:
    load = f", load {os.getloadavg()[0]:.1f} of {os.cpu_count()}" if hasattr(os, "getloadavg") else ""
    lines = [f"{time.strftime('%Y-%m-%d %H:%M')}, {setup.platform}, {'quick' if setup.quick else 'full'}{load}"]
    for name, rows in found.items():
        lines += ["", f"## {name}", "", _line(HEAD), _line(["---"] * len(HEAD)), *(_line(_cells(row)) for row in rows)]
        judged = [row for row in rows if row.met is not None]
        unsure = sum(not row.sure for row in judged)
        lines += ["", f"{sum(row.met for row in judged)} of {len(judged)} bars met; the rounds disagree about {unsure}"]
    return "\n".join(lines + [f"\nnote: {note}" for note in dict.fromkeys(setup.notes)])


def _cells(row: Row) -> list[str]:
    others = ", ".join(f"{name} {_number(value)}" for name, value in row.others.items())
    met = {None: "", True: "yes", False: "**no**"}[row.met] + ("" if row.sure else " ?")
    ratio = f"{row.ratio:.2f} ({row.span[0]:.2f}-{row.span[1]:.2f})" if row.span else ""
    own = f"{_number(row.ours)} {row.unit}".strip()
    return [row.what, own, row.peer, _number(row.theirs), ratio, row.bar, met, others]


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())

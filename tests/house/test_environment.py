"""What is installed, what the locks pin, and what a process loads."""

import importlib.util
import re
import tomllib

import pytest

import models
from tests.house.parts import ROOT, python

LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

LOADS = """
import importlib, pkgutil, sys
for name in {packages}:
    package = importlib.import_module(name)
    for found in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(found.name)
heavy = "PySide6 shiboken6 pyqtgraph pandas yfinance akshare httpx requests curl_cffi openpyxl pypinyin talib".split()
print(sorted(set(heavy) & set(sys.modules)))
"""

# What a window has loaded when its first paint is over; nothing of what comes after has begun by then.
PAINTED = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import main
from gui.observe.timings import Timings
def painted(self):
    print(len([name for name in sys.modules if name.partition(".")[0] in {own}]), *sys.modules)
    sys.stdout.flush()
    os._exit(0)
Timings._painted = painted
main.main(["--profile", {profile!r}, "--offline", "--lang", "zh"])
"""
OWN = ("gui", "models", "data_sources", "resources")
# What these weigh would be waited for by everybody who starts the program.
AFTER_PAINT = """
pyqtgraph pandas httpx openpyxl talib multiprocessing asyncio hashlib html csv PySide6.QtNetwork PySide6.QtSvg
gui.charts.panel gui.seats.seat gui.charts.canvas gui.tabs.chart gui.tabs.review gui.tabs.alerts
gui.tabs.sources gui.alerts gui.sources gui.search.box gui.lists.chooser gui.lists.files gui.lists.alert_form
gui.look.clipboard models.search.index models.alerts.digest models.alerts.words models.review.calculation models.caps
models.indicators models.compare models.drawings models.imports models.exports models.listfiles models.symbols
models.live_bar data_sources.worker data_sources.cache data_sources.router data_sources.catalog
data_sources.adapters
"""
MOST = 166  # modules of ours, half a millisecond each

# PySide6 6.12.0 gives a reference to None away with every void call, which ends CPython 3.11 after some frames.
# From 3.12 None is immortal and the count stands still.
REFERENCES = """
import sys
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen
application = QGuiApplication([])
image = QImage(8, 8, QImage.Format.Format_RGB32)
painter, pen = QPainter(image), QPen(QColor("red"))
before = sys.getrefcount(None)
for _ in range(500):
    painter.setPen(pen)
print(before - sys.getrefcount(None))
painter.end()
"""


def test_models_and_data_sources_load_neither_qt_nor_a_provider_library():
    done = python(LOADS.format(packages=("models", "data_sources", "resources")))
    assert done.stdout.strip() == "[]", done.said


def test_the_terminal_loads_neither_qt_nor_a_provider_library():
    done = python(LOADS.format(packages=("gui.terminal",)))
    assert done.stdout.strip() == "[]", done.said


def test_an_indicator_loads_talib_without_pandas():
    """TA-Lib would bring it along: 190 ms and 50 MB in the window."""
    done = python(
        "import sys; from models.indicators.library import talib; import numpy;"
        "print(talib().SMA(numpy.arange(3.0), 2)[-1], {'pandas', 'polars'} & set(sys.modules))"
    )
    assert done.stdout.strip() == "1.5 set()", done.said


def test_the_first_paint_waits_for_nothing_that_it_does_not_show(tmp_path):
    done = python(PAINTED.format(own=OWN, profile=str(tmp_path)))
    count, *loaded = done.stdout.split()
    assert "gui.tables.view" in loaded, done.said
    assert sorted(set(AFTER_PAINT.split()) & set(loaded)) == []
    assert int(count) <= MOST, "import it where it is used, or make room elsewhere"


def test_qt_loses_no_references_to_none():
    done = python(REFERENCES)
    assert abs(int(done.stdout)) <= 5, done.said  # of 500 calls: row P1 of docs/FAULTS.md


def test_pyarrow_is_not_installed():
    """It doubles the memory that pandas takes."""
    assert importlib.util.find_spec("pyarrow") is None


def requirements(lock):
    """``{name: [(version, marker), ...]}`` of a lock, continuation lines joined."""
    found = {}
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if match := re.match(r"([A-Za-z0-9_.-]+)==(\S+)\s*(?:;(.*?))?(?=\s--hash|$)", line):
            found.setdefault(match[1].lower(), []).append((match[2], (match[3] or "").strip()))
    return found


def normal(requirement):
    """The package's name out of a requirement."""
    return re.match(r"[A-Za-z0-9_.-]+", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links|--trusted-host|@ file", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_carries_hashes(lock):
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    pinned = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert [line for line in pinned if "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_pyside_as_the_project_says(lock):
    """6.11.3 where None is mortal, 6.12.0 or newer where it is not."""
    pins = {
        marker.split()[-1] + marker.split()[1]: version for version, marker in requirements(lock)["pyside6-essentials"]
    }
    old, new = pins["'3.12'<"], pins["'3.12'>="]
    assert f"PySide6-Essentials=={old}; python_version < '3.12'" in PROJECT["project"]["dependencies"]
    assert tuple(map(int, new.split("."))) >= (6, 12, 0)


def test_the_locks_hold_what_the_project_needs_and_the_second_holds_the_first():
    run, dev = (requirements(lock) for lock in LOCKS)
    assert {normal(one) for one in PROJECT["project"]["dependencies"]} <= set(run)
    assert {normal(one) for one in PROJECT["dependency-groups"]["dev"]} <= set(dev)
    assert {name: run[name] for name in run if dev.get(name) != run[name]} == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_holds_pyarrow(lock):
    assert "pyarrow" not in requirements(lock)


def test_the_program_knows_its_version():
    assert PROJECT["project"]["version"] == models.VERSION

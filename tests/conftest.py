"""The noise rule and a clean room: no warning, log record, thread, process, timer or connection escapes a test.

Warnings are errors and Qt messages failures by pyproject; the rest is held here, by ``noise``. The profile, caches
and settings of whoever runs the tests are out of reach: home and XDG folders are temporary.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from tests import noise

FOREIGN = (  # what would lead a test through somebody's proxy, certificates or language
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "LC_ALL", "LC_MESSAGES", "LANGUAGE",
    "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME",
)  # fmt: skip
FOLDERS = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
           "XDG_STATE_HOME", "XDG_RUNTIME_DIR")  # fmt: skip
ROOM = Path(tempfile.mkdtemp(prefix="suanli-tests-"))

# Found by example, the same ones each time, and no verdict by the clock: slow machines are not wrong.
settings.register_profile("house", deadline=None, derandomize=True, database=None)
settings.load_profile("house")


def pytest_configure(config):
    """Before any module under test is imported: several read the environment once."""
    for name in FOREIGN:
        os.environ.pop(name, None)
    for name in FOLDERS:
        folder = ROOM / name.lower()
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(folder)
    os.environ["LANG"] = "C.UTF-8"  # English, and UTF-8 for every child
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_unconfigure(config):
    shutil.rmtree(ROOM, ignore_errors=True)


@pytest.fixture(autouse=True)
def quiet(request):
    """Fail the test that makes noise. ``@pytest.mark.logs``: the test expects its records and checks them itself."""
    outside, records = noise.Outside(), noise.Records()
    uses_qt = "qapp" in request.fixturenames  # looking for timers costs 20 ms
    timers = noise.timers() if uses_qt else []
    threads, children = noise.threads(), noise.children()
    logging.getLogger().addHandler(records)
    with pytest.MonkeyPatch.context() as patch:
        outside.patch(patch)
        yield
    logging.getLogger().removeHandler(records)
    said = [*outside.tried, *noise.leaked_children(children), *noise.leaked_threads(threads)]
    said += [] if request.node.get_closest_marker("logs") else records.kept
    said += noise.leaked_timers(timers) if uses_qt else []
    if said:
        pytest.fail("\n".join(said), pytrace=False)

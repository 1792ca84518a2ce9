"""Whatever way a process goes, nothing of it stays: even killed, even while a source hangs.

Every descendant holds the end of one pipe, so the pipe ends when the last of them is gone.
"""

import subprocess
import sys

import pytest

CLIENT = """
from data_sources.client import DataClient
from data_sources.protocol import Boot

def main():
    client = DataClient(Boot(profile=sys.argv[1], simulated=True))
    client.status().result(20)
    print("ready", flush=True)
    sys.stdin.read()
"""
PROVIDER = """
from data_sources.provider import Provider
from models import symbols
from tests.data_sources.samples import context, want

def main():
    one = Provider("fake", "tests.data_sources.fakes", context(sys.argv[1], first_answer_s=60, deadline_s=60))
    one.answer(want(symbols.instrument("GOOD.US")))
    print("ready", flush=True)
    one.answer(want(symbols.instrument("HANG.US")))
"""


@pytest.mark.parametrize("program", [CLIENT, PROVIDER], ids=("data process", "hanging worker"))
def test_a_killed_parent_leaves_nobody(program, tmp_path, pytestconfig):
    code = f"import sys\n{program}\nif __name__ == '__main__':\n    main()\n"
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, cwd=pytestconfig.rootpath,
    )  # fmt: skip
    assert parent.stdout.readline() == "ready\n"
    parent.kill()
    assert parent.communicate(timeout=20)[0] == ""  # the last holder of the pipe has gone

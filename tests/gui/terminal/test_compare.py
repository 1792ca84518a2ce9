"""``compare``: a line a source, and what they agree on."""

import json

import pytest

import main

WEEK = ("--from", "2024-09-23", "--to", "2024-09-25")


@pytest.fixture
def call(tmp_path, capsys):
    def called(*words):
        code = main.main(["--profile", str(tmp_path / "profile"), "--offline", *words])
        return code, capsys.readouterr().out

    return called


def test_every_source_of_the_market_has_a_line_and_its_reason(call):
    code, out = call("compare", "002463.SZ", *WEEK)
    lines = out.splitlines()
    assert lines[0] == "002463.SZ WUS Printed Circuit"
    assert any("bundled facts" in line and "32.1500" in line and "+5.75%" in line for line in lines)
    assert sum("offline" in line for line in lines) >= 2
    assert code == 1  # one source is no comparison
    assert lines[-1].startswith("Fewer than two sources can be compared")


def test_json_for_programs(call):
    made = json.loads(call("compare", "NVDA.US", *WEEK, "--format", "json", "--tolerance", "0.5")[1])
    said = {row["source"]: row["return_pct"] for row in made["sources"]}
    assert said["reference"] == pytest.approx(6.474, abs=1e-3)
    assert said["yahoo"] is None
    assert (made["tolerance_pp"], made["agree"]) == (0.5, None)


def test_a_simulated_market_is_compared_with_nobody(call):
    _, out = call("--simulated", "compare", "NVDA.US", *WEEK)
    assert "SIMULATED" in out
    assert "Yahoo" not in out

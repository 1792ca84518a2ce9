"""``check`` tells which days a text speaks of, and where they do not fit together, beside its claims."""

import json
from pathlib import Path

import pytest

import main

NOTE = Path(__file__).parents[2] / "models" / "audit" / "reference_note.zh.txt"
REFERENCE = ("--from", "2024-09-23", "--to", "2024-09-25")


@pytest.fixture
def check(tmp_path, capsysbinary):
    """Run it in a profile of its own: exit code and stdout."""

    def checked(*words, lang="en"):
        code = main.main(["--profile", str(tmp_path / "profile"), "--offline", "--lang", lang, "check", *words])
        return code, capsysbinary.readouterr().out.decode()

    return checked


def test_the_five_points_of_the_reference_note_stand_in_the_json(check):
    code, out = check(str(NOTE), *REFERENCE, "--format", "json")
    told = json.loads(out)
    assert code == 1
    assert [one["flaw"] for one in told["findings"]] == [
        "event_after_data", "visits_by_downloads", "weekly_on_monthly", "different_windows", "event_outside_week",
    ]  # fmt: skip
    assert {(one["about"], one["from"], one["to"]) for one in told["windows"]} >= {
        ("price", "2024-09-23", "2024-09-25"), ("visits", "2024-09-13", "2024-09-19"),
        ("downloads", "2024-09-18", "2024-09-24"),
    }  # fmt: skip


def test_they_stand_behind_the_claims_for_readers(check):
    out = check(str(NOTE), *REFERENCE, lang="zh")[1]
    assert out.index("002463.SZ") < out.index("## 窗口\n") < out.index("## 窗口审查：5处")


def test_a_right_text_has_no_finding_and_leaves_with_0(check, tmp_path):
    text = tmp_path / "note.txt"
    text.write_text("本周（0923-0925）英伟达+6.47%，寒武纪+6.29%。", encoding="utf-8")
    code, out = check(str(text), *REFERENCE)
    assert code == 0
    assert out.endswith("No finding about windows\n")

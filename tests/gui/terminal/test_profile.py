"""``profile`` on the command line: out of one profile and into another, shown before it is taken."""

import json
import sqlite3
from contextlib import closing

import pytest

import main
from data_sources.profile import Owner
from data_sources.user import UserData
from models.charts.paper import TEMPLATE, template_written
from models.charts.values import GridSpec, Template
from models.drawings.paper import written
from tests.models.drawings.samples import line

NOW = 1_727_000_000.0
NVDA = written((line("a"),))
PAPERS = {
    "drawings": {"NVDA.US": NVDA},
    "charts": {TEMPLATE + "n": template_written(Template(name="n", grid=GridSpec()))},
}


@pytest.fixture
def call(tmp_path, capsysbinary):
    """Run a command offline in a profile: exit code, stdout, stderr."""

    def called(profile, *words, lang="en"):
        try:
            code = main.main(["--profile", str(tmp_path / profile), "--offline", "--lang", lang, *words])
        except SystemExit as left:
            code = left.code
        out, said = capsysbinary.readouterr()
        return code, out.decode(), said.decode()

    return called


@pytest.fixture
def file(call, tmp_path):
    """What profile "a" exports: a list, a drawing, a template and a number of its own."""
    rows, made = tmp_path / "mine.txt", str(tmp_path / "a.json")
    rows.write_text("600519.SH\nNVDA\n")
    assert call("a", "lists", "import", str(rows), "--new", "Mine", "--commit")[0] == 0
    words = ("--date", "2024-09-23", "--what", "close", "--value", "5", "--author", "me", "--reason", "why")
    assert call("a", "override", "add", "NVDA", *words)[0] == 0
    with closing(UserData(tmp_path / "a", NOW)) as user:
        for kind, papers in PAPERS.items():
            user.papers.keep(kind, papers, NOW)
    assert call("a", "profile", "export", made)[0] == 0
    return made


def held(folder):
    with closing(UserData(folder, NOW)) as user:
        return user.papers.all("drawings"), user.papers.all("charts"), [one.value for one in user.overrides.all()]


def names(call, profile):
    return [one["name_en"] for one in json.loads(call(profile, "lists", "--format", "json")[1])]


def test_a_profile_is_shown_and_nothing_is_taken(call, file, tmp_path):
    code, out, said = call("b", "profile", "import", file)
    assert (code, said) == (0, "")
    assert "| Drawings           |     1 |" in out
    assert out.endswith("This is a preview; nothing has been taken yet.\n")
    assert "Mine" not in names(call, "b")


def test_a_profile_is_taken_and_what_was_there_is_copied(call, file, tmp_path):
    with closing(UserData(tmp_path / "b", NOW)) as user:
        user.papers.keep("drawings", {"NVDA.US": "old", "AMD.US": written((line("b"),))}, NOW)
    (tmp_path / "b" / "settings.json").write_text('{"version": 1, "proxy": "http://x:1", "theme": "light"}')
    code, out, said = call("b", "profile", "import", file, "--commit", "--format", "json")
    told = json.loads(out)
    assert (code, said, told["committed"], told["unread"], told["found"]["drawings"]) == (0, "", True, [], 1)
    assert "Mine" in names(call, "b")
    assert held(tmp_path / "b") == ({"NVDA.US": NVDA, "AMD.US": written((line("b"),))}, PAPERS["charts"], [5.0])
    with closing(sqlite3.connect(told["copy"])) as before:
        assert before.execute("select body from paper where name = 'NVDA.US'").fetchall() == [('"old"',)]
    settings = json.loads((tmp_path / "b" / "settings.json").read_text())
    assert (settings["proxy"], settings["theme"]) == ("http://x:1", "dark")
    assert json.loads((tmp_path / "b" / "settings.json.bak").read_text())["theme"] == "light"
    assert call("b", "lists", "undo")[1] == "Undone: profile imported a.json\n"
    assert "Mine" not in names(call, "b")


def test_taking_it_twice_changes_nothing_more(call, file, tmp_path):
    for _ in range(2):
        code, out, _ = call("b", "profile", "import", file, "--commit")
        assert code == 0
    assert "Taken; whatever had the same name was replaced, all else stays." in out
    assert names(call, "b").count("Mine") == 1
    assert held(tmp_path / "b")[2] == [5.0]


def test_a_file_that_is_none_is_refused_with_one_sentence(call, tmp_path):
    (tmp_path / "x.json").write_text("{}")
    assert call("b", "profile", "import", str(tmp_path / "x.json")) == (1, "", "suanli-desk: not a profile file\n")
    assert call("b", "profile", "import", str(tmp_path / "y.json"), lang="zh")[2] == "suanli-desk: 没有这个文件\n"
    (tmp_path / "x.json").write_text('{"format": "suanli-profile", "version": 1, "drawings": {"A": 5}}')
    code, out, _ = call("b", "profile", "import", str(tmp_path / "x.json"), "--commit")
    assert (code, out.splitlines()[-2:]) == (
        1, ["Cannot be read and left out (1): drawings:A", "Nothing in this file can be taken."],
    )  # fmt: skip


def test_a_profile_that_another_program_has_is_exported_and_not_changed(call, file, tmp_path):
    owner = Owner(tmp_path / "a")
    try:
        code, out, _ = call("a", "profile", "export", "-")
        assert (code, json.loads(out)["drawings"]) == (0, PAPERS["drawings"])
        code, out, said = call("a", "profile", "import", file, "--commit")
        assert (code, out) == (1, "")
        assert said.splitlines()[-1] == "suanli-desk: another program has this profile"
    finally:
        owner.release()

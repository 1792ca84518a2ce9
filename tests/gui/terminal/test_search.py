"""``search TEXT``: the window's search in a terminal, offline for the universe."""

import json

import pytest

import main


@pytest.fixture
def call(tmp_path, capsysbinary):
    """Run the command offline in a profile of its own: exit code, stdout, stderr."""

    def called(*words):
        code = main.main(["--profile", str(tmp_path / "profile"), "--offline", *words])
        out, said = capsysbinary.readouterr()
        return code, out.decode(), said.decode()

    return called


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("盛科", "688702.SH"),
        ("wehc", "002130.SZ"),
        ("yingweida", "NVDA.US"),
        ("0700", "00700.HK"),
        ("gyfl", "601138.SH"),
    ],
)
def test_the_first_line_is_what_was_meant(call, text, first):
    code, out, said = call("search", text, "--lang", "zh")
    assert (code, said) == (0, "")
    assert out.splitlines()[0].split("\t")[0] == first


def test_several_words_are_one_text_and_json_is_for_programs(call):
    code, out, _ = call("search", "Foxconn", "Industrial", "--format", "json")
    (found,) = json.loads(out)
    assert (code, found["id"], found["match"]) == (0, "601138.SH", "prefix")


def test_nothing_found_is_said_with_exit_1(call):
    assert call("search", "qzxvw", "--lang", "en") == (1, "", 'nothing found for "qzxvw"\n')
    assert call("search", "qzxvw", "--format", "json", "--lang", "en")[:2] == (1, "[]\n")


def test_no_more_lines_than_fit_a_terminal(call, monkeypatch):
    monkeypatch.setattr("gui.terminal.search.SEARCHED", 2)
    assert len(call("search", "s")[1].splitlines()) == 2

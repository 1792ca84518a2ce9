"""``check`` on the command line, offline, with a data process of its own."""

import io
import json
import sys

import pytest

import main

WEEK = ("--from", "2024-09-23", "--to", "2024-09-25")
NOTE = "本周（0923-0925）英伟达+6.47%，沪电股份+5.73%。豆包9月访问量环比增长25%。台积电涨3%。"


@pytest.fixture
def call(tmp_path, capsysbinary, monkeypatch):
    """Run the command on a text in a profile of its own: exit code, stdout, stderr."""

    def called(*words, text="", encoding="utf-8", lang="en"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode(encoding))))
        try:
            code = main.main(["--profile", str(tmp_path / "profile"), "--offline", "--lang", lang, "check", *words])
        except SystemExit as left:
            code = left.code
        out, said = capsysbinary.readouterr()
        return code, out.decode(), said.decode()

    return called


def test_a_text_from_stdin_as_json(call):
    code, out, said = call("-", *WEEK, "--format", "json", text=NOTE)
    assert (code, said) == (1, "")
    found = json.loads(out)
    assert [one["state"] for one in found["claims"]] == ["confirmed", "contradicted", "confirmed", "undecidable"]
    wrong = found["claims"][1]
    assert wrong["subject"] == "沪电股份 002463.SZ"
    assert (wrong["said"], wrong["found"], wrong["sentence"]) == (
        "沪电股份+5.73%", "+5.75%", "本周（0923-0925）英伟达+6.47%，沪电股份+5.73%。",
    )  # fmt: skip
    assert wrong["why"] == "2024-09-23..2024-09-25: close 32.15 → 34"
    assert found["counts"] == {"confirmed": 2, "contradicted": 1, "undecidable": 1}


def test_nothing_contradicted_is_exit_0(call):
    code, out, _ = call("-", *WEEK, text="英伟达涨6.47%。", lang="zh")
    assert code == 0
    assert out.startswith("共 1 条可核对的说法：1 条属实") and "| 属实 | 英伟达 NVDA.US |" in out


def test_a_text_without_claims_says_so(call):
    code, out, _ = call("-", *WEEK, text="维持买入评级。")
    assert code == 0
    assert out.startswith("The text holds no claim that can be checked.\n")


def test_a_file_in_gb_18030(call, tmp_path):
    file = tmp_path / "note.txt"
    file.write_bytes("英伟达跌6.47%。".encode("gb18030"))
    code, out, _ = call(str(file), *WEEK, "--format", "json")
    assert code == 1 and json.loads(out)["claims"][0]["state"] == "contradicted"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_text_that_names_its_encoding(call, encoding):
    code, out, _ = call("-", *WEEK, "--format", "json", text="英伟达跌6.47%。", encoding=encoding)
    assert code == 1 and json.loads(out)["claims"][0]["state"] == "contradicted"


@pytest.mark.parametrize("text", ["\0" * 100, "涨" * 200_001])
def test_what_is_no_text_or_too_long_is_a_wrong_word(call, text):
    code, out, said = call("-", *WEEK, text=text)
    assert (code, out) == (2, "") and said.startswith("suanli-desk: -: ")


def test_days_of_the_text_are_asked_for_too(call):
    code, out, _ = call("-", *WEEK, "--format", "json", text="上周英特尔上涨11.09%，9月27日恒指涨3.55%。")
    assert code == 0 and [one["state"] for one in json.loads(out)["claims"]] == ["confirmed", "confirmed"]


@pytest.mark.parametrize(
    "words", [(), ("-",), ("-", "--from", "2024-09-25", "--to", "2024-09-23"), ("nowhere.txt", *WEEK)]
)
def test_wrong_words_are_exit_2(call, words):
    code, out, said = call(*words)
    assert (code, out) == (2, "") and said

"""The preview of a list file in a terminal: every row told, and nothing in it obeyed."""

import pytest

from models.listfiles.meaning import Meaning
from models.listfiles.paper import preview_json, preview_text
from models.listfiles.resolving import resolved, settled
from models.listfiles.values import Draft, DraftRow, DraftSection
from tests.models.listfiles.samples import EN, HOSTILE, ZH, Listed, one

NVDA, BANK, INDEX = one("NVDA.US", "英伟达", "NVIDIA"), one("000001.SZ", "平安银行"), one("000001.SH", "上证指数")


def preview(*words, title="", held=(), left=(), name="", **told):
    rows = tuple(DraftRow(text=word, line=line, name=name) for line, word in enumerate(words, 1))
    draft = Draft(format="text", encoding="gbk", sections=(DraftSection(name_zh=title, name_en=title, rows=rows),))
    made = resolved(draft, Meaning(Listed(NVDA, BANK, INDEX)).row, "list.txt")
    return settled(made, held=held, left=left)


def cells(made, lang="en"):
    lines = preview_text(made, ZH if lang == "zh" else EN, lang).splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")][1:]


def test_each_row_says_what_it_is_and_why_it_is_not_taken():
    made = preview("NVDA", "NVDA", "000001", "XYZZY", title="A")
    assert cells(made) == [
        ["Found", "1", "NVDA", "US", "NVDA.US", "NVIDIA", "A", ""],
        ["Duplicate", "2", "NVDA", "US", "NVDA.US", "NVIDIA", "A", "repeats line 1"],
        ["Ambiguous", "3", "000001", "", "", "", "A", "may be 000001.SZ 平安银行 / 000001.SH 上证指数"],
        ["Unknown", "4", "XYZZY", "", "", "", "A", "no list knows it: write it with its market"],
    ]
    text = preview_text(made, EN, "en").splitlines()
    assert text[0] == "list.txt: text, encoding gbk"
    assert text[-1] == "Found 1, Duplicate 1, Ambiguous 1, Unknown 1"


def test_a_row_of_the_target_another_name_and_one_that_is_left():
    assert cells(preview("NVDA", held=["NVDA.US"]))[0][-1] == "in the list already"
    assert cells(preview("NVDA", name="老黄"))[0][-1] == "in the file: 老黄"
    assert cells(preview("NVDA", left=[0]), "zh")[0][-1] == ZH["incoming.left"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_hostile_file_stays_on_its_lines(lang):
    words = [*HOSTILE, "\x1b]0;owned\x07", "\x9b31m"]
    text = preview_text(preview(*words), ZH if lang == "zh" else EN, lang)
    assert len(text.splitlines()) == len(words) + 4
    assert [mark for mark in text if not mark.isprintable() and mark != "\n"] == []


def test_for_programs_every_row_has_its_state_and_candidates():
    told = preview_json(preview("NVDA", "000001"))
    assert told["counts"] == {"found": 1, "duplicate": 0, "ambiguous": 1, "unknown": 0, "left": 0}
    assert [(row["id"], row["market"], row["name_en"]) for row in told["rows"]] == [
        ("NVDA.US", "US", "NVIDIA"), (None, None, None),
    ]  # fmt: skip
    assert told["rows"][1]["candidates"] == ["000001.SZ", "000001.SH"]

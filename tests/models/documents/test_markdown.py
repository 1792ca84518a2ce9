"""Markdown: sentences char for char, tables as tables, nothing that Markdown would take for its own."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.documents import markdown
from models.documents.markdown import escaped
from models.documents.values import Style
from models.text_table import printable, width
from models.workbook import clean
from tests.models.documents.made import FIRST, document, everything, figure, paragraph, sheet

PUNCTUATION = re.compile(r"\\([!-/:-@\[-`{-~])")


def shown(text):
    """What a reader of Markdown sees of an escaped line, by the rule of backslashes alone."""
    return PUNCTUATION.sub(r"\1", text)


def test_a_sentence_stands_in_it_char_for_char_whatever_its_tones():
    lines = markdown.write(everything()).splitlines()
    assert FIRST in lines
    assert "（2）云计算板块：商汤科技+6.84%。" in lines


def test_the_top_says_what_it_is_and_whose():
    assert markdown.write(everything()).startswith(
        "# AI 算力链周报\n\n2024-09-23 至 2024-09-25\n\n王五 · 2024-09-26 · 未定稿\n\n> 未定稿：只有一个来源。\n"
    )


def test_the_end_is_the_disclaimer():
    assert markdown.write(everything()).endswith("\n\n---\n\n本材料不构成投资建议。\n")


def test_items_are_one_list():
    assert "\n\n- 降准落地\n- 出口管制\n\n" in markdown.write(everything())


def test_a_table_lines_up_and_has_its_bands_in_bold():
    said = markdown.write(document(figure(1, table=sheet()))).splitlines()
    table = [line for line in said if line.startswith("|")]
    assert len({width(line) for line in table}) == 1
    assert len({line.count("|") for line in table}) == 1
    assert table[2].startswith("| **CPU/GPU 2涨 1跌** |")


def test_a_pipe_in_a_cell_parts_no_columns():
    held = sheet(lines=(sheet().lines[1].__class__(values=("a|b", "x", 1.0, 2.0, 3.0, None)),))
    assert "| a\\|b |" in re.sub(r" +", " ", markdown.write(document(figure(1, table=held))))


def test_a_figure_without_data_says_so_under_its_title():
    said = markdown.write(everything())
    assert "**图3：文本类AI产品网站月访问量**\n\n单位：万次\n\n> 没有数据：请导入\n" in said


def test_a_drawn_figure_shows_its_numbers():
    said = markdown.write(document(figure(2, beside=sheet(), warning="模拟行情")))
    assert "> 模拟行情\n\n| 名称" in said
    assert said.count("资料来源：Similarweb") == 1


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("# 标题", "\\# 标题"), ("- 项", "\\- 项"), ("1. 项", "1\\. 项"), ("2024) 年", "2024\\) 年"),
        ("> 引", "\\> 引"),
        ("* 项", "\\* 项"), ("---", "\\---"), ("<b>x", "\\<b>x"), ("[x](y)", "[x\\](y)"), ("&lt;", "\\&lt;"),
        ("a\\*b", "a\\\\*b"), ("**x**", "\\*\\*x\\*\\*"), ("_x_", "\\_x\\_"), ("`x`", "\\`x\\`"), ("~x~", "\\~x\\~"),
        ("GPT_4o_mini", "GPT_4o_mini"), ("a < b & c", "a < b & c"), ("5*3", "5*3"), ("[0,1]", "[0,1]"),
        ("+6.47%", "+6.47%"), ("-2.53", "-2.53"), ("2024.09", "2024.09"), ("（1）", "（1）"), ("#1", "#1"),
        ("a\nb", "a b"), ("x\x00\x07y", "xy"),
    ],
)  # fmt: skip
def test_only_marks_of_markdown_have_a_backslash(text, held):
    assert escaped(text) == held


@given(st.text())
def test_any_text_is_seen_as_it_is(text):
    said = escaped(text)
    assert shown(said) == printable(clean(text))
    assert not re.match(r"(#{1,6}|[-+*>]|\d+[.)])\s", said)
    assert not re.search(r"(?<!\\)<[A-Za-z/!?]", said)


@given(st.text())
def test_any_text_stays_one_paragraph(text):
    said = markdown.write(document(paragraph(text, Style.LEAD), disclaimer=()))
    assert said.count("\n\n") <= 3

"""Text tables in the encodings and with the delimiters that vendors and Excel write."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.imports.text import decoded, table
from models.errors import ImportRejected

CHINESE = (
    "证券代码,日期,收盘价\n688256.SH,2024-09-25,222.01\n",
    "数据来源：同花顺iFinD\n",
    "总市值（亿元）\t寒武纪",
    "沃尔核材，盛科通信；英维克",
)
WESTERN = ("Société,Générale,12\n", "Übersicht;Größe;Währung\n", "Naïve café, crème brûlée", "£100 · §5 ½ año")
MIXED = ("code,date,close\n", *CHINESE[:3])
WAYS = (
    *(("utf-8", "utf-8", text) for text in CHINESE),
    *(("utf-8-sig", "utf-8-sig", text) for text in CHINESE),
    *(("utf-16", "utf-16", text) for text in CHINESE),
    *(("utf-16-be", "utf-16", codecs.BOM_UTF16_BE.decode("utf-16-be") + text) for text in CHINESE),
    *(("gb18030", "gb18030", text) for text in CHINESE),
    *(("cp1252", "cp1252", text) for text in WESTERN),
)


@pytest.mark.parametrize(("written", "told", "text"), WAYS, ids=[f"{w[0]}-{n}" for n, w in enumerate(WAYS)])
def test_an_encoding_is_recognised_and_named(written, told, text):
    found, name = decoded(text.encode(written))
    assert (found, name) == (text.removeprefix("\ufeff"), told)


def test_utf_16_without_its_mark_is_told_by_its_zeros():
    assert decoded("code,close".encode("utf-16-le")) == ("code,close", "utf-16-le")
    assert decoded("code,close".encode("utf-16-be")) == ("code,close", "utf-16-be")


def test_a_file_that_breaks_its_own_mark_is_refused():
    with pytest.raises(ImportRejected, match="not readable in this encoding: utf-8-sig"):
        decoded(codecs.BOM_UTF8 + b"\xff\xff")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_one_used_most(delimiter):
    text = f"code{delimiter}date{delimiter}close\nNA{delimiter}2024-09-25{delimiter}1.5\n"
    assert table(text, "x", "utf-8").sheets[0].rows[1] == ("NA", "2024-09-25", "1.5")


def test_symbols_stay_as_they_were_written():
    words = ("000001", "NA", "TRUE", "1E5", "MAR", "null", "00700", "-", "=1+1")
    assert table(",".join(words), "x", "utf-8").sheets[0].rows[0] == words


def test_nul_long_fields_and_ragged_rows_are_no_accident():
    text = "code,date\0,close\n" + "x" * 1_000_000 + ",1\n1,2,3,4,5,6\n\n"
    made = table(text, "x", "utf-8")
    assert made.remarks == ("NUL characters were left out",)
    assert [len(row) for row in made.sheets[0].rows] == [3, 2, 6, 0]
    assert len(made.sheets[0].rows[1][0]) < 100


def test_a_quote_that_never_ends_is_no_accident():
    table('a,b\n"' + "x\n" * 1000, "x", "utf-8")


@given(st.binary(max_size=300))
def test_no_bytes_make_an_accident(content):
    try:
        text, name = decoded(content)
        table(text, "x", name)
    except ImportRejected as refused:
        assert refused.detail

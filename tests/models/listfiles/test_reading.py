"""Formats of other programs, as they are met: order kept, sections kept, nothing guessed, nothing dropped unseen."""

import pytest

from data_sources.imports import text
from models.errors import ImportRejected
from models.imports.values import Cells, Grid
from models.listfiles import own, tdx
from models.listfiles.meaning import LOST, UNKNOWN, UNLISTED, Meaning
from models.listfiles.reading import draft_of_book, draft_of_text
from models.listfiles.resolving import resolved
from models.listfiles.tdx import Block, read_index
from models.listfiles.values import Content, Entry, Part, State
from tests.models.listfiles.samples import Listed, blocks_of, one, write_index
from tests.models.search.samples import index

LISTED = index()
FOUND, TWICE, ASKS, STRANGE = State.FOUND, State.DUPLICATE, State.AMBIGUOUS, State.UNKNOWN


def preview(written, file="", listed=LISTED):
    meaning = Meaning(listed)
    return resolved(draft_of_text(written, file, "", lambda: text.table(written, file, ""), meaning), meaning.row, file)


def rows(made):
    """Text, id and state of each row."""
    return [(row.text, row.instrument.id if row.instrument else "", row.state) for row in made.rows]


def book(*lines, listed=LISTED, title="Sheet1"):
    meaning = Meaning(listed)
    cells = Cells(name="a.xlsx", sheets=(Grid(title=title, rows=tuple(map(tuple, lines))),))
    return resolved(draft_of_book(cells, meaning), meaning.row, "a.xlsx")


# free text


@pytest.mark.parametrize(
    "said",
    [
        "SH600519", "sh600519", "600519.SS", "1.600519", "SSE:600519", "SH.600519", "600519.XSHG", "SHSE.600519",
        "600519.SSE", "1600519", "600519", "贵州茅台", "Kweichow Moutai Co., Ltd.", "６００５１９",
    ],
)  # fmt: skip
def test_every_spelling_of_a_shanghai_share(said):
    assert [row[1:] for row in rows(preview(said))] == [("600519.SH", FOUND)]


@pytest.mark.parametrize(
    "said",
    ["0700.HK", "700.HK", "HK.00700", "hk00700", "116.00700", "31#00700", "HKEX:700", "700 HK Equity", "00700", "700"],
)
def test_every_spelling_of_a_hong_kong_share(said):
    assert [row[1:] for row in rows(preview(said))] == [("00700.HK", FOUND)]


@pytest.mark.parametrize(
    "said",
    [
        "NVDA",
        "US.NVDA",
        "NASDAQ:NVDA",
        "105.NVDA",
        "usNVDA",
        "gb_nvda",
        "74#NVDA",
        "NVDA US Equity",
        "NVDA.O",
        "英伟达",
    ],
)
def test_every_spelling_of_an_american_share(said):
    assert [row[1:] for row in rows(preview(said))] == [("NVDA.US", FOUND)]


BANK = one("000001.SZ", "平安银行", "Ping An Bank")


def test_an_index_that_no_listing_has_is_asked_for_all_the_same():
    """000001 once became Ping An Bank without a question: sources list shares, and Shanghai's index is none."""
    made = preview("000001", listed=Listed(BANK))
    assert [(one.id, one.name_zh) for one in made.rows[0].candidates] == [
        ("000001.SZ", "平安银行"), ("000001.SH", "上证指数"),
    ]  # fmt: skip
    assert rows(made) == [("000001", "", ASKS)]


def test_the_name_beside_it_tells_which_index_it_is():
    assert [row[1] for row in rows(preview("000001 上证指数", listed=Listed(BANK)))] == ["000001.SH"]
    assert [row[1] for row in rows(preview("000001 平安银行", listed=Listed(BANK)))] == ["000001.SZ"]


def test_an_index_written_with_its_exchange_has_its_name():
    (row,) = preview("sh000001", listed=Listed(BANK)).rows
    assert (row.instrument.id, row.instrument.name_zh, row.state) == ("000001.SH", "上证指数", FOUND)


def test_codes_on_one_line_are_counted_and_those_on_several_have_their_lines():
    made = preview("\n600519, 英伟达 600519\n")
    assert [(row.line, row.of_line) for row in made.rows] == [(1, 0), (2, 0), (3, 1)]
    assert [row.line for row in preview("600519 英伟达\n00700.HK").rows] == [1, 1, 2]


@pytest.mark.parametrize("apart", ["\n", "\t", ",", ";", "、", "，", "；", " ", "\r\n", " | ", "\u3000"])
def test_whatever_separates(apart):
    made = preview(apart.join(["600519", "英伟达", "00700.HK", "BRK-B"]))
    assert [row[1] for row in rows(made)] == ["600519.SH", "NVDA.US", "00700.HK", "BRK.B.US"]


def test_a_name_beside_its_code_is_no_row_and_decides():
    made = preview("000001 平安银行\n上证指数\t000001\n000001\n600519 茅台")
    assert rows(made) == [
        ("000001", "000001.SZ", FOUND),
        ("000001", "000001.SH", FOUND),
        ("000001", "", ASKS),
        ("600519", "600519.SH", FOUND),
    ]
    assert [one.id for one in made.rows[2].candidates] == ["000001.SZ", "000001.SH"]
    assert made.rows[3].name == "茅台"


SHARES = Listed(one("000001.SZ", "平安银行"), one("000002.SZ", "万科Ａ"))  # as most sources list: no index among them


@pytest.mark.parametrize("listed", [LISTED, SHARES, Listed(), Listed(one("000001.SH", "上证指数", "SSE Composite"))])
def test_six_digits_of_two_cities_are_asked_for_whatever_is_listed(listed):
    """It became 平安银行 without a word where no source had listed 上证指数."""
    made = preview("000001", listed=listed)
    assert rows(made) == [("000001", "", ASKS)]
    assert [one.id for one in made.rows[0].candidates] == ["000001.SZ", "000001.SH"]
    assert made.rows[0].candidates[1].name_zh == "上证指数"


def test_six_digits_that_one_list_alone_knows_are_taken_where_no_index_shares_them():
    listed = Listed(one("000858.SZ", "五粮液", "Wuliangye"))
    assert rows(preview("000858", listed=listed)) == [("000858", "000858.SZ", FOUND)]
    assert [one.id for one in preview("000858", listed=Listed()).rows[0].candidates] == ["000858.SZ", "000858.SH"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("000001 平安银行", "000001.SZ"), ("000001\t上证指数", "000001.SH"), ("sz000001", "000001.SZ"),
        ("000001.SH", "000001.SH"), ("1.000001", "000001.SH"), ("0000001", "000001.SZ"), ("1000001", "000001.SH"),
        ("SSE:000001", "000001.SH"), ("1A0001", "000001.SH"),
    ],
)  # fmt: skip
def test_a_prefix_a_digit_or_a_name_decides_between_two_cities(said, expected):
    assert rows(preview(said, listed=SHARES))[0][1:] == (expected, FOUND)


def test_words_are_no_tickers():
    made = preview("please look at NVDA and HELLO")
    assert [row for row in rows(made) if row[2] is FOUND] == [("NVDA", "NVDA.US", FOUND)]
    assert {row.reason for row in made.rows if row.state is STRANGE} == {UNLISTED, UNKNOWN}


def test_a_code_that_no_list_knows_is_taken_when_it_says_its_market():
    made = preview("600123.SH\nZZZZ.US\nZZZZ\n9999")
    assert [row[1:] for row in rows(made)] == [("600123.SH", FOUND), ("ZZZZ.US", FOUND), ("", STRANGE), ("", STRANGE)]
    assert [row.reason for row in made.rows[2:]] == [UNLISTED, LOST]


def test_sections_in_a_text():
    made = preview("NVDA\n###芯片\n688256\n###互联网\n9988\n###芯片\nAMD")
    assert made.parts == (("", ""), ("芯片", "芯片"), ("互联网", "互联网"))
    assert [row.part for row in made.rows] == [0, 1, 1, 2]


def test_codes_in_several_columns_are_all_meant():
    assert [row[1] for row in rows(preview("600519\t300308\tNVDA\n00700\tAMD\tBRK.B"))] == [
        "600519.SH", "300308.SZ", "NVDA.US", "00700.HK", "AMD.US", "BRK.B.US",
    ]  # fmt: skip


# TradingView and 通达信


def test_a_tradingview_list_on_one_line_and_on_many():
    made = preview("###SECTION 1,NASDAQ:NVDA,SSE:600519,###B,HKEX:9988,HSI:HSI,SP:SPX,NYSE:BRK.B")
    assert (made.format, made.parts) == ("tradingview", (("SECTION 1", "SECTION 1"), ("B", "B")))
    assert [(row.part, row.instrument.id) for row in made.rows] == [
        (0, "NVDA.US"), (0, "600519.SH"), (1, "09988.HK"), (1, "HSI"), (1, "SPX"), (1, "BRK.B.US"),
    ]  # fmt: skip
    again = preview("###SECTION 1\nNASDAQ:NVDA\nSSE:600519\n###B\nHKEX:9988\nHSI:HSI\nSP:SPX\nNYSE:BRK.B")
    assert [row.instrument for row in again.rows] == [row.instrument for row in made.rows]


def test_what_is_not_followed_here_is_shown_with_its_reason():
    made = preview("BINANCE:BTCUSDT,NASDAQ:NVDA,OANDA:USDCNY,NASDAQ:IXIC")
    assert rows(made)[0] == ("BINANCE:BTCUSDT", "", STRANGE)
    assert made.rows[0].reason == "an exchange that is not followed here"
    assert [row[1] for row in rows(made)[1:]] == ["NVDA.US", "USDCNY", "IXIC"]


@pytest.mark.parametrize("head", ["", "\r\n", "\n"])
def test_a_block_of_tdx(head):
    lines = ["1600519", "0000001", "1000001", "2830799", "31#00700", "74#NVDA", "27#HSI", "27#HZ5017", "12#A_IXIC"]
    made = preview(head + "\r\n".join(lines) + "\r\n", "zxg.blk")
    assert made.format == "tdx"
    assert [row[1] for row in rows(made)] == [
        "600519.SH", "000001.SZ", "000001.SH", "830799.BJ", "00700.HK", "NVDA.US", "HSI", "HSTECH", "IXIC",
    ]  # fmt: skip
    assert {row.state for row in made.rows} == {FOUND}
    assert made.rows[0].line == 1 + bool(head)


def test_boards_and_foreign_markets_of_tdx_are_named():
    made = preview("1881234\n12#A_NBI\n1999999", "a.EBK")
    assert [row.state for row in made.rows] == [STRANGE, STRANGE, FOUND]
    assert made.rows[2].instrument.id == "000001.SH"
    assert made.rows[0].reason.startswith("88xxxx")


def test_the_index_of_blocks():
    blocks = (Block(name="算力", file="SL"), Block(name="长" * 40, file="LONG"))
    made = write_index(blocks)
    assert len(made) == 240
    assert made[:4] == "算力".encode("gbk")
    assert made[50:52] == b"SL"
    again = read_index(made)
    assert again[0] == blocks[0]
    assert again[1].name == "长" * 24  # 49 bytes have room for 24 characters of two
    with pytest.raises(ImportRejected):
        read_index(made[:-1])


def test_a_block_a_section_with_their_index():
    nvda, moutai = Entry(instrument=one("NVDA.US")), Entry(instrument=one("600519.SH"))
    parts = (
        Part(name_zh="芯片", name_en="Chips", entries=(nvda,)),
        Part(name_zh="酒", name_en="Wine", entries=(moutai,)),
    )
    files = blocks_of(Content(parts=parts))
    assert list(files) == ["SUANLI1.blk", "SUANLI2.blk", "blocknew.cfg"]
    assert files["SUANLI2.blk"] == b"1600519\r\n"
    assert [block.name for block in read_index(files["blocknew.cfg"])] == ["芯片", "酒"]
    assert tdx.line_of(one("SOX")) == ""


# tables


def test_digits_that_excel_has_shortened_are_told_by_the_name_or_asked():
    listed = Listed(one("00700.HK", "腾讯控股"), one("002463.SZ", "沪电股份"), one("02463.HK", "某港股"))
    made = book(["代码", "名称"], [700.0, "腾讯控股"], [2463, "沪电股份"], [2463.0, ""], [5, "无"], listed=listed)
    assert rows(made) == [
        ("700", "00700.HK", FOUND),
        ("2463", "002463.SZ", FOUND),
        ("2463", "", ASKS),
        ("5", "", STRANGE),
    ]
    assert [one.id for one in made.rows[2].candidates] == ["02463.HK", "002463.SZ"]
    assert made.rows[3].reason == LOST


def test_a_shortened_code_is_asked_even_when_one_thing_fits():
    made = book(["代码"], [700.0], ["600519"])
    assert rows(made) == [("700", "", ASKS), ("600519", "600519.SH", FOUND)]


def test_the_column_of_codes_is_found_by_what_is_in_it():
    lines = [
        ("1", 10.5, "600519", "贵州茅台", "白酒"),
        ("2", 11.5, "000002", "万科Ａ", "地产"),
        ("3", 1, "NVDA", "英伟达", ""),
    ]
    made = book(*lines)
    assert [row[1] for row in rows(made)] == ["600519.SH", "000002.SZ", "NVDA.US"]
    assert [row.name for row in made.rows] == ["贵州茅台", "万科Ａ", "英伟达"]


def test_a_headed_table_with_sections_notes_and_a_title_above():
    made = book(
        ["我的自选"],
        ["序号", "证券代码", "证券简称", "成交量", "板块", "备注", "标签"],
        [1, "600519.SH", "贵州茅台", 600123, "白酒", "'=1+1", "龙头; 白马"],
        [2, "NVDA.O", "英伟达", 600124, "芯片", "", ""],
        [3, "", "腾讯控股", 600125, "白酒", "", ""],
        ["数据来源：Wind"],
    )
    assert [(row.instrument.id, made.parts[row.part][0]) for row in made.rows] == [
        ("600519.SH", "白酒"), ("00700.HK", "白酒"), ("NVDA.US", "芯片"),
    ]  # fmt: skip
    assert (made.rows[0].mark.note, made.rows[0].mark.tags) == ("=1+1", ("龙头", "白马"))


def test_a_table_of_names_alone():
    assert [row[1] for row in rows(book(["贵州茅台", 1.0], ["英伟达", 2.0]))] == ["600519.SH", "NVDA.US"]


def test_a_table_without_codes_is_refused():
    with pytest.raises(ImportRejected, match="no column"):
        book(["a", 1], ["b", 2])


# our own


def test_a_list_of_ours_that_is_damaged_or_newer():
    for written in ('{"format": "suanli-list"', '{"format": "suanli-list"}', "[" * 100_000, '{"a":"suanli-list"}'):
        with pytest.raises(ImportRejected):
            own.read(written)
    with pytest.raises(ImportRejected, match="newer"):
        own.read('{"format": "suanli-list", "version": 2, "sections": []}')


def test_rows_of_ours_that_are_none_are_shown():
    made = preview(
        '{"format":"suanli-list","version":1,"columns":["last","nonsense"],"sections":[{"rows":[{"id":"NVDA.US",'
        '"flag":"pink"},{"id":"000001"},3,{"id":"600519.SH","kind":"index","name":{"zh":"x"}},"AMD.US"]},7]}'
    )
    assert [row[1:] for row in rows(made)] == [
        ("NVDA.US", FOUND), ("", ASKS), ("", STRANGE), ("600519.SH", FOUND), ("AMD.US", FOUND),
    ]  # fmt: skip
    assert made.columns == ("last",)
    assert made.rows[0].mark.flag == ""

"""Tables of Wind, iFinD and Choice in the shapes their users export: what is taken, and why the rest is not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.facts import Said
from models.imports.closes import bars_from_imported
from models.imports.preview import preview_of
from models.imports.reading import taken_of, vendor_of
from models.imports.values import Cells, Grid
from models.symbols import instrument
from models.universe import universe_from

DAY = dt.date(2024, 9, 25)
UNIVERSE = universe_from(resources.universe())


def cells(*rows, title="Sheet1"):
    return Cells(name="table.xlsx", sheets=(Grid(title=title, rows=rows),))


def taken(*rows, **changes):
    return taken_of(cells(*rows, **changes), UNIVERSE)


def told(found):
    return [(row.instrument, row.date.isoformat(), str(row.what), row.value) for row in found.rows]


def reasons(found):
    return [(one.row, one.reason) for one in found.refused]


def test_a_sheet_of_wind_with_dates_and_units_in_its_headings():
    found = taken(
        ["证券代码", "证券简称", "收盘价\n[交易日期] 2024-09-25\n[复权方式] 不复权",
         "总市值1\n[交易日期] 20240925\n[单位] 亿元",
         "总股本\n[交易日期] 2024-09-25\n[单位] 万股"],
        ["300502.SZ", "新易盛", 123.45, "875.10", "70,888.2"],
        ["NVDA.O", "英伟达", 123.51, None, "--"],
        [], ["数据来源：Wind"],
    )  # fmt: skip
    assert found.vendor == "Wind"
    assert told(found) == [
        ("300502.SZ", "2024-09-25", "close", 123.45),
        ("300502.SZ", "2024-09-25", "market_cap", pytest.approx(875.1e8)),
        ("300502.SZ", "2024-09-25", "shares", pytest.approx(708_882_000)),
        ("NVDA.US", "2024-09-25", "close", 123.51),
    ]
    assert reasons(found) == []
    assert found.rows[0].source == "imported: Wind"


def test_a_long_table_with_a_row_a_share_and_a_day():
    found = taken(
        ["同花顺iFinD 历史行情"], [],
        ["代码", "名称", "日期", "收盘价(元)", "币种"],
        ["688256.SH", "寒武纪", "2024/9/20", "208.87", "CNY"],
        ["688256.SH", "寒武纪", 45560.0, 222.01, "人民币"],
        ["00020.HK", "商汤-W", "2024年9月25日", "1.25", "HKD"],
        ["00700.HK", "腾讯控股", "20240925", "430", "USD"],
        ["688041.SH", "海光信息", "25/9", "78.75", "CNY"],
    )  # fmt: skip
    assert found.vendor == "iFinD"
    assert told(found) == [
        ("688256.SH", "2024-09-20", "close", 208.87),
        ("688256.SH", "2024-09-25", "close", 222.01),
        ("00020.HK", "2024-09-25", "close", 1.25),
    ]
    assert reasons(found) == [(7, "close in USD, 00700.HK trades in HKD"), (8, "not a date: 25/9")]


def test_an_english_table_of_choice_with_its_date_in_the_title():
    found = taken(
        ["Choice: snapshot of 2024-09-25"], ["Ticker", "Name", "Close", "Market Cap (B)"],
        ["NVDA US Equity", "NVIDIA", 123.51, 3029.7], ["AMD", "AMD", "162.02", "262.2B"],
    )  # fmt: skip
    assert found.vendor == "Choice"
    assert [row[3] for row in told(found)] == pytest.approx([123.51, 3029.7e9, 162.02, 262.2e9])
    assert {row.date for row in found.rows} == {DAY}


def test_dates_down_and_codes_across():
    found = taken(
        ["", "688256.SH", "300308.SZ"], ["", "寒武纪", "中际旭创"], ["日期", "收盘价", "收盘价"],
        [dt.datetime(2024, 9, 20), 208.87, 109.0], ["2024-09-25", "222.01", "--"], ["数据来源:万得"],
    )  # fmt: skip
    assert told(found) == [
        ("688256.SH", "2024-09-20", "close", 208.87),
        ("300308.SZ", "2024-09-20", "close", 109.0),
        ("688256.SH", "2024-09-25", "close", 222.01),
    ]


@pytest.mark.parametrize("title", ["总市值 单位：亿元", "总市值(亿元)"])
def test_codes_across_under_a_title_that_says_what_they_are(title):
    found = taken([title], ["Date", "688256.SH"], ["2024-09-25", 926.8])
    assert told(found) == [("688256.SH", "2024-09-25", "market_cap", pytest.approx(926.8e8))]


def test_codes_across_of_which_nothing_says_what_they_are():
    found = taken(["Date", "688256.SH"], ["2024-09-25", 926.8])
    assert (told(found), reasons(found)) == (
        [], [(0, "nothing says whether these are closes, market caps or shares")],
    )  # fmt: skip


def test_a_unit_in_the_title_counts_for_the_headings_without_one():
    found = taken(["单位：亿元"], ["代码", "日期", "总市值"], ["688256.SH", "2024-09-25", "926.8"])
    assert found.rows[0].value == pytest.approx(926.8e8)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["000001", "2024-09-25", 12.3], "000001 may mean 000001.SZ, 000001.SH"),
        ([2463, "2024-09-25", 34.0], "2463 may have lost its leading zeros: write it with its market"),
        (["1", "2024-09-25", 34.0], "1 may have lost its leading zeros: write it with its market"),
        (["881121", "2024-09-25", 34.0], "881121: 88xxxx are a vendor's private boards, different in each program"),
        (["??", "2024-09-25", 34.0], "??: not a code of any market known here"),
        (["688256.SH", "2024-09-25", "abc"], "close: not a number: abc"),
        (["688256.SH", "2024-09-25", "-3"], "close of -3 cannot be: is a unit missing in the heading?"),
        (["688256.SH", "", 34.0], "no date: neither in the row, the heading nor the title"),
    ],
)
def test_what_is_not_taken_and_why(row, reason):
    found = taken(["代码", "日期", "收盘价"], row)
    assert (told(found), reasons(found)) == ([], [(2, reason)])


def test_a_cap_without_its_unit_is_no_companys():
    found = taken(["代码", "日期", "总市值"], ["688256.SH", "2024-09-25", "926.8"])
    assert reasons(found) == [(2, "market_cap of 926.8 cannot be: is a unit missing in the heading?")]


def test_a_table_of_shares_makes_an_ambiguous_code_a_share():
    found = taken(["代码", "日期", "总股本"], ["000001", "2024-09-25", "19405918198"])
    assert told(found) == [("000001.SZ", "2024-09-25", "shares", 19_405_918_198)]


@pytest.mark.parametrize("code", ["NA", "TRUE", "MAR", "E"])
def test_a_ticker_that_looks_like_something_else_stays_a_ticker(code):
    assert told(taken(["Ticker", "Date", "Close"], [code, "2024-09-25", 5.0]))[0][0] == f"{code}.US"


def test_one_number_said_twice_is_one_and_two_numbers_are_a_contradiction():
    rows = (
        ["688256.SH", "2024-09-25", 222.01],
        ["688256.SH", "2024-09-25", "222.01"],
        ["SH688256", "2024-09-25", 222.0],
    )
    found = taken(["代码", "日期", "收盘价"], *rows)
    assert len(found.rows) == 1
    assert reasons(found) == [(4, "688256.SH 2024-09-25: close stated twice with different numbers")]


def test_adjusted_closes_are_refused_and_the_caps_beside_them_taken():
    found = taken(["代码", "日期", "收盘价(前复权)", "总市值(亿元)"], ["688256.SH", "2024-09-25", 1.0, 926.8])
    assert [row.what for row in found.rows] == [Said.MARKET_CAP]
    assert reasons(found) == [(1, "adjusted closes are not prices: export them unadjusted")]


def test_a_sheet_without_headings_says_so_and_an_empty_one_is_passed_over():
    both = Cells(name="x", sheets=(Grid(title="A", rows=(("a", "b"), (1, 2))), Grid(title="B", rows=((), ("", None)))))
    found = taken_of(both)
    assert [(one.sheet, one.row) for one in found.refused] == [("A", 0)]


def test_ragged_rows_and_repeated_headings_are_no_accident():
    found = taken(
        ["代码", "日期", "收盘价", "收盘价"], ["688256.SH"], ["688256.SH", "2024-09-25", 1.0, 2.0, 3.0], [None, None]
    )
    assert told(found) == [("688256.SH", "2024-09-25", "close", 1.0)]
    assert len(found.refused) == 1


def test_the_preview_counts_what_is_taken_and_what_is_not():
    held = cells(
        ["代码", "日期", "收盘价", "总市值(亿元)"], ["688256.SH", "2024-09-20", 208.87, 871.9],
        ["00020.HK", "2024-09-25", 1.25, None], ["??", "2024-09-25", 1, 1],
    )  # fmt: skip
    made = preview_of(held, taken_of(held))
    assert (made.counts, made.instruments) == (((Said.CLOSE, 2), (Said.MARKET_CAP, 1)), 2)
    assert (made.first, made.last, made.currencies) == (dt.date(2024, 9, 20), DAY, ("CNY", "HKD"))
    assert (made.refused_count, made.committed, made.vendor) == (1, False, "table")
    assert len(made.sample) == 3


def test_two_vendors_in_one_file_are_none():
    assert vendor_of(cells(["Wind"], ["iFinD"])) == "table"


def test_imported_closes_are_bars_of_closes_alone():
    found = taken(
        ["Wind"], ["代码", "日期", "收盘价"], ["688256.SH", "2024-09-25", 222.01], ["688256.SH", "2024-09-20", 208.87]
    )
    held = bars_from_imported(found.rows, instrument("688256.SH"))
    assert (held.source, held.close_only, held.actions, list(held.close)) == (
        "imported: Wind", True, None, [208.87, 222.01],
    )  # fmt: skip
    assert bars_from_imported(found.rows, instrument("688041.SH")) is None


anything = st.none() | st.booleans() | st.floats() | st.dates() | st.sampled_from(
    ["代码", "日期", "收盘价", "总市值(亿元)", "688256.SH", "2024-09-25", "1,234", "NA", "", "单位：亿",
     "Date", "Ticker", "Close"]
) | st.text(max_size=8)  # fmt: skip


@given(st.lists(st.lists(anything, max_size=6), max_size=8))
def test_no_table_makes_an_accident(rows):
    found = taken(*rows)
    assert all(row.value > 0 for row in found.rows)
    preview_of(cells(*rows), found)

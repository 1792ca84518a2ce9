"""Tables of pasted notes: every cell with a number is one claim, whatever stands between the cells."""

import pytest

from tests.models.claims.samples import checked

MARKDOWN = """| 板块 | 标的 | 代码 | 周涨跌幅 | 收盘价 |
|---|---|---|---|---|
| CPU/GPU | 英伟达 | NVDA | 6.47% | 123.51 |
| 数据中心硬件 | 沃尔核材 | 002130.SZ | 12.94% | 12.07 |"""
TABS = "区间涨跌幅\t0916-0920\t0923-0925\n寒武纪\t-5.27%\t+6.29%\n海光信息\t-2.64%\t+3.37%"
WIDE = "个股涨跌幅（0923-0925）：\n代码　名称　涨跌幅\n601138　工业富联　11.72%\n300394　天孚通信　-7.15%"
BLANKS = "代码 名称 涨跌幅\n601138 工业富联 11.72%\n300308 中际旭创 11.92%"
COMMAS = "标的,代码,涨跌幅(%),收盘价(元)\n寒武纪,688256,6.29,222.01\n海光信息,688041.SH,3.37,78.75"
TURNED = "| 指标 | 英伟达 | AMD |\n|--|--|--|\n| 本周涨跌幅 | 6.47% | 3.98% |\n| 收盘价 | 123.51 | 162.02 |"
VISITS = "产品\t8月（万次）\t9月（万次）\t9月环比\nChatGPT\t260000\t310000\t+19.2%\nKimi\t2280\t2540\t+7.5%"
DAYS = """| 指数 | 9/23 | 9/24 | 本周 |
|:--|--:|--:|--:|
| 沪深300 | 0.37% | 4.33% | 6.26% |
| 恒生指数 | 0.06% | 4.13% | 4.77% |"""
FALLS = "名称  跌幅\n谷歌  1.00%\n微软  0.73%"
EXCESS = "| 股票 | 周涨幅 | 超额收益 |\n| 寒武纪 | 6.29% | +0.03pct |\n| 英伟达 | 6.47% | 5.27pct |"
MEANS = "板块\t本周平均涨幅\nCPU/GPU\t5.07%\n云计算\t2.64%"


@pytest.mark.parametrize(
    ("text", "read", "wrong"),
    [
        (MARKDOWN, 4, ["12.94%"]),
        (TABS, 4, ["+3.37%"]),
        (WIDE, 2, ["-7.15%"]),
        (BLANKS, 2, []),
        (COMMAS, 4, ["3.37"]),
        (TURNED, 4, ["3.98%"]),
        (VISITS, 6, ["2540"]),
        (DAYS, 6, ["0.06%"]),
        (FALLS, 2, []),
        (EXCESS, 4, ["5.27pct"]),
        (MEANS, 2, ["2.64%"]),
    ],
    ids=["markdown", "tabs", "wide", "blanks", "commas", "turned", "visits", "days", "falls", "excess", "means"],
)
def test_every_cell_is_a_claim(text, read, wrong):
    found = checked(text)
    assert len(found) == read
    assert [text[one.claim.start : one.claim.end] for one in found if str(one.state) == "contradicted"] == wrong
    assert "undecidable" not in {str(one.state) for one in found}


def test_a_column_of_something_else_is_none():
    assert checked("名称\t市盈率\t目标价\n英伟达\t65.2\t150") == ()


def test_a_stranger_of_a_table_is_not_followed():
    (one,) = checked("名称\t涨跌幅\n某某股份\t3.21%")
    assert (str(one.state), one.why) == ("undecidable", "not_followed")


def test_what_stands_around_a_table_is_read_as_well():
    found = checked(f"本周英伟达涨6.47%。\n\n{MARKDOWN}\n\nAMD涨3.89%。")
    assert [one.claim.subject.id for one in found] == ["NVDA.US"] * 3 + ["002130.SZ"] * 2 + ["AMD.US"]


def test_a_bar_between_a_name_and_its_number_is_a_blank():
    assert [str(one.state) for one in checked("英伟达 | +6.47% | AMD | 3.98%")] == ["confirmed", "contradicted"]

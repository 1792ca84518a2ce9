"""Files in the layouts, encodings, languages and units that users have; every number worked by hand."""

# ruff: noqa: E501 - a table is easier to read with a row a line

import datetime as dt

import pytest

from tests.models.imports.traffic.parts import as_csv, as_xlsx, asked, pasted, read, taken, told

W38 = "2024-09-13/2024-09-19"
FIG2 = "图2：文本类模型周度访问量（万次） 数据来源：Similarweb"
WIDE = (
    ("产品", "0906-0912", "0913-0919"),
    ("ChatGPT", "66,000.5", "68,000"),
    ("豆包", 300, 312.5),
    ("Kimi", "--", 410),
)
WIDE_TOLD = [
    "ChatGPT visits 2024-09-06/2024-09-12 660005000", f"ChatGPT visits {W38} 680000000",
    "豆包 visits 2024-09-06/2024-09-12 3000000", f"豆包 visits {W38} 3125000", f"Kimi visits {W38} 4100000",
]  # fmt: skip
AUGUST, SEPTEMBER = "2024-08-01/2024-08-31", "2024-09-01/2024-09-30"
DAYS = (dt.datetime(2024, 9, 13), dt.datetime(2024, 9, 14))

FILES = {
    "a pasted figure": (
        lambda: pasted(f"{FIG2}\n产品\t0913-0919\nChatGPT\t68,000\n豆包\t312.5\n"), {"year": 2024},
        [f"ChatGPT visits {W38} 680000000", f"豆包 visits {W38} 3125000"],
    ),
    "a pasted table without its title's year, the file says it": (
        lambda: read(as_csv((FIG2,), *WIDE), "周报20240926.csv"), {}, WIDE_TOLD,
    ),
    "UTF-8 with a mark": (lambda: read(as_csv((FIG2,), *WIDE, encoding="utf-8-sig"), "2024.csv"), {}, WIDE_TOLD),
    "UTF-16": (lambda: read(as_csv((FIG2,), *WIDE, encoding="utf-16", delimiter="\t"), "2024.csv"), {}, WIDE_TOLD),
    "GB 18030": (lambda: read(as_csv((FIG2,), *WIDE, encoding="gb18030"), "2024.csv"), {}, WIDE_TOLD),
    "semicolons": (lambda: read(as_csv((FIG2,), *WIDE, delimiter=";"), "2024.csv"), {}, WIDE_TOLD),
    "a workbook": (lambda: read(as_xlsx((FIG2,), *WIDE), "2024.xlsx"), {}, WIDE_TOLD),
    "a year in the caption": (
        lambda: pasted("2024年文本类模型访问量（万次）\n产品\t0913-0919\nChatGPT\t68000\n"), {},
        [f"ChatGPT visits {W38} 680000000"],
    ),
    "over New Year, the newest ends in the year that is said": (
        lambda: pasted("访问量（万次）\n产品\t1220-1226\t1227-0102\t0103-0109\n豆包\t1\t2\t3\n"), {"year": 2024},
        ["豆包 visits 2023-12-20/2023-12-26 10000", "豆包 visits 2023-12-27/2024-01-02 20000",
         "豆包 visits 2024-01-03/2024-01-09 30000"],
    ),
    "the newest week first": (
        lambda: pasted("访问量（万次）\n产品\t0103-0109\t1227-0102\t1220-1226\n豆包\t3\t2\t1\n"), {"year": 2024},
        ["豆包 visits 2023-12-20/2023-12-26 10000", "豆包 visits 2023-12-27/2024-01-02 20000",
         "豆包 visits 2024-01-03/2024-01-09 30000"],
    ),
    "七麦, months across, a total and a note": (
        lambda: read(as_xlsx(
            ("AI应用月度下载量（单位：万次）",), ("App名称", "2024年8月", "2024年9月", "环比"), ("豆包", 1080, 1350, "25.0%"),
            ("文小言", "120.5", "130", "7.9%"), ("合计", 1200.5, 1480, "23.3%"), ("数据来源：七麦；注：文小言即为原文心一言",),
        ), "下载.xlsx"), {},
        [f"豆包 downloads {AUGUST} 10800000", f"豆包 downloads {SEPTEMBER} 13500000",
         f"文心一言 downloads {AUGUST} 1205000", f"文心一言 downloads {SEPTEMBER} 1300000"],
    ),
    "七麦's list of a week": (
        lambda: read(as_csv(
            ("七麦数据 2024-09-18~2024-09-24",), ("排名", "排名变化", "App名称", "类别", "新增下载量", "评分", "公司"),
            (1, "+2", "豆包", "效率", "31.2万", 4.8, "字节跳动"), (2, "-1", "Kimi", "效率", "8,500", 4.7, "月之暗面"),
        ), "list.csv"), {},
        ["豆包 rank 2024-09-18/2024-09-24 1", "Kimi rank 2024-09-18/2024-09-24 2",
         "豆包 downloads 2024-09-18/2024-09-24 312000", "Kimi downloads 2024-09-18/2024-09-24 8500"],
    ),
    "Similarweb's own columns, days down": (
        lambda: read(as_xlsx(("Date", "chatgpt.com", "claude.ai"), (DAYS[0], 89234567.12, 2345678.9),
                             (DAYS[1], 90234567, 2245678)), "Similarweb.xlsx"), {"metric": "visits"},
        ["ChatGPT visits 2024-09-13/2024-09-13 89234567.12", "ChatGPT visits 2024-09-14/2024-09-14 90234567",
         "Claude visits 2024-09-13/2024-09-13 2345678.9", "Claude visits 2024-09-14/2024-09-14 2245678"],
    ),
    "one site to a file": (
        lambda: read(as_csv(("Date", "Visits"), ("2024-08-01", "2600000000"), ("2024-09-01", "3100000000")),
                     "similarweb_chatgpt.com.csv"), {},
        [f"ChatGPT visits {AUGUST} 2600000000", f"ChatGPT visits {SEPTEMBER} 3100000000"],
    ),
    "a long table in English": (
        lambda: read(as_csv(("Month", "Domain", "Country", "Total Visits", "MoM", "Bounce Rate"),
                            ("Aug 2024", "chatgpt.com", "Worldwide", "2.6B", "+9%", "0.31"),
                            ("Sep 2024", "www.chatgpt.com", "Worldwide", "3.1B", "+19%", "0.30"),
                            ("Sep 2024", "poe.com", "US", "850K", "-", "0.4")), "x.csv"), {},
        [f"ChatGPT visits {AUGUST} 2600000000", f"ChatGPT visits {SEPTEMBER} 3100000000",
         f"Poe visits {SEPTEMBER} 850000"],
    ),
    "Semrush-like, the month in the title": (
        lambda: read(as_csv(("Semrush: traffic of September 2024 (2024-09)",),
                            ("Domain", "Total visits", "Desktop %", "Mobile %", "MoM", "YoY", "Top source"),
                            ("chatgpt.com", "3.1B", "70%", "30%", "18.7%", "112%", "Direct")), "x.csv"), {},
        [f"ChatGPT visits {SEPTEMBER} 3100000000"],
    ),
    "two rows of headings, metrics below weeks": (
        lambda: read(as_xlsx(("图2 访问量（万次）",), ("产品", "2024.9.6-9.12", None, "2024.9.13-9.19", None),
                             (None, "访问量", "环比", "访问量", "环比"), ("ChatGPT", 66000, 0.02, 68000, 0.03),
                             merged=("B2:C2", "D2:E2", "A2:A3")), "x.xlsx"), {},
        ["ChatGPT visits 2024-09-06/2024-09-12 660000000", f"ChatGPT visits {W38} 680000000"],
    ),
    "two rows of headings, weeks below metrics": (
        lambda: read(as_xlsx(("产品", "访问量（万次）", None, "下载量（万次）", None),
                             (None, "2024/8/1-2024/8/31", "2024/9/1-2024/9/30", "2024年8月", "2024年9月"),
                             ("豆包", 2500, 2600.5, 1080, 1350)), "x.xlsx"), {},
        [f"豆包 visits {AUGUST} 25000000", f"豆包 visits {SEPTEMBER} 26005000",
         f"豆包 downloads {AUGUST} 10800000", f"豆包 downloads {SEPTEMBER} 13500000"],
    ),
    "two rows of headings over days: a category, then products": (
        lambda: read(as_xlsx(("日访问量（万次）",), ("日期", "文本类", None, "视频类"), (None, "ChatGPT", "豆包", "Runway"),
                             (dt.datetime(2024, 9, 13), 9000, 40, 12.5), (dt.datetime(2024, 9, 14), 9100, 41, 13)),
                     "x.xlsx"), {},
        ["ChatGPT visits 2024-09-13/2024-09-13 90000000", "ChatGPT visits 2024-09-14/2024-09-14 91000000",
         "豆包 visits 2024-09-13/2024-09-13 400000", "豆包 visits 2024-09-14/2024-09-14 410000",
         "Runway visits 2024-09-13/2024-09-13 125000", "Runway visits 2024-09-14/2024-09-14 130000"],
    ),
    "figures below each other": (
        lambda: pasted("图2：文本类模型访问量（万次）\n产品\t2024-09-13至2024-09-19\nChatGPT\t68000\n数据来源：Similarweb\n\n"
                       "图5：视频类模型访问量（万次）\n产品\t2024-09-13至2024-09-19\nRunway\t210.5\n数据来源：Similarweb\n\n"
                       "图6：国内AI应用下载量（万次）\n产品\t2024年9月\n豆包\t1350\n数据来源：七麦\n"), {},
        [f"ChatGPT visits {W38} 680000000", f"Runway visits {W38} 2105000", f"豆包 downloads {SEPTEMBER} 13500000"],
    ),
    "a figure a sheet": (
        lambda: read(as_xlsx(("产品", "访问量（万次）"), ("ChatGPT", 68000), title="文本 0913-0919",
                             more=(("视频 0913-0919", [("产品", "访问量（万次）"), ("Runway", 210.5)]),)),
                     "similarweb 2024.xlsx"), {},
        [f"ChatGPT visits {W38} 680000000", f"Runway visits {W38} 2105000"],
    ),
    "days of Excel's count across": (
        lambda: read(as_xlsx(("Visits (M)",), ("Site", 45548, 45549), ("chatgpt.com", 89.25, 90)), "x.xlsx"), {},
        ["ChatGPT visits 2024-09-13/2024-09-13 89250000", "ChatGPT visits 2024-09-14/2024-09-14 90000000"],
    ),
    "ISO weeks": (
        lambda: pasted("Week\tProduct\tVisits (K)\n2024-W37\tKimi\t4,000\n2024-W38\tKimi\t4,100.5\n"), {},
        ["Kimi visits 2024-09-09/2024-09-15 4000000", "Kimi visits 2024-09-16/2024-09-22 4100500"],
    ),
    "weeks by number in Chinese": (
        lambda: pasted("网站访问量（亿次）\n产品\t2024年第37周\t2024年第38周\nChatGPT\t6.6\t6.8\n"), {},
        ["ChatGPT visits 2024-09-09/2024-09-15 660000000", "ChatGPT visits 2024-09-16/2024-09-22 680000000"],
    ),
    "weeks by their first day": (
        lambda: pasted("周起始\t产品\t访问量（万次）\n2024-09-06\t豆包\t300\n2024-09-13\t豆包\t312\n"), {},
        ["豆包 visits 2024-09-06/2024-09-12 3000000", f"豆包 visits {W38} 3120000"],
    ),
    "weeks by their last day": (
        lambda: pasted("Week ending\tProduct\tVisits (K)\n9/12/2024\tKimi\t400\n9/19/2024\tKimi\t410\n"), {},
        ["Kimi visits 2024-09-06/2024-09-12 400000", f"Kimi visits {W38} 410000"],
    ),
    "first and last day in two columns": (
        lambda: pasted("开始日期\t结束日期\t产品\t下载量（万）\n2024/9/18\t2024/9/24\t豆包\t31.2\n"), {},
        ["豆包 downloads 2024-09-18/2024-09-24 312000"],
    ),
    "days first, as one of them shows": (
        lambda: pasted("Date\tDomain\tVisits (K)\n09/09/2024\tpoe.com\t12\n10/09/2024\tpoe.com\t13\n13/09/2024\tpoe.com\t14\n"),
        {}, ["Poe visits 2024-09-09/2024-09-09 12000", "Poe visits 2024-09-10/2024-09-10 13000",
             "Poe visits 2024-09-13/2024-09-13 14000"],
    ),
    "merged products in a long table": (
        lambda: read(as_xlsx(("产品", "月份", "访问量(万次)"), ("豆包", "2024年8月", 2500), (None, "2024年9月", 2600),
                             ("Kimi", "2024年8月", 3000), (None, "2024年9月", 3100), merged=("A2:A3", "A4:A5")), "x.xlsx"), {},
        [f"豆包 visits {AUGUST} 25000000", f"豆包 visits {SEPTEMBER} 26000000",
         f"Kimi visits {AUGUST} 30000000", f"Kimi visits {SEPTEMBER} 31000000"],
    ),
    "months as numbers": (
        lambda: pasted("月份\t产品\t下载量（次）\n202408\t豆包\t10,800,000\n202409\t豆包\t13,500,000\n"), {},
        [f"豆包 downloads {AUGUST} 10800000", f"豆包 downloads {SEPTEMBER} 13500000"],
    ),
    "months with years of two digits": (
        lambda: pasted("Visits in millions\nProduct\tAug-24\tSep-24\nMidjourney\t17.3\t16.8\n"), {},
        [f"Midjourney visits {AUGUST} 17300000", f"Midjourney visits {SEPTEMBER} 16800000"],
    ),
    "scales in the cells": (
        lambda: pasted("产品\t2024年9月访问量\nChatGPT\t31亿\n豆包\t1亿2000万\nKimi\t约3000万\nPoe\t<5,000\nClaude\t暂无\n"), {},
        [f"ChatGPT visits {SEPTEMBER} 3100000000", f"豆包 visits {SEPTEMBER} 120000000",
         f"Kimi visits {SEPTEMBER} 30000000", f"Poe visits {SEPTEMBER} <5000"],
    ),
    "powers of ten as text": (
        lambda: pasted("Domain\tSep 2024 visits (count)\nchatgpt.com\t9.756941889301659E7\n"), {},
        [f"ChatGPT visits {SEPTEMBER} 97569418.89"],
    ),
    "a column of units and one of metrics": (
        lambda: pasted("产品\t周期\t指标\t数值\t单位\nChatGPT\t2024-09-13~2024-09-19\t访问量\t68000\t万次\n"
                       "豆包\t2024-09-18~2024-09-24\t下载量\t31.2\t万次\n豆包\t2024-09-18~2024-09-24\t下载量\t312000\t次\n"), {},
        [f"ChatGPT visits {W38} 680000000", "豆包 downloads 2024-09-18/2024-09-24 312000"],
    ),
    "countries and devices": (
        lambda: pasted("Date\tDomain\tCountry\tDevice\tVisits (K)\n2024-09\tpoe.com\tUnited States\tDesktop\t12.5\n"
                       "2024-09\tpoe.com\tUnited States\tMobile\t30\n2024-09\tpoe.com\tWorld\tTotal\t900\n"), {},
        [f"Poe visits {SEPTEMBER} 12500", f"Poe visits {SEPTEMBER} 30000", f"Poe visits {SEPTEMBER} 900000"],
    ),
    "headings that name product and metric": (
        lambda: pasted("日期\tChatGPT访问量（万次）\t豆包 下载量（万次）\n2024-09-13\t9000\t4.5\n2024-09-14\t9100\t4.6\n"), {},
        ["ChatGPT visits 2024-09-13/2024-09-13 90000000", "ChatGPT visits 2024-09-14/2024-09-14 91000000",
         "豆包 downloads 2024-09-13/2024-09-13 45000", "豆包 downloads 2024-09-14/2024-09-14 46000"],
    ),
    "products across, 产品 in the corner over days": (
        lambda: pasted("访问量（万次）\n产品\tChatGPT\t豆包\n2024-09-13\t9000\t40\n2024-09-14\t9100\t41\n"), {},
        ["ChatGPT visits 2024-09-13/2024-09-13 90000000", "ChatGPT visits 2024-09-14/2024-09-14 91000000",
         "豆包 visits 2024-09-13/2024-09-13 400000", "豆包 visits 2024-09-14/2024-09-14 410000"],
    ),
    "no headings at all": (
        lambda: pasted("图2：文本类模型访问量（万次，2024.9.13-9.19）\nChatGPT\t68,000\n豆包\t312.5\n"), {},
        [f"ChatGPT visits {W38} 680000000", f"豆包 visits {W38} 3125000"],
    ),
    "a table of a web page, with bars": (
        lambda: pasted("| Product | Visits (M), 2024-09 |\n|---|---|\n| ChatGPT | 3,100 |\n| Poe | 42.5 |\n"), {},
        [f"ChatGPT visits {SEPTEMBER} 3100000000", f"Poe visits {SEPTEMBER} 42500000"],
    ),
    "page views": (
        lambda: pasted("浏览量（万次）\n产品\t2024-09\nKimi\t1,234.5\n"), {}, [f"Kimi page_views {SEPTEMBER} 12345000"],
    ),
    "full-width figures": (
        lambda: pasted("访问量（万次）\n产品\t０９１３－０９１９\nKimi\t４１０．５\n"), {"year": 2024},
        [f"Kimi visits {W38} 4105000"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_taken_with_its_magnitudes(name):
    made, hints, lines = FILES[name]
    found = taken(made(), **hints)
    assert asked(found) == []
    assert sorted(told(found)) == sorted(lines)


def test_there_are_forty_of_them():
    assert len(FILES) >= 40

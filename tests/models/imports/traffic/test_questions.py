"""What nobody states is asked, and nothing of the table is taken before it is answered."""

# ruff: noqa: E501 - a table is easier to read with a row a line

import pytest

from models.imports.traffic.answers import answered
from models.imports.traffic.values import Asked, Hints, Role
from models.imports.traffic.words import SOURCES
from tests.models.imports.traffic.parts import as_csv, asked, pasted, read, reasons, sheet, taken, told

W38 = "2024-09-13/2024-09-19"


def question(found, what):
    (one,) = [one for one in found.questions if one.asked == what]
    return one


def options(one):
    return [(option.value, option.means) for option in one.options]


def test_only_the_year_is_asked_of_a_pasted_figure_and_this_year_offered():
    table = pasted("图2：文本类模型周度访问量（万次） 数据来源：Similarweb\n产品\t0913-0919\nChatGPT\t68,000\n")
    found = taken(table)
    assert [one.asked for one in found.questions] == ["year"]
    assert not found.series
    one = question(found, "year")
    assert (one.example, one.offered, one.needed) == ("0913-0919", "2024", True)
    assert options(one)[:2] == [("2024", "2024-09-13 - 2024-09-19"), ("2023", "2023-09-13 - 2023-09-19")]
    assert told(taken(table, year=2024)) == [f"ChatGPT visits {W38} 680000000"]


def test_a_period_that_would_not_be_over_is_offered_of_the_year_before():
    found = taken(pasted("访问量（万次）\n产品\t1220-1226\nKimi\t68\n"))
    assert question(found, "year").offered == "2023"


@pytest.mark.parametrize(
    ("table", "what"),
    [
        ("产品\t2024-09\t2024-08\nChatGPT\t31\t26\n", "metric"),
        ("访问量\n产品\t2024-09\nChatGPT\t310000\n豆包\t2,600\n", "unit"),
        ("产品\t访问量（万次）\nChatGPT\t68000\n", "period"),
        ("日期\t产品\t访问量（万次）\n2024-09-13\tChatGPT\t68000\n", "granularity"),
        ("日期\t产品\t访问量（万次）\n2024-09-13\tKimi\t400\n2024-09-06\tKimi\t410\n", "dates"),
        ("Date\tDomain\tVisits (K)\n03/09/2024\tpoe.com\t12\n04/09/2024\tpoe.com\t12\n", "order"),
        ("访问量（万次）\n产品\t2024-09\nChatGPT\t31万\n", "scale"),
        ("访问量（万次），下载量（亿次）\n产品\t2024-09\nChatGPT\t31\n", "metric"),
    ],
)
def test_each_of_what_may_be_missing_is_asked(table, what):
    found = taken(pasted(table))
    assert asked(found)[0] == what
    assert (len(found.series), found.unit) == (0, 0.0)


@pytest.mark.parametrize(
    ("table", "answers", "lines"),
    [
        ("产品\t2024-09\nChatGPT\t31\n", [("metric", "visits"), ("unit", "100000000")],
         ["ChatGPT visits 2024-09-01/2024-09-30 3100000000"]),
        ("产品\t访问量（万次）\nChatGPT\t68000\n", [("period", "2024-09-13/2024-09-19")],
         [f"ChatGPT visits {W38} 680000000"]),
        ("日期\t产品\t访问量（万次）\n2024-09-13\tKimi\t400\n", [("granularity", "week"), ("dates", "last")],
         ["Kimi visits 2024-09-07/2024-09-13 4000000"]),
        ("日期\t产品\t访问量（万次）\n2024-09-13\tKimi\t400\n", [("granularity", "day")],
         ["Kimi visits 2024-09-13/2024-09-13 4000000"]),
        ("日期\t产品\t访问量（万次）\n2024-09-01\tKimi\t400\n", [("granularity", "month")],
         ["Kimi visits 2024-09-01/2024-09-30 4000000"]),
        ("Date\tDomain\tVisits (K)\n03/09/2024\tpoe.com\t12\n04/09/2024\tpoe.com\t12\n", [("order", "dmy")],
         ["Poe visits 2024-09-03/2024-09-03 12000", "Poe visits 2024-09-04/2024-09-04 12000"]),
        ("访问量（万次）\n产品\t2024-09\nChatGPT\t31万\n", [("scale", "cell")], ["ChatGPT visits 2024-09-01/2024-09-30 310000"]),
        ("访问量（万次）\n产品\t2024-09\nChatGPT\t31万\n", [("scale", "both")],
         ["ChatGPT visits 2024-09-01/2024-09-30 3100000000"]),
        ("产品\t第38周访问量（万次）\nKimi\t40\n", [("year", "2024")], ["Kimi visits 2024-09-16/2024-09-22 400000"]),
    ],
)  # fmt: skip
def test_the_answers_make_it_taken(table, answers, lines):
    hints = Hints()
    for what, value in answers:
        hints = answered(hints, Asked(what), value)
    found = taken(pasted(table), **{what: getattr(hints, what) for what, _ in answers})
    assert (asked(found), told(found)) == ([], lines)


def test_one_scale_that_cannot_be_double_is_not_asked():
    assert told(taken(pasted("访问量（万次）\n产品\t2024-09\nChatGPT\t31亿\n"))) == [
        "ChatGPT visits 2024-09-01/2024-09-30 3100000000"
    ]


@pytest.mark.parametrize(
    ("what", "value"),
    [("metric", "clicks"), ("unit", "0"), ("unit", "x"), ("year", "24"), ("granularity", "hour"), ("order", "ymd"),
     ("dates", "both"), ("scale", ""), ("zeros", "x"), ("source", " "), ("period", "2024-09-19/2024-09-13"),
     ("period", "soon")],
)  # fmt: skip
def test_what_is_no_answer_is_said_to_be_none(what, value):
    with pytest.raises(ValueError, match=r"."):
        answered(Hints(), Asked(what), value)


def test_a_source_that_nobody_names_is_asked_and_kept_as_unnamed_till_then():
    table = pasted("访问量（万次）\n产品\t2024-09\nChatGPT\t310000\n")
    one = question(taken(table), "source")
    assert (one.needed, options(one)[0][0]) == (False, next(iter(SOURCES)))
    assert [one.key.source for one in taken(table).series] == ["table"]
    assert [one.key.source for one in taken(table, source="Semrush").series] == ["Semrush"]


def test_of_two_sources_the_one_known_for_a_metric_measured_it():
    rows = "产品\t2024-09访问量（万次）\t2024-09下载量（万次）\n豆包\t2600\t1350\n数据来源：Similarweb、七麦\n"
    found = taken(pasted(rows))
    assert {one.key.metric.value: one.key.source for one in found.series} == {
        "visits": "Similarweb", "downloads": "七麦 Qimai",
    }  # fmt: skip


def test_zeros_are_left_out_until_the_user_says_that_they_are_numbers():
    table = pasted("Date\tDomain\tVisits (K)\n2024-08\tpoe.com\t0\n2024-09\tpoe.com\t12\n")
    found = taken(table)
    assert told(found) == ["Poe visits 2024-09-01/2024-09-30 12000"]
    assert (question(found, "zeros").needed, question(found, "zeros").example) == (False, "1")
    assert told(taken(table, zeros="number"))[0] == "Poe visits 2024-08-01/2024-08-31 0"


def test_an_answer_does_not_overrule_what_the_table_states():
    table = pasted("访问量（万次） 数据来源：Similarweb\n产品\t2024-09\nKimi\t410\n")
    found = taken(table, unit=1e8, metric="downloads", source="Semrush", year=2020)
    assert told(found) == ["Kimi visits 2024-09-01/2024-09-30 4100000"]
    assert found.vendor == "Similarweb"


def test_columns_and_the_row_of_headings_can_be_said():
    rows = (("x", "y", "z"), ("Kimi", "2024-09", 410), ("豆包", "2024-09", 2600))
    found = taken(sheet(*rows), header=1, metric="visits", unit=1e4,
                  columns=((0, Role.PRODUCT), (1, Role.DATE), (2, Role.VALUE)))  # fmt: skip
    assert told(found) == ["Kimi visits 2024-09-01/2024-09-30 4100000", "豆包 visits 2024-09-01/2024-09-30 26000000"]


def test_a_name_can_be_said_to_be_a_product_or_to_be_left_out():
    table = pasted("访问量（万次）\n产品\t2024-09\n月之暗面\t410\n新品\t5\n别的\t6\n")
    found = taken(table, products=(("月之暗面", "Kimi"), ("别的", "")))
    assert [one.key.product for one in found.series] == ["Kimi", "新品"]
    assert found.names == (("Kimi", "月之暗面", ""), ("新品", "新品", ""))


@pytest.mark.parametrize(
    ("name", "year"), [("周报20240926.csv", 2024), ("2023年.csv", 2023), ("Week 2023-09-20.csv", 2023)]
)
def test_a_files_name_says_the_year(name, year):
    found = taken(read(as_csv(("产品", "0913-0919访问量（万次）"), ("Kimi", "410")), name))
    assert told(found) == [f"Kimi visits {year}-09-13/{year}-09-19 4100000"]


def test_periods_without_a_year_in_no_order_over_a_new_year_are_refused():
    found = taken(
        pasted("访问量（万次）\n产品\t0109-0115\t1226-1231\t0102-0108\t1212-1218\n豆包\t3\t2\t1\t4\n"), year=2024
    )
    assert told(found) == []
    assert "no year is written" in reasons(found)[0][1]

"""No wrong magnitude: what may be two numbers is refused with its row, or asked."""

# ruff: noqa: E501 - a table is easier to read with a row a line

import pytest

from models.imports.traffic.reading import taken_of
from models.imports.values import Cells, Grid
from tests.models.imports.traffic.parts import PRODUCTS, TODAY, asked, pasted, reasons, sheet, taken, told

MONTH = "2024-09-01/2024-09-30"
HALVES = (("一", 100), ("二", 200))


def of(text, heading="访问量（万次）", **hints):
    return taken(pasted(f"{heading}\n产品\t2024-09\n豆包\t100\nKimi\t{text}\n"), **hints)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("25%", "a percentage, not a count: 25%"), ("+12", "not a number: +12"), ("-3", "not a number: -3"),
        ("12,3", "a comma that may be a decimal point: 12,3"), ("1,2345", "a comma that may be a decimal point: 1,2345"),
        ("1.234.567", "not a number: 1.234.567"), ("#REF!", "not a number: #REF!"), ("=1+1", "not a number: =1+1"),
        ("410 530", "not a number: 410 530"), ("4-5", "not a number: 4-5"), ("¥410", "not a number: ¥410"),
        ("<5,000", "5,000 visits, or 5,000 of the unit?: <5,000"), ("31,000,000", "more than there can be: is the unit right?"),
        ("0.00003", "less than one: a share?"), ("9" * 400, "not a number"), ("1E400", "not a finite number"),
    ],
)  # fmt: skip
def test_what_is_not_certainly_a_count_is_refused_with_its_row(text, why):
    found = of(text)
    assert told(found) == [f"豆包 visits {MONTH} 1000000"]
    ((row, reason),) = reasons(found)
    assert row == 4
    assert reason.startswith(why)


def test_one_decimal_comma_makes_every_comma_of_its_column_doubtful():
    found = taken(pasted("访问量（万次）\n产品\t2024-09\n豆包\t12,345\nKimi\t12,3\nPoe\t7\n"))
    assert told(found) == [f"Poe visits {MONTH} 70000"]
    assert [row for row, _ in reasons(found)] == [3, 4]


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("410", 4_100_000, 1e4), ("410.5", 4_105_000, 1e3), ("4.10", 41_000, 100), ("1,234", 12_340_000, 1e4),
        ("12.3亿", 1.23e9, 1e7), ("约400", 4_000_000, 1e6), ("400+", 4_000_000, 1e6), ("0.1", 1000, 1e3),
    ],
)  # fmt: skip
def test_a_number_keeps_the_place_of_its_last_digit(text, value, step):
    found = of(text, scale="cell")
    (one,) = [one for one in found.series if one.key.product == "Kimi"]
    assert (one.value[0], one.step[0]) == (pytest.approx(value, rel=1e-15), pytest.approx(step))


def test_fractions_of_visits_have_all_their_digits():
    found = taken(
        sheet(("Date", "Domain", "Visits (count)"), ("2024-09", "poe.com", 2345678.4711), ("2024-08", "poe.com", 7))
    )
    assert found.series[0].step.tolist() == [0, 0]


def test_plain_numbers_that_all_end_in_zeros_were_rounded():
    rows = [("Date", "Domain", "Visits (count)"), *((f"2024-0{month}", "poe.com", value) for month, value in
            ((6, 24_800_000), (7, 13_900_000), (8, 17_000_000)))]  # fmt: skip
    assert taken(sheet(*rows)).series[0].step.tolist() == [1e5, 1e5, 1e5]


@pytest.mark.parametrize("most", ["1,350", "135,000", "3,100,000"])
def test_plain_numbers_without_a_unit_are_asked_for_it(most):
    assert asked(of(most, heading="访问量")) == ["unit"]


def test_numbers_too_large_to_be_thousands_are_plain():
    assert told(of("310,000,000", heading="访问量"))[-1] == f"Kimi visits {MONTH} 310000000"


def test_different_units_of_two_columns_stay_apart():
    found = taken(pasted("产品\t2024-08访问量（万次）\t2024-09访问量（亿次）\nChatGPT\t260000\t31\n"))
    assert told(found) == ["ChatGPT visits 2024-08-01/2024-08-31 2600000000", f"ChatGPT visits {MONTH} 3100000000"]
    assert found.unit == 0.0


@pytest.mark.parametrize(
    "heading",
    ["访问量环比", "访问量占比", "MoM visits", "Traffic Share", "独立访客", "MAU", "累计下载量", "跳出率", "Pages / Visit",
     "Avg. Visit Duration", "上周访问量", "Global Rank", "评分", "收入", "Unique Visitors"],
)  # fmt: skip
def test_columns_of_other_things_are_named_and_not_taken(heading):
    found = taken(pasted(f"产品\t周期\t访问量（万次）\t{heading}\nKimi\t2024-09\t410\t37\n"))
    assert told(found) == [f"Kimi visits {MONTH} 4100000"]
    assert [(row, reason.partition(": ")[2]) for row, reason in reasons(found)] == [(1, heading)]


def test_a_table_of_changes_alone_is_not_taken_for_counts():
    found = taken(pasted("图3：访问量环比增速\n产品\t2024-09\nKimi\t12.5\nChatGPT\t19.2\n"))
    assert told(found) == []
    assert reasons(found) == [(2, "a change, not a count")]


def test_a_column_of_percentages_is_said_once():
    found = taken(pasted("访问量（万次）\n产品\t2024-08\t2024-09\nKimi\t410\t5%\n豆包\t300\t7%\n"))
    assert len(told(found)) == 2
    assert reasons(found) == [(2, "a percentage, not a count: 2024-09")]


def test_two_different_numbers_for_one_period_are_both_refused_and_equal_ones_are_one():
    found = taken(pasted("访问量（万次）\n产品\t2024-09\nKimi\t410\n豆包\t300\nKimi\t420\n豆包\t300.0\n"))
    assert told(found) == [f"豆包 visits {MONTH} 3000000"]
    assert found.series[0].step.tolist() == [1e3]
    assert [row for row, _ in reasons(found)] == [3, 5]
    assert "stated twice with different numbers" in reasons(found)[0][1]


@pytest.mark.parametrize(
    ("period", "why"),
    [("0913-0930", "18 days are no day, week or month"), ("2024-10-04~2024-10-10", "a period that has not begun"),
     ("2024-02-23~2024-02-30", "")],
)  # fmt: skip
def test_a_period_of_another_length_or_of_tomorrow_is_refused(period, why):
    found = taken(pasted(f"访问量（万次）\n产品\t{period}\t2024-09-13~2024-09-19\nKimi\t1\t2\n"), year=2024)
    assert told(found) == ["Kimi visits 2024-09-13/2024-09-19 20000"]
    assert reasons(found)[0][1].startswith(why)


def test_weeks_of_different_first_days_are_different_series():
    found = taken(pasted("产品\t2024-09-13~2024-09-19访问量(万次)\t2024-09-16~2024-09-22访问量(万次)\nKimi\t1\t2\n"))
    assert [one.key.week_start for one in found.series] == [4, 0]


def test_totals_and_rows_of_words_are_no_products():
    found = taken(pasted("访问量（万次）\n产品\t2024-09\nKimi\t410\nTotal\t500\n\t7\n其余从略\t\n合计\t8\n"))
    assert len(told(found)) == 1
    assert reasons(found) == [
        (6, "a row without a number: 其余从略"), (4, "a total is no product"), (5, "no product is named"),
        (7, "a total is no product"),
    ]  # fmt: skip


def test_a_column_that_numbers_the_rows_is_no_rank():
    found = taken(pasted("产品\t排名\t2024-09访问量（万次）\nKimi\t1\t410\n"))
    assert told(found) == [f"Kimi visits {MONTH} 4100000"]


def test_two_sheets_that_differ_are_both_named():
    sheets = tuple(Grid(title=name, rows=(("产品", "0913-0919"), ("ChatGPT", value))) for name, value in HALVES)
    cells = Cells(name="Similarweb周访问量（万次）2024.xlsx", sheets=sheets)  # a file's name is read as a cell is
    made = taken_of(cells, PRODUCTS, today=TODAY)
    assert (len(made.series), made.questions) == (0, ())
    assert [(one.sheet, one.row) for one in made.refused] == [("一", 2), ("二", 2)]

"""How a number is meant: its digits, 逾, 近, 约, 不足, ranges, and what stands for a number."""

import pytest

from models.claims.folding import folded
from models.claims.numbers import Unit, chinese, number_at
from models.claims.values import About, Bound, Claim, Kind, Subject
from models.claims.weighing import meets, rounds_to


def claim(value, digits=2, bound=Bound.EXACT, **words):
    subject = Subject(kind="instrument", id="NVDA.US", name="英伟达")
    return Claim(
        kind=Kind.RETURN, about=About.PRICE, subject=subject, sentence="", start=0, end=0, said="", value=value,
        digits=digits, bound=bound, words=words,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("6.47%", 6.47, Unit.PERCENT, Bound.EXACT), ("＋6.47％", 6.47, Unit.PERCENT, Bound.EXACT),
        ("−0.73%", 0.73, Unit.PERCENT, Bound.EXACT), ("百分之六", 6.0, Unit.PERCENT, Bound.EXACT),
        ("百分之六点四七", 6.47, Unit.PERCENT, Bound.EXACT), ("两成", 20.0, Unit.PERCENT, Bound.ABOUT),
        ("一成半", 15.0, Unit.PERCENT, Bound.ABOUT), ("逾6%", 6.0, Unit.PERCENT, Bound.OVER),
        ("超过6%", 6.0, Unit.PERCENT, Bound.OVER), ("6%以上", 6.0, Unit.PERCENT, Bound.OVER),
        ("近6%", 6.0, Unit.PERCENT, Bound.UNDER), ("不足6%", 6.0, Unit.PERCENT, Bound.UNDER),
        ("约6%", 6.0, Unit.PERCENT, Bound.ABOUT), ("6%左右", 6.0, Unit.PERCENT, Bound.ABOUT),
        ("5.46个百分点", 5.46, Unit.POINTS, Bound.EXACT), ("5.46pct", 5.46, Unit.POINTS, Bound.EXACT),
        ("5.46pp", 5.46, Unit.POINTS, Bound.EXACT), ("3bp", 0.03, Unit.POINTS, Bound.EXACT),
        ("31.0亿次", 3.1e9, Unit.COUNT, Bound.EXACT), ("1,350万次", 1.35e7, Unit.COUNT, Bound.EXACT),
        ("19,129.10点", 19129.10, Unit.INDEX, Bound.EXACT), ("123.51美元", 123.51, Unit.MONEY, Bound.EXACT),
        ("3.03万亿美元", 3.03e12, Unit.MONEY, Bound.EXACT), ("十二只", 12.0, Unit.STOCKS, Bound.EXACT),
        ("三个月", 3.0, Unit.SPAN, Bound.EXACT),
    ],
)  # fmt: skip
def test_a_number_is_read(text, value, unit, bound):
    plain = folded(text)
    number, end = number_at(plain, 0)
    assert (number.value, number.unit, number.bound, end) == (pytest.approx(value), unit, bound, len(plain))


def test_a_range_has_two_ends():
    number, _ = number_at("3%-5%", 0)
    assert (number.value, number.to) == (3.0, 5.0)


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("十二", 12), ("二十", 20), ("三百零五", 305), ("两", 2), ("一二", None)]
)
def test_chinese_numerals(text, value):
    assert chinese(text) == value


def test_folding_keeps_every_place():
    text = "①英伟达　＋６．４７％，﹣３％～５％（ＡＭＤ）"
    assert len(folded(text)) == len(text)
    assert folded("＋６．４７％") == "+6.47%"


@pytest.mark.parametrize(
    ("held", "said", "step", "holds"),
    [
        (6.474, 6.47, 0.01, True), (6.475, 6.48, 0.01, True), (6.475, 6.47, 0.01, False), (6.4651, 6.47, 0.01, True),
        (2.5, 2.0, 1.0, True), (2.5, 3.0, 1.0, True), (-6.47, 6.47, 0.01, False), (0.001, 0.0, 0.01, True),
    ],
)  # fmt: skip
def test_a_printed_number_is_one_that_the_held_one_rounds_to(held, said, step, holds):
    assert rounds_to(held, said, step) is holds


@pytest.mark.parametrize(
    ("held", "said", "bound", "words", "holds"),
    [
        (6.47, 6, Bound.OVER, {}, True), (5.9, 6, Bound.OVER, {}, False), (-6.47, -6, Bound.OVER, {}, True),
        (2.73, 3, Bound.UNDER, {}, True), (3.1, 3, Bound.UNDER, {}, False), (-1.0, 3, Bound.UNDER, {}, False),
        (5.9, 6, Bound.UNDER, {"near": "1"}, True), (5.3, 6, Bound.UNDER, {"near": "1"}, False),
        (6.3, 6, Bound.UNDER, {"near": "1"}, False), (6.4, 6, Bound.ABOUT, {}, True), (6.8, 6, Bound.ABOUT, {}, False),
        (4.0, 3, Bound.EXACT, {"to": "5.0"}, True), (5.6, 3, Bound.EXACT, {"to": "5.0"}, False),
    ],
)  # fmt: skip
def test_bounds_mean_what_the_rules_say(held, said, bound, words, holds):
    assert meets(held, claim(said, 0, bound, step="1.0", **words)) is holds

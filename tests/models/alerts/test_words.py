"""Alerts and firings as sentences; levels as people type them; targets by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.alerts.levels import read_level
from models.alerts.targets import members_of, name_of, section_target
from models.alerts.values import Crossing, Fired, Scope, What
from models.alerts.words import condition, of_fired
from tests.models.alerts.samples import KNOWN, LISTS, NOW, ONE, THREE, TWO, alert
from tests.models.samples import EN, ZH


def fired(**changes):
    held = {
        "alert": "a",
        "instrument": TWO,
        "what": What.PRICE,
        "crossing": Crossing.UP,
        "level": 150.0,
        "value": 150.12,
    }
    return Fired(at=NOW, **(held | changes))


def test_a_firing_in_both_languages():
    assert of_fired(fired(), KNOWN, ZH, "zh") == "NVDA.US 英伟达 现价上穿 150.00 → 150.12"
    assert of_fired(fired(), KNOWN, EN, "en") == "NVDA.US NVIDIA last crossed up 150.00 at 150.12"
    assert of_fired(fired(instrument="X.US"), KNOWN, EN, "en") == "X.US last crossed up 150 at 150.12"


@pytest.mark.parametrize(
    ("what", "level", "zh", "en"),
    [
        (What.PRICE, 1150.0, "现价下穿 1,150.00", "last crosses down 1,150.00"),
        (What.CHANGE, -5.0, "涨跌幅下穿 -5.00%", "change crosses down -5.00%"),
        (What.WINDOW, 5.0, "窗口涨跌下穿 +5.00%", "window crosses down +5.00%"),
        (What.EXCESS, 2.5, "超额下穿 +2.50 个百分点", "excess crosses down +2.50 pp"),
        (What.VOLUME, 3.0, "量比下穿 3.00 倍", "volume ratio crosses down 3.00x"),
        (What.AGE, 15.0, "距今下穿 15 分钟", "age crosses down 15 min"),
    ],
)
def test_every_condition_in_both_languages(what, level, zh, en):
    one = alert(what=what, level=level, crossing=Crossing.DOWN)
    assert (condition(one, ZH, KNOWN[TWO]), condition(one, EN, KNOWN[TWO])) == (zh, en)


def test_a_value_that_is_missing_is_no_number():
    assert of_fired(fired(what=What.CHANGE, value=float("nan")), KNOWN, EN, "en").endswith("at --")


# levels


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("150", 150.0), (" 1,150.5 ", 1150.5), ("１５０．５", 150.5), ("1，200", 1200.0), ("5%", 5.0), ("5 %", 5.0),
        ("3x", 3.0), ("2.5pp", 2.5), ("+7", 7.0), (".5", 0.5), ("7.", 7.0),
    ],
)  # fmt: skip
def test_a_level_as_people_type_it(text, level):
    assert read_level(text, What.PRICE) == (level, "")


@pytest.mark.parametrize(
    ("text", "what", "problem"),
    [
        ("", What.PRICE, "empty"), ("  ", What.PRICE, "empty"), ("abc", What.PRICE, "number"),
        ("nan", What.CHANGE, "number"), ("inf", What.CHANGE, "number"), ("1e9", What.PRICE, "number"),
        ("--5", What.CHANGE, "number"), ("1.2.3", What.PRICE, "number"), ("9" * 40000, What.PRICE, "number"),
        ("0", What.PRICE, "positive"), ("-1", What.PRICE, "positive"), ("-1", What.AGE, "positive"),
        ("9" * 39, What.PRICE, "large"), ("1000000", What.CHANGE, "large"), ("=cmd", What.PRICE, "number"),
        ("1\x002", What.PRICE, "number"),
    ],
    ids=lambda one: str(one)[:12],
)  # fmt: skip
def test_what_is_no_level_is_told(text, what, problem):
    assert read_level(text, what) == (0.0, problem)


def test_a_change_may_be_negative():
    assert read_level("-5%", What.CHANGE) == (-5.0, "")


@given(st.text(max_size=50), st.sampled_from(list(What)))
def test_any_text_is_a_level_or_has_a_problem(text, what):
    level, problem = read_level(text, what)
    assert abs(level) <= 1e12
    assert f"alerts.bad.{problem}" in EN if problem else True


# targets


@pytest.mark.parametrize(
    ("scope", "target", "members", "name"),
    [
        (Scope.ROW, ONE, (ONE,), "00700.HK Tencent"),
        (Scope.ROW, "X.US", ("X.US",), "X.US"),
        (Scope.LIST, "main", (ONE, TWO, THREE), "Main"),
        (Scope.SECTION, section_target("main", "b"), (THREE,), "Main · Beta"),
        (Scope.SECTION, "main/gone", (), "main/gone (is no more)"),
        (Scope.LIST, "gone", (), "gone (is no more)"),
    ],
)
def test_whom_an_alert_watches(scope, target, members, name):
    one = alert(scope=scope, target=target)
    assert (members_of(LISTS)(one), name_of(scope, target, LISTS, EN["alert.gone"], "en")) == (members, name)

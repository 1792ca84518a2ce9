"""The status line: clocks, lights, and what must be known before a number is trusted."""

import datetime as dt

import pytest
from PySide6.QtGui import Qt

from data_sources.profile import GUEST, READ_ONLY
from data_sources.protocol import SourceState, Status
from gui.status import LIGHTS, StatusLine
from tests.gui.samples import NOW


@pytest.fixture
def line(zh, shown):
    return shown(StatusLine(zh, "zh", "", simulated=False), 1200, 26)


def show(line, *sources, cache="ok", refusal=""):
    line.show_status(Status(sources=sources, cache=cache, refusal=refusal), NOW)


def light(line, source):
    return line._lights[source]


def test_three_clocks_tell_local_time_and_what_the_market_does(line):
    line.tick(NOW)
    assert line._clocks.text().split("    ") == ["沪深 11:00 交易中", "港股 11:00 交易中", "美股 23:00 收盘"]
    line.tick(dt.datetime(2024, 9, 25, 4, 30, tzinfo=dt.UTC).timestamp())
    assert line._clocks.text().startswith("沪深 12:30 午休")


def moment(text):
    return dt.datetime.fromisoformat(text + "+08:00").timestamp()


@pytest.mark.parametrize(
    ("now", "clock"),
    [
        ("2024-10-01 10:00", "沪深 10:00 休市"),
        ("2024-09-28 10:00", "沪深 10:00 收盘"),
        ("2024-09-25 09:20", "沪深 09:20 集合竞价"),
        ("2024-09-25 14:58", "沪深 14:58 集合竞价"),
    ],
)
def test_a_clock_knows_holidays_and_auctions(line, now, clock):
    line.tick(moment(now))
    assert line._clocks.text().split("    ")[0] == clock


def test_a_market_in_usual_trading_needs_no_tip(line):
    line.tick(moment("2024-09-25 10:00"))
    assert line._clocks.toolTip() == "美股 下次开盘 09-25 09:30"


def test_the_tip_of_the_clocks_tells_half_days_the_next_opening_and_what_is_not_known(line):
    line.tick(moment("2024-12-24 13:00"))
    assert line._clocks.toolTip().split("\n") == [
        "港股 今日半日市，12:00 收盘；下次开盘 12-27 09:30",
        "美股 今日半日市，13:00 收盘；下次开盘 12-24 09:30",
    ]  # fmt: skip
    line.tick(moment("2026-12-31 16:00"))
    assert line._clocks.toolTip().split("\n")[0] == (
        "沪深 下次开盘 01-01 09:30；2026-12-31 之后的节假日尚未公布，工作日均视为交易日"
    )


@pytest.mark.parametrize(
    ("state", "role"), [("ok", "foot"), ("idle", "foot"), ("resting", "warn"), ("failed", "error")]
)
def test_a_source_has_a_light_of_its_own_shape_and_colour(line, state, role):
    show(line, SourceState(source="yahoo", state=state))
    assert light(line, "yahoo").text() == f"{LIGHTS[state]} 雅虎 yfinance"
    assert light(line, "yahoo").property("role") == role


def test_states_differ_in_shape_so_that_colour_is_not_the_only_sign():
    assert len({LIGHTS[state] for state in ("ok", "idle", "resting", "failed")}) == 4


def test_a_source_that_is_off_has_no_light_until_it_had_one(line):
    show(line, SourceState(source="yahoo", state="off"))
    assert line._lights == {}
    show(line, SourceState(source="yahoo", state="ok"))
    show(line, SourceState(source="yahoo", state="off"))
    assert light(line, "yahoo").text().startswith("○")
    assert len(line._lights) == 1


def test_the_tip_says_why_when_it_last_worked_and_when_it_is_asked_again(line):
    show(
        line,
        SourceState(source="yahoo", state="resting", reason="asks us to wait (HTTP 429)", last_ok=NOW - 300,
                    rests_until=NOW + 45),
    )  # fmt: skip
    assert light(line, "yahoo").toolTip().split("\n") == [
        "暂停中", "请求过于频繁，被要求稍后再试（HTTP 429）", "最近成功：5分前", "45秒后再试"
    ]  # fmt: skip


def test_a_reason_that_looks_like_html_is_shown_as_text(line):
    show(line, SourceState(source="yahoo", state="failed", reason="<html><b>502</b></html>"))
    assert light(line, "yahoo").toolTip() == "失败\n<html><b>502</b></html>"
    assert not Qt.mightBeRichText(light(line, "yahoo").toolTip())  # its first line is ours


def test_a_source_nobody_has_named_is_called_by_its_id(line):
    show(line, SourceState(source="newcomer", state="ok"))
    assert light(line, "newcomer").text() == "● newcomer"


@pytest.mark.parametrize("cache", ["read-only", "rebuilt", "off"])
def test_a_cache_that_is_not_as_usual_is_mentioned(line, zh, cache):
    show(line, cache=cache)
    assert line._event.text() == zh[f"cli.cache.{cache}"]


def test_a_simulated_market_keeps_nothing_and_says_nothing_of_it(zh, shown):
    line = shown(StatusLine(zh, "zh", zh["simulated"], simulated=True), 1200, 26)
    show(line, cache="off")
    assert (line._event.text(), line._warning.text()) == ("", zh["simulated"])


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (READ_ONLY, "配置文件夹只读，更改和下载均不保存"),
        (GUEST, "另一个程序正在使用此配置文件夹，更改和下载均不保存"),
    ],
)
def test_a_profile_that_cannot_be_written_is_one_sentence(line, refusal, sentence):
    for key in ("status.not_kept", "status.lists_not_kept"):
        line.warn(key, refusal)
    show(line, cache="read-only", refusal=refusal)
    assert (line._warning.text(), line._event.text()) == (sentence, "")
    line.warn("status.lists_not_kept", "not saved yet")
    assert line._warning.text() == f"{sentence}    自选未保存（尚未保存），本次运行期间有效"
    show(line)
    line.warn("status.lists_not_kept", "")
    line.warn("status.not_kept", "")
    assert line._warning.text() == ""


def test_something_said_is_there_until_it_is_over(line):
    line.say("数据服务中断")
    assert line._event.text() == "数据服务中断"
    line.say("")
    assert line._event.text() == ""


def test_an_alarm_stays_while_the_hands_go_on(line):
    """A fired alert was wiped away by the next status of the sources."""
    line.tell("NVDA 150", alarm=True)
    line.say("")
    line.tell("done")
    assert (line._done.text(), line._done.property("role")) == ("NVDA 150", "warn")
    line._calm.stop()
    line.tell("done")
    assert (line._done.text(), line._done.property("role")) == ("done", "foot")
    line._calm.stop()


def test_a_reason_is_read_as_text(line):
    show(line, SourceState(source="yahoo", state="failed", reason="<img src=x>"))
    assert not Qt.mightBeRichText(light(line, "yahoo").toolTip()) or "&lt;img" in light(line, "yahoo").toolTip()

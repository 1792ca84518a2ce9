"""The sources page: what it says of each source, in place; trying again; the report that can be copied."""

import datetime as dt

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from data_sources.protocol import Rejected, SourceState, Status
from gui.sources import states
from gui.sources.lines import Tone
from gui.start import Backstage
from gui.tabs.sources import SourcesTab
from models.errors import Unreachable
from models.routes import About, Routes
from tests.gui.samples import NOW

EVERYWHERE = ("CN", "HK", "US")
ROUTES = Routes(
    sources=(
        About(id="yahoo", group="yahoo.com", gives=("quotes", "bars"), markets=EVERYWHERE),
        About(id="tencent", group="gtimg.cn", gives=("quotes",), markets=("CN", "FX")),
        About(id="stream", group="yahoo.com", gives=("quotes",), markets=("US",)),
        About(id="reference", group="reference", gives=("bars",), markets=EVERYWHERE, local=True),
        About(id="simulated", group="simulated", gives=("bars",), markets=EVERYWHERE, local=True),
    ),
    usual={"quotes.CN": ("tencent", "yahoo"), "bars.US": ("yahoo",)},
    paid=("similarweb",),
)
RESTING = SourceState(
    source="yahoo", group="yahoo.com", state="resting", reason="asks us to wait (HTTP 429)", last_ok=NOW - 400,
    last_failed=NOW - 12, rests_until=NOW + 48, breaker="open", requests_today=1240, last_minute=57, per_minute=60.0,
    delay_s=900.0,
)  # fmt: skip


def backstage(**changes):
    return Backstage(**({"routes": lambda: ROUTES, "report": lambda status, settings, texts: "a report"} | changes))


@pytest.fixture
def tab(parts, clock, shown):
    from dataclasses import replace

    made = shown(SourcesTab(replace(parts, backstage=backstage()), clock, lambda: dt.date(2024, 9, 25)), 1000, 900)
    yield made
    made.retire()


def put(tab, *sources, **more):
    tab._parts.board.put(Status(sources=sources, **more))


def cell(tab, source, key):
    """Text and tone of a source's cell."""
    row = next(place for place, line in enumerate(tab.states.lines) if line.about.id == source)
    column = [one.key for one in tab.states.columns].index(key)
    return tab.states.text(row, column), tab.states.tone(row, column)


def test_before_anything_is_known_the_sources_stand_there_in_groups(tab):
    assert [line.about.id for line in tab.states.lines] == ["yahoo", "stream", "tencent", "reference"]
    assert [line.first for line in tab.states.lines] == [True, False, True, True]
    assert cell(tab, "yahoo", "reason") == ("未使用", Tone.MUTED)


def test_a_source_of_no_market_says_what_it_gives(tab):
    about = About(id="similarweb", group="similarweb.com", gives=("traffic",), markets=())
    off = SourceState(source="similarweb", state="off", reason="no key: put it in under Sources")
    line = states.Line(about=about, state=off)
    said = {one.key: one.write(tab.states.words, line) for one in states.COLUMNS}
    assert (said["gives"], said["reason"]) == ("流量", "没有密钥：请在“数据源”页填写")


def test_a_resting_source_says_everything(tab):
    put(tab, RESTING)
    said = {key: cell(tab, "yahoo", key)[0] for key in (one.key for one in tab.states.columns)}
    assert said == {
        "name": "◐  雅虎 yfinance", "group": "yahoo.com", "gives": "报价 日线 · 全部", "last_ok": "6分前",
        "reason": "12秒前 · 请求过于频繁，被要求稍后再试（HTTP 429）", "today": "1,240", "minute": "57 / 60",
        "breaker": "断开 · 48秒", "delay": "15分", "action": "立即重试",
    }  # fmt: skip
    assert [cell(tab, "yahoo", key)[1] for key in ("name", "reason", "minute", "breaker")] == [Tone.WARN] * 4


def test_the_groups_numbers_stand_once_and_a_local_source_has_none(tab):
    put(tab, RESTING, SourceState(source="stream", group="yahoo.com", state="ok", last_ok=NOW - 1, delay_s=0.0))
    assert [cell(tab, "stream", key)[0] for key in ("group", "today", "minute", "breaker", "action")] == [""] * 5
    assert (cell(tab, "stream", "last_ok")[0], cell(tab, "stream", "delay")[0]) == ("1秒前", "实时")
    assert [cell(tab, "reference", key)[0] for key in ("group", "today", "action")] == [""] * 3
    assert cell(tab, "tencent", "gives")[0] == "报价 · 沪深 外汇"


def test_an_error_that_is_over_stays_readable_but_quiet(tab):
    put(tab, SourceState(source="yahoo", group="yahoo.com", state="ok", reason="no answer in time", last_ok=NOW - 1,
                         last_failed=NOW - 3700))  # fmt: skip
    assert cell(tab, "yahoo", "reason") == ("1小时前 · 未按时应答", Tone.MUTED)
    assert cell(tab, "yahoo", "name") == ("●  雅虎 yfinance", Tone.TEXT)


def test_the_countdown_runs_and_ends_between_two_messages(tab, clock):
    put(tab, RESTING)
    tab.tick(NOW + 40)
    assert cell(tab, "yahoo", "breaker")[0] == "断开 · 8秒"
    tab.tick(NOW + 49)
    assert cell(tab, "yahoo", "breaker")[0] == "断开"
    assert cell(tab, "yahoo", "last_ok")[0] == "7分前"


def test_the_simulated_market_has_a_line_only_when_it_is_on_and_a_stranger_gets_one(tab):
    put(tab, SourceState(source="simulated", state="off"), SourceState(source="new", group="new.com", state="ok"))
    assert "simulated" not in [line.about.id for line in tab.states.lines]
    assert cell(tab, "new", "name")[0] == "●  new"
    put(tab, SourceState(source="simulated", group="simulated", state="ok"))
    assert cell(tab, "simulated", "name")[0] == "●  模拟 SIMULATED"


def test_a_status_changes_lines_in_place_and_builds_nothing(tab):
    put(tab, RESTING)
    widgets, resets, changes = len(tab.findChildren(object)), [], []
    tab.states.modelReset.connect(lambda: resets.append(1))
    tab.states.dataChanged.connect(lambda top, bottom: changes.append((top.row(), bottom.row())))
    put(tab, RESTING)
    assert (changes, resets) == ([], [])  # the same again: nothing to paint
    put(tab, SourceState(source="yahoo", group="yahoo.com", state="ok"))
    assert (changes, resets, len(tab.findChildren(object))) == ([(0, 0)], [], widgets)


def test_trying_now_asks_the_group_once_and_shows_what_comes(tab, client, settle):
    put(tab, RESTING)
    tab.states_view.pressed.emit(0, "action")
    tab.states_view.pressed.emit(0, "action")
    assert [one.want for one in client.tried] == ["yahoo.com"]
    assert cell(tab, "yahoo", "action")[0] == "请求中"
    client.tried[0].future.set_result(Status(sources=(SourceState(source="yahoo", group="yahoo.com", state="ok"),)))
    settle()
    assert (cell(tab, "yahoo", "action")[0], cell(tab, "yahoo", "name")[0][0]) == ("立即重试", "●")


def test_a_try_that_fails_is_said_and_may_be_repeated(tab, client, settle):
    put(tab, RESTING)
    tab.try_now("yahoo.com")
    client.tried[0].future.set_exception(Unreachable("no answer in time"))
    settle()
    assert tab._head._note.text() == "yahoo.com: 未按时应答"
    assert cell(tab, "yahoo", "action")[0] == "立即重试"


def test_rejected_answers_are_listed_the_newest_first_and_nothing_is_said_to_be_nothing(tab, zh):
    assert tab._none_refused.text() == zh["sources.rejected.empty"]
    assert not tab._none_refused.isHidden()
    answers = tuple(
        Rejected(
            source="yahoo", instrument=f"{place}.US", reason="none of its quotes can be believed", at=NOW - 100 + place
        )
        for place in range(25)
    )
    put(tab, RESTING, rejected=answers)
    assert tab._none_refused.isHidden()
    assert [one.instrument for one in tab.refused.lines] == [f"{place}.US" for place in range(24, 4, -1)]
    assert [tab.refused.text(0, place) for place in range(5)] == [
        "1分前",
        "雅虎 yfinance",
        "24.US",
        "其中没有可信的报价",
        "",
    ]


def test_hostile_words_are_text_and_a_password_in_them_is_not_shown(tab):
    """X1 and X2: what a source says is never read as HTML, and its proxy's password is nobody's business."""
    evil = "<img src=http://x/y> http://me:secret@proxy:1"
    put(tab, SourceState(source="yahoo", group="yahoo.com", state="failed", reason=evil),
        rejected=(Rejected(source="yahoo", instrument="A.US", reason=evil, at=NOW),))  # fmt: skip
    assert cell(tab, "yahoo", "reason")[0] == "<img src=http://x/y> http://***@proxy:1"
    assert tab.states.index(0, 4).data(3).startswith("<qt>&lt;img")
    assert "secret" not in tab.refused.text(0, 3)
    assert {label.textFormat().name for label in tab.findChildren(QLabel)} == {"PlainText"}


def test_the_report_is_text_and_a_table(tab):
    put(tab, RESTING)
    tab.copy_report()
    report, _, table = QGuiApplication.clipboard().text().partition("\n\n")
    assert report == "a report"
    first = table.split("\n")[1].split("\t")
    assert table.split("\n")[0].split("\t")[0] == "名称"
    assert first[:3] == ["◐  雅虎 yfinance", "yahoo.com", "报价 日线 · 全部"]


def test_it_says_where_keys_are_kept(tab, zh):
    put(tab, keys=(("similarweb", "environment"),))
    assert tab.preferences.keys["similarweb"].note.text() == "来自环境变量 SUANLI_KEY_SIMILARWEB"


def test_bars_that_came_are_looked_at_once_more(tab, client, parts):
    asked = len(client.checked)
    parts.week.changed.emit()
    assert len(client.checked) == asked  # the first question is not answered yet
    client.checked[-1].future.set_result(())
    parts.week.changed.emit()
    assert len(client.checked) == asked + 1

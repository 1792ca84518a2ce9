"""The page: what each line says, what can be done to it, and Qt's model tester on its tables."""

import datetime as dt
import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from gui.alerts.editor import Subject
from gui.alerts.lines import AlertLine, moment, until
from gui.alerts.page import AlertsPage
from models.alerts.digest import Digest, Event, Gap, Move
from models.alerts.values import Crossing, Fired, Scope, What
from models.alerts.watch import Standing, State
from tests.gui.alerts.conftest import KNOWN, ONE, TWO, alert
from tests.gui.samples import NOW

ROW = Subject(scope=Scope.ROW, target=ONE, name="00700.HK 腾讯控股", one=KNOWN[ONE], values={What.PRICE: 399.4})
SECTION = Subject(scope=Scope.SECTION, target="main/a", name="算力链 · 平台")


def fired(at=NOW - 60, **changes):
    held = {"alert": "a", "instrument": ONE, "what": What.PRICE, "crossing": Crossing.UP, "level": 400.0,
            "value": 401.5, "source": "yahoo"}  # fmt: skip
    return Fired(at=at, **(held | changes))


def line(state=State.ARMED, *, until=0.0, last=None, value=399.4, whom="00700.HK 腾讯控股", **changes):
    held = alert(**changes)
    one = KNOWN.get(held.target)
    standing = Standing(state=state, until=until, fired=last)
    return AlertLine(alert=held, whom=whom, standing=standing, one=one, value=value if one else None)


@pytest.fixture
def page(shown, zh, dark):
    made = shown(AlertsPage(zh, "zh", dark, lambda: NOW), 900, 700)
    made.menu.popup = lambda at: None  # the offscreen platform complains of a menu that is open
    return made


@pytest.fixture
def heard(page):
    book = {"kept": [], "dropped": [], "chosen": []}
    for name, told in book.items():
        getattr(page, name).connect(told.append)
    return book


def texts(model):
    return [[model.text(row, column) for column in range(len(model.columns))] for row in range(len(model.lines))]


def test_an_empty_page_says_what_would_be_here(page):
    assert (page.digest_view.isVisible(), page.alerts_view.isVisible(), page.log_view.isVisible()) == (False,) * 3
    assert not page.new.isEnabled()


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (line(cool_down_s=300.0),
         ["●  待触发", "00700.HK 腾讯控股", "现价上穿 400.000", "399.400", "间隔 5 分", "--", "更多…"]),
        (line(State.COOLING, until=NOW + 600, last=fired(), cool_down_s=900.0, note="支撑"),
         [f"◐  冷却至 {moment(NOW + 600, NOW)[:5]}", "00700.HK 腾讯控股", "现价上穿 400.000   支撑", "399.400",
          "间隔 15 分", f"{moment(NOW - 60, NOW)}  401.500", "更多…"]),
        (line(State.SPENT, last=fired(), rearm=False),
         ["✓  已触发", "00700.HK 腾讯控股", "现价上穿 400.000", "399.400", "一次", f"{moment(NOW - 60, NOW)}  401.500",
          "更多…"]),
        (line(State.ARMED, last=fired(), scope=Scope.LIST, target="main", whom="算力链", what=What.EXCESS, level=2.0),
         ["●  待触发", "算力链", "超额上穿 +2.00 个百分点", "", "每次", f"{moment(NOW - 60, NOW)}  00700.HK", "更多…"]),
        (line(State.OFF, on=False, once_a_day=True, regular_hours=False, value=None),
         ["○  已关闭", "00700.HK 腾讯控股", "现价上穿 400.000", "--", "每日一次 · 含盘外", "--", "更多…"]),
    ],
    ids=lambda one: one.standing.state if isinstance(one, AlertLine) else "",
)  # fmt: skip
def test_a_line_says_how_an_alert_stands(page, held, said):
    page.show_alerts([held])
    assert texts(page.alerts) == [said]


def test_a_time_of_another_day_says_its_day():
    assert len(moment(NOW - 5, NOW)) == len("11:00:00")
    assert moment(NOW - 3 * 86400, NOW)[:3] == "09-"


@pytest.mark.parametrize(("ahead", "shape"), [(60, "dd:dd"), (3 * 86400, "dd-dd dd:dd")])
def test_a_silence_ends_at_a_minute(ahead, shape):
    assert "".join("d" if one.isdigit() else one for one in until(NOW + ahead, NOW)) == shape


def deeds(page, held):
    return list(page._deeds(held))


def test_what_can_be_done_depends_on_how_it_stands(page):
    assert deeds(page, line()) == ["edit", "minutes", "hour", "today", "off", "drop"]
    assert deeds(page, line(State.SNOOZED, until=NOW + 9)) == ["edit", "wake", "off", "drop"]
    assert deeds(page, line(State.OFF, on=False)) == ["edit", "on", "drop"]
    assert "on" in deeds(page, line(State.SPENT, rearm=False))


def test_the_menu_offers_what_can_be_done(page, heard, qtbot):
    page.show_alerts([line()])
    page.alerts_view.pressed.emit(0, "deeds")
    assert [one.text() for one in page.menu.actions()][:2] == ["修改", "静默 15 分钟"]
    page.menu.actions()[1].trigger()
    assert [one.snoozed_until for one in heard["kept"]] == [NOW + 900]


def test_today_ends_at_midnight(page, heard):
    page._deeds(line())["today"]()
    (kept,) = heard["kept"]
    assert until(kept.snoozed_until, NOW) == "24:00"
    assert 0 < kept.snoozed_until - NOW <= 86400


@pytest.mark.parametrize(
    ("held", "on", "made_at"),
    [
        (line(made_at=5.0), False, 5.0),
        (line(State.OFF, on=False), True, NOW),
        (line(State.SPENT, rearm=False), True, NOW),
    ],
)
def test_space_turns_it_on_anew_or_off(page, heard, qtbot, held, on, made_at):
    page.show_alerts([held])
    page.alerts_view.selectRow(0)
    qtbot.keyClick(page.alerts_view, Qt.Key.Key_Space)
    assert [(one.on, one.made_at) for one in heard["kept"]] == [(on, made_at)]


def test_the_other_keys(page, heard, qtbot):
    page.offer([ROW, SECTION])
    page.show_alerts([line(), line(State.SNOOZED)])
    page.alerts_view.selectRow(0)
    qtbot.keyClick(page.alerts_view, Qt.Key.Key_Delete)
    assert heard["dropped"] == ["a"]
    qtbot.keyClick(page.alerts_view, Qt.Key.Key_S)
    assert len(page.menu.actions()) == 3
    qtbot.keyClick(page.alerts_view, Qt.Key.Key_Return)
    assert page.editor.isVisible()
    assert page.editor.level.text() == "400"
    assert [page.editor.whom.itemText(at) for at in range(2)] == [ROW.name, SECTION.name]


def test_after_a_deletion_the_next_line_is_current(page, heard, qtbot):
    three = [line(note=str(at)) for at in range(3)]
    page.show_alerts(three)
    page.alerts_view.selectRow(1)
    for left, row in ((three[:2], 1), (three[:1], 0), ((), -1)):
        page.show_alerts(left)
        assert page.alerts_view.currentIndex().row() == row


def test_a_double_click_edits(page, qtbot):
    page.show_alerts([line()])
    at = QPoint(page.alerts_view.columnViewportPosition(2) + 5, 11)
    qtbot.mouseDClick(page.alerts_view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.editor.isVisible()


def test_a_new_alert_is_about_whom_was_offered(page, heard, qtbot):
    page.offer([ROW, SECTION])
    page.new.click()
    qtbot.keyClicks(page.editor.level, "405")
    qtbot.keyClick(page.editor.level, Qt.Key.Key_Return)
    assert [(one.target, one.level) for one in heard["kept"]] == [(ONE, 405.0)]
    assert not page.editor.isVisible()


def test_the_log_says_what_fired_and_where_it_came_from(page, heard, qtbot):
    page.show_log([fired(), fired(instrument="GONE.US", source="")], KNOWN)
    at = moment(NOW - 60, NOW)
    assert texts(page.log) == [
        [at, "00700.HK 腾讯控股", "现价上穿 400.000", "401.500", "雅虎 yfinance"],
        [at, "GONE.US", "现价上穿 400", "401.5", "--"],
    ]
    page.log_view.selectRow(0)
    qtbot.keyClick(page.log_view, Qt.Key.Key_Return)
    assert heard["chosen"] == [ONE]


def test_a_log_that_is_not_on_disk_says_why(page):
    page.show_log([fired()], KNOWN, "another program has this profile")
    assert page._log._note.text() == "记录未能写入：另一个程序正在使用此配置文件夹"
    page.show_log([fired()], KNOWN)
    assert page._log._note.text() == ""


def test_the_digest_is_there_until_it_is_read(page, heard, qtbot):
    told = Digest(
        since=NOW - 7200, now=NOW, crossed=(fired(),), moves=(Move(ONE, 300.0, 401.5, 33.8333),),
        gaps=(Gap(TWO, 10.0, 9.5, -5.0),), events=(Event(dt.date(2024, 9, 25), "大事", "news"),),
    )  # fmt: skip
    page.show_digest(told, KNOWN)
    assert texts(page.digest) == [
        ["触及", "00700.HK 腾讯控股 现价上穿 400.000 → 401.500", ""],
        ["涨跌", "00700.HK 腾讯控股 300.000 → 401.500", "+33.83%"],
        ["跳空", "600000.SH 浦发银行 昨收 10.00，开盘 9.50", "-5.00%"],
        ["事件", "09-25 大事", ""],
    ]
    assert page._digest._note.text().startswith("2小时前（")
    for row in (2, 3):
        page.digest_view.selectRow(row)
        qtbot.keyClick(page.digest_view, Qt.Key.Key_Return)
    assert heard["chosen"] == [TWO]  # an event is nobody's
    with qtbot.waitSignal(page.dismissed):
        page._dismiss()
    assert not page.digest_view.isVisible()


def test_wishes_are_told_only_when_the_user_has_them(page):
    told = []
    page.wished.connect(lambda key, on: told.append((key, on)))
    page.show_wishes(tray=True, sound=False)
    assert (told, page.wishes["tray"].isChecked()) == ([], True)
    page.wishes["sound"].click()
    assert told == [("sound", True)]


def test_the_models_hold_what_qt_asks_of_them(page, qapp):
    luck = random.Random(4)
    models = (page.alerts, page.log, page.digest)
    testers = [QAbstractItemModelTester(one, QAbstractItemModelTester.FailureReportingMode.Warning) for one in models]
    states = list(State)
    for _ in range(200):
        page.show_alerts([line(luck.choice(states), note=str(luck.random())) for _ in range(luck.randrange(5))])
        page.show_log([fired(at=NOW - luck.randrange(9)) for _ in range(luck.randrange(5))], KNOWN)
        moves = tuple(Move(ONE, 1.0, 2.0, luck.uniform(-9, 9)) for _ in range(luck.randrange(4)))
        page.show_digest(Digest(since=NOW, now=NOW, moves=moves), KNOWN)
    assert len(testers) == 3


def test_hostile_notes_are_text(page, qapp):
    page.show_alerts([line(note='<img src="http://x/y.png"> =cmd ' + "x" * 40000)])
    assert "<img" in page.alerts.text(0, 2)
    page.grab()

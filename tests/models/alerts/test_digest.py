"""What happened while nobody looked: golden figures, missing prices, splits, and the days in between."""

import datetime as dt
import math

import pytest

from models.alerts.digest import Event, Price, digest
from models.alerts.splits import ratio, rebased
from models.alerts.targets import members_of
from models.alerts.values import Crossing, Scope, Seen, What
from models.alerts.words import entries
from models.values import Action, ActionKind
from tests.models.alerts.samples import DAY, KNOWN, LISTS, NOW, ONE, THREE, TODAY, TWO, alert
from tests.models.samples import EN, ZH

SINCE = NOW - 2 * DAY  # Monday
BEFORE = TODAY.replace(day=23)
SPLIT = Action(ex_date=TODAY.replace(day=24), kind=ActionKind.SPLIT, value=10.0)
CASH = Action(ex_date=TODAY.replace(day=24), kind=ActionKind.DIVIDEND, value=5.0)


def told(then, now, *, date=TODAY, close=math.nan, opened=math.nan, **more):
    seen = Seen(at=SINCE, last={} if then is None else {ONE: then})
    return digest(seen, {ONE: Price(now, date, close, opened)}, NOW, known=KNOWN, **more)


@pytest.mark.parametrize(
    ("then", "now", "change"), [(100.0, 105.0, 5.0), (100.0, 95.0, -5.0), (80.0, 100.0, 25.0), (100.0, 104.9, None)]
)
def test_a_move_of_five_percent_is_told(then, now, change):
    made = told(then, now)
    assert [round(one.change, 9) for one in made.moves] == ([] if change is None else [change])
    assert bool(made) is (change is not None)


@pytest.mark.parametrize("bad", [None, 0.0, -1.0, math.nan, math.inf])
def test_a_missing_price_gives_no_entry(bad):
    assert not told(bad, 200.0, alerts=[alert(level=150.0)])
    assert not told(100.0, math.nan if bad is None else bad, alerts=[alert(level=150.0)])


def test_an_instrument_that_nobody_knows_any_more_gives_no_entry():
    assert not digest(Seen(at=SINCE, last={"GONE.US": 1.0}), {"GONE.US": Price(9.0, TODAY)}, NOW, known=KNOWN)


def test_the_largest_move_comes_first():
    seen = Seen(at=SINCE, last=dict.fromkeys(KNOWN, 100.0))
    prices = {ONE: Price(106.0, TODAY), TWO: Price(80.0, TODAY), THREE: Price(110.0, TODAY)}
    assert [one.instrument for one in digest(seen, prices, NOW, known=KNOWN).moves] == [TWO, THREE, ONE]


@pytest.mark.parametrize(
    ("close", "opened", "date", "change"),
    [
        (100.0, 102.0, TODAY, 2.0), (100.0, 97.0, TODAY, -3.0), (100.0, 101.9, TODAY, None),
        (100.0, 110.0, BEFORE, None),  # that opening was before somebody last looked
        (math.nan, 110.0, TODAY, None), (100.0, math.nan, TODAY, None), (0.0, 1.0, TODAY, None),
    ],
)  # fmt: skip
def test_a_gap_of_two_percent_is_told(close, opened, date, change):
    gaps = told(100.0, 100.0, close=close, opened=opened, date=date).gaps
    assert [round(one.change, 9) for one in gaps] == ([] if change is None else [change])


@pytest.mark.parametrize(
    ("changes", "then", "now", "crossed"),
    [
        ({}, 99.0, 101.0, True),
        ({}, 99.0, 100.0, True),
        ({}, 99.0, 99.5, False),
        ({}, 101.0, 102.0, False),
        ({"crossing": Crossing.DOWN}, 101.0, 99.0, True),
        ({"crossing": Crossing.DOWN}, 99.0, 101.0, False),
        ({"on": False}, 99.0, 101.0, False),
        ({"made_at": NOW}, 99.0, 101.0, False),
        ({"what": What.WINDOW}, 99.0, 101.0, False),  # two prices do not answer that
        ({"what": What.CHANGE, "level": 3.0}, 99.0, 104.0, True),  # the day's change is 4 %
        ({"what": What.CHANGE, "level": 5.0}, 99.0, 104.0, False),
    ],
)
def test_a_level_that_was_crossed_is_told(changes, then, now, crossed):
    made = told(then, now, close=100.0, alerts=[alert(**changes)])
    assert [one.instrument for one in made.crossed] == ([ONE] if crossed else [])


def test_a_section_is_told_for_each_member():
    seen = Seen(at=SINCE, last=dict.fromkeys(KNOWN, 99.0))
    held = alert(scope=Scope.SECTION, target="main/a")
    prices = dict.fromkeys(KNOWN, Price(101.0, TODAY))
    made = digest(seen, prices, NOW, known=KNOWN, alerts=[held], members=members_of(LISTS))
    assert [one.instrument for one in made.crossed] == [ONE, TWO]


def test_prices_from_before_a_split_are_compared_in_todays():
    made = told(1200.0, 121.0, actions={ONE: [SPLIT]}, alerts=[alert(level=1000.0, crossing=Crossing.DOWN)])
    assert (made.moves, made.crossed, [one.action for one in made.ex]) == ((), (), [SPLIT])
    (fired,) = told(1200.0, 99.0, actions={ONE: [SPLIT]}, alerts=[alert(level=1000.0, crossing=Crossing.DOWN)]).crossed
    assert (fired.level, fired.value) == (100.0, 99.0)


def test_a_move_includes_what_was_paid():
    """100 before, 5 paid, 96 now: a gain of 1/95."""
    assert told(100.0, 94.0, actions={ONE: [CASH]}).moves == ()
    (move,) = told(100.0, 104.5, actions={ONE: [CASH]}).moves
    assert (move.before, round(move.change, 9)) == (95.0, 10.0)


def test_only_what_lies_between_is_told():
    dates = [BEFORE, TODAY.replace(day=24), TODAY, TODAY.replace(day=26)]
    events = [Event(day, f"事{day.day}", f"event {day.day}") for day in dates]
    actions = [Action(ex_date=day, kind=ActionKind.DIVIDEND, value=1.0) for day in dates]
    made = told(100.0, 100.0, events=events, actions={ONE: actions})
    assert [one.date.day for one in made.events] == [24, 25]
    assert [one.action.ex_date.day for one in made.ex] == [24, 25]


@pytest.mark.parametrize(
    ("texts", "lang", "said"),
    [
        (ZH, "zh", ["00700.HK 腾讯控股 现价上穿 500.000 → 520.000", "00700.HK 腾讯控股 400.000 → 520.000",
                    "00700.HK 腾讯控股 昨收 400.000，开盘 410.000",
                    "NVDA.US 英伟达 09-24 拆股，1 股变 10 股",
                    "09-24 大事"]),
        (EN, "en", ["00700.HK Tencent last crossed up 500.000 at 520.000",
                    "00700.HK Tencent 400.000 → 520.000",
                    "00700.HK Tencent closed at 400.000, opened at 410.000",
                    "NVDA.US NVIDIA split on 09-24, 10 new for one old", "09-24 big news"]),
    ],
)  # fmt: skip
def test_a_digest_in_words(texts, lang, said):
    events = [Event(dt.date(2024, 9, 24), "大事", "big news")]
    made = told(
        400.0, 520.0, close=400.0, opened=410.0, alerts=[alert(level=500.0)], actions={TWO: [SPLIT]}, events=events
    )
    held = entries(made, KNOWN, texts, lang)
    assert [one.text for one in held] == said
    assert [one.kind for one in held] == ["level", "move", "gap", "ex", "event"]
    assert [round(one.change, 9) for one in held[1:3]] == [30.0, 2.5]


# splits


def test_a_ratio_is_of_the_splits_in_between():
    again = Action(ex_date=TODAY, kind=ActionKind.SPLIT, value=1.5)
    assert ratio([SPLIT, CASH, again], BEFORE, TODAY) == 15.0
    assert ratio([SPLIT, CASH, again], TODAY.replace(day=24), TODAY) == 1.5
    assert ratio([], BEFORE, TODAY) == 1.0


def test_a_level_follows_a_split():
    alerts = [
        alert(level=1200.0, made_at=SINCE), alert("b", level=1200.0, made_at=NOW),
        alert("c", what=What.CHANGE, made_at=SINCE), alert("d", scope=Scope.LIST, target="main", made_at=SINCE),
        alert("e", target=TWO, made_at=SINCE), alert("f", level=1200.0),
    ]  # fmt: skip
    (one,) = rebased(alerts, KNOWN, {ONE: [SPLIT]}, NOW)
    assert (one.id, one.level, one.made_at) == ("a", 120.0, NOW)
    assert rebased([one], KNOWN, {ONE: [SPLIT]}, NOW + DAY) == ()


def test_before_the_opening_of_an_ex_date_the_price_is_still_the_old_one():
    """At eight on the morning of a split the close of the day before was told as ten times as high."""
    morning = NOW - DAY - 3 * 3600  # Tuesday, the ex-date, 08:00
    seen, price = Seen(at=SINCE, last={ONE: 1200.0}), Price(1206.0, BEFORE)
    made = digest(seen, {ONE: price}, morning, known=KNOWN, actions={ONE: [SPLIT, CASH]})
    assert (made.moves, [one.action for one in made.ex]) == ((), [SPLIT, CASH])


def test_what_was_seen_before_an_opening_is_of_the_session_before():
    """Looked at 08:00 on the ex-date, then at eleven the next day: split and gap lie between."""
    morning = NOW - DAY - 3 * 3600
    seen, price = Seen(at=morning, last={ONE: 1200.0}), Price(123.0, TODAY.replace(day=24), 120.0, 123.0)
    made = digest(seen, {ONE: price}, NOW - DAY, known=KNOWN, actions={ONE: [SPLIT]})
    assert (made.moves, [round(one.change, 9) for one in made.gaps]) == ((), [2.5])


@pytest.mark.parametrize(("until", "crossed"), [(NOW - 1, True), (NOW + 1, False)])
def test_an_alert_that_sleeps_has_crossed_nothing(until, crossed):
    assert bool(told(99.0, 101.0, alerts=[alert(snoozed_until=until)]).crossed) is crossed

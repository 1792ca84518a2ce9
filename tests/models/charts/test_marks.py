"""Where a mark stands, which marks stand together while the window moves, and what is said of them."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.adjustment import factors
from models.charts.marks import (
    Cluster,
    Kind,
    Mark,
    Placed,
    clusters,
    marks_of_actions,
    marks_of_events,
    placed,
    reach,
    words,
)
from models.events import events_for, events_from, library_from
from models.instruments import Market
from models.periods import resampled
from models.values import Interval
from tests.models.samples import EN, ZH, bars, cash, day, split


def mark(when, **changes):
    return Mark(**({"date": day(when), "kind": Kind.EVENT, "text": when} | changes))


def days(*texts):
    return np.array([day(text) for text in texts], "datetime64[D]")


def stands(marks, *arguments):
    return [(one.mark.text, one.bar, one.moved) for one in placed(marks, *arguments)]


# on which bar


def test_a_day_without_a_session_stands_at_the_next_one_and_says_so():
    """Mid-autumn: Shanghai rests from Saturday the 14th to Tuesday the 17th."""
    date = days("0912", "0913", "0918", "0919")
    marks = [mark(text) for text in ("0919", "0911", "0912", "0915", "0918", "0920")]
    assert stands(marks, date, Interval.DAY) == [
        ("0912", 0, False), ("0915", 2, True), ("0918", 2, False), ("0919", 3, False),
    ]  # fmt: skip


def test_a_minute_chart_marks_the_first_bar_of_the_day():
    date = days("0918", "0918", "0918", "0920", "0920")
    marks = [mark("0918"), mark("0919"), mark("0920"), mark("0921")]
    assert stands(marks, date, Interval.MIN1) == [("0918", 0, False), ("0919", 3, True), ("0920", 3, False)]


@pytest.mark.parametrize("interval", [Interval.WEEK, Interval.MONTH])
def test_a_week_or_month_holds_what_happened_in_it(interval):
    texts = ("2024-09-02", "2024-09-18", "2024-10-08", "2024-10-11")
    made = resampled(bars(dict.fromkeys(texts, 1.0)), interval, Market.CN)
    marks = [mark("2024-09-01"), mark("2024-09-03"), mark("2024-10-01")]
    last = len(made) - 1
    wanted = [("2024-09-03", 1 if interval is Interval.WEEK else 0, False), ("2024-10-01", last, False)]
    before = [] if interval is Interval.WEEK else [("2024-09-01", 0, False)]  # a Sunday: the week before
    assert stands(marks, made.date, interval) == before + wanted


def test_without_bars_nothing_stands():
    assert placed([mark("0918")], days(), Interval.DAY) == ()


# which of them together


def test_near_marks_are_one_with_a_count():
    """10 pixels a bar, 24 apart: 2.4 bars, rounded up to 4."""
    assert clusters(np.array([0.0, 1, 3, 4, 20]), 10, 24) == (
        Cluster(0.0, 0, 3),
        Cluster(4.0, 3, 4),
        Cluster(20.0, 4, 5),
    )
    assert clusters(np.array([]), 10, 24) == ()


def test_marks_of_one_bar_are_together_at_any_zoom():
    assert clusters(np.array([5.0, 5, 6]), 4000, 16) == (Cluster(5.0, 0, 2), Cluster(6.0, 2, 3))


def test_places_must_ascend():
    with pytest.raises(ValueError, match="ascend"):
        clusters(np.array([2.0, 1.0]), 10, 24)


places = st.lists(st.integers(0, 3000), max_size=60).map(lambda held: np.array(sorted(held), float))
pixels = st.floats(0.001, 100)


@given(places, pixels)
def test_every_mark_is_in_one_cluster_and_clusters_are_apart(held, bar_px):
    made = clusters(held, bar_px, 16)
    assert [place for one in made for place in range(one.first, one.stop)] == list(range(len(held)))
    starts = np.array([one.at for one in made])
    assert (np.diff(starts) * bar_px >= 16 * (1 - 1e-9)).all()
    for one in made:
        assert one.at == held[one.first]
        assert (held[one.stop - 1] - one.at) * bar_px < 32 * (1 + 1e-9)


@given(places, st.integers(-10, 10), st.floats(1.001, 1.999), st.floats(1.001, 1.999))
def test_zooming_changes_nothing_before_a_power_of_two_is_crossed(held, power, one, other):
    """Between 2^k and 2^(k+1) bars apart there is one answer, and panning is not even asked for."""
    first, second = (16 / (2.0**power * part) for part in (one, other))
    assert reach(first, 16) == reach(second, 16) == 2.0 ** (power + 1)
    assert clusters(held, first, 16) == clusters(held, second, 16)


@given(places, pixels, st.integers(1, 500))
def test_older_bars_that_arrive_move_the_clusters_and_split_none(held, bar_px, older):
    shifted = tuple(one._replace(at=one.at + older) for one in clusters(held, bar_px, 16))
    assert clusters(held + older, bar_px, 16) == shifted


# what is marked and said


def test_ex_dates_say_what_was_paid_and_the_factor():
    """10.00 before, 0.50 a share, 2 for 1: (10 - 0.5) / (10 x 2)."""
    held = bars({"0918": 10.0, "0919": 4.8}, actions=(split("0919", 2.0), cash("0919", 0.5), cash("0917", 0.25)))
    made = marks_of_actions(held.actions, factors(held), "CNY", ZH)
    assert [(one.date, one.kind, one.text) for one in made] == [
        (day("0917"), Kind.EX, "每股派 0.25 CNY"),  # no close before it: no factor
        (day("0919"), Kind.EX, "1 股变 2 股，每股派 0.5 CNY，复权因子 0.475"),
    ]
    (told,) = words(placed(made[1:], held.date, Interval.DAY), EN)
    assert told == "2024-09-19 1 股变 2 股，每股派 0.5 CNY，复权因子 0.475"


@pytest.fixture(scope="module")
def library():
    return library_from(resources.events(), resources.vendors())


def test_announcements_say_what_they_are_and_what_their_date_is(library):
    subjects = ("00020.HK",)
    (own,) = marks_of_events(events_for(library, subjects), library, subjects, ZH, "zh")
    assert (own.date, own.category, own.own) == (day("0924"), "contract", True)
    said = "SenseTime Kunming AI centre：won the build-and-operate project of the Kunming AI enabling centre"
    assert own.text == f"{said}（合同，当周记录）"


def test_every_category_and_basis_has_its_words_in_both_languages(library):
    for texts, lang in ((ZH, "zh"), (EN, "en")):
        made = marks_of_events(library.events, library, (), texts, lang)
        assert len(made) == 113
        assert not any(one.own for one in made)
        assert {f"event.category.{one.category}" for one in library.events} <= texts.keys()


def test_a_category_of_somebody_elses_is_printed_as_it_stands(library):
    row = {
        "date": "2024-09-19", "date_basis": "published page", "vendor": "A", "product": "B", "category": "robot",
        "event": "",
    }  # fmt: skip
    (made,) = marks_of_events(events_from([row]), library, (), EN, "en")
    assert made.text == "A B (robot, dated by its vendor)"


def test_what_is_told_first_and_how_much_of_it():
    held = [
        Placed(mark("0918", own=False), 2, False), Placed(mark("0919"), 2, False),
        Placed(mark("0915", text="a"), 2, True), Placed(mark("0919", kind=Kind.EX, text="ex"), 2, False),
    ]  # fmt: skip
    assert words(held, EN) == (
        "2024-09-19 ex", "2024-09-15 (no session, shown at the next) a", "2024-09-19 0919", "2024-09-18 0918",
    )  # fmt: skip
    assert words(held, EN, most=1) == ("2024-09-19 ex", "and 3 more")
    assert words(held[:1], ZH, most=1) == ("2024-09-18 0918",)


def test_the_reference_week_of_a_share_in_hong_kong(library):
    """Tencent: no event of its own that week but the market's; all of the sector's when asked for."""
    date = days("0919", "0920", "0923", "0924", "0925")
    for everyone, wanted in ((False, 1), (True, 11)):
        events = events_for(library, ("00700.HK", "HK"), everyone=everyone)
        made = placed(marks_of_events(events, library, ("00700.HK", "HK"), ZH, "zh"), date, Interval.DAY)
        assert (len(made), made[-1].mark.date <= dt.date(2024, 9, 25)) == (wanted, True)
        assert [one.bar for one in made if one.mark.own] == [3]

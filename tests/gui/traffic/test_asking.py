"""What is asked of a source for a view, and what is told of it, without a window."""

import datetime as dt

import pytest

import resources
from data_sources.keys import NO_KEY
from data_sources.protocol.traffic import Fetched
from data_sources.traffic.fetching import NOTHING
from gui.traffic.asking import GIVES, source_of, told, wanted
from models.arguments import TRAFFIC_SOURCES
from models.errors import Failure
from models.traffic.chosen import EVER, View
from models.traffic.values import Granularity, Metric

TODAY = dt.date(2024, 9, 25)


def test_the_words_of_the_command_line_are_the_sources_there_are():
    assert tuple(GIVES) == TRAFFIC_SOURCES


@pytest.mark.parametrize(
    ("metric", "source"), [(Metric.VISITS, "similarweb"), (Metric.RATINGS, "apple"), (Metric.DOWNLOADS, "")]
)
def test_who_is_asked_for_a_metric(metric, source):
    assert source_of(metric, simulated=False) == source
    assert source_of(metric, simulated=True) == "simulated"


def test_a_view_of_all_days_asks_for_a_year():
    want = wanted("wikimedia", (), View(days=EVER, granularity=Granularity.WEEK), TODAY)
    assert (want.start, want.end, want.granularity) == (dt.date(2023, 9, 25), TODAY, Granularity.DAY)
    assert wanted("similarweb", (), View(), TODAY, Granularity.WEEK).granularity is Granularity.WEEK


def test_each_reason_is_told_once():
    late = Failure(kind="Unreachable", source="similarweb", detail="no answer in time")
    failures = tuple((name, "similarweb", late) for name in ("Kimi", "豆包"))
    said = told(Fetched(done=2, asked=2, failures=failures), resources.texts("en"))
    assert said == "0 new, 0 restated of 2 series; Similarweb: no answer in time (2)"


def refused_after(points):
    """A source that refuses us after some points, and does not know one product anyway."""
    refused = Failure(kind="Refused", source="similarweb", detail=NO_KEY)
    unknown = Failure(kind="NoSuchData", source="similarweb", detail=NOTHING)
    failures = (("Kimi", "similarweb", unknown), *((name, "similarweb", refused) for name in ("豆包", "Poe")))
    return told(Fetched(done=2, asked=2, points=points, failures=failures), resources.texts("en"))


def test_a_source_that_gives_us_nothing_at_all_says_why_and_nothing_else():
    assert refused_after(0) == "Similarweb: no key: put it in under Sources"
    assert "(2)" in refused_after(7)

"""What is asked of a source for a view, and what is told of it, without a window."""

import datetime as dt

import pytest

import resources
from data_sources.protocol.traffic import Fetched
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
    refused = Failure(kind="Refused", source="similarweb", detail="the key is not accepted")
    failures = tuple((name, "similarweb", refused) for name in ("Kimi", "豆包"))
    said = told(Fetched(done=2, asked=2, failures=failures), resources.texts("en"))
    assert said == "0 new, 0 restated of 2 series; Similarweb: the key is not accepted (2)"

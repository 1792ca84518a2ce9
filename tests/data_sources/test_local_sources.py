"""The two sources without a network: the bundled facts, dated and closes only, and the seeded market."""

import numpy as np
import pytest

import resources
from data_sources.adapters import reference, simulated
from data_sources.protocol import SeriesWanted
from models import symbols
from models.errors import NoSuchData, Unreadable
from models.products.values import Asset, Kind
from models.traffic.values import Granularity, Metric
from models.values import Basis
from tests.data_sources.samples import AFTER, CN, CSI, HK, US, context, day, quotes_of, want


@pytest.fixture
def facts():
    source = reference.open_source(context(resources.facts_folder()))
    yield source
    source.close()


def asked(source, wanted):
    return source.parse(source.download(wanted), wanted, AFTER)


def test_the_facts_are_closes_with_the_date_they_were_compiled(facts):
    found = asked(facts, want(US))
    assert (found.close[0], found.close[-1], found.close_only) == (116.0, 123.51, True)
    assert (found.fetched_at, found.actions) == (reference.COMPILED, None)


def test_adjusted_closes_say_so(facts):
    bases = {str(asked(facts, want(symbols.instrument(name))).basis) for name in ("300502.SZ", "NVDA.US")}
    assert bases <= set(Basis)


def test_outside_the_bundled_days_there_is_nothing(facts):
    with pytest.raises(NoSuchData):
        facts.download(want(US, "2024-07-01", "2024-07-05"))
    with pytest.raises(NoSuchData):
        facts.download(quotes_of(US))


@pytest.mark.parametrize("content", [None, "instrument,date\n", "instrument,date,close,basis\nA,monday,1,raw\n"])
def test_damaged_facts_are_no_facts(tmp_path, content):
    if content is not None:
        (tmp_path / reference.FILE).write_text(content + ("A,1\n" if content.count(",") == 1 else ""))
    source = reference.open_source(context(tmp_path))
    with pytest.raises(Unreadable):
        source.download(want(US))


def test_one_seed_is_one_market():
    first, second = (simulated.open_source(context("", seed=7)) for _ in range(2))
    other = simulated.open_source(context("", seed=8))
    wanted = want(start="2024-01-01", end="2024-03-01")
    assert (first.parse(AFTER, wanted, AFTER).close == second.parse(AFTER, wanted, AFTER).close).all()
    assert (first.parse(AFTER, wanted, AFTER).close != other.parse(AFTER, wanted, AFTER).close).any()


@pytest.mark.parametrize("one", [CN, HK, US, CSI])
def test_simulated_bars_are_sane_and_named(one):
    found = simulated.open_source(context("")).parse(AFTER, want(one, "2024-01-01", "2024-03-01"), AFTER)
    assert (found.low <= np.minimum(found.open, found.close)).all()
    assert (found.high >= np.maximum(found.open, found.close)).all()
    assert (found.source, found.actions) == ("simulated", ())


def traffic(metric=Metric.VISITS, granularity=Granularity.DAY, start="2024-08-28", end="2024-09-30", name="doubao.com"):
    asset = Asset(kind=Kind.SITE, name=name)
    return SeriesWanted(
        product="x", asset=asset, metric=metric, granularity=granularity, start=day(start), end=day(end)
    )


def made(wanted, seed=7, now=AFTER):
    return simulated.open_source(context("", seed=seed)).parse(now, wanted, now)


def test_simulated_traffic_says_so_and_ends_yesterday():
    found = made(traffic())
    assert (found.key.source, found.key.definition) == ("simulated", "made up by the program")
    assert str(found.end[-1]) == "2024-09-26"
    assert (found.value > 0).all()
    assert (found.value == made(traffic()).value).all()
    assert (found.value != made(traffic(), seed=8).value).any()
    assert (found.value != made(traffic(name="kimi.com")).value).any()
    assert (found.value == made(traffic(), now=AFTER + 86_400 * 30).value[: len(found)]).all()


def test_simulated_weeks_and_months_are_sums_of_their_days():
    days = made(traffic(start="2024-08-01"))
    weeks = made(traffic(granularity=Granularity.WEEK, start="2024-09-04", end="2024-09-30"))
    assert [str(start) for start in weeks.start] == ["2024-09-02", "2024-09-09", "2024-09-16"]
    assert weeks.value[0] == days.between(day("2024-09-02"), day("2024-09-08")).value.sum()
    (month,) = made(traffic(granularity=Granularity.MONTH, end="2024-09-30")).value
    assert month == days.between(day("2024-08-01"), day("2024-08-31")).value.sum()


@pytest.mark.parametrize("metric", [Metric.RANK, Metric.RATINGS])
def test_simulated_places_are_of_today_only(metric):
    assert [str(start) for start in made(traffic(metric)).start] == ["2024-09-27"]


def test_simulated_traffic_of_no_day_is_none():
    with pytest.raises(NoSuchData):
        made(traffic(start="2010-01-01", end="2010-02-01"))


def test_the_simulated_market_knows_no_time_before_its_own():
    with pytest.raises(NoSuchData):
        simulated.open_source(context("")).parse(AFTER, want(CN, "2010-01-01", "2010-02-01"), AFTER)
    assert simulated.open_source(context("")).download(want()) > AFTER

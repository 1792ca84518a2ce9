"""The same on recorded answers, where they lie beside the repository (or where SUANLI_PAYLOADS says); else skipped."""

import datetime as dt
import json
import os
import re
from pathlib import Path

import pytest

from data_sources.adapters import apple, eastmoney, similarweb, sina, tencent, wikimedia
from data_sources.guards import sifted_quotes
from data_sources.protocol import SeriesWanted
from data_sources.yahoo import quotes as yahoo_quotes
from models import spellings, symbols
from models.errors import NoSuchData, Unreadable
from models.products.values import Asset, Kind
from models.traffic.values import Granularity, Metric
from tests.data_sources import shapes as of
from tests.data_sources.mutants import line_of, mis_assigned
from tests.house.parts import ROOT

FOLDER = Path(os.environ.get("SUANLI_PAYLOADS") or ROOT.parent / "shared" / "payloads")
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="no recorded answers here")
LATER = dt.datetime(2026, 10, 2, tzinfo=dt.UTC).timestamp()
NAMES = ("600519.SH", "000001.SZ", "000001.SH", "688981.SH", "159995.SZ", "00700.HK", "07709.HK", "AAPL.US")
ONES = tuple(symbols.instrument(name, "XNAS" if name.endswith("US") else "") for name in NAMES)
QUOTES = {
    "tencent": (
        "qt_six_symbols_2026-09-28", "qt_sz159995_hk00700_usAAPL_2026-07-27",
        "qt_hk_delayed_vs_r_hk_realtime_2026-09-10",
    ),
    "sina": ("hq_six_symbols_2026-09-28", "hq_sz159995_hk00700_gb_aapl_2026-07-27", "hq_rt_hk00700_2026-09-29"),
}  # fmt: skip
SPELLED = {"tencent": spellings.tencent, "sina": spellings.sina}
SOURCES = {"tencent": tencent.parse_quotes, "sina": sina.parse_quotes}
REALTIME = {"tencent": ("v_hk", "v_r_hk"), "sina": ("str_hk", "str_rt_hk")}


def text_of(source, name):
    """A recorded answer, its late Hong Kong lines under the name of the real-time ones: their fields are the same."""
    return (FOLDER / source / f"{name}.gbk.txt").read_text("gbk").replace(*REALTIME[source])


def recorded(name):
    body = (FOLDER / name).read_bytes()
    return json.loads(re.sub(rb"^[\w$]+[=(]|\);?\s*$", b"", body.strip()))


CASES = [(source, name) for source, names in QUOTES.items() for name in names]


@pytest.mark.parametrize(("source", "name"), CASES)
def test_every_recorded_line_is_understood_and_passes_the_guards(source, name):
    text = text_of(source, name)
    quotes = SOURCES[source](text, of.quotes(*ONES), LATER)
    sifted = sifted_quotes(quotes, ONES, source, LATER)
    assert (sifted.held, sifted.refused) == ((), ())
    asked = [one for one in ONES if (code := SPELLED[source](one)) and f"{code}=" in text]
    assert {quote.instrument for quote in sifted.good} == {one.id for one in asked}


@pytest.mark.parametrize(("source", "name"), CASES)
def test_no_mutant_of_a_recorded_line_is_mis_assigned(source, name, monkeypatch):
    monkeypatch.setattr(of, "NOW", LATER)
    spell = SPELLED[source]
    make, apart = (of.tencent_line, "~") if source == "tencent" else (of.sina_line, ",")
    for one in ONES:
        code = spell(one)
        match = re.search(rf'_{re.escape(code)}="([^"]+)"', text_of(source, name))
        if match is not None:
            read = line_of(make, SOURCES[source], source, code, one)
            assert mis_assigned(match[1].split(apart), read)[1] == [], one.id


def test_the_recorded_days_of_two_vendors_agree():
    """Tencent's index against Eastmoney's of the same three days: date, open, close, high, low, lots."""
    want = of.BarsWanted(instrument=of.CSI, start=dt.date(2026, 9, 28), end=dt.date(2026, 9, 30))
    raw = recorded("tencent/fqkline_sh000300_2026-10-01.json")
    found = tencent.parse_days(tencent.days_of(tencent.path_of(raw, "data.sh000300")), want, LATER)
    theirs = [row.split(",") for row in recorded("eastmoney/kline_index_000300_1d_2026-10-01.json")["data"]["klines"]]
    columns = (found.open, found.close, found.high, found.low, found.volume / 100)
    ours = [[str(day), *map(float, row)] for day, *row in zip(found.date, *columns, strict=True)]
    assert ours == [[day, *map(float, rest[:5])] for day, *rest in theirs]


def test_a_recorded_adjusted_series_is_refused():
    raw = recorded("tencent/fqkline_sz000001_qfqday_excerpt.json")
    with pytest.raises(Unreadable, match="adjusted"):
        tencent.days_of(tencent.path_of(raw, "data.sz000001"))


def test_the_recorded_minute_line():
    want = of.BarsWanted(
        instrument=ONES[0], interval=of.Interval.MIN1, start=dt.date(2026, 9, 10), end=dt.date(2026, 9, 10)
    )
    session = tencent.path_of(recorded("tencent/minute_sh600519_2026-09-10.json"), "data.sh600519.data")
    found = tencent.parse_minutes(session, want, LATER)
    rows = [row.split(" ") for row in session["data"]]
    assert (len(found), float(found.close[-1])) == (len(rows) - 1, float(rows[-1][1]))  # the auction joins its minute
    assert float(found.volume.sum()) == 100 * float(rows[-1][2])
    assert float(found.turnover.sum()) == pytest.approx(float(rows[-1][3]))


def test_the_recorded_search_finds_the_share_and_none_of_its_notes():
    found = eastmoney.parse_suggestions(recorded("eastmoney/suggest_search_AAPL.json"))
    assert [(one.id, one.exchange) for one in found if one.id.startswith("AAPL")] == [("AAPL.US", "XNAS")]


def test_a_recorded_page_of_the_list_that_is_not_whole_is_refused():
    raw = recorded("eastmoney/clist_sh_main_2024-08-08_3of20.json")
    with pytest.raises(Unreadable, match="cut in the middle: 3 of 2384"):
        eastmoney.page_of(raw, 0, of.Market.CN)
    quotes = eastmoney.parse_quotes(
        [row | {"f124": of.NOW} for row in raw["data"]["diff"]], of.quotes(symbols.instrument("600107.SH")), of.NOW
    )
    assert [(one.last, one.volume, one.volume_ratio) for one in quotes] == [(3.69, 8_958_500.0, 0.48)]


def test_recorded_valuations():
    """P/E of twelve months, P/B, and the year's range; a fund has none of the first two."""
    text = "".join(text_of("tencent", name) for name in QUOTES["tencent"][:2])
    found = {one.instrument: one for one in tencent.parse_quotes(text, of.quotes(*ONES), LATER)}
    said = {name: (one.pe, one.pb, one.high_52w, one.low_52w) for name, one in found.items()}
    assert said["600519.SH"] == (19.03, 6.17, 1539.98, 1151.01)
    assert said["159995.SZ"] == (None, 0.0, 1.75, 0.621)  # the guard makes 0 none
    assert said["00700.HK"][2:] == (677.7, 411.0)
    (late,) = tencent.parse_quotes(text_of("tencent", QUOTES["tencent"][0]), of.quotes(ONES[5]), LATER)
    assert (late.pe, late.pb) == (14.76, 3.08)


def test_a_recorded_price_to_book_in_two_currencies_is_not_taken():
    rows = recorded("yahoo/v7_quote_AAPL_BABA.json")["quoteResponse"]["result"]
    apple, alibaba = yahoo_quotes.parse_quotes(rows, of.quotes(ONES[-1], symbols.instrument("BABA.US", "XNYS")), LATER)
    assert (apple.pe, apple.pb) == (38.763866, 55.114914)
    assert (alibaba.pe, alibaba.pb) == (25.931395, None)


def test_recorded_page_views():
    want = SeriesWanted(
        product="Python", asset=Asset(kind=Kind.ARTICLE, name="en.wikipedia/Python (programming language)"),
        metric=Metric.WIKI_VIEWS, granularity=Granularity.DAY, start=dt.date(2021, 1, 1), end=dt.date(2021, 1, 2),
    )  # fmt: skip
    found = wikimedia.parse_series(recorded("wikimedia/pageviews_per_article_excerpt.json"), want, LATER)
    assert dict(zip(found.start.astype(str).tolist(), found.value.tolist(), strict=True)) == {
        "2021-01-01": 7238.0, "2021-01-02": 8449.0,
    }  # fmt: skip


def test_a_recorded_list_and_lookup_of_the_store():
    answer = recorded("apple/rss_top_free_us_2023-10-05_excerpt.json")
    for name in ("EPIK", "id:1577705074"):
        point = apple.rank_of(answer, Asset(kind=Kind.APP, name=name, store="ios-us"), LATER)
        assert (str(point.start), point.value) == ("2023-10-05", 1.0)
    with pytest.raises(NoSuchData):
        apple.rank_of(answer, Asset(kind=Kind.APP, name="Slack", store="ios-us"), LATER)
    slack = Asset(kind=Kind.APP, name="id:803453959|Slack", store="ios-us")
    assert apple.ratings_of(recorded("apple/itunes_slack-lookup.json"), slack, LATER).value == 1467.0


@pytest.mark.parametrize("name", ["legacy_v1pro_visits_google_monthly_2014", "unofficial_data_v1_att.com_2020-01"])
def test_recorded_answers_of_other_interfaces_are_for_the_import(name):
    want = SeriesWanted(
        product="Google", asset=Asset(kind=Kind.SITE, name="google.com"), metric=Metric.VISITS,
        granularity=Granularity.MONTH, start=dt.date(2014, 1, 1), end=dt.date(2020, 7, 31),
    )  # fmt: skip
    with pytest.raises(Unreadable, match="no field data"):
        similarweb.parse_series(recorded(f"similarweb/{name}.json"), want, LATER)

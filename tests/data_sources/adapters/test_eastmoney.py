"""Eastmoney's batch answers to our values: fields by name, whole lists or none, a search without bonds."""

import datetime as dt

import pytest

from data_sources.adapters import eastmoney
from data_sources.protocol import FactsWanted, ListingWanted, SuggestWanted
from models import symbols
from models.errors import NoSuchData, Unreachable, Unreadable
from models.facts import Dated
from models.instruments import Market
from tests.data_sources import shapes as of
from tests.data_sources.samples import context


def parsed(*rows, asked=(of.CN,), now=of.NOW):
    return eastmoney.parse_quotes(rows, of.quotes(*asked), now)


def test_an_a_share_comes_in_lots():
    (found,) = parsed(of.em_row())
    assert (found.last, found.previous_close, found.open, found.high, found.low) == (10.5, 10.0, 10.2, 10.6, 10.1)
    assert (found.volume, found.turnover, found.market_cap) == (2_000_000.0, 20_600_000.0, 3.1e11)
    assert (found.volume_ratio, found.turnover_rate, found.currency) == (1.2, 0.4, "CNY")
    assert found.exchange_time == of.CLOSED_CN - 3


def test_earnings_are_those_of_twelve_months_and_a_missing_valuation_costs_no_price():
    (found,) = parsed(of.em_row())
    assert (found.pe, found.pb) == (6.1, 0.48)
    (loss,) = parsed(of.em_row(f115=-19.47, f23="-"))
    assert (loss.pe, loss.pb) == (-19.47, None)
    row = {name: value for name, value in of.em_row().items() if name not in ("f115", "f23")}
    (bare,) = parsed(row)
    assert (bare.last, bare.pe, bare.pb) == (10.5, None, None)
    assert {"f23", "f115"} <= set(eastmoney.FIELDS.split(","))


def test_one_answer_holds_every_market_in_shares():
    rows = [of.em_row(), of.em_row("00700", 116, lot=1), of.em_row("NVDA", 105, lot=1), of.em_row("300", 9)]
    found = parsed(*rows, asked=(of.CN, of.HK, of.US))
    assert [(one.instrument, one.volume) for one in found] == [
        ("600000.SH", 2_000_000.0), ("00700.HK", 20_000.0), ("NVDA.US", 20_000.0),
    ]  # fmt: skip


def test_shanghai_is_told_from_shenzhen_by_the_markets_number():
    bank, index = symbols.instrument("000001.SZ"), symbols.instrument("000001.SH")
    found = parsed(of.em_row("000001", 0), of.em_row("000001", 1, last=10.4), asked=(bank, index))
    assert [(one.instrument, one.last) for one in found] == [("000001.SZ", 10.5), ("000001.SH", 10.4)]
    assert parsed(of.em_row("600000", 0)) == ()


def test_an_american_share_of_unknown_listing_is_found_whichever_it_is():
    one = symbols.instrument("BRK.B.US")
    (found,) = parsed(of.em_row("BRK_B", 106, lot=1), asked=(one,))
    assert found.instrument == "BRK.B.US"


def test_an_index_abroad_is_known_by_its_own_name_there():
    composite = symbols.instrument("IXIC")
    (found,) = parsed(of.em_row("NDX", 100, f20="-"), asked=(composite,))
    assert (found.instrument, found.market_cap) == ("IXIC", None)


NO_TRADE = dict.fromkeys(("f2", "f3", "f5", "f6", "f10", "f15", "f16", "f17"), "-")


def test_a_share_without_a_trade_in_an_open_market_is_halted():
    (found,) = parsed(of.em_row(**NO_TRADE), now=of.CLOSED_CN - 3600)
    assert (found.last, found.previous_close, found.suspended) == (None, 10.0, True)


def test_without_a_price_and_a_reason_there_is_no_quote():
    assert parsed(of.em_row(**NO_TRADE)) == ()  # at night
    assert parsed(of.em_row(**(NO_TRADE | {"f17": 10.0})), now=of.CLOSED_CN - 3600) == ()


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (of.NOW, of.CLOSED_CN),
        (of.CLOSED_CN - 60, of.CLOSED_CN - 60),  # the market is open
        (of.NOW - 14 * 3600, of.CLOSED_CN - 86400),  # six in the morning
    ],
)
def test_a_row_without_a_time_is_dated_to_when_its_market_last_traded(now, expected):
    row = {name: value for name, value in of.em_row().items() if name != "f124"}
    (found,) = parsed(row, now=now)
    assert found.exchange_time == expected


def test_a_missing_field_is_named():
    row = {name: value for name, value in of.em_row().items() if name != "f18"}
    with pytest.raises(Unreadable, match="no field f18"):
        parsed(row)


def test_its_own_percentage_must_fit():
    with pytest.raises(Unreadable, match="fields moved"):
        parsed(of.em_row(f2=10.0, f18=10.5))


def test_facts_are_of_today_only():
    found = eastmoney.parse_facts(of.EM_FACTS, of.CN, of.NOW)
    assert found.shares == (Dated(date=dt.date(2024, 9, 25), value=29_352_080_397.0, source="eastmoney"),)
    assert (found.name_zh, found.lot, found.listed) == ("浦发银行", 100, dt.date(1999, 11, 10))


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"f57": "600001"}, "instead of"), ({"f189": 19991399}, "no date"), ({"f84": ["x"]}, "field f84")],
)
def test_facts_that_do_not_fit_are_refused(changes, says):
    with pytest.raises(Unreadable, match=says):
        eastmoney.parse_facts({"data": of.EM_FACTS["data"] | changes}, of.CN, of.NOW)


def test_the_search_leaves_bonds_out():
    found = eastmoney.parse_suggestions(of.EM_SUGGEST)
    assert [(one.id, one.exchange, one.name_zh) for one in found] == [
        ("AAPL.US", "XNAS", "苹果"), ("300059.SZ", "XSHE", "东方财富"),
    ]  # fmt: skip
    assert eastmoney.parse_suggestions({"QuotationCodeTable": {"Data": []}}) == ()


# lists


def pages(total=250, cut=None):
    """A list of ``total`` codes a hundred a page; ``cut``: the page that has only half of them."""

    def answer(url):
        number = int(url.partition("pn=")[2].partition("&")[0])
        codes = [f"{600000 + place}" for place in range((number - 1) * 100, min(number * 100, total))]
        return of.body(of.em_page(codes[:50] if number == cut else codes, total))

    return answer


def source(folder):
    return eastmoney.Eastmoney(context(folder), pause=lambda _: None)


def test_a_list_is_read_to_its_end(upstream, tmp_path):
    asked = upstream(pages())
    rows = source(tmp_path)._list(Market.CN, "m:1")
    assert ([row["f12"] for row in rows][::249], len(rows), len(asked)) == (["600000", "600249"], 250, 3)


def test_a_list_cut_in_the_middle_is_no_list(upstream, tmp_path):
    upstream(pages(cut=2))
    with pytest.raises(Unreadable, match="cut in the middle: 150 of 250"):
        source(tmp_path)._list(Market.CN, "m:1")


def test_a_page_that_fails_fails_the_list(upstream, tmp_path):
    right = pages()

    def answer(url):
        if "pn=3&" in url:
            raise eastmoney.direct.Unreachable("HTTP 503")
        return right(url)

    upstream(answer)
    with pytest.raises(Unreachable):
        source(tmp_path)._list(Market.CN, "m:1")


@pytest.mark.parametrize("total", [10**9, 0, -5, "-", 20_001])
def test_a_total_that_cannot_be_is_refused_at_the_first_page(upstream, tmp_path, total):
    asked = upstream(lambda url: of.body(of.em_page(["600000"] * 100, total)))
    with pytest.raises(Unreadable, match="a list of CN of"):
        source(tmp_path)._list(Market.CN, "m:1")
    assert len(asked) == 1


def test_a_list_that_grows_for_ever_ends(upstream, tmp_path):
    def answer(url):
        number = int(url.partition("pn=")[2].partition("&")[0])
        return of.body(of.em_page(["600000"] * 100, min((number + 1) * 100, 20_000)))

    asked = upstream(answer)
    rows = source(tmp_path)._list(Market.CN, "m:1")
    assert (len(rows), len(asked)) == (20_000, 200)


def test_every_list_becomes_lines(upstream, tmp_path):
    def answer(url):
        rows = {"m:0": ("600000", 1, "浦 发"), "m:128": ("00700", 116, "腾讯"), "m:105": ("BRK_B", 106, "Berkshire  B")}
        code, number, name = next(row for kinds, row in rows.items() if f"fs={kinds}" in url)
        strange = {"f12": "NVDA250117", "f13": number, "f14": "a warrant"}
        return of.body({"data": {"total": 2, "diff": [{"f12": code, "f13": number, "f14": name}, strange]}})

    upstream(answer)
    one = source(tmp_path)
    found = one.parse(one.download(ListingWanted()), ListingWanted(), of.NOW)
    assert found.text.split("\n") == [
        "600000.SH\tstock\tCN\tXSHG\t浦发\t\t\t\t", "00700.HK\tstock\tHK\tXHKG\t腾讯\t\t\t\t",
        "BRK.B.US\tstock\tUS\tXNYS\tBerkshire B\t\t\t\t",
    ]  # fmt: skip
    assert (found.source, found.fetched_at) == ("eastmoney", of.NOW)


# asking


def test_a_hundred_at_a_time_in_one_request(upstream, tmp_path):
    asked = upstream(lambda url: of.body(of.em_quotes(of.em_row())))
    many = tuple(symbols.instrument(f"{600000 + place}.SH") for place in range(101))
    one = source(tmp_path)
    want = of.quotes(*many)
    assert [found.instrument for found in one.parse(one.download(want), want, of.NOW)] == ["600000.SH"]
    assert [request.url.params["secids"].count(",") + 1 for request in asked] == [100, 1]
    assert {request.url.params["fltt"] for request in asked} == {"2"}
    one.close()


def test_facts_and_search_are_asked_by_code_and_text(upstream, tmp_path):
    asked = upstream(lambda url: of.body(of.EM_SUGGEST if "suggest" in url else of.EM_FACTS))
    one = source(tmp_path)
    for want in (FactsWanted(instrument=of.CN), SuggestWanted(text="苹果&x=1")):
        assert one.parse(one.download(want), want, of.NOW)
    assert (asked[0].url.params["secid"], asked[1].url.params["input"]) == ("1.600000", "苹果&x=1")


def test_what_it_does_not_carry(upstream, tmp_path):
    upstream(lambda url: b"")
    one = source(tmp_path)
    for want in (of.quotes(of.FX), FactsWanted(instrument=of.HK), FactsWanted(instrument=of.CSI), of.days(of.CN)):
        with pytest.raises(NoSuchData):
            one.download(want)
    with pytest.raises(NoSuchData):
        one.parse([], of.days(of.CN), of.NOW)

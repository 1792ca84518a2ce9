"""Row N15 of the fault list: a list of instruments cut in the middle is never kept as if it were whole."""

from contextlib import closing

import pytest

from data_sources.adapters import eastmoney
from data_sources.cache import Cache
from data_sources.listing.listings import WEEK_S, Listings
from data_sources.protocol import IndexWanted, Listing
from models.errors import Unreachable
from tests.data_sources import shapes as of
from tests.data_sources.samples import context

TOTAL = 250
WHOLE = Listing(text="600519.SH\tstock\tCN\tXSHG\t贵州茅台\t\t\t\t", source="eastmoney", fetched_at=of.NOW - 2 * WEEK_S)


def page(url):
    number = int(url.partition("pn=")[2].partition("&")[0])
    codes = [f"{600000 + place}" for place in range((number - 1) * 100, min(number * 100, TOTAL))]
    return of.body(of.em_page(codes, TOTAL))


def fails(url):
    if "pn=3&" in url:
        raise Unreachable("HTTP 503")
    return page(url)


def empty(url):
    return of.body(of.em_page([], TOTAL)) if "pn=3&" in url else page(url)


def half(url):
    return page(url)[:500] if "pn=3&" in url else page(url)


@pytest.mark.parametrize("answer", [fails, empty, half], ids=lambda one: one.__name__)
@pytest.mark.parametrize("held", [WHOLE, None], ids=["one held", "none held"])
def test_nothing_of_it_is_stored(upstream, tmp_path, answer, held):
    asked = upstream(answer)
    source = eastmoney.Eastmoney(context(tmp_path), pause=lambda _: None)

    def lists(want):
        return source.parse(source.download(want), want, of.NOW)

    with closing(Cache(None)) as kept:
        if held is not None:
            kept.keep_listing(held)
        Listings(lists, lambda _: (), kept, lambda: of.NOW).table(IndexWanted(own=""), lambda _: None)
        assert kept.listing() == held
    assert any("pn=3&" in str(request.url) for request in asked)  # the fault was served


def test_the_whole_one_is(upstream, tmp_path):
    """The control."""
    upstream(page)
    source = eastmoney.Eastmoney(context(tmp_path), pause=lambda _: None)
    with closing(Cache(None)) as kept:
        lists = Listings(lambda want: source.parse(source.download(want), want, of.NOW), lambda _: (), kept,
                         lambda: of.NOW)  # fmt: skip
        lists.table(IndexWanted(own=""), lambda _: None)
        assert kept.listing().text.count("\n") + 1 >= TOTAL

"""The list that is searched: kept, renewed once a week, never lost to a source that says little."""

from contextlib import closing

import pytest

from data_sources.cache import Cache
from data_sources.listing.listings import AGAIN_S, WEEK_S, Listings
from data_sources.protocol import IndexWanted, Listing, ListingWanted, SuggestWanted
from models.errors import CacheError, Unreachable
from models.instruments import Market
from models.search import lines
from models.search.index import Index
from tests.models.search.samples import ids, known, universe

NOW = 1_727_222_400.0  # 2024-09-25
OWN = lines.of_universe(universe())


class Asked:
    """Sources that answer as the test says; ``wants`` is what they were asked."""

    def __init__(self, listing=None, suggested=()):
        self.listing, self.suggested, self.wants = listing, suggested, []

    def lists(self, want):
        self.wants.append(want)
        if self.listing is None:
            raise Unreachable("offline")
        return self.listing

    def suggests(self, want):
        self.wants.append(want)
        return self.suggested


class Clock:
    now = NOW

    def __call__(self):
        return self.now


def listing(*known_, source="eastmoney"):
    return Listing(text=lines.write(known_), source=source, fetched_at=NOW)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def kept():
    with closing(Cache(None)) as cache:
        yield cache


def opened(asked, kept, clock):
    return Listings(asked.lists, asked.suggests, kept, clock)


def answered(held, own=OWN):
    """The final table and those before it, as indices."""
    early = []
    table = held.table(IndexWanted(own=own), early.append)
    return Index(table), [Index(one) for one in early]


def first(index, text):
    return ids(index.find(text))[:1]


def test_without_sources_the_bundled_universe_is_found_with_its_pinyin(kept, clock):
    index, _ = answered(opened(Asked(), kept, clock))
    assert first(index, "wehc") == ["002130.SZ"]
    assert len(index) == len(universe().instruments)
    assert kept.listing() is None


def test_an_older_list_is_given_at_once_and_the_renewed_one_when_it_is_there(kept, clock):
    asked = Asked(listing(known("600519.SH", "贵州茅台")))
    index, (early,) = answered(opened(asked, kept, clock))
    assert asked.wants == [ListingWanted()]
    assert first(early, "gzmt") == []
    assert first(index, "gzmt") == ["600519.SH"]
    assert first(index, "gyfl") == ["601138.SH"]


def test_a_list_is_renewed_once_a_week(kept, clock):
    asked = Asked(listing(known("600519.SH", "贵州茅台")))
    answered(opened(asked, kept, clock))
    clock.now += WEEK_S - 1
    index, early = answered(opened(asked, kept, clock))  # another run of the program
    assert (len(asked.wants), early, first(index, "gzmt")) == (1, [], ["600519.SH"])
    clock.now += 2
    answered(opened(asked, kept, clock))
    assert len(asked.wants) == 2


def test_a_renewal_that_brings_nothing_is_tried_again_after_hours_not_at_once(kept, clock):
    asked = Asked()
    held = opened(asked, kept, clock)
    answered(held)
    answered(held)
    assert len(asked.wants) == 1
    clock.now += AGAIN_S + 1
    answered(held)
    assert len(asked.wants) == 2


def test_a_source_that_lists_little_takes_nothing_away_and_is_asked_again(kept, clock):
    many = [known(f"60000{number}.SH", f"甲{number}") for number in range(9)]
    answered(opened(Asked(listing(*many)), kept, clock))
    clock.now += WEEK_S + 1
    asked = Asked(listing(many[0]))
    held = opened(asked, kept, clock)
    index, _ = answered(held)
    assert first(index, "600008") == ["600008.SH"]
    clock.now += AGAIN_S + 1
    answered(held)
    assert len(asked.wants) == 2


def test_an_empty_list_after_a_full_one_changes_nothing(kept, clock):
    answered(opened(Asked(listing(known("600519.SH", "贵州茅台"))), kept, clock))
    before = kept.listing()
    clock.now += WEEK_S + 1
    index, _ = answered(opened(Asked(listing()), kept, clock))
    assert kept.listing() == before
    assert first(index, "gzmt") == ["600519.SH"]


def test_the_same_list_is_made_into_a_table_once(kept, clock):
    held = opened(Asked(), kept, clock)
    tables = [held.table(IndexWanted(own=OWN), lambda table: None) for _ in range(2)]
    assert tables[0] is tables[1]


def test_what_a_search_of_the_sources_finds_is_found_without_them_from_then_on(kept, clock):
    found = known("TSM.US", "台积电", "TSMC").instrument
    asked = Asked(suggested=(found, found))
    held = opened(asked, kept, clock)
    assert held.suggest(SuggestWanted(text="tsm")) == (found,)
    index, _ = answered(held)
    assert first(index, "tjd") == ["TSM.US"]
    assert index.known("TSM.US").market is Market.US


def test_a_suggestion_does_not_pass_for_a_renewed_list(kept, clock):
    asked = Asked(suggested=(known("TSM.US", "台积电").instrument,))
    held = opened(asked, kept, clock)
    held.suggest(SuggestWanted(text="tsm"))
    answered(held)
    assert asked.wants[1:] == [ListingWanted()]


def test_a_cache_that_fails_costs_what_it_held_and_no_more(clock):
    class Broken:
        def listing(self):
            raise CacheError("damaged")

        def keep_listing(self, listing):
            raise CacheError("disk full")

    held = opened(Asked(listing(known("600519.SH", "贵州茅台"))), Broken(), clock)
    assert first(answered(held)[0], "gzmt") == ["600519.SH"]
    assert held.suggest(SuggestWanted(text="x")) == ()

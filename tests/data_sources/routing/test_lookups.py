"""Facts, listing and suggestions go the same way as prices, and are remembered on the steady clock."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from data_sources import catalog
from data_sources.cache import Cache
from data_sources.catalog import Entry, Place
from data_sources.protocol import FactsWanted, Listing, ListingWanted, SuggestWanted
from data_sources.rejections import Rejections
from data_sources.router import AllFailed
from data_sources.routing import lookups
from data_sources.routing.chain import Chain
from data_sources.routing.lookups import Lookups
from models.errors import NoSuchData, Unreachable
from models.facts import Facts
from tests.data_sources.clocks import Clock
from tests.data_sources.fakes import Sources
from tests.data_sources.samples import AFTER, CN, HK, US

KINDS = frozenset({"facts", "listing", "suggest"})
BEGAN = Clock().now


def facts(one=CN, source="first"):
    return Facts(instrument=one.id, currency=one.currency, source=source, fetched_at=AFTER)


@pytest.fixture
def room(monkeypatch):
    """``room(first=..., second=...)``: lookups over two sources of these kinds. ``clock`` moves both clocks."""
    entries = [
        Entry(id=name, module="", place=Place.DIRECT, group="gtimg.cn", gives=KINDS) for name in ("first", "second")
    ]
    monkeypatch.setattr(catalog, "BY_ID", catalog.BY_ID | {entry.id: entry for entry in entries})
    for key in ("facts.CN", "listing", "suggest"):
        monkeypatch.setitem(catalog.ORDER, key, ("first", "second"))
    with ThreadPoolExecutor(1) as pool, closing(Cache(None)) as cache:

        class Room:
            clock = Clock()

            def __call__(self, **answers):
                self.sources = Sources(**answers)
                chain = Chain(self.sources, pool, {}, Rejections(None), self.wall)
                return Lookups(chain, cache, self.clock)

            def wall(self):
                return AFTER + self.clock.now - BEGAN

        yield Room()


def test_facts_of_the_first_that_has_them(room):
    made = room(first=Unreachable("silent"), second=facts(source="second"))
    assert made.facts(FactsWanted(instrument=CN)).source == "second"


def test_facts_of_another_run_answer_when_nobody_does(room):
    want = FactsWanted(instrument=CN)
    said = room(first=facts()).facts(want)
    room.clock.now += 30 * lookups.FACTS_S
    assert room(first=Unreachable("silent"), second=Unreachable("silent")).facts(want) == said
    assert room.sources.names() == ["first", "second"]


@pytest.mark.parametrize(("age", "asked"), [(60.0, 0), (lookups.FACTS_S, 1), (-60.0, 1)])
def test_facts_of_another_run_are_asked_for_again_once_they_are_a_day_old(room, age, asked):
    """Or when they carry a time to come: then nobody knows how old they are."""
    want = FactsWanted(instrument=CN)
    room(first=facts()).facts(want)
    room.clock.now += age
    room(first=facts()).facts(want)
    assert len(room.sources.asked) == asked


@pytest.mark.parametrize("wrong", [facts(HK), (), None])
def test_facts_of_something_else_are_refused(room, wrong):
    with pytest.raises(AllFailed):
        room(first=wrong).facts(FactsWanted(instrument=CN))


def test_an_empty_listing_is_a_failure(room):
    full = Listing(text="600000.SH\tstock", source="second", fetched_at=AFTER)
    made = room(first=Listing(text="\n", source="first", fetched_at=AFTER), second=full)
    assert made.listing(ListingWanted()) == full


def test_no_suggestion_is_an_answer(room):
    made = room(first=())
    assert made.suggestions(SuggestWanted(text="x")) == ()
    assert room(first=(US,)).suggestions(SuggestWanted(text="nv")) == (US,)


def test_what_is_known_is_not_asked_for_again_until_it_is_old(room):
    made = room(first=facts())
    for _ in range(3):
        made.facts(FactsWanted(instrument=CN))
    assert len(room.sources.asked) == 1
    room.clock.now += lookups.FACTS_S
    made.facts(FactsWanted(instrument=CN))
    assert len(room.sources.asked) == 2


def test_memory_has_an_end(room, monkeypatch):
    monkeypatch.setattr(lookups, "REMEMBERED", 2)
    made = room(first=())
    for text in "abcd":
        made.suggestions(SuggestWanted(text=text))
    assert len(made._known) <= 2


def test_a_kind_that_nobody_gives_says_so(room, monkeypatch):
    monkeypatch.setitem(catalog.ORDER, "facts.US", ())
    with pytest.raises(NoSuchData, match="no source gives facts"):
        room().facts(FactsWanted(instrument=US))

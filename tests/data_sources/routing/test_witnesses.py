"""A second opinion comes from somebody who shares nothing with the first, and leaves no trace in the cache."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from data_sources.cache import Cache
from data_sources.lanes import BEHIND
from data_sources.protocol import WitnessWanted
from data_sources.rejections import Rejections
from data_sources.routing.chain import AllFailed, Chain
from data_sources.routing.histories import Histories
from data_sources.routing.witnesses import Witnesses
from models.errors import NoSuchData, Unreachable
from models.values import Interval
from tests.data_sources.fakes import Sources
from tests.data_sources.samples import AFTER, CN, HK, US, WEEK, bars, close_of, day, span

ROUTES = {"bars.CN": ("akshare", "tencent", "yahoo"), "bars.US": ("yahoo", "akshare", "tencent")}
EARLY = AFTER - 3 * 86400.0  # the 24th, at noon in London


class Room:
    """Witnesses over fake sources and a cache in memory. ``now``: UTC seconds; ``waited``: monotonic ones."""

    def __init__(self, pool, cache):
        self.pool, self.cache, self.now, self.waited, self.priorities = pool, cache, AFTER, 0.0, []

    def __call__(self, **answers):
        self.sources = Sources(**answers)
        answer = self.sources.answer

        def noted(entry, want, priority, check):
            self.priorities.append(priority)
            return answer(entry, want, priority, check)

        self.sources.answer = noted
        chain = Chain(self.sources, self.pool, ROUTES, Rejections(None), lambda: self.now)
        return Witnesses(chain, Histories(chain, self.cache), lambda: self.waited)


@pytest.fixture
def room():
    with closing(Cache(None)) as cache, ThreadPoolExecutor(2) as pool:
        yield Room(pool, cache)


def want(one=CN, against="akshare", **changes):
    held = {"start": day("2024-09-20"), "end": day("2024-09-25"), "reaching": day("2024-09-25")}
    return WitnessWanted(instrument=one, against=against, **(held | changes))


def test_the_first_independent_source_of_the_order_is_asked_alone_and_last(room):
    found = room(tencent=bars(source="tencent"), yahoo=bars(source="yahoo")).of(want())
    assert (found.source, close_of(found), room.sources.names(), room.priorities) == (
        "tencent", WEEK, ["tencent"], [BEHIND],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("against", "asked"),
    [("tencent", "akshare"), ("eastmoney", "tencent"), ("imported: Choice", "tencent"), ("reference", "akshare"),
     ("imported: Wind", "akshare")],
)  # fmt: skip
def test_who_is_independent_of_whom(room, against, asked):
    room(**{name: bars(source=name) for name in ("akshare", "tencent", "yahoo")}).of(want(against=against))
    assert room.sources.names() == [asked]


def test_nobody_can_confirm_what_is_of_unknown_origin(room):
    with pytest.raises(NoSuchData, match="no independent second source"):
        room(akshare=bars()).of(want(against="manual"))
    assert room.sources.asked == []


@pytest.mark.parametrize("accident", [Unreachable("silent"), bars({}), bars(one=HK), bars(WEEK | {"2024-09-24": -1.0})])
def test_whom_the_guards_do_not_believe_is_passed_over(room, accident):
    made = room(tencent=accident, yahoo=bars(source="yahoo")).of(want())
    assert made.source in ("yahoo", "tencent")
    assert made.source == "yahoo" or len(made) == len(WEEK) - 1  # one bad row is withheld, the rest is good


def test_one_that_is_late_is_passed_over(room):
    late = {key: value for key, value in WEEK.items() if key != "2024-09-25"}
    assert room(tencent=bars(late, source="tencent"), yahoo=bars(source="yahoo")).of(want()).source == "yahoo"


def test_where_any_will_do_an_early_end_is_an_answer(room):
    late = {key: value for key, value in WEEK.items() if key != "2024-09-25"}
    assert room(tencent=bars(late, source="tencent")).of(want(reaching=None)).source == "tencent"


def test_nothing_is_written_into_the_cache(room):
    room(tencent=bars(source="tencent")).of(want())
    assert room.cache.read(CN, Interval.DAY, "tencent") is None


def test_what_the_cache_holds_of_another_source_costs_nothing(room):
    assert room.cache.merge(bars(source="yahoo"), span("2024-09-01", "2024-09-25"))
    found = room(tencent=bars(source="tencent")).of(want())
    assert (found.source, room.sources.asked) == ("yahoo", [])


def test_what_the_cache_holds_of_the_first_source_confirms_nothing(room):
    assert room.cache.merge(bars(), span("2024-09-01", "2024-09-25"))
    with pytest.raises(AllFailed):
        room().of(want())


def test_it_is_remembered_for_a_day(room):
    witnesses = room(tencent=[bars(source="tencent"), bars(source="tencent")])
    witnesses.of(want())
    room.waited = 86000.0
    witnesses.of(want())
    assert len(room.sources.asked) == 1
    room.waited = 90000.0
    witnesses.of(want())
    assert len(room.sources.asked) == 2


def test_what_was_asked_before_the_last_close_is_asked_again_after_a_quarter_of_an_hour(room):
    running = [bars(source="tencent", at=EARLY), bars(source="tencent")]
    witnesses = room(tencent=running)
    witnesses.of(want())
    room.waited = 600.0
    witnesses.of(want())
    assert len(room.sources.asked) == 1
    room.waited = 1000.0
    assert witnesses.of(want()).fetched_at == AFTER
    assert len(room.sources.asked) == 2


def test_a_failure_is_not_remembered(room):
    witnesses = room(tencent=[Unreachable("silent"), bars(source="tencent")])
    with pytest.raises(AllFailed):
        witnesses.of(want())
    assert witnesses.of(want()).source == "tencent"


def test_the_bundled_facts_come_last(room):
    found = room(reference=bars(source="reference")).of(want())
    assert (found.source, room.sources.names()) == ("reference", ["tencent", "yahoo", "reference"])


def test_the_bundled_facts_do_not_confirm_themselves(room):
    with pytest.raises(AllFailed) as caught:
        room(reference=bars(source="reference")).of(want(against="reference"))
    assert "reference" not in room.sources.names()
    assert [one.source for one in caught.value.failure.tried] == ["akshare", "tencent", "yahoo"]


def test_each_instrument_has_a_witness_of_its_own(room):
    witnesses = room(akshare=lambda asked: bars(one=asked.instrument))
    assert {witnesses.of(want(one, "yahoo")).instrument for one in (CN, US)} == {CN.id, US.id}

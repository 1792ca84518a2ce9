"""Expected sessions, held ones, gaps: counted by hand."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from data_sources.cache import Cache
from data_sources.protocol import CompletenessWanted
from data_sources.router import Router
from data_sources.routing.completeness import gaps, weekdays
from models.instruments import Market
from tests.data_sources.fakes import Sources
from tests.data_sources.samples import AFTER, CN, US, bars, day, span


def test_gaps_are_runs_of_missing_sessions():
    expected = weekdays(Market.CN, day("2024-09-16"), day("2024-09-27"))
    assert len(expected) == 10
    held = {day(d) for d in ("2024-09-18", "2024-09-20", "2024-09-23")}
    assert gaps(expected, held) == (
        (day("2024-09-16"), day("2024-09-17")),
        (day("2024-09-19"), day("2024-09-19")),
        (day("2024-09-24"), day("2024-09-27")),
    )
    assert gaps(expected, set(expected)) == gaps([], set()) == ()


def test_what_is_held_against_what_is_expected():
    """2024-09-20 (Friday) to Friday 27: 6 sessions, all final that night in Shanghai; New York has not opened: 5."""
    with closing(Cache(None)) as cache, ThreadPoolExecutor(1) as pool:
        router = Router(Sources(), cache, pool, {}, clock=lambda: AFTER)
        cache.merge(bars(), span("2024-09-20", "2024-09-25"))
        cache.merge(bars({"2024-09-20": 10.0}, source="yahoo"), span("2024-09-20", "2024-09-20"))
        wanted = CompletenessWanted(instruments=(CN, US), start=day("2024-09-20"), end=day("2024-09-30"))
        held, none = router.completeness(wanted)
    assert (held.source, held.expected, held.held, held.fetched_at) == ("akshare", 6, 4, AFTER)
    assert held.gaps == ((day("2024-09-26"), day("2024-09-27")),)
    assert (none.source, none.expected, none.held) == ("", 5, 0)
    assert none.gaps == ((day("2024-09-20"), day("2024-09-26")),)


def test_a_span_of_the_future_expects_nothing():
    with closing(Cache(None)) as cache, ThreadPoolExecutor(1) as pool:
        router = Router(Sources(), cache, pool, {}, clock=lambda: AFTER)
        (line,) = router.completeness(
            CompletenessWanted(instruments=(CN,), start=day("2024-10-01"), end=day("2024-10-31"))
        )
    assert (line.expected, line.gaps) == (0, ())


def test_a_calendar_takes_the_place_of_weekdays():
    with closing(Cache(None)) as cache, ThreadPoolExecutor(1) as pool:
        router = Router(
            Sources(), cache, pool, {}, clock=lambda: AFTER, sessions_between=lambda market, first, last: [first]
        )
        (line,) = router.completeness(
            CompletenessWanted(instruments=(CN,), start=day("2024-09-20"), end=day("2024-09-27"))
        )
    assert line.expected == 1

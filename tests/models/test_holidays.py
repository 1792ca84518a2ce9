"""The table of holidays against the library it was made from, day by day."""

import datetime as dt

import pytest

from models import holidays, sessions
from models.instruments import Market
from tests.models import make_holidays

AGAIN = "models/holidays.py differs from the library; make it again with: python -m tests.models.make_holidays"
LUNCH = dt.date(2012, 3, 5)  # the library has today's lunch for Hong Kong's past as well


@pytest.mark.library
@pytest.mark.parametrize("market", make_holidays.CODES)
def test_every_day_is_what_the_library_says(market):
    known, missed = make_holidays.known(market), make_holidays.MISSED.get(market, ())
    first, last = make_holidays.SPANS[market]
    wrong = []
    for date in (first + dt.timedelta(days=n) for n in range((last - first).days + 1)):
        spans = sessions.hours(market, date)
        if bool(spans) is not (date in known and date not in missed):
            wrong.append(f"{date}: {'a session' if spans else 'closed'} here")
        elif spans and not agrees(market, date, spans, known[date]):
            wrong.append(f"{date}: {spans} here, {known[date]} there")
    assert not wrong, "\n".join([AGAIN, *wrong[:20]])
    assert (holidays.FIRST[market], holidays.HORIZON[market]) == (first, last)


def agrees(market, date, spans, times):
    opens, lunch, after, closes = times
    whole = [spans[0][0], spans[-1][1]] == [opens, closes]
    if market is Market.HK and date < LUNCH:
        return whole and (len(spans) == 1) is (lunch is None)
    return whole and [*spans[0], *spans[-1]] == [opens, lunch or closes, after or opens, closes]


@pytest.mark.library
def test_the_module_is_what_its_maker_writes():
    held, made = make_holidays.TARGET.read_text(encoding="utf-8"), make_holidays.made()
    assert held[held.index("FIRST = ") :] == made[made.index("FIRST = ") :], AGAIN  # above them stands the version


def test_the_table_lists_weekdays_only_at_its_ends():
    """A span never begins or ends on a weekend, so that a reader can check it against an announcement."""
    for market, table in holidays.CLOSED.items():
        for line in table.split("\n"):
            year, *spans = line.split() or ["0"]
            for end in (end for span in spans for end in span.split("-")):
                assert dt.date(int(year), int(end[:2]), int(end[2:])).weekday() < 5, (market, year, end)


def test_a_half_day_is_a_session():
    for market in holidays.HALF:
        halves = [day for day in map(dt.date.fromordinal, range(729_000, 741_000)) if sessions.is_half_day(market, day)]
        assert halves
        assert all(sessions.is_session(market, day) for day in halves)

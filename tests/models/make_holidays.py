"""Makes ``models/holidays.py`` from exchange_calendars: ``python -m tests.models.make_holidays``."""

from __future__ import annotations

import datetime as dt
import warnings
from itertools import groupby
from pathlib import Path

from models.instruments import Market

TARGET = Path(__file__).resolve().parents[2] / "models" / "holidays.py"
CODES = {Market.CN: "XSHG", Market.HK: "XHKG", Market.US: "XNYS"}
SPANS = {  # the years the library is right about: its Hong Kong of before 1999 has other holidays than the index
    Market.CN: (dt.date(1991, 1, 1), dt.date(2026, 12, 31)),
    Market.HK: (dt.date(1999, 1, 1), dt.date(2027, 12, 31)),
    Market.US: (dt.date(1991, 1, 1), dt.date(2027, 12, 31)),
}
MISSED = {Market.HK: (dt.date(2023, 9, 1), dt.date(2023, 9, 8))}  # super typhoon Saola, the black rain a week later
DAY = dt.timedelta(days=1)
HEAD = '''"""The days the exchanges rest, and the days that end early. Data: sessions.py reads it.

Made from exchange_calendars {version} by ``python -m tests.models.make_holidays``, which a test compares day by day.
A line is a year: weekdays without trading, MMDD or a span of them (weekends inside count for nothing). A half day
stands behind the exchange's clock at its close. Before FIRST and after HORIZON nothing is known but weekends.
Two days are ours, as the library misses them and the index has no close: Hong Kong in storm, 2023-09-01 and 09-08.
Since 2024-09-23 Hong Kong trades through storms.
"""

from __future__ import annotations

import datetime as dt

from models.instruments import Market

'''


def known(market):
    """The library's calendar: date -> (open, break start, break end, close) on the exchange's clock, None without."""
    with warnings.catch_warnings():
        # pandas 3 tells the library that its frequencies and copies are going; it is a tool here, not a part
        warnings.filterwarnings("ignore", module=r"(exchange_calendars|pandas|toolz)\b.*")
        import exchange_calendars

        first, last = SPANS[market]
        calendar = exchange_calendars.get_calendar(CODES[market], start=first.isoformat(), end=last.isoformat())
        frame = calendar.schedule[["open", "break_start", "break_end", "close"]]
        rows = frame.itertuples(name=None)
        return {day.date(): tuple(_clock(at, calendar.tz) for at in times) for day, *times in rows}


def version():
    from importlib.metadata import version as installed

    return installed("exchange_calendars")


def _clock(at, zone):
    return at.tz_convert(zone).time() if at == at else None  # NaT differs from itself


def closed_days(market, calendar):
    """Weekdays without trading, ascending."""
    first, last = SPANS[market]
    days = (first + DAY * n for n in range((last - first).days + 1))
    missed = MISSED.get(market, ())
    return [day for day in days if day.weekday() < 5 and (day not in calendar or day in missed)]


def half_days(calendar):
    """(date, close) of the days that end before three, when the earliest of the markets closes."""
    return [(day, close) for day, (*_, close) in calendar.items() if close < dt.time(15)]


def _closed_line(year, days):
    runs = []
    for day in days:
        follows = runs and all((runs[-1][-1] + DAY * n).weekday() >= 5 for n in range(1, (day - runs[-1][-1]).days))
        if follows:
            runs[-1].append(day)
        else:
            runs.append([day])
    spans = (f"{run[0]:%m%d}" + (f"-{run[-1]:%m%d}" if len(run) > 1 else "") for run in runs)
    return f"{year} " + " ".join(spans)


def _half_line(year, close, days):
    return f"{year} {close:%H:%M} " + " ".join(f"{day:%m%d}" for day, _ in days)


def _table(name, kind, lines):
    body = "".join(f'    Market.{market}: """\n' + "\n".join(rows) + '\n""",\n' for market, rows in lines.items())
    return f"{name}: dict[Market, str] = {{  # {kind}\n{body}}}\n"


def _dates(name, which):
    days = "".join(f"    Market.{m}: dt.date({d.year}, {d.month}, {d.day}),\n" for m, d in which.items())
    return f"{name} = {{\n{days}}}\n"


def made():
    """The whole module as text."""
    closed, half = {}, {}
    for market in CODES:
        calendar = known(market)
        by_year = groupby(closed_days(market, calendar), key=lambda day: day.year)
        closed[market] = [_closed_line(year, days) for year, days in by_year]
        short = groupby(half_days(calendar), key=lambda pair: (pair[0].year, pair[1]))
        half[market] = [_half_line(*of, pairs) for of, pairs in short]
    return "".join([
        HEAD.format(version=version()),
        _dates("FIRST", {market: span[0] for market, span in SPANS.items()}),
        _dates("HORIZON", {market: span[1] for market, span in SPANS.items()}),
        _table("CLOSED", "weekdays without trading", closed),
        _table("HALF", "days that end early", {market: rows for market, rows in half.items() if rows}),
    ])  # fmt: skip


if __name__ == "__main__":
    TARGET.write_text(made(), encoding="utf-8")

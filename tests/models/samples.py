"""Small values for the tests of models: instruments, bars, a universe of one share a market, the reference week."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace

import numpy as np

import resources
from models.instruments import Instrument, Kind, Market
from models.review.calculation import review
from models.review.values import Window
from models.universe import universe_from
from models.values import Action, ActionKind, Bars, Basis, Quote

WEEK = Window(first=dt.date(2024, 9, 23), last=dt.date(2024, 9, 25))
AFTER = dt.datetime(2024, 9, 26, 12, tzinfo=dt.UTC).timestamp()  # every market has closed on the 25th
ASKED = dt.datetime(2024, 9, 26, 1, tzinfo=dt.UTC).timestamp()
ZH, EN = resources.texts("zh"), resources.texts("en")
SHARE = Instrument(id="600000.SH", market=Market.CN, exchange="XSHG", name_zh="浦发银行", name_en="SPD Bank")
INDEX = Instrument(id="000300.SH", kind=Kind.INDEX, market=Market.CN, exchange="XSHG", name_zh="沪深300")


def day(text):
    """``"0923"``: a day of September 2024 unless it says a year."""
    return dt.date.fromisoformat(text if "-" in text else f"2024-{text[:2]}-{text[2:]}")


def bars(closes, *, name="600000.SH", **changes):
    """Bars from ``{"0920": 10.0, ...}``: open, high and low are the close, a thousand shares are traded."""
    prices = np.array(list(closes.values()), float)
    held = {
        "instrument": name, "date": np.array([day(text) for text in closes], "datetime64[D]"),
        "time": np.arange(len(prices)), "open": prices, "high": prices, "low": prices, "close": prices,
        "volume": np.full(len(prices), 1000.0), "turnover": prices * 1000.0, "currency": "CNY", "source": "sample",
        "fetched_at": ASKED, "actions": (),
    }  # fmt: skip
    return Bars(**(held | changes))


def split(date, value):
    return Action(ex_date=day(date), kind=ActionKind.SPLIT, value=value)


def cash(date, value):
    return Action(ex_date=day(date), kind=ActionKind.DIVIDEND, value=value)


def quote(name="600000.SH", last=10.0, **changes):
    held = {"currency": "CNY", "exchange_time": ASKED, "received_at": ASKED, "source": "sample"}
    return Quote(instrument=name, last=last, **(held | changes))


def small_universe(*ids, featured=None):
    """One sector of ``ids`` with CSI 300, Hang Seng and Nasdaq as benchmarks."""
    marks = [
        {"id": "000300.SH", "kind": "index", "name_zh": "沪深300"},
        {"id": "HSI", "kind": "index", "market": "HK"},
        {"id": "IXIC", "kind": "index", "market": "US"},
    ]
    sector = {"id": "one", "name_zh": "板", "name_en": "One", "members": ids, "featured": featured or ids}
    instruments = [{"id": name, "name_zh": f"名{name[:2]}", "name_en": f"N{name[:2]}"} for name in ids] + marks
    benchmarks = {"CN": "000300.SH", "HK": "HSI", "US": "IXIC"}
    return universe_from({"instruments": instruments, "sectors": [sector], "benchmarks": benchmarks})


MARK = {"0920": 3000.0, "0923": 3010.0, "0924": 3020.0, "0925": 3030.0}  # +1 %


def reviewed(series, *, window=WEEK, now=AFTER, failures=None, mark=MARK, ids=("600000.SH",), everyone=False):
    """The review of ``{id: Bars}`` beside a CSI 300 that gained one percent and was fetched with the newest of them."""
    index = bars(mark, name="000300.SH", fetched_at=max((one.fetched_at for one in series), default=ASKED))
    held = {one.instrument: one for one in series} | {"000300.SH": index}
    return review(small_universe(*ids), window, held, failures or {}, now, everyone=everyone)


def row_of(closes, **named):
    """The one row of a review of 600000.SH, whose bars take ``named``."""
    options = {key: named.pop(key) for key in ("window", "now", "mark", "failures") if key in named}
    return reviewed([bars(closes, **named)], **options).rows[0]


def reference_bars():
    """The bundled facts as bars, by id."""
    facts = {}
    with (resources.facts_folder() / "closes_2024-09.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            facts.setdefault(line["instrument"], []).append(line)
    return {name: _of_facts(name, lines) for name, lines in facts.items()}


def _of_facts(name, lines):
    made = bars({line["date"]: float(line["close"]) for line in lines}, name=name, source="reference")
    nothing = np.full(len(made), np.nan)
    return made.with_columns(
        open=nothing, high=nothing, low=nothing, volume=nothing, turnover=nothing,
        basis=Basis(lines[0]["basis"]), actions=None,
    )  # fmt: skip


def reference_review(*, everyone=False, us_benchmark="IXIC", now=AFTER, without=()):
    """Figure 1 of the reference week."""
    held = {name: series for name, series in reference_bars().items() if name not in without}
    universe = universe_from(resources.universe(), us_benchmark=us_benchmark)
    return review(universe, WEEK, held, dict.fromkeys(without, "offline"), now, everyone=everyone)


def with_row(made, **changes):
    """``made`` with its first row changed."""
    first = made.sectors[0]
    rows = (replace(first.rows[0], **changes), *first.rows[1:])
    return replace(made, sectors=(replace(first, rows=rows), *made.sectors[1:]))

"""The cache at 5,000 symbols x 2,500 daily bars, beside the fastest of the peers' stores in the same run.

``python benchmarks/cache.py [--symbols N] [--bars N] [--rounds N] [--quick]``. Ours keeps more than the peer's store:
the bar's time, turnover in cents, a checksum over everything, spans and actions; both write the same kind of random
prices. The peer is the hybrid of their cache_bench.py, which needs nothing but numpy. Real prices, where they lie
beside the repository, give the size of a bar that no generator flatters.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import datetime as dt
import multiprocessing
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import measure
import peers
from measure import Row, Setup, against, limited, pick, rounds

BEST = "sqlite_hybrid"
SYMBOLS, BARS, READS = 5000, 2500, 300
SINCE = dt.date(2014, 1, 2)
NOW = 2e9
REAL = {"us": ("us", 4), "hk": ("hk", 4), "cn": ("cn_baostock_qfq", 2)}  # folder, decimals of a traded price


def main() -> int:
    """Measure, print, or be the child that is measured."""
    arguments = _arguments()
    if arguments.child:
        measure.answer(_ours(arguments.symbols, arguments.bars, arguments.peers))
    place = peers.folder(arguments.peers)
    setup = Setup(quick=arguments.quick, platform="offscreen", peers=place, python=peers.ours())
    from run import HEAD, _cells, _line

    print(_line(HEAD), _line(["---"] * len(HEAD)), sep="\n")
    for row in measured(setup, arguments.symbols, arguments.bars, arguments.rounds):
        print(_line(_cells(row)))
    print("\n".join(f"note: {note}" for note in setup.notes))
    return 0


def _arguments() -> argparse.Namespace:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--symbols", type=int, default=SYMBOLS)
    wanted.add_argument("--bars", type=int, default=BARS)
    wanted.add_argument("--rounds", type=int, default=1)
    wanted.add_argument("--quick", action="store_true", help="500 symbols")
    wanted.add_argument("--peers", metavar="DIR", help="the peers' scripts (or SUANLI_PEERS; ../shared/bench)")
    wanted.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return wanted.parse_args()


def measured(setup: Setup, symbols: int = SYMBOLS, bars: int = BARS, count: int = 1) -> list[Row]:
    """Rows of this area."""
    symbols = 500 if setup.quick else symbols
    size = ("--symbols", symbols, "--bars", bars)
    jobs: dict[str, Any] = {"ours": lambda: setup.child("cache.py", "--child", *size, timeout=900.0)}
    if setup.peers is not None and (setup.peers / "cache_bench.py").is_file():
        jobs[BEST] = lambda: peers.run(
            peers.ours(), setup.peers / "cache_bench.py", "--store", BEST, *size, platform="offscreen", timeout=900.0
        )
    results = rounds(setup, count, jobs)
    return _rows(results["ours"], results.get(BEST, []), symbols)


def _rows(ours: list[Any], best: list[Any], symbols: int) -> list[Row]:
    """The bars of bench/README.md at full size; ratios to the peer's in the same run."""
    share = symbols / SYMBOLS
    rows = [
        limited("read one symbol, data process", "ms", pick(ours, "read_ms"), 0.7),
        limited("the same, least of all reads", "ms", pick(ours, "read_least_ms")),
        limited("read one symbol, through the pipe", "ms", pick(ours, "pipe_ms"), 5.0),
        limited(f"upsert newest of {symbols}, new day", "s", pick(ours, "upsert_new_s"), 0.05 * share),
        limited(f"upsert newest of {symbols}, same day", "s", pick(ours, "upsert_same_s"), 0.05 * share),
        limited(f"last 6 bars of {symbols}", "ms", pick(ours, "tails_ms"), 12.0 * share),
        limited("bytes a bar, all kept and sealed", "B", pick(ours, "bytes_per_bar"), 12.0),
        limited("write all", "s", pick(ours, "write_all_s")),
        limited("open, checked (quick_check of the file)", "ms", pick(ours, "open_ms")),
        limited("verify the checksums of 100,000 bars", "ms", pick(ours, "crc_ms"), 50.0),
    ]
    rows += [limited(f"bytes a bar, real prices, {name}", "B", pick(ours, "real", name)) for name in REAL]
    theirs: dict[int, tuple[str, ...]] = {
        0: ("read_one_ms", "median"), 3: ("upsert_new_s",), 5: ("last6_ms",), 6: ("bytes_per_bar",),
        7: ("write_all_s",),
    }  # fmt: skip
    for place, path in theirs.items():
        if best:
            rows[place].peer, rows[place].theirs = BEST, measure.median(pick(best, *path))
            told = against("", "", [rows[place].ours], BEST, [rows[place].theirs], 1.0)
            rows[place].ratio, rows[place].span = told.ratio, told.span
    return rows


# the child


def _ours(symbols: int, bars: int, peer: str | None) -> dict[str, Any]:
    from data_sources.cache import Cache

    with tempfile.TemporaryDirectory(prefix="suanli-cache-") as place:
        home = Path(place)
        cache, found = Cache(home), dict[str, Any]()
        found["write_all_s"] = _timed(lambda: [_put(cache, _instrument(n), _made(n, bars)) for n in range(symbols)])
        cache.close()
        found["bytes_per_bar"] = sum(file.stat().st_size for file in home.iterdir()) / symbols / bars
        began = time.perf_counter()
        cache = Cache(home)
        found["open_ms"] = (time.perf_counter() - began) * 1000
        found |= _reads(cache, symbols, bars) | _newest(cache, symbols, bars) | _checks(cache)
        cache.close()
    found["real"] = _real(Path(peer).parent / "data" if peer else peers.ROOT / ".." / "shared" / "data")
    return found


def _timed(work: Any) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _instrument(number: int):
    from models.instruments import Instrument, Market

    return Instrument(id=f"{600000 + number}.SH", market=Market.CN, exchange="XSHG")


def _made(number: int, count: int):
    """A random walk in cents, volume in hundreds of shares, turnover in cents about the day's mean price."""
    import numpy as np

    from models.values import Bars

    rng = np.random.default_rng(measure.SEED + number)
    days = np.datetime64(SINCE, "D") + np.arange(2 * count)
    days = days[np.is_busday(days)][:count]
    close = np.round(np.exp(rng.normal(3, 1)) * np.exp(np.cumsum(rng.standard_normal(count) * 0.02)) + 1, 2)
    open_ = np.round(np.r_[close[0], close[:-1]] * (1 + rng.standard_normal(count) * 0.003), 2)
    high = np.round(np.maximum(open_, close) * (1 + np.abs(rng.standard_normal(count)) * 0.008), 2)
    low = np.round(np.minimum(open_, close) * (1 - np.abs(rng.standard_normal(count)) * 0.008), 2)
    volume = rng.lognormal(12, 1, count) // 100 * 100
    turnover = np.round(volume * (low + (high - low) * rng.beta(4, 4, count)), 2)
    return Bars(
        instrument=_instrument(number).id, date=days, time=days.astype("datetime64[s]").astype(np.int64) + 5400,
        open=open_, high=high, low=low, close=close, volume=volume, turnover=turnover, currency="CNY", source="s",
        fetched_at=NOW,
    )  # fmt: skip


def _put(cache: Any, instrument: Any, made: Any) -> None:
    from data_sources.spans import Span

    first, last = made.date[0].astype(dt.date), made.date[-1].astype(dt.date)
    assert cache.merge(made, Span(first=first, last=last, fetched_at=NOW)), instrument


def _reads(cache: Any, symbols: int, bars: int) -> dict[str, float]:
    """Reads of random symbols here, and asked for by another process through a pipe."""
    from models.values import Interval

    chosen, times = random.Random(measure.SEED), list[float]()
    for _ in range(READS):
        one = _instrument(chosen.randrange(symbols))
        began = time.perf_counter()
        found = cache.read(one, Interval.DAY, "s")
        times.append((time.perf_counter() - began) * 1000)
        assert len(found.bars) == bars
    return {"read_ms": statistics.median(times), "read_least_ms": min(times), "pipe_ms": _piped(cache, symbols)}


def _piped(cache: Any, symbols: int) -> float:
    """Milliseconds from the question to the bars in the asking process, median."""
    from models.values import Interval

    ours, theirs = multiprocessing.Pipe()
    pid = os.fork()
    if not pid:
        chosen, times = random.Random(measure.SEED + 1), list[float]()
        for _ in range(READS):
            began = time.perf_counter()
            theirs.send(chosen.randrange(symbols))
            assert len(theirs.recv())
            times.append((time.perf_counter() - began) * 1000)
        theirs.send(("done", statistics.median(times)))
        os._exit(0)
    while not isinstance(asked := ours.recv(), tuple):
        ours.send(cache.read(_instrument(asked), Interval.DAY, "s").bars)
    os.waitpid(pid, 0)
    return float(asked[1])


def _newest(cache: Any, symbols: int, bars: int) -> dict[str, float]:
    """The newest bar of every symbol, twice for each of three days, and the last six of all after each."""
    from data_sources.tails import Newest

    last = _made(0, bars)
    day, at = last.date[-1].astype(dt.date), int(last.time[-1])
    times: dict[str, list[float]] = {"upsert_new_s": [], "upsert_same_s": [], "tails_ms": []}
    everyone = [_instrument(number) for number in range(symbols)]
    for ahead in (1, 2, 3):
        for name, price in (("upsert_new_s", 10.5), ("upsert_same_s", 10.0 + ahead)):
            rows = [
                Newest(
                    instrument=one.id, source="s", date=day + dt.timedelta(days=ahead), time=at + 86400 * ahead,
                    open=10.0, high=15.0, low=9.0, close=price, volume=1000.0, turnover=10500.25, fetched_at=NOW,
                )
                for one in everyone
            ]  # fmt: skip
            times[name].append(_timed(lambda rows=rows: cache.upsert_newest(rows)))
        began = time.perf_counter()
        found = cache.tails(everyone, "s", 6)
        times["tails_ms"].append((time.perf_counter() - began) * 1000)
        assert (found.close[:, -1] == 10.0 + ahead).all()
        assert found.close[7, 5 - ahead] == _made(7, bars).close[-1]
    return {name: statistics.median(held) for name, held in times.items()}


def _checks(cache: Any) -> dict[str, float]:
    """The checksums of the chunks of forty symbols."""
    import zlib

    with cache._reading() as db:
        began = time.perf_counter()
        for (blob,) in db.execute("select columns from chunk limit 40"):
            zlib.crc32(blob, 1)
    return {"crc_ms": (time.perf_counter() - began) * 1000}


def _real(folder: Path) -> dict[str, float]:
    """Bytes a bar of the files in ../shared/data/prices_daily, a market at a time; empty without them."""
    found = {}
    for name, (part, decimals) in REAL.items():
        files = sorted((folder / "prices_daily" / part).glob("*.csv"))
        if files:
            found[name] = _real_size(files, decimals)
    return found


def _real_size(files: list[Path], decimals: int) -> float:
    from data_sources.cache import Cache

    with tempfile.TemporaryDirectory(prefix="suanli-cache-") as place:
        total = 0
        with contextlib.closing(Cache(Path(place))) as cache:
            empty = (Path(place) / "cache.db").stat().st_size
            for number, file in enumerate(files * 10):  # ten times: a handful of symbols is mostly begun pages
                made = _read(number, file, decimals)
                total += len(made)
                _put(cache, _instrument(number), made)
            cache.idle()
        return ((Path(place) / "cache.db").stat().st_size - empty) / total


def _read(number: int, file: Path, decimals: int):
    """One CSV as bars; adjusted prices are put back on the grid that traded ones lie on."""
    import numpy as np

    from models.values import Bars

    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["close"]]
    days = np.array([row["date"] for row in rows], "datetime64[D]")
    names = ("open", "high", "low", "close", "volume", "amount")
    column = {name: np.array([float(row.get(name) or "nan") for row in rows]) for name in names}
    prices = {name: np.round(column[name], decimals) for name in ("open", "high", "low", "close")}
    return Bars(
        instrument=_instrument(number).id, date=days, time=days.astype("datetime64[s]").astype(np.int64) + 5400,
        volume=column["volume"], turnover=np.round(column["amount"], 2), currency="CNY", source="s", fetched_at=NOW,
        **prices,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

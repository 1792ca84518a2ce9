"""A watchlist of sixty, live, against an upstream that logs: what each host is asked, beside what it bears.

``python3 benchmarks/watch.py --log FILE --minutes 2 --as-if-open``, with the proxy and CA of the upstream in the
environment. ``--storm FAULTS`` then lets every host answer 429 for as long, through the upstream's file of faults,
and compares. ``--kills N`` needs no upstream: it kills a provider's worker N times under load. See README.md.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(1, str(ROOT))

MORE = {
    "US": "INTC AMD AAPL GOOG META AVGO MU TSM QCOM TXN ARM SMCI DELL ANET VRT MRVL CSCO IBM PLTR NVDA MSFT",
    "HK": "00700 09988 09888 00020 00981 01024 01810 02382 03690 09618 00992 01347 06060 00763 00285 02018 00268 03888 "
          "00388 00005 00941",
    "CN": "600519 600036 601318 600000 000001 000063 000977 002415 300033 300059 300750 600588 601138 601360 603019 "
          "603986 688008 688012 688111 688981 600941",
}  # fmt: skip
SUFFIX = {"US": "US", "HK": "HK"}


def main() -> int:
    """Measure and print; 1 when a host was asked for more than it bears."""
    arguments = _arguments()
    if arguments.kills:
        return _kills(arguments.kills)
    if arguments.log is None:
        print("--log FILE: the upstream's log of requests is needed", file=sys.stderr)
        return 2
    well, over = _watch(arguments, "healthy")
    if arguments.storm is None:
        return int(over)
    arguments.storm.write_text(json.dumps({"": {"mode": "429"}}))
    try:
        ill, worse = _watch(arguments, "storm: every host answers 429")
    finally:
        arguments.storm.write_text("{}")
    print(f"\nstorm {ill} requests, healthy {well}: {ill / max(well, 1):.2f} x (bar 2 x)")
    return int(over or worse or ill > 2 * well)


def _arguments() -> argparse.Namespace:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--log", type=Path, metavar="FILE", help="the upstream's requests, one JSON line each")
    wanted.add_argument("--minutes", type=float, default=10.0)
    wanted.add_argument("--per-market", type=int, default=20)
    wanted.add_argument("--as-if-open", action="store_true", help="poll as if every market traded now")
    wanted.add_argument("--storm", type=Path, metavar="FAULTS", help="the upstream's faults, written and emptied")
    wanted.add_argument(
        "--sleep", type=float, default=0.0, metavar="S", help="stop the data process for so long, once (35)"
    )
    wanted.add_argument("--kills", type=int, default=0, metavar="N", help="kill a provider's worker N times instead")
    return wanted.parse_args()


def watchlist(per_market: int):
    """``per_market`` instruments of each market, those of the universe first."""
    from models import symbols
    from models.instruments import EXCHANGES

    known = json.loads((ROOT / "resources" / "universe.json").read_text(encoding="utf-8"))["instruments"]
    ids = [one["id"] for one in known if "." in one["id"] and not one["id"].startswith(("000300", "399", "000688"))]
    for market, codes in MORE.items():
        for code in codes.split():
            suffix = SUFFIX.get(market) or ("SH" if code.startswith("6") else "SZ")
            ids.append(f"{code}.{suffix}")
    found = [symbols.instrument(name) for name in dict.fromkeys(ids)]
    return tuple(one for market in EXCHANGES for one in [f for f in found if f.market is market][:per_market])


class Heard:
    """When each instrument's quotes came, and the newest status."""

    def __init__(self):
        self.at: dict[str, list[float]] = defaultdict(list)
        self.status = None

    def quotes(self, quotes):
        """Called by the client for each batch."""
        now = time.time()
        for quote in quotes:
            self.at[quote.instrument].append(now)

    def noticed(self, status):
        """Called by the client for each new state."""
        self.status = status


def _watch(arguments: argparse.Namespace, title: str) -> tuple[int, bool]:
    """Requests in all, and whether a group was asked for more than it bears."""
    from data_sources.client import DataClient
    from data_sources.protocol import Boot

    heard, instruments = Heard(), watchlist(arguments.per_market)
    with tempfile.TemporaryDirectory() as folder:
        boot = Boot(profile=folder, facts=str(ROOT / "resources"), always_open=arguments.as_if_open)
        began = time.time()
        client = DataClient(boot, on_quotes=heard.quotes, on_status=heard.noticed)
        client.subscribe(instruments)
        time.sleep(arguments.minutes * 60)
        woke = _slept(client.pid, arguments.sleep) if arguments.sleep else 0.0
        ended = time.time()
        client.close()
    requests = _logged(arguments.log, began, ended)
    print(f"\n## {title}: {len(instruments)} rows, {arguments.minutes:g} minutes\n")
    over = _hosts(requests, ended - began)
    _batches(requests)
    _gaps(heard, instruments, began, ended)
    if woke:
        _after_sleep(requests, heard, woke)
    for line in heard.status.sources if heard.status else ():
        print(f"{line.source:12} {line.state:8} {line.breaker:9} {line.requests:5} requests  {line.reason}")
    return len(requests), over


def _slept(pid: int, seconds: float) -> float:
    """When the data process went on after it had been stopped; twenty seconds later this returns."""
    os.kill(pid, signal.SIGSTOP)
    time.sleep(seconds)
    os.kill(pid, signal.SIGCONT)
    woke = time.time()
    time.sleep(20.0)
    return woke


def _after_sleep(requests: list[dict], heard: Heard, woke: float) -> None:
    after = [one["t"] for one in requests if one["t"] >= woke]
    busiest = max((sum(at <= other < at + 1.0 for other in after) for at in after), default=0)
    fresh = [min((at for at in times if at >= woke), default=float("inf")) - woke for times in heard.at.values()]
    longest = max(fresh, default=float("inf"))
    print(f"after a sleep: {busiest} requests in the busiest second (bar 5), all fresh after {longest:.1f} s (bar 30)")


def _logged(log: Path, began: float, ended: float) -> list[dict]:
    with log.open(encoding="utf-8") as lines:
        return [one for line in lines if began <= (one := json.loads(line))["t"] <= ended]


def _group(host: str):
    from data_sources.catalog import GROUPS

    return next((group for group in GROUPS if host.endswith(group.id)), None)


def _hosts(requests: list[dict], seconds: float) -> bool:
    over = False
    by_group: dict[str, list[float]] = defaultdict(list)
    for one in requests:
        group = _group(one["host"])
        by_group[group.id if group else one["host"]].append(one["t"])
    print("| host group | requests | a minute | bears a minute | busiest minute | bears then | within |")
    print("|---|---|---|---|---|---|---|")
    for name, times in sorted(by_group.items()):
        group = _group(name)
        bears = 60 * group.per_s if group else 0.0
        busiest = max(sum(at <= other < at + 60 for other in times) for at in times)
        within = busiest <= bears + (group.burst if group else 0)
        over = over or not within
        print(f"| {name} | {len(times)} | {60 * len(times) / seconds:.1f} | {bears:g} | {busiest} | "
              f"{bears + (group.burst if group else 0):g} | {'yes' if within else '**no**'} |")  # fmt: skip
    return over


def _batches(requests: list[dict]) -> None:
    """How many rows a request for quotes carries, and how many such requests a tick of 3 s."""
    for host, key in (("gtimg.cn", "q"), ("yahoo.com", "symbols"), ("eastmoney.com", "secids"), ("sinajs.cn", "list")):
        mine = [one for one in requests if host in one["host"] and (key in one["q"] or f"{key}=" in one["path"])]
        if mine:
            times = sorted(one["t"] for one in mine)
            closest = min((b - a for a, b in itertools.pairwise(times)), default=0.0)
            ticks = max(1.0, (times[-1] - times[0]) / 3.0)
            print(f"{host}: {len(mine)} requests for quotes, {len(mine) / (ticks + 1):.2f} a tick of 3 s, "
                  f"two of them never closer than {closest:.2f} s")  # fmt: skip


def _gaps(heard: Heard, instruments, began: float, ended: float) -> None:
    by_market: dict[str, list[float]] = defaultdict(list)
    silent: Counter = Counter()
    for one in instruments:
        times = heard.at.get(one.id, [])
        if not times:
            silent[one.market] += 1
            continue
        by_market[one.market] += [b - a for a, b in zip(times, [*times[1:], ended], strict=True)]
        by_market[f"{one.market} first"].append(times[0] - began)
    for market, gaps in sorted(by_market.items()):
        print(f"{market}: gap median {statistics.median(gaps):.2f} s, longest {max(gaps):.2f} s")
    for market, count in silent.items():
        print(f"{market}: {count} rows without any quote")


# kills


def _kills(count: int) -> int:
    """Two lanes under load, the worker of one killed at random moments: each kill may cost one job of that lane."""
    from data_sources.catalog import Group
    from data_sources.lanes import Lane
    from data_sources.protocol import QuotesWanted, SourceContext
    from data_sources.provider import Provider
    from models import symbols
    from models.errors import AppError

    want = QuotesWanted(instruments=(symbols.instrument("NVDA.US"),))
    lanes = [Lane(Group(id=name, per_s=1e6, burst=1000, rests_s=(0.0,))) for name in ("victim", "other")]
    workers = [Provider(f"{n}", "data_sources.adapters.simulated", SourceContext(folder="")) for n in ("a", "b")]
    tally, done, rng = Counter(), threading.Event(), random.Random(7)

    def load(place: int) -> None:
        while not done.is_set():
            try:
                lanes[place].run(lambda sent: workers[place].answer(want, sent))
                tally[f"{place} answered"] += 1
            except AppError:
                tally[f"{place} failed"] += 1

    threads = [threading.Thread(target=load, args=(place,)) for place in (0, 0, 1)]
    for thread in threads:
        thread.start()
    killed, respawned, seen = 0, set(), 0
    while killed < count:
        pid = workers[0].pid
        answered = tally["0 answered"]
        if pid is None or pid == seen or answered == 0:
            time.sleep(0.002)
            continue
        time.sleep(rng.uniform(0.0, 0.05))
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        seen, killed = pid, killed + 1
        until = time.monotonic() + 30.0
        while tally["0 answered"] <= answered and time.monotonic() < until:
            time.sleep(0.002)
        respawned.add(killed) if tally["0 answered"] > answered else None
    done.set()
    for thread in threads:
        thread.join()
    for worker in workers:
        worker.close()
    print(f"{killed} kills, answers again after {len(respawned)}; {dict(tally)}")
    return int(len(respawned) < killed or tally["1 failed"] > 0)


if __name__ == "__main__":
    sys.exit(main())

"""The stream dropped a thousand times: how many come back, what is lost, how long it takes.

A server on the loopback closes or resets each line after one quote. The waits between tries are those of the
program, run a hundred times as fast. Run: python -m benchmarks.stream [--drops N] [--junk N]
"""

from __future__ import annotations

import argparse
import os
import queue
import random
import statistics
import tempfile
import threading
import time

from data_sources.adapters import yahoo_stream
from data_sources.protocol import SourceContext
from data_sources.yahoo.frames import quote_of
from models import symbols
from tests.data_sources.yahoo.streamer import Streamer, abort, message

FASTER = 100.0
FOLLOWED = tuple(symbols.instrument(one) for one in ("NVDA.US", "AMD.US", "00700.HK", "300308.SZ", "600000.SH"))


class Drops:
    """Serves one quote a line, then ends it: a clean close, a reset, in turn. Notes when."""

    def __init__(self, count):
        self.count, self.ended, self.begun = count, {}, {}
        self.over = threading.Event()

    def __call__(self, connection, number, asked):
        """One line of the server's."""
        self.begun[number] = time.perf_counter()
        now = int(time.time() * 1000)
        connection.send(message(id="NVDA", price=100.0, time=now, currency="USD", market_hours=1))
        if number > self.count:
            self.over.set()
            connection.recv()
        self.ended[number] = time.perf_counter()
        if number % 2:
            abort(connection)


def run(count):
    drops = Drops(count)
    server = Streamer(drops)
    os.environ[yahoo_stream.ADDRESS] = server.url
    pushed, waits = queue.Queue(), []
    wait = threading.Event().wait

    def pause(seconds):
        waits.append(seconds)
        wait(seconds / FASTER)

    context = SourceContext(folder=tempfile.gettempdir())
    stream = yahoo_stream.YahooStream(lambda: yahoo_stream.open_line(context), pushed.put, pause=pause)
    started = time.perf_counter()
    stream.subscribe(FOLLOWED)
    drops.over.wait(600)
    took = time.perf_counter() - started
    counts = stream.counts()
    stream.close()
    server.close()
    return drops, server, pushed.qsize(), waits, took, counts


def junk(count):
    """Damaged frames through decoding and ``quote_of``: how many raised, how many became a quote without its three."""
    from google.protobuf.json_format import MessageToDict
    from google.protobuf.message import DecodeError
    from yfinance.pricing_pb2 import PricingData

    chance, escaped, unsound, quotes, now = random.Random(1), 0, 0, 0, time.time()
    asked = {"NVDA": FOLLOWED[0]}
    whole = PricingData(id="NVDA", price=1.5, time=int(now * 1000), market_hours=1, day_volume=9).SerializeToString()
    for _ in range(count):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            held = MessageToDict(PricingData.FromString(bytes(damaged)), preserving_proto_field_name=True)
        except (DecodeError, ValueError):
            continue  # the line drops it
        try:
            quote = quote_of(held, asked, now)
        except Exception:  # noqa: BLE001 - what is counted
            escaped += 1
            continue
        quotes += quote is not None
        unsound += quote is not None and not (quote.instrument and (quote.last or quote.extended_last) > 0)
    print(
        f"damaged frames {count}: exceptions {escaped}, quotes {quotes}, of these without id, price or time {unsound}"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drops", type=int, default=1000)
    parser.add_argument("--junk", type=int, default=200_000)
    chosen = parser.parse_args()
    junk(chosen.junk)
    drops, server, quotes, waits, took, counts = run(chosen.drops)
    back = [drops.begun[n + 1] - drops.ended[n] for n in drops.ended if n + 1 in drops.begun]
    full = {"NVDA", "AMD", "0700.HK", "300308.SZ", "600000.SS"}
    lost = sum(asked != full for asked in server.subscriptions)
    slowest = sorted(back)[int(0.99 * len(back)) - 1]
    recovered = len(server.subscriptions) - 1
    print(f"dropped {drops.count}, recovered {recovered} in {took:.1f} s; lines made {counts['connections']}")
    print(f"connections with lost subscriptions: {lost}; quotes pushed {quotes}; frames dropped {counts['dropped']}")
    longest = max(waits)
    print(f"waits asked for: median {statistics.median(waits):.2f} s, longest {longest:.2f} s ({FASTER:.0f} x as fast)")
    print(f"from drop to new subscription: median {statistics.median(back) * 1000:.1f} ms, p99 {slowest * 1000:.1f} ms")


if __name__ == "__main__":
    main()

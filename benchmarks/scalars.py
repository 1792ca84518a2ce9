"""D3 at length: a million values through the parser of single values. ``python -m benchmarks.scalars [count]``."""

import math
import struct
import sys
import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_sources.guards.scalars import missing, number, positive
from tests.data_sources.guards.test_scalars import NO_NUMBERS, NOTHING

TOGETHER, LONGEST = 20, 14  # values an example of Hypothesis, whose own work is most of the time; bytes of a value
MARKS = "0123456789.-+eEnaifNtyul _,'"
FLOATS = struct.Struct("<d")


def value_of(data: bytes) -> object:
    """An example from a few bytes, which are cheap to draw: a text of telling marks, a float, an integer, an oddity."""
    kind, rest = (data[0] % 8, data[1:]) if data else (0, b"")
    if kind == 6 and len(rest) >= 8:
        return FLOATS.unpack(rest[:8])[0]
    if kind == 7:
        return [*NOTHING, *NO_NUMBERS, int.from_bytes(rest), rest][sum(rest) % (len(NOTHING) + len(NO_NUMBERS) + 2)]
    return "".join(MARKS[byte % len(MARKS)] for byte in rest)


def run(count: int) -> None:
    seen = {"values": 0, "numbers": 0}

    @settings(max_examples=count // TOGETHER, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.binary(min_size=TOGETHER, max_size=TOGETHER * LONGEST))
    def no_escape(data):
        length = -(-len(data) // TOGETHER)
        for place in range(0, length * TOGETHER, length):
            value = value_of(data[place : place + length])
            found = number(value)
            seen["values"] += 1
            seen["numbers"] += found is not None
            assert found is None or (math.isfinite(found) and not missing(value))
            assert positive(value) is None or found > 0

    started = time.perf_counter()
    no_escape()
    print(f"{seen['values']:,} values, {seen['numbers']:,} numbers, 0 escapes, {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

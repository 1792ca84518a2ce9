"""D3 at length: a million examples through the parser of single values. ``python -m benchmarks.scalars [count]``."""

import math
import sys
import time

from hypothesis import HealthCheck, given, settings

from data_sources.guards.scalars import missing, number, positive
from tests.data_sources.guards.test_scalars import ANYTHING


def run(count: int) -> None:
    seen = {"examples": 0, "numbers": 0}

    @settings(max_examples=count, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ANYTHING)
    def no_escape(value):
        found = number(value)
        seen["examples"] += 1
        seen["numbers"] += found is not None
        assert found is None or (math.isfinite(found) and not missing(value))
        assert positive(value) is None or found > 0

    started = time.perf_counter()
    no_escape()
    print(
        f"{seen['examples']:,} examples, {seen['numbers']:,} numbers, 0 escapes, {time.perf_counter() - started:.0f} s"
    )


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

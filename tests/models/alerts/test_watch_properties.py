"""Any sequence of values: no more firings than crossings, none on what is no price, none too early."""

import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from models.alerts.values import Crossing
from models.alerts.watch import FIRM
from models.freshness import Freshness
from tests.models.alerts.samples import NOW, alert, reading, run, watch_of

LEVEL = 100.0
values = st.one_of(
    st.integers(90, 110).map(float), st.floats(), st.sampled_from([0.0, -1.0, LEVEL, float("nan"), float("inf")])
)
steps = st.lists(
    st.builds(
        reading,
        last=values,
        freshness=st.sampled_from(list(Freshness)),
        phase=st.sampled_from(["open", "open", "open", "auction", "lunch", "pre", "post", "closed"]),
    ),
    max_size=60,
)


def good(one):
    return 0 < one.last < float("inf") and one.freshness in FIRM and one.phase == "open"


def crossings(held, crossing):
    """How often good values go over to the other side: the definition, written down once more."""
    known = [one.last for one in held if good(one)]
    pairs = itertools.pairwise(known)
    if crossing is Crossing.UP:
        return sum(before < LEVEL <= after for before, after in pairs)
    return sum(before > LEVEL >= after for before, after in pairs)


@settings(max_examples=150)
@given(steps, st.sampled_from(list(Crossing)))
def test_it_fires_at_every_crossing_and_at_nothing_else(held, crossing):
    fired = run(watch_of(alert(crossing=crossing)), *held)
    assert len(fired) == crossings(held, crossing)
    assert all(good(held[place]) for place, *_ in fired)


@settings(max_examples=150)
@given(steps, st.sampled_from(list(Crossing)), st.sampled_from([1.0, 10.0, 45.0]), st.booleans(), st.booleans())
def test_silence_only_takes_away(held, crossing, cool, rearm, once):
    one = alert(crossing=crossing, cool_down_s=cool, rearm=rearm, once_a_day=once)
    at = [place * 3.0 for place, *_ in run(watch_of(one), *held)]
    assert len(at) <= min(crossings(held, crossing), 1 if once or not rearm else len(held))
    assert all(later - earlier >= cool for earlier, later in itertools.pairwise(at))


@settings(max_examples=60)
@given(steps, st.lists(st.integers(90, 110), min_size=1, max_size=12), st.integers(0, 59))
def test_setting_the_same_alerts_again_changes_nothing(held, levels, place):
    """The shortcuts of the watch are thrown away by ``set``; what fires is the same without them."""
    alerts = {str(at): alert(str(at), level=float(level)) for at, level in enumerate(levels)}

    def fired(again):
        watch, found = watch_of(*alerts.values()), []
        for at, one in enumerate(held):
            if again(at):
                watch.set({name: replace(one) for name, one in alerts.items()}, lambda alert: (alert.target,))
            found += watch.step([one], NOW + at)
        return found

    assert fired(lambda at: False) == fired(lambda at: True) == fired(lambda at: at == place)

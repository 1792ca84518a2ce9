"""What was said of a layout, kept as JSON and read again, whatever somebody has made of the file."""

import json

from hypothesis import given
from hypothesis import strategies as st

from models.imports.traffic.kept import laid_over, read, written
from models.imports.traffic.values import Hints, Role
from models.traffic.values import Granularity, Metric

SAID = Hints(
    metric=Metric.VISITS, unit=1e4, granularity=Granularity.WEEK, source="Similarweb", order="dmy", dates="last",
    scale="cell", zeros="missing", geo="CN", device="ios", header=3, columns=((0, Role.IGNORED), (2, Role.VALUE)),
    products=(("文心", "文心一言"), ("合计", "")), categories=(("新", "video"),),
)  # fmt: skip


def test_what_was_said_is_read_again():
    assert read(json.loads(json.dumps(written(SAID)))) == SAID


def test_a_week_is_not_kept():
    assert written(Hints(year=2024, period="2024-09-13/2024-09-19", known_at=1.0)) == {}


def test_nothing_said_is_nothing():
    assert read({}) is None
    assert read([1]) is None


def test_what_nobody_can_read_is_left_out():
    body = {"unit": True, "header": -1, "metric": "sales", "granularity": 3, "source": 5, "columns": [[0, "boss"], [1]],
            "products": [["a", 1], "b"], "categories": [["x", "cars"], ["y", "text"]], "order": "dmy"}  # fmt: skip
    assert read(body) == Hints(order="dmy", categories=(("y", "text"),))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*written(SAID), "year"]), JSON))
def test_no_paper_breaks_the_reading(body):
    hints = read(body)
    assert hints is None or read(written(hints)) == hints


def test_what_is_said_now_lies_over_what_was_said():
    now = Hints(unit=1e3, year=2024, columns=((2, Role.DATE),))
    assert laid_over(SAID, now) == laid_over(laid_over(SAID, now), now)
    made = laid_over(SAID, now)
    assert (made.unit, made.year, made.source) == (1e3, 2024, "Similarweb")
    assert made.columns == ((0, Role.IGNORED), (2, Role.DATE))

"""Every column there is: what it is called, what it means, and what its cells say."""

import datetime as dt

import pytest

import resources
from gui.look.titles import meaning, title
from gui.tables.columns import DECLARED, column
from models import symbols
from models.figures.money import Rate
from models.instruments import Market
from models.lists.columns import KEYS, SETS
from models.lists.values import Mark
from tests.gui.tables.samples import NOW, at, fresh, listed, table, take
from tests.models.samples import day

SHARE, BENCHMARK, PERIODS = "600000.SH", "000300.SH", ("pct:1", "pct:60", "pct:2024-09-20")
EVERY = tuple(dict.fromkeys((*KEYS, *PERIODS)))
GOLDEN = {
    "last": "11.00", "change_pct": "+10.00%", "change": "+1.00", "open": "10.10", "high": "11.00", "low": "9.90",
    "previous_close": "10.00", "amplitude": "11.00%", "volume": "6.98M", "turnover": "750.0M",
    "turnover_rate": "0.57%", "volume_ratio": "0.85", "speed": "+4.76%", "limit": "limit up", "limit_room": "0.00%",
    "limit_up": "11.00", "limit_down": "9.00", "ext_last": "11.55", "ext_pct": "+5.00%", "indicative": "10.88",
    "cap": "¥320.0B", "cap_cny": "¥320.0B", "cap_usd": "$40.00B", "pe": "12.34", "pb": "0.99", "pct:5": "+25.00%",
    "pct:20": "-50.00%", "pct:1": "+10.00%", "pct:60": "--", "pct:2024-09-20": "+37.50%", "mtd": "+1.50%",
    "ytd": "+22.22%", "window": "+25.00%", "excess": "+9.00", "excess_window": "+24.00", "range52": "50.00%",
    "to_high": "-15.38%", "time": "10:59:59", "age": "1s", "delay": "1m", "code": "600000.SH", "market": "China",
    "currency": "CNY", "flag": "red", "tags": "gpu cloud", "note": "watch it", "state": "delayed 1 min",
    "source": "Yahoo (yfinance)", "spark": "", "spark_day": "",
}  # fmt: skip


@pytest.fixture
def model(qapp, en):
    """One share of which everything is known."""
    made = table(listed(("A", [SHARE])), en, EVERY)
    store = made.store
    store.add([symbols.instrument(BENCHMARK)])
    store.set_benchmarks({Market.CN: BENCHMARK})
    store.rates = {("CNY", "USD"): Rate(value=0.125, date=day("0924"), source="x", pairs=("USDCNY",))}
    for key, base in (("pct:5", 8.8), ("pct:20", 22.0), ("pct:1", 10.0), ("pct:2024-09-20", 8.0), ("ytd", 9.0)):
        store.set_bases(key, {SHARE: (base, day("0913"))})
    store.give("mtd", {SHARE: 1.5})
    store.set_bases("window", {SHARE: (8.8, day("0913")), BENCHMARK: (3000.0, day("0913"))})
    store.give("high52", {SHARE: 13.0})
    store.give("low52", {SHARE: 9.0})
    made.set_marks({SHARE: Mark(flag="red", note="watch it", tags=("gpu", "cloud"))})
    take(made, [fresh(SHARE, 10.5, exchange_time=NOW - 120, received_at=NOW - 120)])
    take(made, [fresh(BENCHMARK, 3030.0, previous_close=3000.0), fresh(
        SHARE, 11.0, previous_close=10.0, open=10.1, high=11.0, low=9.9, volume=6.978e6, turnover=7.5e8,
        market_cap=3.2e11, limit_up=11.0, limit_down=9.0, volume_ratio=0.851, turnover_rate=0.567, indicative=10.88,
        pe=12.34, pb=0.987, delay_s=60.0, extended_last=11.55, extended_time=NOW,
    )])  # fmt: skip
    return made


@pytest.mark.parametrize("key", EVERY)
def test_a_cell_says_its_value(model, key):
    assert model.text(1, at(model, key)) == GOLDEN[key]
    assert model.sample(key, int(model.lines.row[1])) == GOLDEN[key]


@pytest.mark.parametrize("key", ["name", *EVERY])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_column_has_a_title_and_a_meaning(key, lang):
    texts = resources.texts(lang)
    assert column(key).key == key
    assert 0 < len(title(key, texts)) <= 16
    assert len(meaning(key, texts)) > 3
    assert "{" not in title(key, texts) + meaning(key, texts)


def test_what_is_declared_is_what_can_be_chosen():
    assert {*DECLARED, "pct:5", "pct:20"} == {"name", *KEYS}
    assert {key for keys in SETS.values() for key in keys} <= set(KEYS)


def test_a_period_says_which(en):
    assert (title("pct:5", en), title("pct:2024-09-20", en)) == ("5D", "since 24-09-20")
    assert "2024-09-20" in meaning("pct:2024-09-20", en)


@pytest.mark.parametrize("key", ["pct:0", "pct:2501", "pct:x", "pct:", "unheard of", ""])
def test_there_is_no_column_of_another_name(key):
    with pytest.raises(KeyError):
        column(key)


@pytest.mark.parametrize(
    ("last", "said"),
    [(11.0, "limit up"), (9.0, "limit down"), (10.98, "+0.18%"), (10.0, "+10.00%"), (9.9, "-9.09%"), (None, "--")],
)
def test_a_limit_is_a_state_or_the_way_to_it(model, last, said):
    take(model, [fresh(SHARE, last, previous_close=10.0, limit_up=11.0, limit_down=9.0, exchange_time=NOW)])
    assert model.text(1, at(model, "limit")) == said


def test_where_nothing_is_known_nothing_is_said(qapp, en):
    made = table(listed(("A", [SHARE])), en, EVERY)
    said = {key: made.text(1, at(made, key)) for key in EVERY}
    silent = {"flag", "tags", "note", "spark", "spark_day", "source"}
    words = {"code": "600000.SH", "market": "China", "currency": "CNY", "state": "no quote"}
    assert said == dict.fromkeys(EVERY, "--") | dict.fromkeys(silent, "") | words


def test_a_time_of_another_day_is_a_date(model):
    model.ground.now = NOW + 86400
    assert model.text(1, at(model, "time")) == f"{dt.date(2024, 9, 25):%m-%d}"

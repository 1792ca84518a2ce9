"""One list of three rows under quotes and bars of September 2024: what it is made of, and made."""

from models.instruments import Instrument, Kind, Market
from models.lists.shown import quoted, shown
from models.lists.values import Lists, NamedList, Section
from models.review.values import Window
from tests.models.samples import day, quote, small_universe

NOW = 1727247600.0  # 2024-09-25 07:00 UTC, Shanghai has closed, Hong Kong trades
WINDOW = Window(first=day("0923"), last=day("0925"))
CLOSES = {"0919": 9.0, "0920": 10.0, "0923": 10.5, "0924": 11.0}
A, B, H = "600000.SH", "600001.SH", "00700.HK"
UNIVERSE = small_universe(A, B, H)
PAIR = Instrument(id="USDHKD", kind=Kind.FX, market=Market.FX)
ONE = NamedList(
    id="l1", name_zh="一", name_en="One",
    sections=(
        Section(id="", name_zh="", name_en="", members=(H,)),
        Section(id="s1", name_zh="甲", name_en="A", members=(A, B)),
    ),
)  # fmt: skip


def lists(**changes):
    return Lists(lists=(ONE,), known=dict(UNIVERSE.instruments), **changes)


def made(*keys, quotes=(), series=(), **changes):
    held = lists(**changes)
    wanted = quoted(held, ONE, keys, UNIVERSE)
    return shown(
        held, ONE, keys, UNIVERSE, WINDOW, instruments=(*wanted, PAIR), quotes=quotes,
        bars={one.instrument: one for one in series}, now=NOW,
    )  # fmt: skip


def a_quote(name, last, before, **changes):
    return quote(name, last, previous_close=before, exchange_time=NOW - 60, received_at=NOW - 5, **changes)

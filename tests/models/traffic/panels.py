"""A panel put together by hand, for whatever is made of one: four products, of which one has no number at all."""

import datetime as dt

import numpy as np

from models.products.values import Product
from models.traffic.captions import Caption
from models.traffic.chosen import View
from models.traffic.panel import Member, Panel
from models.traffic.values import BELOW, PARTIAL, RESTATED, Granularity, Metric, Point, Series, SeriesKey, series_of

NAN = float("nan")
KNOWN = 1727956800.0  # 2024-10-03 12:00 UTC
CHATGPT = (1.7e9, NAN, 2.3e9, 2.9e9, 2.4e9, 2.6e9, 3.1e9)
DOUBAO = (NAN, 2.2e6, 2.9e6, 5.1e6, 8.4e6, 10.8e6, 13.5e6)
KIMI = (12.2e6, 20.0e6, 22.3e6, 22.7e6, 18.1e6, 23.1e6, 24.0e6)


def product(name, english=""):
    return Product(id=name, name_zh=name, name_en=english or name, category="text")


def member(one, values, start, end, view, step=1e5, flags=(), restated=()):
    count = len(start)
    marked = np.zeros(count, np.uint8)
    for place, flag in dict(flags).items():
        marked[place] = flag
    if values is None:
        nothing = np.full(count, NAN)
        return Member(product=one, series=None, value=nothing, step=np.zeros(count), flags=marked, known_at=nothing)
    there = ~np.isnan(values)
    key = SeriesKey(
        product=one.id, metric=view.metric, granularity=view.granularity, source="Similarweb", asset=f"{one.id}.com",
        definition="Total visits, desktop and mobile web", day_cut="EST",
        week_start=4 if view.granularity is Granularity.WEEK else None,
    )  # fmt: skip
    points = [
        Point(start=first, end=last, value=value, step=step, flags=int(flag))
        for first, last, value, flag in zip(start.astype(object), end.astype(object), values, marked, strict=True)
        if value == value
    ]
    marked[list(restated)] |= RESTATED
    return Member(
        product=one, series=series_of(key, points, KNOWN, 1), value=np.array(values), step=np.where(there, step, 0.0),
        flags=marked, known_at=np.where(there, KNOWN, NAN),
    )  # fmt: skip


def months(count=7, last="2024-09"):
    stop = np.datetime64(last, "M") + 1
    made = np.arange(stop - count, stop)
    return made.astype("datetime64[D]"), (made + 1).astype("datetime64[D]") - 1


def weeks(count=7, last="2024-09-19"):
    end = np.datetime64(last, "D") - 7 * np.arange(count)[::-1]
    return end - 6, end


def panel(view=None, **changes):
    """The reference week's last seven periods: ChatGPT with a gap, Doubao that begins late, Kimi, and nobody's."""
    view = view or View()
    start, end = weeks() if view.granularity is Granularity.WEEK else months()
    members = (
        member(product("ChatGPT"), np.array(CHATGPT), start, end, view, step=1e8),
        member(
            product("豆包", "Doubao"), np.array(DOUBAO), start, end, view, flags={1: BELOW, 2: PARTIAL}, restated=[5]
        ),
        member(product("Kimi"), np.array(KIMI), start, end, view),
        member(product("天工", "Tiangong"), None, start, end, view),
    )
    made = {"view": view, "start": start, "end": end, "members": members, "first": 0, "stop": len(start)}
    return Panel(**(made | changes))


def figure(which=(0, 1, 2, 3), **changes):
    made = {
        "which": which, "title": "图2：文本类AI产品网站月访问量", "unit": "单位：万次", "counter": "万次", "size": 1e4,
        "source": "资料来源：Similarweb；取得于 2024-10-03", "notes": ("Kimi 2024年7月口径有变。",),
    }  # fmt: skip
    return Caption(**(made | changes))


def vintage(values, known_at, batch, name="豆包"):
    """A batch's numbers of the first months of 2024."""
    key = SeriesKey(product=name, metric=Metric.VISITS, granularity=Granularity.MONTH, source="Similarweb")
    points = [
        Point(start=dt.date(2024, place, 1), end=dt.date(2024, place, 28), value=value)
        for place, value in enumerate(values, 1)
    ]
    made: Series = series_of(key, points, known_at, batch)
    return made

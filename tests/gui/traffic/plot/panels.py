"""Panels made by hand: a month or a week a period, numbers as lists, None where nothing is known."""

from __future__ import annotations

import numpy as np

from models.products.values import Product
from models.traffic.chosen import View
from models.traffic.panel import Member, Panel
from models.traffic.values import Granularity

NAMES = {"ChatGPT": "ChatGPT", "Doubao": "豆包", "Kimi": "Kimi", "Wenxin": "文小言"}


def member(key, values, step=0.0, flags=None):
    count = len(values)
    return Member(
        product=Product(id=key, name_zh=NAMES.get(key, key), name_en=key, category="text"), series=None,
        value=np.array([np.nan if one is None else one for one in values], float), step=np.full(count, float(step)),
        flags=np.array(flags or [0] * count, np.uint8), known_at=np.zeros(count),
    )  # fmt: skip


def months(count, first="2024-05"):
    begin = np.datetime64(first, "M") + np.arange(count)
    return begin.astype("datetime64[D]"), (begin + 1).astype("datetime64[D]") - 1


def weeks(count, last="2024-09-19"):
    end = np.datetime64(last, "D") - 7 * np.arange(count)[::-1]
    return end - 6, end


def panel(members, *, periods=None, window=None, **changes):
    """members: as ``member`` makes them, or a mapping of ids to numbers."""
    if isinstance(members, dict):
        members = [member(key, values) for key, values in members.items()]
    count = len(members[0].value) if members else 3
    start, end = months(count) if periods is None else periods
    own = {name: changes.pop(name) for name in ("offsets", "breaks", "moves", "notes") if name in changes}
    first, stop = window or (0, len(start))
    return Panel(view=View(**changes), start=start, end=end, members=tuple(members), first=first, stop=stop, **own)


def weekly(members, **changes):
    if isinstance(members, dict):
        members = [member(key, values) for key, values in members.items()]
    count = len(members[0].value)
    return panel(members, periods=weeks(count), granularity=Granularity.WEEK, **changes)

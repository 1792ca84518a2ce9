"""A pasted week of the note as the data side would show it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from models.imports.traffic.values import (
    Asked,
    Block,
    Hints,
    Layout,
    Option,
    Question,
    Role,
    Template,
    TrafficLine,
    TrafficPreview,
)
from models.imports.values import Refused
from models.traffic.values import Granularity, Metric

PASTED = "公司\t产品\t0913-0919\t0906-0912\nOpenAI\tChatGPT\t68930\t67000\n某公司\t星图<b>AI\t3100\t2900"
LINE = TrafficLine(
    product="ChatGPT", written="ChatGPT", known=True, category="text", metric=Metric.VISITS,
    granularity=Granularity.WEEK, source="Similarweb", geo="ww", device="all", first=dt.date(2024, 9, 6),
    last=dt.date(2024, 9, 19), count=2, sample=(670_000_000.0, 689_300_000.0),
)  # fmt: skip
STRANGER = replace(
    LINE, product="星图<b>AI", written="星图<b>AI", known=False, category="", sample=(29_000_000.0, 31_000_000.0)
)
BLOCK = Block(
    sheet="clipboard", layout=Layout.PRODUCTS_DOWN, header=2, first=3, last=4, caption="单位：万次",
    roles=((0, Role.IGNORED), (1, Role.PRODUCT), (2, Role.VALUE), (3, Role.VALUE)), metric=Metric.VISITS, unit=1e4,
    source="Similarweb", top=1,
    rows=(("单位：万次",), ("公司", "产品", "0913-0919", "0906-0912"), ("OpenAI", "ChatGPT", "68930", "67000"),
          ("某公司", "星图<b>AI", "3100", "2900")),
)  # fmt: skip
UNIT = Question(
    asked=Asked.UNIT, sheet="clipboard", why="no unit stands anywhere", example="68930",
    options=(Option(value="1", means="68930 → 68,930"), Option(value="10000", means="68930 → 689,300,000")),
)  # fmt: skip
YEAR = Question(
    asked=Asked.YEAR, sheet="clipboard", why="no year stands anywhere", example="0913-0919",
    options=(Option(value="2024"), Option(value="2023")), offered="2024",
)  # fmt: skip


def traffic(**changes):
    held = {
        "name": "clipboard", "encoding": "utf-8", "layout": "products_down", "vendor": "Similarweb", "unit": 1e4,
        "metric": Metric.VISITS, "granularity": Granularity.WEEK, "lines": (LINE, STRANGER), "points": 4, "series": 2,
        "refused": (Refused(sheet="clipboard", row=9, reason="a total is no product"),), "refused_count": 1,
        "questions": (), "template": Template(fingerprint="f1", hints=Hints()), "blocks": (BLOCK,),
    }  # fmt: skip
    return TrafficPreview(**(held | changes))


def open_questions(*questions, **changes):
    """A table of which nothing is taken before these are answered."""
    return traffic(questions=questions, lines=(), points=0, series=0, unit=0.0, **changes)

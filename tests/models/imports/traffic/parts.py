"""Files as users have them, made here, and what is taken of them as lines of text."""

import csv
import datetime as dt
import io

from data_sources.imports import child
from models.imports.traffic.reading import taken_of
from models.imports.traffic.values import Hints
from models.imports.values import Cells, Grid
from models.traffic.values import BELOW

TODAY = dt.date(2024, 9, 26)
NAMES = {
    "ChatGPT": ("chatgpt", "chatgpt.com", "chat.openai.com", "openai.com"), "豆包": ("豆包", "doubao", "doubao.com"),
    "Kimi": ("kimi", "kimi.moonshot.cn", "kimi智能助手"), "文心一言": ("文心一言", "文小言", "yiyan.baidu.com"),
    "Claude": ("claude", "claude.ai"), "Gemini": ("gemini", "gemini.google.com"), "通义": ("通义", "通义千问"),
    "Midjourney": ("midjourney", "midjourney.com"), "Runway": ("runway", "runwayml.com"), "Poe": ("poe", "poe.com"),
}  # fmt: skip


class Products:
    """Ten products."""

    def named(self, text):
        bare = text.strip().casefold().removeprefix("https://").removeprefix("www.").rstrip("/")
        return next((id_ for id_, names in NAMES.items() if bare in names or text == id_), None)

    def category(self, product):
        return {"Midjourney": "image", "Runway": "video"}.get(product, "text")


PRODUCTS = Products()


def sheet(*rows, name="table.xlsx", title="Sheet1"):
    return Cells(name=name, sheets=(Grid(title=title, rows=tuple(map(tuple, rows))),))


def pasted(content):
    """What is copied out of a spreadsheet or a document."""
    return child._read(content.encode(), "clipboard")


def read(content, name):
    return child._read(content, name)


def as_csv(*rows, encoding="utf-8", delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(*rows, title="Sheet1", merged=(), more=()):
    """The bytes of a workbook; more: (title, rows) of further sheets."""
    import openpyxl

    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    for area in merged:
        made.active.merge_cells(area)
    for name, lines in more:
        other = made.create_sheet(name)
        for row in lines:
            other.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def taken(cells, **hints):
    return taken_of(cells, PRODUCTS, Hints(**hints), today=TODAY)


def told(found):
    """A line a point: product, metric, first and last day, number ("<" before a bound), in the order of the series."""
    return [
        f"{one.key.product} {one.key.metric} {start}/{end} {'<' * bool(flag & BELOW)}{value:.10g}"
        for one in found.series
        for start, end, value, flag in zip(one.start, one.end, one.value.tolist(), one.flags.tolist(), strict=True)
    ]


def asked(found):
    return [one.asked.value for one in found.questions if one.needed]


def reasons(found):
    return [(one.row, one.reason) for one in found.refused]

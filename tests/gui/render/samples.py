"""Documents put together by hand: the reference week's figure 1, two charts, a place without data, and all styles."""

import datetime as dt

from gui.render.job import Job, Kind, Leaf, Plot
from models.documents.values import (
    Document,
    FigureBlock,
    Heading,
    Paragraph,
    Style,
    Table,
    Tone,
    Words,
)  # fmt: skip
from models.traffic.chosen import Shape, View
from models.traffic.values import Metric
from models.workbook import Book, Column, Format, Line, Sheet, Weight
from tests.models.traffic.panels import figure, panel

CREATED = dt.datetime(2024, 9, 25, 12, tzinfo=dt.UTC)
ROWS = (
    ("CPU/GPU", 5.15), ("英伟达", "NVDA.US", 123.51, 6.47, 5.72), ("英特尔", "INTC.US", 23.54, 7.78, 7.03),
    ("AMD", "AMD.US", 162.02, 3.89, 3.14), ("寒武纪", "688256.SH", 222.01, 6.29, 0.03),
    ("海光信息", "688041.SH", 78.75, 3.73, -2.53), ("龙芯中科", "688047.SH", 91.97, 2.73, -3.53),
    ("云计算", 6.84), ("商汤科技", "00020.HK", 1.25, 6.84, 2.07),
    ("数据中心硬件", 8.82), ("工业富联", "601138.SH", 21.07, 11.72, 5.46),
    ("中际旭创", "300308.SZ", 121.99, 11.92, 5.66),
    ("天孚通信", "300394.SZ", 78.65, 7.15, 0.89), ("胜宏科技", "300476.SZ", 29.12, 7.57, 1.31),
    ("沪电股份", "002463.SZ", 34.00, None, None), ("恒生指数", "HSI", 19129.10, -0.004, None),
)  # fmt: skip
SENTENCES = (
    "（1）CPU/GPU板块：本周（0923-0925）英伟达+6.47%，英特尔+7.78%，AMD+3.89%，寒武纪+6.29%，海光信息+3.73%，龙芯中科+2.73%。",
    "（2）云计算板块：商汤科技+6.84%，9月24日消息，商汤科技中标昆明人工智能赋能中心建设运营一体化项目。",
    "(3) Data-centre hardware: Foxconn Industrial Internet +11.72%, Innolight +11.92%, TFC Optical +7.15%.",
)


def table(rows=ROWS):
    """Figure 1 as a sheet."""
    columns = (
        Column(title="名称", width=20), Column(title="代码", width=12), Column(title="收盘", format=Format.PRICE),
        Column(title="涨跌幅", format=Format.PERCENT), Column(title="超额\n百分点", format=Format.POINTS),
    )  # fmt: skip
    lines = [
        Line(values=(one[0], None, None, one[1], None), weight=Weight.BAND) if len(one) == 2 else Line(values=one)
        for one in rows
    ]
    return Sheet(title="figure", columns=columns, lines=tuple(lines))


def words(text, tone=Tone.PLAIN):
    return Words(text, tone)


def paragraph(text, style=Style.BODY):
    return Paragraph(words=(words(text),), style=style)


def document(lang="zh", *, blocks=None, **changes):
    """A whole note."""
    made = {
        "title": "算力周报：算力链普涨，硬件领涨", "subtitle": "2024年9月23日至25日", "author": "研究员 A",
        "date": "2024-09-25", "state": "未定稿", "lang": lang, "blocks": note() if blocks is None else tuple(blocks),
        "disclaimer": ("本报告仅供参考，不构成投资建议。",), "stem": f"note_{lang}", "up": "C8222B", "down": "0B7A43",
        "created": CREATED,
    }  # fmt: skip
    return Document(**(made | changes))


def note():
    """Every kind of block."""
    toned = Paragraph(words=tuple(words(f"{tone}，", tone) for tone in Tone))
    return (
        paragraph("未定稿：只有一个来源。", Style.WARNING),
        paragraph("CPU/GPU 与数据中心硬件普涨，商汤科技领涨云计算。", Style.LEAD),
        Heading(text="一、股价"), *(paragraph(one) for one in SENTENCES), toned, first(),
        Heading(text="二、网站访问量"), paragraph("ChatGPT 创新高。", Style.ITEM), plot(2), plot(3), empty(4),
        Heading(text="附录", level=2), Table(sheet=table(ROWS[:4])), paragraph("注一", Style.NOTE),
        paragraph("来源一", Style.SOURCE), paragraph("小字", Style.SMALL),
    )  # fmt: skip


def first(rows=ROWS):
    """Figure 1."""
    return FigureBlock(
        number=1, title="图1：算力链股价（0923-0925）", source="资料来源：内置事实",
        notes=("涨跌幅截至各地 9 月 25 日。",),
        table=table(rows),
    )  # fmt: skip


def plot(number, **changes):
    """A figure that is drawn."""
    made = {
        "number": number, "title": f"图{number}：文本类AI产品网站月访问量", "unit": "单位：万次",
        "source": "资料来源：Similarweb；取得于 2024-10-03", "notes": ("Kimi 2024年7月口径有变。",),
        "picture": f"figure{number}",
    }  # fmt: skip
    return FigureBlock(**(made | changes))


def empty(number):
    """A place without data."""
    return FigureBlock(
        number=number, title=f"图{number}：图像类AI产品网站周访问量", unit="单位：万次", source="资料来源：Similarweb",
        empty="未持有数据：请在此导入表格。",
    )  # fmt: skip


def leaf(lang="zh", **changes):
    plots = (
        Plot(number=2, panel=panel(), caption=figure()),
        Plot(number=3, panel=panel(View(metric=Metric.DOWNLOADS, shape=Shape.BARS)), caption=figure((1, 2))),
    )
    return Leaf(**({"document": document(lang), "plots": plots, "book": book()} | changes))


def book():
    return Book(sheets=(table(),), title="算力周报", created=CREATED, up="C8222B", down="0B7A43")


def job(*kinds, leaves=None, **changes):
    held = tuple(one.product for one in panel().members)
    made = {"kinds": kinds or tuple(Kind), "leaves": leaves or (leaf(),), "convention": "red-up", "products": held}
    return Job(**(made | changes))

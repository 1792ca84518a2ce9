"""A small document with one of everything, by hand."""

import datetime as dt
import struct
import zlib

from models.documents.values import (
    Document,
    FigureBlock,
    Heading,
    Paragraph,
    Picture,
    Style,
    Table,
    Tone,
    Words,
)  # fmt: skip
from models.workbook import Column, Format, Line, Sheet, Weight

RED, GREEN = "C8222B", "0B7A43"
FIRST = (
    "（1）CPU/GPU板块：本周（0923-0925）英伟达+6.47%，英特尔+7.78%，AMD+3.89%，"
    "寒武纪+6.29%，海光信息+3.73%，龙芯中科+2.73%。"
)
CREATED = dt.datetime(2024, 9, 26, 12, tzinfo=dt.UTC)


def paragraph(text, style=Style.BODY, tone=Tone.PLAIN):
    return Paragraph(words=(Words(text, tone),), style=style)


def sheet(**changes):
    """Figure 1 in miniature: a band, a share that rose, one that fell, one that stood still, one that was suspended."""
    columns = (
        Column(title="名称", width=16), Column(title="代码", width=10),
        Column(title="收盘", format=Format.PRICE), Column(title="涨跌幅", format=Format.PERCENT),
        Column(title="超额", format=Format.POINTS), Column(title="截止日", format=Format.DATE),
    )  # fmt: skip
    lines = (
        Line(values=("CPU/GPU  2涨 1跌", None, None, 5.15, None, None), weight=Weight.BAND),
        Line(values=("英伟达", "NVDA.US", 1123.51, 6.4655, 5.72, dt.date(2024, 9, 25))),
        Line(values=("甲", "600000.SH", 0.8125, -3.2, float("nan"), None)),
        Line(values=("乙", "600001.SH", 10.0, 0.001, 0.0, None)),
        Line(values=("丙", "600002.SH", None, "停牌", None, None)),
    )
    return Sheet(**({"title": "图1", "columns": columns, "lines": lines} | changes))


def figure(number=2, **changes):
    made = {
        "number": number, "title": f"图{number}：文本类AI产品网站月访问量", "unit": "单位：万次",
        "source": "资料来源：Similarweb；数据截至 2024-08-31", "notes": ("Kimi 7月口径有变。",),
        "picture": f"figure-{number}",
    }  # fmt: skip
    return FigureBlock(**(made | changes))


def document(*blocks, **changes):
    made = {
        "title": "AI 算力链周报", "subtitle": "2024-09-23 至 2024-09-25", "author": "王五", "date": "2024-09-26",
        "state": "未定稿", "lang": "zh", "blocks": blocks, "disclaimer": ("本材料不构成投资建议。",), "stem": "note",
        "up": RED, "down": GREEN, "created": CREATED,
    }  # fmt: skip
    return Document(**(made | changes))


def everything(**changes):
    """One of each kind of block."""
    return document(
        paragraph("未定稿：只有一个来源。", Style.WARNING), paragraph("CPU/GPU 普涨。", Style.LEAD),
        Heading(text="股价表现"),
        Paragraph(
            words=(Words("（2）云计算板块：", Tone.STRONG), Words("商汤科技"), Words("+6.84%", Tone.UP), Words("。"))
        ),
        paragraph(FIRST), figure(1, picture="", table=sheet(), title="图1：股价表现"), Heading(text="细项", level=2),
        paragraph("降准落地", Style.ITEM), paragraph("出口管制", Style.ITEM), figure(2),
        figure(3, empty="没有数据：请导入", picture=""),
        Table(sheet=sheet(above=("出稿检查",), under=("容差 0.05",))), paragraph("附注", Style.NOTE), **changes,
    )  # fmt: skip


def png(width=64, height=32):
    """The bytes of a grey picture."""

    def chunk(kind, held):
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def picture(width=640, height=320):
    return Picture(png=png(), svg=b"<svg/>", width=width, height=height)


PICTURES = {"figure-2": picture(960, 320)}

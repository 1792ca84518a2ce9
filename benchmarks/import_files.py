"""Tables for ``imports.py``: two workbooks of 100,000 rows by 12 columns, and files that mean harm."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import measure

from tests.data_sources.imports import files as made

ROWS, COLUMNS = 100_000, 12
Cell = str | float | dt.date
PRODUCTS = (
    "ChatGPT", "Gemini", "Claude", "Perplexity", "Character.AI", "Poe", "Kimi", "豆包", "通义", "智谱清言", "讯飞星火",
    "天工", "Midjourney", "Leonardo", "Civitai", "Ideogram", "Runway", "Pika", "Luma", "可灵",
)  # fmt: skip
LONG = (
    "日期", "产品", "域名", "类别", "国家", "设备", "来源",
    "访问量（次）", "页面浏览量（次）", "平均访问时长", "跳出率", "排名",
)  # fmt: skip


def long() -> Iterator[tuple[Cell, ...]]:
    """Twenty products on five thousand days, two of the columns counts."""
    draw, first = random.Random(measure.SEED), dt.date(2011, 1, 1)
    yield LONG
    for row in range(ROWS - 1):
        day, product = divmod(row, len(PRODUCTS))
        yield (
            first + dt.timedelta(days=day), PRODUCTS[product], "", "文本", "全球", "全部", "Similarweb",
            draw.randint(10**5, 10**9), draw.randint(10**6, 10**10), 300.5, 0.31, draw.randint(1, 90),
        )  # fmt: skip


def wide() -> Iterator[tuple[Cell, ...]]:
    """A hundred thousand sites, eleven months across."""
    draw = random.Random(measure.SEED)
    yield ("访问量（次）",)
    yield ("网站", *(f"2025-{month:02d}" for month in range(1, COLUMNS)))
    for row in range(ROWS - 2):
        yield (f"site{row}.com", *(draw.randint(1000, 10**8) for _ in range(COLUMNS - 1)))


SHAPES = {"long": long, "wide": wide}
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
LETTERS = "ABCDEFGHIJKL"
EPOCH = dt.date(1899, 12, 30)
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}" xmlns:r="{RELATIONS}"><sheets>'
    f'<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")),
            1,
        )
    )
    + "</Relationships>",
    "xl/styles.xml": f'<styleSheet xmlns="{NAMESPACE}"><cellXfs count="2"><xf numFmtId="0"/>'
    f'<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


def write(path: Path, rows: Iterable[tuple[Cell, ...]]) -> None:
    """A workbook as Excel writes it: texts shared, dates as numbers with a format. openpyxl takes half a minute."""
    texts: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, part in PARTS.items():
            packed.writestr(name, part)
        with packed.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{NAMESPACE}"><sheetData>'.encode())
            lines = (_row(number, row, texts) for number, row in enumerate(rows, 1))
            while some := "".join(itertools.islice(lines, 1000)):
                sheet.write(some.encode())
            sheet.write(b"</sheetData></worksheet>")
        held = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        packed.writestr("xl/sharedStrings.xml", f'<sst xmlns="{NAMESPACE}">{held}</sst>')


def _row(number: int, row: tuple[Cell, ...], texts: dict[str, int]) -> str:
    cells = [_cell(f"{letter}{number}", cell, texts) for letter, cell in zip(LETTERS, row, strict=False) if cell != ""]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, cell: Cell, texts: dict[str, int]) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
    if isinstance(cell, dt.date):
        return f'<c r="{place}" s="1"><v>{(cell - EPOCH).days}</v></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


# files that mean harm: the eleven of the fault list, and tables of what is no number


def _sheet(body: str) -> bytes:
    return made.changed(made.workbook(), made.SHEET, lambda text: text.replace("</sheetData>", f"{body}</sheetData>"))


def _text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def _numbers(number: str) -> bytes:
    return _text("日期,产品,访问量（次）", *(f"2024-09-{row % 28 + 1:02d},p{row},{number}" for row in range(ROWS)))


def _dates(cell: str, rows: int) -> bytes:
    days = ",".join(f"{dt.date(2024, 1, 1) + dt.timedelta(days=number)}" for number in range(199))
    return _text(f"产品,{days}", *(f"p{row}," + ",".join([cell] * 199) for row in range(rows)))


HOSTILE = {
    "packed a thousand times": lambda: made.bomb(2_000_000),
    "2,001 parts": lambda: made.bomb(10, parts=2_001),
    "210 MB in parts": lambda: made.bomb(21_000_000, parts=10),
    "a million rows": lambda: _sheet("".join(f"<row><c><v>{row}</v></c></row>" for row in range(1_000_000))),
    "a cell at XFD1048576": lambda: made.with_cell("XFD1048576"),
    "a cell at A1048576": lambda: made.with_cell("A1048576"),
    "a size of A1:XFD1048576": lambda: made.with_dimension("A1:XFD1048576"),
    "a text of 30 MB": lambda: _sheet(f'<row r="9"><c t="inlineStr"><is><t>{"x" * 30_000_000}</t></is></c></row>'),
    "billion laughs": lambda: made.with_doctype(made.LAUGHS),
    "an entity of a file": lambda: made.with_doctype(made.XXE),
    "a number of 5,000 digits": lambda: _sheet(f'<row r="9"><c r="A9"><v>{"9" * 5000}</v></c></row>'),
    "100,000 lines of 1e400": lambda: _numbers("1e400"),
    "100,000 lines of 400 digits": lambda: _numbers("9" * 400),
    "200 columns of dates": lambda: _dates("2024-09-13", 20_000),
    "200 columns of words": lambda: _dates("x1", 20_000),
    "a million open brackets": lambda: b"[" * 1_000_000,
    "fields of 1 MB": lambda: _text("产品,访问量（次）", *(["x" * 1_000_000 + ",\0"] * 20)),
}

"""A list as another program's file. To add a format: a file, a line here and one in reading.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from models.exports import xlsx
from models.instruments import Instrument
from models.listfiles import own, tables, tdx, tradingview
from models.listfiles.values import Content, Entry, Part, Problem, Written
from models.lists.values import Lists, Mark, NamedList, Section
from models.workbook import PAPER_COLOURS, Book, Column, Line, Sheet

FORMATS = {"json": ".json", "tradingview": ".txt", "tdx": ".blk", "csv": ".csv", "xlsx": ".xlsx"}  # and their endings
ENDINGS = {ending: name for name, ending in FORMATS.items()} | {".ebk": "tdx"}  # that are understood in a file's name
WIDTHS = (14, 24, 12, 20, 10, 20, 48)


def content_of(lists: Lists, named: NamedList, sections: Collection[str] | None = None) -> Content:
    """A list's rows with what the user has put on them; of these sections only, where ids are given."""
    kept = [one for one in named.sections if sections is None or one.id in sections]
    return Content(
        name_zh=named.name_zh, name_en=named.name_en, set=named.chosen.set,
        columns=named.chosen.columns or lists.sets.get(named.chosen.set, ()),  # a set of the user's is known here alone
        parts=tuple(_part(lists, one) for one in kept),
    )  # fmt: skip


def _part(lists: Lists, section: Section) -> Part:
    entries = (
        Entry(instrument=lists.known[id_], mark=lists.marks.get(id_, Mark()))
        for id_ in section.members
        if id_ in lists.known
    )
    return Part(name_zh=section.name_zh, name_en=section.name_en, entries=tuple(entries))


def list_as(format: str, content: Content, texts: Mapping[str, str], lang: str, now: dt.datetime) -> Written:  # noqa: A002
    """``content`` as a file of ``format``, and everything it could not hold. Raises ExportError.

    texts, lang: for the headings and names of tables. now: UTC, a workbook's date. A workbook of 2,000 rows takes a
    second: the window asks the data process for it, with ``workbook_of``.
    """
    if format == "xlsx":
        book, problems = workbook_of(content, texts, lang, now)
        return xlsx.write(book), problems
    if format == "csv":
        return tables.write_csv(_titles(texts), *_rows(content, texts, lang))
    return {"json": own.write, "tradingview": tradingview.write, "tdx": tdx.write}[format](content)


def workbook_of(
    content: Content, texts: Mapping[str, str], lang: str, now: dt.datetime
) -> tuple[Book, tuple[Problem, ...]]:
    """One sheet, nothing above its headings: other programs look for them in the first row."""
    rows, problems = _rows(content, texts, lang)
    columns = tuple(Column(title=text, width=width) for text, width in zip(_titles(texts), WIDTHS, strict=True))
    lines = tuple(Line(values=tuple(map(tables.kept, row))) for row in rows)
    title = content.name_zh if lang == "zh" else content.name_en
    up, down = PAPER_COLOURS["red-up"]
    sheet = Sheet(title=title, columns=columns, lines=lines)
    return Book(sheets=(sheet,), title=title, created=now, up=up, down=down), tuple(problems)


def _titles(texts: Mapping[str, str]) -> list[str]:
    return [texts[f"listfile.column.{key}"] for key in tables.COLUMNS]


def _rows(content: Content, texts: Mapping[str, str], lang: str) -> tuple[list[list[str]], list[Problem]]:
    def market(one: Instrument) -> str:
        return texts[f"market.{one.market}"]

    return tables.rows_of(content, market, lang)

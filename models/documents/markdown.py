"""A Document as Markdown in GitHub's dialect: sentences char for char, tables as tables that line up in a terminal.

Colour and weight are left out: marks inside a sentence would change what it says to a program that looks for it. Only
what Markdown would take for its own marks has a backslash before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from models.documents.cells import Cell, heads, rows
from models.documents.values import Block, Document, FigureBlock, Heading, Paragraph, Style, Table
from models.text_table import aligned, printable
from models.workbook import Sheet, clean

_BEFORE = {Style.ITEM: "- ", Style.NOTE: "- ", Style.WARNING: "> "}
_ITEMS = (Style.ITEM, Style.NOTE)
_BEGINS = re.compile(r"^(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|=+$|-{3,}$|~{3,})")  # a block, at the start of a line
_NUMBERS = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))")
_MEANS = re.compile(r"\\(?=[!-/:-@\[-`{-~])|<(?=[A-Za-z/!?])|\](?=[(\[:])|&(?=#?\w+;)")  # something, inside a line
_PAIRS = "*`~"
_OUTER = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # inside a word an underscore means nothing


def write(document: Document) -> str:
    """The text of a file, ending in a line break."""
    beside = [one for one in (document.author, document.date, document.state) if one]
    parts = [f"# {escaped(document.title)}", escaped(document.subtitle), " · ".join(map(escaped, beside))]
    parts += _blocks(document)
    if document.disclaimer:
        parts += ["---", *map(escaped, document.disclaimer)]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """``text`` on one line, as Markdown shows it char for char."""
    held = _MEANS.sub(lambda found: f"\\{found[0]}", printable(clean(text)))
    for mark in _PAIRS:
        if held.count(mark) > 1:
            held = held.replace(mark, f"\\{mark}")
    if held.count("_") > 1 and _OUTER.search(held):
        held = held.replace("_", "\\_")
    if held.startswith("* "):
        held = f"\\{held}"
    return _NUMBERS.sub(r"\1\\", _BEGINS.sub(r"\\", held))


def _blocks(document: Document) -> Iterator[str]:
    """The blocks; items that follow one another are one list."""
    items: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.style in _ITEMS:
            items.append(_paragraph(block))
            continue
        yield "\n".join(items)
        items = []
        yield from _block(block, document)
    yield "\n".join(items)


def _block(block: Block, document: Document) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (min(block.level, 5) + 1)} {escaped(block.text)}"
    elif isinstance(block, Paragraph):
        yield _paragraph(block)
    elif isinstance(block, Table):
        yield from map(escaped, block.sheet.above)
        yield _table(block.sheet, document)
        yield _listed(block.sheet.under)
    else:
        yield from _figure(block, document)


def _paragraph(block: Paragraph) -> str:
    return _BEFORE.get(block.style, "") + escaped(block.text)


def _figure(block: FigureBlock, document: Document) -> Iterator[str]:
    yield f"**{escaped(block.title)}**"
    yield escaped(block.unit)
    if block.warning:
        yield f"> {escaped(block.warning)}"
    held = block.table or block.beside
    if held is not None and not block.empty:
        yield _table(held, document)
    if block.empty:
        yield f"> {escaped(block.empty)}"
    yield escaped(block.source)
    yield _listed(block.notes)


def _listed(notes: Iterable[str]) -> str:
    return "\n".join(f"- {escaped(one)}" for one in notes if one)


def _table(sheet: Sheet, document: Document) -> str:
    top = heads(sheet)
    table = [[_cell(one.text) for one in top]]
    table += [_row(row) for row in rows(sheet, document.lang, document.up, document.down)]
    return aligned(table, {place for place, one in enumerate(top) if one.left})


def _row(row: Iterable[Cell]) -> list[str]:
    made = []
    for one in row:
        text = _cell(one.text)
        made += [f"**{text}**" if one.strong and text else text, *[""] * (one.span - 1)]
    return made


def _cell(text: str) -> str:
    return escaped(text).replace("|", "\\|")

"""A Document as HTML that stands alone, for the clipboard: Word, WeChat's editor and a mail take it as it looks.

These keep neither style sheets nor classes, so every element carries its own style. Pictures are data addresses; Word
shows none of those: it is given addresses of files instead.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from models.documents import look
from models.documents.cells import Cell, footnotes, heads, rows
from models.documents.values import (
    Block,
    Document,
    FigureBlock,
    Heading,
    Paragraph,
    Picture,
    Pictures,
    Style,
    Table,
    Tone,
    Words,
)  # fmt: skip
from models.workbook import Sheet, clean

_FONT = f"font-family:{look.LATIN},{look.CJK_CHAIN}"
_BODY = f"{_FONT};font-size:14px;line-height:1.7;color:#{look.INK};margin:0 0 8px 0"
_SMALL = f"{_FONT};font-size:12px;line-height:1.6;color:#{look.MUTED};margin:0 0 4px 0"
_PARAGRAPHS = {
    Style.BODY: _BODY,
    Style.LEAD: f"{_BODY};background:#{look.BAND};border-left:4px solid #{look.ACCENT};padding:8px 12px;"
                "font-size:15px;margin:0 0 12px 0",
    Style.ITEM: f"{_BODY};padding-left:16px;text-indent:-12px;margin:0 0 4px 0",
    Style.NOTE: _SMALL,
    Style.SOURCE: _SMALL,
    Style.WARNING: f"{_BODY};background:#{look.WARN_GROUND};color:#{look.WARN};padding:6px 12px",
    Style.SMALL: f"{_SMALL};font-size:11px",
}  # fmt: skip
_PART = f"{_FONT};font-size:17px;color:#{look.ACCENT};border-bottom:1px solid #{look.ACCENT}"
_HEADINGS = (
    f"{_PART};padding-bottom:3px;margin:20px 0 8px 0",
    f"{_FONT};font-size:15px;color:#{look.ACCENT};margin:14px 0 6px 0",
)
_CELL = f"padding:2px 5px;border-bottom:1px solid #{look.HAIR};vertical-align:middle"
_HEAD = (
    f"padding:3px 5px;vertical-align:bottom;border-top:2px solid #{look.ACCENT};border-bottom:1px solid #{look.ACCENT}"
)
_CELL_WORDS = f"{_FONT};font-size:12px;line-height:1.4;color:#{look.INK};margin:0"
_BULLET = "• "
WIDTH = 640  # pixels a picture takes at most, as on A4 and in a mail


def write(document: Document, pictures: Pictures, addresses: Mapping[str, str] | None = None) -> str:
    """The whole page. addresses: of pictures by key, instead of their bytes ("file:///…")."""
    said = "\n".join((*_top(document), *_blocks(document, pictures, addresses or {}), *_end(document)))
    return (
        f'<!DOCTYPE html>\n<html lang="{_tongue(document)}"><head><meta charset="utf-8">'
        f"<title>{_text(document.title)}</title></head>\n<body>\n{said}\n</body></html>\n"
    )


def _tongue(document: Document) -> str:
    return "zh-CN" if document.lang == "zh" else "en"


def _top(document: Document) -> Iterator[str]:
    yield f'<h1 style="{_FONT};font-size:24px;color:#{look.ACCENT};margin:0 0 4px 0">{_text(document.title)}</h1>'
    if document.subtitle:
        yield f'<p style="{_BODY};color:#{look.MUTED};margin:0 0 4px 0">{_text(document.subtitle)}</p>'
    beside = [one for one in (document.author, document.date, document.state) if one]
    yield f'<p style="{_SMALL};margin:0 0 12px 0">{" · ".join(map(_text, beside))}</p>'


def _end(document: Document) -> Iterator[str]:
    for place, one in enumerate(document.disclaimer):
        rule = f";border-top:1px solid #{look.HAIR};padding-top:8px;margin-top:20px" if not place else ""
        yield f'<p style="{_PARAGRAPHS[Style.SMALL]}{rule}">{_text(one)}</p>'


def _blocks(document: Document, pictures: Pictures, addresses: Mapping[str, str]) -> Iterator[str]:
    for block in document.blocks:
        yield from _block(block, document, pictures, addresses)


def _block(block: Block, document: Document, pictures: Pictures, addresses: Mapping[str, str]) -> Iterator[str]:
    if isinstance(block, Heading):
        level = min(max(block.level, 1), len(_HEADINGS))
        yield f'<h{level + 1} style="{_HEADINGS[level - 1]}">{_text(block.text)}</h{level + 1}>'
    elif isinstance(block, Paragraph):
        yield _paragraph(block, document)
    elif isinstance(block, Table):
        yield from (_small(one) for one in block.sheet.above if one)
        yield _table(block.sheet, document)
        yield from (_small(one) for one in block.sheet.under if one)
    else:
        yield from _figure(block, document, pictures, addresses)


def _paragraph(block: Paragraph, document: Document) -> str:
    said = "".join(_words(one, document) for one in block.words)
    return f'<p style="{_PARAGRAPHS[block.style]}">{_BULLET if block.style is Style.ITEM else ""}{said}</p>'


def _words(one: Words, document: Document) -> str:
    colour = look.colour_of(one.tone, document.up, document.down)
    style = f"color:#{colour}" if colour else ""
    style += ";font-weight:bold" if one.tone is Tone.STRONG else ""
    return f'<span style="{style.lstrip(";")}">{_text(one.text)}</span>' if style else _text(one.text)


def _small(text: str) -> str:
    return f'<p style="{_SMALL}">{_text(text)}</p>'


# figures


def _figure(block: FigureBlock, document: Document, pictures: Pictures, addresses: Mapping[str, str]) -> Iterator[str]:
    yield f'<p style="{_BODY};font-weight:bold;color:#{look.ACCENT};margin:14px 0 2px 0">{_text(block.title)}</p>'
    if block.unit:
        yield _small(block.unit)
    if block.warning:
        yield f'<p style="{_PARAGRAPHS[Style.WARNING]}">{_text(block.warning)}</p>'
    yield _inside(block, document, pictures, addresses)
    if block.source:
        yield f'<p style="{_SMALL};margin:4px 0">{_text(block.source)}</p>'
    yield from map(_small, footnotes(block.notes))


def _inside(block: FigureBlock, document: Document, pictures: Pictures, addresses: Mapping[str, str]) -> str:
    """The picture, the table, or what stands in their place."""
    if block.table is not None:
        return _table(block.table, document, heat=True)
    if block.picture in pictures and not block.empty:
        return _picture(block, pictures[block.picture], addresses.get(block.picture, ""))
    if block.beside is not None and not block.empty:
        return _table(block.beside, document)
    return (
        f'<p style="{_SMALL};text-align:center;border:1px dashed #{look.FAINT};padding:28px 12px;margin:0 0 4px 0">'
        f"{_text(block.empty)}</p>"
    )


def _picture(block: FigureBlock, held: Picture, address: str) -> str:
    source = escape(address) or f"data:image/png;base64,{b64encode(held.png).decode()}"
    width = min(WIDTH, held.width)
    height = round(held.height * width / max(held.width, 1))
    return f'<p style="margin:0"><img src="{source}" width="{width}" height="{height}" alt="{_text(block.title)}"></p>'


# tables


def _table(sheet: Sheet, document: Document, *, heat: bool = False) -> str:
    widths = _shares(sheet)
    top = _row("th", heads(sheet), widths, _HEAD)
    lines = rows(sheet, document.lang, document.up, document.down, heat=heat)
    body = "\n".join(_row("td", row, widths, _CELL) for row in lines)
    return (
        f'<table cellspacing="0" cellpadding="0" width="{WIDTH}" style="border-collapse:collapse;width:100%;'
        f'max-width:{WIDTH}px;table-layout:fixed;margin:0"><thead>{top}</thead>\n<tbody>{body}</tbody></table>'
    )


def _shares(sheet: Sheet) -> list[float]:
    """Percent of the width of every column."""
    whole = sum(one.width for one in sheet.columns) or 1
    return [round(100 * one.width / whole, 1) for one in sheet.columns]


def _row(tag: str, cells: Iterable[Cell], widths: Sequence[float], style: str) -> str:
    made, at = [], 0
    for one in cells:
        made.append(_cell(tag, one, sum(widths[at : at + one.span]), style))
        at += one.span
    return f"<tr>{''.join(made)}</tr>"


def _cell(tag: str, one: Cell, width: float, style: str) -> str:
    """A cell whose words are a paragraph: Word would give them one of its own, with room under it."""
    style += f";width:{width:.1f}%" + (f";background:#{one.ground}" if one.ground else "")
    words = f"{_CELL_WORDS};text-align:{'left' if one.left else 'right;white-space:nowrap'}"
    words += f";color:#{one.colour}" if one.colour else f";color:#{look.MUTED}" if tag == "th" else ""
    words += ";font-weight:bold" if one.strong else ""
    words += ";font-size:11px" if tag == "th" else ""
    span = f' colspan="{one.span}"' if one.span > 1 else ""
    return f'<{tag}{span} style="{style}"><p style="{words}">{_text(one.text)}</p></{tag}>'


def _text(text: str) -> str:
    return "<br>".join(escape(line) for line in clean(text).split("\n"))

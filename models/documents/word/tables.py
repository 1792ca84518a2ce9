"""A sheet as a native Word table: bands over all columns, numbers to the right, the head again on every page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.documents import look
from models.documents.cells import Cell, heads, rows
from models.documents.values import Document
from models.documents.word.parts import Element, borders, element, ground, paragraph, run
from models.documents.word.styles import style_id
from models.workbook import Sheet

LIST = re.compile("、(?=[A-Za-z])")  # some programs break no line here, and then one inside of a name
TOGETHER = 12  # lines of a table that is never parted
FIRST, LAST = 5, 3  # lines of a longer one that stay with its head, and with what stands under it
GROUP = 8  # lines of a last band that is not parted either
_RULE, _HAIR = (8, look.ACCENT), (4, look.HAIR)
_MARGINS = {"top": 15, "left": 70, "bottom": 15, "right": 70}  # twips inside a cell
_ROOMY = {"top": 35, "bottom": 35}  # of a short table of words


def table(sheet: Sheet, document: Document, room: int, *, heat: bool = False) -> Element:
    """room: twips across. A short table stays on one page with what follows it."""
    widths = shared(sheet, room)
    lines = list(rows(sheet, document.lang, document.up, document.down, heat=heat))
    made = element(
        "w:tbl",
        _shape(room, roomy=not heat and len(lines) <= TOGETHER),
        element("w:tblGrid", *(element("w:gridCol", w=one) for one in widths)),
    )
    made.append(_row(heads(sheet), widths, keep=True, head=True))
    tail = _tail(lines)
    for place, line in enumerate(lines):
        stays = len(lines) <= TOGETHER or place < FIRST or place >= tail or _ends_or_begins(lines, place)
        made.append(_row(line, widths, keep=stays))
    return made


def _tail(lines: Sequence[Sequence[Cell]]) -> int:
    """From which line on all stay on one page with what stands under the table: the last band's, or a few."""
    bands = [place for place, line in enumerate(lines) if line[0].strong]
    last = bands[-1] if bands else 0
    return last if 0 < len(lines) - last <= GROUP else len(lines) - LAST


def _ends_or_begins(lines: Sequence[Sequence[Cell]], place: int) -> bool:
    """Whether the next line would stand alone on a page: the first under a band, or the last of its section."""
    after = lines[place + 2] if place + 2 < len(lines) else None
    return lines[place][0].strong or (after is not None and after[0].strong)


def shared(sheet: Sheet, room: int) -> list[int]:
    """Twips of every column: the room in the proportion of their widths."""
    wanted = sum(one.width for one in sheet.columns) or 1
    made = [room * one.width // wanted for one in sheet.columns]
    made[-1] += room - sum(made)
    return made


def _shape(room: int, *, roomy: bool) -> Element:
    margins = _MARGINS | (_ROOMY if roomy else {})
    inside = [element(f"w:{side}", w=size, type="dxa") for side, size in margins.items()]
    return element(
        "w:tblPr",
        element("w:tblW", w=room, type="dxa"),
        borders("w:tblBorders", top=_RULE, bottom=_RULE, insideH=_HAIR),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *inside),
    )


def _row(cells: Sequence[Cell], widths: Sequence[int], *, keep: bool, head: bool = False) -> Element:
    shape = element("w:trPr", element("w:cantSplit"))
    if head:
        shape.append(element("w:tblHeader"))
    made, at = element("w:tr", shape), 0
    for one in cells:
        made.append(_cell(one, sum(widths[at : at + one.span]), keep=keep, head=head))
        at += one.span
    return made


def _cell(one: Cell, width: int, *, keep: bool, head: bool) -> Element:
    shape = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
    if one.span > 1:
        shape.append(element("w:gridSpan", val=one.span))
    if head:
        shape.append(borders("w:tcBorders", bottom=_RULE))
    if one.ground:
        shape.append(ground(one.ground))
    shape.append(element("w:vAlign", val="bottom" if head else "center"))
    style = style_id("Note Heading Cell" if head else "Note Cell")
    words = run(LIST.sub("、\u200b", one.text), bold=one.strong and not head, colour=one.colour)
    return element("w:tc", shape, paragraph(style, words, side="left" if one.left else "right", keep=keep))


def beside(left: Sequence[Element], right: Sequence[Element], room: int) -> Element:
    """Two columns of paragraphs, with a gap between them. room: twips across."""
    gap = 3 * _MARGINS["left"]
    widths = [(room - gap) // 2, gap, room - gap - (room - gap) // 2]
    none = [element(f"w:{side}", w=0, type="dxa") for side in _MARGINS]
    shape = element(
        "w:tblPr", element("w:tblW", w=room, type="dxa"), element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *none),
    )  # fmt: skip
    columns = (left, [paragraph(style_id("Note Cell"))], right)
    cells = [
        element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa")), *held)
        for width, held in zip(widths, columns, strict=True)
    ]
    grid = element("w:tblGrid", *(element("w:gridCol", w=one) for one in widths))
    return element("w:tbl", shape, grid, element("w:tr", element("w:trPr", element("w:cantSplit")), *cells))

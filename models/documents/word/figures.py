"""A numbered figure in Word: caption with a field, unit, picture or table, source and footnotes; one page for all."""

from __future__ import annotations

import io
from typing import Any

from models.documents.cells import footnotes
from models.documents.values import Document, FigureBlock, Picture, Pictures, Style
from models.documents.word.page import ROOM
from models.documents.word.parts import CM, Element, element, field, paragraph, run
from models.documents.word.styles import OF, style_id
from models.documents.word.tables import placeholder, table

EMPTY = round(1.3 * CM)  # how tall a figure without data is
TALLEST = 9.5  # centimetres of a picture
_PREFIX = 12  # letters before the number of a title that still are the figure's name


def figure(doc: Any, block: FigureBlock, document: Document, pictures: Pictures) -> list[Element]:
    """The figure's paragraphs and tables in order."""
    made = [caption(block)]
    if block.unit:
        made.append(paragraph(style_id("Note Unit"), run(block.unit)))
    if block.warning:
        made.append(paragraph(style_id(OF[Style.WARNING]), run(block.warning), keep=True))
    made.append(_inside(doc, block, document, pictures))
    said = [(OF[Style.SOURCE], block.source), *((OF[Style.NOTE], one) for one in footnotes(block.notes))]
    under = [(style, text) for style, text in said if text] or [(OF[Style.NOTE], "")]
    last = len(under) - 1
    return made + [
        paragraph(style_id(style), run(text), keep=place < last) for place, (style, text) in enumerate(under)
    ]


def caption(block: FigureBlock) -> Element:
    """The title, whose number is a field: Word makes a list of figures of these."""
    before, number, after = block.title.partition(str(block.number))
    if not number or len(before) > _PREFIX or not before.strip():
        return paragraph("Caption", run(block.title))
    code = f"SEQ {before.strip()} \\* ARABIC"
    return paragraph("Caption", run(before), field(code, number), run(after))


def _inside(doc: Any, block: FigureBlock, document: Document, pictures: Pictures) -> Element:
    if block.table is not None:
        return table(block.table, document, ROOM, heat=True)
    if block.picture in pictures and not block.empty:
        return _picture(doc, pictures[block.picture], block.title)
    if block.beside is not None and not block.empty:
        return table(block.beside, document, ROOM)
    return placeholder(block.empty, ROOM, EMPTY)


def _picture(doc: Any, held: Picture, title: str) -> Element:
    """As wide as the text, or as tall as a figure may be; its title is what a screen reader says."""
    from docx.shared import Emu

    across = ROOM / CM
    wide = min(across, TALLEST * held.width / max(held.height, 1))
    inline = doc.part.new_pic_inline(io.BytesIO(held.png), Emu(round(wide * 360_000)), None)
    inline.docPr.set("descr", title)
    drawing = element("w:drawing")
    drawing.append(inline)
    return paragraph(style_id("Note Figure"), element("w:r", drawing), side="center", keep=True)

"""A numbered figure in Word: caption with a field, unit, picture or table, source and footnotes; one page for all."""

from __future__ import annotations

import io
import re
from typing import Any

from models.documents.cells import footnotes
from models.documents.values import Document, FigureBlock, Picture, Pictures, Style
from models.documents.word.page import ROOM
from models.documents.word.parts import CM, Element, element, field, paragraph, run
from models.documents.word.styles import OF, style_id
from models.documents.word.tables import table
from models.workbook import clean

EMU = 360_000  # of a centimetre
TALLEST = 6.8  # centimetres of a picture


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
    title = clean(block.title)
    found = re.match(rf"([^\W\d_]{{1,12}}) ?{block.number}(?!\d)", title)
    if found is None:
        return paragraph("Caption", run(title))
    before, number = found[0].removesuffix(str(block.number)), str(block.number)
    code = f"SEQ {found[1]} \\* ARABIC"
    return paragraph("Caption", run(before), field(code, number), run(title[found.end() :]))


def _inside(doc: Any, block: FigureBlock, document: Document, pictures: Pictures) -> Element:
    if block.table is not None:
        return table(block.table, document, ROOM, heat=True)
    if block.picture in pictures and not block.empty:
        return _picture(doc, pictures[block.picture], block.title)
    if block.beside is not None and not block.empty:
        return table(block.beside, document, ROOM)
    return paragraph(style_id("Note Empty"), run(block.empty), side="center", keep=True)


def _picture(doc: Any, held: Picture, title: str) -> Element:
    """As wide as the text, or as tall as a figure may be; its title is what a screen reader says."""
    from docx.shared import Emu

    across = ROOM / CM
    wide = min(across, TALLEST * held.width / max(held.height, 1))
    tall = wide * held.height / max(held.width, 1)
    inline = doc.part.new_pic_inline(io.BytesIO(held.png), Emu(round(wide * EMU)), Emu(round(tall * EMU)))
    inline.docPr.set("descr", clean(title))
    for side in "TBLR":  # without these some programs put the picture 9 points to the right
        inline.set(f"dist{side}", "0")
    drawing = element("w:drawing")
    drawing.append(inline)
    return paragraph(style_id("Note Figure"), element("w:r", drawing), side="center", keep=True)

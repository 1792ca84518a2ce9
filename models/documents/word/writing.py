"""From a Document and its pictures to the bytes of a .docx."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from models.documents import look
from models.documents.values import Block, Document, FigureBlock, Heading, Paragraph, Pictures, Style, Table, Tone
from models.documents.word.figures import figure
from models.documents.word.page import ROOM, STRIP, lay_out, say_of_itself, stops
from models.documents.word.parts import Element, paragraph, run, tab
from models.documents.word.styles import OF, dress, style_id
from models.documents.word.tables import beside, table

ABREAST = 2  # figures without data


def write(document: Document, pictures: Pictures) -> bytes:
    """The file's bytes; a figure whose picture is not there is its table, or its placeholder."""
    import docx

    doc = docx.Document()
    dress(doc, document.lang)
    lay_out(doc, document)
    say_of_itself(doc, document)
    _put(doc, *_top(document))
    for group in _groups(document.blocks):
        first, *second = [_block(doc, block, document, pictures) for block in group]
        _put(doc, *([beside(first, second[0], ROOM)] if second else first))
    _put(doc, *_end(document))
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _groups(blocks: Iterable[Block]) -> list[list[Block]]:
    """Each block alone, but figures without data by twos: there is little to see of them."""
    made: list[list[Block]] = []
    for one in blocks:
        if made and len(made[-1]) < ABREAST and _is_empty(made[-1][0]) and _is_empty(one):
            made[-1].append(one)
        else:
            made.append([one])
    return made


def _is_empty(block: Block) -> bool:
    return isinstance(block, FigureBlock) and bool(block.empty) and block.table is None and not block.warning


def _put(doc: Any, *parts: Element) -> None:
    """At the end, before the section's own shape."""
    for one in parts:
        doc.element.body.insert_element_before(one, "w:sectPr")


def _top(document: Document) -> list[Element]:
    left = " · ".join(one for one in (document.author, document.alarm or document.state) if one)
    strip = paragraph(style_id("Note Strip"), run(left), tab(), run(document.date))
    strip.pPr.insert(1, stops(STRIP))
    made = [strip, paragraph("Title", run(document.title))]
    if document.subtitle:
        made.append(paragraph("Subtitle", run(document.subtitle)))
    return made


def _end(document: Document) -> list[Element]:
    last = len(document.disclaimer) - 1
    return [
        paragraph(style_id("Note Disclaimer"), run(one), keep=place < last)
        for place, one in enumerate(document.disclaimer)
    ]


def _block(doc: Any, block: Block, document: Document, pictures: Pictures) -> list[Element]:
    if isinstance(block, Heading):
        return [paragraph(style_id(f"Heading {min(max(block.level, 1), 2)}"), run(block.text))]
    if isinstance(block, Paragraph):
        return [_paragraph(block, document)]
    if isinstance(block, Table):
        return _table(block, document)
    return figure(doc, block, document, pictures)


def _paragraph(block: Paragraph, document: Document) -> Element:
    words = [
        run(one.text, bold=one.tone is Tone.STRONG, colour=look.colour_of(one.tone, document.up, document.down))
        for one in block.words
    ]
    return paragraph(style_id(OF[block.style]), *words)


def _table(block: Table, document: Document) -> list[Element]:
    above = [paragraph(style_id("Note Unit"), run(one)) for one in block.sheet.above if one]
    under = [paragraph(style_id(OF[Style.NOTE]), run(one)) for one in block.sheet.under if one]
    after = under or [paragraph(style_id(OF[Style.NOTE]))]  # Word joins tables that touch
    return [*above, table(block.sheet, document, ROOM), *after]

"""The parts of WordprocessingML that python-docx has no words for: runs, fields, borders, grounds."""

from __future__ import annotations

from typing import Any

from models.workbook import clean

Element = Any  # lxml's, which python-docx dresses up
TWIPS = 20  # of a point
CM = 567  # twips of a centimetre
SOLID, DASHED = "single", "dashed"  # lines


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """``element("w:jc", val="right")``; attributes are of the same name space."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def run(text: str, *, bold: bool = False, colour: str = "") -> Element:
    """Words in a row; a line break in them is one."""
    made = element("w:r")
    if bold or colour:
        face = element("w:rPr")
        if bold:
            face.append(element("w:b"))
        if colour:
            face.append(element("w:color", val=colour))
        made.append(face)
    for place, line in enumerate(clean(text).split("\n")):
        if place:
            made.append(element("w:br"))
        made.append(_letters(line))
    return made


def _letters(text: str) -> Element:
    made = element("w:t")
    made.text = text.replace("\t", " ").replace("\r", "")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def tab() -> Element:
    """A run that goes on at the next tab stop."""
    return element("w:r", element("w:tab"))


def field(code: str, shown: str) -> Element:
    """A field with what it shows until Word works it out: PAGE, NUMPAGES, SEQ."""
    return element("w:fldSimple", run(shown), instr=f" {code} ")


def paragraph(style: str, *runs: Element, side: str = "", keep: bool = False) -> Element:
    """A paragraph in a style (its id). keep: on the page of the next one."""
    shape = element("w:pPr", element("w:pStyle", val=style))
    if keep:
        shape.append(element("w:keepNext"))
    if side:
        shape.append(element("w:jc", val=side))
    return element("w:p", shape, *runs)


def borders(tag: str, space: int = 0, kind: str = SOLID, /, **lines: tuple[int, str]) -> Element:
    """Lines around a paragraph, a table or a cell: by side the eighths of a point and the colour; in the fixed order.

    space: points between the lines and what they are around. kind: SOLID or DASHED.
    """
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    gap = {"space": space} if space else {}
    sides = [
        element(f"w:{side}", val=kind, sz=lines[side][0], color=lines[side][1], **gap)
        for side in order
        if side in lines
    ]
    return element(tag, *sides)


def ground(colour: str) -> Element:
    """What a cell or a paragraph stands on."""
    return element("w:shd", val="clear", color="auto", fill=colour)

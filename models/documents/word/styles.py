"""The styles of a Word document, under names that its reader finds in the gallery and may change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.documents import look
from models.documents.values import Style
from models.documents.word.parts import DASHED, SOLID, TWIPS, borders, element, ground
from models.frozen import frozen

Doc = Any  # python-docx's document


@frozen(kw_only=True)
class Shape:
    """A paragraph style. size, line, before, after: points; line: exactly, 0 as tall as what stands in it.

    A line is exactly so tall everywhere: the height of one differs by half between the fonts of two machines.
    bars: lines by side. ground: what it stands on, as a box with room around its words; frame: colour of a
    dashed line around it instead.
    """

    name: str
    size: float = 10.0
    line: float = 15.0
    colour: str = look.INK
    bold: bool = False
    before: float = 0.0
    after: float = 3.0
    keep: bool = False
    bars: tuple[tuple[str, int, str], ...] = ()
    ground: str = ""
    frame: str = ""


_TEXT = (10.0, 15.0)
_ACCENT = look.ACCENT
_BOX, _FRAME = 6, 12  # points between a box or a frame and its words
BUILT_IN = (
    Shape(name="Title", size=20, line=25, colour=_ACCENT, bold=True, before=6, after=1, keep=True),
    Shape(name="Subtitle", size=10.5, line=15, colour=look.MUTED, after=6, keep=True),
    Shape(name="Heading 1", size=13.5, line=18, colour=_ACCENT, bold=True, before=9, after=4, keep=True,
          bars=(("bottom", 8, _ACCENT),)),
    Shape(name="Heading 2", size=11, line=15, colour=_ACCENT, bold=True, before=9, after=4, keep=True),
    Shape(name="Caption", size=9.5, line=13, colour=_ACCENT, bold=True, before=9, after=1, keep=True,
          bars=(("top", 12, _ACCENT),)),
    Shape(name="List Bullet", after=2),
    Shape(name="Header", size=8, line=11, colour=look.MUTED, after=0, bars=(("bottom", 4, look.HAIR),)),
    Shape(name="Footer", size=8, line=11, colour=look.MUTED, after=0, bars=(("top", 4, look.HAIR),)),
)  # fmt: skip
OWN = (
    Shape(name="Note Strip", size=9, line=12, colour=look.WHITE, bold=True, ground=_ACCENT, keep=True),
    Shape(name="Note Lead", line=15, before=6, after=4, ground=look.BAND, bars=(("left", 36, _ACCENT),)),
    Shape(name="Note Warning", size=9, line=13, colour=look.WARN, before=4, after=6, ground=look.WARN_GROUND,
          bars=(("left", 36, look.WARN),)),
    Shape(name="Note Unit", size=8, line=11, colour=look.MUTED, after=3, keep=True),
    Shape(name="Note Figure", line=0, after=0, keep=True),
    Shape(name="Note Empty", size=9, line=13, colour=look.MUTED, before=2, after=1, keep=True, frame=look.FAINT),
    Shape(name="Note Source", size=8, line=11, colour=look.MUTED, before=3, after=1),
    Shape(name="Note Footnote", size=7.5, line=10.5, colour=look.MUTED, after=0.5),
    Shape(name="Note Disclaimer", size=7.5, line=11, colour=look.MUTED, after=2),
    Shape(name="Note Cell", size=8.5, line=11, after=0),
    Shape(name="Note Heading Cell", size=8, line=11, colour=look.MUTED, bold=True, after=0, keep=True),
)  # fmt: skip
OF = {
    Style.BODY: "Normal", Style.LEAD: "Note Lead", Style.ITEM: "List Bullet", Style.NOTE: "Note Footnote",
    Style.SOURCE: "Note Source", Style.WARNING: "Note Warning", Style.SMALL: "Note Disclaimer",
}  # fmt: skip


def style_id(name: str) -> str:
    """The id of a style, as paragraphs name it."""
    return name.replace(" ", "")


def dress(doc: Doc, lang: str) -> None:
    """Give the document its styles and its fonts. lang: "zh" or "en", for spelling and line breaking."""
    from docx.enum.style import WD_STYLE_TYPE

    _usual(doc, lang)
    for shape in (Shape(name="Normal", after=2.5), *BUILT_IN):
        _shaped(doc.styles[shape.name], _set_for(shape, lang))
    for shape in OWN:
        made = doc.styles.add_style(shape.name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style, made.quick_style = doc.styles["Normal"], True
        _shaped(made, _set_for(shape, lang))


def _set_for(shape: Shape, lang: str) -> Shape:
    """Latin letters are set smaller: they look larger than Chinese ones of a size."""
    text = lang != "zh" and (shape.size, shape.line) == _TEXT
    return replace(shape, size=shape.size - 0.5, line=shape.line - 1.0) if text else shape


def _usual(doc: Doc, lang: str) -> None:
    """Fonts and languages of everything: what no style says otherwise."""
    from docx.oxml.ns import qn

    held = doc.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for one in list(held):
        held.remove(one)
    tongue = {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"}
    held.extend([_faces(), element("w:lang", **tongue)])
    if lang == "zh":  # quotation marks and dashes are Chinese ones
        held[0].set(qn("w:hint"), "eastAsia")


def _faces() -> Any:
    return element("w:rFonts", ascii=look.LATIN, hAnsi=look.LATIN, eastAsia=look.CJK, cs=look.LATIN)


def _shaped(style: Any, shape: Shape) -> None:
    face = style.element.get_or_add_rPr()
    for one in list(face):  # the template's own: theme fonts and colours win over what is named
        face.remove(one)
    face.append(_faces())
    if shape.bold:
        face.append(element("w:b"))
    size = round(shape.size * 2)
    face.extend([element("w:color", val=shape.colour), element("w:sz", val=size), element("w:szCs", val=size)])
    _laid(style.element.get_or_add_pPr(), shape)


def _laid(held: Any, shape: Shape) -> None:
    """Space, lines and ground, in the order the schema wants."""
    from docx.oxml.ns import qn

    numbered = [one for one in held if one.tag in (qn("w:numPr"), qn("w:outlineLvl"))]
    for one in list(held):
        held.remove(one)
    made = [element("w:keepNext"), element("w:keepLines")] if shape.keep else []
    made += [one for one in numbered if one.tag == qn("w:numPr")]
    if lines := _lines(shape):
        space = _FRAME if shape.frame else _BOX if shape.ground else 4
        made.append(borders("w:pBdr", space, DASHED if shape.frame else SOLID, **lines))
    made += [ground(shape.ground)] if shape.ground else []
    exact = round(shape.line * TWIPS)
    made.append(_spacing(shape, exact or 240, "exact" if exact else "auto"))
    if inset := _FRAME + 1 if shape.frame else _BOX if shape.ground else 0:
        made.append(element("w:ind", left=inset * TWIPS, right=inset * TWIPS))
    held.extend([*made, *(one for one in numbered if one.tag == qn("w:outlineLvl"))])


def _spacing(shape: Shape, line: int, rule: str) -> Any:
    before, after = round(shape.before * TWIPS), round(shape.after * TWIPS)
    return element("w:spacing", before=before, after=after, line=line, lineRule=rule)


def _lines(shape: Shape) -> dict[str, tuple[int, str]]:
    """The lines of a paragraph; a box is as wide as the text, and lines of its own colour make room in it."""
    around = shape.frame or shape.ground
    box = dict.fromkeys(("top", "left", "bottom", "right"), (4, around)) if around else {}
    return box | {side: (width, colour) for side, width, colour in shape.bars}

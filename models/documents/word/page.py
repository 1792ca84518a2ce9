"""The page of a Word document: A4, header and footer, and what its file says about itself."""

from __future__ import annotations

from typing import Any

from models.documents import look
from models.documents.values import Document
from models.documents.word.parts import CM, element, field, run, tab
from models.workbook import clean

WIDTH, HEIGHT = 21.0, 29.7  # centimetres
SIDE, TOP, BOTTOM = 2.0, 1.8, 1.5
ROOM = round((WIDTH - 2 * SIDE) * CM)  # twips across the text
STRIP = ROOM - 120  # across the words of a box
LONGEST = 255  # letters of a property


def lay_out(doc: Any, document: Document) -> None:
    """Size, margins, header and footer. The first page has its title instead of a header."""
    from docx.shared import Cm

    page = doc.sections[0]
    page.page_width, page.page_height = Cm(WIDTH), Cm(HEIGHT)
    page.left_margin = page.right_margin = Cm(SIDE)
    page.top_margin, page.bottom_margin = Cm(TOP), Cm(BOTTOM)
    page.header_distance, page.footer_distance = Cm(0.9), Cm(0.8)
    page.different_first_page_header_footer = True
    _edge(page.header, [run(document.title), tab(), run(document.date)])
    for foot in (page.footer, page.first_page_footer):
        _edge(foot, [*_signed(document), tab(), field("PAGE", "1"), run(" / "), field("NUMPAGES", "1")])


def _signed(document: Document) -> list[Any]:
    """Author and state; what stands against the document is told so that nobody overlooks it."""
    left = " · ".join(one for one in (document.author, "" if document.alarm else document.state) if one)
    between = " · " if left and document.alarm else ""
    alarm = [run(document.alarm, bold=True, colour=look.WARN)] if document.alarm else []
    return [run(left + between), *alarm]


def _edge(edge: Any, runs: list[Any]) -> None:
    """One line, which has its style already, with a tab stop at the right margin."""
    line = edge.paragraphs[0]._p  # noqa: SLF001 - python-docx has no fields
    line.get_or_add_pPr().append(stops())
    line.extend(runs)


def stops(right: int = ROOM) -> Any:
    """One tab stop, at the right margin."""
    return element("w:tabs", element("w:tab", val="right", pos=right))


def say_of_itself(doc: Any, document: Document) -> None:
    """Title, author, dates and language; and that it is no file of an old Word."""
    held = doc.core_properties
    held.title, held.subject = _short(document.title), _short(document.subtitle)
    held.author = held.last_modified_by = _short(document.author)
    held.comments, held.keywords, held.category = _short(document.state), "", ""
    held.language = "zh-CN" if document.lang == "zh" else "en-US"
    held.created = held.modified = document.created.replace(tzinfo=None)
    held.revision = 1
    _without_thumbnail(doc.part.package)
    _modern(doc.settings.element)


def _without_thumbnail(package: Any) -> None:
    """The library's template brings a picture of an empty page, which a file manager would show."""
    for name, one in list(package.rels.items()):
        if one.reltype.endswith("/thumbnail"):
            del package.rels[name]


def _modern(settings: Any) -> None:
    """Without this Word opens in its compatibility mode."""
    from docx.oxml.ns import qn

    held = settings.find(qn("w:compat"))
    if held is None:
        held = element("w:compat")
        settings.append(held)
    for one in list(held):
        held.remove(one)
    address = "http://schemas.microsoft.com/office/word"
    held.append(element("w:compatSetting", name="compatibilityMode", uri=address, val=15))


def _short(text: str) -> str:
    return clean(text)[:LONGEST]

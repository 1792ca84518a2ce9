"""What the render child is asked for and what it gives back: frozen values that cross its pipe. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from models.charts.marks import Mark
from models.documents.values import Document, Picture
from models.frozen import frozen
from models.products.values import Product
from models.traffic.captions import Caption
from models.traffic.panel import Panel
from models.workbook import Book


class Kind(StrEnum):
    """What can be made of a note. PNG and SVG are a file a figure, the others one file each.

    PICTURES are no files: the drawn figures themselves, for a clipboard or a page on the screen.
    """

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PICTURES = "pictures"


@frozen(kw_only=True, eq=False)
class Plot:
    """One figure to draw. number: of the document's figure it is; caption: which members of the panel.

    marks: announcements, as models.charts.marks has them.
    """

    number: int
    panel: Panel
    caption: Caption
    marks: tuple[Mark, ...] = ()


@frozen(kw_only=True, eq=False)
class Leaf:
    """A note in one language. plots: of the document's figures that are drawn; book: where XLSX is wanted."""

    document: Document
    plots: tuple[Plot, ...] = ()
    book: Book | None = None


@frozen(kw_only=True, eq=False)
class Job:
    """All that is to be made at once. convention: which colour means up; products: all, by whom colours are given.

    numbers: of the figures that are wanted as files, () is all.
    """

    kinds: tuple[Kind, ...]
    leaves: tuple[Leaf, ...]
    convention: str
    products: tuple[Product, ...] = ()
    numbers: tuple[int, ...] = ()


@frozen(kw_only=True)
class File:
    """One made file. name: with its ending, without a folder."""

    name: str
    kind: Kind
    lang: str
    content: bytes


@frozen(kw_only=True)
class Rendered:
    """files: in the order of leaves and kinds. pictures: by language and by FigureBlock.picture, where wanted."""

    files: tuple[File, ...]
    pictures: Mapping[str, Mapping[str, Picture]] = field(default_factory=dict)


@frozen
class Step:
    """So far: ``done`` of ``count`` things are made."""

    done: int
    count: int

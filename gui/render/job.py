"""What the render child is asked for and what it gives back: frozen values that cross its pipe. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from models.documents.values import Document, Picture
from models.exports.naming import stem
from models.frozen import frozen
from models.note.values import Figure, Form, WeeklyNote
from models.products.values import Product
from models.traffic.captions import Caption
from models.traffic.panel import Panel
from models.traffic.trimming import trimmed
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

    Announcements are not marked in it: on paper nobody can point at a mark to be told what it is.
    """

    number: int
    panel: Panel
    caption: Caption


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


def name_of(document: Document, among: Sequence[Document]) -> str:
    """The name of a document's files; where two languages would share one, with the language behind."""
    shared = len({one.stem for one in among}) < len(among)
    return stem(f"{document.stem}_{document.lang}" if shared else document.stem)


def job_of(
    note: WeeklyNote, documents: Iterable[Document], kinds: Iterable[Kind], convention: str, *,
    books: Mapping[str, Book] | None = None, numbers: tuple[int, ...] = (),
) -> Job:  # fmt: skip
    """The files of a note. documents: one a language; books: by language, where XLSX is wanted."""
    plotted = [(one, one.panel) for one in note.figures if one.form is Form.PLOT and one.panel is not None]
    leaves = tuple(
        Leaf(
            document=document, book=(books or {}).get(document.lang),
            plots=tuple(_plot(one, panel, document.lang) for one, panel in plotted),
        )
        for document in documents
    )  # fmt: skip
    return Job(kinds=tuple(kinds), leaves=leaves, convention=convention, products=note.inputs.products, numbers=numbers)


def _plot(figure: Figure, panel: Panel, lang: str) -> Plot:
    caption = figure.captions[lang]
    return Plot(number=figure.number, panel=trimmed(panel, caption.which), caption=caption)

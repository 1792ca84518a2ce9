"""All that a job asks for, made in the render child: one file after the other, each told when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from gui.render.figures import Figures
from gui.render.job import File, Job, Kind, Leaf, Rendered, name_of

if TYPE_CHECKING:
    from models.documents.values import FigureBlock, Picture

Told = Callable[[int, int], None]
DRAWN = (Kind.DOCX, Kind.PICTURES)  # what needs the charts as pictures


def made(job: Job, told: Told) -> Rendered:
    """What the job asks for. Raises ExportError where a file cannot be made."""
    count = len(job.leaves) * len(job.kinds)
    files: list[File] = []
    pictures: dict[str, dict[str, Picture]] = {}
    done = 0
    told(done, count)
    for leaf in job.leaves:
        figures = Figures(leaf, job)
        held = _pictures(figures) if set(DRAWN) & set(job.kinds) else {}
        if Kind.PICTURES in job.kinds:
            pictures[leaf.document.lang] = held
        for kind in job.kinds:
            files += [File(name=name, kind=kind, lang=leaf.document.lang, content=content)
                      for name, content in _made(kind, leaf, figures, held, job)]  # fmt: skip
            done += 1
            told(done, count)
    return Rendered(files=tuple(files), pictures=pictures)


def _pictures(figures: Figures) -> dict[str, Picture]:
    """By the key under which the document looks for them."""
    drawn = ((one.picture, figures.inset(one)) for one in figures.blocks if one.picture)
    return {key: held for key, held in drawn if held is not None}


def _made(
    kind: Kind, leaf: Leaf, figures: Figures, pictures: dict[str, Picture], job: Job
) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    """Names and contents of the files of a kind."""
    stem = name_of(leaf.document, [one.document for one in job.leaves])
    if kind is Kind.PNG or kind is Kind.SVG:
        for block in _wanted(figures, job):
            yield f"{stem}_fig{block.number}.{kind}", figures.png(block) if kind is Kind.PNG else figures.svg(block)
    elif kind is Kind.PDF:
        from gui.render.paper import write

        yield f"{stem}.{kind}", write(leaf.document, figures)
    elif kind is Kind.DOCX:
        from models.documents.word import write as write_word

        yield f"{stem}.{kind}", write_word(leaf.document, pictures)
    elif kind is Kind.XLSX and leaf.book is not None:
        from models.exports import EXPORTS

        yield f"{stem}.{kind}", EXPORTS["xlsx"](leaf.book)


def _wanted(figures: Figures, job: Job) -> list[FigureBlock]:
    return [one for one in figures.blocks if not job.numbers or one.number in job.numbers]

"""A document in one language: blocks in reading order. No library, no style beyond meaning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from models.frozen import frozen
from models.workbook import Sheet


class Tone(StrEnum):
    """What a run of words is. UP and DOWN take the colours of the reader's convention."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    UP = "up"
    DOWN = "down"
    WARN = "warn"


@frozen
class Words:
    """Some words of a paragraph."""

    text: str
    tone: Tone = Tone.PLAIN


class Style(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    LEAD = "lead"  # the headline under the title
    ITEM = "item"  # of a list
    NOTE = "note"  # a footnote
    SOURCE = "source"  # the line under a figure
    WARNING = "warning"  # not final, simulated, offline
    SMALL = "small"  # disclaimer


@frozen(kw_only=True)
class Heading:
    """level: 1 is a part of the document (its title stands in Document)."""

    text: str
    level: int = 1


@frozen(kw_only=True)
class Paragraph:
    """Words in order; joined they are the sentence char for char."""

    words: tuple[Words, ...]
    style: Style = Style.BODY

    @property
    def text(self) -> str:
        """The whole of it."""
        return "".join(one.text for one in self.words)


@frozen(kw_only=True)
class Table:
    """A table inside the text: as a Sheet says it. merged: numbers of its lines that are one band across."""

    sheet: Sheet


@frozen(kw_only=True)
class FigureBlock:
    """A numbered figure: title, unit, the figure itself, source and footnotes.

    picture: key of the drawn picture in what the writer is given; "" for a figure that is a table or a placeholder.
    table: the figure itself where it is one (figure 1). beside: its numbers for formats that cannot draw (Markdown).
    empty: what stands in the place of a figure without data, "" when there are data.
    """

    number: int
    title: str
    unit: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    warning: str = ""
    picture: str = ""
    table: Sheet | None = None
    beside: Sheet | None = None
    empty: str = ""


Block = Heading | Paragraph | Table | FigureBlock


@frozen(kw_only=True)
class Document:
    """title, subtitle: as printed; date: of the note; state: "final" or "not final" in words; stem: name of its files.

    up, down: RRGGBB of the reader's convention. created: UTC. disclaimer: paragraphs at the end. alarm: what every page
    must say, in words; "" where nothing stands against the document.
    """

    title: str
    subtitle: str = ""
    author: str = ""
    date: str = ""
    state: str = ""
    lang: str
    blocks: tuple[Block, ...]
    disclaimer: tuple[str, ...] = ()
    stem: str
    up: str
    down: str
    created: dt.datetime
    alarm: str = ""


@frozen(kw_only=True)
class Picture:
    """A drawn figure. png: at ``scale`` pixels a logical one; width, height: logical pixels; svg: as vectors."""

    png: bytes
    svg: bytes
    width: int
    height: int
    scale: float = 2.0


Pictures = Mapping[str, Picture]

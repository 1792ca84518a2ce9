"""How cells of a workbook look: every look that a Book can need, put into the workbook once, under its number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from models.documents.look import WARN, WARN_GROUND, shade
from models.workbook import Book, Column, Format, Weight

NUMBER_FORMATS = {
    Format.PRICE: "#,##0.00##",
    Format.PERCENT: "+0.00%;-0.00%;0.00%",
    Format.POINTS: "+0.00;-0.00;0.00",
    Format.COUNT: "0",
    Format.BIG: "#,##0",
    Format.PART: "0.00%",
    Format.PLAIN: "#,##0.######",
    Format.TENTHS: "#,##0.0",
    Format.DATE: "yyyy-mm-dd",
    Format.MOMENT: "yyyy-mm-dd hh:mm",
}
FACE, SIZE, TITLE_SIZE = "Arial", 10, 13  # a font named by nobody becomes a serif one in LibreOffice
MUTED, MISSING = "5A6472", "9AA4B2"
BAND_FILL, RULE = "EEF0F3", "9AA4B2"
WHOLE = "#,##0"  # of a number without decimals where others have some: Excel would end it with a point
STEPS = 6  # shades of heat in either direction
SIGNED = (Format.PERCENT, Format.POINTS)  # whose numbers are coloured
_GROUNDS = {Weight.BAND: BAND_FILL, Weight.WARN: WARN_GROUND}
BUTTON = 2  # indents that a filter's button takes of a heading at the right


class Look(NamedTuple):
    """What decides how a cell looks."""

    bold: bool = False
    colour: str | None = None
    side: str | None = None
    indent: int = 0
    format: str = ""
    ground: str = ""
    heading: bool = False
    quoted: bool = False
    wrap: bool = False
    total: bool = False
    size: int = SIZE


class Said(StrEnum):
    """What a sentence above or under a table is."""

    TITLE = "title"
    PLAIN = "plain"
    MUTED = "muted"
    ALARM = "alarm"


_SENTENCES = {
    Said.TITLE: Look(bold=True, size=TITLE_SIZE), Said.PLAIN: Look(), Said.MUTED: Look(colour=MUTED),
    Said.ALARM: Look(bold=True, colour=WARN),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """Numbers of the looks of a column's cells. text, risky: a text, and one that a program might run if retyped.

    whole: of a number without decimals. missing: where there is no number, saying ``said``. hotter, colder: up and
    down by strength, where the column shows heat.
    """

    number: int
    whole: int
    up: int
    down: int
    hotter: tuple[int, ...] = ()
    colder: tuple[int, ...] = ()
    text: int
    risky: int
    missing: int
    said: str


class Looks:
    """The looks of one workbook of openpyxl's. ``sheet``: one of its sheets."""

    def __init__(self, sheet: Any, book: Book) -> None:
        self._sheet, self._book = sheet, book
        self._held: dict[Look, int] = {}
        self._dresses: dict[tuple[Format, bool, bool, Weight], Dress] = {}

    def of(self, look: Look) -> int:
        """The look's number; it is put in when it is new."""
        held = self._held.get(look)
        if held is None:
            held = self._held[look] = self._put(look)
        return held

    def sentence(self, said: Said, *, wrap: bool = False) -> tuple[int, int]:
        """Of a text above or under a table: as it is, and where it is risky."""
        look = _SENTENCES[said]._replace(wrap=wrap)
        return self.of(look), self.of(look._replace(quoted=True))

    def heading(self, column: Column, *, filtered: bool) -> tuple[int, int]:
        """Of a column's heading: as it is, and where it is risky. Filtered: a button stands at its right."""
        left = column.format is Format.TEXT
        side, indent = ("left", 1) if left else ("right", BUTTON if filtered else 0)
        look = Look(bold=True, colour=MUTED, side=side, indent=indent, heading=True)
        return self.of(look), self.of(look._replace(quoted=True))

    def dress(self, column: Column, weight: Weight) -> Dress:
        """Of the cells of a column in rows of a weight."""
        key = (column.format, column.heat, column.wrap, weight)
        held = self._dresses.get(key)
        if held is None:
            held = self._dresses[key] = self._made(column, weight)
        return held

    def ready(self, column: Column) -> None:
        """Put in all looks of a column's cells."""
        for weight in Weight:
            self.dress(column, weight)

    def _made(self, column: Column, weight: Weight) -> Dress:
        kind, band, bold = column.format, weight is Weight.BAND, weight in (Weight.BAND, Weight.TOTAL)
        common = Look(bold=bold, ground=_GROUNDS.get(weight, ""), total=weight is Weight.TOTAL)
        number = common._replace(format=NUMBER_FORMATS.get(kind, "General"))
        text = common._replace(
            side=None if band else "left", indent=int(not bold or column.wrap), wrap=column.wrap and not band
        )
        up, down = (self._book.up, self._book.down) if kind in SIGNED else (None, None)
        heat = column.heat and weight is Weight.PLAIN
        return Dress(
            number=self.of(number), whole=self.of(number._replace(format=WHOLE) if kind is Format.PLAIN else number),
            up=self.of(number._replace(colour=up)), down=self.of(number._replace(colour=down)),
            hotter=self._shades(number, self._book.up) if heat else (),
            colder=self._shades(number, self._book.down) if heat else (),
            text=self.of(text), risky=self.of(text._replace(quoted=True)),
            missing=self.of(common._replace(bold=False, colour=MISSING, side="right")),
            said="" if band or kind is Format.TEXT else "--",
        )  # fmt: skip

    def _shades(self, number: Look, colour: str) -> tuple[int, ...]:
        """From the faintest to the strongest."""
        grounds = (shade(colour, step / (STEPS - 1)) for step in range(STEPS))
        return tuple(self.of(number._replace(colour=colour, ground=ground)) for ground in grounds)

    def _put(self, look: Look) -> int:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        cell: Any = WriteOnlyCell(self._sheet)
        cell.font = Font(name=FACE, size=look.size, bold=look.bold, color=look.colour)
        vertical = "bottom" if look.heading else "center"
        wrap = True if look.heading or look.wrap else None
        cell.alignment = Alignment(horizontal=look.side, vertical=vertical, indent=look.indent, wrap_text=wrap)
        if look.heading:
            cell.border = Border(bottom=Side(style="thin", color=RULE))
        if look.total:
            cell.border = Border(top=Side(style="thin", color=RULE))
        if look.ground:
            cell.fill = PatternFill("solid", fgColor=look.ground)
        if look.format:
            cell.number_format = look.format
        if look.quoted:
            cell.quotePrefix = True
        made: int = cell.style_id
        return made

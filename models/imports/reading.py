"""Tables of cells to dated numbers: codes down (a row a share, or a share and a day), or dates down and codes across.

All that cannot be taken is named with its row and reason; nothing is guessed. A code that may mean two things is
decided only where a column of caps or shares says that it is a share.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from models import symbols
from models.facts import Imported, Said
from models.imports import headings
from models.imports.cells import date, number, plain, within
from models.imports.headings import CODE, CURRENCY, DATE, Heading, heading, unit_of
from models.imports.values import Cell, Cells, Grid, Refused, Taken
from models.instruments import Instrument, Kind
from models.universe import Universe

HEAD = 30  # rows among which a heading is looked for
BOUNDS = {Said.CLOSE: (1e-6, 1e7), Said.MARKET_CAP: (1e6, 1e15), Said.SHARES: (1e4, 1e13)}
VENDORS = {"Wind": ("wind", "万得"), "iFinD": ("ifind", "同花顺"), "Choice": ("choice", "东方财富")}
AMERICA = re.compile(r"(?P<code>[A-Z]{1,5}(?:[._][A-Z])?)\.(?P<listing>OQ?|N)")  # NVDA.O: the vendors' way
Row = Sequence[Cell]


@dataclass(slots=True)
class _Reading:
    """One file while it is read."""

    vendor: str
    universe: Universe | None
    rows: list[Imported] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    said: dict[tuple[str, dt.date, Said], float] = field(default_factory=dict)
    read: dict[str, symbols.Reading] = field(default_factory=dict)

    def refuse(self, grid: Grid, row: int, reason: str) -> None:
        self.refused.append(Refused(sheet=grid.title, row=row, reason=reason))

    def symbol(self, text: str) -> symbols.Reading:
        if text not in self.read:
            listed = AMERICA.fullmatch(text)
            self.read[text] = symbols.read(f"{listed['code']}.US" if listed else text, self.universe)
        return self.read[text]


def taken_of(cells: Cells, universe: Universe | None = None) -> Taken:
    """Every number that ``cells`` state of an instrument and a date, and what is not taken."""
    reading = _Reading(vendor=vendor_of(cells), universe=universe)
    for grid in cells.sheets:
        if any(plain(cell) for row in grid.rows for cell in row):
            _sheet(reading, grid)
    return Taken(vendor=reading.vendor, rows=tuple(reading.rows), refused=tuple(reading.refused))


def vendor_of(cells: Cells) -> str:
    """Who made the table, by what it says of itself near its ends: "Wind", "iFinD", "Choice", or "table"."""
    ends = (row for grid in cells.sheets for row in (*grid.rows[:HEAD], *grid.rows[-HEAD:]))
    text = "\n".join(plain(cell).lower() for row in ends for cell in row if isinstance(cell, str) and len(cell) < 200)
    told = [vendor for vendor, words in VENDORS.items() if any(word in text for word in words)]
    return told[0] if len(told) == 1 else "table"


def _sheet(reading: _Reading, grid: Grid) -> None:
    for place, row in enumerate(grid.rows[:HEAD]):
        found = [heading(cell) for cell in row]
        fields = {one.field for one in found if one is not None}
        if CODE in fields and fields & set(Said):
            return _long(reading, grid, place, found)
        if _codes_across(reading, row, found):
            return _wide(reading, grid, place)
    reading.refuse(grid, 0, "no row of headings with a code and a close, market cap or shares")
    return None


# a row a share


def _long(reading: _Reading, grid: Grid, place: int, found: list[Heading | None]) -> None:
    above = _above(grid, place)
    columns = [(column, one) for column, one in enumerate(found) if one is not None and one.field in tuple(Said)]
    for _, one in columns:
        if one.refusal:
            reading.refuse(grid, place + 1, one.refusal)
    values = [(column, _qualified(one, above)) for column, one in columns if not one.refusal]
    where = {one.field: column for column, one in reversed(list(enumerate(found))) if one is not None}
    shares_only = any(one.field != Said.CLOSE for _, one in values)
    for number_, row in _body(grid, place):
        if plain(_at(row, where[CODE])) and values:
            instrument = _instrument(reading, grid, number_, _at(row, where[CODE]), shares_only=shares_only)
            if instrument is not None:
                _long_row(reading, grid, number_, row, values, where, instrument)


def _long_row(
    reading: _Reading,
    grid: Grid,
    number_: int,
    row: Row,
    values: list[tuple[int, Heading]],
    where: dict[str, int],
    instrument: Instrument,
) -> None:
    cell = _at(row, where[DATE]) if DATE in where else None
    day, currency = date(cell), plain(_at(row, where[CURRENCY])) if CURRENCY in where else ""
    if plain(cell) and day is None:
        return reading.refuse(grid, number_, f"not a date: {plain(cell)[:30]}")
    for column, one in values:
        of = _of_row(one, day, headings.currency_of(currency))
        _take(reading, grid, number_, instrument, of, _at(row, column))
    return None


@lru_cache(maxsize=1024)
def _of_row(one: Heading, day: dt.date | None, currency: str) -> Heading:
    """``one`` with what the row itself says of date and currency."""
    return replace(one, date=day or one.date, currency=currency or one.currency)


# dates down, codes across


def _codes_across(reading: _Reading, row: Row, found: list[Heading | None]) -> bool:
    """The first cell is empty or says date, and what stands beside it are codes with their market."""
    first = found[0].field if found and found[0] is not None else plain(row[0]) if row else "x"
    rest = [cell for cell in row[1:] if plain(cell)]
    if first not in (DATE, CODE, "") or not rest:
        return False
    return all(isinstance(c, str) and "." in c and reading.symbol(plain(c)).instrument is not None for c in rest)


def _wide(reading: _Reading, grid: Grid, place: int) -> None:
    codes = [reading.symbol(plain(cell)).instrument if plain(cell) else None for cell in grid.rows[place]]
    above = _above(grid, place)
    kinds = [_kind(above)] * len(codes)
    for number_, row in _body(grid, place):
        day = date(_at(row, 0))
        if day is None:
            if not _sub_headings(row, kinds) and plain(_at(row, 0)) and any(plain(cell) for cell in row[1:]):
                reading.refuse(grid, number_, f"not a date: {plain(_at(row, 0))[:30]}")
            continue
        for column, instrument in enumerate(codes):
            kind = kinds[column]
            if instrument is None or not plain(_at(row, column)):
                continue
            if kind is None:
                return reading.refuse(grid, 0, "nothing says whether these are closes, market caps or shares")
            if kind.refusal:
                return reading.refuse(grid, 0, kind.refusal)
            _take(reading, grid, number_, instrument, replace(_qualified(kind, above), date=day), _at(row, column))
    return None


def _kind(above: list[str]) -> Heading | None:
    """What a table is of, as its title or its sheet's name says."""
    for text in above:
        for part in (text, *text.replace("：", " ").replace(":", " ").split()):
            found = heading(part)
            if found is not None and found.field in tuple(Said):
                return replace(found, unit=found.unit or unit_of(text))
    return None


def _sub_headings(row: Row, kinds: list[Heading | None]) -> bool:
    """Whether ``row`` says under each code what stands below; ``kinds`` is filled from it."""
    told = [heading(cell) for cell in row[: len(kinds)]]
    if not any(one is not None and one.field in tuple(Said) for one in told):
        return False
    for column, one in enumerate(told):
        if one is not None and one.field in tuple(Said):
            kinds[column] = one
    return True


# common


def _above(grid: Grid, place: int) -> list[str]:
    """The texts above the headings, and the sheet's name."""
    return [plain(cell) for row in grid.rows[:place] for cell in row if plain(cell)] + [grid.title]


def _qualified(one: Heading, above: list[str]) -> Heading:
    """``one`` with the date and the unit that a title states, where it states none itself."""
    day = one.date or next((found for text in above if (found := date(text) or within(text))), None)
    unit = one.unit
    if not unit and one.field != Said.CLOSE:
        mark = "股" if one.field == Said.SHARES else "元"
        unit = next((unit_of(text) for text in above if "单位" in text and (mark in text or text[-1:] in "亿万")), 0.0)
    return replace(one, date=day, unit=unit)


def _body(grid: Grid, place: int) -> Iterator[tuple[int, Row]]:
    """The rows below the headings, each with its number as a spreadsheet counts."""
    return ((number_, row) for number_, row in enumerate(grid.rows[place + 1 :], place + 2))


def _at(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else None


def _instrument(reading: _Reading, grid: Grid, row: int, cell: Cell, *, shares_only: bool) -> Instrument | None:
    text = plain(cell)
    if text.isdigit() and len(text) < (6 if isinstance(cell, int | float) else 5):
        reading.refuse(grid, row, f"{text} may have lost its leading zeros: write it with its market")
        return None
    if _is_note(text):
        return None
    found = reading.symbol(text)
    kept = [one for one in found.candidates if one.kind is Kind.STOCK] if shares_only else []
    if found.instrument is not None or len(kept) == 1:
        return found.instrument or kept[0]
    choice = ", ".join(one.id for one in found.candidates)
    reading.refuse(grid, row, f"{text[:30]} may mean {choice}" if choice else f"{text[:30]}: {found.reason}")
    return None


def _is_note(text: str) -> bool:
    """A vendor's line under the table."""
    return text.startswith(("数据来源", "来源", "注", "备注", "Source", "source"))


def _take(reading: _Reading, grid: Grid, row: int, instrument: Instrument, of: Heading, cell: Cell) -> None:
    what = Said(of.field)
    try:
        value = number(cell, of.unit or 1.0)
    except ValueError as error:
        return reading.refuse(grid, row, f"{what}: {error}: {plain(cell)[:30]}")
    if value is None:
        return None
    reason = _wrong(reading, instrument, what, of, value)
    if reason:
        return reading.refuse(grid, row, reason)
    assert of.date is not None
    key = (instrument.id, of.date, what)
    if key in reading.said:
        return None
    reading.said[key] = value
    reading.rows.append(
        Imported(
            instrument=instrument.id, date=of.date, what=what, value=value, vendor=reading.vendor,
            currency=instrument.currency if what is not Said.SHARES else "",
        )
    )  # fmt: skip
    return None


def _wrong(reading: _Reading, instrument: Instrument, what: Said, of: Heading, value: float) -> str:
    """Why a number cannot be taken; "" when it can."""
    low, high = BOUNDS[what]
    if of.date is None:
        return "no date: neither in the row, the heading nor the title"
    if not low <= value <= high:
        return f"{what} of {value:,.6g} cannot be: is a unit missing in the heading?"
    if of.currency not in ("", instrument.currency) and what is not Said.SHARES:
        return f"{what} in {of.currency}, {instrument.id} trades in {instrument.currency}"
    if reading.said.get((instrument.id, of.date, what), value) != value:
        return f"{instrument.id} {of.date}: {what} stated twice with different numbers"
    return ""

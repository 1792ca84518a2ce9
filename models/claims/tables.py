"""Tables of a pasted note: lines of cells under a head that says what each column is.

A head is a line of which a cell says what stands below it: 涨跌幅, 收盘价, 9月（万次）, 0923-0925. Every cell below
with a number is one claim about whoever its line names. A table may stand the other way round,
with the names in its head.
Cells stand apart by bars, tabs, wide or several blanks; by single blanks and commas only where every line has as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.claims.columns import Column, column_of, measure_in
from models.claims.folding import folded
from models.claims.names import Names
from models.claims.numbers import Number, Unit, number_at
from models.claims.values import About, Bound, Claim, Kind, Subject
from models.claims.windows import When, when_at
from models.frozen import frozen
from models.review.values import Window

_SPLITS = tuple(
    map(re.compile, (r"[|｜]", r"\t+|[ \u3000\xa0]*\t[ \u3000\xa0]*", r"\u3000+| {2,}", r"[ \u3000]+", r"[,，]"))
)
_RULE = re.compile(r"[\s|｜:\-—+=]*")
ROLES = {  # of whom a cell may be, by what is told
    About.PRICE: ("instrument", "sector", "list", "market"),
    About.VISITS: ("product",),
    About.DOWNLOADS: ("product",),
}
LONGEST_NAME = 30


@frozen
class Cell:
    """A piece of a line. start: in the whole text."""

    start: int
    said: str

    @property
    def end(self) -> int:
        """Behind its last character."""
        return self.start + len(self.said)


@frozen(kw_only=True)
class Line:
    """One line of the text, cut into cells. whole: as it is written."""

    start: int
    whole: str
    cells: tuple[Cell, ...]


def tabled(text: str, world: Names, read_in: Window) -> tuple[list[Claim], str]:
    """The claims of all tables in a text, and the text with blanks where they stood."""
    made: list[Claim] = []
    left = text
    lines = [(match.start(), match[0]) for match in re.finditer(r"[^\r\n]+", text)]
    place = 0
    while place < len(lines):
        table = _table_at(lines, place)
        if table is None:
            place += 1
            continue
        above = lines[place - 1][1] if place and _near(text, lines, place) else ""
        claims = list(_claims(table, above, world, read_in))
        if claims:
            made += claims
            first, last = table[0].start, table[-1].start + len(table[-1].whole)
            left = left[:first] + re.sub(r"[^\r\n]", " ", left[first:last]) + left[last:]
            place += len([one for one in lines if first <= one[0] < last])
        else:
            place += 1
    return made, left


def _near(text: str, lines: Sequence[tuple[int, str]], place: int) -> bool:
    """Whether the line before is the table's heading."""
    before, here = lines[place - 1], lines[place]
    return len(before[1]) <= 60 and text[before[0] + len(before[1]) : here[0]].count("\n") <= 2


def _table_at(lines: Sequence[tuple[int, str]], place: int) -> list[Line] | None:
    """The lines from there on that have as many cells, when the first is a head."""
    if place + 1 >= len(lines):
        return None
    for number, split in enumerate(_SPLITS):
        head = _cut(lines[place], split)
        if len(head.cells) < 2 or not (_measured(head) or _measured_below(lines[place + 1 : place + 3], split)):
            continue
        held = [head]
        for line in lines[place + 1 :]:
            if _RULE.fullmatch(line[1]) and line[1].strip():
                continue
            cut = _cut(line, split)
            if len(cut.cells) < 2 or not _like(head, cut, strict=number > 2):
                break
            held.append(cut)
        if len(held) > 1:
            return held
    return None


def _measured(head: Line) -> bool:
    return any(measure_in(folded(one.said)) for one in head.cells)


def _measured_below(lines: Sequence[tuple[int, str]], split: re.Pattern[str]) -> bool:
    """Whether the lines begin with what is told in them: the names stand in the head."""
    held = [_cut(one, split) for one in lines if not _RULE.fullmatch(one[1])]
    return bool(held) and len(held[0].cells) > 1 and measure_in(folded(held[0].cells[0].said)) not in ("", "days")


def _like(head: Line, line: Line, *, strict: bool) -> bool:
    """As many cells as the head has; bars may leave some out. Single blanks must fit and have numbers."""
    if not strict:
        return len(line.cells) <= len(head.cells) + 1
    return len(line.cells) == len(head.cells) and bool(re.search(r"\d", line.cells[-1].said))


def _cut(line: tuple[int, str], split: re.Pattern[str]) -> Line:
    start, whole = line
    cells: list[Cell] = []
    at = 0
    for match in [*split.finditer(whole), None]:
        end = match.start() if match else len(whole)
        piece = whole[at:end]
        said = piece.strip(" \t\u3000\xa0*`")
        cells.append(Cell(start + at + (piece.find(said) if said else 0), said))
        at = match.end() if match else end
    while cells and not cells[0].said and whole.lstrip()[:1] in ("|", "｜"):
        cells = cells[1:]
        break
    while cells and not cells[-1].said:
        cells.pop()
    return Line(start=start, whole=whole, cells=tuple(cells))


def _claims(table: Sequence[Line], above: str, world: Names, read_in: Window) -> Iterator[Claim]:
    head, rows = table[0], table[1:]
    days = _days(above, read_in)
    whole = above + " " + head.cells[0].said
    below = [one.said for one in rows[0].cells] + [""] * len(head.cells)
    columns = [
        column_of(one.said, whole, _days(one.said, read_in), days, under)
        for one, under in zip(head.cells, below, strict=False)
    ]
    named = [_who(one.said, world) for one in head.cells]
    if sum(bool(one) for one in named) > 1 and not any(columns[1:]):
        yield from _turned(rows, named, whole, days, read_in)
        return
    month = next((one.when for one in reversed(columns) if one and one.about is not About.PRICE and one.when), None)
    for row in rows:
        whose = [found for cell in row.cells if (found := _who(cell.said, world))]
        stranger = next((cell.said for cell in row.cells if re.search(r"[a-zA-Z\u4e00-\u9fff]", cell.said)), "")
        for column, cell in zip(columns, row.cells, strict=False):
            if column is not None and (number := _number(cell.said)) is not None:
                yield from _claim(column, cell, number, _subject(column.about, whose, stranger), row, month)


def _turned(
    rows: Sequence[Line], named: Sequence[tuple[Subject, ...]], whole: str, days: When | None, read_in: Window
) -> Iterator[Claim]:
    """The names stand in the head, what is told of them at the left."""
    for row in rows:
        label = row.cells[0].said
        column = column_of(label, whole, _days(label, read_in), days, row.cells[-1].said)
        if column is None:
            continue
        for who, cell in zip(named[1:], row.cells[1:], strict=False):
            if who and (number := _number(cell.said)) is not None:
                yield from _claim(column, cell, number, _subject(column.about, [who], ""), row, None)


def _days(said: str, read_in: Window) -> When | None:
    """The last days that a cell or a heading names."""
    plain, found, at, year = folded(said), None, 0, 0
    while at < len(plain):
        made = when_at(plain, at, read_in, year)
        if made is None:
            at += 1
            continue
        found, at = made
        year = found.year or year
    return found


def _who(said: str, world: Names) -> tuple[Subject, ...]:
    """Whom a cell names, () for nobody."""
    plain = folded(said)
    if not plain or len(plain) > LONGEST_NAME:
        return ()
    found = world.at(plain, 0)
    if found is None:
        return ()
    rest = plain[found[1] :].strip()
    return found[0] if not rest or rest[0] in "(-/ [" or found[1] == len(plain) else ()


def _subject(about: About, whose: Sequence[tuple[Subject, ...]], stranger: str) -> Subject | None:
    """The share or product of a line rather than the sector it stands in; somebody unknown where nobody is followed."""
    for kind in ROLES[about]:
        for names in whose:
            for one in names:
                if one.kind == kind:
                    return one
    if whose and whose[0][0].kind != "unknown":
        return None
    return whose[0][0] if whose else Subject(kind="unknown", id=stranger, name=stranger) if stranger else None


def _number(said: str) -> Number | None:
    """A cell that is one number."""
    plain = folded(said).strip().lstrip("$¥")
    if not plain:
        return None
    found = number_at(plain, 0)
    if found is None or plain[found[1] :].strip(" )x*"):
        return None
    return found[0]


def _claim(
    column: Column, cell: Cell, number: Number, subject: Subject | None, row: Line, month: When | None
) -> Iterator[Claim]:
    if subject is None or not column.takes(number):
        return
    when = column.when or (month if column.about is not About.PRICE else None)
    value, sign = number.value * column.scale_of(number), number.signed or column.sign
    signed = column.kind in (Kind.RETURN, Kind.EXCESS, Kind.CHANGE)
    words = {"step": repr(number.step * column.scale_of(number)), **column.words}
    if subject.kind not in ("sector", "list"):
        words.pop("of", None)
    if number.unit is Unit.MONEY:
        words["unit"] = number.word
    if when is not None and when.other is not None:
        words["or"] = f"{when.other.first}..{when.other.last}"
    yield Claim(
        kind=column.kind, about=column.about, subject=subject, sentence=row.whole.strip(), start=cell.start,
        end=cell.end, said=f"{subject.name} {cell.said}", value=-value if signed and sign < 0 else value,
        digits=number.digits, sign=(sign or 1) if signed else 0, bound=number.bound if number.bound else Bound.EXACT,
        against=column.against, window=when.window if when is not None else None, named=when is not None,
        period=column.period(when), words=words,
    )  # fmt: skip

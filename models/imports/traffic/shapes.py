"""Where the tables of a sheet are and what each of their columns holds: a row a product, a period, or both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from models.frozen import frozen
from models.imports.cells import plain
from models.imports.traffic.headers import PLATFORM, Mark, mark, role_of
from models.imports.traffic.numbers import is_number
from models.imports.traffic.periods import written
from models.imports.traffic.values import Hints, Layout, Named, Role
from models.imports.traffic.words import category_in, is_total
from models.imports.values import Cell, Grid
from models.traffic.values import Metric

HEAD = 40  # rows among which a heading is looked for
AHEAD = 8  # rows after an empty one among which another table may begin
NOTE = re.compile(r"\s*(?:数据来源|资料来源|来源|备注|注|说明|单位|sources?\b|notes?\b|\*|※)", re.IGNORECASE)
LABELLED = re.compile(
    r"\s*(?:单位|更新\w{0,4}|(?:数据|资料)?来源|数据截[至止]|截[至止]|updated|as of|source)\s*[:：]\s*\S", re.IGNORECASE
)
TITLE = re.compile(r"\s*(?:图表?|表|figure|fig\.?|table|exhibit)\s*\d+", re.IGNORECASE)
WHEN = (Role.DATE, Role.START, Role.END)
Row = Sequence[Cell]
Marks = list[Mark | None]


@frozen(kw_only=True)
class Table:
    """One table. header: place of the first row of headings, -1 without one. start, stop: places of its body's rows.

    marks: what each column holds, None for nothing. above, below: lines of text that speak of it.
    """

    grid: Grid
    layout: Layout
    header: int
    start: int
    stop: int
    marks: tuple[Mark | None, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    def of(self, *roles: Role) -> list[int]:
        """Places of the columns with one of these roles."""
        return [place for place, one in enumerate(self.marks) if one is not None and one.role in roles]


def tables_of(grid: Grid, products: Named, hints: Hints) -> list[Table]:
    """Every table of a sheet, from the top."""
    found: list[Table] = []
    place = 0
    while place < len(grid.rows):
        header = _next_header(grid, place, products, hints if not found else Hints(columns=hints.columns))
        if header is None:
            break
        at, start, layout, marks = header
        stop = _end(grid.rows, start, products)
        gap = [text for row in grid.rows[place : max(at, place)] if (text := line(row))]
        own = _notes_first(gap) if found else 0
        if found:
            found[-1] = replace(found[-1], below=(*found[-1].below, *gap[:own]))
        below = tuple(text for row in grid.rows[max(start, stop - 20) : stop] if NOTE.match(text := line(row)))
        found.append(
            Table(grid=grid, layout=layout, header=at, start=start, stop=stop, marks=tuple(marks),
                  above=tuple(gap[own:]), below=below)
        )  # fmt: skip
        place = stop
    rest = tuple(text for row in grid.rows[place : place + HEAD] if (text := line(row))) if found else ()
    return found if not rest else [*found[:-1], replace(found[-1], below=(*found[-1].below, *rest))]


def line(row: Row) -> str:
    """A row as one line of text."""
    return " ".join(text for cell in row if (text := plain(cell)))


def _notes_first(lines: list[str]) -> int:
    """How many lines are notes under the table before."""
    return next((place for place, text in enumerate(lines) if not NOTE.match(text)), len(lines))


Header = tuple[int, int, Layout, Marks]


def _next_header(grid: Grid, place: int, products: Named, hints: Hints) -> Header | None:
    places = [hints.header - 1] if hints.header else range(place, min(place + HEAD, len(grid.rows)))
    for at in places:
        if 0 <= at < len(grid.rows) and (made := _header(grid.rows, at, products, hints)) is not None:
            return (at, *made)
    return _without_header(grid.rows, place, products)


def _header(rows: Sequence[Row], at: int, products: Named, hints: Hints) -> tuple[int, Layout, Marks] | None:
    """Where the body starts, the layout and the columns, if the row at this place is one of headings."""
    if any(isinstance(cell, str) and LABELLED.match(cell) for cell in rows[at][1:]):
        return None
    if sum(bool(plain(cell)) for cell in rows[at]) < (1 if hints.columns else 2):
        return None
    top = [mark(cell, products) for cell in rows[at]]
    if at + 1 < len(rows) and _is_second(rows[at + 1], products) and any(one is not None for one in top):
        both = _merged(top, [mark(cell, products) for cell in rows[at + 1]])
        if (made := _columns(both, rows[at + 2 :], hints)) is not None:
            return at + 2, *made
    made = _columns(_padded(top, rows[at + 1 : at + 2]), rows[at + 1 :], hints)
    return None if made is None else (at + 1, *made)


def _padded(marks: Marks, below: Sequence[Row]) -> Marks:
    return marks + [None] * (max((len(row) for row in below), default=0) - len(marks))


def _is_second(row: Row, products: Named) -> bool:
    """Whether a row goes on with the headings: words or periods only, of which at least one is known."""
    rest = [cell for cell in row[1:] if plain(cell)]
    if not rest or any(_counts(cell) for cell in rest):
        return False
    marks = [mark(cell, products) for cell in row]
    return any(one is not None and (one.role is not None or one.known) for one in marks)


def _counts(cell: Cell) -> bool:
    period = written(cell)
    return (period is None or period.weak) and is_number(cell)


def _merged(top: Marks, sub: Marks) -> Marks:
    """Two rows of headings as one; a cell that was merged over several columns stands over all of them."""
    size = max(len(top), len(sub))
    top, sub = top + [None] * (size - len(top)), sub + [None] * (size - len(sub))
    made: Marks = []
    over: Mark | None = None
    for one, two in zip(top, sub, strict=True):
        if one is not None:
            over = None if one.role not in (None, Role.VALUE, Role.IGNORED) else one
        made.append(_joined(one or (over if two is not None else None), two))
    return made


def _joined(one: Mark | None, two: Mark | None) -> Mark | None:
    if one is None or two is None:
        return one or two
    if two.role not in (None, Role.VALUE, Role.IGNORED) or one.role not in (None, Role.VALUE, Role.IGNORED):
        return two if two.role is not None else one
    names = [mark_.name or (mark_.text if mark_.role is None and not mark_.category else "") for mark_ in (one, two)]
    return Mark(
        text=f"{one.text} {two.text}", role=Role.IGNORED if one.reason or two.reason else Role.VALUE,
        metric=two.metric or one.metric, unit=two.unit or one.unit, period=two.period or one.period,
        name=two.name if two.known else one.name if one.known else next((name for name in names if name), ""),
        known=one.known or two.known, device=two.device or one.device, category=two.category or one.category,
        granularity=two.granularity or one.granularity, reason=two.reason or one.reason,
    )  # fmt: skip


def _columns(marks: Marks, body: Sequence[Row], hints: Hints) -> tuple[Layout, Marks] | None:
    """Which column is what, if these headings make a table of traffic."""
    marks = _told(marks, hints)
    roles = {one.role for one in marks if one is not None}
    if Role.PRODUCT not in roles:
        marks = [
            replace(one, role=Role.PRODUCT) if one is not None and one.text.lower() in PLATFORM else one
            for one in marks
        ]
        roles = {one.role for one in marks if one is not None}
    if marks and marks[0] is not None and _dates_below(marks, body):
        return _dates([replace(marks[0], role=Role.DATE), *marks[1:]])
    if Role.PRODUCT in roles:
        return _products(marks, roles)
    if roles & set(WHEN):
        return _dates(marks)
    return _no_corner(marks, body)


def _told(marks: Marks, hints: Hints) -> Marks:
    made = list(marks)
    for place, role in hints.columns:
        if 0 <= place < 200:
            made += [None] * (place + 1 - len(made))
            made[place] = replace(made[place] or Mark(text=""), role=role, reason="")
    return made


def _dates_below(marks: Marks, body: Sequence[Row]) -> bool:
    """Whether under 产品 in the corner stand periods, and the products beside it."""
    one = marks[0]
    if one is None or one.role is not Role.PRODUCT or not any(other is not None and other.known for other in marks):
        return False
    first = next((row[0] for row in body[:3] if row and plain(row[0])), None)
    return written(first) is not None


def _products(marks: Marks, roles: set[Role | None]) -> tuple[Layout, Marks] | None:
    """A column of products: with one of dates, with periods across, or all of one period."""
    made: Marks = [_or_ignored(one) for one in marks]
    values = [one for one in made if one is not None and one.role is Role.VALUE]
    if not values:
        return None
    if roles & set(WHEN):
        return Layout.LONG, made
    across = any(one.period is not None for one in values)
    return (Layout.PRODUCTS_DOWN if across else Layout.SNAPSHOT), made


def _or_ignored(one: Mark | None) -> Mark | None:
    """Words nobody knows, and products beside a column of products, are no numbers to take."""
    if one is not None and (one.role is None or one.known):
        return replace(one, role=Role.IGNORED, reason="a heading that nobody knows")
    return one


def _dates(marks: Marks) -> tuple[Layout, Marks] | None:
    """A column of dates and none of products: the other headings are products, or count one."""
    made: Marks = []
    for one in marks:
        if one is not None and one.period is not None:
            return None
        made.append(one if one is None else _of_product(one))
    return (Layout.DATES_DOWN, made) if any(one is not None and one.role is Role.VALUE for one in made) else None


def _of_product(one: Mark) -> Mark:
    """A heading over numbers of one product, or of nobody's."""
    name = one.text if one.role is None else one.name
    if why := _nobody(name):
        return replace(one, role=Role.IGNORED, reason=why)
    return replace(one, role=Role.VALUE, name=name) if one.role is None else one


def _nobody(name: str) -> str:
    """Why what a heading names is no product: 国内合计, or 2023年 over the months of one."""
    if is_total(name):
        return "a total is no product"
    return "a heading that nobody knows" if re.fullmatch(r"(?:19|20)\d\d ?(?:年度?|[AEae])?", name) else ""


def _no_corner(marks: Marks, body: Sequence[Row]) -> tuple[Layout, Marks] | None:
    """Nothing says what the first column is: periods beside it make it products, products beside it make it dates."""
    rest = [one for one in marks[1:] if one is not None]
    first = next((row[0] for row in body[:3] if row and plain(row[0])), None)
    if not rest or (marks and marks[0] is not None and marks[0].role not in (None, Role.VALUE)):
        return None
    if any(one.period for one in rest) and all(_across(one) for one in rest):
        corner = replace(marks[0] or Mark(text=""), role=Role.PRODUCT, name="", metric=None)
        return Layout.PRODUCTS_DOWN, [corner, *marks[1:]]
    day = written(first)
    if day is not None and not day.weak and all(one.known or one.role is None for one in rest):
        corner = replace(marks[0] or Mark(text=""), role=Role.DATE, name="", metric=None)
        return _dates([corner, *marks[1:]])
    return None


def _across(one: Mark) -> bool:
    return one.role is Role.IGNORED or (one.period is not None and not one.period.weak)


def _without_header(rows: Sequence[Row], place: int, products: Named) -> Header | None:
    """Names of products with one number beside each, below a title that says the rest."""
    for at, row in enumerate(rows[place : place + HEAD], place):
        if len(row) < 2 or not isinstance(row[0], str) or not products.named(plain(row[0])):
            continue
        numbers = [column for column, cell in enumerate(row) if column and plain(cell) and is_number(cell)]
        if len(numbers) == 1 and sum(bool(plain(cell)) for cell in row) == 2:
            marks: Marks = [
                Mark(text="", role=Role.PRODUCT),
                *[None] * (numbers[0] - 1),
                Mark(text="", role=Role.VALUE),
            ]
            return at, at, Layout.SNAPSHOT, marks
    return None


def _end(rows: Sequence[Row], start: int, products: Named) -> int:
    """Where the body ends: before the headings of another table, or the title above them."""
    for at in range(start, len(rows)):
        row = rows[at]
        first = row[0] if row else None
        if not row or (first in ("", None) and not any(plain(cell) for cell in row)):
            ends = _begins(rows, at + 1, products)
        elif isinstance(first, str) and len(first) < 200 and at > start:
            ends = (bool(TITLE.match(first)) and _begins(rows, at + 1, products)) or _again(row, products)
        else:
            ends = False
        if ends:
            return at
    return len(rows)


def _again(row: Row, products: Named) -> bool:
    role = role_of(plain(row[0]))
    return role in (Role.PRODUCT, *WHEN) and len(row) > 1 and _columns_of(row, products)


def _columns_of(row: Row, products: Named) -> bool:
    return _header((row,), 0, products, Hints()) is not None


def _begins(rows: Sequence[Row], place: int, products: Named) -> bool:
    """Whether a table begins within the next rows."""
    return any(
        _header(rows[at : at + 4], 0, products, Hints()) is not None
        for at in range(place, min(place + AHEAD, len(rows)))
    )


def categories_below(cell: Cell) -> str:
    """The category that a row with nothing but a word names for the rows under it."""
    text = plain(cell)
    return category_in(text) if len(text) <= 20 else ""


def is_rank_of_rows(table: Table, one: Mark, sources: Sequence[str], counted: Metric | None = None) -> bool:
    """Whether a column of ranks only numbers the rows: others count, and neither heading nor source is a store's.

    counted: what the caption says is counted: a store's list of downloads, 1 to n, is in their order.
    """
    if one.metric is not Metric.RANK or re.search(r"榜|store|ios|android", one.text.lower()):
        return False
    others = any(table.marks[place] is not one and _is_count(table.marks[place]) for place in table.of(Role.VALUE))
    if others and counted is Metric.DOWNLOADS:
        return True
    return others and not set(sources) & {"七麦 Qimai", "点点 Diandian", "Sensor Tower", "data.ai"}


def _is_count(one: Mark | None) -> bool:
    return one is not None and one.metric not in (None, Metric.RANK)

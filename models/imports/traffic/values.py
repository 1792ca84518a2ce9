"""What an import of traffic is made of: the user's answers, what is asked, what is taken, and what is shown of it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Protocol

from models.frozen import frozen
from models.imports.values import Refused
from models.traffic.stacked import Stacked
from models.traffic.values import Granularity, Metric


class Named(Protocol):
    """The products that are known, by whatever a table calls them."""

    def named(self, text: str) -> str | None:
        """Id of the product with this name, alias, former name, domain or app; None when nobody knows it."""

    def category(self, product: str) -> str:
        """Category of a product's id, one of products.values.CATEGORIES."""


class Layout(StrEnum):
    """How a table is laid out."""

    LONG = "long"  # a row a product and period
    DATES_DOWN = "dates_down"  # a row a period, a column a product
    PRODUCTS_DOWN = "products_down"  # a row a product, a column a period
    SNAPSHOT = "snapshot"  # a row a product, all of one period, which a title states
    JSON = "json"  # an answer of Similarweb's interface, saved


class Role(StrEnum):
    """What stands in a column."""

    PRODUCT = "product"
    DATE = "date"  # the period, or the first or last day of it
    START = "start"
    END = "end"
    VALUE = "value"
    METRIC = "metric"  # says in each row what is counted
    UNIT = "unit"  # says in each row what the number is multiplied by
    CATEGORY = "category"
    GEO = "geo"
    DEVICE = "device"
    SOURCE = "source"
    IGNORED = "ignored"


class Asked(StrEnum):
    """What a question is about; its value is the field of Hints that answers it."""

    METRIC = "metric"
    UNIT = "unit"
    YEAR = "year"
    GRANULARITY = "granularity"
    SOURCE = "source"
    ORDER = "order"
    DATES = "dates"
    SCALE = "scale"
    ZEROS = "zeros"
    PERIOD = "period"


@frozen(kw_only=True)
class Hints:
    """What the user says of a table. All but header, columns and products fill in only what the table leaves open.

    metric, granularity: None is not said. unit: what numbers are multiplied by, 0.0 not said. year: in which the
    newest period that is written without one ends, 0 not said. source, geo, device, definition, day_cut: as SeriesKey
    has them, "" not said. order: "dmy" or "mdy" of days such as 03/09/2024. dates: "first" or "last", which day of its
    week a single date is. scale: "cell" or "both" where a cell and its heading state a scale (31万 below 万次).
    zeros: "missing" or "number". period: "2024-09-13/2024-09-19", of a table that states none. header: row of the
    headings from 1, 0 finds it. columns: (column from 0, role). products: (name as written, id), an id "" leaves its
    numbers out. categories: (name as written, category) of products nobody knows. known_at: UTC seconds, when the
    numbers were retrieved from whoever measured them, 0.0 not said.
    """

    metric: Metric | None = None
    unit: float = 0.0
    year: int = 0
    granularity: Granularity | None = None
    source: str = ""
    order: str = ""
    dates: str = ""
    scale: str = ""
    zeros: str = ""
    period: str = ""
    geo: str = ""
    device: str = ""
    definition: str = ""
    day_cut: str = ""
    header: int = 0
    columns: tuple[tuple[int, Role], ...] = ()
    products: tuple[tuple[str, str], ...] = ()
    categories: tuple[tuple[str, str], ...] = ()
    known_at: float = 0.0


@frozen(kw_only=True)
class Option:
    """A possible answer. value: as answers.answered() takes it. means: what an example would become, "" without one."""

    value: str
    means: str = ""


@frozen(kw_only=True)
class Question:
    """What only the user knows. offered: the value of the option to stand there first, "" for none.

    example: the cell or heading in doubt, as it is written. needed: nothing of the table is taken before it is
    answered; one that is not needed says how the numbers in doubt were read till then in ``why`` (plain English).
    """

    asked: Asked
    sheet: str
    why: str
    example: str = ""
    options: tuple[Option, ...] = ()
    offered: str = ""
    needed: bool = True


@frozen(kw_only=True)
class Template:
    """What to remember of a layout. fingerprint: of its headings, the same next week; hints: the lasting answers."""

    fingerprint: str
    hints: Hints


@frozen(kw_only=True)
class Block:
    """One table of a file, for showing which cell means what.

    header: row of the headings from 1, 0 without one. caption: the lines above that speak of it. first, last: rows of
    its body from 1. roles: (column from 0, role). unit: 0.0 when it is not known or not one for all. rows: the first
    rows as text, the caption's first; ``top`` is the number of the first of them.
    """

    sheet: str
    layout: Layout
    header: int
    first: int
    last: int
    roles: tuple[tuple[int, Role], ...]
    caption: str = ""
    metric: Metric | None = None
    unit: float = 0.0
    source: str = ""
    top: int = 1
    rows: tuple[tuple[str, ...], ...] = ()


@frozen(kw_only=True, eq=False)
class TrafficTaken:
    """Every series a file states. vendor: who made the table, "table" when nothing says.

    unit: what the numbers were multiplied by, 0.0 when it differs or nothing is taken. series: no two with one key;
    empty for a table with a needed question. names: (product of a series, name as the file writes it, category it
    states or ""), one a product. blocks: the tables that were found.
    """

    vendor: str
    unit: float
    series: Stacked
    refused: tuple[Refused, ...]
    questions: tuple[Question, ...]
    template: Template
    blocks: tuple[Block, ...] = ()
    names: tuple[tuple[str, str, str], ...] = ()

    @property
    def layout(self) -> str:
        """The layouts of its tables, one of Layout where they are the same; "" without any."""
        return ", ".join(dict.fromkeys(one.layout.value for one in self.blocks))


@frozen(kw_only=True)
class TrafficLine:
    """One series as a reader is shown it.

    written: the product's name in the file. known: whether it is a product of ours. category: "" when nobody knows.
    first, last: days, both included. count: its numbers, of which ``below`` are upper bounds. sample: the newest three,
    the newest last, as plain counts.
    """

    product: str
    written: str
    known: bool
    category: str
    metric: Metric
    granularity: Granularity
    source: str
    geo: str
    device: str
    first: dt.date
    last: dt.date
    count: int
    below: int = 0
    sample: tuple[float, ...] = ()


@frozen(kw_only=True)
class TrafficPreview:
    """What would be taken, or with ``committed`` what was; it crosses the pipe.

    metric, granularity: None when lines differ. unit: as TrafficTaken has it. lines: the first of ``series``, as more
    would stop the window on their way. points: numbers of all series.
    refused: the first of ``refused_count``.
    """

    name: str
    encoding: str
    layout: str
    vendor: str
    unit: float
    metric: Metric | None
    granularity: Granularity | None
    lines: tuple[TrafficLine, ...]
    points: int
    series: int
    refused: tuple[Refused, ...]
    refused_count: int
    questions: tuple[Question, ...]
    template: Template
    blocks: tuple[Block, ...] = ()
    remarks: tuple[str, ...] = ()
    committed: bool = False

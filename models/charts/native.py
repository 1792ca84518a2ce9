"""A sheet's graph as a chart of Excel's own, drawn from the sheet's cells: it can be restyled, copied and corrected.

The numbers are kept in the chart as well, as Excel itself does it: viewers that calculate nothing draw from there.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

from models.workbook import Format, Graph, Plot, Run, Sheet, Value, clean

# openpyxl's stubs know half of its charts
ROWS, ROW_POINTS = 23, 15.0  # that a sheet leaves free for it
HEIGHT = ROWS * ROW_POINTS / 72 * 2.54 - 0.3  # centimetres
NARROWEST, WIDEST = 25.2, 36.0  # centimetres, and as wide as the table between them
CHARACTER = 0.19  # centimetres of a column's width
FACE, FACE_ZH = "Arial", "Microsoft YaHei"
TEXT, MUTED, GRID = "1A1F27", "5A6472", "E3E6EA"
TITLE_SIZE, SMALL_SIZE = 1200, 900  # hundredths of a point
LINE_WIDTH = 22_225  # EMU: 1.75 points
FEW_BARS = 24  # with a number on top
APART = 0.055  # of the axis, between two names at line ends
TITLE_AT, UNIT_AT = (0.008, 0.015), (0.008, 0.085)  # of the chart
PLOT_AT = (0.07, 0.17)
OVER_LEGEND, ALONE, BESIDE = (0.91, 0.65), (0.91, 0.73), (0.79, 0.73)  # size of the plot; beside: of the lines' names


def made(graph: Graph, sheet: Sheet, named: str, first: int) -> Any:
    """The chart. named: the sheet's name in the workbook; first: number of the row of its first line, 1 is the top."""
    chart = _empty(graph.plot)
    _dress(chart, graph)
    table = sum(column.width for column in sheet.columns) * CHARACTER
    chart.width = min(max(NARROWEST, table), WIDEST)
    numbers = [_numbers(sheet, run.column) for run in graph.runs]
    _axes(chart, graph, numbers)
    ends = graph.plot is Plot.LINE and _ends_apart(numbers, graph.log)
    _place(chart, beside=ends, legend=not ends and len(graph.runs) > 1)
    few = graph.plot is Plot.COLUMN and sum(len(_held(one)) for one in numbers) <= FEW_BARS
    refer = _references(named, first, len(sheet.lines))
    labels = _labels(sheet, graph.labels, refer)
    for run, values in zip(graph.runs, numbers, strict=True):
        drawn = _series(run, len(chart.series), values, labels, refer)
        _draw(drawn, run, graph.plot)
        if ends:
            drawn.dLbls = _name_at(len(values) - 1 if not _held(values) else _held(values)[-1], run.colour)
        elif few:
            drawn.dLbls = _numbers_on_top(_format_of(numbers))
        chart.series.append(drawn)
    return chart


# what is drawn


def _empty(plot: Plot) -> Any:
    from openpyxl.chart import BarChart, LineChart

    if plot is Plot.LINE:
        return LineChart()
    chart = BarChart()
    chart.type = "col"
    chart.gapWidth = 60
    if plot is Plot.SHARE:
        chart.grouping, chart.overlap = "percentStacked", 100
    return chart


def _numbers(sheet: Sheet, column: int) -> list[float | None]:
    """As the cells hold them."""
    whole = 100.0 if sheet.columns[column].format in (Format.PERCENT, Format.PART) else 1.0
    return [_number(line.values[column], whole) for line in sheet.lines]


def _number(value: Value, whole: float) -> float | None:
    return value / whole if isinstance(value, int | float) and math.isfinite(value) else None


def _held(values: Sequence[float | None]) -> list[int]:
    return [place for place, value in enumerate(values) if value is not None]


def _references(named: str, first: int, count: int) -> Callable[[int], str]:
    """How the cells of a column are called."""
    from openpyxl.utils import get_column_letter, quote_sheetname

    def refer(column: int) -> str:
        letter = get_column_letter(column + 1)
        return f"{quote_sheetname(named)}!${letter}${first}:${letter}${first + max(count, 1) - 1}"

    return refer


def _labels(sheet: Sheet, column: int, refer: Callable[[int], str]) -> Any:
    from openpyxl.chart.data_source import AxDataSource, StrData, StrRef, StrVal

    held = [StrVal(idx=place, v=clean(str(line.values[column]))) for place, line in enumerate(sheet.lines)]
    return AxDataSource(strRef=StrRef(f=refer(column), strCache=StrData(ptCount=len(held), pt=held)))


def _series(run: Run, place: int, values: list[float | None], labels: Any, refer: Callable[[int], str]) -> Any:
    from openpyxl.chart.data_source import NumData, NumDataSource, NumRef, NumVal
    from openpyxl.chart.series import Series, SeriesLabel

    held = [NumVal(idx=at, v=value) for at, value in enumerate(values) if value is not None]
    cache = NumData(formatCode="General", ptCount=len(values), pt=held)
    drawn = Series(idx=place, order=place)
    drawn.tx = SeriesLabel(v=clean(run.name))
    drawn.cat = labels
    drawn.val = NumDataSource(numRef=NumRef(f=refer(run.column), numCache=cache))
    return drawn


def _draw(drawn: Any, run: Run, plot: Plot) -> None:
    """Lines are straight, with a dot a point so that one between two gaps is seen."""
    from openpyxl.chart.marker import Marker

    if plot is not Plot.LINE:
        drawn.graphicalProperties.solidFill = run.colour
        drawn.graphicalProperties.line.noFill = True
        drawn.invertIfNegative = False
        return
    drawn.smooth = False
    drawn.graphicalProperties.line.solidFill = run.colour
    drawn.graphicalProperties.line.width = LINE_WIDTH
    drawn.marker = Marker(symbol="circle", size=4)
    drawn.marker.graphicalProperties.solidFill = run.colour
    drawn.marker.graphicalProperties.line.solidFill = run.colour


# words


def _dress(chart: Any, graph: Graph) -> None:
    from openpyxl.chart.shapes import GraphicalProperties

    chart.title = _said(graph.title, TITLE_SIZE, TEXT, TITLE_AT, bold=True)
    chart.y_axis.title = _said(graph.unit, SMALL_SIZE, MUTED, UNIT_AT)  # some programs centre a title's second line
    chart.height = HEIGHT
    chart.roundedCorners = False
    chart.graphical_properties = GraphicalProperties(solidFill="FFFFFF")
    chart.graphical_properties.line.noFill = True
    chart.display_blanks = "gap"


def _said(text: str, size: int, colour: str, at: tuple[float, float], *, bold: bool = False) -> Any:
    """A line of text whose left upper corner is at a part of the chart's width and height."""
    from openpyxl.chart.layout import Layout, ManualLayout
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import Paragraph, ParagraphProperties, RegularTextRun, RichTextProperties

    held = _letters(size, colour, bold=bold)
    line = Paragraph(pPr=ParagraphProperties(algn="l", defRPr=held), r=[RegularTextRun(rPr=held, t=clean(text))])
    body = RichText(bodyPr=RichTextProperties(rot=0, vert="horz"), p=[line])
    where = ManualLayout(xMode="edge", yMode="edge", x=at[0], y=at[1])
    return Title(tx=Text(rich=body), overlay=False, layout=Layout(manualLayout=where))


def _letters(size: int, colour: str, *, bold: bool = False) -> Any:
    from openpyxl.drawing.text import CharacterProperties, Font

    latin, chinese = Font(typeface=FACE), Font(typeface=FACE_ZH)
    return CharacterProperties(sz=size, b=bold, solidFill=colour, latin=latin, ea=chinese)


def _small(colour: str = MUTED) -> Any:
    """The look of words that the program places."""
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import Paragraph, ParagraphProperties

    look = ParagraphProperties(defRPr=_letters(SMALL_SIZE, colour))
    return RichText(p=[Paragraph(pPr=look, r=[])])  # without a list the library writes an empty text


def _place(chart: Any, *, beside: bool, legend: bool) -> None:
    """The plot under the title; the names at the line ends, or in a legend below."""
    from openpyxl.chart.layout import Layout, ManualLayout

    room = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge")
    room.x, room.y = PLOT_AT
    room.w, room.h = BESIDE if beside else ALONE if not legend else OVER_LEGEND
    chart.layout = Layout(manualLayout=room)
    if not legend:
        chart.legend = None
        return
    chart.legend.position = "b"
    chart.legend.txPr = _small(TEXT)


# axes


def _axes(chart: Any, graph: Graph, numbers: list[list[float | None]]) -> None:
    from openpyxl.chart.shapes import GraphicalProperties

    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False  # without a word Excel takes them for deleted
        axis.txPr = _small()
        axis.majorTickMark = axis.minorTickMark = "none"
        axis.graphicalProperties = GraphicalProperties()
    across, up = chart.x_axis, chart.y_axis
    across.graphicalProperties.line.solidFill = "9AA4B2"
    across.axPos, across.tickLblPos = "b", "low"
    across.number_format, across.noMultiLvlLbl = "@", True
    up.graphicalProperties.line.noFill = True
    up.majorGridlines.spPr = GraphicalProperties()
    up.majorGridlines.spPr.line.solidFill = GRID
    up.crossBetween = "between"
    up.number_format = "0%" if graph.plot is Plot.SHARE else _format_of(numbers)
    _scale(across, up, graph, numbers)


def _scale(across: Any, up: Any, graph: Graph, numbers: list[list[float | None]]) -> None:
    above = [value for values in numbers for value in values if value is not None and value > 0]
    if graph.plot is Plot.SHARE:
        up.scaling.min, up.scaling.max = 0.0, 1.0
    elif graph.rank:
        up.scaling.orientation, up.scaling.min, across.crosses = "maxMin", 1.0, "max"
    elif graph.log and above:
        up.scaling.logBase, up.scaling.min = 10.0, 10.0 ** math.floor(math.log10(min(above)))
        across.crosses = "min"
    elif graph.zero:
        up.scaling.min = 0.0


def _format_of(numbers: list[list[float | None]]) -> str:
    """As many decimals as the largest number needs to be told from others."""
    most = max((abs(value) for values in numbers for value in values if value is not None), default=0.0)
    return "#,##0" if most >= 20 else "0.0" if most >= 2 else "0.00"


# names and numbers beside what they belong to


def _ends_apart(numbers: list[list[float | None]], log: bool) -> bool:
    """Whether every line's name has room beside its last point."""
    placed = [values[held[-1]] for values in numbers if (held := _held(values))]
    everything = [value for values in numbers for value in values if value is not None]
    if not everything or len(placed) < len(numbers) or any(values[-1] is None for values in numbers):
        return False
    if log and min(everything) <= 0:
        return False
    scale = math.log10 if log else float
    ends = sorted(scale(value) for value in placed if value is not None)
    low, high = (min(map(scale, everything)) if log else 0.0), max(map(scale, everything))
    room = APART * ((high - low) or 1.0)
    return all(after - before >= room for before, after in itertools.pairwise(ends))


def _shown(**on: bool) -> dict[str, bool]:
    """What labels show; what is left unsaid some programs show."""
    every = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    return dict.fromkeys(every, False) | on


def _name_at(place: int, colour: str) -> Any:
    from openpyxl.chart.label import DataLabel, DataLabelList

    name = DataLabel(idx=place, dLblPos="r", txPr=_small(colour), **_shown(showSerName=True))
    return DataLabelList(dLbl=[name], **_shown())


def _numbers_on_top(shape: str) -> Any:
    from openpyxl.chart.label import DataLabelList

    return DataLabelList(numFmt=shape, dLblPos="outEnd", txPr=_small(), **_shown(showVal=True))

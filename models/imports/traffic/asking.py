"""What is asked: each question with its possible answers."""

from __future__ import annotations

from models.imports.traffic.context import BY_METRIC, Context
from models.imports.traffic.dating import shown
from models.imports.traffic.periods import Form, Written
from models.imports.traffic.values import Asked, Hints, Option, Question
from models.imports.traffic.words import SOURCES
from models.traffic.values import Metric

METRICS = (Metric.VISITS, Metric.DOWNLOADS, Metric.PAGE_VIEWS, Metric.RANK, Metric.RATINGS)


def metric(context: Context, heading: str, sheet: str) -> Question:
    """What the numbers count; whoever is known for one metric has it offered."""
    offered = next((one for one, source in BY_METRIC.items() if context.sources == (source,)), None)
    return Question(
        asked=Asked.METRIC, sheet=sheet, why="nothing says what is counted", example=heading,
        options=tuple(Option(value=one.value) for one in METRICS), offered=offered.value if offered else "",
    )  # fmt: skip


def period(sheet: str, context: Context) -> Question:
    """Of which days the numbers are; two dates answer it."""
    return Question(
        asked=Asked.PERIOD, sheet=sheet, why="nothing states the period of the numbers",
        example=context.lines[0] if context.lines else "",
    )  # fmt: skip


def zeros(count: int, hints: Hints, sheet: str) -> Question:
    """Whether a 0 is a number; until then, it is none."""
    options = (Option(value="missing"), Option(value="number"))
    return Question(
        asked=Asked.ZEROS, sheet=sheet, why="zeros are left out: some sources write 0 for what they do not know",
        example=str(count), options=options, offered=hints.zeros or "missing", needed=False,
    )  # fmt: skip


def source(sheet: str, named: tuple[str, ...]) -> Question:
    """Who measured."""
    options = tuple(Option(value=one) for one in named or tuple(SOURCES))
    return Question(
        asked=Asked.SOURCE, sheet=sheet, why="nothing says who measured: the source is kept as unnamed",
        options=options, needed=False,
    )  # fmt: skip


def text_of(one: Written) -> str:
    """A period as a reason names it."""
    first, last = one.first, one.last
    if one.year and one.form is not Form.WEEK:
        days = ["-".join(f"{part:02d}" for part in day if part) for day in (first, last) if any(day)]
        return " - ".join(days)
    return f"{one.year} {shown(one)}".removeprefix("0 ")

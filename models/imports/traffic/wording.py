"""An import of traffic in words and as plain data: the same on the terminal and in the window."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.imports.traffic.values import Asked, Hints, Question, TrafficLine, TrafficPreview
from models.imports.values import Refused
from models.numbers import MISSING, big
from models.reasons import said
from models.text_table import aligned, printable
from models.traffic.wording import source_text

HEADS = (
    "product", "newest", "short", "before", "category", "metric", "source", "granularity", "first", "last", "count",
)  # fmt: skip
COUNTED_IN = {1.0: "次", 1e3: "K", 1e4: "万次", 1e6: "M", 1e8: "亿次", 1e9: "B"}  # for programs, in either language
TO_THE_RIGHT = ("count", "newest", "short", "before")
ANYWHERE, ANY_DEVICE = "ww", "all"
Texts = Mapping[str, str]
_ROUND = re.compile(r"\.0+(?!\d)")


def summary(made: TrafficPreview, texts: Texts, lang: str) -> str:
    """One sentence: file, vendor, layout, unit, series, numbers, encoding."""
    layouts = (texts.get(f"imports.layout.{one}", one) for one in made.layout.split(", ") if one)
    return texts["imports.summary"].format(
        name=made.name, vendor=", ".join(source_text(one, texts) for one in made.vendor.split(", ")),
        layout=texts["imports.and"].join(layouts) or MISSING, unit=unit_word(made.unit, lang),
        series=len(made.lines), points=f"{made.points:,}", encoding=made.encoding or MISSING,
    )  # fmt: skip


def unit_word(unit: float, lang: str) -> str:
    """What numbers are multiplied by: "×1万", "×10K"; "--" when that is not known."""
    return f"×{_ROUND.sub('', big(unit, lang))}" if unit else MISSING


def line_cells(line: TrafficLine, texts: Texts, lang: str, called: Callable[[str], str] = str) -> list[str]:
    """One series under HEADS. The newest number stands first, as a plain count and as people say it: what counts.

    called: a product's name by its id.
    """
    newest = line.sample[-1] if line.sample else None
    count = f"{line.count:,}"
    return [
        _product(line, texts, called),
        MISSING if newest is None else plainly(newest),
        big(newest, lang),
        texts["imports.and"].join(big(one, lang) for one in line.sample[:-1]) or MISSING,
        texts[f"imports.category.{line.category}"] if line.category else MISSING,
        texts[f"imports.metric.{line.metric}"],
        _measured(line, texts),
        texts[f"imports.granularity.{line.granularity}"],
        line.first.isoformat(),
        line.last.isoformat(),
        texts["imports.below"].format(count=count, below=line.below) if line.below else count,
    ]


def plainly(value: float) -> str:
    """A count with all of its digits, so that a wrong magnitude is seen."""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}"


def _product(line: TrafficLine, texts: Texts, called: Callable[[str], str]) -> str:
    if not line.known:
        return texts["imports.new"].format(name=line.product)
    name = called(line.product)
    return (
        name
        if line.written in ("", name, line.product)
        else texts["imports.is"].format(written=line.written, name=name)
    )


def _measured(line: TrafficLine, texts: Texts) -> str:
    source = source_text(line.source, texts)
    where = line.geo if line.geo != ANYWHERE else ""
    device = texts.get(f"imports.device.{line.device}", line.device) if line.device != ANY_DEVICE else ""
    return " · ".join(filter(None, (source, where, device)))


def question_text(question: Question, texts: Texts) -> str:
    """What is asked, with the cell in doubt as it is written."""
    asked = texts[f"imports.ask.{question.asked}"]
    return texts["imports.ask.example"].format(asked=asked, example=question.example) if question.example else asked


def answer_text(asked: Asked, value: str, texts: Texts, lang: str) -> str:
    """An answer as a reader knows it."""
    if asked is Asked.UNIT:
        number = _number(value)
        return texts["imports.plain"] if number == 1.0 else unit_word(number, lang) if number else value
    if asked in (Asked.METRIC, Asked.GRANULARITY):
        return texts.get(f"imports.{asked}.{value}", value)
    return texts.get(f"imports.answer.{asked}.{value}", value)


def answers_given(hints: Hints, texts: Texts, lang: str) -> list[tuple[str, str]]:
    """What has been answered: the field of Hints, and it in words ("单位：×1万")."""
    said = [(str(asked), _answered(asked, hints, texts, lang)) for asked in Asked if getattr(hints, asked)]
    counted = {name: len(getattr(hints, name)) for name in ("columns", "products", "categories")}
    said += [(name, texts[f"imports.given.{name}"].format(count=count)) for name, count in counted.items() if count]
    return [*said, ("header", texts["imports.given.header"].format(row=hints.header))] if hints.header else said


def _answered(asked: Asked, hints: Hints, texts: Texts, lang: str) -> str:
    held = getattr(hints, asked)
    value = answer_text(asked, f"{held:.10g}" if asked is Asked.UNIT else str(held), texts, lang)
    return texts["imports.given"].format(what=texts[f"imports.what.{asked}"], value=value)


def refusals(made: TrafficPreview, texts: Texts) -> list[str]:
    """What is not taken and why, a line each, and how many more there are."""
    lines = [
        texts["import.refused"].format(sheet=one.sheet, row=one.row or MISSING, why=reason_text(one.reason, texts))
        for one in made.refused
    ]
    more = made.refused_count - len(made.refused)
    return [*lines, texts["import.more"].format(count=more)] if more > 0 else lines


def reason_text(reason: str, texts: Texts) -> str:
    """Why something is not taken, in the reader's words; what stood there follows as it was written."""
    head, colon, detail = reason.partition(": ")
    if not colon or f"why.{reason}" in texts or f"why.{head}" not in texts:
        return said(reason, texts)
    return texts["imports.given"].format(what=texts[f"why.{head}"], value=detail)


def state_key(made: TrafficPreview) -> str:
    """Key of the sentence that says how far an import is."""
    if made.committed:
        return "import.taken"
    if made.points:
        return "import.shown"
    return "imports.asks" if any(one.needed for one in made.questions) else "import.nothing"


def preview_text(made: TrafficPreview, texts: Texts, lang: str) -> str:
    """All of it, for a terminal."""
    above = [summary(made, texts, lang), *(said(one, texts) for one in made.remarks)]
    below = [*refusals(made, texts), *(_asked_line(one, texts, lang) for one in made.questions)]
    table = [_table(made.lines, texts, lang)] if made.lines else []
    return "\n".join([*map(printable, above), *table, *map(printable, below), texts[state_key(made)]])


def _table(lines: Sequence[TrafficLine], texts: Texts, lang: str) -> str:
    heads = [texts[f"imports.column.{key}"] for key in HEADS]
    rows = [[printable(text) for text in line_cells(one, texts, lang)] for one in lines]
    return aligned([heads, *rows], {place for place, key in enumerate(HEADS) if key not in TO_THE_RIGHT})


def _asked_line(question: Question, texts: Texts, lang: str) -> str:
    offered = (
        f"{one.value} ({answer_text(question.asked, one.value, texts, lang)})" for one in question.options
    )  # fmt: skip
    return texts["imports.ask.line"].format(
        sheet=question.sheet, asked=question_text(question, texts), why=reason_text(question.why, texts),
        option=option_of(question.asked), values=texts["imports.and"].join(offered) or MISSING,
    )  # fmt: skip


def preview_json(made: TrafficPreview) -> dict[str, Any]:
    """What an import would take, or has taken, and what it leaves.

    taken: how many numbers. unit: what the file's numbers are counted in ("万次"), multiplier: by what they were
    multiplied; None when it differs or is not known. sample: the newest three of a series, as plain counts. A
    question with ``needed`` keeps its table from being taken.
    """
    return {
        "file": made.name,
        "encoding": made.encoding or None,
        "vendor": made.vendor,
        "layout": made.layout or None,
        "unit": _counted(made.unit),
        "multiplier": made.unit or None,
        "metric": str(made.metric) if made.metric else None,
        "granularity": str(made.granularity) if made.granularity else None,
        "taken": made.points,
        "series": [_line_json(one, made.unit) for one in made.lines],
        "refused": [*_unanswered(made), *map(_refused, made.refused)],
        "refused_count": made.refused_count,
        "questions": [_question_json(one) for one in made.questions],
        "remarks": list(made.remarks),
        "committed": made.committed,
    }


def _counted(unit: float) -> str | None:
    """As the files of either language write it: 万次 and 亿次, K, M and B; 次 is each one."""
    return COUNTED_IN.get(unit, f"×{unit:,.10g}") if unit else None


def _refused(one: Refused) -> dict[str, Any]:
    return {"sheet": one.sheet, "row": one.row, "why": one.reason}


def _unanswered(made: TrafficPreview) -> list[dict[str, Any]]:
    """A table of which nothing is taken before a question is answered is refused as a whole till then."""
    return [{"sheet": one.sheet, "row": 0, "why": one.why} for one in made.questions if one.needed]


def option_of(asked: Asked) -> str:
    """The word of the command line that answers; --scale is how large a window's picture is."""
    return "--scales" if asked is Asked.SCALE else f"--{asked}"


def _line_json(line: TrafficLine, unit: float) -> dict[str, Any]:
    return {
        "product": line.product,
        "written": line.written,
        "known": line.known,
        "category": line.category or None,
        "metric": str(line.metric),
        "unit": _counted(unit),
        "multiplier": unit or None,
        "granularity": str(line.granularity),
        "source": line.source,
        "geo": line.geo,
        "device": line.device,
        "first": line.first.isoformat(),
        "last": line.last.isoformat(),
        "count": line.count,
        "below": line.below,
        "sample": list(line.sample),
    }


def _question_json(question: Question) -> dict[str, Any]:
    return {
        "asked": str(question.asked), "sheet": question.sheet, "why": question.why,
        "example": question.example or None, "answer_with": option_of(question.asked),
        "values": [one.value for one in question.options], "needed": question.needed,
    }  # fmt: skip


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0

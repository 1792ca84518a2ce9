"""The table of a compare chart on paper: for a terminal, as JSON for programs, and as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from models import numbers
from models.answers import moment
from models.compare.notes import EVERY, Note, notes
from models.compare.rebasing import Scale, is_spread
from models.compare.returns import Point, Row, Table, series_of
from models.compare.values import SIGNS, Basket, Member, Pair, Plain, Visits, Weighting, instruments_of, parts_of
from models.exports.origins import Origin
from models.reasons import said
from models.text_table import aligned, printable
from models.workbook import Book, Column, Format, Line, Sheet, Value

Texts = Mapping[str, str]
COLUMNS = (  # key, what its numbers are, width in a workbook
    ("name", Format.TEXT, 24), ("id", Format.TEXT, 14), ("currency", Format.TEXT, 9), ("first", Format.DATE, 12),
    ("last", Format.DATE, 12), ("change", Format.PERCENT, 11), ("excess", Format.POINTS, 11),
    ("benchmark", Format.TEXT, 12), ("high", Format.PRICE, 11), ("high_date", Format.DATE, 12),
    ("low", Format.PRICE, 11), ("low_date", Format.DATE, 12), ("fall", Format.PERCENT, 11),
    ("peak", Format.DATE, 12), ("trough", Format.DATE, 12), ("volatility", Format.PRICE, 11),
    ("correlation", Format.PRICE, 11), ("common", Format.COUNT, 9), ("sessions", Format.COUNT, 9),
    ("source", Format.TEXT, 20), ("as_of", Format.MOMENT, 18),
)  # fmt: skip
ON_SCREEN = ("name", "id", "change", "excess", "benchmark", "high", "low", "fall", "volatility", "correlation", "first",
             "last", "sessions", "source")  # fmt: skip
LEFT = ("name", "id", "currency", "benchmark", "source")
MARK = "*"  # beside a last date: the value is carried


def title(table: Table, texts: Texts) -> str:
    """What is compared: the range, the base and the currency."""
    told = {"first": table.first, "last": table.last, "base": table.based.base}
    key = "relative.title" if table.first else "relative.title.empty"
    return texts[key].format(**told, currency=texts[f"relative.currency.{table.currency.value.lower()}"])


def member_name(member: Member, texts: Texts, lang: str) -> str:
    """The name with the weighting of a basket: two of one sector may stand on one chart."""
    if isinstance(member, Pair):
        return SIGNS[member.against].join(_plain_name(part, texts, lang) for part in parts_of(member))
    return _plain_name(member, texts, lang)


def _plain_name(member: Plain, texts: Texts, lang: str) -> str:
    if isinstance(member, Basket):
        key = "relative.by_cap" if member.weighting is Weighting.CAP else "relative.by_equal"
        return texts[key].format(name=member.name(lang))
    if isinstance(member, Visits):
        return texts["relative.visits"].format(name=member.name(lang))
    return member.name(lang)


def note_text(note: Note, called: Mapping[str, str], texts: Texts) -> str:
    """The sentence of a footnote. called: the printed names by key; an instrument's id stands for itself."""
    facts = dict(note.facts)
    if "why" in facts:
        key = f"relative.absent.{facts['why']}"
        facts["why"] = (
            texts[key] if key in texts else said(facts["why"], texts) if facts["why"] else texts["cli.no_data"]
        )
    if "basket" in facts:
        facts["basket"] = called.get(facts["basket"], facts["basket"])
    if "source" in facts:
        facts["source"] = sources_name(facts["source"].split("+"), texts)
    names = ", ".join(called.get(name, name) for name in note.names)
    return texts[f"relative.note.{note.kind}"].format(names=names, **facts)


def sources_name(sources: Iterable[str], texts: Texts) -> str:
    """Sources as a reader knows them, each once."""
    return "+".join(dict.fromkeys(texts.get(f"source.{one}", one) for one in sources if one))


def source_line(table: Table, texts: Texts) -> str:
    """Who says the numbers, and as of when (the oldest and the newest answer): what stands under every figure."""
    series = [one for member in table.based.members for one in series_of(table.based, member)]
    sources = [source for one in series for source in (one.source, *one.pair_sources)]
    asked = sorted(one.fetched_at for one in series if one.fetched_at > 0)
    ends = [dt.datetime.fromtimestamp(at, dt.UTC).strftime("%Y-%m-%d %H:%M") for at in (*asked[:1], *asked[-1:])]
    at = f"{' - '.join(dict.fromkeys(ends))} UTC" if ends else numbers.MISSING
    return texts["relative.source"].format(source=sources_name(sources, texts) or numbers.MISSING, at=at)


def origins(table: Table, texts: Texts, lang: str) -> tuple[Origin, ...]:
    """Whose numbers each member has, and when they were asked for."""
    return tuple(
        Origin(
            what=member_name(row.member, texts, lang), source=str(held["source"] or numbers.MISSING),
            as_of=held["as_of"] if isinstance(held["as_of"], dt.datetime) else None,
        )
        for row in table.rows
        for held in (_values(row, table, texts, lang),)
    )  # fmt: skip


def sentences(
    table: Table, texts: Texts, lang: str, failures: Mapping[str, str] | None = None, waiting: Collection[str] = ()
) -> tuple[str, ...]:
    """Every footnote's sentence, in order. failures, waiting: as ``notes`` takes them."""
    called = {EVERY: texts["review.every_row"]}
    called |= {one.id: one.name(lang) for one in instruments_of(table.based.members)}
    called |= {member.key: member_name(member, texts, lang) for member in _each(table)}
    return tuple(note_text(note, called, texts) for note in notes(table, failures, waiting))


def _each(table: Table) -> list[Member]:
    """The members and the parts of pairs."""
    return [one for member in table.based.members for one in (member, *parts_of(member))]


# for a terminal


def as_text(table: Table, texts: Texts, lang: str, failures: Mapping[str, str] | None = None) -> str:
    """Title, table, footnotes, and where it comes from."""
    heads = [texts[f"relative.column.{key}"] for key in ON_SCREEN]
    lines = [[cell(key, row, table, texts, lang) for key in ON_SCREEN] for row in table.rows]
    left = {place for place, key in enumerate(ON_SCREEN) if key in LEFT}
    notes_ = "\n".join(f"- {printable(line)}" for line in sentences(table, texts, lang, failures))
    parts = (title(table, texts), aligned([heads, *lines], left), notes_, source_line(table, texts))
    return "\n\n".join(part for part in parts if part) + "\n"


def cell(key: str, row: Row, table: Table, texts: Texts, lang: str) -> str:
    """What a row says in one of ``COLUMNS``, as people read it."""
    value = _values(row, table, texts, lang)[key]
    if value is None:
        return numbers.MISSING
    if key == "last" and row.carried:
        return f"{value} {MARK}"
    if key in ("change", "excess", "high", "low", "fall") and isinstance(value, float):
        return _moved(key, value, row, table)
    if isinstance(value, float):
        return numbers.part(value) if key == "volatility" else numbers.ratio(value)
    return printable(str(value))


def _moved(key: str, value: float, row: Row, table: Table) -> str:
    """Percent with its sign; percentage points without the word; a line that begins at 100 as it is drawn."""
    if key == "excess" or (is_spread(row.member) and key != "fall"):
        return numbers.signed(value)
    if key in ("high", "low") and table.scale is Scale.INDEX:
        return numbers.ratio(value)
    return numbers.percent(value)


def _values(row: Row, table: Table, texts: Texts, lang: str) -> dict[str, Value]:
    """Every column of a row, None where it is missing."""
    series = series_of(table.based, row.member)
    asked = max((one.fetched_at for one in series), default=0.0)
    return {
        "name": member_name(row.member, texts, lang),
        "id": _id(row.member),
        "currency": row.currency or None,
        "first": row.first,
        "last": row.last,
        "change": row.change,
        "excess": row.excess,
        "benchmark": row.benchmark or None,
        **_point("high", row.high),
        **_point("low", row.low),
        "fall": row.fall.pct if row.fall else None,
        "peak": row.fall.peak if row.fall else None,
        "trough": row.fall.trough if row.fall else None,
        "volatility": row.volatility,
        "correlation": row.correlation,
        "common": row.common or None,
        "sessions": row.sessions,
        "source": sources_name((source for one in series for source in (one.source, *one.pair_sources)), texts) or None,
        "as_of": dt.datetime.fromtimestamp(asked, dt.UTC) if asked else None,
    }


def _point(key: str, point: Point | None) -> dict[str, Value]:
    return {key: point.value if point else None, f"{key}_date": point.date if point else None}


def _id(member: Member) -> str:
    """The code of one instrument; several have none of their own."""
    held = instruments_of([member])
    return held[0].id if len(held) == 1 and not isinstance(member, Pair | Basket) else ""


# for programs


def as_json(table: Table, texts: Texts, lang: str, failures: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Plain data: changes and volatility in percent, excess and a spread's change in percentage points, unrounded."""
    return {
        "base": _iso(table.based.base),
        "from": _iso(table.first),
        "to": _iso(table.last),
        "scale": str(table.scale),
        "currency": str(table.currency),
        "rows": [_row_json(row, table, texts) for row in table.rows],
        "baskets": {key: dict(stakes) for key, stakes in table.based.stakes.items()},
        "notes": list(sentences(table, texts, lang, failures)),
    }


def _row_json(row: Row, table: Table, texts: Texts) -> dict[str, Any]:
    held = _values(row, table, texts, "en")
    told = {key: _plain(value) for key, value in held.items() if key not in ("name", "id", "source", "as_of")}
    series = series_of(table.based, row.member)
    return {
        "key": row.member.key,
        "name_zh": row.member.name("zh"),
        "name_en": row.member.name("en"),
        **told,
        "unit": "pp" if is_spread(row.member) else "%",
        "since": _iso(row.since),
        "carried": row.carried,
        "ex_dates": {name: [day.isoformat() for day in days] for name, days in row.ex_dates.items()},
        "sources": list(dict.fromkeys(one.source for one in series if one.source)),
        "as_of": moment(max((one.fetched_at for one in series), default=0.0)),
    }


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


# workbook


def as_sheet(
    table: Table, texts: Texts, lang: str, failures: Mapping[str, str] | None = None, waiting: Collection[str] = ()
) -> Sheet:
    """The table with every column, its footnotes and where it comes from."""
    columns = [Column(title=texts[f"relative.column.{key}"], format=kind, width=room) for key, kind, room in COLUMNS]
    lines = []
    for row in table.rows:
        held = _values(row, table, texts, lang)
        lines.append(Line(values=tuple(held[key] for key, _, _ in COLUMNS)))
    under = [f"{place}. {line}" for place, line in enumerate(sentences(table, texts, lang, failures, waiting), 1)]
    return Sheet(
        title=texts["relative.sheet.table"],
        above=(title(table, texts), texts["relative.definition"], texts[f"relative.extremes.{table.scale}"]),
        columns=tuple(columns),
        lines=tuple(lines),
        under=("", *under, "", source_line(table, texts)),
    )


def lines_sheet(table: Table, texts: Texts, lang: str) -> Sheet:
    """What the chart draws inside the range: a row a date, a column a member and, beside it, the day a value is of.

    A cell is empty where a member has no value; nothing is interpolated. A day beside says that the value is carried.
    """
    based = table.based
    columns = [Column(title=texts["relative.column.date"], format=Format.DATE, width=12)]
    for member in based.members:
        columns.append(Column(title=member_name(member, texts, lang), format=Format.PRICE, width=14))
        columns.append(Column(title=texts["relative.column.carried"], format=Format.DATE, width=12))
    return Sheet(
        title=texts["relative.sheet.lines"],
        above=(title(table, texts), texts[f"relative.lines.{table.scale}"]),
        columns=tuple(columns),
        lines=tuple(_dated(table)),
        under=("", source_line(table, texts)),
    )


def _dated(table: Table) -> Iterable[Line]:
    based = table.based
    if table.first is None or table.last is None:
        return
    drawn, carried, dates = based.lines(table.scale), based.carried, based.dates.astype(object)
    for place, day in enumerate(dates):
        if table.first <= day <= table.last:
            cells: list[Value] = [day]
            for row in range(len(based.members)):
                value = float(drawn[row, place])
                cells.append(value if value == value else None)  # NaN is missing
                cells.append(based.stands[row, place].astype(object) if carried[row, place] else None)
            yield Line(values=tuple(cells))


def as_book(
    table: Table,
    texts: Texts,
    lang: str,
    *,
    colours: Sequence[str],
    made_at: float,
    failures: Mapping[str, str] | None = None,
    waiting: Collection[str] = (),
) -> Book:
    """The table and the lines. colours: up and down as RRGGBB. made_at: UTC seconds."""
    return Book(
        title=title(table, texts),
        created=dt.datetime.fromtimestamp(made_at, dt.UTC),
        up=colours[0],
        down=colours[1],
        sheets=(as_sheet(table, texts, lang, failures, waiting), lines_sheet(table, texts, lang)),
    )

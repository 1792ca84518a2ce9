"""Where every number of the workbook comes from: closes, second sources, rates, market caps, visits, downloads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.instruments import Instrument
from models.note.sheets.words import Slot, Texts, columns, moment
from models.note.values import WeeklyNote
from models.review.paper import source_name
from models.review.standing_values import Standing
from models.traffic.panel import Member
from models.traffic.wording import source_text
from models.values import Bars
from models.workbook import Format, Line, Sheet, Value, Weight

_SLOTS = (
    Slot("name", width=24), Slot("id", width=22), Slot("source", width=30), Slot("from", Format.DATE, 12),
    Slot("to", Format.DATE, 12), Slot("points", Format.COUNT, 9), Slot("as_of", Format.MOMENT, 18),
    Slot("remark", width=60, wrap=True),
)  # fmt: skip


def sources_sheet(note: WeeklyNote, standing: Standing, texts: Texts, lang: str) -> Sheet:
    """A band a kind of number, a row a subject."""
    groups = (
        ("closes", _closes(note, standing, texts, lang)), ("witnesses", _witnesses(note, texts, lang)),
        ("rates", _rates(note, standing, texts)), ("caps", _caps(standing, texts, lang)),
        ("traffic", _traffic(note, texts, lang)),
    )  # fmt: skip
    lines: list[Line] = []
    for key, found in groups:
        if held := list(found):
            lines.append(Line(values=(texts[f"notefile.sources.{key}"], *[""] * (len(_SLOTS) - 1)), weight=Weight.BAND))
            lines += held
    return Sheet(
        title=texts["review.sheet.sources"], above=(texts["notefile.sources.title"],),
        columns=columns(_SLOTS, texts), lines=tuple(lines),
    )  # fmt: skip


def _closes(note: WeeklyNote, standing: Standing, texts: Texts, lang: str) -> Iterator[Line]:
    for one in (*standing.rows, *standing.marks):
        row = one.row
        held = note.inputs.bars.get(row.instrument.id)
        if held is not None and len(held):
            yield _bars(row.instrument, held, texts, lang)
        else:
            none = (row.instrument.name(lang), row.instrument.id, "--", None, None, None, None)
            yield Line(values=(*none, texts["review.state.missing"]), weight=Weight.WARN)


def _witnesses(note: WeeklyNote, texts: Texts, lang: str) -> Iterator[Line]:
    named = note.inputs.universe.instruments
    return (
        _bars(named[name], held, texts, lang)
        for name, held in note.inputs.witnesses.items()
        if len(held) and name in named
    )


def _bars(one: Instrument, held: Bars, texts: Texts, lang: str) -> Line:
    return _line(one.name(lang), one.id, held, texts)


def _rates(note: WeeklyNote, standing: Standing, texts: Texts) -> Iterator[Line]:
    names = dict.fromkeys(pair for one in standing.conversions for pair in one.pairs)
    return (_line(name, name, note.inputs.bars[name], texts) for name in names)


def _line(name: str, id_: str, held: Bars, texts: Texts) -> Line:
    first, last = (held.date[at].astype(object) for at in (0, -1))
    basis = texts[f"notefile.basis.{held.basis}"]
    known = "" if held.actions is not None else texts["notefile.actions.unknown"]
    return Line(values=(
        name, id_, source_name(held.source, texts), first, last, len(held), moment(held.fetched_at),
        texts["notefile.join"].join(one for one in (basis, known, held.remark) if one),
    ))  # fmt: skip


def _caps(standing: Standing, texts: Texts, lang: str) -> Iterator[Line]:
    from models.review.paper import cap_text

    for one in standing.rows:
        cap = one.row.cap
        if cap is not None:
            name, day = one.row.instrument.name(lang), cap.shares_date
            values: tuple[Value, ...] = (
                name, one.row.instrument.id, source_name(cap.source, texts), day, one.row.end_date, None, None,
                cap_text(one.row, texts),
            )  # fmt: skip
            yield Line(values=values)


def _traffic(note: WeeklyNote, texts: Texts, lang: str) -> Iterator[Line]:
    """The series that the figures draw, each once."""
    held: Mapping[tuple[str, str], Member] = {
        (str(one.panel.view.metric), member.product.id): member
        for one in note.figures if one.panel is not None
        for member in one.panel.members if member.series is not None and len(member.series)
    }  # fmt: skip
    for (metric, _), member in held.items():
        series = member.series
        if series is None:
            continue
        known = [
            float(at) for at, bundled in zip(member.known_at, member.bundled, strict=True) if at > 0 and not bundled
        ]
        values: tuple[Value, ...] = (
            member.product.name(lang), series.key.asset, source_text(series.key.source, texts),
            series.start[0].astype(object), series.end[-1].astype(object), len(series),
            moment(max(known, default=None)), texts["notefile.join"].join(
                one for one in (texts[f"trafficfile.metric.{metric}"], series.key.definition) if one
            ),
        )  # fmt: skip
        yield Line(values=values)

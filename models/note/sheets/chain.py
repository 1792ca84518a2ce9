"""Figure 1 as a sheet: a band a sector with its mean and breadth, a row a name, the whole chain, the benchmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.instruments import Market
from models.note.sheets.words import YI, Slot, Texts, breadth, columns, days, sources
from models.note.values import WeeklyNote
from models.review.paper import row_name, state_text
from models.review.standing_values import SPARKS, Conversion, Money, RowStanding, Standing, Total
from models.review.values import Row, Window
from models.workbook import Format, Line, Sheet, Sparks, Value, Weight

FIRST_SPARK = 8
_BEFORE = tuple(Slot(f"before.{SPARKS - at}", Format.POINTS, 8) for at in range(1, SPARKS))
_SLOTS = (
    Slot("name", width=20), Slot("id", width=11), Slot("close", Format.PRICE, 11), Slot("currency", width=6),
    Slot("change", Format.PERCENT, 10, heat=True), Slot("excess", Format.POINTS, 9),
    Slot("part", Format.POINTS, 8), Slot("cap", Format.TENTHS, 13),
    *_BEFORE, Slot("before.0", Format.POINTS, 8), Slot("spark", width=14),
)  # fmt: skip


def chain_sheet(note: WeeklyNote, standing: Standing, state: str, texts: Texts, lang: str) -> Sheet:
    """Figure 1. state: whether the note is final, in words."""
    caption = note.figures[0].captions[lang]
    lines = [line for place in range(len(standing.sectors)) for line in _sector(note, standing, place, texts, lang)]
    lines.append(_sum(texts["notefile.whole"], standing.whole, Weight.TOTAL, texts))
    lines.append(_band(texts["review.benchmarks"]))
    lines += [_mark(one, texts, lang) for one in standing.marks]
    warned = (caption.warning,) if caption.warning else ()
    return Sheet(
        title=texts["notefile.sheet.figure"].format(number=note.figures[0].number),
        above=(caption.title, _unit(note, standing, texts), state, *warned), filtered=False,
        alarms=tuple(range(3 if note.final else 2, 3 + len(warned))),
        columns=columns(_SLOTS, texts), lines=tuple(lines),
        under=("", caption.source, *_numbered((*caption.notes, *_notes(standing, texts, lang)), texts)),
        sparks=Sparks(column=FIRST_SPARK + SPARKS, first=FIRST_SPARK, last=FIRST_SPARK + SPARKS - 1),
    )  # fmt: skip


def cap_unit(standing: Standing, texts: Texts) -> str:
    """What market caps are counted in."""
    return texts[f"notefile.caps.{standing.currency or 'own'}"]


def _unit(note: WeeklyNote, standing: Standing, texts: Texts) -> str:
    counts = [f"{texts[f'market.{market}']} {count}/{note.review.expected[market]}"
              for market, count in note.review.sessions.items()]  # fmt: skip
    return texts["notefile.unit"].format(caps=cap_unit(standing, texts), sessions=" · ".join(counts) or "--")


# lines


def _sector(note: WeeklyNote, standing: Standing, place: int, texts: Texts, lang: str) -> Iterator[Line]:
    held = note.review.sectors[place]
    yield _sum(held.sector.name(lang), standing.sectors[place], Weight.BAND, texts)
    first = sum(len(one.rows) for one in note.review.sectors[:place])
    for one in standing.rows[first : first + len(held.rows)]:
        yield _row(one, texts, lang)


def _sum(name: str, of: Total, weight: Weight, texts: Texts) -> Line:
    told = texts["notefile.band"].format(name=name, breadth=breadth(of, texts))
    return Line(
        values=(told, "", "", "", of.mean_pct, of.excess_pct, "", _yi(of.cap) or "", *[""] * (SPARKS + 1)),
        weight=weight,
    )


def _band(name: str) -> Line:
    return Line(values=(name, *[""] * (len(_SLOTS) - 1)), weight=Weight.BAND)


def _row(one: RowStanding, texts: Texts, lang: str) -> Line:
    row = one.row
    return Line(values=(
        row_name(row, lang), row.instrument.id, row.end_close, _currency(one), _change(row, texts), row.excess_pct,
        one.contribution_pp, _yi(one.cap), *one.spark, "",
    ), weight=Weight.WARN if one.stale else Weight.PLAIN)  # fmt: skip


def _mark(one: RowStanding, texts: Texts, lang: str) -> Line:
    row = one.row
    return Line(values=(
        row.instrument.name(lang), row.instrument.id, row.end_close, "", _change(row, texts), "", "", "", *one.spark,
        "",
    ), weight=Weight.WARN if one.stale else Weight.PLAIN)  # fmt: skip


def _change(row: Row, texts: Texts) -> Value:
    return row.change_pct if row.change_pct is not None else state_text(row, texts)


def _currency(one: RowStanding) -> str:
    """The price's, which is the cap's own, too."""
    return one.row.instrument.currency


def _yi(cap: Money | None) -> float | None:
    return None if cap is None else cap.value / YI


# notes


def _numbered(notes: tuple[str, ...], texts: Texts) -> list[str]:
    return [texts["trafficfile.note"].format(place=place, note=note) for place, note in enumerate(notes, 1)]


def doubts(standing: Standing, texts: Texts, lang: str) -> Iterator[str]:
    """What must be known of rows that end early, and of caps in another currency."""
    for one in standing.stale:
        yield texts["notefile.stale"].format(
            name=one.row.instrument.titled(lang), end=one.row.end_date, last=one.stale
        )  # fmt: skip
    for rate in standing.conversions:
        yield _rate(rate, texts)
    if standing.unconverted:
        names = ", ".join(row.instrument.id for row in standing.unconverted)
        yield texts["notefile.unconverted"].format(names=names)
    yield texts["notefile.part"]


def _notes(standing: Standing, texts: Texts, lang: str) -> Iterator[str]:
    yield from doubts(standing, texts, lang)
    if spans := [_windows(market, held, texts) for market, held in standing.windows.items() if held]:
        yield texts["notefile.windows"].format(windows=texts["notefile.join"].join(spans))


def _windows(market: Market, held: Sequence[Window], texts: Texts) -> str:
    """沪深 0903-0905、…、0923-0925."""
    return f"{texts[f'market.{market}']} {texts['note.and'].join(map(days, held))}"


def _rate(rate: Conversion, texts: Texts) -> str:
    told = {"own": rate.own, "target": rate.target, "value": f"{rate.value:.6g}", "date": rate.date}
    pairs, said = " × ".join(rate.pairs), sources(rate.sources, texts)
    return texts["notefile.rate"].format(**told, pairs=pairs, sources=said)

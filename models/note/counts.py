"""What a note says of visits and downloads: level, change, record and turn of each category's largest products.

Where the period is not held nothing is said of it; the newest month that is held is told beside it, as a month.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from models.note import queries
from models.note.figures import by_month
from models.note.inputs import Inputs
from models.note.settings import NoteSettings, Part
from models.note.values import LANGS, Sentence
from models.products.universe import Products
from models.traffic import presets
from models.traffic.changes import BEFORE, changes, sure
from models.traffic.panel import Panel
from models.traffic.printed import change_text
from models.traffic.rows import Row, Table, newest, overs, table
from models.traffic.titling import measured, period_at, unit_name
from models.traffic.units import Unit
from models.traffic.values import Granularity
from models.traffic.wording import source_text

Texts = Mapping[str, str]
MOST_DIGITS = 4  # of a number in a sentence
NAMED = 4  # products in a sentence
LEAST_RUN = 2  # changes of one sign, after which one of the other is a turn
SIZES = {"zh": ((1e8, "large"), (1e4, "small")), "en": ((1e9, "large"), (1e6, "middle"), (1e3, "small"))}
FIGURES = {2: (2, 3), 4: (4,), 5: (5,), 6: (6,)}


def sentences(
    held: Mapping[int, Panel], inputs: Inputs, settings: NoteSettings, texts: Mapping[str, Texts]
) -> tuple[Sentence, ...]:
    """One sentence a category of sites, and one of the apps."""
    products, made = Products(inputs.products), list[Sentence]()
    for number, panel in held.items():
        part = Part.DOWNLOADS if number == presets.APPS else Part.TRAFFIC
        name = f"{part}.{presets.SITES.get(number, 'apps')}"
        place = newest(panel)
        if place is not None:
            made.append(_told(name, part, panel, place, settings, texts, "note.counts"))
            continue
        said = {lang: _missing(panel, number, texts[lang]) for lang in LANGS}
        made.append(Sentence(id=name, part=part, text=said, made=said))
        if panel.view.granularity is Granularity.WEEK:
            made += _of_month(f"{name}.month", number, inputs, products, settings, texts)
    return tuple(made)


def _of_month(
    name: str, number: int, inputs: Inputs, products: Products, settings: NoteSettings, texts: Mapping[str, Texts]
) -> list[Sentence]:
    panel = by_month(number, inputs, products)
    place = newest(panel)
    return [] if place is None else [_told(name, Part.TRAFFIC, panel, place, settings, texts, "note.counts.month")]


def _missing(panel: Panel, number: int, texts: Texts) -> str:
    named = texts["note.and"].join(texts["note.figure"].format(number=one) for one in FIGURES[number])
    return texts["note.counts.missing"].format(what=what(panel, texts), figures=named)


def what(panel: Panel, texts: Texts) -> str:
    """文本类模型网站周访问量."""
    of = texts[f"traffic.of.{panel.view.category or 'domestic'}"]
    return texts["traffic.titled"].format(of=of, measured=measured(panel.view, texts))


def _told(
    name: str, part: Part, panel: Panel, place: int, settings: NoteSettings, texts: Mapping[str, Texts], key: str
) -> Sentence:
    rows = largest(table(panel, place))
    said = {lang: _line(panel, place, rows, settings, texts[lang], lang, key) for lang in LANGS}
    return Sentence(
        id=name, part=part, text=said, made=said, evidence=tuple(queries.counted(row, panel, place) for row in rows)
    )


def largest(held: Table) -> list[Row]:
    """The products that are named: those with the most."""
    rows = [row for row in held.rows if row.value is not None]
    return sorted(rows, key=lambda row: -(row.value or 0.0))[:NAMED]


def _line(
    panel: Panel, place: int, rows: Sequence[Row], settings: NoteSettings, texts: Texts, lang: str, key: str
) -> str:
    return texts[key].format(
        what=what(panel, texts),
        period=_period(panel, place, lang),
        source=texts["note.and"].join(dict.fromkeys(source_text(row.source, texts) for row in rows)),
        said=texts["note.counts.join"].join(_item(row, panel, place, settings, texts, lang) for row in rows),
    )


def _period(panel: Panel, place: int, lang: str) -> str:
    """2024年8月, August 2024; a week as 0913-0919."""
    if panel.view.granularity is not Granularity.MONTH:
        return period_at(panel, place, year=False)
    day = panel.start[place].astype(object)
    return f"{day.year}年{day.month}月" if lang == "zh" else f"{day:%B %Y}"


def _item(
    row: Row, panel: Panel, place: int, settings: NoteSettings, texts: Texts, lang: str
) -> str:  # fmt: skip
    """ChatGPT26.0亿次，环比+19.2%，创所持5期新高."""
    assert row.value is not None
    unit = unit_for(row.value, lang)
    said = texts["note.counts.item"].format(
        name=row.product.name(lang), value=unit.text(row.value, _step(row)), unit=unit_name(panel.view, unit, texts)
    )
    moved = row.changes.get(overs(panel)[0])
    if moved is not None:
        word = "marked" if moved.percent and abs(moved.percent) >= settings.marked else "plain"
        way = "up" if moved.percent > 0 else "down"
        key = f"note.counts.change.{word}.{way}" if word == "marked" else "note.counts.change"
        said += texts[key].format(change=change_text(moved))
    if row.record is not None and row.record.told and row.record.certain:
        key = "note.counts.record.broken" if row.record.broken else "note.counts.record"
        said += texts[key].format(count=row.record.held + 1)
    if turn := turned(panel, row.place, place):
        said += texts[f"note.counts.turn.{'up' if turn > 0 else 'down'}"]
    return said


def _step(row: Row) -> float:
    """The last digit that is printed: of a number known to all its digits the fourth, as the figure has the others."""
    return max(row.step, 10.0 ** (math.floor(math.log10(row.value)) - MOST_DIGITS + 1)) if row.value else row.step


def unit_for(value: float, lang: str) -> Unit:
    """A number alone in a sentence takes the largest unit that it fills: 26亿次, 6,950万次."""
    return next((Unit(size=size, scale=scale) for size, scale in SIZES[lang] if abs(value) >= size), Unit())


def turned(panel: Panel, member: int, place: int) -> int:
    """+1 where a product rises after it fell in each of LEAST_RUN periods, -1 the other way round, else 0."""
    if place < LEAST_RUN + BEFORE:
        return 0
    one, cut = panel.members[member], slice(place - LEAST_RUN - 1, place + 1)
    value = sure(one.value[cut], one.flags[cut])[None, :]
    made = changes(value, one.step[cut][None, :], one.flags[cut][None, :])
    low, high = made.low[0, 1:], made.high[0, 1:]
    signs = np.where(low > 0, 1, np.where(high < 0, -1, 0))
    before = set(signs[:-1].tolist())
    now = int(signs[-1])
    return now if now and before == {-now} else 0

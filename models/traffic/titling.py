"""What stands around the numbers of a panel: its title, unit, periods, where it comes from, and what must be said.

One wording for the screen, pictures, workbooks and a terminal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from models.numbers import MISSING
from models.products.values import Product
from models.traffic.bundled import COMPILED
from models.traffic.captions import Caption
from models.traffic.chosen import LAUNCH, Shape, View
from models.traffic.panel import Member, Panel
from models.traffic.splits import newest, split
from models.traffic.units import Unit, unit_of
from models.traffic.values import PROXIES, Granularity
from models.traffic.wording import notes_text, period_text, source_text

Texts = Mapping[str, str]


# what a figure is called


def title(view: View, products: Iterable[Product], texts: Texts, numbers: tuple[int, ...] = (), part: int = 0) -> str:
    """图2：文本类AI产品网站周访问量（一）. numbers: of the note; part: 1 or 2 of a figure that is split, 0 is whole."""
    what = texts["traffic.titled"].format(of=_of_whom(view, products, texts), measured=measured(view, texts))
    if part:
        what = texts["traffic.titled.part"].format(title=what, part=texts[f"traffic.part.{part}"])
    if numbers:
        number = numbers[min(max(part - 1, 0), len(numbers) - 1)]
        what = texts["traffic.titled.numbered"].format(number=number, title=what)
    return texts["traffic.titled.proxy"].format(title=what) if view.metric in PROXIES else what


def measured(view: View, texts: Texts) -> str:
    """What is counted how often: 网站周访问量."""
    return texts[f"traffic.measured.{view.metric}.{view.granularity}"]


def _of_whom(view: View, products: Iterable[Product], texts: Texts) -> str:
    if not view.products:
        return texts[f"traffic.of.{view.category or 'all'}"]
    held = list(products)
    named = [one for one in held if one.id in view.products]
    return texts["traffic.of.domestic" if named and all(one.domestic for one in named) else "traffic.of.chosen"]


# units


def unit_in(panel: Panel, which: Iterable[int], lang: str) -> Unit:
    """The unit of these members, inside the window."""
    rows = panel.matrix[list(which), panel.first : panel.stop]
    known = rows[np.isfinite(rows)]
    return unit_of(panel.view.metric, float(known.max()) if len(known) else float("nan"), lang)


def unit_line(view: View, unit: Unit, texts: Texts, base: str = "") -> str:
    """单位：万次, as it stands under the title; of shares and of an index what the axis shows. base: of the index."""
    if view.drawn is Shape.SHARE:
        return texts["traffic.counted"].format(unit=texts["traffic.counted.share"])
    if base:
        return texts["traffic.counted"].format(unit=texts["traffic.counted.index"].format(period=base))
    return texts["traffic.counted"].format(unit=unit_name(view, unit, texts))


def _with_offsets(panel: Panel, line: str, texts: Texts) -> str:
    """What is counted along the other axis, where it is no calendar."""
    if not panel.offsets:
        return line
    view = panel.view
    since = texts["traffic.offsets.launch"] if view.align == LAUNCH else view.align
    return texts[f"traffic.offsets.{view.granularity}"].format(line=line, since=since)


def unit_name(view: View, unit: Unit, texts: Texts) -> str:
    """万次."""
    scale = texts[f"traffic.scale.{unit.scale}"] if unit.scale else ""
    return texts[f"traffic.unit.{view.metric}"].format(scale=scale).strip()


def base_of(panel: Panel) -> str:
    """The name of the period that is 100; "" where nothing is an index."""
    place = base_place(panel)
    return "" if place is None else period_at(panel, place)


def base_place(panel: Panel) -> int | None:
    """The period that is 100: the one that holds the view's day, or the nearest; None where nothing is an index."""
    view = panel.view
    if view.base is None or view.drawn not in (Shape.LINES, Shape.TABLE) or not len(panel.start):
        return None
    place = int(np.searchsorted(panel.start, np.datetime64(view.base, "D"), side="right")) - 1
    return min(max(place, 0), len(panel.start) - 1)


# days


def period_at(panel: Panel, place: int, *, year: bool = True) -> str:
    """The period at a place of the panel; of one that is aligned how far it is from there."""
    if panel.offsets:
        return f"{panel.offsets[place]:+d}" if panel.offsets[place] else "0"
    return period_text(
        panel.start[place].astype(object), panel.end[place].astype(object), panel.view.granularity, year=year
    )


def window_line(panel: Panel, texts: Texts) -> str:
    """The days that are shown, and how weeks are cut."""
    if panel.stop <= panel.first:
        return texts["traffic.window.none"]
    if panel.offsets:
        first, last = period_at(panel, panel.first), period_at(panel, panel.stop - 1)
        return texts["traffic.window.aligned"].format(first=first, last=last)
    told = {"first": panel.start[panel.first], "last": panel.end[panel.stop - 1]}
    if panel.view.granularity is Granularity.WEEK:
        return texts["traffic.window.weeks"].format(**told, cut=week_cut(panel.view.week_end, texts))
    return texts["traffic.window"].format(**told)


def week_cut(week_end: int, texts: Texts, *, short: bool = False) -> str:
    """周五至周四. short: Fri–Thu instead of Friday–Thursday."""
    names = texts["traffic.weekdays.short" if short else "traffic.weekdays"].split()
    return texts["traffic.cut"].format(first=names[(week_end + 1) % len(names)], last=names[week_end])


# where it comes from


def source_line(panel: Panel, texts: Texts, which: Iterable[int] | None = None) -> str:
    """资料来源：Similarweb；数据截至 2024-09-19；取得于 2024-09-20. What is bundled has no day of retrieval."""
    members = [panel.members[place] for place in (range(len(panel.members)) if which is None else which)]
    there = slice(panel.first, panel.stop)
    sources = dict.fromkeys(one.source for one in members if one.source and np.isfinite(one.value[there]).any())
    last, (known, key) = _last_day(panel), _known(members, there)
    told = {
        "sources": " · ".join(
            (", ".join(source_text(one, texts) for one in sources) or MISSING, *_where(panel, texts))
        ),
        "last": last or MISSING,
        "known": day_of(known), "compiled": COMPILED,
    }  # fmt: skip
    return texts[key].format(**told)


def _where(panel: Panel, texts: Texts) -> list[str]:
    """The country and the device where they are not all."""
    view, usual = panel.view, View()
    country = [view.geo] if view.geo != usual.geo else []
    device = [texts.get(f"imports.device.{view.device}", view.device)] if view.device != usual.device else []
    return country + device


def day_of(known_at: float) -> str:
    """UTC seconds as a day; what was known always (0) is "--"."""
    return dt.datetime.fromtimestamp(known_at, dt.UTC).date().isoformat() if known_at > 0 else MISSING


def _last_day(panel: Panel) -> str:
    if panel.offsets:
        ends = [one.series.end[-1] for one in panel.members if one.series is not None and len(one.series)]
        return str(max(ends)) if ends else ""
    places: list[int] = np.flatnonzero(np.isfinite(panel.matrix[:, panel.first : panel.stop]).any(axis=0)).tolist()
    return str(panel.end[panel.first + places[-1]]) if places else ""


def _known(members: Sequence[Member], there: slice) -> tuple[float, str]:
    """When the newest number was retrieved, and the sentence to say it in; a bundled number was not."""
    held = [(one.known_at[there], one.bundled[there]) for one in members if one.source]
    known = [float(value) for row, bundled in held for value in row[np.isfinite(row) & ~bundled].tolist()]
    if not any(bundled.any() for _, bundled in held):
        return max(known, default=0.0), "traffic.source"
    return max(known, default=0.0), "traffic.source.partly" if known else "traffic.source.bundled"


def known_text(known_at: float, texts: Texts, *, bundled: bool) -> str:
    """The day a number was retrieved; of one that the program brings, that it does."""
    return texts["traffic.bundled"] if bundled else day_of(known_at)


# a figure


def caption_of(
    panel: Panel, which: tuple[int, ...], products: Sequence[Product], texts: Texts, lang: str,
    numbers: tuple[int, ...] = (), part: int = 0, warning: str = "",
) -> Caption:  # fmt: skip
    """Everything that stands around the drawing of some members."""
    unit, products = unit_in(panel, which, lang), tuple(products)
    return Caption(
        which=which, title=title(panel.view, products, texts, numbers, part),
        unit=_with_offsets(panel, unit_line(panel.view, unit, texts, base_of(panel)), texts),
        counter=unit_name(panel.view, unit, texts), size=unit.size,
        source=source_line(panel, texts, which), notes=notes_text(panel, texts, lang, products), warning=warning,
    )  # fmt: skip


def parts_of(panel: Panel) -> tuple[tuple[int, ...], ...]:
    """The members of each figure: one for all, or two where the view splits them by magnitude and they can be."""
    everyone = tuple(range(len(panel.members)))
    if not panel.view.split or panel.view.drawn is Shape.SHARE or not everyone:
        return (everyone,)
    large, rest = split(newest(panel.matrix[:, panel.first : panel.stop]))
    return (large, rest) if rest else (large,)

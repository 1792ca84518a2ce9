"""The six figures of a note: figure 1 from the review, figures 2 to 6 as panels, or as placeholders that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from models.note.inputs import Inputs
from models.note.printed import footnotes
from models.note.printed_values import Printed
from models.note.settings import NoteSettings
from models.note.values import LANGS, Figure, Form
from models.products.universe import Products
from models.review import paper
from models.review.values import Review
from models.traffic import presets
from models.traffic.captions import Caption
from models.traffic.chosen import QUARTER, YEAR, View
from models.traffic.panel import Panel
from models.traffic.paneling import panel_of
from models.traffic.rows import newest
from models.traffic.titling import caption_of, parts_of, unit_line
from models.traffic.units import unit_of
from models.traffic.values import Granularity

Texts = Mapping[str, str]
PRICES = 1
SPLIT = (2, 3)  # one view on two figures
USUAL_COUNT = 1e7  # of a week: what a placeholder counts in
USUAL_SOURCES = {2: "Similarweb", 3: "Similarweb", 4: "Similarweb", 5: "Similarweb", 6: "七麦 Qimai"}


def price_figure(
    review: Review, printed: Sequence[Printed], warning: Mapping[str, str], texts: Mapping[str, Texts]
) -> Figure:
    """Figure 1: the table itself is the review."""
    others = footnotes(review, printed, texts)
    return Figure(
        number=PRICES,
        form=Form.TABLE if review.rows else Form.EMPTY,
        captions={lang: _price_caption(review, others[lang], warning[lang], texts[lang], lang) for lang in LANGS},
    )


def _price_caption(review: Review, others: tuple[str, ...], warning: str, texts: Texts, lang: str) -> Caption:
    sources = dict.fromkeys(row.source for row in (*review.rows, *review.benchmarks) if row.source)
    named = ", ".join(paper.source_name(one, texts) for one in sources) or "--"
    return Caption(
        which=(), title=paper.title(review, texts), unit=texts["note.figure.prices.unit"], counter="",
        source=texts["note.figure.source"].format(source=named),
        notes=(
            texts["note.figure.cut_off"].format(date=paper.date_text(review.window.last, lang)),
            *others,
            *(paper.note_text(note, texts) for note in review.notes[1:]),  # the first says the same
        ),
        warning=warning,
    )  # fmt: skip


def panels(inputs: Inputs, settings: NoteSettings) -> dict[int, Panel]:
    """The panel of each of presets.WHOLE, up to the note's last day; by the month where no weeks are held, if asked."""
    products = Products(inputs.products)
    return {number: _panel(number, inputs, settings, products) for number in presets.WHOLE}


def _panel(number: int, inputs: Inputs, settings: NoteSettings, products: Products) -> Panel:
    view = presets.figure(number, inputs.products)
    made = panel_of(_until(view, inputs.window.last), inputs.series, products)
    if newest(made) is None and settings.months and view.granularity is Granularity.WEEK:
        made = by_month(number, inputs, products)
    return _begun(made)


def _begun(panel: Panel) -> Panel:
    """The panel from the first period of which anything is held: nobody needs nine empty months before three."""
    told = [np.flatnonzero(np.isfinite(one.value[panel.first : panel.stop])) for one in panel.members]
    first = min((int(places[0]) for places in told if len(places)), default=0)
    return replace(panel, first=panel.first + first) if first else panel


def by_month(number: int, inputs: Inputs, products: Products) -> Panel:
    """The monthly version of a weekly figure."""
    view = replace(presets.figure(number, inputs.products), granularity=Granularity.MONTH)
    return panel_of(_until(view, inputs.window.last), inputs.series, products)


def _until(view: View, last: dt.date) -> View:
    """The view's usual window, counted back from the note's last day; only whole periods up to it."""
    days = YEAR if view.granularity is Granularity.MONTH else QUARTER
    return replace(view, first=last - dt.timedelta(days=days), last=_whole(view, last))


def _whole(view: View, last: dt.date) -> dt.date:
    """The last day of the newest month that is over: a number of a running month is not of the note's time."""
    if view.granularity is not Granularity.MONTH:
        return last
    following = last + dt.timedelta(days=1)
    return last if following.day == 1 else last.replace(day=1) - dt.timedelta(days=1)


def traffic_figures(
    held: Mapping[int, Panel], inputs: Inputs, warning: Mapping[str, str], texts: Mapping[str, Texts]
) -> tuple[Figure, ...]:
    """Figures 2 to 6 in order."""
    made: list[Figure] = []
    for number, panel in held.items():
        numbers = SPLIT if number == SPLIT[0] else (number,)
        made += _figures(panel, numbers, inputs, warning, texts)
    return tuple(made)


def _figures(
    panel: Panel, numbers: tuple[int, ...], inputs: Inputs, warning: Mapping[str, str], texts: Mapping[str, Texts]
) -> Iterable[Figure]:
    """One figure a number: a view that is split has two, also where there is nothing to split."""
    there = newest(panel) is not None
    parts = parts_of(panel) if there else ()
    everyone = tuple(range(len(panel.members)))
    for place, number in enumerate(numbers):
        part = place + 1 if len(numbers) > 1 else 0
        which = parts[place] if place < len(parts) else everyone
        form = Form.PLOT if there and place < max(len(parts), 1) else Form.EMPTY
        yield Figure(
            number=number, form=form, panel=panel,
            captions={
                lang: _caption(panel, which, number, part, inputs.products, form, warning[lang], texts[lang], lang)
                for lang in LANGS
            },
        )  # fmt: skip


def _caption(
    panel: Panel, which: tuple[int, ...], number: int, part: int, products: Sequence[object], form: Form,
    warning: str, texts: Texts, lang: str,
) -> Caption:  # fmt: skip
    made = caption_of(panel, which, products, texts, lang, (number,), part, warning)  # type: ignore[arg-type]
    if form is Form.PLOT:
        return made
    source = texts["traffic.source.usual"].format(source=USUAL_SOURCES[number])
    unit = unit_line(panel.view, unit_of(panel.view.metric, USUAL_COUNT, lang), texts)
    return replace(made, source=source, unit=unit, notes=(texts["note.figure.empty"],), which=())

"""Figures 2 to 6 as sheets: a native chart over its numbers, or a placeholder that says what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models.note.sheets.words import Slot, Texts, columns
from models.note.values import Figure, Form
from models.products.values import Kind, Product
from models.traffic.captions import Caption
from models.traffic.panel import Panel
from models.traffic.sheets.figure import figure_sheet
from models.traffic.sheets.table import table_sheet
from models.traffic.titling import measured
from models.traffic.trimming import trimmed
from models.traffic.values import Metric
from models.workbook import Line, Sheet

_SLOTS = (Slot("product", width=24), Slot("asset", width=30), Slot("measured", width=24), Slot("held", width=14))


def traffic_sheets(figures: Iterable[Figure], texts: Texts, lang: str, colours: Mapping[str, str]) -> tuple[Sheet, ...]:
    """One sheet a figure. colours: RRGGBB of products by id."""
    return tuple(_sheet(one, one.panel, texts, lang, colours) for one in figures if one.panel is not None)


def data_sheets(figures: Sequence[Figure], texts: Texts, lang: str) -> tuple[Sheet, ...]:
    """The table behind each panel that is drawn: changes, shares, ranks and records beside every number."""
    held: dict[int, list[Figure]] = {}
    for one in figures:
        if one.form is Form.PLOT and one.panel is not None:
            held.setdefault(id(one.panel), []).append(one)
    return tuple(_data(of, texts, lang) for of in held.values())


def _sheet(figure: Figure, panel: Panel, texts: Texts, lang: str, colours: Mapping[str, str]) -> Sheet:
    caption, name = figure.captions[lang], texts["notefile.sheet.figure"].format(number=figure.number)
    if figure.form is Form.PLOT:
        return figure_sheet(trimmed(panel, caption.which), caption, texts, lang, name, colours)
    return _placeholder(caption, panel, name, texts, lang)


def _placeholder(caption: Caption, panel: Panel, name: str, texts: Texts, lang: str) -> Sheet:
    """Title, unit and source as they would stand, and of which products numbers are missing."""
    what = measured(panel.view, texts)
    warned = (caption.warning,) if caption.warning else ()
    return Sheet(
        title=name, above=(caption.title, caption.unit, *warned, *caption.notes, ""), columns=columns(_SLOTS, texts),
        lines=tuple(
            Line(values=(one.product.name(lang), _asset(one.product, panel), what, texts["notefile.held.none"]))
            for one in panel.members
        ),
        under=("", caption.source), alarms=tuple(range(2, 2 + len(warned) + len(caption.notes))),
    )  # fmt: skip


def _asset(product: Product, panel: Panel) -> str:
    """The sites or apps whose numbers are wanted."""
    kind = Kind.APP if panel.view.metric is Metric.DOWNLOADS else Kind.SITE
    return ", ".join(dict.fromkeys(one.name for one in product.of(kind)))


def _data(of: Sequence[Figure], texts: Texts, lang: str) -> Sheet:
    from dataclasses import replace

    panel = of[0].panel
    assert panel is not None
    made = table_sheet(panel, tuple(one.captions[lang] for one in of), texts, lang)
    tag = "-".join(str(one.number) for one in of)
    return replace(made, title=texts["notefile.sheet.data"].format(numbers=tag))

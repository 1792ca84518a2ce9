"""Of which series each number of a column is: product, source, country, device, length and first day of its period."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from models.frozen import frozen
from models.imports.traffic.bodies import coded
from models.imports.traffic.context import source_of
from models.imports.traffic.dating import Period
from models.imports.traffic.domains import domain_of
from models.imports.traffic.headers import Mark
from models.imports.traffic.numbers import Marks
from models.imports.traffic.values import Role
from models.imports.traffic.words import country_of, device_in, sources_in
from models.imports.traffic.working import Taking
from models.traffic.values import UNNAMED, Granularity, Metric, SeriesKey
from models.values import Ints

ALL_DEVICES = ("", "all", "total", "全部", "汇总", "全平台", "全端", "合计")
Length = tuple[Granularity, int | None]
DAY_CUT = "EST"  # of Similarweb's own days, all year


@frozen(kw_only=True, eq=False)
class Said:
    """One answer a row: places in ``answers``; "" is one that nobody knows."""

    place: Ints
    answers: list[str]


def keys_of(
    made: Taking, mark: Mark, idx: Ints, product: Ints, metric: Metric, place: Ints, spans: Sequence[Period]
) -> tuple[Ints, Sequence[SeriesKey]]:
    """The place of its key for each row, -1 where nobody knows the country or device; and the keys."""
    kinds = list(dict.fromkeys((one.granularity, one.week_start) for one in spans))
    length = np.array([kinds.index((one.granularity, one.week_start)) for one in spans], np.int64)[np.maximum(place, 0)]
    same = (metric, mark.device, *kinds, *(column.tobytes() for column in (idx, product, length)))
    if same not in made.keyed:
        made.keyed[same] = _keys_of(made, mark, idx, product, metric, length, kinds)
    return made.keyed[same]


def _keys_of(
    made: Taking, mark: Mark, idx: Ints, product: Ints, metric: Metric, length: Ints, kinds: Sequence[Length]
) -> tuple[Ints, Sequence[SeriesKey]]:
    said = [_said(made, role, mark, metric) for role in (Role.GEO, Role.DEVICE, Role.SOURCE)] + [_domains(made)]
    columns = [one.place[idx] for one in said]
    unknown = _unknown(said[0], columns[0]) | _unknown(said[1], columns[1])
    for row in np.flatnonzero(unknown & (product >= 0)):
        made.refuse(int(made.body.rows[idx[row]]), "a country or device that nobody knows")
    good = np.flatnonzero(~unknown & (product >= 0))
    _, rows, codes = np.unique(_mixed([product, length, *columns])[good], return_index=True, return_inverse=True)
    rows = good[rows]
    answers = [[one.answers[at] for at in column[rows].tolist()] for one, column in zip(said, columns, strict=True)]
    whose = zip(product[rows].tolist(), length[rows].tolist(), *answers, strict=True)
    keys = [_key(made, at, metric, told, kinds[kind]) for at, kind, *told in whose]
    place = np.full(len(idx), -1, np.int64)
    place[good] = codes
    return place, keys


def _unknown(said: Said, column: Ints) -> Marks:
    unknown: Marks = np.array([not answer for answer in said.answers])
    return unknown[column]


def _mixed(columns: list[Ints]) -> Ints:
    """One number for each combination of numbers from -1 on."""
    codes = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        codes = codes * (int(column.max(initial=0)) + 2) + column + 1
        if codes.max(initial=0) > 2**40:
            codes = np.unique(codes, return_inverse=True)[1]
    return codes


def _key(made: Taking, product: int, metric: Metric, answers: list[str], length: Length) -> SeriesKey:
    geo, device, source, domain = answers
    id_, text = made.names.found[product]
    return SeriesKey(
        product=id_, metric=metric, granularity=length[0], source=source, asset=domain or domain_of(text), geo=geo,
        device=device, definition=made.hints.definition, day_cut=made.hints.day_cut or (DAY_CUT if made.saved else ""),
        week_start=length[1],
    )  # fmt: skip


def _said(made: Taking, role: Role, mark: Mark, metric: Metric) -> Said:
    """What a column says by row, or one answer for all."""
    usual, texts = _usual(made, role, mark, metric), made.body.texts.get(role)
    if texts is None:
        return Said(place=np.zeros(len(made.body.rows), np.int64), answers=[usual])
    read = READ[role]
    place, answers = coded(texts, lambda text: read(str(text)) if text else usual)
    return Said(place=place, answers=answers)


def _usual(made: Taking, role: Role, mark: Mark, metric: Metric) -> str:
    if role is Role.GEO:
        return made.hints.geo or "ww"
    if role is Role.DEVICE:
        return mark.device or made.context.device or made.hints.device or "all"
    return source_of(made.context, metric) or made.hints.source or UNNAMED


def _device(text: str) -> str:
    low = text.lower()
    return "all" if low in ALL_DEVICES else device_in(low) or ("desktop" if low == "pc" else "")


def _source(text: str) -> str:
    return next(iter(sources_in(text)), re.sub(r"\s+", " ", text)[:60])


READ: dict[Role, Callable[[str], str]] = {Role.GEO: country_of, Role.DEVICE: _device, Role.SOURCE: _source}


def _domains(made: Taking) -> Said:
    if not made.body.domains:
        return Said(place=np.zeros(len(made.body.rows), np.int64), answers=[""])
    place, answers = coded(made.body.domains, lambda text: domain_of(str(text)))
    return Said(place=place, answers=answers)

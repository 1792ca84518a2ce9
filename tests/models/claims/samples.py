"""The bundled week, months and announcements as a reader and a checker of claims get them."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path

import numpy as np

import resources
from models.claims.checking import check
from models.claims.names import names_of
from models.claims.reading import read
from models.events import library_from
from models.note.inputs import Inputs
from models.note.settings import NoteSettings
from models.products.reading import products_from
from models.review.values import Window
from models.traffic.bundled import bundled_series
from models.traffic.published import traffic_from
from models.universe import universe_from
from models.values import Bars, Basis
from tests.models.samples import AFTER, WEEK


@cache
def world():
    """The names of everything bundled."""
    return names_of(universe(), products(), library())


@cache
def universe():
    return universe_from(resources.universe())


@cache
def products():
    return products_from(resources.products()).all()


@cache
def library():
    return library_from(resources.events(), resources.vendors())


@cache
def bars():
    """The bundled closes by instrument."""
    rows: dict[str, list[dict[str, str]]] = {}
    with (resources.facts_folder() / "closes_2024-09.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["instrument"], []).append(row)
    return {name: _bars(name, held) for name, held in rows.items()}


def _bars(name, rows):
    close = np.array([float(row["close"]) for row in rows])
    none = np.full(len(close), np.nan)
    return Bars(
        instrument=name, date=np.array([row["date"] for row in rows], "datetime64[D]"), time=np.arange(len(close)),
        open=none, high=none, low=none, close=close, volume=none, turnover=none, currency="", source="reference",
        fetched_at=AFTER, basis=Basis(rows[0]["basis"]),
    )  # fmt: skip


@cache
def inputs(window=WEEK, **changes):
    """Everything bundled over a window."""
    held = {
        "window": window, "universe": universe(), "products": products(), "bars": bars(), "events": library(),
        "series": bundled_series(traffic_from(resources.monthly_visits())), "now": AFTER, "offline": True,
    }  # fmt: skip
    return Inputs(**(held | changes))


def days(first, last):
    """``days("0923", "0925")``: a window of September 2024."""
    return Window(first=dt.date(2024, int(first[:2]), int(first[2:])), last=dt.date(2024, int(last[:2]), int(last[2:])))


def claims(text, window=WEEK):
    """What is read out of a text."""
    return read(text, world(), window)


def checked(text, window=WEEK, settings=None):
    """What is read out of a text, checked against everything bundled."""
    return check(claims(text, window), inputs(window), settings or NoteSettings())


def states(text, window=WEEK):
    """The verdicts of a text's claims, in order."""
    return [str(one.state) for one in checked(text, window)]


def sentences(name):
    """The sentences of a file, a line each; ⏎ is a line's end inside of one."""
    held = (Path(__file__).parent / "sentences" / f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip().replace("⏎", "\n") for line in held.splitlines() if line.strip()]

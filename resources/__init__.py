"""What the program ships: universe, reference facts, texts. Readers only; nothing here knows a layer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent


@cache
def texts(lang: str) -> Mapping[str, str]:
    """Every sentence the user reads, by key, in "zh" or "en". Read once: a start asks five times."""
    held: dict[str, str] = json.loads((FOLDER / "texts" / f"{lang}.json").read_text(encoding="utf-8"))
    return held


def universe() -> dict[str, Any]:
    """The bundled universe, as models.universe reads it."""
    held: dict[str, Any] = json.loads((FOLDER / "universe.json").read_text(encoding="utf-8"))
    return held


def products() -> list[dict[str, Any]]:
    """The bundled AI products, as models.products.reading reads them."""
    held: list[dict[str, Any]] = json.loads((FOLDER / "products.json").read_text(encoding="utf-8"))
    return held


def facts_folder() -> Path:
    """Where the bundled reference facts lie."""
    return FOLDER / "facts"


def events() -> list[dict[str, str]]:
    """The bundled dated announcements, as models.events reads them."""
    return _facts("events.csv")


def vendors() -> list[dict[str, str]]:
    """Whose announcements concern which instrument, market or product, as models.events reads them."""
    return _facts("vendors.csv")


def printed() -> list[dict[str, str]]:
    """Percentages that published notes printed, as models.note.printed reads them."""
    return _facts("printed.csv")


def monthly_visits() -> list[dict[str, str]]:
    """The bundled monthly visits of AI products, as models.traffic.published reads them."""
    return _facts("monthly_visits.csv")


def _facts(name: str) -> list[dict[str, str]]:
    import csv  # most processes read no facts

    with (facts_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

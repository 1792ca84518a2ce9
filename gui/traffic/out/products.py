"""What leaves of the list of products: everything that is known of those it shows, a line each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QListView

from gui.outs.reading import Reading
from gui.outs.tables import TableOuts, Told
from gui.parts import Parts
from gui.traffic.products.lines import ProductLines
from models.products.values import Product

KEYS = (
    "category", "name_zh", "name_en", "vendor", "aliases", "former", "assets", "exposed", "launched", "domestic"
)  # fmt: skip


def listed(parts: Parts, view: QListView, lines: ProductLines) -> TableOuts:
    """Copies and exports the products that the filter leaves."""
    return TableOuts(parts, view, lambda: Told(title=parts.texts["products.list"]), seen=lambda: _reading(parts, lines))


def _reading(parts: Parts, lines: ProductLines) -> Reading:
    texts = parts.texts
    held = [one.product for one in lines.lines if one.product is not None]
    return Reading(
        heads=tuple(texts[f"products.{key}"] for key in KEYS),
        rows=tuple(_cells(parts, one) for one in held),
        right=(False,) * len(KEYS), worth=(None,) * len(KEYS), ink=lambda row, place: None,
    )  # fmt: skip


def _cells(parts: Parts, one: Product) -> tuple[str, ...]:
    said = parts.texts
    return (
        said.get(f"products.category.{one.category}", one.category), one.name_zh, one.name_en, one.vendor,
        _joined(one.aliases), _joined(former.name for former in one.former),
        _joined(f"{said[f'products.kind.{asset.kind}']} {asset.name}" for asset in one.assets),
        _joined(link.instrument for link in one.exposed),
        one.launched.isoformat() if one.launched is not None else "",
        said["trafficfile.yes"] if one.domestic else "",
    )  # fmt: skip


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)

"""Visits as members of a comparison: which product, counted by whom, and the line that makes."""

from __future__ import annotations

from models.compare.series import Series, visits_series
from models.compare.values import Visits
from models.traffic.published import Traffic

BETWEEN = "@"  # product and publisher in the id of a member
TABLES_OF = "Similarweb via "


def visits_member(product: str, publisher: str) -> Visits:
    """The visits of a product as one publisher counts them: publishers do not measure alike."""
    name = f"{product} · {publisher.removeprefix(TABLES_OF)}"
    return Visits(id=f"{product}{BETWEEN}{publisher}", name_zh=name, name_en=name)


def visits_line(member: Visits, traffic: Traffic) -> Series | None:
    """The months of a member; None when nobody publishes them."""
    product, _, publisher = member.id.partition(BETWEEN)
    for one in traffic.of(product):
        if one.publisher == publisher:
            return visits_series(member.key, one.months, one.visits, source=publisher)
    return None

"""A percentage that somebody printed."""

from __future__ import annotations

from models.frozen import frozen
from models.review.values import Window


@frozen(kw_only=True)
class Printed:
    """percent: as printed, over ``window``. where: who printed it, in English."""

    instrument: str
    window: Window
    percent: float
    where: str

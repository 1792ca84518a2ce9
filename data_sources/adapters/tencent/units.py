"""What every part of this source agrees on: its name, and which boards come in lots of 100.

STAR shares (688, 689) come in shares; other A-shares and indices in lots. Hong Kong and the US come in shares.
"""

from __future__ import annotations

from models.instruments import Instrument, Market

SOURCE = "tencent"
STAR = ("688", "689")
LOT, WAN, YI = 100.0, 1e4, 1e8


def lot_of(one: Instrument) -> float:
    """Shares in one unit of volume, by the board's rule."""
    return LOT if one.market is Market.CN and not one.code.startswith(STAR) else 1.0

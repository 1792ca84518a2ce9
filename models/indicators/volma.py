"""VOL-MA 均量线: moving averages of the volume, in shares. As MA; a bar on which nothing was traded counts as 0."""

from __future__ import annotations

from models.indicators.averages import moving

INDICATOR = moving("volma", "volume", (5, 10), volume=True)

"""TA-Lib, imported when an indicator is first computed: 7 ms and 5 MB."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any


@cache
def talib() -> Any:
    """The module ``talib``.

    It imports pandas and polars where they are installed, to take their columns too: that costs the window 190 ms and
    50 MB for what it never passes. For the time of the import they are made unfindable, unless they are loaded.
    """
    modules: dict[str, Any] = sys.modules
    hidden = [name for name in ("pandas", "polars") if name not in modules]
    modules.update(dict.fromkeys(hidden))
    try:
        import talib as library
    finally:
        for name in hidden:
            del modules[name]
    return library

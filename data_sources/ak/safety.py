"""The reviewed calls of akshare, and what keeps the rest of it from acting."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import logging
import sys
from collections.abc import Callable, Mapping
from typing import Any

from data_sources.transports import trust
from models.errors import AppError, Unreachable, Unreadable

REVIEWED = {  # call -> what it asks; each read through: one host of Eastmoney's over https, no eval, no page loop
    "stock_zh_a_hist": "days of a mainland share (kline)",
    "fund_etf_hist_em": "days of a mainland fund (kline)",
    "stock_zh_index_daily_em": "days of a mainland index (kline)",
    "stock_hk_hist": "days of a Hong Kong share (kline, the whole history each time)",
    "stock_us_hist": "days of a US share (kline, the whole history each time)",
    "stock_zh_a_hist_min_em": "minutes of a mainland share (trends2 of five days, or kline)",
    "fund_etf_hist_min_em": "minutes of a mainland fund (trends2 of five days, or kline)",
    "stock_hk_hist_min_em": "minutes of a Hong Kong share (trends2 of five days, or kline)",
    "stock_us_hist_min_em": "minutes of a US share (trends2 of five days)",
    "stock_individual_info_em": "name, shares and listing day of a mainland share (stock/get)",
}
THROTTLED = "an empty answer: throttled, or an unknown code"


def reviewed() -> Mapping[str, Callable[..., Any]]:
    """The calls of REVIEWED that this version of akshare has. Nothing else of it is kept."""
    with silence():
        import akshare
    neutralise_eval()
    return {name: getattr(akshare, name) for name in REVIEWED if hasattr(akshare, name)}


def called(calls: Mapping[str, Callable[..., Any]], name: str, **named: Any) -> Any:
    """The frame of one reviewed call, akshare's accidents in our terms."""
    if name not in calls:
        raise Unreadable(f"its library has lost a call: {name}", source="akshare")
    try:
        with silence():
            return calls[name](**named)
    except AppError:
        raise
    except TypeError as error:
        if "NoneType" in str(error):  # data: null
            raise Unreadable(THROTTLED, source="akshare") from error
        raise Unreadable(f"not the agreed shape: {error}", source="akshare") from error
    except json.JSONDecodeError as error:
        raise Unreadable("an answer that is no JSON: cut off?", source="akshare") from error
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        if "axis has 0 elements" in str(error):  # no rows, to which names are given by position
            raise Unreadable(THROTTLED, source="akshare") from error
        raise Unreadable(f"not the agreed shape: {type(error).__name__}: {error}"[:200], source="akshare") from error
    except OSError as error:
        raise Unreachable(trust.in_words(error), source="akshare") from error


@contextlib.contextmanager
def silence() -> Any:
    """Akshare prints in 1,456 places."""
    logging.getLogger("akshare").setLevel(logging.CRITICAL)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def neutralise_eval() -> None:
    """Downloaded text is read as a literal or refused, in every loaded module of akshare."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "akshare" and module is not None:
            module.eval = ast.literal_eval  # type: ignore[attr-defined]

"""How each provider spells an instrument. None or an empty tuple: the provider cannot have it."""

from __future__ import annotations

from models.instruments import Instrument, Kind, Market

YAHOO_INDEX = {
    "HSI": "^HSI",
    "SPX": "^GSPC",
    "IXIC": "^IXIC",
    "SOX": "^SOX",
    "HSTECH": "HSTECH.HK",
    "000001.SH": "000001.SS",
}
YAHOO_SUFFIX = {"SH": "SS", "SZ": "SZ"}
EASTMONEY_INDEX = {"HSI": "100.HSI", "SPX": "100.SPX", "IXIC": "100.NDX", "HSTECH": "124.HSTECH"}
EASTMONEY_US = {"XNAS": "105", "XNYS": "106", "XASE": "107"}
EASTMONEY_NUMBERS = {"105": "XNAS", "106": "XNYS", "107": "XASE"}
TENCENT_LISTING = {"XNAS": "OQ", "XNYS": "N", "XASE": "AM"}
SINA_INDEX = {"HSI": "rt_hkHSI", "HSTECH": "rt_hkHSTECH", "SPX": "gb_$inx", "IXIC": "gb_ixic"}
TENCENT_INDEX = {"HSI": "r_hkHSI", "HSTECH": "r_hkHSTECH", "SPX": "us.INX", "IXIC": "us.IXIC"}
FOREIGN = {"SH": "900", "SZ": "200", "HK": "8"}  # B shares (USD, HKD) and Hong Kong's renminbi counters


def _foreign(instrument: Instrument) -> bool:
    """Quoted in another currency than its market's: no source says which, so none is asked."""
    first = FOREIGN.get(instrument.suffix)
    return first is not None and len(instrument.code) > 4 and instrument.code.startswith(first)


def yahoo(instrument: Instrument) -> str | None:
    """``0700.HK`` (four digits), ``688256.SS``, ``BRK-B``, ``^HSI``, ``USDCNY=X``; Beijing is not carried."""
    if instrument.kind is Kind.FX:
        return f"{instrument.id}=X"
    if instrument.id in YAHOO_INDEX:
        return YAHOO_INDEX[instrument.id]
    if _foreign(instrument):
        return None
    if instrument.market is Market.US:
        return instrument.code.replace(".", "-") if instrument.kind is Kind.STOCK else None
    if instrument.market is Market.HK:
        return f"{int(instrument.code):04d}.HK" if instrument.code.isdigit() else None
    suffix = YAHOO_SUFFIX.get(instrument.suffix)
    return f"{instrument.code}.{suffix}" if suffix else None


def eastmoney_secids(instrument: Instrument) -> tuple[str, ...]:
    """``1.600000``, ``116.00700``, ``105.NVDA``; for a US share of unknown listing every exchange in turn."""
    if instrument.id in EASTMONEY_INDEX:
        return (EASTMONEY_INDEX[instrument.id],)
    if _foreign(instrument) or instrument.kind is Kind.FX:
        return ()
    if instrument.market is Market.US and instrument.kind is Kind.INDEX:
        return ()
    if instrument.market is Market.CN:
        return (f"{1 if instrument.suffix == 'SH' else 0}.{instrument.code}",)
    if instrument.market is Market.HK:
        return (f"116.{instrument.code}",) if instrument.code.isdigit() else ()
    code = instrument.code.replace(".", "_")
    known = EASTMONEY_US.get(instrument.exchange)
    return tuple(f"{number}.{code}" for number in ((known,) if known else EASTMONEY_US.values()))


def tencent(instrument: Instrument) -> str | None:
    """``sh600000``, ``r_hk00700`` (the real-time form: bare ``hk`` is 15 minutes late), ``usNVDA``."""
    if instrument.id in TENCENT_INDEX:
        return TENCENT_INDEX[instrument.id]
    if _foreign(instrument) or instrument.kind is Kind.FX:
        return None
    if instrument.market is Market.CN:
        return f"{instrument.suffix.lower()}{instrument.code}"
    if instrument.market is Market.HK:
        return f"r_hk{instrument.code}" if instrument.code.isdigit() else None
    return f"us{instrument.code}" if instrument.kind is Kind.STOCK else None


def tencent_history(instrument: Instrument) -> str | None:
    """The code of its bars: ``sh600000``, ``hk00700``, ``usNVDA.OQ`` (the listing must be known); few indices."""
    if instrument.market is Market.US:
        listing = TENCENT_LISTING.get(instrument.exchange)
        return f"us{instrument.code}.{listing}" if listing and instrument.kind is Kind.STOCK else None
    code = tencent(instrument)
    return code.removeprefix("r_") if code else None


def sina(instrument: Instrument) -> str | None:
    """``sh600000``, ``rt_hk00700`` (bare ``hk`` is late), ``gb_nvda``, ``gb_brk$b``, ``fx_susdcny``."""
    if instrument.id in SINA_INDEX:
        return SINA_INDEX[instrument.id]
    if instrument.kind is Kind.FX:
        return f"fx_s{instrument.id.lower()}"
    if _foreign(instrument):
        return None
    if instrument.market is Market.CN:
        return f"{instrument.suffix.lower()}{instrument.code}"
    if instrument.market is Market.HK:
        return f"rt_hk{instrument.code}" if instrument.code.isdigit() else None
    return f"gb_{instrument.code.lower().replace('.', '$')}" if instrument.kind is Kind.STOCK else None

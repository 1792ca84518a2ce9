"""Which sources are independent: neither stands for the other, nor do they ask the same vendor. Pure."""

from __future__ import annotations

UPSTREAMS = {  # source of closes, or vendor of an imported table -> who made the numbers
    "yahoo": "Yahoo",
    "akshare": "Eastmoney",  # its daily bars are Eastmoney's
    "eastmoney": "Eastmoney",
    "tencent": "Tencent",
    "sina": "Sina",
    "reference": "reference",
    "imported: Wind": "Wind",
    "imported: iFinD": "iFinD",
    "imported: Choice": "Eastmoney",  # Eastmoney's own terminal
}


def upstream(source: str) -> str:
    """Who made the numbers of ``source`` (as Bars.source has it); "" when nobody can say.

    A number put in by hand is no source, a table that names no vendor may come from anywhere, and one that was joined
    from several vendors' is of none of them.
    """
    return UPSTREAMS.get(source, "")


def independent(first: str, second: str) -> bool:
    """Whether two sources of closes may confirm each other. Who made them must be known of both."""
    return bool(upstream(first)) and bool(upstream(second)) and upstream(first) != upstream(second)


REPORTERS = {"yahoo": "Yahoo"}  # who tells of splits and distributions; bars of others carry what these say


def actions_from(source: str) -> str:
    """Whose word the splits and distributions are that stand with bars of ``source``: its own, or the reporter's."""
    return REPORTERS.get(source, REPORTERS["yahoo"])

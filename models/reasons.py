"""Why something is missing, in the reader's language.

Sources give their reasons in plain English, for the log: ``yahoo: no answer in time; akshare: HTTP 503``. Here
they are what a message catalogue calls the original: each phrase is looked up, and one that nobody has translated
stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping


def said(reason: str, texts: Mapping[str, str]) -> str:
    """``reason`` with the sources' names and phrases of ``texts``."""
    return texts["why.join"].join(_one(part, texts) for part in reason.split("; "))


def _one(part: str, texts: Mapping[str, str]) -> str:
    source, colon, phrase = part.partition(": ")
    if colon and f"source.{source}" in texts:
        return f"{texts[f'source.{source}']}: {texts.get(f'why.{phrase}', phrase)}"
    return texts.get(f"why.{part}", part)

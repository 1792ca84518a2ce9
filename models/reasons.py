"""Why something is missing, in the reader's language.

Sources give their reasons in plain English, for the log: ``yahoo: no answer in time; akshare: HTTP 503``. Here
they are what a message catalogue calls the original: each phrase is looked up, and one that nobody has translated
stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def said(reason: str, texts: Mapping[str, str]) -> str:
    """``reason`` with the sources' names and phrases of ``texts``."""
    return texts["why.join"].join(_one(part, texts) for part in reason.split("; "))


def _one(part: str, texts: Mapping[str, str]) -> str:
    source, colon, phrase = part.partition(": ")
    if colon and f"source.{source}" in texts:
        return f"{texts[f'source.{source}']}: {_phrase(phrase, texts)}"
    return _phrase(part, texts)


def _phrase(phrase: str, texts: Mapping[str, str]) -> str:
    """The phrase of the catalogue, or what stands before an exception's own words."""
    known = texts.get(f"why.{phrase}") or texts.get(f"why.{re.split(r'[:(]', phrase)[0].strip()}")
    return known or phrase

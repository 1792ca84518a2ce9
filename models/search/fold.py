"""How text is made comparable: full-width forms, case and blanks make no difference."""

from __future__ import annotations

import re
import unicodedata

MARKS = re.compile(r"[\x00-\x1f\x7f]+")
BETWEEN = re.compile(r"[ '’·\-]+")  # what people put between syllables


def folded(text: str) -> str:
    """``text`` in its compatible form (NFKC), in lower case, with single blanks and no controls."""
    whole = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(MARKS.sub(" ", whole.lower()).split())


def forms(text: str) -> tuple[str, ...]:
    """What to look for when ``text`` is typed: as it is, and run together ("ying wei da", "ying'wei'da")."""
    whole = folded(text)
    joined = BETWEEN.sub("", whole)
    return tuple(form for form in dict.fromkeys((whole, joined)) if form)


def word_starts(text: str) -> list[int]:
    """Where a reader may begin: at each word, and at each character that is a word by itself (a Chinese one)."""
    return [
        place
        for place, mark in enumerate(text)
        if not place or (not mark.isascii()) or (mark.isalnum() and not _joins(text[place - 1]))
    ]


def _joins(mark: str) -> bool:
    return mark.isascii() and mark.isalnum()

"""A text in plain characters, each at its place, so that what is read can be pointed at in the text itself."""

from __future__ import annotations

import unicodedata

MINUS = "−﹣－–‐‑"
SAME = {
    "\u3000": " ",
    "\xa0": " ",
    "\t": " ",
    "—": "-",
    "～": "~",
    "〜": "~",
    "∼": "~",
    "％": "%",
    "﹪": "%",
    **dict.fromkeys("↑▲△⬆", "+"),
    **dict.fromkeys("↓▼▽⬇", "-"),
}
KEPT = "，。；！？"  # stay as they are: a comma of a sentence is none of 1,234


def folded(text: str) -> str:
    """``text`` with full-width forms made plain and Latin letters small; as long as it was."""
    return "".join(map(_one, text))


def _one(letter: str) -> str:
    if letter in KEPT:
        return letter
    if letter in SAME:
        return SAME[letter]
    if "①" <= letter <= "⓿" or "❶" <= letter <= "➓":  # a number of a list is none of the text
        return " "
    if unicodedata.category(letter) == "Cf":  # marks of direction and width
        return " "
    if letter in MINUS:
        return "-"
    plain = unicodedata.normalize("NFKC", letter).lower()
    return plain if len(plain) == 1 else letter

"""Codes and names out of any text: a chat, a mail, a column of a page. Separated by whatever people use."""

from __future__ import annotations

import re

from models.listfiles import tradingview
from models.listfiles.lines import Sections, lines_of
from models.listfiles.meaning import Meaning
from models.listfiles.values import LONGEST_TEXT, MOST_ROWS, Draft

FORMAT = "text"
MOST_WORDS = 5  # of a name; "Advanced Micro Devices Inc" has four
SECTION = "###"
_APART = re.compile(r"[\t,;|、，；｜\u3000]+")
_SYMBOL = re.compile(r"[A-Za-z_]{2,15}:[A-Za-z0-9._!]{1,30}")
_AROUND = " \"'“”‘’()（）[]【】《》<>。"
Pair = tuple[str, str]  # a code as it stood there, and the name beside it


def read(text: str, encoding: str, meaning: Meaning) -> Draft:
    """The draft of ``text``. What stands in it and means nothing is a row too: nothing is dropped unseen."""
    sections, lines = Sections(), list(lines_of(text.replace("\0", "")))
    alone = sum(bool(line) for line in lines) == 1  # then its codes are counted: "line 1" would name none of them
    for number, line in enumerate(lines, 1):
        if line.startswith(SECTION):
            sections.begin(line.removeprefix(SECTION).strip())
        if not line or line.startswith(SECTION):
            continue
        if sections.full:
            break
        for place, (said, name) in enumerate(_paired(_words(line, meaning), meaning), 1):
            word = said[:LONGEST_TEXT]
            code, reason = tradingview.spelled(word), tradingview.foreign(word) if _SYMBOL.fullmatch(word) else ""
            sections.add(said, place if alone else number, code=code, name=name[:LONGEST_TEXT], reason=reason)
    return sections.draft(FORMAT, encoding)


def _words(line: str, meaning: Meaning) -> list[str]:
    """What is separated on a line; a blank separates where what it joins means nothing."""
    if _means(line.strip(_AROUND), meaning):
        return [line.strip(_AROUND)]
    found: list[str] = []
    for part in map(str.strip, _APART.split(line)):
        words = [word for word in (piece.strip(_AROUND) for piece in part.split()) if word]
        at = 0
        while at < len(words) and len(found) <= MOST_ROWS:
            size = _longest(words[at : at + MOST_WORDS], meaning)
            found.append(" ".join(words[at : at + size]))
            at += size
    return found


def _longest(words: list[str], meaning: Meaning) -> int:
    """How many words from the first on are one code or one name; 1 when it is none."""
    for size in range(len(words), 1, -1):
        if _means(" ".join(words[:size]), meaning):
            return size
    return 1


def _means(text: str, meaning: Meaning) -> bool:
    told = meaning.of(text)
    return told.instrument is not None or bool(told.candidates)


def _paired(words: list[str], meaning: Meaning) -> list[Pair]:
    """Each code with the name that stands beside it, on either side."""
    if len(words) == 2 and (pair := _a_code_and_a_stranger(words[0], words[1], meaning)):
        return [pair]
    found: list[Pair] = []
    at = 0
    while at < len(words):
        pair = _code_and_name(words[at], words[at + 1], meaning) if at + 1 < len(words) else None
        found.append(pair or (words[at], ""))
        at += 2 if pair else 1
    return found


def _code_and_name(one: str, other: str, meaning: Meaning) -> Pair | None:
    """The two, the code first, when the name is its own."""
    for code, name in ((one, other), (other, one)):
        told = meaning.code(tradingview.spelled(code))
        ids = {each.id for each in (told.instrument, *told.candidates) if each is not None}
        if ids & {each.id for each in meaning.name(name)}:
            return code, name
    return None


def _a_code_and_a_stranger(one: str, other: str, meaning: Meaning) -> Pair | None:
    """A line of a code and something that means nothing: its name in somebody's words."""
    for code, name in ((one, other), (other, one)):
        told = meaning.code(tradingview.spelled(code))
        if (told.instrument or told.candidates) and not _means(tradingview.spelled(name), meaning):
            return code, name
    return None

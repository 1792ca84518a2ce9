"""Answers that are lines of JavaScript, one quote each (Tencent, Sina): whole or not, a broken line among good ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from models.errors import Unreadable
from models.values import Quote


def whole(raw: str, line: re.Pattern[str], begun: re.Pattern[str], source: str) -> list[tuple[str, str]]:
    """Code and body of each ``line``. Raises Unreadable when there is none, or more have ``begun`` than ended."""
    lines: list[tuple[str, str]] = line.findall(raw)
    if not lines:
        raise Unreadable("no quote lines in the answer", source=source)
    if len(lines) < len(begun.findall(raw)):
        raise Unreadable("an answer that was cut off", source=source)
    return lines


def quotes(lines: Iterable[tuple[str, str]], make: Callable[[str, str], Quote | None]) -> tuple[Quote, ...]:
    """What ``make(code, body)`` makes of each; a broken line is left out. Raises Unreadable when all are broken."""
    made, broken = list[Quote](), None
    for code, body in lines:
        try:
            quote = make(code, body)
        except Unreadable as error:
            broken = error
            continue
        if quote is not None:
            made.append(quote)
    if broken is not None and not made:
        raise broken
    return tuple(made)

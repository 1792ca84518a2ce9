"""Whether something is more than it was: 仍低于上周五的20.93元, 比7月的2410万次多."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.claims.counted import is_counted, than_month
from models.claims.names import INSTRUMENT
from models.claims.numbers import Unit
from models.claims.predications import Said
from models.claims.saying import PRICE, Saying
from models.claims.values import Claim, Kind
from models.claims.windows import When
from models.claims.words import Tag
from models.traffic.values import Granularity

_BEHIND = re.compile(r"(?:还|要|略|更|有所)?(?P<way>多|高|少|低)(?P<more>[了出]?)")


def beside_itself(saying: Saying, days: list[tuple[Said, When]]) -> Iterator[Claim]:
    """The direction from an earlier day or month whose number stands there, to the days that are spoken of."""
    sign = _way(saying)
    if not sign or len(days) != 1 or saying.when is None or saying.part.objects:
        return
    number, before = days[0]
    if is_counted(saying):
        if saying.base is not None and not saying.part.has(Tag.BEAT, Tag.TRAIL):
            yield from than_month(saying, sign)
    elif number.unit is Unit.MONEY and before.period is Granularity.DAY and _later(saying.when, before):
        at, said = saying.whole()
        for subject in saying.subjects(INSTRUMENT):
            yield saying.claim(Kind.DIRECTION, PRICE, subject, at, said, sign=sign)


def _later(when: When, before: When) -> bool:
    return when.window.last > before.window.last


def _way(saying: Saying) -> int:
    """+1 of 高于 and 比…多, -1 of the others, 0 where nothing of that is said."""
    part = saying.part
    if (word := part.word(Tag.BEAT, Tag.TRAIL)) is not None:
        return 1 if word.does(Tag.BEAT) else -1
    if not part.has(Tag.AGAINST) or not part.numbers or part.has(Tag.UP, Tag.DOWN, Tag.GROW, Tag.SHRINK):
        return 0
    token = part.numbers[0].token
    start = token.end - 1 if token.said.endswith("多") else token.end
    match = _BEHIND.match(saying.text, start)
    return 0 if match is None else 1 if match["way"] in "多高" else -1

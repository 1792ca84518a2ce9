"""Which announcement the words of a note name, when they do not say its day.

By the names that stand in the announcement and are nobody's own name: "o1", "PixelDance", "高级语音". A product's or a
vendor's name alone ("可灵", "OpenAI") names none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from models.claims.announced import CHINESE
from models.events import Event
from models.products.naming import folded
from models.products.values import Product

REACH = dt.timedelta(days=75)  # a note of the week speaks of nothing older without its date
_LATIN = re.compile(r"[a-z][a-z0-9.\-]*[a-z0-9]", re.IGNORECASE)
_CHINESE = re.compile(r"[一-鿿]+")
_COMMON = frozenset({
    "ai", "api", "app", "pro", "flash", "turbo", "alpha", "video", "image", "text", "model", "models", "new", "mini",
    "max", "preview", "openai", "google", "meta",
})  # fmt: skip
_RUN = 4  # Chinese characters in a row that are no accident, when no other announcement has them


def happened(words: str, events: Sequence[Event], products: Iterable[Product], last: dt.date) -> tuple[Event, ...]:
    """The announcements that ``words`` name best, those of ``last`` or before it. Several when they are alike."""
    own = {folded(name) for one in products for name in (one.id, one.name_zh, one.name_en, *one.aliases, one.vendor)}
    near = [one for one in events if last - REACH <= one.date <= last]
    scored = [(_score(words, one, own, "\n".join(other.zh for other in near if other is not one)), one) for one in near]
    best = max((score for score, _ in scored), default=0)
    return tuple(one for score, one in scored if score == best) if best else ()


def _score(words: str, event: Event, own: set[str], others: str) -> int:
    """How many characters of the announcement's own names stand in the words. others: how the others are told."""
    said = folded(words)
    names = {folded(one) for one in re.split(r"; | / ", event.product)}
    names |= {folded(one) for one in _LATIN.findall(event.product)}
    names |= {one.partition("-")[0] for one in names if any(sign.isdigit() for sign in one.partition("-")[0])}
    told = [one for one in names - own - _COMMON if len(one) > 1 and _stands(one, said)]
    run = max((_longest(part, said) for part in _CHINESE.findall(event.zh)), key=len, default="")
    return sum(map(len, told)) + _by_kind(event, said) + (len(run) if len(run) >= _RUN and run not in others else 0)


def _by_kind(event: Event, said: str) -> int:
    """What a policy or a contract is called, which has no name of its own: 降准, 昆明."""
    if event.category not in ("policy", "contract"):
        return 0
    known = CHINESE.get(event.product.lower(), "").split("|")
    return sum(len(word) for word in known if word and word in said)


def _stands(name: str, said: str) -> bool:
    """Whether a name stands in the words, and not inside a longer one."""
    return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9]|\.\d|-\w)", said) is not None


def _longest(part: str, said: str) -> str:
    """The longest run of characters of ``part`` that stands in the words."""
    best = ""
    for start in range(len(part)):
        while start + len(best) < len(part) and part[start : start + len(best) + 1] in said:
            best = part[start : start + len(best) + 1]
    return best

"""Checks of announcements against the library: the same one, on the day that is said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from models.claims.folding import folded
from models.claims.held import Held
from models.claims.judging import best, unknown, verdict
from models.claims.nicknames import VENDOR_NAMES
from models.claims.values import Checked, Claim
from models.events import DateBasis, Event
from models.review.values import Window

CHINESE: Mapping[str, str] = {  # what words of the library are called in such notes
    "kunming ai centre": "昆明",
    "policy package": "降准|降息|政策组合|一揽子|组合拳|政策利率|存款准备金率|逆回购|房贷利率|支持资本市场",
    "advanced voice": "语音",
    "video call": "视频通话",
    "image generation": "图像生成|原生图像|生图|文生图|图片生成",
    "computer use": "computer|操作电脑",
    "text-to-image": "文生图",
}
LATIN: Mapping[str, str] = {  # one spelling of families that are written in both
    "混元": "hunyuan",
    "可灵": "kling",
    "文心大模型": "ernie",
    "通义千问": "qwen",
    "千问": "qwen",
    "豆包大模型": "doubao",
    "通义万相": "wanx",
    "万相": "wanx",
    "即梦": "jimeng",
    "wanxwanx": "wanx",
}
FOREIGN = (
    "OpenAI", "Google", "Google DeepMind", "Anthropic", "Meta", "xAI", "Runway", "Pika", "Luma", "Midjourney", "Suno",
    "Mistral AI", "Stability AI", "Adobe",
)  # fmt: skip
_SPLIT = re.compile(r"\s*(?:;| / )\s*")
_NOT_WORD = re.compile(r"[^a-z0-9一-鿿.|]+")
_LISTED = re.compile("[、，,；;/]")
GENERIC = 3  # letters: a key this short is found everywhere


def announced(claim: Claim, held: Held, window: Window) -> Checked:
    """Confirmed on its day, contradicted on another when the very announcement is held, else undecidable."""
    text = _plain(claim.words.get("text", ""))
    vendors = set(claim.words.get("vendors", "").split(" | ")) - {""}
    linked = held.inputs.events.vendors
    vendors |= {name for one in claim.words.get("ids", "").split() for name in linked.get(one, ())}
    vendors |= {one.vendor for one in held.inputs.products if one.id == claim.subject.id and one.vendor}
    matches = [(size, one) for one in held.inputs.events.events for size in [_match(one, text, vendors)] if size]
    if not matches:
        return unknown(claim, "no_event", name=claim.subject.name)
    most = max(size for size, _ in matches)
    found = [
        _dated(claim, one, window, exact=size >= most) for size, one in matches if size >= most or _inside(one, window)
    ]
    return best(found)


def _dated(claim: Claim, event: Event, window: Window, *, exact: bool) -> Checked:
    facts = {"date": str(event.date), "vendor": event.vendor, "product": event.product, "basis": str(event.date_basis)}
    query = f"events {event.vendor} {event.product}"
    holds: bool | None = _inside(event, window)
    if not holds:
        holds = None if not exact or _a_day_off(event, window) or _bare(event) else False
    return verdict(claim, holds, found=f"{event.date} {event.vendor} {event.product}", why="event", facts=facts,
                   query=query, source="events")  # fmt: skip


def _inside(event: Event, window: Window) -> bool:
    return window.first <= event.date <= window.last


def _a_day_off(event: Event, window: Window) -> bool:
    """A day that the time zone may explain: an evening in the US is a day later in China."""
    abroad = any(vendor in FOREIGN for vendor in event.vendors)
    if not abroad or event.date_basis is DateBasis.WEEK:
        return False
    off = dt.timedelta(days=1)
    if event.date_basis is DateBasis.PUBLICATION:
        return window.first <= event.date + off <= window.last
    return window.first <= event.date - off <= window.last


def _bare(event: Event) -> bool:
    """An announcement that is named by its product alone (可灵, Kimi) may be another one of the same product."""
    return len(list(_keys(event))) == 1 and not re.search(r"[\d\-; ]", event.product) and event.category not in (
        "contract", "policy",
    )  # fmt: skip


def _match(event: Event, text: str, vendors: set[str]) -> int:
    """How much of an announcement's name stands in the text; 0 where it is not this one."""
    sizes = [len(key) for key in _keys(event) if _stands(key, text)]
    if event.category in ("contract", "policy") and not sizes:
        return 0
    if not sizes:
        return 0
    mine = bool(vendors & set(event.vendors)) or any(_plain(name) in text for name in _names(event))
    return max(sizes) if mine or max(sizes) > GENERIC + 2 else 0


def _names(event: Event) -> Iterator[str]:
    for vendor in event.vendors:
        yield vendor
        yield from VENDOR_NAMES.get(vendor, ())


def _keys(event: Event) -> Iterator[str]:
    """The names of its products, each in plain letters; with its Chinese where the library has English."""
    for part in _SPLIT.split(event.product):
        name = part.lower()
        swapped = next((key for key in CHINESE if key in name), "")
        if swapped:
            head = _plain(name.replace(swapped, ""))
            yield from (f"{head}&{word}" if head else word for word in CHINESE[swapped].split("|"))
            continue
        yield from _forms(name)


def _forms(name: str) -> Iterator[str]:
    plain = _plain(name)
    yield plain
    if "(" in name:
        yield _plain(re.sub(r"\(.*?\)", "", name))  # Claude 3.5 Sonnet (new)
    if name.endswith("-preview"):
        yield _plain(name.removesuffix("-preview"))
    words = [one for one in re.split(r"[\s]+", name) if one]
    if len(words) > 1 and any("一" <= letter <= "鿿" for letter in name):
        yield from (
            plain_word
            for word in words
            if len(plain_word := _plain(word)) > 1 and plain_word not in ("ai", "video", "api")
        )
    if size := re.search(r"-\d+b(?:-|$)", name):
        yield _plain(name[: size.start()])


def _stands(key: str, text: str) -> bool:
    """Whether a key stands in a plain text, not as a part of a longer name: gpt4 is not in gpt4o."""
    parts = key.split("&")
    return all(_whole(part, text) for part in parts)


def _whole(part: str, text: str) -> bool:
    at = text.find(part)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(part) : at + len(part) + 1]
        latin = part[-1].isascii() and after.isascii() and after.isalnum()
        if not latin and not (part[0].isascii() and before.isascii() and before.isalnum()):
            return True
        at = text.find(part, at + 1)
    return False


def _plain(text: str) -> str:
    plain = _NOT_WORD.sub("", _LISTED.sub("|", folded(text)))
    for chinese, latin in LATIN.items():
        plain = plain.replace(chinese, latin)
    return plain

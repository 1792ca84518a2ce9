"""Whom a predication is of: those it names, in the group they stand in; else whoever was spoken of before."""

from __future__ import annotations

from models.claims.context import GROUPS, State
from models.claims.lexing import Sort, Token
from models.claims.names import Names
from models.claims.numbers import chinese
from models.claims.predications import COUNTS, PLACED, Part
from models.claims.values import Subject
from models.claims.words import Tag

IS = ("是", "为", "系")
ABROAD = {
    "海外": ("US",), "北美": ("US",), "美国": ("US",), "国内": ("CN", "HK"), "国产": ("CN", "HK"),
    "内地": ("CN",), "香港": ("HK",),
}  # fmt: skip


def named(part: Part, state: State, world: Names) -> None:
    """Scope out of groups that stand before a share; whoever was named before where nobody is named now."""
    if (word := part.word(Tag.EXCEPT)) is not None:
        _left_out(part, word, state)
    part.names = _settled(part, state, world)
    if part.kind == "lead" and part.names and _is_said_of_before(part, state):
        part.names, part.follows = list(state.who), True
    counted = _counted_before(part, state)
    if counted:
        part.names, part.follows = counted, True
    if not part.names:
        part.follows = True
        if part.has(Tag.FORMER) and state.pair:
            part.names = state.pair[:1]
        elif part.has(Tag.LATTER) and len(state.pair) > 1:
            part.names = state.pair[-1:]
        elif not part.lead and (not part.objects or part.kind == "beat" or _only_groups(part)):
            part.names = _meant(part, state)


def _is_said_of_before(part: Part, state: State) -> bool:
    """是硬件板块涨幅最小的个股: the group is where it stands, and who it is was named before."""
    if not all(one.names[0].kind in GROUPS for one in part.names):
        return False
    is_ = any(one.end <= part.names[0].start and one.said in (*IS, *PLACED) for one in part.words)
    return is_ and bool(state.who) and state.who[-1].names[0].kind not in GROUPS


def _only_groups(part: Part) -> bool:
    if any(one.does(Tag.BE) and (one.value == "turn" or one.said in IS) for one in part.words):
        return False  # 最差的是云计算
    return part.kind == "lead" and all(one.names[0].kind in GROUPS for one in part.objects)


def _counted_before(part: Part, state: State) -> list[Token]:
    """光模块三家公司: of a group nobody knows as many as were just named."""
    word = part.word(Tag.GROUP)
    count = COUNTS.get(word.said, 0) if word else 0
    unknown = bool(part.names) and all(one.names[0].kind == "unknown" for one in part.names)
    return state.seen[-count:] if unknown and 0 < count <= len(state.seen) else []


def _meant(part: Part, state: State) -> list[Token]:
    """Whoever was named before: 三者 and 均 are more than the last one."""
    word, seen = part.word(Tag.GROUP), state.seen
    if part.has(Tag.EACH) and seen[state.before :]:
        seen = seen[state.before :]
    count = COUNTS.get(word.said, 0) if word else 0
    if count and len(state.met) == count > len(seen):
        return list(state.met)
    if count and len(seen) >= count:
        return seen[-count:]
    if part.has(Tag.RESPECT) and len(part.numbers) == len(seen) > len(state.who):
        return list(seen)
    if part.has(Tag.PRICE) and state.topic and state.who and state.who[-1].names[0].kind == "unknown":
        return list(state.topic)
    if (
        part.has(Tag.EACH)
        and len(seen) > len(state.who)
        and part.kind in ("move", "beat")
        and all(one.names[0].kind not in GROUPS for one in state.who)
    ):
        return list(seen)
    return list(state.who)


def _left_out(part: Part, word: Token, state: State) -> None:
    """除A、B外: they are no subject of what follows."""
    ends = part.word(Tag.OUTSIDE)
    last = ends.start if ends is not None else max((one.end for one in part.names), default=word.end)
    out = [one for one in part.names if word.end <= one.start < last]
    state.excepted += [subject.id for one in out for subject in one.names if subject.kind == "instrument"]
    part.names = [one for one in part.names if one not in out]


def _settled(part: Part, state: State, world: Names) -> list[Token]:
    kept: list[Token] = []
    for one in part.names:
        if kept and one.names[0].id == kept[-1].names[0].id:
            continue
        if kept and one.names[0].id == "own" and not _joined(part, kept[-1], one) and not part.has(Tag.AGAINST):
            continue  # 国产算力跟随大盘上涨
        chosen = _narrowed(part, one, world)
        apart = kept and not _joined(part, kept[-1], one)
        if apart and kept[-1].names[0].kind == "unknown":
            kept.pop()  # 光模块龙头中际旭创
        elif apart and kept[-1].names[0].kind in GROUPS and not part.has(Tag.AGAINST):
            chosen = _within(kept.pop(), chosen, state, world)
        kept.append(chosen)
    behind = len(kept) > 1 and kept[-1].names[0].kind in GROUPS and kept[0].names[0].kind not in GROUPS
    if behind and not _joined(part, kept[-2], kept[-1]):
        state.scope = kept.pop().names[0]
    for one in kept:
        if one.names[0].kind in GROUPS and one.names[0].id != "own" and not part.follows:
            state.scope = one.names[0]
    return kept


def _joined(part: Part, before: Token, after: Token) -> bool:
    """Whether 、 or 和 stands between two names."""
    return any(word.does(Tag.AND) and before.end <= word.start < after.start for word in part.words)


def _narrowed(part: Part, one: Token, world: Names) -> Token:
    """海外云厂商: those of the list that are listed there."""
    group = one.names[0]
    word = next((word for word in part.words if word.end == one.start and word.said in ABROAD), None)
    if (
        group.kind == "market"
        and group.members
        and any(word.does(Tag.GROUP) and word.start == one.end for word in part.words)
    ):
        cut = Subject(kind="list", id=f"{group.id}:all", name=group.name, members=group.members)
        return Token(sort=Sort.NAME, start=one.start, end=one.end, said=one.said, names=(cut,))
    if group.kind == "list" and (size := _so_many_great(part, one)):
        return _of_one_market(one, size, world)
    if word is None or group.kind not in ("list", "sector"):
        return one
    instruments, markets = world.universe.instruments, ABROAD[word.said]
    members = tuple(name for name in group.members if str(instruments[name].market) in markets)
    if not members:
        return one
    cut = Subject(kind="list", id=f"{word.said}:{group.id}", name=word.said + group.name, members=members)
    return Token(sort=Sort.NAME, start=one.start, end=one.end, said=one.said, names=(cut,))


def _so_many_great(part: Part, one: Token) -> int:
    """四大云厂: how many of a list are meant."""
    if any(name.names[0].kind == "market" for name in part.names):
        return 0  # 美股三大云厂商
    before = next((text.said for text in (*part.lead, *part.gap) if text.end == one.start), "")
    return int(chinese(before[-2]) or 0) if len(before) > 1 and before[-1] == "大" else 0


def _of_one_market(one: Token, size: int, world: Names) -> Token:
    """Those of the only market where as many of the list are listed."""
    group = one.names[0]
    by_market: dict[str, list[str]] = {}
    for name in group.members:
        by_market.setdefault(str(world.universe.instruments[name].market), []).append(name)
    fitting = [tuple(held) for held in by_market.values() if len(held) == size]
    if len(fitting) != 1 or size == len(group.members):
        return one
    cut = Subject(kind="list", id="+".join(fitting[0]), name=group.name, members=fitting[0])
    return Token(sort=Sort.NAME, start=one.start, end=one.end, said=one.said, names=(cut,))


def _within(before: Token, one: Token, state: State, world: Names) -> Token:
    """A股云厂商 are those of the list that trade there; a share after its sector stays itself."""
    outer, inner = before.names[0], one.names[0]
    if inner.id == "all" and outer.kind != "market":
        return before
    if inner.kind in GROUPS and outer.members and inner.members:
        members = tuple(name for name in inner.members if name in outer.members)
        if inner.id == "indices":
            members = tuple(name for name in inner.members if str(world.universe.instruments[name].market) == outer.id)
        if members:
            cut = Subject(kind="list", id=f"{outer.id}:{inner.id}", name=outer.name + inner.name, members=members)
            return Token(sort=Sort.NAME, start=one.start, end=one.end, said=one.said, names=(cut,))
        return one
    state.scope = outer
    return one

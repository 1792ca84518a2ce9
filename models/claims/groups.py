"""Checks of what is said of many: 普涨, 涨跌互现, 10只上涨, means, and who leads whom."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from models.claims.held import LEAST_FEATURED, Held
from models.claims.judging import best, sourced, told, unknown, verdict
from models.claims.names import ALL, INDICES
from models.claims.prices import level
from models.claims.values import Bound, Checked, Claim, Subject
from models.claims.weighing import meets, percent
from models.review.values import Window

MARKETS = ("CN", "HK", "US")
UNCLEAR = None


def _groups(claim: Claim, held: Held) -> list[tuple[str, ...]]:
    """The lists a group may mean; where the text counts it only those of that size."""
    found = held.groups(claim.subject)
    if "only" in claim.words:
        found = [names for names in found if set(claim.words["only"].split()) <= set(names)]
        listed = tuple(claim.words.get("listed", "").split())
        if claim.subject.kind != "sector" and len(listed) > max(2, len(claim.words["only"].split())):
            found.append(listed)  # of those the sentence names
    total = claim.words.get("total") or _tallied(claim)
    if total:
        return [names for names in found if len(names) == int(total)]
    return found


def _tallied(claim: Claim) -> str:
    if "up" in claim.words and "down" in claim.words and "least" not in claim.words:
        return str(int(claim.words["up"]) + int(claim.words["down"]))
    return ""


def broad(claim: Claim, held: Held, window: Window) -> Checked:
    """普涨, 全线上涨, 涨跌互现 of a group without those that are left out."""
    if claim.subject.kind == "market" and claim.subject.id in MARKETS:
        return _broad_market(claim, held, window)
    found = []
    out = set(claim.words.get("except", "").split())
    for names in _groups(claim, held):
        changes = held.changes([name for name in names if name not in out], window)
        if changes:
            found.append(_broad(claim, held, window, changes, len([one for one in names if one not in out])))
    if len({one.state for one in found}) > 1 and claim.subject.id == ALL:
        return unknown(claim, "which", count=" / ".join(one.facts["all"] for one in found))
    if found:
        return best(found)
    if claim.words.get("total"):
        return unknown(claim, "which", count=claim.words["total"])
    return unknown(claim, "not_held", name=claim.subject.name, window=told(window))


def _broad(claim: Claim, held: Held, window: Window, changes: Mapping[str, float], asked: int) -> Checked:
    up, down = sum(one > 0 for one in changes.values()), sum(one < 0 for one in changes.values())
    holds = _holds(claim.words["broad"], up, down, len(changes), held.settings.broad)
    if holds and (len(changes) < asked and claim.words["broad"].startswith("all")):
        holds = UNCLEAR
    if claim.subject.id.endswith(INDICES) and holds is (claim.words["broad"] != "mixed"):
        holds = UNCLEAR  # of three we hold two
    named = claim.words.get("named", "").split()
    if holds and claim.sign and any((held.change(name, window) or 0) * claim.sign > 0 for name in named):
        holds = False
    facts = {
        "window": told(window), "up": str(up), "down": str(down), "all": str(len(changes)),
        "share": f"{held.settings.broad:.0%}", "others": _others(held, changes, claim.sign),
    }  # fmt: skip
    made = verdict(claim, holds, value=float(up), found=f"{up}↑ {down}↓ / {len(changes)}", why="breadth", facts=facts)
    rows = [held.row(name, window) for name in changes]
    return sourced(made, rows, f"breadth {claim.subject.id} {told(window)}")


def _holds(which: str, up: int, down: int, count: int, share: float) -> bool | None:
    how, _, way = which.partition(" ")
    mine, other = (up, down) if way == "up" else (down, up)
    match how:
        case "all":
            return mine == count
        case "broad":
            return mine >= share * count - 1e-9
        case "more":
            return mine > other
        case "mixed":
            return up > 0 and down > 0
    return True if up > 0 and down > 0 else None  # 分化 may also be of how much


def _others(held: Held, changes: Mapping[str, float], sign: int) -> str:
    """Those that went the other way."""
    return "、".join(
        f"{held.instruments[name].name('zh')}{percent(change)}" for name, change in changes.items() if change * sign < 0
    ) or "--"  # fmt: skip


def _broad_market(claim: Claim, held: Held, window: Window) -> Checked:
    """A whole market is not held: its indices and the shares that are followed must agree."""
    marks = held.changes(held.market_marks(claim.subject), window)
    members = held.changes(claim.subject.members, window)
    if not marks or not members:
        return unknown(claim, "not_held", name=claim.subject.name, window=told(window))
    share = held.settings.broad
    both = [
        _holds(claim.words["broad"], sum(one > 0 for one in some), sum(one < 0 for one in some), len(some), share)
        for some in (list(marks.values()), list(members.values()))
    ]
    up, down = sum(one > 0 for one in members.values()), sum(one < 0 for one in members.values())
    facts = {
        "window": told(window), "up": str(up), "down": str(down), "all": str(len(members)), "share": f"{share:.0%}",
        "others": _others(held, members, claim.sign),
    }  # fmt: skip
    holds = both[0] if both[0] == both[1] else UNCLEAR
    if claim.words["broad"].startswith("mixed"):
        holds = both[1]
    made = verdict(claim, holds, value=float(up), found=f"{up}↑ {down}↓ / {len(members)}", why="breadth", facts=facts)
    rows = [held.row(name, window) for name in members]
    return sourced(made, rows, f"breadth {claim.subject.id} {told(window)}")


def spread(claim: Claim, held: Held, window: Window) -> Checked:
    """How many rose and fell; or who alone did."""
    found = []
    for names in _groups(claim, held):
        changes = held.changes(names, window)
        if len(changes) == len(names):
            how = _only if "only" in claim.words else _beaten if "beat" in claim.words else _count
            how = _share if "share" in claim.words else how
            found.append(how(claim, held, window, changes))
    if found:
        return best(found)
    total = claim.words.get("total") or _tallied(claim)
    if total:
        return unknown(claim, "which", count=total)
    return unknown(claim, "not_held", name=claim.subject.name, window=told(window))


def _share(claim: Claim, held: Held, window: Window, changes: Mapping[str, float]) -> Checked:
    """How much of a group rose or fell, percent."""
    moved = sum(one * claim.sign > 0 for one in changes.values())
    if "beat" in claim.words:
        moved = _ahead(claim, held, window, changes)
    part = moved / len(changes) * 100
    up, down = sum(one > 0 for one in changes.values()), sum(one < 0 for one in changes.values())
    facts = {
        "window": told(window), "up": str(up), "down": str(down), "all": str(len(changes)), "share": f"{part:.0f}%",
        "others": _others(held, changes, claim.sign),
    }  # fmt: skip
    rough = claim.bound is Bound.ABOUT or "near" in claim.words  # 近九成: of a count
    holds = meets(part, claim) or (rough and abs(part - (claim.value or 0)) <= 5)
    made = verdict(claim, holds, value=part, found=f"{part:.0f}%", why="spread", facts=facts)
    return sourced(made, [held.row(name, window) for name in changes], f"breadth {claim.subject.id} {told(window)}")


def _count(claim: Claim, held: Held, window: Window, changes: Mapping[str, float]) -> Checked:
    limit = float(claim.words.get("over", "0"))
    up = sum(one > max(limit, 0.0) for one in changes.values())
    down = sum(one < min(limit, 0.0) for one in changes.values())
    holds = True
    for key, count in (("up", up), ("down", down)):
        if key in claim.words:
            said = int(claim.words[key])
            holds = holds and (count >= said if "least" in claim.words else count == said)
    facts = {
        "window": told(window), "up": str(up), "down": str(down), "all": str(len(changes)),
        "share": "--", "others": _others(held, changes, 1),
    }  # fmt: skip
    made = verdict(claim, holds, value=float(up), found=f"{up}↑ {down}↓ / {len(changes)}", why="spread", facts=facts)
    return sourced(made, [held.row(name, window) for name in changes], f"breadth {claim.subject.id} {told(window)}")


def _beaten(claim: Claim, held: Held, window: Window, changes: Mapping[str, float]) -> Checked:
    """How many did better (worse) than the benchmarks of their markets."""
    count = _ahead(claim, held, window, changes)
    facts = {
        "window": told(window), "up": str(count), "down": str(len(changes) - count), "all": str(len(changes)),
        "share": "--", "others": "--",
    }  # fmt: skip
    holds = count == int(claim.words["beat"])
    made = verdict(claim, holds, value=float(count), found=f"{count} / {len(changes)}", why="spread", facts=facts)
    return sourced(made, [held.row(name, window) for name in changes], f"excess {claim.subject.id} {told(window)}")


def _ahead(claim: Claim, held: Held, window: Window, changes: Mapping[str, float]) -> int:
    """How many did better (worse) than their markets."""
    count = 0
    for name, change in changes.items():
        mark = held.universe.benchmarks.get(held.instruments[name].market)
        against = held.change(mark, window) if mark else None
        meant = claim.words.get("against", mark) == mark
        count += against is not None and meant and (change - against) * claim.sign > 0
    return count


def _only(claim: Claim, held: Held, window: Window, changes: Mapping[str, float]) -> Checked:
    only = set(claim.words["only"].split())
    moved = {name for name, change in changes.items() if change * claim.sign > 0}
    named = {name: held.change(name, window) for name in only}
    holds = (
        moved == only
        if only <= set(changes)
        else moved == set() and all((one or 0) * claim.sign > 0 for one in named.values())
    )
    shown = "、".join(f"{held.instruments[name].name('zh')}{percent(changes[name])}" for name in moved) or "--"
    facts = {
        "window": told(window), "up": str(sum(one > 0 for one in changes.values())),
        "down": str(sum(one < 0 for one in changes.values())), "all": str(len(changes)), "share": "--", "others": shown,
    }  # fmt: skip
    made = verdict(claim, holds, value=float(len(moved)), found=shown, why="spread", facts=facts)
    return sourced(made, [held.row(name, window) for name in changes], f"breadth {claim.subject.id} {told(window)}")


# percentages of groups


def group_return(claim: Claim, held: Held, window: Window) -> Checked:
    """A percentage of a group: of each, its mean or median; without a word any that may be meant."""
    of = claim.words.get("of", "any")
    found = []
    for names in _groups(claim, held) or held.groups(claim.subject):
        changes = held.changes(names, window)
        if not changes:
            continue
        made = (
            _each(claim, held, window, changes) if of == "each" else _middle(claim, window, list(changes.values()), of)
        )
        rows = [held.row(name, window) for name in changes]
        found.append(sourced(made, rows, f"{of} {claim.subject.id} {told(window)}"))
    return best(found) if found else unknown(claim, "not_held", name=claim.subject.name, window=told(window))


def _each(claim: Claim, held: Held, window: Window, changes: Mapping[str, float]) -> Checked:
    failing = {name: one for name, one in changes.items() if not meets(one, claim)}
    low, high = min(changes.values()), max(changes.values())
    facts = {"window": told(window), "others": "、".join(
        f"{held.instruments[name].name('zh')}{percent(one)}" for name, one in failing.items()) or "--"}  # fmt: skip
    return verdict(claim, not failing, found=f"{percent(low)} … {percent(high)}", why="each", facts=facts)


def _middle(claim: Claim, window: Window, changes: Sequence[float], of: str) -> Checked:
    mean, median = statistics.fmean(changes), statistics.median(changes)
    low, high = min(changes), max(changes)
    facts = {"window": told(window), "mean": percent(mean), "median": percent(median)}
    if of == "any":
        holds: bool | None = meets(mean, claim) or meets(median, claim)
        inside = claim.value is not None and low - 0.005 <= claim.value <= high + 0.005
        holds = holds or (UNCLEAR if inside else False)
        return verdict(claim, holds, value=mean, found=percent(mean), why="mean", facts=facts)
    value = mean if of == "mean" else median
    return verdict(claim, meets(value, claim), value=value, found=percent(value), why="mean", facts=facts)


# places


def led(claim: Claim, held: Held, window: Window) -> Checked:
    """领涨, 涨幅第二, 涨幅居前: inside the group the text names, else among those it names, or the sector."""
    if claim.words.get("groups"):
        return _group_led(claim, held, window)
    own = held.change(claim.subject.id, window)
    row = held.row(claim.subject.id, window)
    if own is None:
        return unknown(
            claim, "not_followed" if row is None else "not_held", name=claim.subject.name, window=told(window)
        )
    found = []
    rivals, total = _rivals(claim, held), int(claim.words.get("total", "0"))
    for names in [one for one in rivals if len({*one, claim.subject.id}) == total] or rivals:
        changes = held.changes((*names, claim.subject.id), window)
        if len(changes) > 1 or len(names) == 1:
            found.append(_placed(claim, held, window, changes))
    return best(found) if found else unknown(claim, "which", count="--")


def _rivals(claim: Claim, held: Held) -> list[tuple[str, ...]]:
    if claim.words.get("group"):
        group = Subject(kind="list", id=claim.words["group"], name="", members=claim.subject.members)
        if group.id in MARKETS:
            return [group.members]
        listed = tuple(claim.words.get("listed", "").split())
        few = [listed] if len(listed) >= LEAST_FEATURED and set(listed) <= set(group.members) else []
        return [*(held.groups(group)[:1] if claim.words.get("wide") else held.groups(group)), *few]
    peers = tuple(claim.words.get("peers", "").split())
    found = [peers] if len(set(peers)) > int(claim.words.get("top", "1")) else []
    if claim.words.get("vague"):
        return found
    sector = held.sector_of(claim.subject.id)
    wide = claim.words.get("wide")
    if sector is not None:
        lists = held.groups(sector)[:1] if wide else held.groups(sector)
        found += [names for names in lists if len(names) >= LEAST_FEATURED]
    if wide:
        return [*found, tuple(one.id for one in held.universe.members())]
    everyone = tuple(dict.fromkeys(name for names in held.featured().values() for name in names))
    return [*found, everyone, tuple(one.id for one in held.universe.members())]


def _placed(claim: Claim, held: Held, window: Window, changes: Mapping[str, float]) -> Checked:
    own = changes[claim.subject.id]
    ahead = {name: one for name, one in changes.items() if (one - own) * claim.sign > 1e-9}
    place = len(ahead) + 1
    if "front" in claim.words:
        holds = place <= max(int(claim.words["top"]), (len(changes) + 2) // 3)
    elif "top" in claim.words:
        holds = place <= int(claim.words["top"])
    else:
        holds = place == int(claim.words.get("place", "1"))
    if claim.words.get("moving"):
        holds = holds and own * claim.sign > 0
    first = max(changes, key=lambda name: changes[name] * claim.sign)
    facts = {
        "window": told(window), "place": str(place), "all": str(len(changes)),
        "first": held.instruments[first].name("zh"), "best": percent(changes[first]),
    }  # fmt: skip
    made = verdict(claim, holds, value=own, found=f"{percent(own)}, {place}/{len(changes)}", why="lead", facts=facts)
    return sourced(made, [held.row(name, window) for name in changes], f"rank {claim.subject.id} {told(window)}")


def _group_led(claim: Claim, held: Held, window: Window) -> Checked:
    """A sector among the sectors, a market among the markets."""
    if claim.subject.kind == "market":
        others = [Subject(kind="market", id=name, name=name) for name in MARKETS]
    else:
        others = [
            Subject(kind="sector", id=one.id, name=one.name_zh, members=one.members) for one in held.universe.sectors
        ]
    if claim.subject.id not in [one.id for one in others]:
        return unknown(claim, "which", count="--")
    levels = {one.id: [value for _, value in level(held, one, window)] for one in others}
    levels = {name: values for name, values in levels.items() if values}
    if claim.subject.id not in levels:
        return unknown(claim, "not_held", name=claim.subject.name, window=told(window))
    found = []
    for way in range(max(len(values) for values in levels.values())):
        taken = {name: values[min(way, len(values) - 1)] for name, values in levels.items()}
        own = taken[claim.subject.id]
        place = 1 + sum((one - own) * claim.sign > 1e-9 for one in taken.values())
        wanted = int(claim.words.get("place", "1"))
        holds = place <= int(claim.words["top"]) if "top" in claim.words else place == wanted
        first = max(taken, key=lambda name: taken[name] * claim.sign)
        facts = {"window": told(window), "place": str(place), "all": str(len(taken)), "first": first,
                 "best": percent(taken[first])}  # fmt: skip
        found.append(verdict(claim, holds, value=own, found=f"{percent(own)}, {place}/{len(taken)}", why="lead",
                             facts=facts, query=f"rank {claim.subject.id} {told(window)}"))  # fmt: skip
    return best(found)

"""Claims that were read and checked beside the ones a text is known to have. See texts/README.md."""

import re

NUMBERS = re.compile(r"\d+(?:\.\d+)?")


def misses(expected, found):
    """What does not fit, in words: a claim that was not read, one with another verdict, one that is a false alarm."""
    left, told = list(found), []
    for want in sorted(expected, key=lambda one: one.get("optional", False)):
        told += _one(want, left, found)
    groups = [one for one in left if any(_of_group(want, one) for want in expected)]
    left = [one for one in left if one not in groups]
    told += [f"false alarm: {_said(one)}" for one in left if str(one.state) == "contradicted"]
    if not expected:
        told += [f"read where nothing is: {_said(one)}" for one in left if str(one.state) == "confirmed"]
    return told


def _one(want, left, found):
    fitting = [one for one in left if _fits(want, one)]
    if fitting:
        one = max(fitting, key=lambda one: (_near(want, one), str(one.state) in _states(want)))
        left.remove(one)
        return [] if str(one.state) in _states(want) else [f"{_wanted(want)} is {one.state}: {_said(one)}"]
    if groups := [one for one in found if _of_group(want, one)]:
        return (
            [] if any(_agrees(want, one) for one in groups) else [f"{_wanted(want)} is otherwise: {_said(groups[0])}"]
        )
    alike = {want["kind"], want.get("or_kind"), "direction"}
    parts = [one for one in left if one.claim.subject.id in want.get("members", ()) and str(one.claim.kind) in alike]
    if want.get("members") and {one.claim.subject.id for one in parts} >= set(want["members"]):
        return _of_members(want, parts, left)
    return [] if want.get("optional") else [f"not read: {_wanted(want)}"]


def _of_group(want, one):
    """A claim about several that was read as one: "三者均跑输恒指"."""
    kinds = {want["kind"], want.get("or_kind")}
    held = one.claim.subject
    return want["subject"] in (*held.members, *held.id.split("+")) and str(one.claim.kind) in kinds


def _agrees(want, one):
    """A group is contradicted when one of its members is."""
    return str(one.state) in _states(want) or (str(one.state) == "contradicted" and want["state"] == "confirmed")


def _of_members(want, parts, left):
    """A claim about a group that was read as one about each of its members: wrong when one of them is."""
    firsts = [next(one for one in parts if one.claim.subject.id == name) for name in want["members"]]
    for one in firsts:
        left.remove(one)
    states = {str(one.state) for one in firsts}
    made = next((state for state in ("contradicted", "undecidable") if state in states), "confirmed")
    return [] if made in _states(want) else [f"{_wanted(want)} is {made} by its members"]


def _states(want):
    return {want["state"], want.get("or_state")}


def _fits(want, one):
    names = {want["subject"], *want.get("also", ())}
    held = one.claim.subject
    subject = (
        held.id in names or held.name in names or ("members" in want and set(held.members) == set(want["members"]))
    )
    kind = str(one.claim.kind) in {want["kind"], want.get("or_kind")}
    numbers = NUMBERS.findall(_narrow(want["said"]))
    return subject and kind and (not numbers or want["kind"] == "event" or numbers[0] in _narrow(one.claim.said))


def _near(want, one):
    """How much of the words is the same."""
    return want["said"] in one.claim.said or one.claim.said in want["said"]


def _narrow(text):
    return text.translate(str.maketrans("０１２３４５６７８９．，", "0123456789.,"))


def _wanted(want):
    return f"{want['subject']} {want['kind']} {want['said']} ({want['state']})"


def _said(one):
    held = one.claim
    return f"{held.subject.id} {held.kind} {held.said!r} {one.state} found={one.found} {one.query} why={one.why}"

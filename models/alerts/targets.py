"""Whom an alert watches: the members of a list now, not when the alert was made; and how the target is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.alerts.values import Alert, Scope
from models.lists.values import Lists, NamedList


def section_target(list_id: str, section_id: str) -> str:
    """The target of an alert on a section."""
    return f"{list_id}/{section_id}"


def members_of(lists: Lists) -> Callable[[Alert], Iterable[str]]:
    """Membership as the watch asks for it. A target that is gone has no members."""
    held = {one.id: one for one in lists.lists}

    def members(alert: Alert) -> Iterable[str]:
        if alert.scope is Scope.ROW:
            return (alert.target,)
        list_id, _, section_id = alert.target.partition("/")
        one = held.get(list_id)
        if one is None:
            return ()
        if alert.scope is Scope.LIST:
            return one.members
        return next((section.members for section in one.sections if section.id == section_id), ())

    return members


def name_of(scope: Scope, target: str, lists: Lists, gone: str, lang: str) -> str:
    """How a target is called. gone: what to say of a list that is no more, with the slot {target}."""
    if scope is Scope.ROW:
        from models.alerts.words import called  # whom an alert watches is asked before the first paint; this is not

        return called(target, lists.known, lang)
    list_id, _, section_id = target.partition("/")
    one = lists.named(list_id)
    name = "" if one is None else one.name(lang) if scope is Scope.LIST else _section_name(one, section_id, lang)
    return name or gone.format(target=target)


def _section_name(one: NamedList, section_id: str, lang: str) -> str:
    for section in one.sections:
        if section.id == section_id:
            return f"{one.name(lang)} · {section.name(lang)}" if section.name(lang) else one.name(lang)
    return ""

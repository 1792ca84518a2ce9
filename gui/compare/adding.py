"""What can be added to a comparison: found by search, sectors and sections as baskets, indices, visits, two as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from gui.look.menus import empty
from gui.parts import Parts
from models.compare.baskets import baskets_of, sector_baskets
from models.compare.paper import member_name
from models.compare.values import Against, Basket, Member, Pair, Plain, Single, Weighting
from models.compare.visits import visits_member
from models.instruments import Kind
from models.traffic.published import Traffic

Add = Callable[[Member], None]


class Adding:
    """Fills the menu each time it is opened. ``members``: who is compared now."""

    def __init__(
        self, parts: Parts, traffic: Traffic, members: Callable[[], Sequence[Member]], add: Add,
        search: Callable[[], None],
    ) -> None:  # fmt: skip
        self._parts, self._traffic, self._members, self._add, self._search = parts, traffic, members, add, search

    def fill(self, menu: QMenu) -> None:
        """The whole menu."""
        texts = self._parts.texts
        empty(menu)
        menu.addAction(texts["duel.search"], self._search)
        menu.addSeparator()
        self._submenu(menu, "sectors", sector_baskets(self._parts.universe))
        self._submenu(menu, "sectors_cap", sector_baskets(self._parts.universe, Weighting.CAP))
        self._submenu(menu, "sections", self._sections())
        self._submenu(menu, "indices", self._indices())
        self._visits(menu)
        menu.addSeparator()
        for against in Against:
            self._pairs(menu.addMenu(texts[f"duel.{against}"]), against)

    def sections(self, ids: Iterable[str]) -> tuple[Basket, ...]:
        """Sections of the user's lists as baskets, by the ids the list's headings have."""
        wanted = set(ids)
        return tuple(basket for basket in self._sections() if basket.id.rpartition("/")[2] in wanted)

    def _submenu(self, menu: QMenu, name: str, members: Iterable[Member]) -> None:
        members = tuple(members)
        if members:
            self._list(menu.addMenu(self._parts.texts[f"duel.{name}"]), members, self._add)

    def _list(self, menu: QMenu, members: Iterable[Member], does: Callable[[Member], None]) -> None:
        there, members = {one.key for one in self._members()}, tuple(members)
        names = [member_name(one, self._parts.texts, self._parts.lang) for one in members]
        for one, name in zip(members, names, strict=True):
            title = f"{name} · {self._of_whom(one)}" if names.count(name) > 1 else name
            action = menu.addAction(title, partial(does, one))
            action.setEnabled(does is not self._add or one.key not in there)

    def _of_whom(self, one: Member) -> str:
        """What tells sectors of one name apart: "NVIDIA +6"."""
        if not isinstance(one, Basket):
            return one.key
        return f"{one.members[0].name(self._parts.lang)} +{len(one.members) - 1}"

    def _sections(self) -> tuple[Basket, ...]:
        lists = self._parts.lists.lists
        made = [baskets_of(one.sections, lists.known, within=one.id) for one in lists.lists]
        return tuple(basket for baskets in made for basket in baskets)

    def _indices(self) -> tuple[Single, ...]:
        held = {one.id: one for one in (*self._parts.universe.strip, *self._parts.universe.instruments.values())}
        return tuple(Single(instrument=one) for one in held.values() if one.kind is not Kind.STOCK)

    def _visits(self, menu: QMenu) -> None:
        """A product and publisher each: publishers do not measure alike."""
        whole = menu.addMenu(self._parts.texts["duel.visits"])
        for product in self._traffic.products:
            members = [visits_member(product.name, publisher) for publisher in product.publishers]
            self._list(whole, members, self._add)

    def _pairs(self, menu: QMenu, against: Against) -> None:
        """One, then the other: a menu in a menu, which is filled when it is opened."""
        plain = [one for one in self._members() if not isinstance(one, Pair)]
        menu.setEnabled(len(plain) > 1)
        for one in plain:
            others = menu.addMenu(member_name(one, self._parts.texts, self._parts.lang))
            others.aboutToShow.connect(partial(self._fill_others, others, against, one, plain))

    def _fill_others(self, menu: QMenu, against: Against, one: Plain, plain: Sequence[Plain]) -> None:
        menu.clear()
        rest = [other for other in plain if other.key != one.key]
        self._list(menu, rest, lambda other: self._add(Pair(against=against, one=one, other=other)))  # type: ignore[arg-type]

"""Names of products in a table: known ones by their id, unknown ones as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from models.imports.traffic.domains import within
from models.imports.traffic.values import Hints, Named

MARKS = "*※†①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"  # of footnotes
_BRACKETS = re.compile(r"[(\[（].*?[)\]）]")


@dataclass(slots=True)
class Names:
    """The products a file names: id and name as first written, in order, and the categories it states, by id."""

    products: Named
    hints: Hints
    found: list[tuple[str, str]] = field(default_factory=list)
    categories: dict[str, str] = field(default_factory=dict)
    _place: dict[str, int] = field(default_factory=dict)
    _meant: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._meant = dict(self.hints.products)

    def place(self, text: str, category: str = "") -> int:
        """Where in ``found`` a name's product stands; -1 when the user leaves it out."""
        if text not in self._place:
            self._place[text] = self._new(text)
        at = self._place[text]
        if at >= 0 and category:
            self.categories.setdefault(self.found[at][0], category)
        return at

    def _new(self, text: str) -> int:
        id_ = self._meant[text] if text in self._meant else self.known(text) or text
        if not id_:
            return -1
        pair = (id_, text)
        self.found.append(pair)
        return len(self.found) - 1

    def known(self, text: str) -> str | None:
        """The id of a product, its name's remarks in brackets and marks of footnotes aside."""
        bare = text.rstrip(MARKS).strip()
        outside = _BRACKETS.sub("", bare).strip()
        tried = (self.products.named(one) for one in dict.fromkeys((text, bare, outside)) if one)
        return next((found for found in tried if found), None)

    def titled(self, lines: Iterable[str]) -> str:
        """The product that a title, a sheet's name or a file's name names; "" when none does."""
        for text in lines:
            if found := within(text):
                return found
            for part in (text, *re.split(r"[\s_:：\-—|()（）]+", text)):
                if part and self.known(part):
                    return part
        return ""

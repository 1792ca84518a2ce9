"""A profile as one file: what the user arranged, drew, laid out, edited and put in, for another machine. Pure.

Not in it: keys of paid sources, the proxy and the CA file (they belong to the machine, and an address may hold a
password), imported tables (their files are the user's own), the logs.

Reading checks every part by itself; what cannot be read is left out and named. What is taken goes in beside what is
there: the same name gives way, all else stays; of edited products it is the same field.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from models import settings
from models.charts import paper as charts
from models.drawings import paper as drawings
from models.errors import ImportRejected
from models.facts import Override, Said
from models.imports.traffic import templates
from models.lists.parts import changed, laid_over, lists_from
from models.lists.values import Lists
from models.products import paper as products
from models.products.edits import merged
from models.settings import Settings
from models.traffic import paper as traffic

FORMAT, VERSION = "suanli-profile", 1
LARGEST = 64 * 1024 * 1024
OF_THIS_MACHINE = ("version", "proxy", "ca_bundle")
OVERRIDE = ("instrument", "author", "reason")
BAD = (ValueError, TypeError, KeyError, OverflowError)
NOTHING = Lists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What such a file says. lists: named parts. papers: by kind and name. settings: those that can be read.

    unread: names of what could not be read.
    """

    lists: Mapping[str, Any] = field(default_factory=dict)
    papers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lists or any(self.papers.values()) or self.overrides or self.settings)


def written(content: Content, now: float) -> dict[str, Any]:
    """As JSON values. now: UTC seconds."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": dt.datetime.fromtimestamp(now, dt.UTC).isoformat(timespec="seconds"),
        "lists": dict(content.lists),
        **{kind: dict(content.papers.get(kind, {})) for kind in PAPERS},
        "overrides": [_override_written(one) for one in content.overrides],
        "settings": portable(content.settings),
    }


def read(text: bytes, default: Lists) -> Content:
    """What the file says. Raises ImportRejected when it is no such file, or of a newer version.

    default: the lists as the program ships them.
    """
    said = _document(text)
    unread: list[str] = []
    stored = portable(_map(said.get("settings")))
    made, strange = settings.read(stored)
    lists = _map(said.get("lists"))
    return Content(
        lists=lists,
        papers={kind: _papers(kind, check, _map(said.get(kind)), unread) for kind, check in PAPERS.items()},
        overrides=_overrides(said.get("overrides"), unread),
        settings={key: value for key, value in made.as_dict().items() if key in stored and key not in strange},
        unread=(*lists_from(lists, default)[1], *unread, *(f"settings:{key}" for key in strange)),
    )


def portable(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Settings without those of one machine."""
    return {key: value for key, value in stored.items() if key not in OF_THIS_MACHINE}


def counts(content: Content, default: Lists) -> dict[str, int]:
    """How much of each thing it says. default: the lists as the program ships them."""
    lists = lists_from(content.lists, default)[0] if content.lists else NOTHING
    drawn, laid = content.papers.get(drawings.KIND, {}), content.papers.get(charts.KIND, {})
    own, _ = products.own_from(content.papers.get(products.KIND, {}).get(products.NAME))
    return {
        "lists": len(lists.lists),
        "marks": len(lists.marks),
        "alerts": len(lists.alerts),
        "sets": len(lists.sets),
        "drawings": sum(len(drawings.read(body)[0]) for body in drawn.values()),
        "templates": sum(name.startswith(charts.TEMPLATE) for name in laid),
        "grid": int(charts.GRID in laid),
        "traffic": int(traffic.LAST in content.papers.get(traffic.KIND, {})),
        "products": len(own.changes) + len(own.added),
        "import_templates": len(content.papers.get(templates.KIND, {})),
        "overrides": len(content.overrides),
        "settings": len(content.settings),
    }


def parts_taken(content: Content, held: Mapping[str, Any], default: Lists) -> dict[str, Any]:
    """The parts that the lists of ``content`` change, where those of ``held`` stand; {} for none.

    Lists and pins of the file come first in order; a list, mark or alert of the same id gives way.
    """
    if not content.lists:
        return {}
    before = lists_from(held, default)[0]
    own = {"order": [one.id for one in before.lists], "pins": list(before.pins)}
    said = dict(content.lists)
    for name, there in own.items():
        here = said.get(name)
        said[name] = list(dict.fromkeys([*here, *there])) if _texts(here) else there
    after, _ = laid_over(before, said, default)
    return changed(before if held else NOTHING, after, default)


def papers_taken(content: Content, own: Any) -> dict[str, dict[str, Any]]:
    """The papers that change, by kind and name. own: the paper of the edited products that are there, None for none."""
    made = {kind: dict(held) for kind, held in content.papers.items()}
    if brought := made.get(products.KIND):
        both = merged(products.own_from(own)[0], products.own_from(brought[products.NAME])[0])
        made[products.KIND] = {products.NAME: products.own_json(both)}
    return made


def overrides_taken(content: Content, standing: Sequence[Override]) -> tuple[Override, ...]:
    """Those of ``content`` that do not stand already."""
    there = {(one.instrument, one.date, one.what, one.value) for one in standing}
    return tuple(one for one in content.overrides if (one.instrument, one.date, one.what, one.value) not in there)


def settings_taken(content: Content, own: Settings) -> dict[str, Any]:
    """What settings.json says afterwards; what belongs to the machine stays its own."""
    return own.as_dict() | dict(content.settings)


def _document(text: bytes) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise ImportRejected("a profile file of over 64 MB")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportRejected("not a profile file") from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise ImportRejected("not a profile file")
    version = said.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise ImportRejected("a profile file of a newer version")
    return said


def _drawn(name: str, body: Any) -> tuple[Any, bool]:
    made, bad = drawings.read(body)
    if not made:
        raise ValueError(name)
    return drawings.written(made), not bad


def _laid(name: str, body: Any) -> tuple[Any, bool]:
    if name == charts.GRID and (grid := charts.grid_read(body)):
        return charts.grid_written(grid), True
    template = charts.template_read(body)
    if template is None or name != charts.TEMPLATE + template.name:
        raise ValueError(name)
    return charts.template_written(template), True


def _seen(name: str, body: Any) -> tuple[Any, bool]:
    if name == traffic.PAGE and isinstance(body, bool):
        return body, True
    view = traffic.read(body)
    if view is None or name != traffic.LAST:
        raise ValueError(name)
    made = traffic.written(view)
    return made, all(made.get(key) == said for key, said in body.items())


def _edited(name: str, body: Any) -> tuple[Any, bool]:
    own, bad = products.own_from(body)
    if name != products.NAME or not (own.changes or own.added):
        raise ValueError(name)
    return products.own_json(own), not bad


def _remembered(name: str, body: Any) -> tuple[Any, bool]:
    template = templates.load(body)
    if template is None or template.fingerprint != name:
        raise ValueError(name)
    made = templates.dump(template)
    return made, made == body


Check = Callable[[str, Any], tuple[Any, bool]]  # what a paper says, and whether that is all of it
PAPERS: dict[str, Check] = {
    drawings.KIND: _drawn, charts.KIND: _laid, traffic.KIND: _seen, products.KIND: _edited,
    templates.KIND: _remembered,
}  # fmt: skip


def _papers(kind: str, check: Check, said: dict[str, Any], unread: list[str]) -> dict[str, Any]:
    made = {}
    for name, body in said.items():
        try:
            made[name], whole = check(name, body)
        except BAD:
            whole = False
        if not whole:
            unread.append(f"{kind}:{name}")
    return made


def _override_written(one: Override) -> dict[str, Any]:
    texts = {name: getattr(one, name) for name in OVERRIDE}
    return texts | {
        "date": one.date.isoformat(), "what": one.what.value, "value": one.value, "made_at": one.made_at
    }  # fmt: skip


def _overrides(said: Any, unread: list[str]) -> tuple[Override, ...]:
    made = []
    for at, one in enumerate(said if isinstance(said, list) else []):
        try:
            made.append(_override(one))
        except BAD:
            unread.append(f"overrides:{at + 1}")
    return tuple(made)


def _override(said: Any) -> Override:
    texts = {name: said[name] for name in OVERRIDE}
    if not all(isinstance(text, str) and text.strip() for text in texts.values()):
        raise TypeError("not a text")
    value, made_at = float(said["value"]), float(said["made_at"])
    if not (0 < value < float("inf") and 0 <= made_at < float("inf")):
        raise ValueError("not a number above zero")
    date = dt.date.fromisoformat(said["date"])
    return Override(**texts, date=date, what=Said(said["what"]), value=value, made_at=made_at)


def _map(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)

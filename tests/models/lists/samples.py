"""Lists to edit: two lists, three sections, a pin."""

from models.instruments import Instrument, Market
from models.lists.edits.whole import settled
from models.lists.values import Lists, NamedList, Section


def stock(number):
    """600000.SH and so on."""
    return Instrument(id=f"{600000 + number}.SH", market=Market.CN, exchange="XSHG", name_zh=f"股{number}")


def ids(*numbers):
    return tuple(stock(number).id for number in numbers)


def section(id_, *numbers, **changes):
    return Section(id=id_, name_zh=id_.upper(), name_en=id_.upper(), members=ids(*numbers), **changes)


def lists(*held, **changes):
    """Of NamedLists, with ``known`` exact."""
    return settled(Lists(lists=held, **changes), [stock(number) for number in range(100)])


def two():
    """List l1, pinned: s1 0 1 2, s2 3 4, empty s3. List l2: 9 and 0 in no section."""
    first = NamedList(
        id="l1", name_zh="一", name_en="One", pinned=True,
        sections=(section("s1", 0, 1, 2), section("s2", 3, 4), section("s3")),
    )  # fmt: skip
    second = NamedList(
        id="l2", name_zh="二", name_en="Two", sections=(Section(id="", name_zh="", name_en="", members=ids(9, 0)),)
    )
    return lists(first, second)


def big(members=5000, count=1):
    """``count`` lists that share ``members`` instruments, in sections of 100."""
    made = []
    for at in range(count):
        numbers = range(at * members // count, (at + 1) * members // count)
        parts = [numbers[first : first + 100] for first in range(0, len(numbers), 100)]
        sections = tuple(section(f"s{at * 1000 + n + 1}", *part) for n, part in enumerate(parts))
        made.append(NamedList(id=f"l{at + 1}", name_zh=f"表{at}", name_en=f"List {at}", sections=sections))
    return settled(Lists(lists=tuple(made)), [stock(number) for number in range(members)])


def shape(held, list_id="l1"):
    """``{section id: numbers}`` of a list, in order."""
    return {s.id: [int(name[:6]) - 600000 for name in s.members] for s in held.named(list_id).sections}

"""The profile's lists for the words of the command line: read, found by name, edited as the window edits them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from data_sources.protocol import ListsEdited
from models.arguments import parser
from models.errors import CacheError
from models.lists.finding import found
from models.lists.parts import changed, lists_from, parts_of
from models.text_table import printable

if TYPE_CHECKING:
    from data_sources.client import DataClient
    from main import Desk
    from models.lists.values import Lists, NamedList

UNREAD, IN_MEMORY = "some of your lists cannot be read", "nothing can be kept in this profile"


def kept(desk: Desk, client: DataClient) -> Lists:
    """The lists of the profile, those of a new one where nothing was ever edited; what cannot be read is named."""
    lists, unread = lists_from(client.lists().result(), desk.lists()[0])
    if unread:
        print(f"{desk.why(UNREAD)}: {', '.join(name[:40] for name in unread[:3])}", file=sys.stderr)
    return lists


def one_of(desk: Desk, lists: Lists, text: str) -> NamedList:
    """The list that ``text`` means, by id or name; leaves with one sentence and exit 2 when that is not clear."""
    held = found(lists, text)
    if len(held) == 1:
        return held[0]
    named = ", ".join(f"{one.id} {printable(one.name(desk.lang))}" for one in held or lists.lists)
    key = "cli.lists.several" if held else "cli.lists.unknown"
    return parser().error(desk.texts[key].format(text=printable(text), choice=named))


def edit(desk: Desk, client: DataClient, label: str, made: Callable[[Lists], Lists], subject: str) -> Lists:
    """Make an edit and say what came of it; it is on disk when this returns. Raises CacheError, Answerless.

    What the program ships is written before the first edit, as the window does.
    """
    default = desk.lists()[0]
    parts = client.lists().result()
    before, _ = lists_from(parts, default)
    after = made(before)
    if client.status().result().user == "off":
        raise CacheError(IN_MEMORY)
    if not parts:
        client.edit_lists(ListsEdited(label="", parts=parts_of(default, default), quiet=True)).result()
    said = changed(before, after, default)
    client.edit_lists(ListsEdited(label=label, subject=subject, parts=said)).result()
    return after

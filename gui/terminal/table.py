"""``import FILE``: what a user's table holds; with --commit it is taken."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from data_sources.protocol import ImportWanted
from models.answers import preview_json
from models.imports.paper import preview_text

if TYPE_CHECKING:
    from main import Desk


def run(desk: Desk) -> int:
    """Show the preview, or take the table, or take the newest import out; 1 when there is nothing to take."""
    asked = desk.arguments
    if bool(asked.file) is asked.undo:
        print(f"suanli-desk: {desk.texts['import.which']}", file=sys.stderr)
        return 2
    with desk.client() as client:
        if asked.undo:
            print(desk.texts["import.undone"].format(count=client.undo_import().result()))
            return 0
        made = client.bring_in(ImportWanted(path=asked.file, commit=asked.commit)).result()
    if asked.format == "json":
        print(json.dumps(preview_json(made), ensure_ascii=False, indent=1))
    else:
        print(preview_text(made, desk.texts))
    return 0 if made.counts else 1

"""``doctor``: what a bug report needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_sources import checkup
from models.arguments import FAILED

if TYPE_CHECKING:
    from main import Desk


def run(desk: Desk) -> int:
    """Print the check-up; 1 when something needs the user."""
    with desk.client() as client:
        status = client.probe().result()
    report = checkup.report(desk.folder, desk.boot, status, desk.ignored)
    print(report.text(desk.texts))
    return FAILED if report.needs_user else 0

"""``check``: every claim of a text about prices, visits and events against what is held, and its windows."""

from __future__ import annotations

import codecs
import datetime as dt
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import resources
from data_sources.protocol import BarsWanted, TrafficWanted
from data_sources.protocol.wants import LOOK_BACK
from gui.terminal import gathered
from gui.terminal.beside import Besides
from gui.terminal.writing import as_json, write
from models.arguments import FAILED, parser
from models.audit import wording
from models.audit.auditing import audit_of
from models.claims import needs, paper
from models.claims.checking import check
from models.claims.names import names_of
from models.claims.reading import read
from models.claims.values import Checked, State
from models.events import library_from
from models.note.inputs import Inputs
from models.note.settings import NoteSettings
from models.products.strangers import with_strangers
from models.review.values import Window
from models.traffic.values import Metric

if TYPE_CHECKING:
    from main import Desk

LONGEST = 200_000  # characters of a text; a long note has 10,000
METRICS = (Metric.VISITS, Metric.DOWNLOADS)


def run(desk: Desk) -> int:
    """Write the verdicts; 1 when a claim is contradicted."""
    arguments = desk.arguments
    text = _text(arguments.file)
    window = Window(first=arguments.first, last=arguments.last)
    found, inputs = checked(desk, text, window)
    audit = audit_of(text, inputs)
    if arguments.format == "json":
        windows = {"windows": wording.windows_json(audit), "findings": wording.findings_json(audit, desk.texts)}
        write(as_json(paper.as_json(found, desk.texts) | windows), arguments.out)
    else:
        said = paper.as_markdown(found, desk.texts) + "\n" + wording.as_markdown(audit, desk.texts)
        write(said.encode(), arguments.out)
    return FAILED if any(one.state is State.CONTRADICTED for one in found) else 0


def checked(desk: Desk, text: str, window: Window) -> tuple[tuple[Checked, ...], Inputs]:
    """Read a text, ask for what its claims need, and check them; with what was asked for."""
    library = library_from(resources.events(), resources.vendors())
    with desk.client() as client:
        products = desk.products(client)
        claims = read(text, names_of(desk.universe, products.all(), library), window)
        traffic = [client.traffic(TrafficWanted(metric=metric)) for metric in METRICS]
        today = dt.datetime.fromtimestamp(time.time(), dt.UTC).date()
        span = needs.span(claims, window, LOOK_BACK, today)
        asked = {one.id: client.bars(BarsWanted(instrument=one, start=span.first, end=span.last, actions=True))
                 for one in needs.instruments(claims, desk.universe)}  # fmt: skip
        besides = Besides(client, needs.capped(claims, desk.universe), window)
        bars, failures = gathered(asked)
        beside = besides.known()
        held = [one.result() for one in traffic]
    inputs = Inputs(
        window=window, universe=desk.universe, products=with_strangers(products, held[0].strangers).all(), bars=bars,
        failures=failures, beside=beside, series=tuple(series for one in held for series in one.series),
        events=library, now=time.time(), simulated=desk.boot.simulated, offline=desk.boot.offline,
    )  # fmt: skip
    return check(claims, inputs, NoteSettings()), inputs


def _text(file: str) -> str:
    """The file's text, or standard input's; leaves with one sentence and exit 2 where there is none."""
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        parser().error(f"{file}: {error.strerror}")
    text = _decoded(content)
    if text is None:
        parser().error(f"{file}: no text in UTF-8, GB 18030 or UTF-16")
    if len(text) > LONGEST:
        parser().error(f"{file}: longer than {LONGEST:,} characters")
    return text


def _decoded(content: bytes) -> str | None:
    """Of a file whose first bytes name UTF-16, in that; None where it is no text."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None

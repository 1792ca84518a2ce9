"""Tables with something broken in them, by the thousand: ``python3 benchmarks/fuzz_imports.py [SECONDS]``.

Starts from the tables of the tests, as text and as workbooks, and changes bytes, cells, marks and parts at random with
a fixed seed. Nothing may come out but cells or ImportRejected, in under a second each; what is taken is finite, of
whole periods, no two of a series with one first day, and each number stands in the file times its unit or its scale.
"""

# ruff: noqa: E501 - a table is easier to read with a row a line

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

SEED, LONGEST_S = 20240925, 1.0
MARKS = [
    "0913-0919",
    "2024-W38",
    "<5,000",
    "1.2亿",
    "万次",
    "%",
    "--",
    "1e400",
    "=1+1",
    "\0",
    '"',
    "\t",
    ",",
    "\n",
    "９",
    "𝟡",
    "",
]


def main() -> int:
    """Fuzz text for two thirds of the time and workbooks for the rest; 1 when something escaped."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    bad = run("text", texts(), mutated_text, seconds * 2 / 3) + run("xlsx", workbooks(), mutated_workbook, seconds / 3)
    return 1 if bad else 0


def texts() -> list[bytes]:
    """Tables as they are pasted or saved."""
    table = "图2：文本类模型周度访问量（万次） 数据来源：Similarweb\n产品\t0906-0912\t0913-0919\nChatGPT\t66,000.5\t68,000\n豆包\t300\t<5\n"
    long = "日期,产品,访问量（万次）,下载量（万次）\n2024-09-13,ChatGPT,1.2亿,\n2024/9/14,Kimi,31万,5\n20240915,豆包,--,7.5\n"
    english = "Domain,Category,Visits (M),MoM\nchatgpt.com,AI,3100.5,19.2%\nkimi.ai,AI,24.5,7.5%\n"
    qimai = "AI应用月度下载量（单位：万次）\nApp名称\t2024年8月\t2024年9月\n豆包\t1080\t1350\n合计\t1200\t1480\n数据来源：七麦\n"
    return [one.encode(code) for one in (table, long, english, qimai) for code in ("utf-8", "utf-16", "gb18030")]


def workbooks() -> list[bytes]:
    """The same as workbooks."""
    import openpyxl

    made = []
    for text in texts()[::3]:
        book = openpyxl.Workbook()
        for line in text.decode().splitlines():
            book.active.append(line.replace("\t", ",").split(","))
        out = io.BytesIO()
        book.save(out)
        made.append(out.getvalue())
    return made


def mutated_text(content: bytes, dice: random.Random) -> bytes:
    """A few bytes or marks changed, put in, left out or doubled."""
    made = bytearray(content)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(made) + 1)
        size = dice.randint(0, 12)
        if dice.random() < 0.5:
            made[at : at + size] = dice.choice(MARKS).encode()
        elif dice.random() < 0.5:
            made[at : at + size] = dice.randbytes(dice.randint(0, 4))
        else:
            made[at:at] = made[max(0, at - size * 8) : at]
    return bytes(made)


def mutated_workbook(content: bytes, dice: random.Random) -> bytes:
    """One part of the zip mutated, and zipped again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = dice.choice(
            [name for name in names if "sheet" in name or "shared" in name or dice.random() < 0.2] or names
        )
        for name in names:
            part = old.read(name)
            new.writestr(name, mutated_text(part, dice) if name == chosen else part)
    return out.getvalue()


def run(kind: str, seeds: list[bytes], mutate: object, seconds: float) -> int:
    """Mutate, read, take; how many escaped."""
    import resources
    from data_sources.imports import child
    from models.errors import ImportRejected
    from models.products.reading import products_from

    products, dice = products_from(resources.products()), random.Random(SEED)
    count = refused = taken = bad = 0
    longest, until = 0.0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        content, begun = mutate(dice.choice(seeds), dice), time.perf_counter()
        try:
            taken += looked_at(child, content, products)
        except ImportRejected:
            refused += 1
        except Exception as error:  # noqa: BLE001 - what is looked for
            bad += 1
            print(f"{kind} {count}: {type(error).__name__}: {error}", content[:300], file=sys.stderr)
        took = time.perf_counter() - begun
        longest, count, bad = max(longest, took), count + 1, bad + (took > LONGEST_S)
    print(
        f"{kind}: {count:,} tables, {refused:,} refused, {taken:,} numbers taken, longest {longest:.2f} s, {bad} escaped"
    )
    return bad


def looked_at(child: object, content: bytes, products: object) -> int:
    """How many numbers are taken; AssertionError when one of them cannot be."""
    import datetime as dt

    import numpy as np

    from data_sources.imports import workbook
    from models.imports.traffic.preview import preview_of
    from models.imports.traffic.reading import is_traffic, taken_of
    from models.imports.traffic.values import Hints

    if content.startswith(workbook.ZIP):
        workbook.check_zip(content)
    cells = child._read(content, "fuzz2024.csv")
    is_traffic(cells, products)
    taken = taken_of(cells, products, Hints(year=2024), today=dt.date(2024, 9, 26))
    preview_of(cells, taken, products)
    for one in taken.series:
        assert np.isfinite(one.value).all() and (one.value >= 0).all() and one.value.max(initial=0) < 1e13, one.key
        assert (one.end >= one.start).all() and (np.diff(one.start).astype(int) > 0).all(), one.key
    return sum(map(len, taken.series))


if __name__ == "__main__":
    sys.exit(main())

"""Files for the tests of the import, made here: ordinary ones, and small versions of hostile ones."""

from __future__ import annotations

import io
import re
import zipfile

ROWS = (
    ("代码", "日期", "收盘价"),
    ("688256.SH", "2024-09-20", 208.87),
    ("688256.SH", "2024-09-25", 222.01),
)


def workbook(*rows):
    """The bytes of a workbook with these rows in its one sheet."""
    import openpyxl

    made = openpyxl.Workbook()
    for row in rows or ROWS:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(content, name, change):
    """``content`` with the text of one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part.filename, change(text.decode()) if part.filename == name else text)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_cell(place, value="1"):
    """A workbook with one more cell, far away."""
    row = re.search(r"\d+", place)[0]
    cell = f'<row r="{row}"><c r="{place}"><v>{value}</v></c></row></sheetData>'
    return changed(workbook(), SHEET, lambda text: text.replace("</sheetData>", cell))


def with_dimension(ref):
    return changed(workbook(), SHEET, lambda text: re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{ref}"', text))


def with_doctype(declared, encoding="utf-8"):
    """A sheet that declares a DTD and uses its entity."""
    head = '<?xml version="1.0"?>'
    sheet = (
        f"{declared}<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
        "<row r='1'><c r='A1' t='inlineStr'><is><t>&x;</t></is></c></row></sheetData></worksheet>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, (head + sheet).encode(encoding) if part.filename == SHEET else old.read(part))
    return out.getvalue()


XXE = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = "<!DOCTYPE w [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(9)
) + "<!ENTITY x '&j;'>]>"  # fmt: skip


def bomb(size, parts=1):
    """A zip whose parts are zeros: ``size`` bytes unpacked each, a thousandth packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(parts):
            made.writestr(f"xl/part{number}.xml", b"\0" * size)
    return out.getvalue()

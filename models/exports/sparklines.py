"""Small charts in the cells of a sheet, as Excel has them since 2010: an extension at the end of the sheet's part.

openpyxl knows nothing of them. The format is that of [MS-XLSX] 2.4.86, CT_SparklineGroup.
"""

from __future__ import annotations

import math
from html import escape

from models.exports.cells import letters
from models.workbook import Line, Sheet, Sparks

END = b"</worksheet>"
_URI = "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_AXIS = "9AA4B2"


def extension(sheet: Sheet, quoted: str, first: int, up: str, down: str) -> bytes:
    """The XML of a sheet's sparklines; empty without any. quoted: the sheet's name as formulas write it.

    first: number of the row of its first line. up, down: RRGGBB. Bars of all rows have one scale, so that rows can be
    compared; a missing number is a gap.
    """
    sparks = sheet.sparks
    if sparks is None:
        return b""
    made = [_spark(sparks, quoted, first + at) for at, line in enumerate(sheet.lines) if _drawn(line, sparks)]
    if not made:
        return b""
    return (
        f'<extLst><ext xmlns:x14="{_X14}" uri="{_URI}"><x14:sparklineGroups xmlns:xm="{_XM}"><x14:sparklineGroup '
        'type="column" displayEmptyCellsAs="gap" negative="1" displayXAxis="1" minAxisType="group" maxAxisType="group">'
        f'<x14:colorSeries rgb="FF{up}"/><x14:colorNegative rgb="FF{down}"/><x14:colorAxis rgb="FF{_AXIS}"/>'
        f"<x14:sparklines>{''.join(made)}</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
    ).encode()


def _drawn(line: Line, sparks: Sparks) -> bool:
    held = line.values[sparks.first : sparks.last + 1]
    return any(isinstance(one, float | int) and math.isfinite(one) for one in held)


def _spark(sparks: Sparks, quoted: str, row: int) -> str:
    cells = f"{escape(quoted, quote=False)}!{letters(sparks.first)}{row}:{letters(sparks.last)}{row}"
    return f"<x14:sparkline><xm:f>{cells}</xm:f><xm:sqref>{letters(sparks.column)}{row}</xm:sqref></x14:sparkline>"

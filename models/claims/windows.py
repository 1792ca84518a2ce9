"""Days as such notes write them: 本周（0923-0925）, 9月23日-25日, 9/23-9/25, 上周, 9月20日当周, 8月, 年初至今, 近一周.

Pure: what 本周 means is the window the text is read with. Where two readings are usual the second stands in ``other``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

from models import sessions
from models.claims.numbers import chinese
from models.frozen import frozen
from models.instruments import Market
from models.review.values import Window
from models.traffic.values import Granularity

DAY = dt.timedelta(days=1)


@frozen(kw_only=True)
class When:
    """Days that are meant. period: how the words cut time. until: it ends there, where it begins is the reader's.

    other: a second usual reading. relative: 本周, 同期: the words do not say which days. coming: they lie ahead.
    """

    window: Window
    period: Granularity | None = None
    until: bool = False
    relative: bool = False
    coming: bool = False
    other: Window | None = None
    since: bool = False  # 以来, 近一个月: how far back a record reaches
    year: int = 0  # the year, where it is written


NEAR_DAYS = 31  # a day this near to the window is of its year, whatever year was written before
_DASH = r"\s*(?:-|~|至|到)+\s*"
_Y = r"(?:(?P<y>20\d\d)\s*[年/.\-]\s*)?"
_D = r"\s*[日号]"
_CN = r"[一二两三四五六七八九十]|\d{1,2}"
_BARE = re.compile(rf"(?P<d>[0-3]?\d)(?:{_D})?(?:{_DASH}(?P<d2>[0-3]?\d))?{_D}(?!元|均|内|线|移动|年化|游)", re.ASCII)
_MD = r"(?P<m>0?[1-9]|1[0-2])"
_DD = r"(?P<d>[0-3]?\d)"
_M2 = r"(?P<m2>0?[1-9]|1[0-2])"
_D2 = r"(?P<d2>[0-3]?\d)"
_MM, _MM2 = r"(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)", r"(?P<m2>0[1-9]|1[0-2])(?P<d2>[0-3]\d)"
_SINCE = r"(?P<since>以来|至今|起)"
_OF_WEEK = rf"(?P<end>前|后|的)?(?P<n>{_CN})(?:个交易日|[日天])"
_WEEKDAY = r"(?P<day>[一二三四五六日天])(?![个月日天])"
_NOT_MORE = r"(?![\d/%.只家个])"
_GOES_ON = "合计|累计|共|[内里涨跌收来间仍录均全都总也就才已合依分]|下来|大涨"
_UNTIL = r"(?P<until>截至|截止到|截止至|截止|截至到)?\s*"


def when_at(text: str, start: int, read_in: Window, year: int = 0) -> tuple[When, int] | None:
    """The days that are written from there on, and where the words end. year: one that was written before."""
    if text[start] not in STARTS:
        return None
    if start and text[start].isdigit() and (text[start - 1].isdigit() or text[start - 1] in ".+"):
        return None
    for pattern, reader in _READERS:
        if match := pattern.match(text, start):
            try:
                found = reader(match, read_in, year)
            except ValueError:
                continue
            if found is not None:
                return found, match.end()
    return None


def bare_day(text: str, start: int, before: Window) -> tuple[When, int] | None:
    """25日 alone: of the month that was spoken of before."""
    match = _BARE.match(text, start)
    if match is None or (start and text[start - 1].isdigit()):
        return None
    try:
        first = before.last.replace(day=int(match["d"]))
        last = before.last.replace(day=int(match["d2"])) if match["d2"] else first
    except ValueError:
        return None
    return (
        (When(window=Window(first=first, last=last), period=_length(first, last)), match.end())
        if first <= last
        else None
    )


_AFTER = re.compile(
    r"(?P<same>当日|当天|同日|该日|今日|今天)(?!起)|(?:随后|之后|此后|其后|接下来)(?:的)?(?P<n>[一二两三四五]|\d)(?:个交易日|[日天])"
    r"|(?P<next>次日|翌日|第二天|次一交易日)|(?P<before>[前上]一个?交易日|[前上]一日|前一天)",
    re.ASCII,
)


def day_after(text: str, start: int, day: Window) -> tuple[When, int] | None:
    """当日, 次日, 随后两日: told from the single day that was named before."""
    match = _AFTER.match(text, start)
    if match is None:
        return None
    if match["same"]:
        return When(window=day, period=Granularity.DAY), match.end()
    if match["before"]:
        before = sessions.on_or_before(Market.CN, day.first - DAY)
        return When(window=Window(first=before, last=before), period=Granularity.DAY), match.end()
    count = 1 if match["next"] else int(match["n"]) if match["n"].isdigit() else int(chinese(match["n"]) or 0)
    days = sessions.sessions_between(Market.CN, day.last + DAY, day.last + 20 * DAY)[:count]
    if len(days) < count or not days:
        return None
    window = Window(first=days[0], last=days[-1])
    return When(window=window, period=_length(window.first, window.last)), match.end()


def year_of(month: int, day: int, read_in: Window, year: int, *, exact: bool = False) -> int:
    """The year of a day without one: as written before, else the last time that it was, seen from the window."""
    last = read_in.last
    near = 1 <= day <= 28 and abs((dt.date(last.year, month, day) - last).days) <= NEAR_DAYS
    if year and not (exact and near):
        return year
    if (month, day) > (last.month, last.day) and (month - last.month) % 12 > 3:
        return last.year - 1
    return last.year


def month_window(year: int, month: int) -> Window:
    """A calendar month."""
    return Window(first=dt.date(year, month, 1), last=dt.date(year, month, calendar.monthrange(year, month)[1]))


def week_of(day: dt.date) -> Window:
    """Monday to Sunday around a day."""
    monday = day - DAY * day.weekday()
    return Window(first=monday, last=monday + 6 * DAY)


def _days(match: re.Match[str], read_in: Window, year: int) -> When | None:
    m, d = int(match["m"]), int(match["d"])
    y = int(match["y"]) if match["y"] else year_of(m, d, read_in, year, exact=True)
    m2 = int(match["m2"]) if match["m2"] else m
    first, last = dt.date(y, m, d), dt.date(y + (m2 < m), m2, int(match["d2"]))
    if last < first:
        return None
    return When(window=Window(first=first, last=last), year=int(match["y"] or 0), period=_length(first, last))


def _length(first: dt.date, last: dt.date) -> Granularity | None:
    days = (last - first).days + 1
    if days == 1:
        return Granularity.DAY
    if days == 7:
        return Granularity.WEEK
    whole = first.day == 1 and last == month_window(first.year, first.month).last
    return Granularity.MONTH if whole else None


def _day(match: re.Match[str], read_in: Window, year: int) -> When | None:
    m, d = int(match["m"]), int(match["d"])
    y = int(match["y"]) if match["y"] else year_of(m, d, read_in, year, exact=True)
    day = dt.date(y, m, d)
    written = int(match["y"] or 0)
    held = match.groupdict()
    if held.get("week"):
        return When(window=week_of(day), period=Granularity.WEEK, year=written)
    if held.get("since"):
        last = max(read_in.last, day)
        return When(
            window=Window(first=day, last=last), other=Window(first=day + DAY, last=last), year=written, since=True
        )
    if held.get("until"):
        same_week = week_of(day) == week_of(read_in.first)
        first = read_in.first if read_in.first <= day and (day <= read_in.last or same_week) else day
        return When(window=Window(first=first, last=day), until=True, year=written, other=Window(first=day, last=day))
    return When(window=Window(first=day, last=day), period=Granularity.DAY, year=written)


def _month(match: re.Match[str], read_in: Window, year: int) -> When | None:
    m = int(match["m"]) if match["m"].isdigit() else int(chinese(match["m"]) or 0)
    if not 1 <= m <= 12:
        return None
    y = int(match["y"]) if match["y"] else year_of(m, 1, read_in, year)
    window, written = month_window(y, m), int(match["y"] or 0)
    held = match.groupdict()
    if held.get("since"):
        return When(window=Window(first=window.first, last=max(read_in.last, window.first)), year=written, since=True)
    if held.get("m2"):
        m2 = int(held["m2"] or 0)
        if not 1 <= m2 <= 12:
            return None
        y2 = int(held.get("y2") or 0) or y + (m2 < m)
        last = month_window(y2, m2).last
        if last < window.first:
            return None
        return When(window=Window(first=window.first, last=last), year=y2 if held.get("y2") else written,
                    period=Granularity.MONTH)  # fmt: skip
    ahead = not written and not year and window.first > read_in.last
    return When(window=window, period=Granularity.MONTH, year=written, coming=ahead)


def _third(match: re.Match[str], read_in: Window, year: int) -> When | None:
    """九月下旬: a third of a month; where the window lies in it the window."""
    m = int(match["m"]) if match["m"].isdigit() else int(chinese(match["m"]) or 0)
    if not 1 <= m <= 12:
        return None
    y = int(match["y"]) if match["y"] else year_of(m, 1, read_in, year)
    first = dt.date(y, m, {"上": 1, "中": 11, "下": 21}[match["third"]])
    last = {"上": dt.date(y, m, 10), "中": dt.date(y, m, 20), "下": month_window(y, m).last}[match["third"]]
    whole = Window(first=first, last=last)
    inside = first <= read_in.first and read_in.last <= last
    return When(window=read_in) if inside else When(window=whole)


def _week(match: re.Match[str], read_in: Window, _: int) -> When | None:
    """本周, 上周, 上上周, 下周; with a weekday one day of it."""
    back = {"本": 0, "这": 0, "当": 0, "上": 1, "上上": 2, "前": 1, "下": -1, "": 0}[match["which"] or ""]
    monday = read_in.first - DAY * (read_in.first.weekday() + 7 * back)
    if match["day"]:
        day = monday + DAY * "一二三四五六日天".index(match["day"])
        day = monday + 6 * DAY if match["day"] in "日天" else day
        return When(window=Window(first=day, last=day), period=Granularity.DAY, coming=back < 0)
    if back:
        window = Window(first=monday, last=monday + 4 * DAY)
        return When(window=window, period=Granularity.WEEK, coming=back < 0)
    if match["n"]:
        return _some_days(match, read_in)
    return When(window=read_in, period=Granularity.WEEK, relative=True)


def _weekdays(match: re.Match[str], read_in: Window, _: int) -> When | None:
    """周一至周三, 上周三到周五."""
    back = {"本": 0, "上": 7, "": 0}[match["which"] or ""]
    monday = read_in.first - DAY * (read_in.first.weekday() + back)
    first, last = ("一二三四五六日".index(match[one]) for one in ("day", "day2"))
    if match["which"] == "上" and match["which2"] == "本":  # from that close on
        day = monday + DAY * first
        return When(window=Window(first=day + DAY, last=monday + DAY * (7 + last)))
    return When(window=Window(first=monday + DAY * first, last=monday + DAY * last)) if first < last else None


def _some_days(match: re.Match[str], read_in: Window, _: int = 0) -> When | None:
    """前三个交易日, 后两日, 三日合计: of the window, or of its week."""
    count = int(match["n"]) if match["n"].isdigit() else int(chinese(match["n"]) or 0)
    monday = read_in.first - DAY * read_in.first.weekday()
    own = sessions.sessions_between(Market.CN, read_in.first, read_in.last)
    days = sessions.sessions_between(Market.CN, monday, max(read_in.last, monday + 4 * DAY))
    if match["end"] == "前" and count == 1:
        return None  # 较前一日: the one before
    if not match["end"] and count == len(own):
        return When(window=read_in, relative=True)
    if not 0 < count <= len(days):
        return None
    if match["end"] == "后":
        days = own if len(own) > count else days
        return When(window=Window(first=days[-count], last=days[-1]))
    if match["end"]:
        return When(window=Window(first=days[0], last=days[count - 1]))
    return When(window=Window(first=own[-count], last=own[-1]), relative=True) if count <= len(own) else None


def _weeks(match: re.Match[str], read_in: Window, _: int) -> When | None:
    """两周累计: this week's days and those of the weeks before."""
    back = int(chinese(match["n"]) or 0) - 1
    monday = read_in.first - DAY * (read_in.first.weekday() + 7 * back)
    return When(window=Window(first=monday, last=read_in.last))


def _whole_week(__: re.Match[str], read_in: Window, _: int) -> When | None:
    return When(window=read_in, period=Granularity.WEEK, relative=True)


def _today(match: re.Match[str], read_in: Window, _: int) -> When | None:
    word, today = match[0], Window(first=read_in.last, last=read_in.last)
    if word.startswith(("昨", "隔")):
        before = sessions.on_or_before(Market.CN, read_in.last - DAY)
        return When(window=Window(first=before, last=before), period=Granularity.DAY, other=today)
    return When(window=today, period=Granularity.DAY)


def _this_month(match: re.Match[str], read_in: Window, _: int) -> When | None:
    month = month_window(read_in.last.year, read_in.last.month)
    word = match[0]
    if word.startswith("上"):
        before = month.first - DAY
        return When(window=month_window(before.year, before.month), period=Granularity.MONTH)
    if word.startswith("下"):
        after = month.last + DAY
        return When(window=month_window(after.year, after.month), period=Granularity.MONTH, coming=True)
    return When(window=Window(first=month.first, last=read_in.last), period=Granularity.MONTH, other=month)


def _year(__: re.Match[str], read_in: Window, _: int) -> When | None:
    return When(window=Window(first=dt.date(read_in.last.year, 1, 1), last=read_in.last), since=True)


def _recent(match: re.Match[str], read_in: Window, _: int) -> When | None:
    """近一周, 过去五个交易日, 最近20日."""
    count = int(match["n"]) if match["n"].isdigit() else int(chinese(match["n"]) or 0)
    last = read_in.last
    if not 0 < count < 400:
        return None
    unit = match["unit"]
    if "交易日" in unit:
        first = last
        for _ in range(count - 1):
            first = sessions.on_or_before(Market.CN, first - DAY)
        return When(window=Window(first=first, last=last), since=True)
    if "月" in unit or "年" in unit:
        months = count * (12 if "年" in unit else 1)
        y, m = divmod(last.year * 12 + last.month - 1 - months, 12)
        back = dt.date(y, m + 1, min(last.day, calendar.monthrange(y, m + 1)[1]))
        return When(window=Window(first=back + DAY, last=last), since=True)
    days = count * (7 if "周" in unit or "星期" in unit else 1)
    other = Window(first=last - (days - 1) * DAY, last=last)
    if "周" in unit and count == 1:
        return When(window=read_in, other=other, relative=True, since=True)
    return When(window=other, since=True)


def _far(match: re.Match[str], read_in: Window, year: int) -> When | None:
    """Quarters and half years: no window of this note, but days all the same."""
    y = int(match["y"]) if match["y"] else (year or read_in.last.year)
    part = match["part"]
    quarter = next(
        (place for place, names in enumerate(("一1", "二2", "三3", "四4")) if part[0] in names or part[-1] in names),
        None,
    )
    written = int(match["y"] or 0)
    if "上半年" in part or "h1" in part:
        return When(window=Window(first=dt.date(y, 1, 1), last=dt.date(y, 6, 30)), year=written)
    if "下半年" in part or "h2" in part:
        return When(window=Window(first=dt.date(y, 7, 1), last=dt.date(y, 12, 31)), year=written)
    if quarter is None:
        return When(window=Window(first=dt.date(y, 1, 1), last=dt.date(y, 12, 31)), year=written)
    last = month_window(y, quarter * 3 + 3).last
    return When(window=Window(first=dt.date(y, quarter * 3 + 1, 1), last=last), year=written)


Reader = Callable[[re.Match[str], Window, int], "When | None"]
_WRITTEN: tuple[tuple[str, Reader], ...] = (  # the longer forms first
    (rf"{_Y}{_MD}月{_DD}(?:{_D})?{_DASH}(?:20\d\d\s*年\s*)?(?:{_M2}月)?{_D2}{_D}", _days),
    (rf"{_Y}{_MD}/{_DD}{_DASH}(?:20\d\d/)?(?:{_M2}/)?{_D2}{_NOT_MORE}", _days),
    (rf"{_Y}{_MD}\.{_DD}{_DASH}(?:20\d\d\.)?{_M2}\.{_D2}(?![\d%.])", _days),
    (rf"(?P<y>20\d\d)-{_MD}-{_DD}\s*(?:~|至|到|/|--?)\s*(?:20\d\d-)?{_M2}-{_D2}(?!\d)", _days),
    (rf"(?P<y>20\d\d){_MM}\s*[-~至到]\s*(?:20\d\d)?{_MM2}(?!\d)", _days),
    (rf"(?P<y>){_MM}\s*[-~至到]\s*{_MM2}(?![\d%.])", _days),
    (rf"{_UNTIL}{_Y}{_MD}月{_DD}{_D}(?:(?P<week>当周|所在周|那一周|一周|的一周)|{_SINCE})?", _day),
    (rf"{_UNTIL}(?P<y>20\d\d)\.{_MD}\.{_DD}(?![\d%.]){_SINCE}?", _day),
    (rf"{_UNTIL}(?P<y>20\d\d)[-/]{_MD}[-/]{_DD}(?![\d%]){_SINCE}?", _day),
    (rf"{_UNTIL}(?P<y>){_MD}/{_DD}{_NOT_MORE}日?(?:(?P<week>当周)|{_SINCE})?", _day),
    (rf"(?P<y>)(?<=\(){_MM}(?=\))", _day),
    (rf"{_Y}{_MD}[、和]{_M2}月(?:份)?(?!\d)", _month),
    (rf"{_Y}(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?P<third>[上中下])旬", _third),
    (rf"(?P<y>){_MD}\.{_DD}(?=收评|复盘|点评|午评|早评|行情|盘后|收盘)", _day),
    (r"(?P<n>[两二三])周(?=累计|合计|共|来|[涨跌])", _weeks),
    (rf"{_Y}{_MD}月?(?:份)?{_DASH}(?:(?P<y2>20\d\d)\s*年)?{_M2}月(?:份)?(?!\d)", _month),
    (rf"{_Y}(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:份)?{_SINCE}?(?!\d{{1,2}}[日号]|均|[度活])", _month),
    (r"(?P<y>20\d\d)[-/.](?P<m>0[1-9]|1[0-2])(?![\d%])", _month),
    (
        r"(?P<which>本|上)?(?:周|星期)(?P<day>[一二三四五])(?:-|~|至|到)(?P<which2>本|上)?(?:周|星期)?(?P<day2>[二三四五六日])(?![个月日只家成]|天(?!天))",
        _weekdays,
    ),
    (rf"(?P<which>上上|本|这|上|下|前)(?:一|个)?(?:周|星期)(?:{_OF_WEEK}|{_WEEKDAY})?(?P<more>以来)?", _week),
    (rf"(?P<which>)(?:周|星期){_WEEKDAY}(?P<end>)(?P<n>)", _week),
    (r"(?P<end>前|后)(?P<n>[一二两三四五六]|\d)(?:个交易日|[日天])", _some_days),
    (rf"(?P<end>)(?P<n>[二两三四五六])(?:个交易日|[日天])(?={_GOES_ON})", _some_days),
    (r"全周|整周|周内|周(?=累[计涨跌]|合计)|一周(?=累计|合计|共|下来|上?涨|下?跌)", _whole_week),
    (r"今日|今天|昨日|昨天|昨夜|隔夜|昨晚", _today),
    (r"本月(?:以来)?|上(?:个)?月|下(?:个)?月|当月", _this_month),
    (r"年初至今|年初以来|今年以来|今年至今|年内以来|ytd|年内(?!新|最高|最低|高点|首次|第)|今年内", _year),
    (rf"(?:近|过去|最近|此前|前|近期)(?P<n>{_CN})\s*(?P<unit>个交易日|个月|周|个星期|日|天|年)(?!新[高低])", _recent),
    (rf"(?P<n>{_CN})(?P<unit>周|个月)(?=(?:以?来)?的?新[高低])", _recent),
    (r"(?P<y>20\d\d)?年?(?P<part>第?[一二三四1-4]季度|上半年|下半年|q[1-4]|h[12])", _far),
    (r"(?P<y>20\d\d)(?P<part>年)(?!\d)", _far),
)  # fmt: skip
_READERS = tuple((re.compile(pattern, re.ASCII), reader) for pattern, reader in _WRITTEN)
STARTS = frozenset("后全整二两0123456789一二三四五六七八九十截本这上下前周星今昨隔当年近过最此第qhy")

"""What one cell of a heading says: the role of its column, what is counted, in which unit, of which period."""

from __future__ import annotations

import re
from functools import lru_cache

from models.frozen import frozen
from models.imports.cells import plain
from models.imports.traffic.periods import Written, inside, written
from models.imports.traffic.values import Named, Role
from models.imports.traffic.words import category_in, device_in, granularity_in, metric_in, not_kept, unit_in
from models.imports.values import Cell
from models.traffic.values import Granularity, Metric

LONGEST = 120
ROLES: dict[Role, str] = {
    Role.DATE: "日期 时间 周期 统计周期 时间段 时间区间 区间 统计时间 统计日期 数据日期 数据周期 数据时间 "
    "月份 月 月度 周 周次 周度 日 date dates week month period day time yearmonth daterange timeperiod reportdate",
    Role.START: "开始日期 起始日期 开始时间 开始 起始 起始日 周起始 "
    "start startdate from weekof weekstart weekstarting weekbeginning",
    Role.END: "结束日期 截止日期 结束时间 结束 截止 截至 截止日 周截止 end enddate to weekending weekend",
    Role.PRODUCT: "产品 产品名称 产品名 应用 应用名称 应用名 应用程序 app名称 app名 名称 名字 网站 网站名称 网站名 "
    "站点 域名 网址 工具 模型 模型名称 大模型 ai产品 ai应用 软件 品牌 竞品 产品应用 app apps "
    "appname domain domains site sites website websites product products productname name url tool tools brand target",
    Role.CATEGORY: "类别 分类 品类 类型 赛道 category type segment 所属类别",
    Role.GEO: "国家 地区 国家地区 country region geo market countrycode",
    Role.DEVICE: "设备 端 终端 device devices 平台 platform 系统 os store 商店 应用商店 websource",
    Role.SOURCE: "来源 数据来源 资料来源 source 出处",
    Role.METRIC: "指标 指标名称 metric measure",
    Role.UNIT: "单位 unit units",
    Role.VALUE: "数值 值 数据 value values 数量 count 本周 本月 当周 当月 本期 当期 thisweek thismonth current",
    Role.IGNORED: "序号 no # 编号 id 公司 公司名称 厂商 开发商 开发者 更新日期 更新时间 备注 链接 上线时间 "
    "发布日期 vendor company publisher remark note notes bundleid appid granularity",
}  # fmt: skip
WORDS = {word: role for role, words in ROLES.items() for word in words.split()}
_BRACKET, _CORNER, _BETWEEN = re.compile(r"[(\[（]"), re.compile(r"[/\\|]"), re.compile(r"[\s_.\-:：/]+")
PLATFORM = ("平台", "platform")
_AROUND = re.compile(
    r"(?:总|月度?|周度?|日均?|本|当|每|新增|上榜|全球|网站|网页|页面|官网|应用|估算|预估|桌面端?|移动端?|苹果端?|安卓端?|pc端?)*"
    r"(?:访问|下载|浏览|评分|评价)(?:人数|次数|量|数)?|[(\[{][^)\]}]*[)\]}]|单位.*|(?:榜单?)?排名|名次"
    r"|\b(?:visits?|sessions|downloads?|page ?views?|pv|ratings?|count|rank(?:ing)?|total|monthly|weekly|daily"
    r"|estimated|est|website|web|app|of|the|all|traffic|ios|android|desktop|mobile|in|week|month|[mb]illions?|thousands?|number)\b",
    re.ASCII,
)


@frozen(kw_only=True)
class Mark:
    """What a cell of a heading says. role: None for words that nobody knows. name: what else it says: a product.

    dates: "first" or "last", where it says which day of a week stands below. reason: why its column is not taken.
    """

    text: str
    role: Role | None = None
    metric: Metric | None = None
    unit: float = 0.0
    period: Written | None = None
    name: str = ""
    known: bool = False
    device: str = ""
    category: str = ""
    granularity: Granularity | None = None
    dates: str = ""
    reason: str = ""


def mark(cell: Cell, products: Named) -> Mark | None:
    """What ``cell`` says as a heading; None where nothing stands."""
    text = plain(cell)
    if not text:
        return None
    if isinstance(cell, str) and len(text) <= LONGEST and text.lower() not in WORDS and products.named(text):
        return Mark(text=text, role=Role.VALUE, name=text, known=True)
    if isinstance(cell, str):
        return _said(text)
    return Mark(text=text, role=Role.VALUE, period=period) if (period := written(cell)) else Mark(text=text)


@lru_cache(maxsize=4096)
def _said(text: str) -> Mark:
    if len(text) > LONGEST:
        return Mark(text=text)
    role = role_of(text)
    if role is not None:
        return _role(text, role)
    if period := written(text):
        return Mark(text=text, role=Role.VALUE, period=period)
    reason = not_kept(text)
    if found := inside(text):
        return _with_period(text, found, reason)
    if reason:
        return Mark(text=text, role=Role.IGNORED, reason=reason)
    return _counting(text)


def role_of(text: str) -> Role | None:
    """The role of a column with a usual heading: 产品, Domain, 周起始, or a corner such as 产品/日期."""
    bare = _BRACKET.split(text.lower(), 1)[0]
    return WORDS.get(_BETWEEN.sub("", bare)) or WORDS.get(_BETWEEN.sub("", _CORNER.split(bare, 1)[0]))


def _role(text: str, role: Role) -> Mark:
    dates = {Role.START: "first", Role.END: "last"}.get(role, "")
    reason = "not a number of traffic" if role is Role.IGNORED else ""
    about = granularity_in(text)
    metric = metric_in(text) if role is Role.VALUE else None
    return Mark(text=text, role=role, dates=dates, reason=reason, granularity=about, metric=metric, unit=unit_in(text))


def _with_period(text: str, found: tuple[Written, str], reason: str) -> Mark:
    """0913-0919访问量（万次）: nothing but a count stands beside the period."""
    period, rest = found
    if reason:
        return Mark(text=text, role=Role.IGNORED, reason=reason, period=period)
    if re.sub(r"[万亿千百十kmb次周月\W]", "", _AROUND.sub("", rest.lower())):
        return Mark(text=text)
    return Mark(
        text=text, role=Role.VALUE, period=period, metric=metric_in(rest), unit=unit_in(rest), device=device_in(rest)
    )


def _counting(text: str) -> Mark:
    """访问量（万次）, Total Visits, ChatGPT visits; or words that nobody knows."""
    metric, category = metric_in(text), category_in(text)
    if metric is None:
        return Mark(text=text, category=category, unit=unit_in(text), device=device_in(text))
    name = _AROUND.sub(" ", text.casefold()).strip(" -_:/,，、·的")
    where = text.casefold().find(name) if len(text.casefold()) == len(text) else -1
    return Mark(
        text=text, role=Role.VALUE, metric=metric, unit=unit_in(text), device=device_in(text), category=category,
        granularity=granularity_in(text), name=text[where : where + len(name)] if where >= 0 else name,
    )  # fmt: skip

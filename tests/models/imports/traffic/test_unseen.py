"""Tables written by somebody who had not read the program, with what an analyst takes of them by hand.

Each line of what is expected: product, #device and @country where they are said, metric, first/last day, plain count.
"""

# ruff: noqa: E501, E701, E702 - a table is easier to read with a row a line

import datetime as dt
import io
import json

import pytest

import resources
from data_sources.imports import child
from models.imports.traffic.reading import is_traffic, taken_of
from models.products.reading import products_from

D = dt.datetime
W, V = "2024-09-13/2024-09-19", "2024-09-06/2024-09-12"
NOTHING, MARKET = "nothing", "market"
TABLES = {}
PRODUCTS = products_from(resources.products())


def text(called, file, content, want="", ask=(), why=(), enc="utf-8"):
    TABLES[called] = (file, lambda: content.encode(enc), want, set(ask), why)


def book(called, file, sheets, want="", ask=(), why=(), do=None):
    TABLES[called] = (file, lambda: workbook(sheets, do), want, set(ask), why)


def workbook(sheets, do):
    import openpyxl

    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if do:
        do(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


# fmt: off
text("junior gbk, days in the file's name", "周报20240920.csv", "AI应用周度访问量跟踪（单位：万次）,,\n产品,9月6日-9月12日,9月13日-9月19日\nChatGPT,\"66,000\",\"68,000\"\n豆包,305.5,312\n数据来源：Similarweb,,\n",
  f"ChatGPT visits {V} 660000000\nChatGPT visits {W} 680000000\n豆包 visits {V} 3055000\n豆包 visits {W} 3120000", enc="gbk")
text("dots in ranges", "clipboard", "图3：2024年9月文本类AI周度访问量（万次）\n产品\t9.6-9.12\t9.13-9.19\nKimi\t520.3\t560.1\n",
  f"Kimi visits {V} 5203000\nKimi visits {W} 5601000")
text("0913-0919 and a year in the file", "周报_2024-09-20.csv", "周访问量(万次)\n产品,0906-0912,0913-0919\nClaude,1500,1600\n", f"Claude visits {V} 15000000\nClaude visits {W} 16000000")
text("0913-0919 and a date below", "clipboard", "周访问量(万次)\n产品\t0906-0912\t0913-0919\nClaude\t1500\t1600\n注：数据截至2024年9月20日\n", f"Claude visits {V} 15000000\nClaude visits {W} 16000000")
text("0913-0919 and a date in a cell beside", "clipboard", "周访问量(万次)\t\t更新日期：2024-09-20\n产品\t0906-0912\t0913-0919\nClaude\t1500\t1600\n", f"Claude visits {V} 15000000\nClaude visits {W} 16000000")
text("no year anywhere", "clipboard", "周访问量(万次)\n产品\t0906-0912\t0913-0919\nClaude\t1500\t1600\n", ask=["year"])
text("9月13日-19日", "AI流量跟踪2024.csv", "产品,9月6日-12日访问量（万次）,9月13日-19日访问量（万次）\nPerplexity,1800,1900\n", f"Perplexity visits {V} 18000000\nPerplexity visits {W} 19000000")
book("unit in the sheet's name", "a.xlsx", {"周访问量(万次)": [["产品", "2024-09-06~2024-09-12", "2024-09-13~2024-09-19"], ["Runway", 210, 220.5]]}, f"Runway visits {V} 2100000\nRunway visits {W} 2205000")
text("万 in cells below 万次", "clipboard", "统计周期：2024/09/13-2024/09/19\n产品\t访问量（万次）\nKimi\t56万\n", ask=["scale"])
text("6.8亿 below 万次 cannot be both", "clipboard", "2024年9月13日至9月19日\n产品\t访问量（万次）\nChatGPT\t6.8亿\n豆包\t312\n", f"ChatGPT visits {W} 680000000\n豆包 visits {W} 3120000")
text("mixed units by column", "clipboard", "AI产品2024年8月数据\n产品\t访问量（亿次）\t下载量（万次）\t评分人数\nChatGPT\t26.0\t1200\t350000\n豆包\t0.25\t1080\t15200\n",
  "ChatGPT visits 2024-08-01/2024-08-31 2600000000\nChatGPT downloads 2024-08-01/2024-08-31 12000000\nChatGPT ratings 2024-08-01/2024-08-31 350000\n豆包 visits 2024-08-01/2024-08-31 25000000\n豆包 downloads 2024-08-01/2024-08-31 10800000\n豆包 ratings 2024-08-01/2024-08-31 15200")
text("亿 and 万 and plain in cells", "clipboard", "2024年8月网站访问量\n产品\t访问量\nChatGPT\t26亿\nKimi\t2,430万\n百川\t8,500\n",
  "ChatGPT visits 2024-08-01/2024-08-31 2600000000\nKimi visits 2024-08-01/2024-08-31 24300000\n百川 visits 2024-08-01/2024-08-31 8500")
text("English with ranks and changes", "similarweb_export_2024-08.csv", "Domain,Total Visits,MoM,YoY,Global Rank\nchatgpt.com,2.6B,+5.1%,62%,11\nclaude.ai,\"72,345,678\",-3.2%,--,800\n",
  "ChatGPT visits 2024-08-01/2024-08-31 2600000000\nClaude visits 2024-08-01/2024-08-31 72345678")
text("decimal commas are refused", "aug.csv", "Visits (M) Aug 2024;\nDomain;Visits (M)\nchatgpt.com;2.600,5\nclaude.ai;72,3\n", why=["a comma that may be a decimal point"])
text("blanks, NBSP, full width", "clipboard", "访问量（次） 2024-08\n产品\t访问量\nChatGPT\t2\u00a0600\u00a0000\u00a0000\nKimi\t２４３０００００\nClaude\t 72 000 000 \nPoe\t'1,200,000\n",
  "ChatGPT visits 2024-08-01/2024-08-31 2600000000\nKimi visits 2024-08-01/2024-08-31 24300000", why=["not a number: 72 000 000"])
text("rank, change and share beside", "AI周报.csv", "文本类（2024.09.13-2024.09.19）,,,,\n排名,产品,周访问量（万次）,环比,市场份额\n1,ChatGPT,\"68,000\",3.0%,80.1%\n2,文心一言,\"1,240\",-0.5%,1.4%\n,合计,\"69,240\",,\n",
  f"ChatGPT visits {W} 680000000\n文小言 visits {W} 12400000", why=["a total is no product"])
text("total rows of all kinds", "clipboard", "2024年8月 访问量（万次）\n产品\t访问量\n豆包\t2500\nKimi\t2430\n合计（前2名）\t4930\nTop 2 Total\t4930\n国内合计\t4930\n总计：\t4930\n行业平均\t2465\n",
  "豆包 visits 2024-08-01/2024-08-31 25000000\nKimi visits 2024-08-01/2024-08-31 24300000")
text("two names of one product, other periods", "clipboard", "下载量（万次） 来源：七麦\n产品\t2024年8月\t2024年9月\n文心一言\t310\t\n文小言\t\t290\n豆包\t1080\t1350\n",
  "文小言 downloads 2024-08-01/2024-08-31 3100000\n文小言 downloads 2024-09-01/2024-09-30 2900000\n豆包 downloads 2024-08-01/2024-08-31 10800000\n豆包 downloads 2024-09-01/2024-09-30 13500000")
text("two names of one product, two numbers", "clipboard", "下载量（万次） 来源：七麦\n产品\t2024年8月\n文心一言\t310\n文小言\t290\n豆包\t1080\n", "豆包 downloads 2024-08-01/2024-08-31 10800000", why=["stated twice"])
text("sites as URLs", "clipboard", "Site\tAug 2024 visits\nhttps://chatgpt.com/\t2,600,000,000\nhttps://www.doubao.com/chat/\t25,000,000\nkimi.moonshot.cn\t24,300,000\nhttp://yiyan.baidu.com\t16,000,000\n",
  "ChatGPT visits 2024-08-01/2024-08-31 2600000000\n豆包 visits 2024-08-01/2024-08-31 25000000\nKimi visits 2024-08-01/2024-08-31 24300000\n文小言 visits 2024-08-01/2024-08-31 16000000")
text("七麦 list", "七麦数据_AI应用下载量_20240924.csv", "七麦数据 iOS下载量预估 2024-09-18~2024-09-24\n排名,应用名称,公司,分类,下载量,评分,更新日期\n1,豆包,北京春田知韵,效率,\"1,234,567\",4.8,2024-09-20\n2,Kimi,北京月之暗面,效率,\"456,789\",4.7,2024-09-12\n3,文小言,百度,效率,\"234,567\",4.6,2024-09-04\n",
  "豆包#ios downloads 2024-09-18/2024-09-24 1234567\nKimi#ios downloads 2024-09-18/2024-09-24 456789\n文小言#ios downloads 2024-09-18/2024-09-24 234567", enc="utf-8-sig")
text("weeks across New Year", "周报20240112.csv", "周访问量（万次）\n产品,1222-1228,1229-0104,0105-0111\nChatGPT,\"40,000\",\"39,000\",\"43,000\"\n",
  "ChatGPT visits 2023-12-22/2023-12-28 400000000\nChatGPT visits 2023-12-29/2024-01-04 390000000\nChatGPT visits 2024-01-05/2024-01-11 430000000", enc="gb18030")
text("weeks across New Year, newest first, year in title only", "clipboard", "2024年周访问量（万次）\n产品\t0105-0111\t1229-0104\t1222-1228\nChatGPT\t43000\t39000\t40000\n", ask=["year"])
text("months without year below a year", "clipboard", "2024年AI产品月度访问量（百万次）\n产品\t6月\t7月\t8月\nClaude\t68.2\t66.1\t72.3\n", "Claude visits 2024-06-01/2024-06-30 68200000\nClaude visits 2024-07-01/2024-07-31 66100000\nClaude visits 2024-08-01/2024-08-31 72300000")
text("months across New Year", "月报-2024-02-08.csv", "月访问量（百万次）\n产品,11月,12月,1月\nClaude,18.2,16.1,22.3\n", "Claude visits 2023-11-01/2023-11-30 18200000\nClaude visits 2023-12-01/2023-12-31 16100000\nClaude visits 2024-01-01/2024-01-31 22300000")
def mmm(b):
    for c in b.worksheets[0][2][1:]: c.number_format = "mmm-yy"
book("dates shown as mmm-yy", "b.xlsx", {"Sheet1": [["Monthly visits (M), Similarweb"], ["Site", D(2024,6,1), D(2024,7,1), D(2024,8,1)], ["midjourney.com", 17.5, 16.2, 15.9]]},
  "Midjourney visits 2024-06-01/2024-06-30 17500000\nMidjourney visits 2024-07-01/2024-07-31 16200000\nMidjourney visits 2024-08-01/2024-08-31 15900000", do=mmm)
text("Wind prices", "wind.csv", "证券代码,证券简称,收盘价,总市值(亿元)\n002230.SZ,科大讯飞,35.1,811\n300418.SZ,昆仑万维,28.3,345\n", MARKET, enc="gbk")
book("Wind closes across", "wind.xlsx", {"Sheet1": [["Wind", "", ""], ["日期", "002230.SZ", "BIDU.O"], [D(2024,9,18), 34.9, 86.1], [D(2024,9,19), 35.1, 87.2]]}, MARKET)
text("Similarweb v5 daily", "sw.json", json.dumps({"meta": {"request": {"domain": "chatgpt.com", "country": "ww", "granularity": "daily", "web_source": "total"}, "status": "Success"}, "data": [{"date": "2024-09-13", "visits": 98765432.1, "bounce_rate": 0.3}, {"date": "2024-09-14", "visits": 87654321}]}),
  "ChatGPT visits 2024-09-13/2024-09-13 98765432.1\nChatGPT visits 2024-09-14/2024-09-14 87654321")
text("Similarweb v1 weekly", "doubao.com_visits.json", json.dumps({"meta": {"request": {"granularity": "Weekly", "main_domain_only": False, "domain": "doubao.com", "country": "world"}, "status": "Success"}, "visits": [{"date": "2024-09-09", "visits": 6.1e6}, {"date": "2024-09-16", "visits": 5.9e6}]}),
  "豆包 visits 2024-09-09/2024-09-15 6100000\n豆包 visits 2024-09-16/2024-09-22 5900000")
text("Similarweb v5 monthly, desktop, US", "sw.json", json.dumps({"meta": {"request": {"domain": "claude.ai", "country": "us", "granularity": "monthly", "web_source": "desktop"}, "status": "Success"}, "data": [{"date": "2024-07-01", "visits": 12345678.9}, {"date": "2024-08-01", "visits": 13345678.9}]}),
  "Claude#desktop@US visits 2024-07-01/2024-07-31 12345678.9\nClaude#desktop@US visits 2024-08-01/2024-08-31 13345678.9")
text("Semrush overview", "Aug 2024.csv", "Target;Visits;Unique Visitors;Pages / Visit;Avg. Visit Duration;Bounce Rate\nperplexity.ai;90.1M;22.3M;4.1;00:10:12;40.2%\npoe.com;30.4M;8.1M;5.0;00:09:01;38%\n",
  "Perplexity visits 2024-08-01/2024-08-31 90100000\nPoe visits 2024-08-01/2024-08-31 30400000")
text("Sensor Tower by country", "st.csv", "App ID\tApp Name\tPublisher\tDate\tCountry\tDownloads\tRevenue ($)\n1\tChatGPT\tOpenAI\t2024-07-01\tUS\t5123456\t1234\n1\tChatGPT\tOpenAI\t2024-08-01\tUS\t5234567\t1234\n1\tChatGPT\tOpenAI\t2024-07-01\tJP\t612345\t234\n1\tChatGPT\tOpenAI\t2024-08-01\tJP\t623456\t234\n",
  "ChatGPT@US downloads 2024-07-01/2024-07-31 5123456\nChatGPT@US downloads 2024-08-01/2024-08-31 5234567\nChatGPT@JP downloads 2024-07-01/2024-07-31 612345\nChatGPT@JP downloads 2024-08-01/2024-08-31 623456", enc="utf-16")
text("AI产品榜", "clipboard", "AI产品榜·网站榜 2024年8月\n全球排名\t产品名\t分类\t8月上榜网站访问量\t8月上榜变化\n1\tChatGPT\tAI ChatBots\t2.63B\t4.34%\n2\tNew Bing\tAI Search Engine\t1.74B\t-0.5%\n6\tCharacter AI\tAI Character\t213.32M\t-3.18%\n",
  "ChatGPT visits 2024-08-01/2024-08-31 2630000000\nCopilot visits 2024-08-01/2024-08-31 1740000000\nCharacter.AI visits 2024-08-01/2024-08-31 213320000")
text("点点 by store", "点点数据导出.csv", "点点数据 2024-08-01至2024-08-31\n应用,iOS下载量(万),安卓下载量(万),收入(万元)\n豆包,320.5,760,0\nKimi,98,150.2,12\n",
  "豆包#ios downloads 2024-08-01/2024-08-31 3205000\n豆包#android downloads 2024-08-01/2024-08-31 7600000\nKimi#ios downloads 2024-08-01/2024-08-31 980000\nKimi#android downloads 2024-08-01/2024-08-31 1502000")
def m2(b):
    s = b.worksheets[0]; s.merge_cells("A2:A3"); s.merge_cells("B2:C2"); s.merge_cells("D2:E2")
    for r in (4, 5): s.cell(r, 3).number_format = s.cell(r, 5).number_format = "0.0%"
book("two header rows, merged, percent cells", "c.xlsx", {"图表": [["图4：AI网站月度访问量"], ["产品", "2024年7月", None, "2024年8月", None], [None, "访问量（万次）", "环比", "访问量（万次）", "环比"], ["豆包", 2210.5, 0.1, 2500, 0.131], ["可灵AI", 310, None, 455, 0.468]]},
  "豆包 visits 2024-07-01/2024-07-31 22105000\n豆包 visits 2024-08-01/2024-08-31 25000000\n可灵 visits 2024-07-01/2024-07-31 3100000\n可灵 visits 2024-08-01/2024-08-31 4550000", do=m2)
book("metrics over months", "c2.xlsx", {"S": [["2024年"], ["产品", "访问量（百万次）", None, "下载量（万次）", None], [None, "7月", "8月", "7月", "8月"], ["豆包", 22.1, 25, 900, 1080]]},
  "豆包 visits 2024-07-01/2024-07-31 22100000\n豆包 visits 2024-08-01/2024-08-31 25000000\n豆包 downloads 2024-07-01/2024-07-31 9000000\n豆包 downloads 2024-08-01/2024-08-31 10800000")
def m3(b): s = b.worksheets[0]; s.merge_cells("A2:A3"); s.merge_cells("A4:A5")
book("merged products of a long table", "d.xlsx", {"数据": [["产品", "月份", "访问量(万)"], ["Kimi", "2024-07", 2120], [None, "2024-08", 2430], ["Pika", "2024-07", 310], [None, "2024-08", 295]]},
  "Kimi visits 2024-07-01/2024-07-31 21200000\nKimi visits 2024-08-01/2024-08-31 24300000\nPika visits 2024-07-01/2024-07-31 3100000\nPika visits 2024-08-01/2024-08-31 2950000", do=m3)
book("a sheet a category", "周度流量0920.xlsx", {"说明": [["本表数据来自Similarweb，统计口径为全球，更新于2024年9月20日"]], "文本": [["单位：万次"], ["产品", "0913-0919"], ["ChatGPT", 68000]], "图像": [["单位：万次"], ["产品", "0913-0919"], ["Midjourney", 390]], "视频": [["单位：万次"], ["产品", "0913-0919"], ["Luma", 280]]},
  ask=["metric", "year"])
def m4(b): s = b.worksheets[0]; s.column_dimensions["D"].hidden = True; s.row_dimensions[4].hidden = True
def wan(b):
    for r in (3, 4): b.worksheets[0].cell(r, 2).number_format = '0!.0,"万"'
book("counts shown in 万 by their format", "e.xlsx", {"Sheet1": [["2024年8月访问量"], ["产品", "访问量"], ["ChatGPT", 2600000000], ["百川", 612345]]},
  "ChatGPT visits 2024-08-01/2024-08-31 2600000000\n百川 visits 2024-08-01/2024-08-31 612345", do=wan)
book("hidden notes, numbers as text", "f.xlsx", {"Sheet1": [["产品", "周期", "访问量（万次）", "备注"], ["Kimi", "2024.9.13-2024.9.19", "560.1 ", "口径调整"], ["豆包", "2024.9.13-2024.9.19", "\u00a0312", None], ["Suno", "2024.9.13-2024.9.19", "1,050", None]]},
  f"Kimi visits {W} 5601000\n豆包 visits {W} 3120000\nSuno visits {W} 10500000", do=m4)
text("start and end columns", "clipboard", "Website,Start Date,End Date,Visits\nchatgpt.com,2024-09-09,2024-09-15,680123456\nclaude.ai,2024-09-09,2024-09-15,16123456\n", "ChatGPT visits 2024-09-09/2024-09-15 680123456\nClaude visits 2024-09-09/2024-09-15 16123456")
text("metric and unit by row", "clipboard", "产品,指标,数值,单位,月份\n豆包,访问量,2500,万次,2024-08\n豆包,下载量,1080,万次,2024-08\nChatGPT,访问量,26,亿次,2024-08\n豆包,月活,3000,万,2024-08\n",
  "豆包 visits 2024-08-01/2024-08-31 25000000\n豆包 downloads 2024-08-01/2024-08-31 10800000\nChatGPT visits 2024-08-01/2024-08-31 2600000000", why=["not counted here"])
text("dates down, a unit a column", "clipboard", "访问量\n月份,ChatGPT（亿次）,豆包（万次）,Claude（百万次）\n2024-07,25.1,2210,66\n2024-08,26.3,2500,72\n", "ChatGPT visits 2024-07-01/2024-07-31 2510000000\nChatGPT visits 2024-08-01/2024-08-31 2630000000\n豆包 visits 2024-07-01/2024-07-31 22100000\n豆包 visits 2024-08-01/2024-08-31 25000000\nClaude visits 2024-07-01/2024-07-31 66000000\nClaude visits 2024-08-01/2024-08-31 72000000")
text("metric in each product's heading", "clipboard", "日期\t豆包访问量（万次）\t豆包下载量（万次）\tKimi访问量（万次）\n2024年7月\t2210\t900\t2120\n2024年8月\t2500\t1080\t2430\n",
  "豆包 visits 2024-07-01/2024-07-31 22100000\n豆包 visits 2024-08-01/2024-08-31 25000000\n豆包 downloads 2024-07-01/2024-07-31 9000000\n豆包 downloads 2024-08-01/2024-08-31 10800000\nKimi visits 2024-07-01/2024-07-31 21200000\nKimi visits 2024-08-01/2024-08-31 24300000")
text("weeks by number", "clipboard", "访问量（万次）\n产品\t2024W36\t2024W37\nLuma\t280\t301\n", "Luma visits 2024-09-02/2024-09-08 2800000\nLuma visits 2024-09-09/2024-09-15 3010000")
text("dd/mm/yyyy", "clipboard", "Daily visits,,\nDate,chatgpt.com,claude.ai\n11/09/2024,98000000,2300000\n12/09/2024,99000000,2400000\n13/09/2024,97000000,2200000\n", "ChatGPT visits 2024-09-11/2024-09-11 98000000\nChatGPT visits 2024-09-12/2024-09-12 99000000\nChatGPT visits 2024-09-13/2024-09-13 97000000\nClaude visits 2024-09-11/2024-09-11 2300000\nClaude visits 2024-09-12/2024-09-12 2400000\nClaude visits 2024-09-13/2024-09-13 2200000")
text("a day or a month first?", "clipboard", "Domain,Date,Visits\nchatgpt.com,09/02/2024,98000000\nchatgpt.com,09/03/2024,99000000\n", ask=["order"])
text("Similarweb's range as title", "clipboard", "Website performance, Sep 13 - Sep 19, 2024, Worldwide, All traffic\nDomain\tVisits\trank change\nrunwayml.com\t2.2M\t3\nheygen.com\t1.9M\t-1\n", f"Runway visits {W} 2200000\nHeyGen visits {W} 1900000")
text("below a threshold", "clipboard", "Visits (count), Aug 2024\nDomain\tVisits\nbaichuan-ai.com\t<5,000\nchatglm.cn\t3,512,345\n", "百川 visits 2024-08-01/2024-08-31 5000\n智谱清言 visits 2024-08-01/2024-08-31 3512345")
text("one product, metrics down", "豆包.csv", "指标,2024年7月,2024年8月\n访问量（万次）,2210,2500\n下载量（万次）,900,1080\n", NOTHING)
text("daily averages are no totals", "clipboard", "2024年8月AI产品日均访问量（万次）\n产品\t日均访问量\nKimi\t78.4\n豆包\t80.6\n", NOTHING)
text("daily averages by month", "clipboard", "日均访问量（万次）\n产品\t2024年7月\t2024年8月\nKimi\t68.4\t78.4\n", NOTHING)
text("running totals", "clipboard", "截至2024年8月累计下载量（万次）\n产品\t2024年7月\t2024年8月\nKimi\t1680\t1780\n", NOTHING, why=["a running total"])
text("monthly users", "clipboard", "2024年8月AI应用MAU（万）\n产品\tMAU\tDAU\n豆包\t3042\t501\n", NOTHING)
text("one product, years across", "clipboard", "ChatGPT月访问量（亿次）\n月份\t2023年\t2024年\n7月\t15.1\t25.1\n8月\t14.3\t26.3\n", NOTHING)
text("quarters", "clipboard", "访问量（百万次）\n产品\t2024Q1\t2024Q2\nClaude\t160\t190\n", NOTHING)
book("months as numbers 2024.07", "g.xlsx", {"月访问量（万次）": [["产品", 2024.07, 2024.08], ["Kimi", 2120, 2430]]}, NOTHING)
book("months as numbers 202407", "h.xlsx", {"月访问量（万次）": [["产品", 202407, 202408], ["Kimi", 2120, 2430]]}, "Kimi visits 2024-07-01/2024-07-31 21200000\nKimi visits 2024-08-01/2024-08-31 24300000")
text("this week, last week", "clipboard", "图1 文本类模型访问量（0913-0919，2024年，单位：万次）\n产品\t本周\t上周\t环比\nKimi\t560.1\t520.3\t7.6%\n", f"Kimi visits {W} 5601000")
text("slashes without year", "AI周报-20240920.csv", "访问量（万次）\n产品,9/6-9/12,9/13-9/19,周环比\nKimi,520.3,560.1,7.6%\n文小言*,1240,1250,0.8%\n*文小言即原文心一言\n", f"Kimi visits {V} 5203000\nKimi visits {W} 5601000\n文小言 visits {V} 12400000\n文小言 visits {W} 12500000")
text("thousands in English", "clipboard", "Downloads (in thousands), Source: Sensor Tower\nApp\tJul-24\tAug-24\nChatGPT\t15,123\t16,234\nPerplexity\t812\t905\n", "ChatGPT downloads 2024-07-01/2024-07-31 15123000\nChatGPT downloads 2024-08-01/2024-08-31 16234000\nPerplexity downloads 2024-07-01/2024-07-31 812000\nPerplexity downloads 2024-08-01/2024-08-31 905000")
text("unit behind a slash", "clipboard", "产品\t2024-08访问量/万\t2024-08下载量/万\n豆包\t2500\t1080\n", "豆包 visits 2024-08-01/2024-08-31 25000000\n豆包 downloads 2024-08-01/2024-08-31 10800000")
text("no unit anywhere", "clipboard", "2024年8月访问量\n产品\t访问量\nKimi\t2430\n豆包\t2500\n", ask=["unit"])
text("utf-16 without a mark", "x.txt", "2024年8月访问量（万次）\n产品\t访问量\nKimi\t2430\n豆包\t2500\n", "Kimi visits 2024-08-01/2024-08-31 24300000\n豆包 visits 2024-08-01/2024-08-31 25000000", enc="utf-16-le")
text("weeks of the month", "clipboard", "2024年 访问量（万次）\n产品\t9月第1周\t9月第2周\nKimi\t520\t560\n", NOTHING)
text("a week told by its last day", "clipboard", "周访问量（万次）\n产品\t截至2024/9/12当周\t截至2024/9/19当周\nKimi\t520.3\t560.1\n", NOTHING)
text("two tables on a sheet with two units", "clipboard", "图1：2024年8月访问量（亿次）\n产品\t访问量\nChatGPT\t26.3\n\n图2：2024年8月下载量（万次）\n产品\t下载量\n豆包\t1080\n", "ChatGPT visits 2024-08-01/2024-08-31 2630000000\n豆包 downloads 2024-08-01/2024-08-31 10800000")

text("an average in the title only", "clipboard", "2024年8月AI产品日均访问量（万次）\n产品\t访问量\nKimi\t78.4\n", NOTHING, why=["an average"])
text("a launch is not the table's day", "clipboard", "ChatGPT等周访问量（万次），ChatGPT于2022年11月30日上线\n产品\t0906-0912\t0913-0919\nClaude\t1500\t1600\n", ask=["year"])
text("unit beside the metric in each row", "clipboard", "2024年8月（单位：亿次）\n产品\t指标\t数值\n豆包\t访问量（万次）\t2500\n豆包\t下载量（万次）\t1080\n", "豆包 visits 2024-08-01/2024-08-31 25000000\n豆包 downloads 2024-08-01/2024-08-31 10800000")
text("totals across", "clipboard", "月访问量（万次）\n月份\t豆包\tKimi\t国内合计\t合计（前2名）\n2024-07\t2210\t2120\t4330\t4330\n2024-08\t2500\t2430\t4930\t4930\n", "豆包 visits 2024-07-01/2024-07-31 22100000\n豆包 visits 2024-08-01/2024-08-31 25000000\nKimi visits 2024-07-01/2024-07-31 21200000\nKimi visits 2024-08-01/2024-08-31 24300000", why=["a total is no product"])
text("unit in a cell beside the title", "clipboard", "周访问量\t\t单位：万次\n产品\t2024.9.6-9.12\t2024.9.13-9.19\nKimi\t520.3\t560.1\n", f"Kimi visits {V} 5203000\nKimi visits {W} 5601000")
text("event in a note with 更新 word", "clipboard", "周访问量(万次)\n产品\t0906-0912\t0913-0919\n文小言\t1500\t1600\n注：文心一言APP于2024年9月4日更新为文小言\n", ask=["year"])
text("share column without percent", "clipboard", "2024年8月访问量（万次）\n产品\t访问量\t占比\n豆包\t2500\t0.35\n", "豆包 visits 2024-08-01/2024-08-31 25000000")
text("日均 heading in dates down", "clipboard", "ChatGPT 2024年\n月份\t月访问量（亿次）\t日均访问量（万次）\n2024-07\t25.1\t8100\n2024-08\t26.3\t8483\n", "ChatGPT visits 2024-07-01/2024-07-31 2510000000\nChatGPT visits 2024-08-01/2024-08-31 2630000000")
text("averages and totals in the title", "clipboard", "2024年8月访问量及日均访问量（万次）\n产品\t访问量\t日均访问量\nKimi\t2430\t78.4\n", "Kimi visits 2024-08-01/2024-08-31 24300000")
text("Similarweb Chinese, year wise", "clipboard", "网站\t2023年8月访问量（亿次）\t2024年8月访问量（亿次）\t同比\nchatgpt.com\t14.3\t26.3\t84%\n", "ChatGPT visits 2023-08-01/2023-08-31 1430000000\nChatGPT visits 2024-08-01/2024-08-31 2630000000")
text("ww Sept 2024 in English header", "clipboard", "App Name\tDownloads (Aug 1 - Aug 31, 2024)\tDownload growth\nChatGPT\t16,234,567\t2%\nDeepSeek\t134,567\t1%\n", "ChatGPT downloads 2024-08-01/2024-08-31 16234567\nDeepSeek downloads 2024-08-01/2024-08-31 134567")
text("unit only in a footnote", "clipboard", "2024年8月访问量\n产品\t访问量\nKimi\t2430\n注：单位为万次\n", "Kimi visits 2024-08-01/2024-08-31 24300000")
text("unit conflict title vs header", "clipboard", "2024年8月访问量（亿次）\n产品\t访问量（万次）\nKimi\t2430\n", "Kimi visits 2024-08-01/2024-08-31 24300000")
text("本月 上月 columns", "clipboard", "七麦 2024年8月 iPhone下载量（万次）\n应用\t本月\t上月\t变化\n豆包\t1080\t900\t20%\n", "豆包#ios downloads 2024-08-01/2024-08-31 10800000")
text("Yearly weeks crossing with number", "clipboard", "访问量（万次）\n产品\t2023W52\t2024W01\nLuma\t280\t301\n", "Luma visits 2023-12-25/2023-12-31 2800000\nLuma visits 2024-01-01/2024-01-07 3010000")
text("range with year on the left only over New Year", "clipboard", "访问量（万次）\n产品\t2023.12.29-1.4\t2024.1.5-1.11\nLuma\t280\t301\n", "Luma visits 2023-12-29/2024-01-04 2800000\nLuma visits 2024-01-05/2024-01-11 3010000")
text("two digit year month", "clipboard", "月访问量（万次）\n产品\t24年7月\t24年8月\nKimi\t2120\t2430\n", "Kimi visits 2024-07-01/2024-07-31 21200000\nKimi visits 2024-08-01/2024-08-31 24300000")
text("scientific", "clipboard", "Visits Aug 2024\nDomain\tVisits\nchatgpt.com\t2.63E+09\nclaude.ai\t7.2E+07\n", "ChatGPT visits 2024-08-01/2024-08-31 2630000000\nClaude visits 2024-08-01/2024-08-31 72000000")
text("m is 百万 in Chinese title", "clipboard", "AI网站访问量（M）2024-08\n产品\t访问量\nSuno\t52.1\n", "Suno visits 2024-08-01/2024-08-31 52100000")
text("Sep column future month of today", "clipboard", "月访问量（万次）\n产品\t2024-09\t2024-10\n豆包\t2500\t2700\n", "豆包 visits 2024-09-01/2024-09-30 25000000", why=["not begun"])
text("last 28 days", "clipboard", "Last 28 days (As of Sep 24)\nDomain\tVisits\nclaude.ai\t72.1M\n", ask=["period"])
text("mixed granularity columns", "clipboard", "访问量（万次）\n产品\t2024年8月\t2024.9.13-2024.9.19\n豆包\t2500\t560\n", f"豆包 visits 2024-08-01/2024-08-31 25000000\n豆包 visits {W} 5600000")
text("total column across periods", "clipboard", "访问量（万次）\n产品\t2024-07\t2024-08\t合计\t月均\n豆包\t2210\t2500\t4710\t2355\n", "豆包 visits 2024-07-01/2024-07-31 22100000\n豆包 visits 2024-08-01/2024-08-31 25000000")
text("a beta long ago in the title", "clipboard", "周访问量（万次），豆包2023年8月18日公开测试\n产品\t0906-0912\t0913-0919\n豆包\t300\t312\n", ask=["year"])

# fmt: on


@pytest.mark.parametrize("called", TABLES)
def test_a_table_nobody_has_seen(called):
    file, content, want, ask, why = TABLES[called]
    cells = child._read(content(), file)
    if want == MARKET:
        assert not is_traffic(cells, PRODUCTS)
        return
    found = taken_of(cells, PRODUCTS, today=dt.date(2024, 9, 27))
    expected = [] if want == NOTHING else want.splitlines()
    assert sorted(told(found.series)) == sorted(expected)
    assert {str(one.asked) for one in found.questions if one.needed} == ask
    reasons = [one.reason for one in found.refused]
    assert expected or ask or reasons
    assert all(any(one in reason for reason in reasons) for one in why)
    assert want == NOTHING or is_traffic(cells, PRODUCTS)


def told(series):
    for one in series:
        key = one.key
        device = "" if key.device == "all" else f"#{key.device}"
        name = f"{key.product}{device}{'' if key.geo == 'ww' else '@' + key.geo}"
        for start, end, value in zip(one.start, one.end, one.value, strict=True):
            yield f"{name} {key.metric} {start}/{end} {value:.12g}"

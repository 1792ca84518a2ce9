"""How Chinese names sound: pinyin with the readings people really use, and its initials. Data process only."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable
from typing import Any

from models.search.fold import folded

MOST = 8  # combinations of readings a name
CHINESE = re.compile("[\u3400-\u9fff]")
# Characters of names that people read in more than one way. The library's own lists hold readings of antiquity (达 ti,
# 能 xiong), which would find what nobody meant; its phrases say which of these readings comes first.
LIVING = dict(
    re.findall(
        r"(\S):(\S+)",
        "重:zhong/chong 长:chang/zhang 行:hang/xing 乐:le/yue 朝:chao/zhao 厦:xia/sha 曾:zeng/ceng 单:dan/shan "
        "都:du/dou 藏:cang/zang 传:chuan/zhuan 调:tiao/diao 会:hui/kuai 降:jiang/xiang 卡:ka/qia "
        "率:lv/shuai 泊:bo/po 强:qiang/jiang 弹:dan/tan 系:xi/ji 校:xiao/jiao 血:xue/xie "
        "叶:ye/xie 柏:bai/bo 便:bian/pian 车:che/ju 澄:cheng/deng 和:he/huo 角:jiao/jue 给:gei/ji 区:qu/ou "
        "还:huan/hai 核:he/hu 绿:lv/lu 铅:qian/yan 奇:qi/ji 塞:sai/se 省:sheng/xing 宿:su/xiu 拓:tuo/ta 纤:xian/qian "
        "扎:zha/za 参:can/shen 圈:quan/juan 露:lu/lou 落:luo/la 脉:mai/mo 盛:sheng/cheng 晟:sheng/cheng "
        "沈:shen/chen 解:jie/xie 尉:wei/yu 蔚:wei/yu 浒:hu/xu 涪:fu/pei 莞:guan/wan 亳:bo/hao 蚌:beng/bang 六:liu/lu "
        "埔:pu/bu 薄:bo/bao 堡:bao/pu 秘:mi/bi 殷:yin/yan 地:di/de 仇:qiu/chou 贾:jia/gu 隽:juan/jun "
        "矿:kuang/gong 屏:ping/bing 称:cheng/chen 龟:gui/jun 赣:gan/gong 呷:xia/ga 臂:bi/bei "
        "模:mo/mu 壳:ke/qiao 巷:xiang/hang 蕴:yun/wen 说:shuo/yue 觉:jue/jiao 侗:dong/tong 阿:a/e 乾:qian/gan",
    )
)
Syllable = tuple[str, ...]  # its readings, the usual one first; letters and digits side by side are one


def sounds(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Initials and pinyin of a name, its usual reading first: (("wehc", ...), ("wo'er'he'cai", ...)).

    Nothing for a name without Chinese characters. What is not Chinese in it sounds as it is written.
    """
    if not CHINESE.search(name):
        return (), ()
    chosen = _combined(_syllables("".join(mark for mark in folded(name) if mark.isalnum())))
    initials = ("".join(part if latin else part[0] for part, latin in one) for one in chosen)
    pinyin = ("'".join(part for part, _ in one) for one in chosen)
    return tuple(dict.fromkeys(initials)), tuple(dict.fromkeys(pinyin))


def _syllables(name: str) -> list[tuple[Syllable, bool]]:
    """Each syllable's readings, and whether it is Latin text."""
    from pypinyin import lazy_pinyin

    found: list[tuple[Syllable, bool]] = []
    for mark, usual in zip(name, lazy_pinyin(name, errors=_each), strict=True):
        if not mark.isascii():
            found.append((tuple(dict.fromkeys((usual, *LIVING.get(mark, usual).split("/")))), False))
        elif found and found[-1][1]:
            found[-1] = ((found[-1][0][0] + mark,), True)
        else:
            found.append(((mark,), True))
    return found


def _each(text: str) -> Any:
    """What has no pinyin stands for itself, a character at a time."""
    return list(text)


def _combined(syllables: list[tuple[Syllable, bool]]) -> list[list[tuple[str, bool]]]:
    """At most MOST combinations, those with the fewest unusual readings first."""
    spoken, latin = [readings for readings, _ in syllables], [flag for _, flag in syllables]
    every: Iterable[tuple[str, ...]] = itertools.product(*spoken)
    if math.prod(map(len, spoken)) > MOST:
        usual = tuple(readings[0] for readings in spoken)
        swaps = ((place, other) for place, readings in enumerate(spoken) for other in readings[1:])
        every = itertools.chain([usual], ((*usual[:at], other, *usual[at + 1 :]) for at, other in swaps))
    return [list(zip(one, latin, strict=True)) for one in itertools.islice(every, MOST)]

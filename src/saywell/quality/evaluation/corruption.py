"""Text as a poor speech recogniser would have written it: same-sound characters, no punctuation, no capitals.

The sounds are not those that the recogniser folds: they come from the character set GB 2312, whose first level (3,755
common characters) is in the order of pinyin. Tones are left aside.
"""

from __future__ import annotations

import re
from functools import cache

from saywell.language.fold import fold_characters
from saywell.quality.evaluation.metrics import Chance

# The first character of each syllable in GB 2312 level 1, from a to zuo.
_SYLLABLES = (
    "啊埃鞍肮凹芭白斑邦苞杯奔崩逼鞭标鳖彬兵玻捕擦猜餐苍操厕层插拆搀昌超车郴撑吃充抽初揣川疮吹春戳疵聪凑粗蹿摧村磋搭呆耽当刀德蹬堤颠碉跌"
    "丁丢东兜督端堆墩掇蛾恩而发藩坊菲芬丰佛否夫噶该干冈篙哥给根耕工钩辜刮乖棺光瑰辊锅哈骸酣夯壕呵嘿痕哼轰喉呼花槐欢荒灰荤豁击嘉歼僵蕉"
    "揭巾荆炯揪鞠捐撅均喀开刊康考坷肯坑空抠枯夸块宽匡亏坤括垃莱蓝琅捞勒雷棱厘俩联粮撩列琳玲溜龙楼芦驴峦掠抡萝妈埋瞒芒猫么玫门萌眯棉苗"
    "蔑民明谬摸谋拇拿氖南囊挠呢馁嫩能妮蔫娘鸟捏您柠牛脓奴女暖虐挪哦欧啪拍攀乓抛呸喷砰坯篇飘撇拼乒坡剖扑期掐牵枪橇切钦青琼秋趋圈缺裙然"
    "瓤饶惹壬扔日戎揉茹软蕊闰若撒腮三桑搔瑟森僧莎筛珊墒梢奢砷声师收蔬刷摔栓霜谁吮说斯松搜苏酸虽孙蓑塌胎坍汤掏特藤梯天挑贴厅通偷凸湍推"
    "吞拖挖歪豌汪威瘟嗡挝巫昔瞎掀相萧楔薪星兄休墟轩靴勋压焉殃邀椰一茵英哟拥幽迂鸳曰耘匝栽咱赃遭责贼怎增扎摘瞻樟招遮珍蒸芝中舟珠抓拽专"
    "桩椎谆捉兹鬃邹租钻嘴尊昨"
)
_PUNCTUATION = re.compile(r"(?<=\d)[.:/](?=\d)|(?<=[A-Za-z])['’](?=[A-Za-z])|([^\w\s])")
_SPACES = re.compile(r"\s+")
_BETWEEN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])")
_DIGITS = ("零一二三四五六七八九", ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))


@cache
def same_sound() -> dict[str, str]:
    """Each common Simplified character -> the other common characters of its syllable."""
    groups: list[list[str]] = []
    starts = set(_SYLLABLES)
    for row in range(0xB0, 0xD8):
        for column in range(0xA1, 0xFF if row < 0xD7 else 0xFA):
            char = bytes((row, column)).decode("gb2312")
            if char in starts:
                groups.append([])
            groups[-1].append(char)
    return {char: "".join(other for other in group if other != char) for group in groups for char in group}


def corrupt(text: str, share: float, chance: Chance, *, spoken_digits: bool = False) -> str:
    """`share` of the Chinese characters replaced by others of the same syllable; punctuation gone, letters small.

    Digits become words one by one where asked. In Traditional text the others are characters that both scripts share,
    where there are such.
    """
    traditional = fold_characters(text) != text
    out = "".join(
        _other(char, chance, traditional) if _is_chinese(char) and chance() < share else char for char in text
    )
    out = _PUNCTUATION.sub(lambda mark: " " if mark[1] else mark[0], out)
    out = _SPACES.sub(" ", out).strip().lower()
    if spoken_digits:
        out = _say_digits(out)
    return _BETWEEN_CHINESE.sub("", out)


def _is_chinese(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _other(char: str, chance: Chance, traditional: bool) -> str:
    others = same_sound().get(fold_characters(char), "")
    if traditional:
        others = "".join(one for one in others if one in _shared()) or others
    return others[int(chance() * len(others))] if others else char


@cache
def _shared() -> frozenset[str]:
    """Common characters that Traditional text has too: Big5 knows them."""
    out = set()
    for char in same_sound():
        try:
            char.encode("big5")
        except UnicodeEncodeError:
            continue
        out.add(char)
    return frozenset(out)


def _say_digits(text: str) -> str:
    chinese = any(_is_chinese(char) for char in text)
    if chinese:
        return "".join(_DIGITS[0][int(char)] if char.isascii() and char.isdigit() else char for char in text)
    spaced = re.sub(r"\d", lambda digit: f" {_DIGITS[1][int(digit[0])]} ", text)
    return _SPACES.sub(" ", spaced).strip()

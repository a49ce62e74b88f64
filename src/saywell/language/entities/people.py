"""Names of people: 王先生, 陳小姐, 欧阳女士, 我姓李, 我叫王小明, Mr. Smith, my name is John Wong."""

from __future__ import annotations

import re

from saywell.language.entities.entity import Entity
from saywell.language.expression import lazy
from saywell.language.kinds import SAYS, SAYS_WHOSE, SPELT, SPELT_THEN, SURNAME, TITLE_END
from saywell.language.names import COMPOUND_SURNAMES, SINGLE_SURNAMES
from saywell.language.wordlist import word_set

_SINGLE = frozenset(SINGLE_SURNAMES)
_COMPOUND = frozenset(COMPOUND_SURNAMES)
# Surnames so common that a character before the next one is rather a surname than a given name.
_FREQUENT = frozenset(SINGLE_SURNAMES[:100])
_HAN = "\u4e00-\u9fff"
_SHORT_END = "(?=[,.!?]|\\Z|您|你|请|的|吗|是吗|在吗)"
_TITLE = lazy(
    f"先生|女士|小姐(?!姐)|太太|老师|同学|总经理|总监|经理|主任|师傅|阿姨|叔叔|大哥|大姐|医生|教授|律师(?!事务|所|函)|老板|店长|总(?![是共部机算之体计结得会要统能归裁务行有公局评量账价额数])|姐(?![姐妹夫])|哥(?!哥)|工{_SHORT_END}|生{_SHORT_END}|太{_SHORT_END}"
)
# Endings that look like surname + title or surname + given name and are ordinary words.
_NOT_NAMES = word_set(
    "谢谢 多谢 感谢 项目 高级 对方 双方 地方 东方 北方 南方 官方 客户 黄金 白金 方便 温馨 平安 高兴 明白 时间 "
    "安全 于是 何时 任何 常常 和平 左右 管理 年轻 单位 金融 白领 严重 经常 安排 成功 成为 解决 解释 通常 祝您 "
    "祝你 边上 张口 毛病 金额 金牌 大堂 应该 万一 水电 车间 房产 房东 家属 马上 高铁 房管 物管 主管 支付 应付 "
    "到付 代付 预付 交付 拨付 付费 付款 连锁 关于 对于 由于 至于 属于 用于 在于 基于 终于 位于 过关 相关 有关 "
    "无关 机关 海关 银行 和您 和你 方式 方面 方案 金卡 白天 黑白 明天 程序 过程 工程 行程 流程 全程 课程 教程 "
    "里程 施工 史上 历史 余额 多余 其余 业余 任务 责任 信任 主任 时候 时尚 高档 高速 提高 石油 江苏 江西 宁波 "
    "温州 苏州 郑州 徐州 柳州 广州 武汉 邓州 苏宁 安徽 黎明 秦皇 祝福 万能 万达 万科 童装 童鞋 包裹 包装 包邮 "
    "面包 书包 红包 钱包 套餐 项链 车票 车辆 房子 房间 客房 柴油 单号 订单 简单 清单 保单 账单 单子 单元 连接 "
    "连续 解除 解绑 了解 理解 谅解 理赔 查询 查看 检查 复查 核查 调查 查一 查到 耿直 路上 路由 网路 线路 套路 "
    "司机 公司 上司 司法 文件 文字 中文 英文 图文 钟表 分钟 闹钟 全部 全国 全额 安装 安静 安心 保安 公安 不安 "
    "晚安 早安 牛奶 牛仔 蓝色 蓝牙 红色 汤圆 米饭 孔子 盛大 丰盛 甘肃 曾经 不曾 管家 宫保 娄底 苗条 桂林 别的 "
    "方能 高的 高是 金的 马云 党委 席位 主席 出席 完毕 电池 歌曲 大宗 保卫 环卫 护卫 新闻 依赖 信赖 无赖 启蒙 水池 官邸"
)
_SURNAME = f"(?:{'|'.join(COMPOUND_SURNAMES)}|[{_HAN}])"
_SAYS_SURNAME = lazy(f"(?<![不有没])姓(?![名氏什啥谁啊呀呢吗吧哪哦嘛哈])(?:是)?({_SURNAME})(?![氏什])")
_SPELT = lazy(
    "(?:弓长|木子|耳东|立早|双木|古月|言午|口天|三点水|人可|草头|双人|走肖|双口|关耳|禾呈|文刀|十八子|三横)(?:的)?([一-鿿])"
)
_SAYS_NAME = lazy(
    f"(?P<cue>(?:我|本人|小弟|小妹)(?:的)?(?:名字|姓名|全名)?(?:是|叫做?|就是)|(?:名字|姓名|全名|收件人|联系人|户名)(?:是|叫做?|:))(?P<name>[{_HAN}]{{2,4}}?)(?=[,.!?]|\\Z|先生|女士|小姐|本人|啊|呀|哈|哦|吧)"
)
_EN_TITLED = lazy(
    r"(?<![a-z'])(mr|mrs|ms|miss|mister|madam|madame|dr|doctor|prof|professor)\.? ([a-z][a-z'\-]{1,19})((?: [a-z][a-z'\-]{1,19}){0,2})(?![a-z])"
)
_EN_TITLES = {"mister": "mr", "madame": "madam", "doctor": "dr", "professor": "prof"}
_EN_NAMED = lazy(
    r"(?<![a-z'])(my (?:full |first |last |sur)?name(?: is|'s)|the (?:last |full |sur)?name is|i'm called|call me|(?:last|sur|family) ?name(?: is|'s)?:?|this is|i am|i'm|it's|speaking to|speaking with)"
    r" ([a-z][a-z'\-]{1,19})((?: [a-z][a-z'\-]{1,19}){0,2})(?![a-z])"
)
_SURE_CUES = ("name", "called", "call me")
_NO_NAME_ENDS = ("ed", "ing", "ly", "able", "ful", "ous")
_HERE = lazy(r"(?: [a-z][a-z'\-]{1,19})? (?:calling|speaking|here)(?![a-z])")
_EN_NOT_NAMES = word_set(
    "later back again soon when after anytime whenever immediately directly instead once the a an and or you your yours i he she it they we us him her my me this that these those is are was were "
    "will would can could not no yes in on at of for from to with by as so but if about what who whom which "
    "when where why how speaking calling here there very just really sorry sure good fine ok okay right "
    "correct wrong same still also only now then today tomorrow please thanks thank hello hi sir madam mr mrs "
    "ms miss manager customer service team member agent support nice great happy glad afraid interested "
    "looking having going trying asking wondering waiting being getting doing ready able available busy all "
    "some any one two three first last spelled spelt because regarding unable missing out back done home late "
    "new old our their his its may have has had do does did been let like love see call called don't didn't "
    "won't can't isn't i'm it's that's well over again too much many"
)
_NO_PERSON = word_set(
    "ltd inc co company bank insurance group hotel airlines services education january february march april "
    "may june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday english chinese"
)
NAME_WORDS = word_set(
    "mr mrs ms miss mister madam madame dr doctor prof professor name called me this am i'm it's speaking "
    "name's surname"
)


def find_names(text: str, has: int) -> list[Entity]:
    """Chinese names. `has`: the kinds of the text's characters."""
    found: list[Entity] = []
    for title in _TITLE.finditer(text) if has & TITLE_END else ():
        name = _before_title(text, title.start()) if text[title.start() - 1 : title.end()] != "施工" else None
        if name is not None:
            start, surname, given = name
            found.append(Entity("name", start, title.end(), _value(surname, given, title.group())))
    for match in _SAYS_SURNAME.finditer(text) if has & SURNAME else ():
        surname = match.group(1)
        after = text[match.end() : match.end() + 1]
        known = surname in _COMPOUND or surname in _SINGLE or after in ("", ",", ".", "!", "?", "的")
        if known and surname + after not in _NOT_NAMES:
            found.append(Entity("name", match.start(1), match.end(1), _value(surname, "", "")))
    for match in _SPELT.finditer(text) if has & SPELT and has & SPELT_THEN else ():
        if match.group(1) in _SINGLE:
            found.append(Entity("name", match.start(1), match.end(1), _value(match.group(1), "", "")))
    for match in _SAYS_NAME.finditer(text) if has & SAYS and has & SAYS_WHOSE else ():
        split = _split(match["name"])
        if split is not None:
            found.append(Entity("name", match.start("name"), match.end("name"), _value(*split, "")))
    return _distinct(found)


def _value(surname: str, given: str, title: str) -> dict[str, str | int | float | bool]:
    value: dict[str, str | int | float | bool] = {"surname": surname, "key": surname}
    if given:
        value["given"] = given
    if title:
        value["title"] = title
    return value


def _before_title(text: str, end: int) -> tuple[int, str, str] | None:
    """(start, surname, given) of the name that ends where a title begins."""
    two = text[max(0, end - 2) : end]
    if two in _COMPOUND:
        return end - 2, two, ""
    one = text[end - 1 : end]
    if one in _SINGLE and two not in _NOT_NAMES:
        if len(two) == 2 and two[0] in _FREQUENT and _starts_word(text, end - 2) and one not in _FREQUENT:
            return end - 2, two[0], one
        return end - 1, one, ""
    for length in (2, 3, 4):
        split = _split(text[max(0, end - length) : end]) if end >= length else None
        if split is not None and _starts_word(text, end - length):
            return end - length, *split
    return None


def _starts_word(text: str, at: int) -> bool:
    """Whether a name may begin here: nothing before, a mark, or a character that names stand behind."""
    return (
        at == 0
        or not "\u4e00" <= text[at - 1] <= "\u9fff"
        or text[at - 1] in "是叫找请问给的跟和姓位谢好帮为喂与对呼有,到嗯哦啊那,吧了"
    )


def _split(name: str) -> tuple[str, str] | None:
    """(surname, given name) of a full name of two to four characters; None if it does not look like one."""
    if name[:2] in _COMPOUND and 3 <= len(name) <= 4:
        return name[:2], name[2:]
    if not 2 <= len(name) <= 3 or name[0] not in _FREQUENT:
        return None
    if name[:2] in _NOT_NAMES or name[-2:] in _NOT_NAMES or not _NEVER_GIVEN.isdisjoint(name[1:]):
        return None
    return name[0], name[1:]


_NEVER_GIVEN = frozenset(
    "的了吗呢吧啊呀是在有我你您他她它们不没很都也就会能要想说看给这那个什么怎多少还再去来到过从被把对和跟与或但而且因所以如果上下里外前后号点元块"
)


def _distinct(found: list[Entity]) -> list[Entity]:
    """The longest of overlapping names."""
    if len(found) < 2:
        return found
    kept: list[Entity] = []
    for entity in sorted(found, key=lambda e: (e.start - e.end, e.start)):
        if all(entity.end <= other.start or entity.start >= other.end for other in kept):
            kept.append(entity)
    return sorted(kept, key=lambda e: e.start)


def find_english_names(text: str, capital: frozenset[int]) -> list[Entity]:
    """English names. `capital`: folded offsets at which the original text has a capital letter."""
    found: list[Entity] = []
    for match in _EN_TITLED.finditer(text):
        word = match.group(2)
        if word in _EN_NOT_NAMES or (match.group(1) in ("miss", "doctor", "ms") and match.start(2) not in capital):
            continue
        words, end = _more_words(text, match.start(3), match.end(3), capital)
        title = _EN_TITLES.get(match.group(1), match.group(1))
        found.append(_english(match.start(), end or match.end(2), [word, *words], title))
    for match in _EN_NAMED.finditer(text):
        word = match.group(2)
        sure = match.start(2) not in capital and _is_told(text, match)
        if word in _EN_NOT_NAMES or not (sure or match.start(2) in capital):
            continue
        words, end = _more_words(text, match.start(3), match.end(3), capital)
        if not _NO_PERSON.isdisjoint((word, *words)):
            continue
        if sure:
            words, end = _plain_words(text, match.start(3), match.end(3))
        found.append(_english(match.start(2), end or match.end(2), [word, *words], ""))
    return _distinct(found)


def _is_told(text: str, match: re.Match[str]) -> bool:
    """Whether a name typed without a capital is surely one: my name is kaytie, it's kaytie calling."""
    if match.group(2).endswith(_NO_NAME_ENDS):
        return False
    if any(cue in match.group(1) for cue in _SURE_CUES):
        return True
    return _HERE.match(text, match.end(2)) is not None


def _more_words(text: str, start: int, end: int, capital: frozenset[int]) -> tuple[list[str], int]:
    """The capitalised words that go on from here, and where they end (0 if there are none)."""
    words: list[str] = []
    last = 0
    for match in re.finditer(r"[a-z][a-z'\-]*", text[start:end]):
        if start + match.start() not in capital or match.group() in _EN_NOT_NAMES:
            break
        words.append(match.group())
        last = start + match.end()
    return words, last


def _plain_words(text: str, start: int, end: int) -> tuple[list[str], int]:
    """One more word of a name typed without capitals."""
    match = re.match(r" ([a-z][a-z'\-]*)", text[start:end])
    if match is None or match.group(1) in _EN_NOT_NAMES:
        return [], 0
    return [match.group(1)], start + match.end()


def _english(start: int, end: int, words: list[str], title: str) -> Entity:
    surname = words[-1].removesuffix("'s")
    value: dict[str, str | int | float | bool] = {"surname": surname, "key": surname}
    if len(words) > 1:
        value["given"] = " ".join(words[:-1])
    if title:
        value["title"] = title
    return Entity("name", start, end, value)

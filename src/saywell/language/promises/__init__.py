"""Promises in what was said: who will do what by when, and what only sounds like a promise."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick

from saywell.language.entities.when import find_whens
from saywell.language.expression import lazy
from saywell.language.fold import Folded, fold
from saywell.language.kinds import DATE_MARK, DEED, LETTER, NUMERAL, TIME
from saywell.language.promises.chinese import acts_in_chinese, chinese_promises, may_bind
from saywell.language.promises.english import acts_in_english, english_promises
from saywell.language.promises.promise import Promise, Status, Who

__all__ = ["Promise", "Status", "Who", "find_promises", "may_promise", "promises_in", "promises_of"]

LONGEST = 4_000
# A Chinese promise has a character of an act (`kinds.DEED`) and a word of time or will.
_HINTS = """
会 将 一定 必定 保证 承诺 肯定 实会 再给您 再打 再跟 再和 再联 再回 后给 完给 好给 后再 结果 了给 了再 派 安排 让他 让同事
今 明天 明日 明早 明晚 明儿 明朝 明上 明下 后天 后日 后儿 听日 听朝 听晚 周一 周二 周三 周四 周五 周六 周日 周天 周末 星期 礼拜 月底 月末 月初 月中 旬 年底 年末
下班 收工 放工 落班 打烊 次日 隔天 隔日 翌日 当天 当日 当晚 上午 下午 晚上 早上 早晨 中午 傍晚 上昼 下昼 晏昼 朝早 夜晚 晚间 凌晨 午后 午前 本周 下周 这周 下个月 个月 小时
分钟 钟头 个钟 工作日 工作天 刻钟 点钟 点半 点前 点之 点以 点左 点整 点到 点给 点我 点打 点回 点会 点就 点上 点多 点有 点准 点, 天内 天之内 天以内 天后 天就 天左 天到 天能 天会 天给 天可
天发 天送 天退 天上 天处 天过 天答 天回 日内 日之 日前 日起 周内 周之内 周后 个字 号前 号之 号给 号发 号到 号会 号上 号, 内给 内回 一周 两周 几天 两天 三天 天时间 号左 ：
尽快 尽早 尽速 尽量 第一时间 稍后 稍晚 稍迟 稍候 迟些 迟下 迟点 迟啲 晚些 晚点 回头 近期 近日 改天 改日 有空 会儿 待会 等下 等一下 马上 立刻 立即 立马 即刻 随后 很快 快速 及时 抓紧 这就
以后我 之后我 之后用 好了我 我叫 我让 我请 完跟 完同 再复 再覆
火速 优先 过后 有结果 有了 有消息 有进展 有答案 有货 一有 早日 快啲 阵间 阵先 等阵 抽空 得闲 陆续 赶紧 加急 最短 最快 day hour min week asap
""".split()
_CLOCK = lazy("\\d:\\d|[\\d一二两三四五六七八九十]+[点号]")
_MAY_EN = lazy(
    r"'ll|will|shall|are sending|going to|gonna|expect|promise|guarantee|let me|(?:hour|day|week|minute|noon|tomorrow|tonight|today|morning|afternoon|evening|soon|once|asap|by |within)"
)


def promises_in(text: str, by: str) -> list[Promise]:
    """The promises of an utterance and what only looks like one (`status`), with offsets into its text. Pure.

    `by`: agent, bot or customer (of others: none). Chinese and English are both looked for. What lies beyond 4,000 characters is not looked at.
    """
    folded = fold(text)
    return [_original(one, folded) for one in find_promises(folded, by)]


def promises_of(folded: Folded, by: str) -> tuple[Promise, ...]:
    """Only those that were made, with offsets into the original text."""
    return tuple(_original(one, folded) for one in _find(folded, by, binding=True) if one.made)


def may_promise(folded: Folded, by: str) -> bool:
    """A quick look at a folded text: whether it is worth reading for promises."""
    text, has = folded.text, folded.has
    if by not in ("agent", "bot", "customer"):
        return False
    if text.isascii():
        return _MAY_EN.search(text) is not None
    if has & DEED and (
        _hints().find_matches_as_indexes(text) or (has & NUMERAL and has & (TIME | DATE_MARK) and _CLOCK.search(text))
    ):
        return True
    return bool(has & LETTER) and _MAY_EN.search(text) is not None


@cache
def _hints() -> AhoCorasick:
    return AhoCorasick(_HINTS)


def _original(one: Promise, folded: Folded) -> Promise:
    start, end = folded.span(one.start, one.end)
    return one._replace(start=start, end=end)


def find_promises(folded: Folded, by: str) -> list[Promise]:
    """The same with offsets into the folded text."""
    return _find(folded, by, binding=False)


def _find(folded: Folded, by: str, binding: bool) -> list[Promise]:
    """`binding`: what only looks like a promise may be left out."""
    text, has = folded.text[:LONGEST], folded.has
    if by not in ("agent", "bot", "customer") or not text:
        return []
    agent = by != "customer"
    chinese = not text.isascii() and acts_in_chinese(text, agent)
    english = bool(has & LETTER) and acts_in_english(text, agent)
    if not (chinese or english):
        return []
    whens = find_whens(text, has)
    if binding and not (may_bind(text, whens) if agent else any(not when.value.get("vague") for when in whens)):
        return []
    found = chinese_promises(text, whens, agent) if chinese else []
    if english:
        taken = [(one.start, one.end) for one in found]
        found += [
            one
            for one in english_promises(text, whens, agent)
            if not any(a < one.end and one.start < b for a, b in taken)
        ]
    found.sort(key=lambda one: one.start)
    return found

"""What a short answer, a piece of a number or a correction means beside what was said before it. All on folded text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from saywell.language.entities.numerals import SPOKEN_WORDS, spoken_digits
from saywell.language.expression import lazy
from saywell.language.fold import fold
from saywell.language.wordlist import any_of

Reply = Literal["yes", "no", "fine"]
"""`yes` and `no` answer; `fine` lets it be (好的, 没问题, ok): it consents, and it has nothing more to say."""

LONGEST_REPLY = 24
LONGEST_NUMBER = 24

_SOUNDS = "[嗯哦噢喔啊呃唔诶哎哈呀啦喇哟哒的了吧呢嘛嘞咯啰滴~,.! ]"
_POLITE = "(?:谢谢|多谢|感谢|唔该|麻烦)(?:您|你|啦|喇|晒|了)*"
_ZH = {
    "fine": any_of(
        """
        好 | 好的 | 好好 | 可以 | 行 | 没问题 | 冇问题 | 没事 | 没关系 | ok | okay | 得 | 成 | 中 | 好嘞 | 都好 | 挺好
        | 没意见 | 就这样 | 先这样
        """
    ),
    "yes": any_of(
        """
        是 | 是的 | 对 | 对的 | 对对 | 没错 | 正确 | 有 | 有的 | 还有 | 要 | 要的 | 需要 | 想 | 能 | 同意 | 愿意 | 是我 | 我是 | 就是 | 就是我
        | 系 | 系啊 | 系我 | 当然 | 嗯 | 嗯嗯 | 啱 | 肯定 | 仲有 | 有嘢 | yes
        """
    ),
    "no": any_of(
        """
        没 | 没有 | 木有 | 没了 | 没有了 | 没别的 | 没其他 | 没什么 | 没啥 | 暂时没有 | 暂时没 | 目前没有 | 应该没有 | 应该没 | 没有没有
        | 不 | 不是 | 不对 | 不用 | 不用了 | 不要 | 不需要 | 不必 | 不行 | 不可以 | 不能 | 不同意 | 不愿意 | 不想 | 不了 | 不是我
        | 错 | 错了 | 算了 | 免了 | 冇 | 冇了 | 冇啦 | 唔系 | 唔使 | 唔好 | 唔得 | 唔啱 | no
        """
    ),
}
_EN = {
    "fine": any_of(
        """
        ok | okay | k | fine | all right | alright | sure | no problem | that's fine | that works | sounds good | great | good
        | go ahead | please do | please | certainly | of course
        """
    ),
    "yes": any_of(
        """
        yes | yeah | yep | yup | ya | aye | correct | right | that's right | that is right | that's correct | exactly | indeed
        | i do | i can | i am | it is | i have | there is | i would | absolutely | definitely | uh huh
        """
    ),
    "no": any_of(
        """
        no | nope | nah | no la | nope la | not really | not yet | not now | no thanks | no thank you | nothing | nothing else | none | i don't
        | i can't | i cannot | i am not | i'm not | it isn't | it's not | that's not right | that's wrong | wrong | incorrect
        | not at all | that's all | that's it | that is all | that'll be all | i'm good | i'm fine | i'm all set | never mind
        """
    ),
}
_REPLIES = {
    reply: (
        lazy(f"{_SOUNDS}*(?:(?:{_ZH[reply]}){_SOUNDS}*){{1,4}}(?:{_POLITE}{_SOUNDS}*){{0,2}}(?:您|你)?"),
        lazy(
            rf"(?:(?:oh|well|um|uh|ah|so|and|hm|mm),? )?(?:(?:{_EN[reply]})[,.!]? ?){{1,3}}"
            r"(?:(?:thanks|thank you|thank you very much|cheers|sir|madam|please|mate|very much)[,.!]? ?){0,3}"
        ),
    )
    for reply in ("fine", "yes", "no")
}
_TELLING = lazy(
    "其他|别的|[没冇]了|冇喇|没问题|没事|就这样|先这样|仲有|还有|(?<![a-z])(?:all|else|it|good|set)(?![a-z])"
)
# Up to the first mark; Chinese clauses that are typed or transcribed without marks have blanks between them.
_LEAD = lazy(rf"\s*([^,.!?，。！？~～…、;；]{{1,{LONGEST_REPLY}}}?)(?=[,.!?，。！？~～…、;；]|(?<=[\u2e80-\uffff])\s)")
_MIXED_NO = lazy(f"{_SOUNDS}*(?:{_ZH['no']})[,{_SOUNDS[1:-1]}]*(?:{_ZH['fine']}|{_ZH['yes']}|{_POLITE}){_SOUNDS}*")

_D = "[0-9零〇幺一二两三四五六七八九]"
_WORDS = "|".join(sorted(SPOKEN_WORDS, key=len, reverse=True))
_TOKEN = f"(?:(?:双|[两三四]个){_D}|{_D}|(?<![a-z])(?:(?:double|triple|treble) (?:(?:{_WORDS})|[0-9])|(?:{_WORDS}))(?![a-z]))"
_RUN = f"{_TOKEN}(?:[ ,\\-杠]{{0,2}}{_TOKEN})*"
_RUNS = lazy(f"(?<![a-z0-9.]){_RUN}(?![a-z])")
_PIECE = lazy(
    f"(?:[嗯哦啊呃好对是那然后就,. ]|我的|号码|电话|前面|后面|接着|最后|开头|结尾|中间|再|ok|okay|um|uh|well|it's|then|and|yes|my number is|the number is)*"
    f"(?P<digits>{_RUN})(?:[嗯哦啊呃了的吧哈,.! ]|对|ok|okay)*"
)
_SAID_INSTEAD = (
    lazy(f"(?:应该)?(?:是|系)?(?P<right>{_RUN})[,]?(?:而|啊|,)*(?:不是|唔系|并不是)(?P<wrong>{_RUN})"),
    lazy(f"(?:不是|唔系)(?P<wrong>{_RUN})[,啊呀]*(?:应该|而)?(?:是|系)(?P<right>{_RUN})"),
    lazy(f"(?P<wrong>{_RUN})(?:要|应该)?(?:改成|换成|改为|改做)(?P<right>{_RUN})"),
    lazy(rf"(?<![a-z])(?P<right>{_RUN}),? ?(?:and )?(?:not|instead of|rather than)(?: an?)? (?P<wrong>{_RUN})(?![a-z])"),
    lazy(rf"(?<![a-z])not(?: an?)? (?P<wrong>{_RUN}),? ?(?:but|it's|it is|it should be)(?: an?)? (?P<right>{_RUN})(?![a-z])"),
)  # fmt: skip

_REPORTED = lazy(
    "(?<![跟和给同对向])(?:您|你|他|她|客服|同事|人家|对方)(?:们)?(?:刚才|刚刚|之前|上次|昨天|前面|刚|一直|是|不是|又|还|自己)*(?:说|讲|话|告诉我|跟我说|和我说|提到)(?!的|得|话|明|法|好|慢|大|吧|一|清|完)(?:过|了|我|:)?$"
    r"|(?<![a-z])(?:you|he|she|they|your colleague|the agent|someone)(?:'ve| have| just| had| keep| kept| all)* (?:said|told me that|say|saying|mentioned|claimed)(?: that| it was| i was| it's)?,? ?(?:a |the )?$"
)
_DENIED = lazy(
    "(?:不是|并不是|没|没有|并没有|从没|唔系|冇)(?:说|讲|话|认为|觉得)(?:过|我|您|你)?$"
    r"|(?<![a-z])(?:not saying|didn't say|did not say|don't mean|never said|isn't that|not that)(?: that)? ?$"
)
_REPORTS = lazy("说|讲|話|话|告诉|提到|不是|认为|said|saying|told|mention|claim|say |not that|mean")
_ASKS = ("什么", "乜", "咩", "啥", "嘢", "what")
_NEAR = 16


class Piece(NamedTuple):
    """Digits that were said, and where."""

    start: int
    end: int
    digits: str


def reply_of(text: str) -> Reply | None:
    """What a whole utterance answers if it is nothing but an answer; None where it says more."""
    if not text or len(text) > LONGEST_REPLY:
        return None
    plain = text.strip(" ,.!?~")
    for reply in ("no", "fine", "yes"):
        if any(pattern.fullmatch(plain) for pattern in _REPLIES[reply]):
            return "no" if reply == "no" else "fine" if reply == "fine" else "yes"
    return "no" if _MIXED_NO.fullmatch(plain) else None


def leading_reply(text: str) -> tuple[Reply | None, int]:
    """What an utterance that says more answers at first (没有，你真好; no, you're still crackly), and where that ends; of
    a text as it was said."""
    match = _LEAD.match(text)
    if match is None:
        return None, 0
    reply = reply_of(fold(match[1]).text)
    return (reply, match.end(1)) if reply is not None else (None, 0)


def bare_until(text: str) -> int:
    """Where the yes or no ends with which an utterance begins and which does not say what to (没有; not 没有了, that's
    all); 0 where it begins otherwise."""
    end = len(text) if reply_of(fold(text).text) is not None else leading_reply(text)[1]
    return 0 if _TELLING.search(fold(text[:end]).text) else end


def piece_of(text: str) -> Piece | None:
    """The digits of an utterance that is nothing but a number or a piece of one."""
    match = _PIECE.fullmatch(text.rstrip("?")) if text and len(text) <= 120 else None
    if match is None:
        return None
    digits = spoken_digits(match["digits"])
    return Piece(*match.span("digits"), digits) if len(digits) > 1 or text.strip(" ,.!?").isdigit() else None


def runs_of(text: str) -> Iterator[Piece]:
    """Every run of two digits or more."""
    for match in _RUNS.finditer(text):
        digits = spoken_digits(match.group())
        if len(digits) > 1:
            yield Piece(*match.span(), digits)


def correction_of(text: str) -> tuple[str, str, int, int] | None:
    """(right, wrong, start, end) of 是8不是6, 不是六是八, 8 not 6."""
    for pattern in _SAID_INSTEAD:
        match = pattern.search(text)
        if match is not None:
            return spoken_digits(match["right"]), spoken_digits(match["wrong"]), *match.span()
    return None


def corrected(number: str, right: str, wrong: str, read: str = "") -> str | None:
    """The number after a correction: as it was where only the other side had it wrong (`read`: what they read back)."""
    if read and read != number and any(_put(read, at, wrong, right) == number for at in _places(read, wrong)):
        return number
    places = _places(number, wrong)
    return _put(number, places[-1], wrong, right) if places and wrong else None


def _places(number: str, part: str) -> list[int]:
    return [at for at in range(len(number)) if part and number.startswith(part, at)]


def _put(number: str, at: int, wrong: str, right: str) -> str:
    return number[:at] + right + number[at + len(wrong) :]


def reports_from(text: str) -> int:
    """A quick look: where what is said may first be told of somebody else, or denied; -1 where nothing is."""
    found = _REPORTS.search(text)
    return -1 if found is None else found.end()


def is_reported(text: str, start: int) -> bool:
    """Whether what begins at `start` is told as somebody else's words, or denied: 你刚才说打错了, not saying I don't know."""
    if start == 0 or text.startswith(_ASKS, start) or text[start : start + 1] in ",.!?":
        return False
    left = max(0, start - _NEAR, max(text.rfind(mark, 0, start) for mark in ".!?") + 1)
    return _REPORTED.search(text, left, start) is not None or _DENIED.search(text, left, start) is not None

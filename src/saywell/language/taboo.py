"""Forbidden phrases, heard only where they are meant: in their sense, and not quoted, denied, supposed or asked politely.

A phrase is looked for by a matcher among the moves; what that finds is looked at closely by `stands`.
"""

from __future__ import annotations

from typing import Literal

from saywell.language.entities import find_entities
from saywell.language.expression import lazy
from saywell.language.fold import Folded

Sense = Literal["whole", "blunt", "anywhere"]

_CLAUSE = ",.!?:"
_EDGE_WORDS = "您好|你好|大家好|早上好|上午好|中午好|下午好|晚上好|早晨|喂|先生|女士|小姐|太太|亲爱的|亲|老师|hello|hi|hey|sir|madam|ma'am|good morning|good afternoon|good evening"
_PARTICLE = "啊呀哦噢喔嗯唔呢吧吗嘛啦喇哈哎诶欸唉哇咯嘞呗了哼额㗎啰囉喎啫嘅噃咩唎咧耶"
_LEFT_EDGE = lazy(f"(?:{_EDGE_WORDS}|[{_PARTICLE}{_CLAUSE} ~\\-])+")
_RIGHT_EDGE = lazy(f"(?:{_EDGE_WORDS}|[{_PARTICLE}的哒{_CLAUSE} ~\\-])+\\Z")
_PARTICLES = lazy(f"[{_PARTICLE} ~]*")
_MARKS = lazy(f"[{_CLAUSE} ~]")

# What may stand between the start of a clause and a blunt phrase without softening it.
_LEAD = (
    f"[{_PARTICLE} ,~]|那|这个?(?:事情?|问题|业务|情况|块|边)|这[件种些样](?:事情?|东西|情况|问题)?|这个?|我们?|咱们?|俺|本人|我哋|您|你们?|他们?"
    "|到底|究竟|也|就|真的?|都|反正|可|才|又|还是?|其实|实在|确实|现在|目前|根本|完全|压根|当然|肯定|抱歉|对不起|不好意思|先生|女士|小姐|亲"
    "|(?:i|we|i've|i have|we've|well|look|but|and|so|just|sorry|honestly|sir|madam|no|yeah|oh|really|actually|to be honest|i'm afraid|i'm sorry|this|that|it)(?![a-z])"
)
_BEFORE = lazy(f"(?:\\A|[{_CLAUSE}~])(?:{_LEAD})*+\\Z")
_LEADS = lazy(f"(?:{_LEAD})+\\Z")
_TAIL = f"(?:[{_PARTICLE}的咗 ~]|您|你|[这那](?:个|种|件|些)?(?:问题|事情?|情况|业务|忙)?|亲爱的|亲|先生|女士|小姐|行不行|行吗|行不|得唔得|好冇|(?:about (?:that|this|it)|that|this|it|sir|madam|ma'am|at all|either|anyway|mate|really|man|okay|ok|all right)(?![a-z]))*"
_AFTER = lazy(f"{_TAIL}(?:\\Z|[{_CLAUSE}~])")
# In a transcript without marks a new sentence shows by its words: somebody is told what to do, or addressed.
_NEXT = lazy(
    f"{_TAIL}(?:(?:您|你|自己|自个儿)(?:自己|自个儿|再|去|先|可以|要么|直接|最好|明天|改天|赶紧|快)*(?:去|问|打(?!算)|找|别|不要|换|来|等着|看着办|上网|挂|查|看|搜|想办法)"
    "|(?:再|直接|明天|改天|赶紧)?(?:去问|去找|问别人|找别人|问其他|打别的|别(?:再|来)?(?:问|打|烦|吵|催)|上网查|挂了|换[个一]|等着)"
    "|听不[见着到清]|(?:跟|和|同|给)(?:你|您)(?:说|讲|聊|扯|解释|耗)|我(?:还|要|现在|这边?|只|没|得|有|都|们也)|再见|拜拜|要不|不然|不如|反正|因为|所以|没办法|下一个|行了|算了"
    "|[ ,]*(?:you (?:should|can|could|need|have|better|must|just|go|ask|call)|(?:go and |go )?(?:ask|call|try) |just (?:ask|call|try|go|look) |bye|goodbye|maybe you|why don't you))"
)
_ASKS = lazy(
    "是否|是不是|有没有|能不能|会不会|可不可以|方不方便|要不要|什么|哪|怎么|多少|几[点个时]|谁|为什么|如何|还是|方便|[吗么?]|whether|if|what|when|where|which|how|why|who"
)
_SUBJECT = lazy("我|您|你|咱|俺|这|那|i(?:'|m| )")
# Words after which a clause is part of another one.
_EMBEDS = lazy(
    "(?:如果|要是|万一|假如|若是?|倘若|即使|就算|哪怕|因为|由于|以为|觉得|认为|担心|怕|说|讲|问|让|叫|使|怪|的|为了|虽然|除非|免得|关于|对于|为什么|当|是|if|whether|because|that|when|although|though|said|say|told|think|thought)[ ]?\\Z"
)
_POLITE = lazy(
    "请问|能否|可否|是否|方不方便|可不可以|能不能|好吗|可以吗|方便吗|行吗|could you|may i|would you|could i|can i|do you mind"
)
# Other people's words, in the clause of the phrase before it: 您刚才说打错了, you said you don't know.
_REPORTED = lazy(
    "(?:您|你|他|她|客户|用户|对方|顾客|买家|同事|经理|有人|别人|大家|人家|佢|系统|短信|上面|页面|里面|上边)[^,.!?]{0,12}?"
    "(?:说|讲|提到|表示|反馈|反映|反应|写|显示|提示|觉得|认为|以为|回答|回复|话)(?:过|的|了|是|到|着|道)?[:,]?[^,.!?说讲]{0,6}\\Z"
    "|(?:you|he|she|they|customers?|caller|colleague|people|someone|who)(?: have|'ve| had|'d)?(?: just| already| also| earlier| told us)?"
    " (?:said|say|says|saying|mentioned|wrote|told (?:me|us)|asked|think|thought|feel|felt|replied|answered)(?: earlier| before)?(?: that)?,?(?: (?:you|he|she|they|we|i))? ?\\Z"
)
_NOT_SAID = lazy(
    "(?:不能|不会|不要|不可以?|不该|不应该?|从不|从来不|别|勿|禁止|避免|没有?|不想|不敢|绝不|并没有?)(?:对|跟|和|同|向|再|随便|直接|轻易)?(?:您|你|客户|顾客|别人)?(?:说|讲|回答|答)(?:过|是|什么|成)?[^,.!?]{0,3}\\Z"
    "|(?:don't|never|must not|mustn't|shouldn't|should not|won't|didn't|not) (?:ever )?(?:say|said|saying|tell|telling|answer)[^,.!?]{0,14}\\Z"
)
# What denies the words behind it: 不是我不知道, it's not that I don't know. 是不是 asks, 又不是 and 还不是 are rude themselves.
_DENIED = lazy(
    "(?:(?<![是又还可要])(?:不是|并不是|并非|绝非|不是说|倒不是|绝不是|不代表|不等于|不意味着?|唔系|不至于|哪里是|怎么会是)(?:因为|说|要|让|叫|在|觉得|嫌|怪)?(?:我们?|咱们?|您|你)?(?:也|都|真的?|就|要|在|想|嫌|觉得)?)\\Z"
    "|(?:it's|it is|it isn't|that's) not (?:that|because|like) (?:i |we |you )?\\Z|(?:it isn't|it's not|isn't) (?:that|because) (?:i |we |you )?\\Z"
)
# What only supposes them. Rude words stay rude when they are supposed, so this holds for clauses of their own alone.
_SUPPOSED = lazy(
    "(?:如果|要是|万一|假如|若|倘若|即使|就算|哪怕|怕|担心|以免|免得|为了不|if|in case|when|whether|unless|should)[^,.!?]{0,14}\\Z"
)
_QUOTES = {"“": "”", "「": "」", "『": "』", "‘": "’", "《": "》", '"': '"', "„": "“", "«": "»"}


def core_of(text: str) -> str:
    """What is left of a folded utterance without names, greetings, particles and marks."""
    for entity in reversed(find_entities(text)):
        if entity.kind == "name" and "title" in entity.value:
            text = f"{text[: entity.start]},{text[entity.end :]}"
    return _squeeze(text)


def _squeeze(text: str) -> str:
    """Strip both ends and drop the marks inside; a text of nothing but particles keeps them."""
    left = _LEFT_EDGE.match(text)
    core = text[left.end() :] if left else text
    core = _RIGHT_EDGE.sub("", core)
    bare = _MARKS.sub("", core)
    return bare or _MARKS.sub("", text)


def stands(text: str, folded: Folded, start: int, end: int, sense: Sense) -> bool:
    """Whether a forbidden phrase that was found at `start`, `end` of the folded text is meant as such.

    `text` is the original one: folding drops the quotation marks.
    """
    if sense == "whole":
        return True
    said = folded.text
    if sense == "blunt" and not is_blunt(said, start, end):
        return False
    return not (_is_quoted(text, *folded.span(start, end)) or _is_excused(said, start, sense))


def is_blunt(text: str, start: int, end: int) -> bool:
    """Whether a phrase of a folded text is a clause of its own, and no polite question.

    Where marks are missing, as in transcripts, a clause ends where the words of a new one begin.
    """
    left = max((text.rfind(mark, 0, start) for mark in _CLAUSE), default=-1)
    before = text[left:start] if left >= 0 else f",{text[:start]}"
    if _BEFORE.fullmatch(before) is None and not _begins(text, before, start):
        return False
    phrase = text[start:end]
    more = _PARTICLES.match(text, end)
    while phrase and more is not None and text.startswith(phrase, more.end()):
        # Said twice in one breath: 不知道不知道.
        end = more.end() + len(phrase)
        more = _PARTICLES.match(text, end)
    right = min((at for mark in _CLAUSE if (at := text.find(mark, end)) >= 0), default=len(text))
    after = text[end : right + 1]
    if _AFTER.match(after) is None and not (_NEXT.match(after) and _ASKS.search(after[:16]) is None):
        return False
    asks = text[right : right + 1] == "?" or text[right - 1 : right] == "吗"
    sentence = max(text.rfind(mark, 0, start) for mark in ".!?") + 1
    return not (asks and (_POLITE.search(text, sentence, start) or _POLITE.search(text, end, right)))


def _begins(text: str, before: str, start: int) -> bool:
    """Whether a phrase with a subject of its own begins a clause in the middle of words without marks."""
    lead = _LEADS.search(before)
    at = lead.start() if lead else len(before)
    own = before[at:] + text[start : start + 8]
    return _SUBJECT.match(own) is not None and _EMBEDS.search(before, 0, at) is None


def _is_excused(said: str, start: int, sense: Sense) -> bool:
    left = max(said.rfind(mark, 0, start) for mark in ".!?") + 1
    if _REPORTED.search(said, left, start) or _NOT_SAID.search(said, left, start) or _DENIED.search(said, left, start):
        return True
    return sense == "blunt" and _SUPPOSED.search(said, left, start) is not None


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a piece of the original text stands in quotation marks that hold only a part of the text."""
    for opening, closing in _QUOTES.items():
        at = text.rfind(opening, 0, start) if opening != closing else _open_quote(text, opening, start)
        if at < 0 or closing in text[at + 1 : start]:
            continue
        close = text.find(closing, end)
        if text[:at].strip() or (close >= 0 and text[close + 1 :].strip(" ,.!?，。！？")):
            return True
    return False


def _open_quote(text: str, quote: str, start: int) -> int:
    """Where a straight quotation mark stands open before `start`, or -1."""
    return text.rfind(quote, 0, start) if text.count(quote, 0, start) % 2 else -1


_SPECIAL = lazy(r"[<>(){}\[\]|^$*]")
_STOPS = lazy(r"[.!?,;:~ ]*[.!?][.!?,;:~ ]*|[,;:~ ]+")
_STOPS_LAST = lazy(r"[.!?,;:~ ]+\Z")
_MARKED = lazy(r"[.。．!！?？…⋯,，、;；:：~～ ]+")


def literal_pattern(phrase: str) -> str:
    """A forbidden phrase as a pattern. Marks inside it may be left out in the text, or be others."""
    body = _SPECIAL.sub("", phrase)
    if phrase.isascii():
        return _STOPS.sub("[.|!|?] ", _STOPS_LAST.sub("", body))
    return _MARKED.sub("\0", body).strip("\0").replace("\0", "[,|.|?|!]")


def whole_pattern(body: str, latin: bool) -> str:
    """A pattern as the whole of an utterance; in Chinese a greeting before it and an address after it do not count."""
    if latin:
        return f"^^{body}$$"
    return f"^^[您好|你好|哈喽][,|.|!]{body}[,][先生|女士|小姐|太太|您好|你好]$$"

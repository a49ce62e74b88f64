"""Cut a long text without marks into clauses, as a listener would: behind a particle, before words that open a clause."""

from __future__ import annotations

from saywell.language.expression import lazy
from saywell.language.fold import Folded
from saywell.language.kinds import MARK

# Nobody says so much in one clause.
LONG = 18
_MARKS = frozenset(",.!?:")
_CLOSERS = "吗|呢|吧|呀|啦|哦|哈|嘛|喔|谢谢|多谢|再见|拜拜|不客气|没关系|没问题|(?<=[^给为跟和])您好|你好|知道了|明白了|好了|可以了|(?<![你我他到说])的(?=我|您|你|请|那|这边|好|麻烦|谢)|了(?=我|您|你|请|那|这边|好的|麻烦|谢|不|没|对|是|给|还)|喂|好的|好嘞|嗯|唔该"
_OPENERS = (
    "请问|请您|请稍|请你|麻烦|您好|你好|谢谢|多谢|感谢|不好意思|对不起|抱歉|非常|实在|好的|再见|祝您|祝你|另外|还有|那么|但是|不过|所以|因为|如果|稍等|是的|对的|不用"
    "|我们|我这|我先|我帮|我再|我现|我会|我要|我想|我的|我就|我刚|我不|我没|我给|您先|您稍|您这|您看|您的|您可|您有|您是|您说|您要|你们|你这|你是|你的|这边|这个|这是|那我|那您|那你|那就|什么时候|怎么|为什么|帮我|帮您|给您|要不|我|你|您"
)
# Words that reach over to what follows them.
_REACHING = "给跟和与向为帮替对把到找请让是在被叫等由比像及或但而因所如若以使令给了问告诉的得地很太更最不没别再又也都就才还能会要想可应该将正已先"
_CUT = lazy(f"(?:{_CLOSERS})(?!$|[吗呢吧呀啦哦哈嘛喔了的啊])|(?<=[^{_REACHING}])(?=(?:{_OPENERS}))")


def split(folded: Folded) -> Folded:
    """The text with a comma at each place where a clause is likely to begin, offsets kept; itself where it has marks or
    is short."""
    text = folded.text
    if len(text) < LONG or text.isascii() or not _MARKS.isdisjoint(text):
        return folded
    cuts = sorted({match.end() for match in _CUT.finditer(text) if 1 < match.end() < len(text) - 1})
    if not cuts:
        return folded
    pieces: list[str] = []
    offsets: list[int] = []
    last = 0
    for cut in (*cuts, len(text)):
        pieces.append(text[last:cut])
        offsets.extend(folded.offsets[i] if folded.offsets is not None else i for i in range(last, cut))
        if cut < len(text):
            offsets.append(offsets[-1])
        last = cut
    return Folded(",".join(pieces), offsets, folded.has | MARK)

"""What a password must be, after NIST SP 800-63B: long enough and not one that is guessed first; any characters, no
rules of composition, no expiry. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from saywell.kernel.errors import SaywellError

LEAST, MOST = 12, 256
"""Characters of a password."""
OWN = 4
"""So many characters at least must come from nowhere that is guessed first."""

_COMMON = """
password passwd passwort passw0rd p@ssw0rd p@ssword pass secret admin administrator root user guest login welcome
letmein master default changeme change temp test testing demo system server service manager office company call
callcenter callcentre centre center agent leader customer support helpdesk hotline saywell qwerty qwertyuiop qwertz
azerty asdf
asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qazwsxedc 1qaz 2wsx 3edc 1q2w3e4r 1q2w3e 1q2w q1w2e3r4 abc abcd abcdef aaa
love iloveyou loveyou iloveu sunshine princess dragon monkey shadow superman batman football baseball basketball michael
jordan jessica ashley charlie freedom whatever trustno starwars pokemon computer internet hello hellohello world google
facebook apple samsung huawei china beijing shanghai guangzhou shenzhen hongkong taiwan macau taipei summer winter
spring autumn monday friday january february march april june july august september october november december
woaini woaini1314 woaiwojia woaiwo aini aini1314 wodemima mima mimamima nihao nihaoma zhongguo jintian laopo laogong
baobao baobei xiaoming wangwei zhangwei lihua lixiang tianya taobao tencent weixin qqqq gongsi kefu zuoxi guanliyuan
yonghu denglu caonima asd qwe zxc the new old and for good best big super mega king
密码 口令 管理员 用户 客服 公司 中国 我爱你 你好 密碼 管理員 用戶 中國 我愛你 您好
"""
_RUNS = (
    "01234567890123456789", "09876543210987654321", "abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba",
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuytrewq", "lkjhgfdsa", "mnbvcxz", "!@#$%^&*()", "~!@#$%^&*()_+",
)  # fmt: skip
_WORDS = frozenset(_COMMON.split())
_LEET = str.maketrans("013457@$!", "oieastasi")


def check_password(password: str, about: Iterable[str] = ()) -> None:
    """Raise `access.short`, `access.long` or `access.common`. `about`: what anybody would try first for this person,
    such as the account and the name."""
    if len(password) < LEAST:
        raise SaywellError("access.short", least=LEAST)
    if len(password) > MOST:
        raise SaywellError("access.long", most=MOST)
    folded = unicodedata.normalize("NFKC", password).casefold()
    words = {word for text in about for word in _parts(text) if len(word) >= 3}
    if min(own_of(folded, words), own_of(folded.translate(_LEET), words)) < OWN:
        raise SaywellError("access.common")


def own_of(folded: str, about: Iterable[str] = ()) -> int:
    """How many characters of a password, in lower case, are neither common words, runs of keys and figures,
    repetitions, nor blanks and signs in between: the fewest that any reading leaves."""
    words = _WORDS | set(about)
    longest = max(map(len, words))
    fewest = [0] * (len(folded) + 1)
    for end in range(1, len(folded) + 1):
        sign = not folded[end - 1].isalnum()
        best = fewest[end - 1] + (not sign)
        for start in range(max(0, end - longest), end):
            if folded[start:end] in words:
                best = min(best, fewest[start])
        for start in range(end - 3, -1, -1):
            piece = folded[start:end]
            if fewest[start] < best and (_is_run(piece) or _repeats(piece) or piece.isdigit()):
                best = fewest[start]
        fewest[end] = best
    return fewest[-1]


def _parts(text: str) -> Iterable[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [folded, *"".join(one if one.isalnum() else " " for one in folded).split()]


def _is_run(piece: str) -> bool:
    return len(piece) >= 3 and any(piece in run for run in _RUNS)


def _repeats(piece: str) -> bool:
    """abcabcabc, aaaa: a piece of four characters at most, again and again."""
    return any(
        len(piece) >= 3 * size and piece == (piece[:size] * len(piece))[: len(piece)] for size in range(1, 5)
    )  # fmt: skip

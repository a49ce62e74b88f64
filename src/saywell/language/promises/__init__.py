"""Promises in what was said: who will do what by when, and what only sounds like a promise."""

from __future__ import annotations

from saywell.language.entities.when import find_whens
from saywell.language.expression import lazy
from saywell.language.fold import Folded, fold
from saywell.language.promises.chinese import acts_in_chinese, chinese_promises
from saywell.language.promises.english import acts_in_english, english_promises
from saywell.language.promises.promise import Promise, Status, Who

__all__ = ["Promise", "Status", "Who", "find_promises", "may_promise", "promises_in", "promises_of"]

LONGEST = 4_000
_MAY_ZH = lazy(
    "[会将再后前内日天点号周午晚快早底刻时分].{0,40}[电复覆答知告络系访款账寄发货门决理修送到转报映交查款过打拨回联息果恢办给上方通约开更落生付汇传拍退还补来去弄取签处提充缴]"
    "|[电复覆答知告络系账寄发货门决理修送到转报查打拨回联补退].{0,30}[会将后前内日天点周午晚快早刻时]|马上|立刻|立即|即刻"
)
_MAY_EN = lazy(
    r"'ll|will|shall|going to|gonna|expect|promise|guarantee|let me|(?:hour|day|week|minute|noon|tomorrow|tonight|today|morning|afternoon|evening|soon|once|asap|by |within)"
)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


def promises_in(text: str, by: str) -> list[Promise]:
    """The promises of an utterance and what only looks like one (`status`), with offsets into its text. Pure.

    `by`: agent, bot or customer (of others: none). Chinese and English are both looked for. What lies beyond 4,000 characters is not looked at.
    """
    folded = fold(text)
    return [_original(one, folded) for one in find_promises(folded, by)]


def promises_of(folded: Folded, by: str) -> tuple[Promise, ...]:
    """Only those that were made, with offsets into the original text."""
    return tuple(_original(one, folded) for one in find_promises(folded, by) if one.made)


def may_promise(text: str, by: str) -> bool:
    """A quick look at a folded text: whether it is worth reading for promises."""
    if by not in ("agent", "bot", "customer"):
        return False
    if text.isascii():
        return _MAY_EN.search(text) is not None
    return _MAY_ZH.search(text) is not None or _MAY_EN.search(text) is not None


def _original(one: Promise, folded: Folded) -> Promise:
    start, end = folded.span(one.start, one.end)
    return one._replace(start=start, end=end)


def find_promises(folded: Folded, by: str) -> list[Promise]:
    """The same with offsets into the folded text."""
    text = folded.text[:LONGEST]
    if by not in ("agent", "bot", "customer") or not text:
        return []
    agent = by != "customer"
    chinese = not text.isascii() and acts_in_chinese(text, agent)
    english = not _LETTERS.isdisjoint(text) and acts_in_english(text, agent)
    if not (chinese or english):
        return []
    whens = find_whens(text)
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

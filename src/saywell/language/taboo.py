"""Phrases that are forbidden in one sense only: as the whole utterance, used bluntly, or anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from saywell.language.entities import find_entities
from saywell.language.expression import lazy
from saywell.language.fold import Folded, fold
from saywell.language.phrases import Found, PhraseList

Sense = Literal["whole", "blunt", "anywhere"]
SENSES: tuple[Sense, ...] = get_args(Sense)

_CLAUSE = ",.!?:"
_EDGE_WORDS = "您好|你好|大家好|早上好|上午好|中午好|下午好|晚上好|早晨|喂|先生|女士|小姐|太太|亲爱的|亲|老师|hello|hi|hey|sir|madam|ma'am|good morning|good afternoon|good evening"
_PARTICLE = "啊呀哦噢喔嗯唔呢吧吗嘛啦喇哈哎诶欸唉哇咯嘞呗了哼额"
_LEFT_EDGE = lazy(f"(?:{_EDGE_WORDS}|[{_PARTICLE}{_CLAUSE} ~\\-])+")
_RIGHT_EDGE = lazy(f"(?:{_EDGE_WORDS}|[{_PARTICLE}的哒{_CLAUSE} ~\\-])+\\Z")
_MARKS = lazy(f"[{_CLAUSE} ~]")
# What may stand between the start of a clause and a blunt phrase, and between it and the end, without softening it.
_BEFORE = lazy(
    f"(?:\\A|[{_CLAUSE}~])(?:[{_PARTICLE} ,]|那|这个?|我们?|咱们?|俺|本人|你们?|您|也|就|真的?|都|反正|可|才|又|还是?|其实|i|we|well|look|but|and|so|just)*\\Z"
)
_AFTER = lazy(f"(?:[{_PARTICLE}的 ]|您|你|这个|sir|madam|at all|either|anyway)*(?:\\Z|[{_CLAUSE}~])")
_POLITE = lazy(
    "请问|能否|可否|是否|方不方便|可不可以|能不能|好吗|可以吗|方便吗|行吗|could you|may i|would you|could i|can i|do you mind"
)


@dataclass(frozen=True)
class Taboo:
    """One forbidden phrase. `unless`: wordings that contain or touch it and are innocent."""

    phrase: str
    sense: Sense = "anywhere"
    unless: tuple[str, ...] = ()


class TabooHit(NamedTuple):
    """A forbidden phrase with its place in the folded text."""

    taboo: Taboo
    start: int
    end: int


class TabooError(ValueError):
    """A list that cannot be read: `place` in it, `what` is wrong, how to `mend` it."""

    def __init__(self, place: str, what: str, mend: str) -> None:
        super().__init__(f"{place}: {what}; {mend}")
        self.place, self.what, self.mend = place, what, mend


class TabooList:
    """A compiled list; `unless` holds for every phrase in it."""

    def __init__(self, taboos: Iterable[Taboo], unless: Sequence[str] = (), homophones: bool = False) -> None:
        self.taboos = tuple(taboos)
        self._phrases = PhraseList((t.phrase for t in self.taboos), homophones)
        self._exceptions = [PhraseList((*t.unless, *unless), homophones) for t in self.taboos]
        self._cores = [_squeeze(fold(t.phrase.removesuffix("*")).text) for t in self.taboos]

    @classmethod
    def from_data(cls, data: object, homophones: bool = False) -> TabooList:
        """Read `[phrase | {phrase, sense, unless}, …]` or `{sense, unless, phrases: […]}`. Raises TabooError."""
        if isinstance(data, Mapping):
            _only(data, ("sense", "unless", "phrases", "homophones"), "the list")
            sense = _sense(data.get("sense", "anywhere"), "the list")
            unless = _strings(data.get("unless", ()), "the list: unless")
            homophones = homophones or data.get("homophones") in (True, "true", "yes")
            entries = data.get("phrases", ())
        else:
            sense, unless, entries = "anywhere", (), data
        if not isinstance(entries, list | tuple):
            raise TabooError("the list", "phrases must be a list", "write [phrase, …]")
        return cls([_entry(e, sense, f"phrase {i + 1}") for i, e in enumerate(entries)], unless, homophones)

    def find(self, said: Folded | str) -> list[TabooHit]:
        """The forbidden phrases of a folded utterance in order of place; the longest where several overlap."""
        text = said if isinstance(said, str) else said.text
        found = self._phrases.find(text)
        if not found:
            return []
        hits: list[TabooHit] = []
        core = core_of(text) if any(taboo.sense == "whole" for taboo in self.taboos) else ""
        innocent: dict[int, list[Found]] = {}
        for number, start, end in found:
            taboo = self.taboos[number]
            if hits and start < hits[-1].end:
                continue
            if number not in innocent:
                innocent[number] = self._exceptions[number].find(text)
            excused = any(e.start < end and e.end > start for e in innocent[number])
            if not excused and self._applies(text, core, number, start, end):
                hits.append(TabooHit(taboo, start, end))
        return hits

    def _applies(self, text: str, core: str, number: int, start: int, end: int) -> bool:
        taboo = self.taboos[number]
        if taboo.sense == "whole":
            wanted = self._cores[number]
            return core.startswith(wanted) if taboo.phrase.endswith("*") else core == wanted
        return taboo.sense == "anywhere" or is_blunt(text, start, end)


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


def is_blunt(text: str, start: int, end: int) -> bool:
    """Whether a phrase is a clause of its own, and its sentence no polite question."""
    left = max((text.rfind(mark, 0, start) for mark in _CLAUSE), default=-1)
    right = min((at for mark in _CLAUSE if (at := text.find(mark, end)) >= 0), default=len(text))
    before, after = text[max(left, 0) : start], text[end : right + 1]
    if _BEFORE.fullmatch(before if left >= 0 else f",{before}") is None or _AFTER.match(after) is None:
        return False
    sentence_end = min((at for mark in ".!?" if (at := text.find(mark, end)) >= 0), default=len(text))
    sentence_start = max(text.rfind(mark, 0, start) for mark in ".!?") + 1
    asks = text[sentence_end : sentence_end + 1] == "?" or text[right - 1 : right] == "吗"
    return not (asks and _POLITE.search(text, sentence_start, sentence_end))


def _entry(entry: object, sense: Sense, place: str) -> Taboo:
    if isinstance(entry, str):
        return Taboo(_phrase(entry, place), sense)
    if not isinstance(entry, Mapping):
        raise TabooError(place, "must be a phrase or {phrase, sense, unless}", "write the phrase as text")
    _only(entry, ("phrase", "sense", "unless"), place)
    phrase = _phrase(entry.get("phrase"), place)
    return Taboo(
        phrase, _sense(entry.get("sense", sense), place), _strings(entry.get("unless", ()), f"{place}: unless")
    )


def _phrase(value: object, place: str) -> str:
    if not isinstance(value, str) or not fold(value).text.strip(" ,.!?:*"):
        raise TabooError(place, "has no words", "write the phrase")
    return value


def _sense(value: object, place: str) -> Sense:
    for sense in SENSES:
        if value == sense:
            return sense
    raise TabooError(place, f"there is no sense {value!r}", f"use one of {', '.join(SENSES)}")


def _strings(value: object, place: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
        raise TabooError(place, "must be a list of texts", "write [text, …]")
    return tuple(value)


def _only(data: Mapping[object, object], known: tuple[str, ...], place: str) -> None:
    for key in data:
        if key not in known:
            raise TabooError(place, f"there is no {key!r} here", f"use {', '.join(known)}")


_SPECIAL = lazy(r"[<>(){}\[\]|^$*]")
_STOPS = lazy(r"[.。．!！?？…⋯]+")
_PAUSES = lazy(r"[,，、;；:：~～ ]+")


def sense_pattern(phrase: str, sense: Sense) -> str:
    """A forbidden phrase in its sense as a move pattern, for a matcher that hears moves and taboos in one pass.

    whole: particles, a greeting before it and an address after it do not count; blunt: neither does a subject or adverb
    that softens nothing (这个我也不知道啊). Marks inside the phrase may be left out in the text.
    """
    latin = phrase.isascii()
    pieces = [_PAUSES.sub(" " if latin else "\0", part).strip(" \0") for part in _STOPS.split(_SPECIAL.sub("", phrase))]
    body = " ... ".join(piece.replace("\0", "[,]") for piece in pieces if piece)
    if sense == "anywhere" or not body:
        return body
    if sense == "whole":
        if latin:
            return f"^^[hello|hi|hey|well|oh|good (morning|afternoon|evening)] {body} [sir|madam|(mr|mrs|ms|miss) {{name}}]$$"
        return f"^^[您好|你好|哈喽][,]{body}[,][{{name}}(先生|女士|小姐|太太)|先生|女士|小姐|太太|您好|你好]$$"
    if latin:
        return f"^[well|look|but|and|so|i'm afraid] {body} [sir|madam|at all|either|anyway]$"
    return (
        f"^[那|这|这个][我|我们|咱们|俺][也|就|真|真的|都|可|才|还|反正|实在|其实]{body}"
        "[的|了][啊|呀|哦|噢|喔|吧|呢|嘛|啦|哈|诶|耶][您|你|先生|女士|小姐]$"
    )

"""Evaluates gold sets: reads the folders, hears and scores as scoring does, and hands the rest to the figures."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from saywell import __version__
from saywell.app.config import Tier
from saywell.app.hearing import ear_of
from saywell.app.scoring import score_source
from saywell.app.standards import open_standard
from saywell.conversation import inputs as i
from saywell.conversation.plan import plan_for
from saywell.exchange.detect import SUFFIXES, read
from saywell.exchange.hear import Ear, ear_for
from saywell.exchange.source import Source
from saywell.kernel.errors import Place, SaywellError
from saywell.kernel.locale import Locale
from saywell.kernel.time import format_rfc3339
from saywell.quality.evaluation import hearing, judging, keeping
from saywell.quality.evaluation.corruption import corrupt
from saywell.quality.evaluation.gold import (
    Promising,
    Utterance,
    Verdicts,
    read_promises,
    read_utterances,
    read_verdicts,
)
from saywell.quality.evaluation.metrics import Chance
from saywell.quality.evaluation.whole import Evaluation, Part
from saywell.runtime import clock
from saywell.standard.deadlines import deadline_instant
from saywell.standard.model import Standard

VERDICTS = ".verdicts.json"
PARTS = ("open", "locked")
# The standard whose recogniser listens to promises: the words that all share.
SHARED = "common"

R = TypeVar("R")
Tell = Callable[[SaywellError], None]
Note = Callable[[str, int, int], None]
Spoil = Callable[[str, str], str]
"""From the name of an utterance and its text to the text that is evaluated."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is evaluated and how. `locked`: the locked part too; `reveal`: with its sentences; `corrupt`: the share of
    characters to replace for a second, corrupted run; `languages`: only these."""

    locked: bool = False
    reveal: bool = False
    tier: Tier = "rules"
    corrupt: float = 0.0
    spoken_digits: bool = False
    seed: int = 7
    languages: tuple[str, ...] = ()


class Gold(msgspec.Struct, frozen=True):
    """What one part holds."""

    utterances: tuple[Utterance, ...]
    conversations: tuple[tuple[Path, Verdicts], ...]
    promises: tuple[Promising, ...]


def evaluate(
    folders: Iterable[str], asked: Asked, *, locale: Locale, tell: Tell, learning: Note | None = None
) -> Evaluation:
    """All figures of the gold sets in these folders. `learning` is called while a tier is trained for the first time.

    What cannot be read of a conversation is told and the rest goes on. Raises `evaluation.*` for labels that cannot be
    read, `evaluation.nothing` for a folder without any.
    """
    _standard.cache_clear()
    ears = _Ears(asked.tier, tell, learning or _nothing)
    places = [Path(folder) for folder in folders]
    parts: list[Part] = []
    used: dict[str, str] = {}
    empty = set(places)
    for name in PARTS[: 2 if asked.locked else 1]:
        gold = [_gold(place, name, asked.languages) for place in places]
        empty -= {place for place, one in zip(places, gold, strict=True) if any(msgspec.structs.astuple(one))}
        whole = Gold(*(tuple(item for one in gold for item in getattr(one, field)) for field in Gold.__struct_fields__))
        if any(msgspec.structs.astuple(whole)):
            parts += [
                _part(name, whole, asked, share, locale, tell, ears) for share in dict.fromkeys((0.0, asked.corrupt))
            ]
            used |= {standard: _standard(standard).hash for standard in _standards(whole)}
    for place in sorted(empty):
        raise SaywellError("evaluation.nothing", folder=str(place))
    return Evaluation(
        date=format_rfc3339(clock.now())[:10],
        saywell=__version__,
        tier=asked.tier,
        corrupt=asked.corrupt,
        spoken_digits=asked.spoken_digits,
        seed=asked.seed,
        languages=asked.languages,
        standards=dict(sorted(used.items())),
        parts=tuple(parts),
    )


class _Ears:
    """One ear for each standard, with the tiers that are evaluated; that a tier is not installed is told once."""

    def __init__(self, tier: Tier, tell: Tell, learning: Note) -> None:
        self._tier = tier
        self._tell = tell
        self._learning = learning
        self._told: set[str] = set()
        self._ears: dict[str, Ear] = {}

    def of(self, name: str) -> Ear:
        """The ear of a standard. Raises as `ear_of`."""
        if name not in self._ears:
            self._ears[name] = ear_of(_standard(name), name, self._tier, tell=self._once, note=self._learning)
        return self._ears[name]

    def _once(self, error: SaywellError) -> None:
        if error.code not in self._told:
            self._told.add(error.code)
            self._tell(error)


def _nothing(side: str, done: int, steps: int) -> None:
    pass


@cache
def _standard(name: str) -> Standard:
    return open_standard(name)


def _standards(gold: Gold) -> set[str]:
    return {one.standard for one in gold.utterances} | {one.standard for _, one in gold.conversations}


def _gold(folder: Path, part: str, languages: Sequence[str]) -> Gold:
    """What a folder holds of one part: `locked` is what has a folder of that name on its path."""
    if not folder.is_dir():
        raise SaywellError("exchange.not-found", place=Place(str(folder)))
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ("locked" in path.resolve().parts) == (part == "locked")
    ]
    verdicts = [path for path in files if path.name.endswith(VERDICTS)]
    talks = {path.name.removesuffix(VERDICTS): path for path in verdicts}
    lists = [
        path
        for path in files
        if path.suffix == ".jsonl" and not (path.with_name(path.stem + VERDICTS) in verdicts and path.stem in talks)
    ]

    def lines(kind: str) -> Iterator[Path]:
        return (path for path in lists if kind in path.resolve().parts)

    def wanted(lang: str) -> bool:
        return not languages or lang in languages

    return Gold(
        tuple(u for path in lines("utterances") for u in _lines(path, read_utterances) if wanted(u.lang)),
        tuple((_conversation(path), read_verdicts(path.read_bytes(), str(path))) for path in verdicts),
        tuple(p for path in lines("promises") for p in _lines(path, read_promises) if wanted(p.lang)),
    )


def _lines(path: Path, reader: Callable[[Iterable[bytes], str], Iterable[R]]) -> Iterable[R]:
    with path.open("rb") as file:
        return list(reader(file, str(path)))


def _conversation(verdicts: Path) -> Path:
    """The conversation that the verdicts are about. Raises `evaluation.no-conversation`."""
    name = verdicts.name.removesuffix(VERDICTS)
    for path in sorted(verdicts.parent.glob(f"{name}.*")):
        if path.stem == name and path.suffix.lower() in SUFFIXES:
            return path
    raise SaywellError("evaluation.no-conversation", place=Place(str(verdicts)), name=name)


def _part(name: str, gold: Gold, asked: Asked, share: float, locale: Locale, tell: Tell, ears: _Ears) -> Part:
    shown = name == "open" or asked.reveal
    spoil = _spoiler(share, asked)
    chance = random.Random(asked.seed).random
    return Part(
        part=name,
        corrupted=share > 0,
        utterances=_hearing(gold.utterances, spoil, chance, shown, ears) if gold.utterances else None,
        conversations=_judging(gold.conversations, asked, spoil, chance, shown, locale, tell, ears)
        if gold.conversations
        else None,
        promises=_keeping(gold.promises, spoil, chance, shown) if gold.promises else None,
    )


def _spoiler(share: float, asked: Asked) -> Spoil:
    if not share:
        return lambda _, text: text
    # Each utterance has its own chance: another one added or left out changes nothing for the rest.
    return lambda name, text: corrupt(
        text, share, random.Random(f"{asked.seed}/{name}").random, spoken_digits=asked.spoken_digits
    )


def _hearing(every: Sequence[Utterance], spoil: Spoil, chance: Chance, shown: bool, ears: _Ears) -> hearing.Hearing:
    outcomes = [_hear(one, spoil, ears) for one in every]
    known = {move for name in {one.standard for one in every} for move in _standard(name).moves}
    return hearing.figures(outcomes, known, chance, shown=shown)


def _hear(one: Utterance, spoil: Spoil, ears: _Ears) -> hearing.Outcome:
    """What is heard in an utterance after what was said before it."""
    listener = ears.of(one.standard).listen()
    listener.prepare(i.Opened(0, id=one.id, channel=one.channel, direction=one.direction))
    said: i.AnyInput | None = None
    turns = [*((turn.by, turn.text) for turn in one.before), (one.by, one.text)]
    for at, (by, text) in enumerate(turns):
        to = None if one.channel == "chat" else at * 4000 + 3000
        # The words before are spoilt by their own chance.
        said = listener.prepare(i.Said(at * 4000, to=to, by=by, text=spoil(f"{one.id}/{at + 1 - len(turns)}", text)))
    assert isinstance(said, i.Said) and said.heard is not None
    return hearing.outcome(one, said.text, said.heard, _standard(one.standard).moves)


def _judging(
    every: Sequence[tuple[Path, Verdicts]],
    asked: Asked,
    spoil: Spoil,
    chance: Chance,
    shown: bool,
    locale: Locale,
    tell: Tell,
    ears: _Ears,
) -> judging.Judging:
    found = (_judge(path, gold, spoil, locale, tell, ears) for path, gold in every)
    wanted = [one for one in found if one and (not asked.languages or one.lang in asked.languages)]
    return judging.figures(wanted, chance, shown=shown)


def _judge(path: Path, gold: Verdicts, spoil: Spoil, locale: Locale, tell: Tell, ears: _Ears) -> judging.Judged | None:
    standard = _standard(gold.standard)
    try:
        source = next(read(path, str(path)))
    except SaywellError as error:
        tell(error)
        return None
    scored = score_source(standard, ears.of(gold.standard), _spoilt(source, path.stem, spoil), locale)
    if scored.error is not None:
        tell(scored.error)
    if scored.card is None or scored.run is None:
        return None
    heard = [got.heard for got in scored.run.inputs if isinstance(got, i.Said) and got.heard is not None]
    langs = Counter(one.lang for one in heard if one.lang)
    lang = langs.most_common(1)[0][0] if langs else ""
    return judging.judged(gold, scored.card.findings, file=path.name, lang=lang, channel=source.opened.channel)


def _spoilt(source: Source, name: str, spoil: Spoil) -> Source:
    inputs = tuple(
        msgspec.structs.replace(got, text=spoil(f"{name}/{line}", got.text)) if isinstance(got, i.Said) else got
        for line, got in enumerate(source.inputs)
    )
    return msgspec.structs.replace(source, inputs=inputs)


def _keeping(every: Sequence[Promising], spoil: Spoil, chance: Chance, shown: bool) -> keeping.Keeping:
    return keeping.figures([_listen(one, spoil) for one in every], chance, shown=shown)


def _listen(one: Promising, spoil: Spoil) -> keeping.Listened:
    """The deadlines that the recogniser hears in a sentence, resolved as the engine resolves them."""
    standard = _with_calendar(one)
    opened = i.Opened(one.at, id=one.id, channel="phone", direction="inbound", started=one.said_at)
    plan = plan_for(standard, opened)
    heard = ear_for(_standard(SHARED)).hear(i.Said(one.at, by=one.by, text=spoil(one.id, one.text)))
    return keeping.Listened(
        one,
        tuple(
            keeping.Heard(deadline_instant(promise.value, one.at, plan.calendar), not promise.value)
            for promise in heard.promises
            if promise.who != "customer"
        ),
    )


def _with_calendar(one: Promising) -> Standard:
    """The shared standard in a centre with the sentence's calendar."""
    standard = _standard(SHARED)
    if one.calendar is None:
        return standard
    mark = msgspec.json.encode(one.calendar).decode()
    return msgspec.structs.replace(standard, calendar=one.calendar, hash=f"{standard.hash}{mark}")

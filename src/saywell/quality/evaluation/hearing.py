"""What was heard in utterances beside what people say is in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import Literal

import msgspec

from saywell.conversation.inputs import Heard
from saywell.quality.evaluation.gold import Role, Utterance
from saywell.quality.evaluation.metrics import Bin, Chance, Estimate, Rate, estimate, f1, mean, rate, reliability

ROLES: tuple[Role, ...] = ("agent", "customer")
TABOO = "taboo."
Kind = Literal["right", "extra", "lost"]


class Answer(msgspec.Struct, frozen=True):
    """One move heard, its full id, by which tier and how surely."""

    move: str
    tier: str
    confidence: float


class Outcome(msgspec.Struct, frozen=True):
    """An utterance with what was heard in it; `heard` without taboo lists, `broken` the taboo lists. `text`: as it was
    listened to; `aside`: labels of moves that its standard does not have, which count neither way."""

    gold: Utterance
    text: str
    heard: tuple[Answer, ...]
    broken: tuple[str, ...]
    aside: tuple[str, ...] = ()

    @property
    def counted(self) -> list[tuple[str, Kind]]:
        """Each move that counts: right, extra (heard, does not hold) or lost (holds, not heard)."""
        holds, heard = set(self.gold.moves), {answer.move for answer in self.heard}
        extra = heard - holds - set(self.gold.may)
        return [
            *((move, "right" if move in heard else "lost") for move in sorted(holds)),
            *((move, "extra") for move in sorted(extra)),
        ]

    @property
    def silent(self) -> bool:
        """Whether nothing that counts was heard."""
        return not {answer.move for answer in self.heard} - set(self.gold.may)


class MoveFigures(msgspec.Struct, frozen=True):
    """One move: how many utterances have it, and what came of it."""

    move: str
    support: int
    extra: int
    precision: Rate
    recall: Rate
    f1: float | None


class Group(msgspec.Struct, frozen=True):
    """The moves of one role. `macro`: the mean F1 of the moves that occur; `micro`: F1 of all together, in which a move
    that never occurs but was heard counts too."""

    utterances: int
    support: int
    moves: int
    macro: Estimate
    micro: Estimate
    precision: Rate
    recall: Rate


class TierFigures(msgspec.Struct, frozen=True):
    """What one tier of the recogniser heard; `ece` where it is ever less than certain."""

    precision: Rate
    ece: float | None
    bins: tuple[Bin, ...]


class Confused(msgspec.Struct, frozen=True):
    """How often a move was lost in an utterance in which another, that does not hold, was heard; "" for nothing."""

    expected: str
    heard: str
    count: int


class TabooFigures(msgspec.Struct, frozen=True):
    """Forbidden words of agents: utterance and list counted as one."""

    precision: Rate
    recall: Rate
    f1: float | None
    lists: tuple[MoveFigures, ...]


class Slip(msgspec.Struct, frozen=True):
    """An utterance that was heard wrongly."""

    id: str
    lang: str
    text: str
    lost: tuple[str, ...]
    extra: tuple[str, ...]


class Hearing(msgspec.Struct, frozen=True):
    """All figures about utterances. `silent`: nothing was heard; `rejected`: of what is none of the known moves, where
    nothing was heard; `kept`: of what has moves, where something was heard; `aside`: labels of moves that their
    utterance's standard does not have."""

    utterances: int
    roles: dict[str, Group]
    moves: tuple[MoveFigures, ...]
    languages: dict[str, dict[str, Group]]
    channels: dict[str, dict[str, Group]]
    tiers: dict[str, TierFigures]
    confusion: tuple[Confused, ...]
    silent: Rate
    rejected: Rate
    kept: Rate
    taboo: TabooFigures
    unknown: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    aside: int = 0


def outcome(gold: Utterance, text: str, heard: Heard, known: Container[str]) -> Outcome:
    """An utterance beside what a listener made of its text. `known`: the moves of its standard, which can be heard."""
    broken = tuple(move.id.removeprefix(TABOO) for move in heard.moves if move.id.startswith(TABOO))
    answers = tuple(
        Answer(f"{gold.by}.{move.id}", move.tier, move.confidence)
        for move in heard.moves
        if not move.id.startswith(TABOO)
    )
    aside = tuple(move for move in gold.moves if move not in known)
    if aside:
        gold = msgspec.structs.replace(gold, moves=tuple(move for move in gold.moves if move in known))
    return Outcome(gold, text, answers, broken, aside)


def figures(outcomes: Sequence[Outcome], known: Iterable[str], chance: Chance, *, shown: bool) -> Hearing:
    """The figures of utterances; `known` are the moves that the standards know; sentences only where `shown`."""
    ids = {move for one in outcomes for move in (*one.gold.moves, *one.gold.may, *one.aside)}
    none = [one for one in outcomes if one.gold.none]
    some = [one for one in outcomes if one.gold.moves]
    return Hearing(
        utterances=len(outcomes),
        roles=_groups(outcomes, chance),
        moves=tuple(_moves(one.counted for one in outcomes)),
        languages=_by(outcomes, "lang", chance),
        channels=_by(outcomes, "channel", chance),
        tiers=_tiers(outcomes),
        confusion=_confusion(outcomes),
        silent=rate(sum(one.silent for one in outcomes), len(outcomes)),
        rejected=rate(sum(one.silent for one in none), len(none)),
        kept=rate(sum(not one.silent for one in some), len(some)),
        taboo=_taboo(outcomes),
        unknown=tuple(sorted(ids.difference(known))),
        slips=tuple(_slips(outcomes)) if shown else (),
        aside=sum(len(one.aside) for one in outcomes),
    )


def _by(outcomes: Sequence[Outcome], field: str, chance: Chance) -> dict[str, dict[str, Group]]:
    values = sorted({str(getattr(one.gold, field)) for one in outcomes})
    return {value: _groups([one for one in outcomes if getattr(one.gold, field) == value], chance) for value in values}


def _groups(outcomes: Sequence[Outcome], chance: Chance) -> dict[str, Group]:
    return {
        role: _group([one.counted for one in outcomes if one.gold.by == role], chance)
        for role in ROLES
        if any(one.gold.by == role for one in outcomes)
    }


def _group(counted: Sequence[list[tuple[str, Kind]]], chance: Chance) -> Group:
    occurring = {move for one in counted for move, kind in one if kind != "extra"}
    total = _sums(counted)

    def micro(drawn: Sequence[int]) -> float | None:
        kinds = Counter(kind for at in drawn for _, kind in counted[at])
        return f1(kinds["right"], kinds["extra"], kinds["lost"])

    def macro(drawn: Sequence[int]) -> float | None:
        sums = _sums(counted[at] for at in drawn)
        return mean(f1(*sums[move]) for move in occurring if move in sums)

    right = sum(one[0] for one in total.values())
    extra = sum(one[1] for one in total.values())
    lost = sum(one[2] for one in total.values())
    return Group(
        utterances=len(counted),
        support=right + lost,
        moves=len(occurring),
        macro=estimate(len(counted), macro, chance),
        micro=estimate(len(counted), micro, chance),
        precision=rate(right, right + extra),
        recall=rate(right, right + lost),
    )


def _sums(counted: Iterable[list[tuple[str, Kind]]]) -> dict[str, list[int]]:
    """Move -> how often right, extra, lost."""
    sums: dict[str, list[int]] = {}
    column = {"right": 0, "extra": 1, "lost": 2}
    for one in counted:
        for move, kind in one:
            sums.setdefault(move, [0, 0, 0])[column[kind]] += 1
    return sums


def _moves(counted: Iterable[list[tuple[str, Kind]]]) -> Iterable[MoveFigures]:
    for move, (right, extra, lost) in sorted(_sums(counted).items()):
        support = right + lost
        value = f1(right, extra, lost)
        yield MoveFigures(
            move,
            support,
            extra,
            rate(right, right + extra),
            rate(right, support),
            None if value is None else round(value, 4),
        )


def _tiers(outcomes: Sequence[Outcome]) -> dict[str, TierFigures]:
    answers: dict[str, list[tuple[float, bool]]] = {}
    for one in outcomes:
        for answer in one.heard:
            if answer.move in one.gold.moves or answer.move not in one.gold.may:
                answers.setdefault(answer.tier, []).append((answer.confidence, answer.move in one.gold.moves))
    out = {}
    for tier, found in sorted(answers.items()):
        bins, ece = reliability(found) if any(confidence < 1 for confidence, _ in found) else ((), None)
        out[tier] = TierFigures(rate(sum(right for _, right in found), len(found)), ece, bins)
    return out


def _confusion(outcomes: Sequence[Outcome]) -> tuple[Confused, ...]:
    pairs: Counter[tuple[str, str]] = Counter()
    for one in outcomes:
        extra = [move for move, kind in one.counted if kind == "extra"]
        for move, kind in one.counted:
            if kind == "lost":
                pairs.update((move, other) for other in extra or ("",))
    return tuple(Confused(*pair, count) for pair, count in sorted(pairs.items(), key=lambda item: (-item[1], item[0])))


def _taboo(outcomes: Sequence[Outcome]) -> TabooFigures:
    counted: list[list[tuple[str, Kind]]] = []
    for one in outcomes:
        holds, heard = set(one.gold.taboo), set(one.broken) - set(one.gold.taboo_may)
        list_of = one.gold.standard + "."
        counted.append(
            [
                *((list_of + name, "right" if name in heard else "lost") for name in sorted(holds)),
                *((list_of + name, "extra") for name in sorted(heard - holds)),
            ]
        )
    lists = tuple(_moves(counted))
    kinds = Counter(kind for one in counted for _, kind in one)
    right, extra, lost = kinds["right"], kinds["extra"], kinds["lost"]
    value = f1(right, extra, lost)
    return TabooFigures(
        rate(right, right + extra), rate(right, right + lost), None if value is None else round(value, 4), lists
    )


def _slips(outcomes: Sequence[Outcome]) -> Iterable[Slip]:
    for one in outcomes:
        lost = [move for move, kind in one.counted if kind == "lost"]
        extra = [move for move, kind in one.counted if kind == "extra"]
        lost += [f"agent.{TABOO}{name}" for name in one.gold.taboo if name not in one.broken]
        extra += [f"agent.{TABOO}{name}" for name in one.broken if name not in (*one.gold.taboo, *one.gold.taboo_may)]
        if lost or extra:
            yield Slip(one.gold.id, one.gold.lang, one.text, tuple(lost), tuple(extra))

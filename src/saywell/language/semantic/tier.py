"""The semantic tier. The model of customers and the rules vote on what a whole utterance does: what the vote finds besides
is added, and what a rule has heard against all likelihood is taken back. Of agents, and of long utterances, what the rules
have heard stands; the model is asked what the whole does besides, and its parts in which they have heard little."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from saywell.language.fold import fold
from saywell.language.match import SIDES
from saywell.language.proposals import Place, Proposal
from saywell.language.semantic.model import Model
from saywell.language.semantic.parts import LONGEST, open_share, parts
from saywell.language.semantic.ports import Array

# A part of which the rules have heard more than this is theirs.
_OPEN = 0.5
# A clause alone is more easily mistaken than the sentences that the thresholds come from.
_CLAUSE = 0.15
# What the rules leave open is a known move more rarely than the sentences are that the probabilities come from: of 60
# proposals in the example conversations 27 were right where 42 were expected, which is a third of the odds.
_ODDS = 1 / 3
_SURE = 0.6
_LEAST = 0.3
# An utterance in which the rules have heard nothing is known with this chance, or nothing is proposed. What the rules
# leave silent is mostly known where an agent speaks (130 of 137 utterances of the open gold set), but of a customer's half
# is not (84 of 158): what tells them apart has learnt from utterances that count as equally frequent.
# From that chance on the vote adds a move; below the other one it takes a rule's back. By cross-validation over the
# shipped utterances of customers: F1 of all labels together is best at 0.3, and of what falls below 0.1 18 % holds.
_ADDED, _TAKEN_BACK = 0.3, 0.1
# Whose utterances are voted on. Of agents what the rules hear stands, and what they leave open is asked about: their vote
# hears more in single utterances (macro F1 0.786 for 0.765), but of 983 verdicts on conversations written by others
# five to fifteen fewer are right, at whatever chances it adds and takes back.
_VOTED = frozenset(("customer",))
# The vote has learnt from utterances of one to three sentences. What is longer says too much for one vector; characters,
# of which an English word has more.
_LONG, _LONG_LATIN = 120, 360
_REMEMBERED = 256
_SAYS = {"agent": 0.4, "customer": 0.97}


class SemanticTier:
    """Models by party (agent, customer) whose labels are full ids of moves."""

    def __init__(
        self,
        models: Mapping[str, Model],
        moves: Collection[str],
        version: str,
        whole: bool = False,
        manner: Collection[str] = (),
    ) -> None:
        """`moves`: full ids of those that may be proposed. `whole`: the models have learnt from whole utterances with
        all their moves, and are asked about the whole of what is said as well. `manner`: moves that tell how a thing is
        said and not what."""
        self._models = models
        self._asks_whole = whole
        self._moves = frozenset(moves)
        self._manner = frozenset(id.partition(".")[2] for id in manner)
        self.version = version
        self._vote = lru_cache(_REMEMBERED)(self._chances)

    def propose(self, text: str, by: str, heard: Sequence[Place]) -> list[Proposal]:
        """See `Proposer`."""
        side = SIDES.get(by, "")
        model = self._models.get(side)
        if model is None:
            return []
        whole = _whole(text) if self._asks_whole else None
        if whole is not None and _votes(model, side, text[slice(*whole)]):
            return self._voted(text, side, whole, heard)
        places = [part for part in open_parts(text, heard) if part != whole]
        if whole is not None:
            places.insert(0, whole)
        if not places:
            return []
        known = {place.move for place in heard}
        folded = [fold(text[start:end]).text for start, end in places]
        vectors = model.embedder.embed(folded)
        if whole is not None and known <= self._manner and model.says(vectors[0]) < _SAYS[side]:
            return []
        best: dict[str, tuple[float, int]] = {}
        for number, chances in enumerate(model.predict_folded(folded, vectors, _LEAST)):
            place = places[number]
            inner = number > 0 and place[1] <= places[number - 1][1]
            for label, chance in chances.items():
                name = label.partition(".")[2]
                if name in known or label not in self._moves:
                    continue
                sure, least = chance, model.threshold[label]
                if place != whole:
                    sure, least = in_the_open(chance), min(least + (_CLAUSE if inner else 0.0), 0.95)
                if chance < least or (place != whole and sure < _SURE):
                    continue
                if name not in best or sure > best[name][0]:
                    best[name] = (sure, number)
        return _proposals(
            model, side, [(name, sure, places[number], folded[number]) for name, (sure, number) in best.items()]
        )

    def doubts(self, text: str, by: str, heard: Sequence[Place]) -> list[str]:
        """See `Proposer`. Only what the models know, in utterances that they know the like of."""
        side = SIDES.get(by, "")
        model = self._models.get(side)
        whole = _whole(text) if self._asks_whole else None
        if model is None or whole is None or not _votes(model, side, text[slice(*whole)]):
            return []
        names = [place.move for place in heard if f"{side}.{place.move}" in model.threshold]
        wanted = [name for name in names if name not in self._manner]
        if not wanted:
            return []
        chances, _ = self._vote(text[whole[0] : whole[1]], side, frozenset(place.move for place in heard))
        return [name for name in wanted if chances.get(f"{side}.{name}", 0.0) < _TAKEN_BACK]

    def _voted(self, text: str, side: str, whole: tuple[int, int], heard: Sequence[Place]) -> list[Proposal]:
        """What the vote hears in a whole utterance besides."""
        model = self._models[side]
        known = frozenset(place.move for place in heard)
        chances, vector = self._vote(text[slice(*whole)], side, known)
        if known <= self._manner and model.says(vector) < _SAYS[side]:
            return []
        folded = fold(text[slice(*whole)]).text
        added = [
            (label.partition(".")[2], chance, whole, folded)
            for label, chance in chances.items()
            if chance >= _ADDED and label in self._moves and label.partition(".")[2] not in known
        ]
        return _proposals(model, side, added)

    def _chances(self, said: str, side: str, known: frozenset[str]) -> tuple[dict[str, float], Array]:
        """The chance of each move (full id) that is not quite unlikely, and the vector of what was said."""
        model = self._models[side]
        folded = fold(said).text
        vector = model.embedder.embed([folded])[0]
        return model.vote(folded, vector, {f"{side}.{name}" for name in known}), vector

    def model(self, side: str) -> Model:
        """The model of a party. Raises KeyError where it has none."""
        return self._models[side]

    def candidates(self, text: str, by: str, most: int, least: float = 0.02) -> list[str]:
        """Full ids of the moves that a text may be, the likeliest first: what another tier is asked about."""
        model = self._models.get(SIDES.get(by, ""))
        if model is None:
            return []
        (chances,) = model.predict([text], least)
        return [label for label in chances if label in self._moves][:most]

    def example(self, move: str, text: str) -> str:
        """The example of a move (full id) nearest to a text; empty where there is none."""
        model = self._models.get(move.partition(".")[0])
        if model is None or move not in model.threshold:
            return ""
        found = model.nearest(move, fold(text).text)
        return found[0] if found is not None else ""


def _proposals(model: Model, side: str, found: list[tuple[str, float, tuple[int, int], str]]) -> list[Proposal]:
    """Proposals of moves with their chance, place and folded words, each with its nearest example."""
    out = []
    for name, sure, place, folded in found:
        nearest = model.nearest(f"{side}.{name}", folded)
        like = nearest[0] if nearest is not None else ""
        out.append(Proposal(name, *place, round(sure, 3), "semantic", like))
    return sorted(out, key=lambda one: (one.start, -one.confidence, one.move))


def in_the_open(chance: float) -> float:
    """The probability of a move in words that the rules have left open."""
    odds = _ODDS * chance / max(1.0 - chance, 1e-6)
    return odds / (1.0 + odds)


def _votes(model: Model, side: str, said: str) -> bool:
    """Whether it is voted on what was said."""
    short = len(said) <= (_LONG_LATIN if said.isascii() else _LONG)
    return short and side in _VOTED and model.votes is not None


def _whole(text: str) -> tuple[int, int] | None:
    """The whole of an utterance, outer blanks left off; None where nothing is said."""
    piece = text[:LONGEST]
    said = piece.strip()
    if not any(char.isalnum() for char in said):
        return None
    start = piece.index(said)
    return start, start + len(said)


def open_parts(text: str, heard: Sequence[Place]) -> list[tuple[int, int]]:
    """The parts of an utterance of which the rules have heard less than half."""
    taken = [(place.start, place.end) for place in heard]
    return [(start, end) for start, end in parts(text) if open_share(text, start, end, taken) > _OPEN]

"""The semantic tier of a standard: its engine by the settings of the installation, trained on its sentences. The only
place that names the engines.

What was learnt from the sentences of the shipped standards comes with them, for the packaged engine; a standard with
the same sentences uses the same model, whatever rules of its own it has. What was learnt from others is kept in the
cache folder under a key of the sentences, the rules of their moves, the engine and the revision of the code.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import msgspec

from saywell.app import cache
from saywell.app.config import Semantic, Settings, settings
from saywell.app.standards import SHIPPED, as_errors, folders_of, open_standard
from saywell.conversation import inputs as i
from saywell.exchange.hear import Ear, ear_for
from saywell.kernel.errors import Faults, SaywellError
from saywell.language import recognise
from saywell.standard import sentences
from saywell.standard.model import Standard
from saywell.standard.read import Fault

if TYPE_CHECKING:
    from saywell.language.semantic.model import Model
    from saywell.language.semantic.ports import Embedder
    from saywell.language.semantic.tier import SemanticTier
    from saywell.language.semantic.training import Example

SIDES = ("agent", "customer")
MODELS = SHIPPED / "common" / "semantic"
USUAL = 0.1
# Moves that tell how a thing is said: an utterance with no other says nothing that is known.
MANNER = frozenset(
    ("agent.uses_polite_word", "agent.uses_ni", "agent.local_word", "agent.speaks_dialect", "customer.speaks_dialect")
)
Note = Callable[[str, int, int], None]
"""Called while a model is trained: for whom (agent, customer), steps done, steps in all."""


_OPEN: WeakValueDictionary[tuple[str, str], Model] = WeakValueDictionary()
"""The models that are in use, by party and key."""


class Learnt(msgspec.Struct, frozen=True):
    """How well a move is known apart from the others, by cross-validation over the sentences."""

    move: str
    sentences: int
    precision: float
    recall: float
    f1: float
    threshold: float


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A trained model as bytes, and how well it knows each move. `mark`: of what it has learnt from."""

    model: memoryview
    learnt: tuple[Learnt, ...]
    mark: str


def semantic_tier(standard: Standard, name: str, wanted: Settings, note: Note | None) -> SemanticTier:
    """The semantic tier of a standard, trained where it has not been, unless there is no `note`: then it raises
    `semantic.untrained`. Raises as `ear_of`."""
    from saywell.language.semantic.tier import SemanticTier

    embedder = embedder_of(wanted.semantic)
    folders = folders_of(name)
    kept = _models(standard, name, folders, embedder, note)
    models = {side: _opened(side, key, one, embedder) for side, (key, one) in kept.items()}
    version = "s" + sha256("".join(key for key, _ in kept.values()).encode()).hexdigest()[:8]
    return SemanticTier(models, standard.moves, version, bool(sentences.utterance_files(folders)), MANNER)


def learnt(standard: Standard, name: str, note: Note) -> list[Learnt]:
    """Train where it has not been done, and tell how well each move is known. Raises as `ear_of`."""
    if find_spec("numpy") is None:
        raise SaywellError("semantic.missing")
    kept = _models(standard, name, folders_of(name), embedder_of(settings().semantic), note)
    return [one for _, got in kept.values() for one in got.learnt if one.move in standard.moves]


@lru_cache(maxsize=2)
def _embedder(text: bytes) -> Embedder:
    wanted = msgspec.json.decode(text, type=Semantic)
    if wanted.embedder == "onnx":
        from saywell.integrations.embedders.onnx_folder import OnnxFolder

        return OnnxFolder(Path(_needed(wanted.folder, "folder")), wanted.sha256)
    if wanted.embedder == "endpoint":
        from saywell.integrations.embedders.endpoint import EndpointEmbedder
        from saywell.integrations.openai import Endpoint
        from saywell.language.mask import mask

        url, model = _needed(wanted.url, "url"), _needed(wanted.model, "model")
        endpoint = Endpoint(url, model, wanted.key_from, wanted.timeout, wanted.retries)
        return EndpointEmbedder(endpoint, lambda text: mask(text).text)
    from saywell.integrations.embedders.packaged import Packaged

    place = cache.folder()
    return Packaged(table=None if place is None else place / f"packaged-{Packaged.hash[:16]}.table")


def embedder_of(wanted: Semantic) -> Embedder:
    """The engine that the settings name; made once. Raises `config.missing`, `semantic.*`."""
    return _embedder(msgspec.json.encode(wanted))


def _needed(value: str, key: str) -> str:
    if not value:
        raise SaywellError("config.missing", part="semantic", key=key)
    return value


def _models(
    standard: Standard, name: str, folders: Sequence[Path], embedder: Embedder, note: Note | None
) -> dict[str, tuple[str, Kept]]:
    """By party: the key and what is kept under it, from the cache folder or made anew."""
    files = sentences.files_of(folders)
    labelled = sentences.utterance_files(folders)
    mark = _mark(files, labelled, embedder)
    shipped = {side: held for side in SIDES if (held := shipped_model(side)) is not None and held.mark == mark}
    if len(shipped) == len(SIDES):
        return {side: (mark, held) for side, held in shipped.items()}
    key = _key(standard, files, mark)
    out: dict[str, tuple[str, Kept]] = {}
    examples: dict[str, list[Example]] | None = None
    for side in SIDES:
        held = _read(side, key)
        if held is None:
            examples = _examples(standard, files, labelled) if examples is None else examples
            if not any(one.labels for one in examples[side]):
                continue
            if note is None:
                raise SaywellError("semantic.untrained", name=name)
            held = _train(examples[side], embedder, side, note, mark)
            cache.write(_file(side, key), key, msgspec.msgpack.encode(held))
        out[side] = (key, held)
    if not out:
        raise SaywellError("semantic.no-sentences", name=name)
    return out


def _opened(side: str, key: str, kept: Kept, embedder: Embedder) -> Model:
    """The model of a party, which standards with the same sentences share."""
    from saywell.language.semantic.model import Model

    found = _OPEN.get((side, key))
    if found is None or found.embedder is not embedder:
        found = _OPEN[side, key] = Model.from_bytes(kept.model, embedder)
    return found


def shipped_model(side: str) -> Kept | None:
    """What comes with the shipped standards, for one party; None where there is none that can be read."""
    try:
        return msgspec.msgpack.decode(zlib.decompress((MODELS / f"{side}.model").read_bytes()), type=Kept)
    except (OSError, zlib.error, msgspec.MsgspecError):
        return None


def train_shipped(name: str, note: Note) -> dict[str, bytes]:
    """The files to be shipped, by party, from the sentences of this standard. Raises `semantic.*`."""
    standard, folders, embedder = open_standard(name), folders_of(name), embedder_of(Semantic())
    files, labelled = sentences.files_of(folders), sentences.utterance_files(folders)
    mark = _mark(files, labelled, embedder)
    examples = _examples(standard, files, labelled)
    kept = {side: _train(examples[side], embedder, side, note, mark) for side in SIDES}
    return {side: zlib.compress(msgspec.msgpack.encode(held), 9) for side, held in kept.items()}


def _mark(files: Sequence[Path], labelled: Sequence[Path], embedder: Embedder) -> str:
    """What tells one lot of sentences, utterances and vectors from another."""
    from saywell.language.semantic import training

    marks = (sentences.digest((*files, *labelled)), embedder.hash, str(training.REVISION))
    return sha256("|".join(marks).encode()).hexdigest()


def _key(standard: Standard, files: Sequence[Path], mark: str) -> str:
    known = sentences.moves_in(files)
    moves = [standard.moves[move] for move in sorted(known) if move in standard.moves]
    patterns = [(one.id, one.zh, one.en, one.not_zh, one.not_en) for one in moves]
    rules = msgspec.msgpack.encode((patterns, _spoken_of(patterns, standard)))
    marks = (mark, str(recognise.REVISION), sha256(rules).hexdigest())
    return sha256("|".join(marks).encode()).hexdigest()


def _spoken_of(patterns: object, standard: Standard) -> dict[str, object]:
    """The concepts that patterns speak of, and those that these speak of: words that a standard has of its own change
    no model of the moves that it shares with others."""
    found: dict[str, object] = {}
    waiting = [patterns]
    while waiting:
        for name in re.findall(r"<([^<>]+)>", str(waiting.pop())):
            if name in standard.concepts and name not in found:
                concept = standard.concepts[name]
                found[name] = concept
                waiting.append((concept.zh, concept.en))
    return dict(sorted(found.items()))


def _file(side: str, key: str) -> str:
    return f"{side}-{key[:16]}.semantic"


def _read(side: str, key: str) -> Kept | None:
    body = cache.read(_file(side, key), key)
    if body is None:
        return None
    try:
        return msgspec.msgpack.decode(body, type=Kept)
    except msgspec.MsgspecError:
        return None


def _examples(standard: Standard, files: Sequence[Path], labelled: Sequence[Path]) -> dict[str, list[Example]]:
    """The sentences and utterances by party; utterances with all their moves, those of other standards too, so that
    standards with the same sentences use one model. What the rules hear in a sentence of another move, or what usually
    comes with its move in an utterance, may well be there too: it is neither taught nor denied, but for the near misses
    that the author names."""
    from saywell.language.semantic.training import Example

    faults: list[Fault] = []
    read = sentences.read_sentences(files, faults)
    utterances = sentences.read_utterances(labelled, faults)
    if faults:
        raise Faults(as_errors(faults))
    ear = ear_for(standard)
    out: dict[str, list[Example]] = {}
    for side in SIDES:
        said = [(one.text, frozenset(one.moves)) for one in utterances.get(side, ())]
        usual = _usual(moves for _, moves in said)
        those: dict[str, set[str]] = {}
        near: dict[str, set[str]] = {}
        for move, some in read.items():
            if move.startswith(f"{side}.") and move in standard.moves:
                for text in some.those:
                    those.setdefault(text, set()).add(move)
                for text in some.near:
                    near.setdefault(text, set()).add(move)
        out[side] = [
            Example(text, moves, says=bool(moves - MANNER), heard=_by_rule(ear, side, text)) for text, moves in said
        ]
        for text in dict.fromkeys([*those, *near]):
            labels = those.get(text, set())
            maybe = {one.move for one in ear.recogniser.recognise(text, side).moves}.union(*(usual[m] for m in labels))
            out[side].append(Example(text, frozenset(labels), frozenset(maybe - labels - near.get(text, set()))))
    return out


def _by_rule(ear: Ear, side: str, text: str) -> frozenset[str]:
    """The full ids of the moves that the rules alone hear in an utterance."""
    said = i.Said(0, by="agent" if side == "agent" else "customer", text=text)
    return frozenset(f"{side}.{move.id}" for move in ear.hear(said).moves)


def _usual(said: Iterable[frozenset[str]]) -> Mapping[str, set[str]]:
    """For each move those that come with it in a tenth of its utterances or more."""
    count: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for moves in said:
        count.update(moves)
        pairs.update((one, other) for one in moves for other in moves if one != other)
    usual: dict[str, set[str]] = defaultdict(set)
    for (one, other), times in pairs.items():
        if times >= USUAL * count[one]:
            usual[one].add(other)
    return usual


def _train(examples: Sequence[Example], embedder: Embedder, side: str, note: Note, mark: str) -> Kept:
    from saywell.language.semantic.training import train_and_report

    model, report = train_and_report(examples, embedder, lambda _, done, steps: note(side, done, steps))
    rows = tuple(
        Learnt(label, report.examples[label], report.precision[label], report.recall[label], report.f1[label], least)
        for label, least in _thresholds(model.threshold)
    )
    return Kept(memoryview(model.to_bytes()), rows, mark)


def _thresholds(of: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(of.items())

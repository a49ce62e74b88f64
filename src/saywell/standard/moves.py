"""Reads moves.yaml: what agent and customer do with words, and by what it is heard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from saywell.standard.model import MoveSpec
from saywell.standard.norms import texts
from saywell.standard.read import Fault, Map, Seq, known_keys, line_of, names_of

if TYPE_CHECKING:
    from saywell.standard.compile import Parts

ANSWERS = ("yes", "no", "fine", "matter")
_ID = re.compile(r"(agent|customer)\.[a-z][a-z0-9_]*\Z")
KEYS = (
    "title", "definition", "clauses", "zh", "en", "not", "words", "answers", "note", "implies", "implied_by", "shows",
)  # fmt: skip
_SHOWS = ("moves", "unless")


def read_move(id: str, src: Map, name: str, parts: Parts, faults: list[Fault]) -> MoveSpec:
    """An entry. What is wrong becomes a fault; names of clauses and moves are looked up when all has been read."""
    known_keys(src, "move", KEYS, name, faults)
    if not _ID.match(id):
        mend = "Ids look like agent.greets or customer.agrees."
        faults.append(Fault(name, src.line, f"“{id}” is no id of a move.", mend))

    def strings(key: str, of: Map = src) -> tuple[str, ...]:
        return names_of(of, key, name, faults)

    def used(kind: str, key: str, of: Map = src) -> tuple[str, ...]:
        found = strings(key, of)
        parts.uses.extend((kind, one, name, line_of(of, key)) for one in found)
        return found

    veto = src["not"] if isinstance(src.get("not"), Map) else Map()
    answers, shows = src.get("answers"), src.get("shows")
    if not isinstance(answers, Map):
        answers = Map()
    if not isinstance(shows, Map):
        shows = Map()
    known_keys(answers, "answers", ANSWERS, name, faults)
    known_keys(shows, "shows", _SHOWS, name, faults)
    for one in strings("moves", shows):
        if not (id.startswith("agent.") and one.startswith("customer.")):
            mend = "What an agent says shows what the customer has done before."
            faults.append(Fault(name, line_of(src, "shows"), f"“{id}” cannot show “{one}”.", mend))
    return MoveSpec(
        id=id,
        title=texts(src.get("title")),
        definition=str(src.get("definition", "")),
        clauses=strings("clauses"),
        zh=strings("zh"),
        en=strings("en"),
        not_zh=strings("zh", veto),
        not_en=strings("en", veto),
        words=_words(src, name, faults),
        answers={kind: used("signal", kind, answers) for kind in ANSWERS if kind in answers},
        implies=used("move", "implies"),
        implied_by=used("move", "implied_by"),
        shows=used("move", "moves", shows),
        unless=used("move", "unless", shows),
    )


def _words(src: Map, name: str, faults: list[Fault]) -> tuple[dict[str, Any], ...]:
    """The rules about words of a move, each tried once."""
    if "words" not in src:
        return ()
    from saywell.language.words import WordsError, compile_words

    rules = src["words"] if isinstance(src["words"], Seq) else [src["words"]]
    for rule in rules:
        try:
            compile_words(rule if isinstance(rule, Map) else {})
        except WordsError as error:
            line = getattr(rule, "line", 0) or line_of(src, "words")
            faults.append(Fault(name, line, f"{error.key}: {error.what}.", f"{error.mend}."))
    # Without the lines that the reader keeps with them.
    return tuple(msgspec.to_builtins(rule) for rule in rules if isinstance(rule, Map))

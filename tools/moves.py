"""Check the moves of the shipped standards against their sentences.

python tools/moves.py check [topic ...]        errors, misses, false alarms, counts
python tools/moves.py hear agent "text"        what is heard in a text, and where
python tools/moves.py why agent.move "text"    which patterns and vetoes of a move match a text
Option --root DIR: another folder with concepts/ moves/ sentences/ (may be given more than once; all are loaded).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from saywell.language.compiled import Vocabulary, compile_pattern
from saywell.language.fold import fold
from saywell.language.match import Matcher
from saywell.language.pattern import Concept, MoveRules, PatternError, Script

ROOT = Path(__file__).parent.parent / "src" / "saywell" / "standards" / "common"
FEWEST = {("is", "zh"): 30, ("is", "en"): 15, ("near", ""): 10}


@dataclass
class Loaded:
    """What the files say, and what is wrong with them."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    moves: dict[str, MoveRules] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    sentences: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, Path] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


class _Strings(yaml.CBaseLoader):
    """Every scalar a string; a key that comes twice is an error."""


def _mapping(loader: _Strings, node: yaml.MappingNode) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.MarkedYAMLError(problem=f"{key!r} comes twice", problem_mark=key_node.start_mark)
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_Strings.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path, problems: list[str]) -> dict[str, Any]:
    """One file as strings, lists and mappings; problems are noted and the file is then empty."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _Strings)
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        problems.append(f"{path.name}: {' '.join(str(error).split())}")
        return {}
    if content in (None, ""):
        return {}
    if not isinstance(content, dict):
        problems.append(f"{path}: must be a mapping")
        return {}
    return content


def texts(value: Any, where: str, problems: list[str]) -> tuple[str, ...]:
    """A list of strings, or a problem."""
    if value in (None, ""):
        return ()
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        problems.append(f"{where}: must be a list of strings (quote a text that has `: ` or begins with [ or {{)")
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()
    return tuple(value)


def part(value: Any, where: str, problems: list[str]) -> dict[str, Any]:
    """A mapping, or a problem."""
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        problems.append(f"{where}: must be a mapping")
        return {}
    return value


def load(roots: list[Path]) -> Loaded:
    """Read every file under the roots; a broken file is reported and left out."""
    got = Loaded()
    for root in roots:
        for path in sorted((root / "concepts").glob("*.yaml")):
            for name, body in read_yaml(path, got.problems).items():
                where = f"concepts/{path.name} {name}"
                if name in got.concepts:
                    got.problems.append(f"{where}: is already in {got.sources[name].name}")
                    continue
                body = part(body, where, got.problems)
                zh, en = (texts(body.get(k), f"{where} {k}", got.problems) for k in ("zh", "en"))
                got.concepts[name] = Concept(zh, en)
                got.sources[name] = path
        for path in sorted((root / "moves").glob("*.yaml")):
            for name, body in read_yaml(path, got.problems).items():
                where = f"moves/{path.name} {name}"
                if name in got.moves:
                    got.problems.append(f"{where}: is already in {got.sources[name].name}")
                    continue
                body = part(body, where, got.problems)
                veto = part(body.get("not"), f"{where} not", got.problems)
                got.moves[name] = MoveRules(
                    texts(body.get("zh"), f"{where} zh", got.problems),
                    texts(body.get("en"), f"{where} en", got.problems),
                    texts(veto.get("zh"), f"{where} not zh", got.problems),
                    texts(veto.get("en"), f"{where} not en", got.problems),
                )
                got.topics[name] = path.stem
                got.sources[name] = path
        for path in sorted((root / "sentences").glob("*.yaml")):
            for name, body in read_yaml(path, got.problems).items():
                got.sentences[name] = part(body, f"sentences/{path.name} {name}", got.problems)
                got.topics.setdefault(name, path.stem)
    return got


def check(got: Loaded, wanted: list[str]) -> int:
    """Print everything wrong in the wanted topics (all by default); returns the number of faults."""
    matcher, mistakes = Matcher.build_lenient(got.moves, got.concepts)
    faults = 0
    for problem in got.problems:
        print("FILE ", problem)
    for mistake in mistakes:
        key = mistake.key.removeprefix("concept ").split(" ")[0]
        if wanted and key in got.moves and got.topics[key] not in wanted:
            continue
        print(
            "ERROR", f"[{got.sources[key].parent.name}/{got.sources[key].name}]" if key in got.sources else "", mistake
        )
    topics = sorted({t for t in got.topics.values() if not wanted or t in wanted})
    for topic in topics:
        names = [n for n, t in got.topics.items() if t == topic]
        totals = [0, 0, 0, 0]
        for name in names:
            faults += _check_move(name, got, matcher, totals)
        heard, said, alarms, nears = totals
        print(
            f"{topic}: {len(names)} moves, {heard}/{said} sentences heard, {alarms}/{nears} near misses heard by mistake"
        )
    return faults + len(got.problems) + len(mistakes)


def _check_move(name: str, got: Loaded, matcher: Matcher, totals: list[int]) -> int:
    """Check one move; returns the number of faults."""
    faults = 0
    if name not in got.moves:
        print(f"ERROR {name}: has sentences but no move")
        return 1
    if name not in got.sentences:
        print(f"COUNT {name}: has no sentences")
        return 1
    by = name.partition(".")[0]
    counts: dict[tuple[str, str], int] = {}
    for kind in ("is", "near"):
        body = part(got.sentences[name].get(kind), f"{name} {kind}", got.problems)
        for script in ("zh", "en"):
            some = texts(body.get(script), f"{name} {kind} {script}", got.problems)
            counts[kind, script] = len(some)
            for sentence in some:
                folded = fold(sentence)
                hit = next((h for h in matcher.find(folded, by) if h.move == name), None)
                if kind == "is":
                    totals[1] += 1
                    totals[0] += hit is not None
                else:
                    totals[3] += 1
                    totals[2] += hit is not None
                if (hit is None) == (kind == "is"):
                    faults += 1
                    piece = f"  by {folded.text[hit.start : hit.end]!r}" if hit else ""
                    print(f"{'MISS ' if kind == 'is' else 'ALARM'} {name} {script}: {sentence}{piece}")
    counts["near", ""] = counts["near", "zh"] + counts["near", "en"]
    for key, fewest in FEWEST.items():
        if counts[key] < fewest:
            faults += 1
            print(f"COUNT {name}: {counts[key]} {' '.join(key).strip()} sentences, wanted {fewest}")
    return faults


def hear(got: Loaded, by: str, text: str) -> int:
    """Print the moves and entities heard in a text."""
    matcher, _ = Matcher.build_lenient(got.moves, got.concepts)
    folded = fold(text)
    print("folded ", folded.text)
    for hit in matcher.find(folded, by):
        start, end = folded.span(hit.start, hit.end)
        print(f"{hit.move:40} {text[start:end]}")
    try:
        from saywell.language.entities import find_entities
    except ImportError:
        return 0
    for entity in find_entities(folded):
        print(f"{{{entity.kind}}} {text[entity.start : entity.end]}  {entity.value}")
    return 0


def why(got: Loaded, move: str, text: str) -> int:
    """Print which patterns and vetoes of a move match a text."""
    import re

    folded = fold(text).text
    print("folded ", folded)
    vocabulary = Vocabulary(got.concepts)
    rules = got.moves[move]
    every: list[tuple[str, Script, tuple[str, ...]]] = [
        ("", "zh", rules.zh),
        ("", "en", rules.en),
        ("not ", "zh", rules.not_zh),
        ("not ", "en", rules.not_en),
    ]
    for sign, script, patterns in every:
        for pattern in patterns:
            try:
                match = re.search(compile_pattern(pattern, script, vocabulary).regex, folded)
            except PatternError as error:
                print("ERROR", error)
                continue
            if match:
                print(f"{sign}{script} {pattern}   -> {match.group(1)}")
    return 0


def main(arguments: list[str]) -> int:
    """The command line."""
    roots: list[Path] = []
    while "--root" in arguments:
        at = arguments.index("--root")
        roots.append(Path(arguments[at + 1]))
        del arguments[at : at + 2]
    got = load(roots or [ROOT])
    match arguments:
        case ["check", *topics]:
            return 1 if check(got, topics) else 0
        case ["hear", by, text]:
            return hear(got, by, text)
        case ["why", move, text] if move in got.moves:
            return why(got, move, text)
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

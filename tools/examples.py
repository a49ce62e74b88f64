"""Runs the examples of a standard: what each clause's example keeps, what its twin breaks.

python tools/examples.py STANDARD [CLAUSE …]       verdicts against expectations; exit status 1 if any fails
python tools/examples.py STANDARD --show FILE      what is heard line by line, and the findings
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from saywell.conversation import inputs as i
from saywell.exchange.hear import ear_for
from saywell.exchange.script import read_script
from saywell.quality.score import Card, score
from saywell.standard.compile import find, load
from saywell.standard.model import Standard

RANK = ("broken", "missed", "open", "met", "waived", "not_applicable")


def verdicts(card: Card) -> dict[str, str]:
    """The overall verdict of each clause: the worst of its findings."""
    out: dict[str, str] = {}
    for found in card.findings:
        for clause in found.clauses:
            if clause not in out or RANK.index(found.verdict) < RANK.index(out[clause]):
                out[clause] = found.verdict
    return out


def score_file(standard: Standard, path: Path) -> Card:
    """Score the one conversation of a .talk file."""
    (source,) = read_script(path.read_text(encoding="utf-8"), path.name)
    return score(standard, ear_for(standard).prepare_all(source.inputs), file=path.name)


def faults_of(standard: Standard, folder: Path, clause: str, *, may: bool) -> Iterator[str]:
    """What is wrong with the pair of examples of one clause."""
    same = {clause, *(c for group in standard.same_as if clause in group for c in group)}
    keeps = folder / f"{clause}.keeps.talk"
    breaks = folder / f"{clause}.breaks.talk"
    for path in (keeps, breaks):
        if not path.is_file():
            yield f"{path.name} is missing"
            return
    kept = verdicts(score_file(standard, keeps))
    bad = sorted(c for c, v in kept.items() if v in ("missed", "broken"))
    if kept.get(clause) != "met":
        yield f"{keeps.name}: {clause} is {kept.get(clause)}, not met"
    if bad:
        yield f"{keeps.name}: also {', '.join(f'{c} {kept[c]}' for c in bad)}"
    broken = verdicts(score_file(standard, breaks))
    wanted = ("missed", "broken", "not_applicable") if may else ("missed", "broken")
    if broken.get(clause) not in wanted:
        yield f"{breaks.name}: {clause} is {broken.get(clause)}, not missed or broken"
    others = sorted(c for c, v in broken.items() if v in ("missed", "broken") and c not in same)
    if others:
        yield f"{breaks.name}: also {', '.join(f'{c} {broken[c]}' for c in others)}"


def only_may(standard: Standard, clause: str) -> bool:
    """Whether nothing but a `may` implements the clause."""
    kinds: set[str] = {norm.kind for norm in standard.norms.values() if clause in norm.clauses}
    kinds |= {
        "step"
        for s in standard.situations.values()
        if s.ladder
        for step in s.ladder.steps
        if clause in (*step.clauses, *step.wait_clauses)
    }
    kinds |= {"step" for s in standard.situations.values() if s.ladder and clause in s.ladder.permit_clauses}
    return kinds == {"may"}


def show(standard: Standard, path: Path) -> None:
    """Print what is heard in each line, and the findings."""
    ear = ear_for(standard)
    for source in read_script(path.read_text(encoding="utf-8"), path.name):
        prepared = list(ear.prepare_all(source.inputs))
        for number, got in enumerate(prepared, 1):
            at = (got.at - prepared[0].at) / 1000
            if isinstance(got, i.Said) and got.heard is not None:
                print(f"{number:3} {at:7.1f} {got.by}: {got.text}")
                print(
                    f"              {' '.join(m.id for m in got.heard.moves)}  {[(e.kind, dict(e.value)) for e in got.heard.entities] or ''}"
                )
            else:
                print(f"{number:3} {at:7.1f} {got}")
        card = score(standard, prepared, file=path.name)
        for found in card.findings:
            if found.verdict != "not_applicable" or found.at is not None:
                spots = " | ".join(f"{s.line}: {s.text}" for s in found.evidence)
                print(
                    f"{found.verdict:15} {found.norm:28} {' '.join(found.clauses):30} {found.at} {spots}  {found.why}"
                )
        print("score", card.score, card.sections, card.situations)


def main(argv: list[str]) -> int:
    """See the module."""
    if not argv or (argv[1:2] == ["--show"] and len(argv) < 3):
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    folder = find(argv[0])
    standard, faults = load(folder)
    for fault in faults:
        print(fault)
    if standard is None:
        return 1
    if "--show" in argv:
        show(standard, Path(argv[argv.index("--show") + 1]))
        return 0
    wanted = argv[1:] or [c.id for c in standard.clauses.values() if {"live", "review"} & set(c.check)]
    count = failed = 0
    for clause in wanted:
        problems = list(faults_of(standard, folder / "examples", clause, may=only_may(standard, clause)))
        count += 1
        failed += bool(problems)
        for problem in problems:
            print(f"{clause}: {problem}")
    print(f"{count} clauses, {failed} with faults")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Which clauses need which moves: by the norms, lines and situations that name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from saywell.standard.model import Cond, LadderSpec, Norm, SituationSpec, Standard


def clauses_of_moves(standard: Standard) -> dict[str, tuple[str, ...]]:
    """For every move the clauses, its own `clauses` first, in the order of the standard."""
    found: dict[str, dict[str, None]] = {move.id: dict.fromkeys(move.clauses) for move in standard.moves.values()}
    used: list[tuple[Iterable[str], Iterable[str]]] = [(line.moves, line.clauses) for line in standard.lines.values()]
    used += [(_in_norm(norm), norm.clauses) for norm in standard.norms.values()]
    for situation in standard.situations.values():
        used.append((_in_situation(situation), situation.clauses))
        if situation.ladder is not None:
            used += [(_in_cond(step.say), step.clauses or situation.clauses) for step in situation.ladder.steps]
    for names, clauses in used:
        for name in names:
            move = name.partition("@")[0]
            if move in found:
                found[move].update(dict.fromkeys(clauses))
    place = {clause: n for n, clause in enumerate(standard.clauses)}
    return {move: tuple(sorted(some, key=lambda one: place.get(one, -1))) for move, some in found.items()}


def _in_norm(norm: Norm) -> Iterator[str]:
    for names in (norm.when, norm.act, norm.waive, norm.fail, norm.before, norm.made, norm.kept):
        yield from names
    conds = (norm.cond, norm.do, norm.needs, norm.never, norm.unless, *norm.allow, *norm.either.values())
    for cond in (*conds, *(limit.when for limit in norm.limits)):
        yield from _in_cond(cond)


def _in_situation(situation: SituationSpec) -> Iterator[str]:
    yield from situation.closes
    for opening in situation.opens:
        yield from opening.on
        yield from _in_cond(opening.cond)
    yield from _in_ladder(situation.ladder)


def _in_ladder(ladder: LadderSpec | None) -> Iterator[str]:
    yield from _in_cond(ladder.final_if if ladder is not None else None)


def _in_cond(cond: Cond | None) -> Iterator[str]:
    if cond is not None:
        yield from cond.names
        yield from cond.since
        for one in cond.of:
            yield from _in_cond(one)

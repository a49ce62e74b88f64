"""Compiles the conditions of a standard into tests of the state, and tells what they listen to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from saywell.conversation import predicates as p
from saywell.conversation.events import Span
from saywell.conversation.state import State
from saywell.standard.model import Cond, LadderSpec


def tally_key(cond: Cond) -> str:
    """The name under which a count is kept in the state."""
    return "+".join(cond.names) + "/" + "+".join(cond.since)


class Context:
    """What conditions need to know of the whole standard: the grace (ms), its ladders and its permits."""

    def __init__(self, grace: int, ladders: Mapping[str, LadderSpec], permits: Mapping[str, tuple[Cond, ...]]) -> None:
        self.grace = grace
        self.ladders = ladders
        self._permits = permits
        self._built: dict[str, p.Test] = {}

    def permitted(self, norm: str) -> p.Test:
        """The test of a permit: any of its conditions holds."""
        if norm not in self._built:
            self._built[norm] = p.Permitted([compile_cond(one, self) for one in self._permits[norm]])
        return self._built[norm]


def compile_cond(cond: Cond, ctx: Context) -> p.Test:
    """A test for `cond`."""
    return _MAKERS[cond.op](cond, ctx)


def names_in(cond: Cond | None) -> Iterator[str]:
    """Every signal that a condition listens to."""
    if cond is None:
        return
    if cond.op == "form":
        yield f"form.{cond.names[0]}"
    yield from cond.names if cond.op in ("seen", "count", "returned_with") else ()
    for one in cond.of:
        yield from names_in(one)


def conds_in(cond: Cond | None) -> Iterator[Cond]:
    """The condition and all its parts."""
    if cond is None:
        return
    yield cond
    for one in cond.of:
        yield from conds_in(one)


def windowed(cond: Cond | None) -> bool:
    """Whether a condition cannot hold while no signal has occurred in its window."""
    if cond is None:
        return False
    if cond.op == "seen":
        return not cond.since and not cond.window
    if cond.op == "all":
        return any(windowed(one) for one in cond.of)
    return cond.op == "any" and all(windowed(one) for one in cond.of)


def evidence(names: tuple[str, ...], w: State, window: int, line: int = 0) -> tuple[Span, ...]:
    """The spans of the signals that made a condition true that listens to these."""
    seen = w.seen
    if len(names) == 1:
        found = seen.get(names[0])
        if found is not None and found[0] >= window:
            return (Span(found[0], found[2], found[3]),)
        return (Span(line),) if line else ()
    spans: dict[Span, None] = {}
    for name in names:
        found = seen.get(name)
        if found is not None and found[0] >= window:
            spans[Span(found[0], found[2], found[3])] = None
    if not spans:
        return (Span(line),) if line else ()
    return tuple(sorted(spans, key=_place)) if len(spans) > 1 else tuple(spans)


def _place(span: Span) -> tuple[int, int]:
    return span.line, span.start


def parts_of(cond: Cond | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What an `all` asks for: each part by name, with the signals that it listens to; what must not be is no such part.
    Empty for other conditions."""
    if cond is None or cond.op != "all":
        return ()
    parts = [(one.op, tuple(names_in(one))) for one in cond.of if one.op != "not"]
    return tuple(("|".join(names) or op, names) for op, names in parts)


def lacking(parts: tuple[tuple[str, tuple[str, ...]], ...], w: State, window: int) -> tuple[str, ...]:
    """The parts of an `all` that have not occurred, where at least one has: the near miss."""
    if not parts:
        return ()
    missing: list[str] = []
    for title, names in parts:
        for name in names:
            found = w.seen.get(name)
            if found is not None and found[0] >= window:
                break
        else:
            missing.append(title)
    return tuple(missing) if len(missing) < len(parts) else ()


def _seen(cond: Cond) -> p.Test:
    names, window = cond.names, cond.window
    if cond.since:
        return p.SeenSince(names, cond.since)
    if window == "ever":
        return p.SeenEver(names)
    if window == "turn":
        return p.SeenInTurn(names)
    if window == "utterance":
        return p.SeenInLine(names)
    return p.SeenOne(names[0]) if len(names) == 1 else p.SeenAny(names)


def _parts(cond: Cond, ctx: Context) -> list[p.Test]:
    return [compile_cond(one, ctx) for one in cond.of]


def _any(cond: Cond, ctx: Context) -> p.Test:
    if all(one.op == "seen" and not one.since and not one.window for one in cond.of):
        return p.SeenAny(tuple(name for one in cond.of for name in one.names))
    return p.Any(_parts(cond, ctx))


def _ladder_finished(cond: Cond, ctx: Context) -> p.Test:
    situation = cond.names[0]
    spec = ctx.ladders[situation]
    final = compile_cond(spec.final_if, ctx) if spec.final_if is not None else None
    return p.LadderFinished(situation, len(spec.steps), spec.final_wait - ctx.grace, final)


_MAKERS: dict[str, Callable[[Cond, Context], p.Test]] = {
    "seen": lambda cond, ctx: _seen(cond),
    "count": lambda cond, ctx: p.Count(tally_key(cond), cond.least, cond.most),
    "all": lambda cond, ctx: p.All(_parts(cond, ctx)),
    "any": _any,
    "not": lambda cond, ctx: p.Not(_parts(cond, ctx)[0]),
    "n_of": lambda cond, ctx: p.AtLeast(_parts(cond, ctx), cond.least or 0),
    "open": lambda cond, ctx: p.Open(cond.names),
    "arose": lambda cond, ctx: p.Arose(cond.names),
    "fact": lambda cond, ctx: p.Fact(cond.names[0], cond.names[1:]),
    "known": lambda cond, ctx: p.Known(cond.names),
    "purpose": lambda cond, ctx: p.Purpose(cond.names),
    "permitted": lambda cond, ctx: ctx.permitted(cond.names[0]),
    "silent_for": lambda cond, ctx: p.SilentFor((cond.least or 0) - ctx.grace),
    "gap": lambda cond, ctx: p.Gap((cond.least or 0) - ctx.grace),
    "elapsed": lambda cond, ctx: p.Elapsed((cond.least or 0) - ctx.grace, cond.since),
    "ring_over": lambda cond, ctx: p.RingOver((cond.least or 0) + ctx.grace),
    "rings": lambda cond, ctx: p.Rings(cond.least or 0, ctx.grace),
    "wait_within": lambda cond, ctx: p.WaitWithin((cond.least or 0) + ctx.grace),
    "returned_with": lambda cond, ctx: p.ReturnedWith(cond.names),
    "form": lambda cond, ctx: p.FormHas(cond.names[0], frozenset(cond.names[1:])),
    "ladder_finished": _ladder_finished,
    "true": lambda cond, ctx: p.Test(),
}

"""Compiles the conditions of a standard into functions of the state.

`test(w, window)` tells whether the condition holds; a signal counts if it occurred in line `window` or later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter

from saywell.conversation.events import Span
from saywell.conversation.state import State
from saywell.standard.model import Cond, LadderSpec

Test = Callable[[State, int], bool]


def tally_key(cond: Cond) -> str:
    """The name under which a count is kept in the state."""
    return "+".join(cond.names) + "/" + "+".join(cond.since)


class Context:
    """What conditions need to know of the whole standard: the grace (ms), its ladders and its permits."""

    def __init__(self, grace: int, ladders: Mapping[str, LadderSpec], permits: Mapping[str, tuple[Cond, ...]]) -> None:
        self.grace = grace
        self.ladders = ladders
        self._permits = permits
        self._built: dict[str, Test] = {}

    def permitted(self, norm: str) -> Test:
        """The test of a permit: any of its conditions holds."""
        if norm not in self._built:
            parts = [compile_cond(one, self) for one in self._permits[norm]]

            def permitted(w: State, window: int) -> bool:
                for part in parts:
                    if part(w, 0):
                        return True
                return False

            self._built[norm] = permitted
        return self._built[norm]


def compile_cond(cond: Cond, ctx: Context) -> Test:
    """A test for `cond`."""
    make = _MAKERS[cond.op]
    return make(cond, ctx)


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
        if found is not None and found.last >= window:
            return (Span(found.last, found.start, found.end),)
        return (Span(line),) if line else ()
    spans: dict[Span, None] = {}
    for name in names:
        found = seen.get(name)
        if found is not None and found.last >= window:
            spans[Span(found.last, found.start, found.end)] = None
    if not spans:
        return (Span(line),) if line else ()
    return tuple(sorted(spans, key=_place)) if len(spans) > 1 else tuple(spans)


def _place(span: Span) -> tuple[int, int]:
    return span.line, span.start


def parts_of(cond: Cond | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What an `all` asks for: each part by name, with the signals that it listens to; empty for other conditions."""
    if cond is None or cond.op != "all":
        return ()
    parts = [(one.op, tuple(names_in(one))) for one in cond.of]
    return tuple(("|".join(names) or op, names) for op, names in parts)


def lacking(parts: tuple[tuple[str, tuple[str, ...]], ...], w: State, window: int) -> tuple[str, ...]:
    """The parts of an `all` that have not occurred, where at least one has: the near miss."""
    if not parts:
        return ()
    missing: list[str] = []
    for title, names in parts:
        for name in names:
            found = w.seen.get(name)
            if found is not None and found.last >= window:
                break
        else:
            missing.append(title)
    return tuple(missing) if len(missing) < len(parts) else ()


def _seen(cond: Cond, ctx: Context) -> Test:
    names, window_kind = cond.names, cond.window
    only = names[0] if len(names) == 1 else ""
    if cond.since:
        return _since(names, cond.since)
    if window_kind == "ever":
        return _has("seen", names)
    if window_kind == "turn":
        return _in_turn(names)
    if window_kind == "utterance":
        return lambda w, window: any(name in w.seen and w.seen[name].last == w.line for name in names)
    if only:

        def seen_one(w: State, window: int) -> bool:
            found = w.seen.get(only)
            return found is not None and found.last >= window

        return seen_one

    def seen_any(w: State, window: int) -> bool:
        seen = w.seen
        for name in names:
            found = seen.get(name)
            if found is not None and found.last >= window:
                return True
        return False

    return seen_any


def _since(names: tuple[str, ...], since: tuple[str, ...]) -> Test:
    def seen_since(w: State, window: int) -> bool:
        seen = w.seen
        base = -1
        for name in since:
            found = seen.get(name)
            if found is not None and found.last > base:
                base = found.last
        if base < 0:
            return False
        for name in names:
            found = seen.get(name)
            if found is not None and found.last > base:
                return True
        return False

    return seen_since


def _in_turn(names: tuple[str, ...]) -> Test:
    def seen_in_turn(w: State, window: int) -> bool:
        seen, first = w.seen, w.turn_line
        for name in names:
            found = seen.get(name)
            if found is not None and found.last >= first:
                return True
        return False

    return seen_in_turn


def _has(part: str, names: tuple[str, ...]) -> Test:
    """Whether a table of the state has one of the names."""
    table = attrgetter(part)
    only = names[0] if len(names) == 1 else None
    if part == "situations" and only is not None:
        return lambda w, window: only in w.situations
    if part == "seen" and only is not None:
        return lambda w, window: only in w.seen

    def has(w: State, window: int) -> bool:
        found = table(w)
        for name in names:
            if name in found:
                return True
        return False

    return has


def _count(cond: Cond, ctx: Context) -> Test:
    least, most = cond.least, cond.most
    key = tally_key(cond)

    def count(w: State, window: int) -> bool:
        found = w.tally.get(key, 0)
        return (least is None or found >= least) and (most is None or found <= most)

    return count


def _parts(cond: Cond, ctx: Context) -> list[Test]:
    return [compile_cond(one, ctx) for one in cond.of]


def _all(cond: Cond, ctx: Context) -> Test:
    parts = _parts(cond, ctx)

    def every(w: State, window: int) -> bool:
        for part in parts:
            if not part(w, window):
                return False
        return True

    return every


def _any(cond: Cond, ctx: Context) -> Test:
    parts = _parts(cond, ctx)

    def some(w: State, window: int) -> bool:
        for part in parts:
            if part(w, window):
                return True
        return False

    return some


def _not(cond: Cond, ctx: Context) -> Test:
    (inner,) = cond.of
    if inner.op == "open" and len(inner.names) == 1:
        only = inner.names[0]
        return lambda w, window: only not in w.situations
    part = compile_cond(inner, ctx)
    return lambda w, window: not part(w, window)


def _n_of(cond: Cond, ctx: Context) -> Test:
    parts, least = _parts(cond, ctx), cond.least or 0
    return lambda w, window: sum(part(w, window) for part in parts) >= least


def _open(cond: Cond, ctx: Context) -> Test:
    return _has("situations", cond.names)


def _arose(cond: Cond, ctx: Context) -> Test:
    return _has("arose", cond.names)


def _fact(cond: Cond, ctx: Context) -> Test:
    name, values = cond.names[0], cond.names[1:]
    if name in ("channel", "direction", "shift", "colleague"):
        own = attrgetter(name)

        def known_fact(w: State, window: int) -> bool:
            if w.opened is None:
                return "none" in values
            return _among(own(w.opened if name in ("channel", "direction") else w), values)

        return known_fact

    def fact(w: State, window: int) -> bool:
        return "none" in values if w.opened is None else _among(w.opened.facts.get(name), values)

    return fact


def _among(found: object, values: tuple[str, ...]) -> bool:
    if values == ("any",):
        return found not in (None, False, "")
    text = "none" if found is None else str(found).lower() if isinstance(found, bool) else str(found)
    return text in values


def _known(cond: Cond, ctx: Context) -> Test:
    names = tuple(name for name in cond.names if name != "surname")
    surname = "surname" in cond.names

    def known(w: State, window: int) -> bool:
        if surname and w.surname is not None:
            return True
        for name in names:
            if name in w.given:
                return True
        return False

    return known


def _purpose(cond: Cond, ctx: Context) -> Test:
    return lambda w, window: w.purpose in cond.names or (w.purpose is None and "none" in cond.names)


def _permitted(cond: Cond, ctx: Context) -> Test:
    return ctx.permitted(cond.names[0])


def _silent_for(cond: Cond, ctx: Context) -> Test:
    least = (cond.least or 0) - ctx.grace
    return lambda w, window: w.quiet_from is not None and w.clock - w.quiet_from >= least


def _gap(cond: Cond, ctx: Context) -> Test:
    least = (cond.least or 0) - ctx.grace
    return lambda w, window: w.gap >= least


def _elapsed(cond: Cond, ctx: Context) -> Test:
    least, since = (cond.least or 0) - ctx.grace, cond.since

    def elapsed(w: State, window: int) -> bool:
        ats = [w.seen[name].at for name in since if name in w.seen]
        return bool(ats) and w.clock - max(ats) >= least

    return elapsed


def _ring_over(cond: Cond, ctx: Context) -> Test:
    most = (cond.least or 0) + ctx.grace
    return lambda w, window: w.answered is not None and w.ring_time > most


def _rings(cond: Cond, ctx: Context) -> Test:
    least, grace = cond.least or 0, ctx.grace
    return lambda w, window: w.rings >= least or w.ring_time >= least * w.ring_length - grace


def _wait_within(cond: Cond, ctx: Context) -> Test:
    most = (cond.least or 0) + ctx.grace
    return lambda w, window: w.last_wait <= most


def _returned_with(cond: Cond, ctx: Context) -> Test:
    return lambda w, window: any(name in w.returned for name in cond.names)


def _form(cond: Cond, ctx: Context) -> Test:
    form, fields = cond.names[0], set(cond.names[1:])
    return lambda w, window: form in w.forms and fields <= set(w.forms[form])


def _ladder_finished(cond: Cond, ctx: Context) -> Test:
    situation = cond.names[0]
    spec = ctx.ladders[situation]
    steps, least = len(spec.steps), spec.final_wait - ctx.grace
    final = compile_cond(spec.final_if, ctx) if spec.final_if is not None else None

    def finished(w: State, window: int) -> bool:
        ladder = w.ladders.get(situation)
        if ladder is None or ladder.step < steps:
            return False
        if final is not None and not final(w, w.situations.get(situation, 0)):
            return False
        return w.quiet_from is None or w.clock - w.quiet_from >= least

    return finished


def _true(cond: Cond, ctx: Context) -> Test:
    return lambda w, window: True


_MAKERS: dict[str, Callable[[Cond, Context], Test]] = {
    "seen": _seen,
    "count": _count,
    "all": _all,
    "any": _any,
    "not": _not,
    "n_of": _n_of,
    "open": _open,
    "arose": _arose,
    "fact": _fact,
    "known": _known,
    "purpose": _purpose,
    "permitted": _permitted,
    "silent_for": _silent_for,
    "gap": _gap,
    "elapsed": _elapsed,
    "ring_over": _ring_over,
    "rings": _rings,
    "wait_within": _wait_within,
    "returned_with": _returned_with,
    "form": _form,
    "ladder_finished": _ladder_finished,
    "true": _true,
}

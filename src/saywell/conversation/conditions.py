"""Compiles the conditions of a standard into functions of the state.

`test(w, window)` tells whether the condition holds; a signal counts if it occurred in line `window` or later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from saywell.conversation.events import Span
from saywell.conversation.state import State
from saywell.standard.model import Cond, LadderSpec

Test = Callable[[State, int], bool]


def tally_key(cond: Cond) -> str:
    """The name under which a count since something is kept in the state."""
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
            self._built[norm] = lambda w, window: any(part(w, 0) for part in parts)
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


def evidence(cond: Cond, w: State, window: int, line: int = 0) -> tuple[Span, ...]:
    """The spans of the signals that made a condition true."""
    spans: dict[Span, None] = {}
    for name in names_in(cond):
        seen = w.seen.get(name)
        if seen is not None and seen.last >= window:
            spans[Span(seen.last, seen.start, seen.end)] = None
    if not spans and line:
        return (Span(line),)
    return tuple(sorted(spans, key=lambda span: (span.line, span.start)))


def lacking(cond: Cond, w: State, window: int) -> tuple[str, ...]:
    """The signals of an `all` that have not occurred, where at least one has: the near miss."""
    if cond.op != "all":
        return ()
    missing: list[str] = []
    for one in cond.of:
        names = tuple(names_in(one))
        if not any(name in w.seen and w.seen[name].last >= window for name in names):
            missing.append("|".join(names) or one.op)
    return tuple(missing) if len(missing) < len(cond.of) else ()


def _seen(cond: Cond, ctx: Context) -> Test:
    names, window_kind, since = cond.names, cond.window, cond.since
    if since:

        def seen_since(w: State, window: int) -> bool:
            base = max((w.seen[name].last for name in since if name in w.seen), default=-1)
            return base >= 0 and any(name in w.seen and w.seen[name].last > base for name in names)

        return seen_since
    if window_kind == "ever":
        return lambda w, window: any(name in w.seen for name in names)
    if window_kind == "turn":
        return lambda w, window: any(name in w.seen and w.seen[name].last >= w.turn_line for name in names)
    if window_kind == "utterance":
        return lambda w, window: any(name in w.seen and w.seen[name].last == w.line for name in names)
    if len(names) == 1:
        only = names[0]

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


def _count(cond: Cond, ctx: Context) -> Test:
    names, least, most = cond.names, cond.least, cond.most
    key = tally_key(cond) if cond.since else ""

    def count(w: State, window: int) -> bool:
        found = w.tally.get(key, 0) if key else sum(w.seen[name].count for name in names if name in w.seen)
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
    (part,) = _parts(cond, ctx)
    return lambda w, window: not part(w, window)


def _n_of(cond: Cond, ctx: Context) -> Test:
    parts, least = _parts(cond, ctx), cond.least or 0
    return lambda w, window: sum(part(w, window) for part in parts) >= least


def _open(cond: Cond, ctx: Context) -> Test:
    return lambda w, window: any(name in w.situations for name in cond.names)


def _arose(cond: Cond, ctx: Context) -> Test:
    return lambda w, window: any(name in w.arose for name in cond.names)


def _fact(cond: Cond, ctx: Context) -> Test:
    name, values = cond.names[0], cond.names[1:]

    def fact(w: State, window: int) -> bool:
        opened = w.opened
        if opened is None:
            return "none" in values
        found = getattr(opened, name) if name in ("channel", "direction") else opened.facts.get(name)
        if name == "shift":
            found = w.shift
        if name == "colleague":
            found = w.colleague
        text = "none" if found is None else str(found).lower() if isinstance(found, bool) else str(found)
        if values == ("any",):
            return found not in (None, False, "")
        return text in values

    return fact


def _known(cond: Cond, ctx: Context) -> Test:
    names = cond.names
    return lambda w, window: any(w.surname is not None if name == "surname" else name in w.given for name in names)


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

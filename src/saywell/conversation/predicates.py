"""The tests that conditions are compiled into, one class for each form.

`holds(w, window)` tells whether the condition holds; a signal counts if it occurred in line `window` or later. Plain
classes with one method, not closures: they are quick to call whether this module is compiled or not.
"""

from __future__ import annotations

from saywell.conversation.saved import Seen
from saywell.conversation.state import State


class Test:
    """A condition that always holds; base of the others."""

    __slots__ = ()

    def holds(self, w: State, window: int) -> bool:
        """Whether it holds."""
        return True


def since(seen: dict[str, Seen], names: tuple[str, ...], window: int) -> bool:
    """Whether one of the signals occurred in the window."""
    for name in names:
        found = seen.get(name)
        if found is not None and found[0] >= window:
            return True
    return False


def within(names: tuple[str, ...], table: dict[str, int]) -> bool:
    """Whether one of the names is in the table."""
    for name in names:
        if name in table:
            return True
    return False


class SeenOne(Test):
    """A signal occurred in the window."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def holds(self, w: State, window: int) -> bool:
        found = w.seen.get(self.name)
        return found is not None and found[0] >= window


class SeenAny(Test):
    """One of the signals occurred in the window."""

    __slots__ = ("names",)

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def holds(self, w: State, window: int) -> bool:
        return since(w.seen, self.names, window)


class SeenEver(SeenAny):
    """One of the signals occurred."""

    __slots__ = ()

    def holds(self, w: State, window: int) -> bool:
        return since(w.seen, self.names, 0)


class SeenInTurn(SeenAny):
    """One of the signals occurred in the agent's turn."""

    __slots__ = ()

    def holds(self, w: State, window: int) -> bool:
        return since(w.seen, self.names, w.turn_line)


class SeenInLine(SeenAny):
    """One of the signals occurs now."""

    __slots__ = ()

    def holds(self, w: State, window: int) -> bool:
        return since(w.seen, self.names, w.line)


class SeenSince(Test):
    """One of the signals occurred after the last of others."""

    __slots__ = ("base", "names")

    def __init__(self, names: tuple[str, ...], base: tuple[str, ...]) -> None:
        self.names = names
        self.base = base

    def holds(self, w: State, window: int) -> bool:
        last = -1
        for name in self.base:
            found = w.seen.get(name)
            if found is not None and found[0] > last:
                last = found[0]
        return last >= 0 and since(w.seen, self.names, last + 1)


class Count(Test):
    """A count is within bounds."""

    __slots__ = ("key", "least", "most")

    def __init__(self, key: str, least: int | None, most: int | None) -> None:
        self.key = key
        self.least = least
        self.most = most

    def holds(self, w: State, window: int) -> bool:
        found = w.tally.get(self.key, 0)
        return (self.least is None or found >= self.least) and (self.most is None or found <= self.most)


class All(Test):
    """Every part holds."""

    __slots__ = ("parts",)

    def __init__(self, parts: list[Test]) -> None:
        self.parts = parts

    def holds(self, w: State, window: int) -> bool:
        for part in self.parts:
            if not part.holds(w, window):
                return False
        return True


class Any(All):
    """One part holds."""

    __slots__ = ()

    def holds(self, w: State, window: int) -> bool:
        for part in self.parts:
            if part.holds(w, window):
                return True
        return False


class Permitted(Any):
    """One of the conditions of a permit holds, whatever the window."""

    __slots__ = ()

    def holds(self, w: State, window: int) -> bool:
        for part in self.parts:
            if part.holds(w, 0):
                return True
        return False


class AtLeast(Test):
    """So many parts hold."""

    __slots__ = ("least", "parts")

    def __init__(self, parts: list[Test], least: int) -> None:
        self.parts = parts
        self.least = least

    def holds(self, w: State, window: int) -> bool:
        found = 0
        for part in self.parts:
            if part.holds(w, window):
                found += 1
        return found >= self.least


class Not(Test):
    """The part does not hold."""

    __slots__ = ("part",)

    def __init__(self, part: Test) -> None:
        self.part = part

    def holds(self, w: State, window: int) -> bool:
        return not self.part.holds(w, window)


class Open(Test):
    """One of the situations is open."""

    __slots__ = ("names",)

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def holds(self, w: State, window: int) -> bool:
        return bool(w.situations) and within(self.names, w.situations)


class Arose(Open):
    """One of the situations has arisen."""

    __slots__ = ()

    def holds(self, w: State, window: int) -> bool:
        return within(self.names, w.arose)


class Fact(Test):
    """A fact of the conversation has one of these values; `any` stands for every value but none."""

    __slots__ = ("name", "values")

    def __init__(self, name: str, values: tuple[str, ...]) -> None:
        self.name = name
        self.values = values

    def holds(self, w: State, window: int) -> bool:
        opened, name = w.opened, self.name
        if opened is None:
            return "none" in self.values
        found: object
        if name == "channel":
            found = opened.channel
        elif name == "direction":
            found = opened.direction
        elif name == "colleague":
            found = w.colleague.status if w.colleague is not None else None
        elif name == "shift":
            found = w.colleague.shift if w.colleague is not None else None
        else:
            found = opened.facts.get(name)
        if self.values == ("any",):
            return found not in (None, False, "")
        text = "none" if found is None else str(found).lower() if isinstance(found, bool) else str(found)
        return text in self.values


class Known(Test):
    """One of these is known of the customer."""

    __slots__ = ("names",)

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def holds(self, w: State, window: int) -> bool:
        for name in self.names:
            if (w.surname is not None) if name == "surname" else name in w.given:
                return True
        return False


class Purpose(Test):
    """The conversation has one of these purposes; `none`: it is not known."""

    __slots__ = ("names",)

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def holds(self, w: State, window: int) -> bool:
        return ("none" if w.purpose is None else w.purpose) in self.names


class ReturnedWith(Open):
    """One of the signals came with the first words after a wait."""

    __slots__ = ()

    def holds(self, w: State, window: int) -> bool:
        for name in self.names:
            if name in w.returned:
                return True
        return False


class Length(Test):
    """Base of the tests that ask for a length of time (ms)."""

    __slots__ = ("length",)

    def __init__(self, length: int) -> None:
        self.length = length


class SilentFor(Length):
    """Nobody has spoken for so long."""

    __slots__ = ()

    def holds(self, w: State, window: int) -> bool:
        return w.quiet_from is not None and w.clock - w.quiet_from >= self.length


class Gap(Length):
    """So long a silence was before what is said now."""

    __slots__ = ()

    def holds(self, w: State, window: int) -> bool:
        return w.gap >= self.length


class WaitWithin(Length):
    """The last wait was not longer."""

    __slots__ = ()

    def holds(self, w: State, window: int) -> bool:
        return w.last_wait <= self.length


class RingOver(Length):
    """The phone rang longer before it was answered."""

    __slots__ = ()

    def holds(self, w: State, window: int) -> bool:
        return w.ring.answered is not None and w.ring.time > self.length


class Elapsed(Test):
    """So long ago was the last of these signals."""

    __slots__ = ("base", "length")

    def __init__(self, length: int, base: tuple[str, ...]) -> None:
        self.length = length
        self.base = base

    def holds(self, w: State, window: int) -> bool:
        last: int | None = None
        for name in self.base:
            found = w.seen.get(name)
            if found is not None and (last is None or found[1] > last):
                last = found[1]
        return last is not None and w.clock - last >= self.length


class Rings(Test):
    """The phone rang so often, or as long as so many rings take."""

    __slots__ = ("grace", "least")

    def __init__(self, least: int, grace: int) -> None:
        self.least = least
        self.grace = grace

    def holds(self, w: State, window: int) -> bool:
        ring_length = w.begun.ring_length if w.begun is not None else 0
        return w.ring.count >= self.least or w.ring.time >= self.least * ring_length - self.grace


class FormHas(Test):
    """A form has all these fields."""

    __slots__ = ("fields", "form")

    def __init__(self, form: str, fields: frozenset[str]) -> None:
        self.form = form
        self.fields = fields

    def holds(self, w: State, window: int) -> bool:
        found = w.forms.get(self.form)
        return found is not None and self.fields <= frozenset(found)


class LadderFinished(Test):
    """All steps of a ladder were said, and its last wait is over."""

    __slots__ = ("final", "situation", "steps", "wait")

    def __init__(self, situation: str, steps: int, wait: int, final: Test | None) -> None:
        self.situation = situation
        self.steps = steps
        self.wait = wait
        self.final = final

    def holds(self, w: State, window: int) -> bool:
        ladder = w.ladders.get(self.situation)
        if ladder is None or ladder.step < self.steps:
            return False
        if self.final is not None and not self.final.holds(w, w.situations.get(self.situation, 0)):
            return False
        return w.quiet_from is None or w.clock - w.quiet_from >= self.wait

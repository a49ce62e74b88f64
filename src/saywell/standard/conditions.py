"""The language of conditions: from what an author writes to the normal form that the engine runs.

agent.greets                               heard (in the window of the norm: since the duty opened, or ever)
[agent.greets, agent.names_company]        any of them
{all: [a, b]}  {any: [a, b]}  {none: [a, b]}  {not: a}  {at_least: 2, of: [a, b, c]}
{ever: a}  {this_turn: a}  {this_utterance: a}  {since: a, seen: b}
{count: a, at_least: n, at_most: n, since: b}
{open: situation}  {arose: situation}  {ladder_finished: situation}
{fact: question, is: simple}  {known: surname}  {purpose: survey}
{silent_for: number}  {elapsed: number, since: a}  {gap: number}   lengths named in numbers or written like "5 s"
{ring_over: number}  {rings: n}  {wait_within: number}  {returned_with: a}
{form: id, has: [fields]}  {permitted: norm}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from saywell.standard.model import Cond, Number
from saywell.standard.read import Fault, Map, Seq, line_of

SIGNAL = re.compile(r"[a-z][a-z0-9_-]*(\.[A-Za-z0-9_-]+)*(?:@0?\.[0-9]{1,3})?\Z")
LENGTH = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?(ms|s|min|h)\Z")
WINDOWS = {"ever": "ever", "this_turn": "turn", "this_utterance": "utterance"}
NAMED = ("open", "arose", "ladder_finished", "known", "purpose", "permitted")
LENGTHS = ("silent_for", "gap", "ring_over", "wait_within", "elapsed")


class Reader:
    """Parses conditions, patterns and figures of one file; collects faults and the names that were used."""

    def __init__(self, numbers: Mapping[str, Number], faults: list[Fault], file: str) -> None:
        self.numbers = numbers
        self.faults = faults
        self.file = file
        self.used: list[tuple[str, str, int]] = []

    def fault(self, where: Any, key: str | int | None, what: str, mend: str = "") -> None:
        """Report a fault at a key."""
        self.faults.append(Fault(self.file, line_of(where, key), what, mend))

    def use(self, kind: str, name: str, line: int) -> None:
        """Remember a reference, to be checked once everything is read."""
        self.used.append((kind, name, line))

    def pattern(self, value: Any, where: Any, key: str) -> tuple[str, ...]:
        """One signal or a list of signals."""
        items = list(value) if isinstance(value, list) else [value]
        out: list[str] = []
        for item in items:
            if not isinstance(item, str) or not SIGNAL.match(item):
                self.fault(where, key, f"“{key}” wants a signal such as agent.greets or hold.on, or a list of them.")
                continue
            self.use("signal", item, line_of(where, key))
            out.append(item)
        return tuple(out)

    def number(self, value: Any, where: Any, key: str) -> Number | None:
        """A figure: a name in numbers, or a figure with its unit."""
        if isinstance(value, str):
            found = self.numbers.get(value)
            if found is not None:
                self.use("number", value, line_of(where, key))
                return found
            written = LENGTH.match(value)
            if written:
                return Number(value=float(written[1]), unit=written[2])
            if re.fullmatch(r"[0-9]{1,9}", value):
                return Number(value=float(value), unit="times")
        self.fault(
            where,
            key,
            f"“{key}: {value}” is neither a name in numbers.yaml nor a figure.",
            "Write 5 s, or name it in numbers.yaml.",
        )
        return None

    def length(self, value: Any, where: Any, key: str) -> int:
        """A length in ms."""
        found = self.number(value, where, key)
        if found is None:
            return 0
        if found.unit not in ("ms", "s", "min", "h"):
            self.fault(where, key, f"“{key}” wants a length of time; {value} is in {found.unit}.")
            return 0
        return found.ms()

    def names(self, value: Any, where: Any, key: str) -> tuple[str, ...]:
        """One name or a list of names."""
        items = list(value) if isinstance(value, Seq) else [value]
        if not all(isinstance(one, str) for one in items):
            self.fault(where, key, f"“{key}” wants a name, or a list of names.")
            return ()
        return tuple(items)

    def count(self, value: Any, where: Any, key: str) -> int:
        """A whole number."""
        found = self.number(value, where, key)
        return int(found.value) if found is not None else 0

    def cond(self, value: Any, where: Any, key: str | int) -> Cond:
        """A condition, see the module."""
        if isinstance(value, str):
            if not SIGNAL.match(value):
                self.fault(
                    where,
                    key,
                    f"“{value}” is not a signal.",
                    "Signals look like agent.greets, hold.on, done.forwarded.",
                )
                return Cond("true")
            self.use("signal", value, line_of(where, key))
            return Cond("seen", (value,))
        if isinstance(value, Seq):
            if value and all(isinstance(one, str) for one in value):
                return Cond("seen", self.pattern(value, where, str(key)))
            return Cond("any", of=tuple(self.cond(one, value, n) for n, one in enumerate(value)))
        if not isinstance(value, Map) or not value:
            self.fault(where, key, "A condition is a signal, a list of signals or a mapping such as {all: […]}.")
            return Cond("true")
        return self._mapping(value)

    def _list(self, value: Map, key: str) -> tuple[Cond, ...]:
        items = value[key]
        if not isinstance(items, Seq):
            items_seq = Seq()
            items_seq.append(items)
            items_seq.lines.append(line_of(value, key))
            items = items_seq
        return tuple(self.cond(one, items, n) for n, one in enumerate(items))

    def _mapping(self, value: Map) -> Cond:
        keys = set(value)
        if keys <= {"all"} or keys <= {"any"}:
            key = next(iter(keys))
            return Cond(key, of=self._list(value, key))
        if keys == {"none"}:
            return Cond("not", of=(Cond("any", of=self._list(value, "none")),))
        if keys == {"not"}:
            return Cond("not", of=(self.cond(value["not"], value, "not"),))
        if keys == {"at_least", "of"}:
            return Cond("n_of", of=self._list(value, "of"), least=self.count(value["at_least"], value, "at_least"))
        for key, window in WINDOWS.items():
            if keys == {key}:
                return Cond("seen", self.pattern(value[key], value, key), window=window)
        if keys == {"since", "seen"}:
            return Cond(
                "seen", self.pattern(value["seen"], value, "seen"), since=self.pattern(value["since"], value, "since")
            )
        if "count" in keys and keys <= {"count", "at_least", "at_most", "since"}:
            return Cond(
                "count",
                self.pattern(value["count"], value, "count"),
                least=self.count(value["at_least"], value, "at_least") if "at_least" in keys else None,
                most=self.count(value["at_most"], value, "at_most") if "at_most" in keys else None,
                since=self.pattern(value["since"], value, "since") if "since" in keys else (),
            )
        return self._special(value, keys)

    def _special(self, value: Map, keys: set[str]) -> Cond:
        key = next(iter(value))
        line = line_of(value, key)
        if keys == {key} and key in NAMED:
            names = self.names(value[key], value, key)
            kind = {"open": "situation", "arose": "situation", "ladder_finished": "situation", "permitted": "norm"}.get(
                key
            )
            for name in names:
                if kind is not None:
                    self.use(
                        "ladder" if key == "ladder_finished" else "permit" if key == "permitted" else kind, name, line
                    )
            return Cond(key, names)
        if "fact" in keys and keys <= {"fact", "is"}:
            return Cond(
                "fact", (*self.names(value["fact"], value, "fact"), *self.names(value.get("is", "true"), value, "is"))
            )
        if "elapsed" in keys and keys <= {"elapsed", "since"}:
            since = self.pattern(value.get("since", []), value, "since")
            return Cond("elapsed", since=since, least=self.length(value["elapsed"], value, "elapsed"))
        if keys == {key} and key in LENGTHS:
            return Cond(key, least=self.length(value[key], value, key))
        if keys == {"rings"}:
            return Cond("rings", least=self.count(value["rings"], value, "rings"))
        if keys == {"returned_with"}:
            return Cond("returned_with", self.pattern(value["returned_with"], value, "returned_with"))
        if "form" in keys and keys <= {"form", "has"}:
            form = self.names(value["form"], value, "form")
            for one in form:
                self.use("form", one, line)
            return Cond("form", (*form, *(self.names(value["has"], value, "has") if "has" in value else ())))
        self.fault(
            value,
            key,
            f"No condition has the keys {', '.join(value)}.",
            "See the reference of the language: conditions.",
        )
        return Cond("true")

"""Reads scoring.yaml: sections with their clauses and weights, points by severity."""

from __future__ import annotations

import math
from typing import Any, cast

from saywell.standard.model import Scoring, Section
from saywell.standard.norms import texts
from saywell.standard.read import Fault, Map, line_of, names_of

HEAD_KEYS = ("sections", "severity")
SECTION_KEYS = ("title", "clauses", "weight", "mode", "auto_fail", "bonus")
MODES = ("once", "per_hit")
SEVERITIES = ("minor", "major", "critical")


def figure(value: Any, least: float = 0.0) -> float | None:
    """A finite figure of an ordinary size, not below `least`; None where it is none."""
    try:
        found = float(value) if isinstance(value, str) else math.nan
    except ValueError:
        return None
    return found if least <= found <= 1e9 else None


def read_scoring(src: Map, name: str, faults: list[Fault]) -> Scoring:
    """The score sheet; what cannot be read becomes a fault."""

    def fault(where: Map, key: str, what: str, mend: str = "") -> None:
        faults.append(Fault(name, line_of(where, key), what, mend))

    def number(where: Map, key: str, usual: float) -> float:
        found = figure(where[key]) if key in where else usual
        if found is None:
            fault(where, key, f"“{key}” wants a figure, not “{where[key]}”.")
        return usual if found is None else found

    def part(key: str) -> Map:
        inner = src.get(key, Map())
        if not isinstance(inner, Map):
            fault(src, key, f"“{key}” wants fields.", "Write {key: value} behind it.")
        return inner if isinstance(inner, Map) else Map()

    for key in src:
        if key not in HEAD_KEYS:
            fault(src, key, f"A score sheet has no “{key}”.", f"It has {', '.join(HEAD_KEYS)}.")
    sections = []
    for id, entry in part("sections").items():
        if not isinstance(entry, Map):
            fault(part("sections"), id, f"“{id}” wants fields.", "Write {clauses: […], weight: 1} behind it.")
            continue
        for key in entry:
            if key not in SECTION_KEYS:
                fault(entry, key, f"A section has no “{key}”.", f"It has {', '.join(SECTION_KEYS)}.")
        for key, allowed in (("mode", MODES), ("auto_fail", ("false", "true"))):
            if entry.get(key, allowed[0]) not in allowed:
                fault(entry, key, f"“{key}: {entry[key]}” is not known.", f"{key} is one of {', '.join(allowed)}.")
        sections.append(
            Section(
                id=id,
                title=texts(entry.get("title", id)),
                clauses=names_of(entry, "clauses", name, faults),
                weight=number(entry, "weight", 1.0),
                mode=cast(Any, entry["mode"]) if entry.get("mode") in MODES else "once",
                auto_fail=entry.get("auto_fail") == "true",
                bonus=number(entry, "bonus", 0.0),
            )
        )
    severity = dict(Scoring().severity)
    for key in part("severity"):
        if key not in SEVERITIES:
            fault(part("severity"), key, f"There is no severity “{key}”.", f"There are {', '.join(SEVERITIES)}.")
        severity[key] = number(part("severity"), key, 1.0)
    return Scoring(sections=tuple(sections), severity=severity)

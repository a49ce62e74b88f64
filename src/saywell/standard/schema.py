"""The JSON Schema of a standard's files, for editors that complete and check while an author types.

One schema for each kind of file; `python tools/pages.py` writes them beside this module and the reference from them.
"""

from __future__ import annotations

from typing import Any

from saywell.standard.conditions import LENGTHS, NAMED, WINDOWS
from saywell.standard.model import LANGUAGES
from saywell.standard.norms import COMMON_KEYS, KEYS, NEEDED

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
UNITS = ["s", "ms", "min", "h", "working_h", "working_days", "times", "db", "percent", "units_per_min"]

TEXT: Schema = {
    "description": "A text in each language, or one text for all.",
    "oneOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {lang: {"type": "string"} for lang in LANGUAGES},
            "additionalProperties": False,
        },
    ],
}
NAMES: Schema = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
CLAUSES: Schema = {"description": "Ids of the clauses that this implements.", **NAMES}
SIGNALS: Schema = {
    "description": "A signal, or a list of which any counts: agent.greets, hold.on, done.forwarded.",
    **NAMES,
}
FLAG: Schema = {"type": "boolean"}
FIGURE: Schema = {"description": "The name of a number, or a figure with its unit: 5 s.", "type": ["string", "number"]}
WITHIN: Schema = {
    "description": "How long a duty has: a turn, some turns, a length of time, working time, the call, the record.",
    "oneOf": [
        {"enum": ["turn", "call", "record"]},
        *(
            {"type": "object", "properties": {key: FIGURE}, "required": [key], "additionalProperties": False}
            for key in ("turns", "seconds", "time", "working")
        ),
    ],
}
COND: Schema = {"$ref": "#/$defs/condition"}


def _object(properties: Schema, required: list[str] | None = None) -> Schema:
    out: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**out, "required": required} if required else out


def condition() -> Schema:
    """The schema of a condition."""
    many = {"type": "array", "items": COND}
    forms: list[Schema] = [{"type": "string"}, many]
    forms += [_object({key: many}, [key]) for key in ("all", "any", "none")]
    forms.append(_object({"not": COND}, ["not"]))
    forms.append(_object({"at_least": FIGURE, "of": many}, ["at_least", "of"]))
    forms += [_object({key: SIGNALS}, [key]) for key in (*WINDOWS, "returned_with")]
    forms.append(_object({"since": SIGNALS, "seen": SIGNALS}, ["since", "seen"]))
    counted = {"count": SIGNALS, "at_least": FIGURE, "at_most": FIGURE, "since": SIGNALS}
    forms.append(_object(counted, ["count"]))
    forms += [_object({key: NAMES}, [key]) for key in NAMED]
    forms.append(_object({"fact": {"type": "string"}, "is": NAMES}, ["fact"]))
    forms.append(_object({"elapsed": FIGURE, "since": SIGNALS}, ["elapsed", "since"]))
    forms += [_object({key: FIGURE}, [key]) for key in (*(one for one in LENGTHS if one != "elapsed"), "rings")]
    forms.append(_object({"form": {"type": "string"}, "has": NAMES}, ["form"]))
    return {"description": "What must hold; see the reference of conditions.", "anyOf": forms}


FIELDS: dict[str, Schema] = {
    "clauses": CLAUSES,
    "title": TEXT,
    "say": {"description": "Lines that do what is due, for the agent's advice.", **NAMES},
    "severity": {"description": "How much it weighs on the score.", "enum": ["minor", "major", "critical"]},
    "once": {"description": "At most once in a conversation.", **FLAG},
    "if": {"description": "It applies only where this holds when it begins.", **COND},
    "counted": {"description": "Its finding is of the kind “count”.", **FLAG},
    "note": {"description": "For the reader; not used.", "type": "string"},
    "either": {
        "description": "Its clauses are alternatives: the one whose condition holds is met, the others do not apply.",
        "type": "object",
        "additionalProperties": COND,
    },
    "when": {"description": "What opens it.", **SIGNALS},
    "do": {"description": "What meets it.", **COND},
    "within": WITHIN,
    "before": {"description": "It is missed when this comes first.", **SIGNALS},
    "waive": {"description": "It ends without blame when this comes.", **SIGNALS},
    "fail": {"description": "It is missed at once when this comes.", **SIGNALS},
    "unless": {"description": "Where this holds it does not apply instead of being missed or broken.", **COND},
    "again": {"description": "It opens anew after it was missed.", **FLAG},
    "window": {"description": "`call`: what was said before it opened counts too.", "enum": ["", "call"]},
    "act": {"description": "The act that is judged.", **SIGNALS},
    "needs": {"description": "What must have come before the act.", **COND},
    "blame": {"description": "The verdict where it had not.", "enum": ["missed", "broken"]},
    "while": {"description": "The situation in which it applies.", "type": "string"},
    "never": {"description": "What must not be said or done.", **COND},
    "allow": {"description": "The act is open where any of these holds.", "type": "array", "items": COND},
    "ask": {"description": "The question on the inspector's form.", **TEXT},
    "made": {"description": "What makes the promise.", **SIGNALS},
    "kept": {"description": "What keeps it.", **SIGNALS},
    "limits": {
        "description": "The latest deadline that may be promised.",
        "type": "array",
        "items": _object({"within": WITHIN, "if": COND}, ["within"]),
    },
}


def norms() -> Schema:
    """The schema of norms.yaml and norms/*.yaml."""
    kinds = [
        _object(
            {"kind": {"const": kind}, **{key: FIELDS[key] for key in sorted((COMMON_KEYS | keys) - {"kind"})}},
            ["kind", *sorted(NEEDED[kind])],
        )
        for kind, keys in KEYS.items()
    ]
    return _file("Norms", {"anyOf": kinds})


def situations() -> Schema:
    """The schema of situations.yaml and situations/*.yaml."""
    step = {
        "say": {"description": "What counts as this step.", **COND},
        "line": {"description": "The line to say.", "type": "string"},
        "clauses": CLAUSES,
        "wait": {"description": "The silence before it.", **FIGURE},
        "wait_clauses": {"description": "Clauses that rule the silence alone.", **NAMES},
        "times": {"description": "How often it is repeated.", **FIGURE},
        "given": {"description": "What was said before the situation opened counts.", **FLAG},
    }
    then = {"permit": {"type": "string"}, "wait": FIGURE, "clauses": CLAUSES, "if": COND}
    opening = _object({"on": SIGNALS, "silence": FIGURE, "if": COND})
    ladder = _object({"steps": {"type": "array", "items": _object(step, ["say"])}, "then": _object(then)}, ["steps"])
    entry = {
        "title": TEXT,
        "clauses": CLAUSES,
        "opens": {
            "description": "Signals, or openings of which any counts.",
            "anyOf": [NAMES, opening, {"type": "array", "items": opening}],
        },
        "closes": {"description": "What ends it.", **SIGNALS},
        "once": FLAG,
        "note": {"type": "string"},
        "ladder": ladder,
    }
    return _file("Situations", _object(entry, ["opens"]))


def numbers() -> Schema:
    """The schema of numbers.yaml."""
    entry = {
        "value": {"type": "number"},
        "unit": {"enum": UNITS},
        "clause": {"type": "string"},
        "origin": {"enum": ["source", "ours"]},
        "title": TEXT,
    }
    return _file("Numbers", _object(entry, ["value", "unit"]))


def moves() -> Schema:
    """The schema of moves.yaml and moves/*.yaml."""
    patterns = {"type": "array", "items": {"type": "string"}}
    entry = {
        "title": TEXT,
        "definition": {"type": "string"},
        "clauses": CLAUSES,
        "zh": {"description": "Patterns in folded Simplified Chinese.", **patterns},
        "en": {"description": "Patterns in lower-case English.", **patterns},
        "not": _object({"zh": patterns, "en": patterns}),
    }
    return _file("Moves", _object(entry, ["title"]))


def taboo() -> Schema:
    """The schema of taboo.yaml."""
    phrase = {
        "say": {"type": "string"},
        "sense": {"enum": ["whole", "blunt", "anywhere"]},
        "also": NAMES,
        "en": NAMES,
        "except": {"description": "Patterns that make it harmless.", **NAMES},
        "rewrite": {"description": "The line that says it right.", "type": "string"},
        "severity": {"type": "string"},
    }
    entry = {
        "clauses": CLAUSES,
        "severity": {"enum": ["minor", "major", "critical"]},
        "phrases": {"type": "array", "items": _object(phrase, ["say"])},
    }
    return _file("Taboo", _object(entry, ["phrases"]))


def standard() -> Schema:
    """The schema of standard.yaml."""
    calendar = {
        "zone": {"type": "string"},
        "holidays": {"type": "string"},
        "hours": {"type": "object", "additionalProperties": NAMES},
        "closed": NAMES,
        "opened": {"type": "object", "additionalProperties": NAMES},
        "makeup": {"type": "string"},
    }
    head = {
        "id": {"type": "string"},
        "version": {"type": ["string", "number"]},
        "title": TEXT,
        "extends": {"type": "string"},
        "languages": NAMES,
        "calendar": _object(calendar),
        "same_as": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
        "drop": NAMES,
    }
    return {"$schema": DIALECT, "title": "Standard", **_object(head, ["id", "title"])}


def _file(title: str, entry: Schema) -> Schema:
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "object",
        "additionalProperties": entry,
        "$defs": {"condition": condition()},
    }


SCHEMAS = {
    "standard": standard,
    "numbers": numbers,
    "moves": moves,
    "taboo": taboo,
    "situations": situations,
    "norms": norms,
}
"""Every schema by the stem of the file it is for."""

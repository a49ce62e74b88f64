"""The JSON Schema of a standard's files, for editors that complete and check while an author types.

One schema for each kind of file; `python tools/pages.py` writes them beside this module and the reference from them.
"""

from __future__ import annotations

from typing import Any

from saywell.standard import followups
from saywell.standard.compile import UNITS
from saywell.standard.conditions import LENGTHS, NAMED, WINDOWS
from saywell.standard.model import LANGUAGES
from saywell.standard.norms import COMMON_KEYS, KEYS, NEEDED

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

TEXT: Schema = {
    "description": "A text in each language, or one text for all.",
    "oneOf": [
        {"type": ["string", "number"]},
        {
            "type": "object",
            "properties": {lang: {"type": "string"} for lang in LANGUAGES},
            "additionalProperties": False,
        },
    ],
}
NOTE: Schema = {"description": "For the reader; not used.", "type": "string"}
PLAIN: Schema = {"type": ["string", "number"]}
NAMES: Schema = {"oneOf": [PLAIN, {"type": "array", "items": PLAIN}]}
WORD: Schema = {"type": ["string", "number", "boolean"]}
WORDS: Schema = {"oneOf": [WORD, {"type": "array", "items": WORD}]}
CLAUSES: Schema = {**NAMES, "description": "Ids of the clauses that this implements."}
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
    forms.append(_object({"fact": {"type": "string"}, "is": WORDS}, ["fact"]))
    forms.append(_object({"elapsed": FIGURE, "since": SIGNALS}, ["elapsed", "since"]))
    forms += [_object({key: FIGURE}, [key]) for key in (*(one for one in LENGTHS if one != "elapsed"), "rings")]
    forms.append(_object({"form": {"type": "string"}, "has": NAMES}, ["form"]))
    return {"description": "What must hold; see the reference of conditions.", "anyOf": forms}


FIELDS: dict[str, Schema] = {
    "clauses": CLAUSES,
    "title": TEXT,
    "say": {**NAMES, "description": "Lines that do what is due, for the agent's advice."},
    "severity": {"description": "How much it weighs on the score.", "enum": ["minor", "major", "critical"]},
    "once": {**FLAG, "description": "At most once in a conversation."},
    "if": {**COND, "description": "It applies only where this holds when it begins."},
    "counted": {**FLAG, "description": "Its finding is of the kind “count”."},
    "note": NOTE,
    "either": {
        "description": "Its clauses are alternatives: the one whose condition holds is met, the others do not apply.",
        "type": "object",
        "additionalProperties": COND,
    },
    "when": {**SIGNALS, "description": "What opens it."},
    "do": {**COND, "description": "What meets it."},
    "within": WITHIN,
    "before": {**SIGNALS, "description": "It is missed when this comes first."},
    "waive": {**SIGNALS, "description": "It ends without blame when this comes."},
    "fail": {**SIGNALS, "description": "It is missed at once when this comes."},
    "unless": {**COND, "description": "Where this holds it does not apply instead of being missed or broken."},
    "again": {**FLAG, "description": "It opens anew after it was missed."},
    "window": {"description": "`call`: what was said before it opened counts too.", "enum": ["", "call"]},
    "act": {**SIGNALS, "description": "The act that is judged."},
    "needs": {**COND, "description": "What must have come before the act."},
    "blame": {"description": "The verdict where it had not.", "enum": ["missed", "broken"]},
    "while": {"description": "The situation in which it applies.", "type": "string"},
    "never": {**COND, "description": "What must not be said or done."},
    "allow": {**COND, "description": "The act is open where any of these holds."},
    "ask": {**TEXT, "description": "The question on the inspector's form."},
    "made": {**SIGNALS, "description": "What makes the promise."},
    "kept": {**SIGNALS, "description": "What keeps it."},
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
            ["kind", "title", *sorted(NEEDED[kind])],
        )
        for kind, keys in KEYS.items()
    ]
    return _file("Norms", {"anyOf": kinds})


def situations() -> Schema:
    """The schema of situations.yaml and situations/*.yaml."""
    step = {
        "say": {**COND, "description": "What counts as this step."},
        "line": {"description": "The line to say.", "type": "string"},
        "clauses": CLAUSES,
        "wait": {**FIGURE, "description": "The silence before it."},
        "wait_clauses": {**NAMES, "description": "Clauses that rule the silence alone."},
        "times": {**FIGURE, "description": "How often it is repeated."},
        "given": {**FLAG, "description": "What was said before the situation opened counts."},
    }
    then = {"permit": {"type": "string"}, "wait": FIGURE, "clauses": CLAUSES, "if": COND}
    opening = _object({"on": SIGNALS, "silence": FIGURE, "if": COND})
    ladder = _object({"steps": {"type": "array", "items": _object(step, ["say"])}, "then": _object(then)}, ["steps"])
    offer = {
        "say": {**NAMES, "description": "Lines that fit now, until all their moves have been heard."},
        "done": {**NAMES, "description": "Acts that fit now: resent, refunded, address_sent …"},
        "form": {**NAMES, "description": "Forms that fit now."},
        "if": {**COND, "description": "While this holds."},
    }
    entry = {
        "title": TEXT,
        "clauses": CLAUSES,
        "opens": {
            "description": "Signals, or openings of which any counts.",
            "anyOf": [NAMES, opening, {"type": "array", "items": opening}],
        },
        "closes": {**SIGNALS, "description": "What ends it."},
        "once": FLAG,
        "note": {"type": "string"},
        "ladder": ladder,
        "offers": {
            "description": "What may be said, done and written down meanwhile; nobody is judged by it.",
            "type": "array",
            "items": _object(offer),
        },
    }
    return _file("Situations", _object(entry, ["opens"]))


def numbers() -> Schema:
    """The schema of numbers.yaml."""
    entry = {
        "value": {"type": "number"},
        "unit": {"enum": list(UNITS)},
        "clause": {"type": "string"},
        "origin": {"enum": ["source", "ours"]},
        "title": TEXT,
    }
    return _file("Numbers", _object({**entry, "note": NOTE}, ["value"]))


def moves() -> Schema:
    """The schema of moves.yaml and moves/*.yaml."""
    patterns = NAMES
    both = {"zh": patterns, "en": patterns}
    replies = {
        "yes": {**NAMES, "description": "What a bare yes is (是的, 有, yes)."},
        "no": {**NAMES, "description": "What a bare no is (没有, 不用了, no)."},
        "fine": {**NAMES, "description": "What a bare 好的, 没问题 or ok is; where it is not told, as yes."},
        "matter": {**NAMES, "description": "What a question or another matter is that comes in place of an answer."},
    }
    shown = {"moves": NAMES, "unless": NAMES}
    entry = {
        "title": TEXT,
        "definition": {"description": "What it is, for people.", "type": "string"},
        "clauses": CLAUSES,
        "note": NOTE,
        "zh": {**patterns, "description": "Patterns in folded Simplified Chinese."},
        "en": {**patterns, "description": "Patterns in lower-case English."},
        "not": {**_object(both), "description": "Vetoes: where one matches, the move is not heard."},
        "answers": {
            **_object(replies),
            "description": "Of a question: the customer's moves that a bare answer to it is.",
        },
        "implies": {**NAMES, "description": "Moves of the same party that are made with this one, by what they mean."},
        "implied_by": {**NAMES, "description": "The same the other way round: moves with which this one is made."},
        "shows": {
            **_object(shown, ["moves"]),
            "description": (
                "Of what an agent says: `moves` of the customer that it answers. They count as made where they were not"
                " heard, `unless` one of these is made with it."
            ),
        },
        "words": {
            "description": (
                "Rules about words, in folded text: where one holds, the move is heard too. Each has one operator:"
                " `any`, `all`, `none` or `count` (phrases, or lists of synonyms), `of` with `at_least`, `near` (two"
                " lists) with `within` or `not_within`, `regex`, `wildcard` (订单*号码), `similar` (samples) with"
                " `score`, `repeats`. Options: `where` (anywhere, sentence, clause, whole), `except`, `at_least`,"
                " `at_most`, `ordered`, `homophones`."
            ),
            "anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}],
        },
    }
    return {**_file("Moves", _object(entry)), "propertyNames": {"pattern": "^(agent|customer)\\.[a-z][a-z0-9_]*$"}}


def taboo() -> Schema:
    """The schema of taboo.yaml."""
    severity = {"enum": ["block", "warn", "note", "critical", "major", "minor"]}
    phrase = {
        "say": {"description": "The phrase.", "type": ["string", "number"]},
        "sense": {
            "description": "The whole utterance, a clause or sentence of its own (as where nothing stands), anywhere.",
            "enum": ["whole", "blunt", "anywhere"],
        },
        "also": {**NAMES, "description": "Other wordings of it."},
        "en": {**NAMES, "description": "English wordings."},
        "like": {**NAMES, "description": "Patterns of other wordings, as in moves."},
        "except": {**NAMES, "description": "Patterns that make it harmless."},
        "rewrite": {"description": "The line that says it right.", "type": "string"},
        "severity": {**severity, "description": "Where it differs from the list's."},
        "note": NOTE,
    }
    entry = {
        "clauses": CLAUSES,
        "title": TEXT,
        "note": NOTE,
        "severity": {
            **severity,
            "description": "What the guard does about a draft: block (as where nothing stands), warn, note. The words "
            "of norms stand for them: critical and major block, minor warns.",
        },
        "homophones": {**FLAG, "description": "Phrases of four characters or more are heard in others of their sound."},
        "phrases": {"type": "array", "items": _object(phrase, ["say"])},
    }
    return _file("Taboo", _object(entry, ["phrases"]))


def standard() -> Schema:
    """The schema of standard.yaml."""
    days = {"type": "array", "items": {"type": "string"}}
    blocks = {"type": "object", "additionalProperties": days}
    calendar = {
        "zone": {"description": "IANA name: Asia/Shanghai.", "type": "string"},
        "holidays": {"description": "Country, perhaps with a subdivision: CN, HK, TW, US-CA.", "type": "string"},
        "hours": {**blocks, "description": "mon-fri: [09:00-12:00, 13:00-18:00]."},
        "closed": {**days, "description": "Further closed days: 2026-02-14."},
        "opened": {**blocks, "description": "Days with hours of their own."},
        "makeup": {"description": "The weekday whose hours a make-up working day has.", "type": "string"},
    }
    head = {
        "id": {"description": "The id, as the folder is called.", "type": "string"},
        "version": {"type": ["string", "number"]},
        "title": TEXT,
        "extends": {"description": "The standard that this one goes on from: beside it, or shipped.", "type": "string"},
        "languages": NAMES,
        "calendar": {**_object(calendar), "description": "Working time, for promises in working hours and days."},
        "same_as": {
            "description": "Groups of clauses that say the same.",
            "type": "array",
            "items": {"type": "array", "items": {"type": "string"}},
        },
        "drop": {**NAMES, "description": "Norms, situations, lines, lists and numbers of the parent to leave out."},
        "note": NOTE,
    }
    return {"$schema": DIALECT, "title": "Standard", **_object(head, ["id", "title"])}


def clauses() -> Schema:
    """The schema of clauses.yaml."""
    entry = {
        "id": {"description": "The id by which everything else names the clause.", "type": "string"},
        "section": {"description": "Where it stands in the document.", "type": ["string", "number"]},
        "quote": {"description": "The sentence of the document, word for word.", "type": "string"},
        "meaning": {"description": "What it wants.", "type": "string"},
        "channel": {"enum": ["any", "phone", "chat"]},
        "direction": {"enum": ["any", "inbound", "outbound"]},
        "kind": NAMES,
        "check": {**NAMES, "description": "By what it can be checked: live, review, human, audio."},
        "scenario": {"type": "string"},
        "note": NOTE,
        **dict.fromkeys(("lines", "numbers", "forbidden", "items"), True),
    }
    return {"$schema": DIALECT, "title": "Clauses", "type": "array", "items": _object(entry, ["id"])}


def concepts() -> Schema:
    """The schema of concepts.yaml and concepts/*.yaml."""
    entry = {
        "zh": {**NAMES, "description": "Phrases in folded Simplified Chinese."},
        "en": {**NAMES, "description": "Phrases in lower-case English; a trailing * lets the word go on."},
    }
    return _file("Concepts", _object(entry))


def lines() -> Schema:
    """The schema of lines.yaml."""
    entry = {
        "clauses": CLAUSES,
        "moves": {**NAMES, "description": "The moves that a recogniser must hear in it."},
        "channel": {"enum": ["any", "phone", "chat"]},
        "slots": {
            "description": "Slots that a number of the standard fills: {hours: ship_within}.",
            "type": "object",
            "additionalProperties": {"type": "string"},
        },
        "note": NOTE,
    }
    return _file("Lines", _object(entry))


def line_texts() -> Schema:
    """The schema of lines/<language>.yaml."""
    entry = {
        "text": {"description": "The sentence, with {slots}.", "type": "string"},
        "origin": {"description": "From the document, or written for this standard.", "enum": ["source", "ours"]},
        "note": {"description": "What was mended.", "type": "string"},
    }
    return _file("Texts of the lines in one language", _object(entry, ["text"]))


def forms() -> Schema:
    """The schema of forms.yaml."""
    fields = {**NAMES, "description": "What must be written down."}
    entry = {
        "title": TEXT,
        "clauses": CLAUSES,
        "fields": fields,
        "when": {**SIGNALS, "description": "Signals after which the desk tells the agent to ask for the fields."},
        "asks": {
            "type": "object",
            "additionalProperties": TEXT,
            "description": "By field the question, where no line of the standard asks it.",
        },
        "note": NOTE,
    }
    return _file("Forms", _object(entry))


def acts() -> Schema:
    """The schema of acts.yaml."""
    return _file("What may be marked as done", _object({"title": TEXT, "note": NOTE}, ["title"]))


def followup() -> Schema:
    """The schema of followup.yaml."""
    stage = _object({"title": TEXT, "ends": {"enum": ["won", "lost"]}}, ["title"])
    entry = {
        "kind": {"enum": list(followups.KINDS)},
        "title": TEXT,
        "clauses": CLAUSES,
        "form": {"description": "The form that opens it.", "type": "string"},
        "acts": {**NAMES, "description": "Promises (callback, reply, lookup …) that are its answer."},
        "situations": {**NAMES, "description": "Situations in which such a promise is about this."},
        "heard": {**NAMES, "description": "Moves of the customer after which such a promise is about this."},
        **{key: {"description": text, "type": "string"} for key, text in followups.FIGURES.items()},
        "escalate": {
            "type": "array",
            "items": {"enum": list(followups.LEVELS)},
            "description": "Who is told, in order.",
        },
        "stages": {"type": "object", "additionalProperties": stage, "description": "Where it can stand, in order."},
        "reasons": {"type": "object", "additionalProperties": TEXT, "description": "Why it was lost or dropped."},
        "done": {
            "type": "object",
            "properties": {key: {"type": "string"} for key in followups.DONE},
            "additionalProperties": False,
            "description": "What the conversation is told is done, by what happens.",
        },
        "note": NOTE,
    }
    return _file("What is done after the words", _object(entry, ["kind", "title"]))


def scoring() -> Schema:
    """The schema of scoring.yaml."""
    section = {
        "title": TEXT,
        "clauses": {**NAMES, "description": "Clauses of the section; * stands for anything."},
        "weight": {"description": "Its share of the whole score.", "type": "number", "minimum": 0},
        "mode": {"description": "A norm counts once, or every verdict does.", "enum": ["once", "per_hit"]},
        "auto_fail": {**FLAG, "description": "A broken clause makes the whole score 0."},
        "bonus": {"description": "Points for each `may` that was done.", "type": "number", "minimum": 0},
    }
    severity = {key: {"type": "number", "minimum": 0} for key in ("minor", "major", "critical")}
    sections = {"type": "object", "additionalProperties": _object(section)}
    head = {
        "sections": {**sections, "description": "The parts of the score."},
        "severity": {**_object(severity), "description": "What a norm of each severity weighs."},
    }
    return {"$schema": DIALECT, "title": "Scoring", **_object(head)}


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
    "clauses": clauses,
    "concepts": concepts,
    "lines": lines,
    "line-texts": line_texts,
    "forms": forms,
    "acts": acts,
    "followup": followup,
    "scoring": scoring,
}
"""Every schema by the stem of the file it is for; line-texts is for lines/<language>.yaml."""

KINDS = {
    "duty": "Something that must be done, from a signal on, by a deadline.",
    "check": "An act that is in order only if something else came before it, or holds when it happens.",
    "ban": "What must never be said or done, always or in a situation. Broken for every hit.",
    "permit": "An act that is closed until one of its conditions holds. Broken when done while closed.",
    "may": "What the agent may do. Met when done, never missed.",
    "question": "What only a person can judge. It comes out `open`.",
    "promise": "A promise of the agent: its deadline may not be later than a limit, and it must be kept in time.",
}
"""What each kind of norm is."""

CONDITIONS = (
    ("agent.greets", "heard: since the duty opened, or at any time before an act"),
    ("agent.greets@0.8", "heard with a confidence of at least 0.8; what the rules hear has 1"),
    ("[agent.greets, agent.names_company]", "any of them"),
    ("{all: [a, b]}", "all of them"),
    ("{any: [a, b]}", "any of them"),
    ("{none: [a, b]}", "none of them"),
    ("{not: a}", "not this"),
    ("{at_least: 2, of: [a, b, c]}", "at least so many of them"),
    ("{ever: a}", "at any time in the conversation so far"),
    ("{this_turn: a}", "since the agent last took the floor"),
    ("{this_utterance: a}", "in the input that is being judged"),
    ("{since: a, seen: b}", "b on a later line than the last a"),
    ("{count: a, at_least: 2, at_most: 5, since: b}", "so often, in the whole conversation or since the last b"),
    ("{open: situation}", "the situation is going on"),
    ("{arose: situation}", "the situation arose, whether or not it is over"),
    ("{ladder_finished: situation}", "every step of its ladder was said, and the last wait is over"),
    ("{permitted: norm}", "that permit is open"),
    (
        "{fact: question, is: simple}",
        "a fact of the opening; also channel, direction, colleague, shift; is: any or none",
    ),
    ("{known: surname}", "what is known of the customer: surname, phone, account, order"),
    ("{purpose: [survey, none]}", "the purpose of the call"),
    ("{silent_for: number}", "nobody has spoken for so long"),
    ("{gap: number}", "the silence before what was just said was so long"),
    ("{elapsed: number, since: a}", "so long since the last a"),
    ("{ring_over: number}", "it rang longer than this before it was answered"),
    ("{rings: 3}", "it rang at least so often"),
    ("{wait_within: number}", "the last wait was no longer than this"),
    ("{returned_with: a}", "said first on coming back to a customer who waited"),
    ("{form: 5w1h, has: [what, who]}", "the form was filled, with these fields"),
)
"""An example of every form of a condition, and what it means."""

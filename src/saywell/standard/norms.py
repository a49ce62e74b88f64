"""Reads norms, situations and ladders from their YAML maps into the model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from saywell.standard.conditions import Reader
from saywell.standard.model import (
    LANGUAGES,
    Cond,
    LadderSpec,
    Limit,
    Norm,
    NormKind,
    Offer,
    Opening,
    SituationSpec,
    Step,
    Text,
    Within,
)
from saywell.standard.read import Map, Seq, line_of

MOST_STEPS = 20
COMMON_KEYS = {"kind", "clauses", "title", "say", "severity", "once", "if", "counted", "note", "either"}
KEYS: dict[str, set[str]] = {
    "duty": {"when", "do", "within", "before", "waive", "fail", "unless", "again", "window"},
    "check": {"act", "needs", "blame", "unless"},
    "ban": {"when", "while", "never", "unless"},
    "permit": {"act", "allow"},
    "may": {"do", "when", "while"},
    "question": {"when", "ask"},
    "promise": {"made", "limits", "kept", "within", "unless"},
}
NEEDED = {
    "duty": {"do"},
    "check": {"act", "needs"},
    "ban": {"never"},
    "permit": {"act", "allow"},
    "may": {"do"},
    "question": set[str](),
    "promise": {"made"},
}


def texts(value: Any) -> Text:
    """A text by language; a plain string stands for all three."""
    if isinstance(value, Map):
        return {lang: str(text) for lang, text in value.items()}
    return {"zh-Hans": str(value), "zh-Hant": str(value), "en": str(value)} if value else {}


def strings(r: Reader, where: Map, key: str) -> tuple[str, ...]:
    """A list of texts, or one."""
    value = where.get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Seq) or not all(isinstance(one, str) for one in value):
        r.fault(where, key, f"“{key}” wants a list of names.")
        return ()
    return tuple(value)


def flag(r: Reader, where: Map, key: str) -> bool:
    """true or false; nothing else."""
    value = where.get(key, "false")
    if value not in ("true", "false"):
        r.fault(where, key, f"“{key}” wants true or false, not “{value}”.")
    return bool(value == "true")


def within(r: Reader, where: Map, key: str = "within") -> Within:
    """turns, a length, working hours or days, `call` or `record`."""
    if key not in where:
        return Within(turns=1)
    value = where[key]
    if value in ("call", "record"):
        return Within(end=value)
    if value == "turn":
        return Within(turns=1)
    if isinstance(value, Map) and len(value) == 1:
        unit = next(iter(value))
        if unit == "turns":
            return Within(turns=r.count(value[unit], value, unit))
        number = r.number(value[unit], value, unit)
        if number is None:
            return Within(turns=1)
        if unit == "working" and number.unit == "working_days":
            return Within(working_days=int(number.value))
        if unit == "working" and number.unit == "working_h":
            return Within(working_min=round(number.value * 60))
        if unit in ("seconds", "time") and number.unit in ("ms", "s", "min", "h"):
            return Within(ms=number.ms())
        if unit == "seconds" and number.unit == "times":
            return Within(ms=int(number.value * 1000))
    r.fault(
        where,
        key,
        f"“{key}: {value}” is not a length of time for a duty.",
        "Write turn, {turns: 2}, {seconds: name}, {working: name}, call or record.",
    )
    return Within(turns=1)


def norm(r: Reader, id: str, src: Map) -> Norm | None:
    """One norm."""
    kind = src.get("kind")
    if not isinstance(kind, str) or kind not in KEYS:
        r.fault(src, "kind", f"“{id}” has no kind that is known.", f"kind is one of {', '.join(KEYS)}.")
        return None
    if not _keys_fit(r, id, src, kind):
        return None

    def optional(key: str) -> Cond | None:
        return r.cond(src[key], src, key) if key in src else None

    def signals(key: str) -> tuple[str, ...]:
        return r.pattern(src[key], src, key) if key in src else ()

    return Norm(
        id=id,
        kind=cast(NormKind, kind),
        clauses=strings(r, src, "clauses"),
        title=texts(src.get("title")),
        when=signals("when"),
        cond=optional("if"),
        do=optional("do"),
        act=signals("act"),
        needs=optional("needs"),
        never=optional("never"),
        during=str(src.get("while", "")),
        unless=optional("unless"),
        waive=signals("waive"),
        fail=signals("fail"),
        before=signals("before"),
        within=within(r, src) if kind == "duty" or "within" in src else Within(),
        again=flag(r, src, "again"),
        once=flag(r, src, "once"),
        window=one_of(r, src, "window", ("", "call")),
        blame=one_of(r, src, "blame", ("missed", "broken")),
        allow=_allow(r, src),
        made=signals("made"),
        limits=_limits(r, src),
        kept=signals("kept"),
        say=strings(r, src, "say"),
        severity=one_of(r, src, "severity", ("major", "minor", "critical")),
        counted=flag(r, src, "counted"),
        question=texts(src.get("ask")),
        either=_either(r, src),
    )


def _keys_fit(r: Reader, id: str, src: Map, kind: str) -> bool:
    """Check the keys of a norm and remember what it names; whether it can be read at all."""
    for key in src:
        if key not in COMMON_KEYS and key not in KEYS[kind]:
            r.fault(src, key, f"A {kind} has no “{key}”.", f"It has {', '.join(sorted(KEYS[kind] | COMMON_KEYS))}.")
    for key in ("title", "ask"):
        check_text(r, src, key)
    if not all(texts(src.get("title")).get(lang) for lang in LANGUAGES):
        r.fault(
            src,
            "title" if "title" in src else None,
            f"“{id}” has no title in every language.",
            "title: {zh-Hans: …, zh-Hant: …, en: …}: a few words, as they stand on the desk and in reports.",
        )
    for clause in strings(r, src, "clauses"):
        r.use("clause", clause, line_of(src, "clauses"))
    for line in strings(r, src, "say"):
        r.use("line", line, line_of(src, "say"))
    if "while" in src:
        r.use("situation", str(src["while"]), line_of(src, "while"))
    lacking = sorted(NEEDED[kind] - set(src))
    for key in lacking:
        r.fault(src, None, f"“{id}” lacks “{key}”, which every {kind} needs.")
    return not lacking


def check_text(r: Reader, src: Map, key: str) -> None:
    """A text by language names no other key; a comma in a text without quotes makes one."""
    value = src.get(key)
    for lang in value if isinstance(value, Map) else ():
        if lang not in LANGUAGES:
            r.fault(value, lang, f"“{lang}” is no language of a text.", "Put a text with a comma in quotes.")


def one_of(r: Reader, src: Map, key: str, allowed: tuple[str, ...]) -> Any:
    """One of some words; the first where nothing stands."""
    value = src.get(key, allowed[0])
    if value not in allowed:
        r.fault(
            src, key, f"“{key}: {value}” is not known.", f"{key} is one of {', '.join(one for one in allowed if one)}."
        )
        return allowed[0]
    return value


def _allow(r: Reader, src: Map) -> tuple[Cond, ...]:
    items = src.get("allow")
    if items is None:
        return ()
    if isinstance(items, Seq):
        return tuple(r.cond(one, items, n) for n, one in enumerate(items))
    return (r.cond(items, src, "allow"),)


def _either(r: Reader, src: Map) -> dict[str, Cond]:
    items = src.get("either")
    if items is None:
        return {}
    if not isinstance(items, Map):
        r.fault(src, "either", "“either” wants {clause: condition}.")
        return {}
    clauses = strings(r, src, "clauses")
    for clause in items:
        if clause not in clauses:
            r.fault(items, clause, f"“{clause}” stands under either but not under clauses.", "Name it in both.")
    return {clause: r.cond(cond, items, clause) for clause, cond in items.items()}


def _limits(r: Reader, src: Map) -> tuple[Limit, ...]:
    items = src.get("limits")
    if items is None:
        return ()
    if not isinstance(items, Seq):
        r.fault(src, "limits", "“limits” wants a list of {within: …, if: …}.")
        return ()
    out = []
    for one in items:
        if not isinstance(one, Map) or "within" not in one:
            r.fault(src, "limits", "Each limit wants “within”.")
            continue
        out.append(Limit(within=within(r, one), when=r.cond(one["if"], one, "if") if "if" in one else None))
    return tuple(out)


SITUATION_KEYS = ("title", "clauses", "opens", "closes", "ladder", "offers", "once", "note")


def situation(r: Reader, id: str, src: Map) -> SituationSpec | None:
    """One situation with its ladder."""
    for key in src:
        if key not in SITUATION_KEYS:
            r.fault(src, key, f"A situation has no “{key}”.", f"It has {', '.join(SITUATION_KEYS)}.")
    if "opens" not in src:
        r.fault(
            src,
            None,
            f"The situation “{id}” does not say what opens it.",
            "Add opens: with a signal or {silence: 5 s}.",
        )
        return None
    for clause in strings(r, src, "clauses"):
        r.use("clause", clause, line_of(src, "clauses"))
    opens = src["opens"]
    items = list(opens) if isinstance(opens, Seq) and any(isinstance(one, Map) for one in opens) else [opens]
    openings = []
    for one in items:
        if isinstance(one, Map):
            for key in one:
                if key not in ("on", "silence", "if"):
                    r.fault(one, key, f"An opening has no “{key}”.", "It has on, silence, if.")
            openings.append(
                Opening(
                    on=r.pattern(one["on"], one, "on") if "on" in one else (),
                    silence=r.length(one["silence"], one, "silence") if "silence" in one else None,
                    cond=r.cond(one["if"], one, "if") if "if" in one else None,
                )
            )
        else:
            openings.append(Opening(on=r.pattern(one, src, "opens")))
    return SituationSpec(
        id=id,
        title=texts(src.get("title")),
        clauses=strings(r, src, "clauses"),
        opens=tuple(openings),
        closes=r.pattern(src["closes"], src, "closes") if "closes" in src else (),
        ladder=_ladder(r, src["ladder"]) if _has_ladder(r, src) else None,
        once=flag(r, src, "once"),
        offers=tuple(_offers(r, src)),
    )


def _offers(r: Reader, src: Map) -> Iterator[Offer]:
    items = src.get("offers", ())
    if not isinstance(items, Seq | tuple):
        r.fault(src, "offers", "A situation's offers are a list.", "Write offers: [{say: [line], if: …}].")
        return
    for one in items:
        if not isinstance(one, Map):
            r.fault(src, "offers", "An offer wants fields.", "Write {say: [line], done: [act], form: [form], if: …}.")
            continue
        for key in one:
            if key not in ("say", "done", "form", "if"):
                r.fault(one, key, f"An offer has no “{key}”.", "It has say, done, form, if.")
        for line in strings(r, one, "say"):
            r.use("line", line, line_of(one, "say"))
        for form in strings(r, one, "form"):
            r.use("form", form, line_of(one, "form"))
        yield Offer(
            say=strings(r, one, "say"),
            done=strings(r, one, "done"),
            form=strings(r, one, "form"),
            cond=r.cond(one["if"], one, "if") if "if" in one else None,
        )


def _has_ladder(r: Reader, src: Map) -> bool:
    if "ladder" in src and not isinstance(src["ladder"], Map):
        r.fault(src, "ladder", "A ladder wants fields.", "Write {steps: […], then: {…}}.")
    return isinstance(src.get("ladder"), Map)


def _ladder(r: Reader, src: Map) -> LadderSpec:
    steps: list[Step] = []
    items = src.get("steps")
    if not isinstance(items, Seq):
        r.fault(src, "steps", "A ladder wants a list of steps.", "Write steps: [{say: …, wait: 5 s}].")
    for key in src:
        if key not in ("steps", "then"):
            r.fault(src, key, f"A ladder has no “{key}”.", "It has steps, then.")
    for one in items if isinstance(items, Seq) else ():
        if not isinstance(one, Map) or "say" not in one:
            r.fault(src, "steps", "Each step of a ladder wants “say”.")
            continue
        for key in one:
            if key not in ("say", "line", "clauses", "wait", "wait_clauses", "times", "given"):
                r.fault(one, key, f"A step has no “{key}”.")
        step = Step(
            say=r.cond(one["say"], one, "say"),
            line=str(one.get("line", "")),
            clauses=strings(r, one, "clauses"),
            wait=r.length(one["wait"], one, "wait") if "wait" in one else 0,
            wait_clauses=strings(r, one, "wait_clauses"),
            given=flag(r, one, "given"),
        )
        for clause in (*step.clauses, *step.wait_clauses):
            r.use("clause", clause, one.line)
        if step.line:
            r.use("line", step.line, one.line)
        steps.extend([step] * (min(r.count(one["times"], one, "times"), MOST_STEPS) if "times" in one else 1))
    final = src.get("then", Map())
    if not isinstance(final, Map):
        r.fault(src, "then", "“then” wants fields.", "Write {permit: …, wait: 5 s}.")
        final = Map()
    for key in final:
        if key not in ("permit", "wait", "clauses", "if"):
            r.fault(final, key, f"“then” has no “{key}”.", "It has permit, wait, clauses, if.")
    clauses = strings(r, final, "clauses")
    for clause in clauses:
        r.use("clause", clause, src.line)
    return LadderSpec(
        steps=tuple(steps),
        permit=str(final.get("permit", "")),
        permit_clauses=clauses,
        final_wait=r.length(final["wait"], final, "wait") if "wait" in final else 0,
        final_if=r.cond(final["if"], final, "if") if "if" in final else None,
    )

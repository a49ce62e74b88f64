"""Checks that everything a standard names exists: clauses, lines, situations, norms, forms and signals."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from saywell.standard.implied import edges, reached
from saywell.standard.model import Cond
from saywell.standard.read import Fault

if TYPE_CHECKING:
    from saywell.standard.compile import Parts

MEANINGS = {
    "call.opened": "the conversation begins (its first line)",
    "call.started": "the call was answered, or the chat opened",
    "call.ringing": "the phone rings",
    "call.answered": "the agent picks up",
    "call.over": "hung up, or the transfer is done",
    "call.inbound": "the conversation is inbound",
    "call.outbound": "the conversation is outbound",
    "record.ended": "the record ends",
    "agent.speaks": "the agent says something",
    "agent.first": "the agent's first utterance",
    "agent.tells": "the agent says something long enough to be information, and no question",
    "agent.dialect": "the agent speaks a dialect",
    "agent.interrupts": "the agent speaks into the customer's words for `overlap_min` or longer",
    "agent.names_customer": "the agent says this customer's surname; each time counts",
    "agent.names_other": "the agent says another surname",
    "agent.gives.vague_deadline": "the agent names a deadline without a time (“soon”)",
    "agent.louder": "measured: louder than before by `loudness_step`",
    "agent.jumps_louder": "measured: louder than before by `loudness_jump`",
    "agent.same_loudness": "measured: not louder than before",
    "agent.slower": "measured: slower than before by `slower_by`",
    "agent.not_slower": "measured: not slower than before",
    "customer.speaks": "the customer says something",
    "customer.turn": "the customer takes the floor; a mere “all right” does not",
    "customer.voice": "the customer's voice was detected, without text",
    "customer.dialect": "the customer speaks a dialect",
    "customer.sounds_low": "measured: the customer is hard to hear",
    "customer.sounds_noisy": "measured: noise on the customer's side",
    "customer.sounds_broken": "measured: the line loses sound",
    "third.speaks": "somebody else says something",
    "name.known": "the customer's surname is known for the first time",
    "hold.on": "the hold key is pressed",
    "hold.off": "the line is taken back from hold",
    "mute.on": "the mute key is pressed",
    "mute.off": "mute is taken off",
    "wait.started": "the customer waits: hold or mute on",
    "wait.off": "the line is taken back",
    "wait.checked_in": "a word to the customer in between",
    "wait.ended": "the wait is really over, not a word in between",
    "wait.over": "the wait is longer than `hold_max`",
    "identified": "the system found the customer",
    "incident.on": "an incident was declared",
    "incident.off": "the incident is over",
    "form": "any form was filled",
    "done": "anything was done",
    "lookup": "anything was looked up",
    "hangup": "anybody hangs up",
    "hangup.agent": "the agent hangs up",
    "hangup.customer": "the customer hangs up",
    "hangup.network": "the line was cut",
    "transfer.asked": "the customer was asked about the transfer",
    "transfer.consented": "the customer agrees to it",
    "transfer.refused": "the customer refuses it",
    "transfer.offered": "it was offered to a colleague",
    "transfer.accepted": "the colleague takes it",
    "transfer.declined": "the colleague does not take it",
    "transfer.done": "the transfer is done",
    "colleague.idle": "a colleague asked for is free",
    "colleague.busy": "a colleague asked for is busy",
    "colleague.off": "a colleague asked for is not there",
    "colleague.shift.same": "the colleague works the same shift",
    "colleague.shift.other": "the colleague works another shift",
    "measured.agent": "something was measured on the agent's voice",
    "measured.customer": "something was measured on the customer's voice",
}
"""What each signal of the engine's own means; moves, lists and situations give signals besides."""

FAMILIES = {
    "lookup.": "`lookup.order`, `lookup.order.matches|differs|missing|failed`: what was looked up, and the result",
    "order.": "`order.unpaid|paid|not_updated|in_transit|stalled|late|signed`: where a looked-up order stands",
    "done.": "`done.forwarded`, `done.recorded` …: that was done",
    "form.": "`form.5w1h`: that form was filled",
    "agent.gives.": "the agent says a `phone`, `account`, `order`, `money`, `date`, `time`, `deadline`, `email` …",
    "customer.gives.": "the customer says one of these, or the name",
    "agent.reads_back.": "`phone`, `account`, `order`: the agent repeats the digits that the customer gave",
    "agent.lang.": "the agent speaks `zh-Hans`, `zh-Hant`, `en`, `yue` …",
    "customer.lang.": "the customer speaks it",
    "purpose.": "the purpose of the call is known: `survey`, `complaint` …",
    "silence.": "nobody has spoken for so many ms; written by the engine",
}
"""Beginnings of signals that go on with an open name."""

PLAIN_SIGNALS = frozenset(MEANINGS)
PREFIXES = tuple(FAMILIES)


def check_references(parts: Parts, faults: list[Fault]) -> None:
    """Report every name that is used and does not exist."""
    tables = {
        "clause": set(parts.clauses) if parts.clauses else None,
        "line": set(parts.lines),
        "situation": set(parts.situations),
        "permit": {norm.id for norm in parts.norms.values() if norm.kind == "permit"},
        "ladder": {spec.id for spec in parts.situations.values() if spec.ladder is not None},
        "move": set(parts.moves),
        "number": set(parts.numbers),
        "form": set(parts.forms) | {"5w1h", "complaint", "lead", "repair", "order_check", "callback", "suggestion"},
    }
    signals = known_signals(parts)
    _check_circles(parts, faults)
    _check_implied(parts, faults)
    for kind, name, file, line in parts.uses:
        if kind == "number" and not file.endswith("followup.yaml"):
            continue
        if kind == "signal":
            move, at, _ = name.partition("@")
            if at and move not in parts.moves:
                faults.append(Fault(file, line, f"Only a move can be heard for sure: “{name}”.", _hint(move, signals)))
            elif move not in signals and not name.startswith(PREFIXES):
                faults.append(Fault(file, line, f"Nothing gives the signal “{name}”.", _hint(name, signals)))
            continue
        table = tables[kind]
        if table is not None and name not in table:
            what = {"ladder": "situation with a ladder", "permit": "permit"}.get(kind, kind)
            faults.append(Fault(file, line, f"There is no {what} “{name}”.", _hint(name, table)))


def known_signals(parts: Parts) -> set[str]:
    """Every signal that the standard's moves, lists and situations can give."""
    out = set(PLAIN_SIGNALS) | set(parts.moves)
    out.update(f"agent.taboo.{id}" for id in parts.taboos)
    for id in parts.situations:
        out.update((f"situation.{id}.opened", f"situation.{id}.closed"))
    return out


def _check_circles(parts: Parts, faults: list[Fault]) -> None:
    """A permit may rest on another permit, but not in the end on itself."""
    rests = {
        norm.id: {name for cond in norm.allow for name in _permitted_in(cond)}
        for norm in parts.norms.values()
        if norm.kind == "permit"
    }
    for id in rests:
        if id in reached(id, rests):
            file, line = next((use[2], use[3]) for use in parts.uses if use[:2] == ("permit", id))
            faults.append(Fault(file, line, f"The permit “{id}” rests on itself.", "Write its conditions out."))


def _check_implied(parts: Parts, faults: list[Fault]) -> None:
    """A move implies moves of the same party, and in the end not itself."""
    along = edges(parts.moves)
    for id, others in along.items():
        names = (id, *others)
        file, line = next((use[2], use[3]) for use in parts.uses if use[0] == "move" and use[1] in names)
        if id in reached(id, along):
            faults.append(Fault(file, line, f"“{id}” implies itself in the end.", "Take one of the moves out."))
        role = id.partition(".")[0]
        for other in others:
            if other.partition(".")[0] != role:
                faults.append(Fault(file, line, f"“{id}” implies “{other}”.", "Both must be of one party."))


def _permitted_in(cond: Cond) -> Iterator[str]:
    if cond.op == "permitted":
        yield from cond.names
    for one in cond.of:
        yield from _permitted_in(one)


def _hint(name: str, known: set[str]) -> str:
    close = difflib.get_close_matches(name, known, 1, 0.7)
    return f"Did you mean “{close[0]}”?" if close else "Check the spelling, or add it."

"""Checks that everything a standard names exists: clauses, lines, situations, norms, forms and signals."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from saywell.standard.read import Fault

if TYPE_CHECKING:
    from saywell.standard.compile import Parts

PLAIN_SIGNALS = frozenset(
    [
        "call.opened",
        "call.started",
        "call.ringing",
        "call.answered",
        "call.over",
        "call.inbound",
        "call.outbound",
        "record.ended",
        "agent.speaks",
        "agent.first",
        "agent.tells",
        "agent.dialect",
        "agent.interrupts",
        "agent.names_customer",
        "agent.names_other",
        "agent.gives.vague_deadline",
        "agent.louder",
        "agent.jumps_louder",
        "agent.same_loudness",
        "agent.slower",
        "agent.not_slower",
        "customer.speaks",
        "customer.turn",
        "customer.voice",
        "customer.dialect",
        "customer.sounds_low",
        "customer.sounds_noisy",
        "customer.sounds_broken",
        "third.speaks",
        "name.known",
        "hold.on",
        "hold.off",
        "mute.on",
        "mute.off",
        "wait.started",
        "wait.off",
        "wait.checked_in",
        "wait.ended",
        "wait.over",
        "identified",
        "incident.on",
        "incident.off",
        "form",
        "done",
        "lookup",
        "hangup",
        "hangup.agent",
        "hangup.customer",
        "hangup.network",
        "transfer.asked",
        "transfer.consented",
        "transfer.refused",
        "transfer.offered",
        "transfer.accepted",
        "transfer.declined",
        "transfer.done",
        "colleague.idle",
        "colleague.busy",
        "colleague.off",
        "colleague.shift.same",
        "colleague.shift.other",
        "measured.agent",
        "measured.customer",
    ]
)
PREFIXES = (
    "lookup.", "done.", "form.", "agent.gives.", "customer.gives.", "agent.reads_back.", "agent.lang.",
    "customer.lang.", "purpose.", "silence.",
)  # fmt: skip


def check_references(parts: Parts, faults: list[Fault]) -> None:
    """Report every name that is used and does not exist."""
    tables = {
        "clause": set(parts.clauses) if parts.clauses else None,
        "line": set(parts.lines),
        "situation": set(parts.situations),
        "norm": set(parts.norms),
        "form": set(parts.forms) | {"5w1h", "complaint", "lead", "repair", "order_check", "callback", "suggestion"},
    }
    signals = known_signals(parts)
    for kind, name, file, line in parts.uses:
        if kind == "number":
            continue
        if kind == "signal":
            if name not in signals and not name.startswith(PREFIXES):
                faults.append(Fault(file, line, f"Nothing gives the signal “{name}”.", _hint(name, signals)))
            continue
        table = tables[kind]
        if table is not None and name not in table:
            faults.append(Fault(file, line, f"There is no {kind} “{name}”.", _hint(name, table)))


def known_signals(parts: Parts) -> set[str]:
    """Every signal that the standard's moves, lists and situations can give."""
    out = set(PLAIN_SIGNALS) | set(parts.moves)
    out.update(f"agent.taboo.{id}" for id in parts.taboos)
    for id in parts.situations:
        out.update((f"situation.{id}.opened", f"situation.{id}.closed"))
    return out


def _hint(name: str, known: set[str]) -> str:
    close = difflib.get_close_matches(name, known, 1, 0.7)
    return f"Did you mean “{close[0]}”?" if close else "Check the spelling, or add it."

"""Situations open and close; their ladders begin and end with them."""

from __future__ import annotations

from saywell.conversation import events as e
from saywell.conversation.norms import ladders
from saywell.conversation.plan import Hooks
from saywell.conversation.signals import NOWHERE, Signals
from saywell.conversation.work import Work


def on_signals(work: Work, found: Hooks, at: int) -> Signals:
    """Open and close situations; returns the signals of those changes."""
    w = work.w
    out: Signals = {}
    for _, hook in found:
        for spec in hook.ceases:
            if spec.id in w.situations and w.situations[spec.id] < w.line:
                work.emit(e.SituationClosed(at, situation=spec.id, line=w.line))
                out[f"situation.{spec.id}.closed"] = NOWHERE
    for name, hook in found:
        for spec, test in hook.begins:
            if spec.id in w.situations or (spec.once and spec.id in w.arose):
                continue
            if test is not None and not test(w, 0):
                continue
            work.emit(e.SituationOpened(at, situation=spec.id, line=w.line))
            out[f"situation.{spec.id}.opened"] = NOWHERE
            if spec.ladder is not None:
                ladders.begin(work, spec.id, at, spoken=name.startswith("agent."))
    return out

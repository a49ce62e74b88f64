"""Situations open and close; their ladders begin and end with them."""

from __future__ import annotations

from saywell.conversation import events as e
from saywell.conversation.marks import CLOSED, OPENED
from saywell.conversation.norms import ladders
from saywell.conversation.plan import Reaction
from saywell.conversation.work import Work


def on_signals(work: Work, found: Reaction, at: int) -> tuple[str, ...]:
    """Open and close situations; returns the signals of those changes."""
    w = work.w
    out: tuple[str, ...] = ()
    if w.situations:
        for spec in found.ceases:
            id_ = spec.id
            if id_ in w.situations and w.situations[id_] < w.line:
                work.emit(e.SituationClosed(at, situation=id_, line=w.line))
                out = (*out, CLOSED.of(id_))
    for spec, test, spoken in found.begins:
        id_ = spec.id
        if id_ in w.situations or (spec.once and id_ in w.arose) or (test is not None and not test.holds(w, 0)):
            continue
        work.emit(e.SituationOpened(at, situation=id_, line=w.line))
        out = (*out, OPENED.of(id_))
        if spec.ladder is not None:
            ladders.begin(work, id_, at, spoken=spoken)
    return out

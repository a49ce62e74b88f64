"""Situations open and close; their ladders begin and end with them."""

from __future__ import annotations

from saywell.conversation.norms import ladders
from saywell.conversation.reaction import Reaction
from saywell.conversation.work import Work


def on_signals(work: Work, found: Reaction, at: int) -> tuple[str, ...]:
    """Open and close situations; returns the signals of those changes."""
    w = work.w
    out: tuple[str, ...] = ()
    if w.situations:
        for place in found.ceases:
            id_ = place.id
            if id_ in w.situations and w.situations[id_] < w.line:
                work.close_situation(id_, at)
                out = (*out, place.closed)
    for begin in found.begins:
        place = begin.place
        id_ = place.id
        if id_ in w.situations or (place.once and id_ in w.arose):
            continue
        if begin.test is not None and not begin.test.holds(w, 0):
            continue
        work.open_situation(id_, at)
        out = (*out, place.opened)
        if place.ladder:
            ladders.begin(work, id_, at, spoken=begin.spoken)
    return out

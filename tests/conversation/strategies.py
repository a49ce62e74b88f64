"""Random conversations: inputs in the order of time, with the moves that a standard listens to."""

from __future__ import annotations

from hypothesis import strategies as st

from saywell.conversation import inputs as i
from saywell.conversation.conditions import names_in
from saywell.standard.model import Standard

START = 1_763_600_400_000
CHANNELS = ("phone", "chat")
DIRECTIONS = ("inbound", "outbound")


def moves_of(standard: Standard) -> dict[str, list[str]]:
    """The moves by role that any norm, situation or ladder of the standard listens to."""
    names: set[str] = set()
    for norm in standard.norms.values():
        names.update((*norm.when, *norm.act, *norm.waive, *norm.fail, *norm.before, *norm.made, *norm.kept))
        for cond in (norm.cond, norm.do, norm.needs, norm.never, norm.unless, *norm.allow):
            names.update(names_in(cond))
    for situation in standard.situations.values():
        names.update(situation.closes)
        for opening in situation.opens:
            names.update(opening.on)
        if situation.ladder is not None:
            for step in situation.ladder.steps:
                names.update(names_in(step.say))
    known = set(standard.moves) | {f"agent.taboo.{name}" for name in standard.taboos}
    roles: dict[str, list[str]] = {"agent": [], "customer": []}
    for name in sorted(names & known):
        role, _, move = name.partition(".")
        roles[role].append(move)
    return roles


def entities() -> st.SearchStrategy[i.Entity]:
    """Entities that norms look at."""
    return st.sampled_from(
        [
            i.Entity("name", {"surname": "王", "key": "王", "title": "先生"}, 0, 3),
            i.Entity("name", {"surname": "李", "key": "李", "title": "女士"}, 0, 3),
            i.Entity("phone", {"digits": "13800138000"}, 0, 11),
            i.Entity("number", {"digits": "62220012"}, 0, 8),
            i.Entity("deadline", {"amount": 2, "unit": "hour", "working": True, "vague": False}, 0, 5),
            i.Entity("deadline", {"amount": 3, "unit": "day", "working": False, "vague": False}, 0, 3),
            i.Entity("deadline", {"vague": True}, 0, 2),
        ]
    )


@st.composite
def conversations(draw: st.DrawFn, standard: Standard, size: int = 25) -> list[i.AnyInput]:
    """A conversation with its words heard. Times never run backwards; everything else may be odd."""
    roles = moves_of(standard)
    at = START
    opened = i.Opened(
        at,
        id="c",
        channel=draw(st.sampled_from(CHANNELS)),
        direction=draw(st.sampled_from(DIRECTIONS)),
        started="2025-11-20T09:00:00+08:00",
        purpose=draw(st.sampled_from([None, "survey", "complaint", "consultation", "unpaid_order"])),
        facts=draw(st.sampled_from([{}, {"question": "simple"}, {"holiday": "春节"}])),
    )
    out: list[i.AnyInput] = [opened]
    for _ in range(draw(st.integers(0, size))):
        at += draw(st.sampled_from([0, 200, 800, 800, 3000, 4500, 6000, 31_000, 200_000, 90_000_000]))
        out.append(_one(draw, roles, at))
    return out


def _one(draw: st.DrawFn, roles: dict[str, list[str]], at: int) -> i.AnyInput:
    if draw(st.integers(0, 9)) < 7:
        speakers: list[i.Speaker] = ["agent", "agent", "customer", "customer", "third", "bot"]
        by = draw(st.sampled_from(speakers))
        pool = roles["customer" if by == "customer" else "agent"]
        moves = draw(st.lists(st.sampled_from(pool), max_size=4, unique=True)) if pool else []
        found = draw(st.lists(entities(), max_size=2))
        heard = i.Heard("r", None, tuple(i.Move(m, 0, 4) for m in moves), tuple(found))
        return i.Said(
            at, by=by, text="一二三四五六七八九十十一", to=at + draw(st.sampled_from([0, 600, 4000])), heard=heard
        )
    others: list[i.AnyInput] = [
        i.Ringing(at),
        i.Answered(at),
        i.Hold(at, on=True),
        i.Hold(at, on=False),
        i.Mute(at, on=True),
        i.Mute(at, on=False),
        i.Speech(at, by="customer", on=True),
        i.Speech(at, by="customer", on=False),
        i.Transfer(at, step="asked", to="1030"),
        i.Transfer(at, step="consented", to="1030"),
        i.Transfer(at, step="done", to="1030"),
        i.Identified(at, surname="王", title="先生", phone="13800138000", key="王"),
        i.LookedUp(at, what="order", result="differs"),
        i.FormFilled(at, form="5w1h", fields={"what": "x", "who": "y"}),
        i.Measured(at, by="agent", loudness_db=-20.0, units_per_min=200.0, overlap_ms=1500.0),
        i.Incident(at, on=True, text="x"),
        i.Colleague(at, number="1030", status="busy", shift="same"),
        i.Done(at, what="answered_customer", ref="1"),
        i.Done(at, what="forwarded"),
        i.HungUp(at, by="customer"),
        i.HungUp(at, by="agent"),
    ]
    return draw(st.sampled_from(others))

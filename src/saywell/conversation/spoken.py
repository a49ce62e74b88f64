"""What an utterance means for the state, and its signals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.marks import Names, Signals, mark
from saywell.conversation.read_back import is_read_back
from saywell.conversation.saved import Seen, Wait
from saywell.conversation.state import State

SOUNDS: Final = frozenset("嗯哦噢啊喔呃唔哎诶欸好是对對行")
DIALECTS: Final = frozenset({"yue", "nan", "wuu", "hak", "hsn", "gan", "cdo", "cjy", "cmn-sichuan", "zh-yue"})
PERSONAL_TITLES: Final = frozenset(
    ["先生", "女士", "小姐", "太太", "阿姨", "老师", "同学", "总", "mr", "mrs", "ms", "miss", "sir", "madam"]
)
PURPOSE_OF_MOVE: Final = {
    "agent.announces_survey": "survey",
    "agent.refers_to_complaint": "complaint",
    "agent.refers_to_consultation": "consultation",
    "agent.sees_unpaid_order": "unpaid_order",
    "agent.reports_signed": "delivery",
}
ASKED_BY_MOVE: Final = {
    "agent.asks_account": "account",
    "agent.asks_phone": "phone",
    "agent.asks_contact": "phone",
    "agent.asks_order_number": "order",
    "agent.asks_name": "name",
    "agent.asks_name_bluntly": "name",
}
DIGIT_KINDS: Final = frozenset({"phone", "account", "order", "number"})
_UNPINNED: Final = e.Begun(0, standard="")
_EDGES: Final = " ,.!?，。！？、~～…"
_AGENT: Final = Names("agent.")
_CUSTOMER: Final = Names("customer.")


def said(w: State, line: int, at: int, got: i.Said, out: Signals) -> None:
    """Let an utterance work on `w` and give its signals to `out`."""
    to, by = got.to, got.by
    if by == "customer" and is_silence(w, got.text):
        return
    end = to if to is not None and to > at else at
    w.gap = at - w.quiet_from if w.quiet_from is not None else 0
    w.quiet_from = end
    w.elapsed = 0
    if by == "agent" or by == "bot":
        _agent_said(w, line, at, got, out)
    elif by == "customer":
        _customer_said(w, line, at, got, out)
        if end > w.customer_end:
            w.customer_end = end
    else:
        out["third.speaks"] = (line, at, 0, 0)
    if w.begun is not None and w.begun.sure and got.heard is not None:
        _sure("customer." if by == "customer" else "agent.", w.begun, got.heard, out)
    if w.wait is not None:
        _said_while_waiting(w, line, got, end, out)


def _sure(role: str, begun: e.Begun, heard: i.Heard, out: Signals) -> None:
    """What the standard wants to have heard with some confidence."""
    for move in heard.moves:
        for least, name in begun.sure.get(role + move.id, ()):
            if move.confidence >= least and role + move.id in out:
                out[name] = out[role + move.id]


def _customer_said(w: State, line: int, at: int, got: i.Said, out: Signals) -> None:
    text, heard = got.text, got.heard
    whole: Seen = (line, at, 0, len(text))
    out["customer.speaks"] = whole
    w.heard_line = line
    lang = got.lang
    if heard is not None:
        for move in heard.moves:
            out[_CUSTOMER.of(move.id)] = (line, at, move.start, move.end)
        if heard.entities:
            _customer_entities(w, heard, line, at, out)
        if w.asked == "name" and "customer.gives_name" not in out and asked_for_name(w):
            _bare_name(w, text, whole, out)
        if lang is None:
            lang = heard.lang
    if lang is not None:
        if lang in DIALECTS:
            out["customer.dialect"] = whole
        out["customer.lang." + lang] = (line, at, 0, 0)
    if "customer.speaks_dialect" in out:
        out["customer.dialect"] = out["customer.speaks_dialect"]
    if w.floor != "customer" and not is_backchannel(got):
        w.floor = "customer"
        out["customer.turn"] = (line, at, 0, 0)


def _agent_said(w: State, line: int, at: int, got: i.Said, out: Signals) -> None:
    text, heard = got.text, got.heard
    whole: Seen = (line, at, 0, len(text))
    out["agent.speaks"] = whole
    if len(text) >= 14 and tells(text):
        out["agent.tells"] = whole
    if w.said_line == 0:
        out["agent.first"] = whole
    w.said_line = line
    if w.floor != "agent":
        w.floor = "agent"
        w.turn += 1
        w.turn_line = line
    lang = got.lang
    if heard is not None:
        for move in heard.moves:
            name = _AGENT.of(move.id)
            out[name] = (line, at, move.start, move.end)
            asked = ASKED_BY_MOVE.get(name)
            if asked is not None:
                w.asked = asked
            if w.purpose is None and name in PURPOSE_OF_MOVE:
                _hear_purpose(w, name, out)
        if heard.entities:
            _agent_entities(w, heard, line, at, out)
        if lang is None:
            lang = heard.lang
    if w.begun is not None and w.begun.shows:
        _shown(w.seen, w.begun, out)
    if lang is not None:
        if lang in DIALECTS:
            out["agent.dialect"] = whole
        out["agent.lang." + lang] = (line, at, 0, 0)
    if "agent.speaks_dialect" in out:
        out["agent.dialect"] = out["agent.speaks_dialect"]
    if w.customer_end >= at and got.to is not None and len(text) > 4 and w.customer_end >= at + figures(w).overlap_min:
        out["agent.interrupts"] = whole


def _shown(before: Mapping[str, Seen], begun: e.Begun, out: Signals) -> None:
    """What the customer must have done for the agent to answer so, where it was not heard."""
    for name in [name for name in out if name in begun.shows]:
        moves, unless = begun.shows[name]
        if out.keys().isdisjoint(unless):
            out.update({move: out[name] for move in moves if move not in before})


def figures(w: State) -> e.Begun:
    """What the standard has pinned; the usual where none is."""
    return w.begun if w.begun is not None else _UNPINNED


def tells(text: str) -> bool:
    """Whether an utterance is long enough to tell something and is no question: an answer has words."""
    if len(text) < (14 if text[:1] > "\u2e80" else 40):
        return False
    plain = text.rstrip(" 。.!！~～")
    if plain.endswith(("?", "？", "吗", "嗎", "呢")):
        return False
    return len(plain) >= (14 if plain[:1] > "\u2e80" else 40)


def is_silence(w: State, text: str) -> bool:
    """Whether nothing was said: of a call, transcripts write silence as “……”. In a chat such signs are a message."""
    return w.opened is not None and w.opened.channel == "phone" and not any(char.isalnum() for char in text)


def is_backchannel(got: i.Said) -> bool:
    """A listener's short sound or yes ("嗯", "好的", "ok") that does not take the floor."""
    heard = got.heard
    if heard is None or not heard.moves:
        text = got.text.strip(_EDGES)
        return len(text) <= 2 and all(char in SOUNDS for char in text)
    for move in heard.moves:
        if move.id != "agrees" and move.id != "acknowledges":
            return False
    text = got.text.strip(_EDGES)
    return len(text) <= (5 if text[:1] > "\u2e80" else 10)


def _hear_purpose(w: State, name: str, out: Signals) -> None:
    purpose = PURPOSE_OF_MOVE.get(name)
    if purpose is not None and w.opened is not None and w.opened.direction == "outbound":
        w.purpose = purpose
        out["purpose." + purpose] = out[name]


def _customer_entities(w: State, heard: i.Heard, line: int, at: int, out: Signals) -> None:
    for found in heard.entities:
        kind = found.kind
        span = (line, at, found.start, found.end)
        if kind == "name":
            if "customer.gives_name" in out or asked_for_name(w):
                out.setdefault("customer.gives_name", span)
                know(
                    w,
                    found.value.get("key") or found.value.get("surname"),
                    found.value.get("title"),
                    (line, at, 0, 0),
                    out,
                )
                out["customer.gives.name"] = span
            continue
        if kind in DIGIT_KINDS:
            digits = str(found.value.get("digits") or found.value.get("id") or "")
            kinds = {kind}
            if w.asked and kind in ("number", "phone", w.asked):
                kinds.add(w.asked)
            for one in sorted(kinds):
                w.given = {**w.given, one: digits}
                out["customer.gives." + one] = span
        else:
            out["customer.gives." + kind] = span


def asked_for_name(w: State) -> bool:
    """Whether the agent's last turn asked for the name, and it is not known yet."""
    if w.surname is not None or w.asked != "name":
        return False
    last = max(
        (w.seen[name][0] for name in ("agent.asks_name", "agent.asks_name_bluntly") if name in w.seen), default=0
    )
    return last >= w.turn_line


def _bare_name(w: State, text: str, whole: Seen, out: Signals) -> None:
    """The answer to the question for the name is often nothing but the name."""
    plain = text.strip(_EDGES)
    words = plain.split()
    if not words or not all(word.isalpha() for word in words) or "customer.agrees" in out or "customer.refuses" in out:
        return
    chinese = plain[0] > "\u2e80"
    if len(words) > 3 or len(plain) > (4 if chinese else 30) or any(char in SOUNDS for char in plain):
        return
    out["customer.gives_name"] = whole
    out["customer.gives.name"] = whole
    know(w, plain[0] if chinese else words[-1].lower(), None, (whole[0], whole[1], 0, 0), out)


def know(w: State, surname: str | None, title: str | None, here: Seen, out: Signals) -> None:
    """Remember how the customer is called."""
    if title:
        w.title = title
    if surname and w.surname != surname:
        if w.surname is None:
            out["name.known"] = here
        w.surname = surname


def _agent_entities(w: State, heard: i.Heard, line: int, at: int, out: Signals) -> None:
    for found in heard.entities:
        kind = found.kind
        span = (line, at, found.start, found.end)
        if kind == "name":
            _agent_names(w, found, span, out)
            continue
        out["agent.gives." + ("vague_deadline" if kind == "deadline" and found.value.get("vague") else kind)] = span
        if kind in DIGIT_KINDS:
            digits = str(found.value.get("digits") or found.value.get("id") or "")
            for given_kind, given in w.given.items():
                if is_read_back(given, digits):
                    out["agent.reads_back." + given_kind] = span


def _agent_names(w: State, found: i.Entity, span: Seen, out: Signals) -> None:
    key = found.value.get("key") or found.value.get("surname")
    title = found.value.get("title")
    if w.surname is None and title in PERSONAL_TITLES:
        w.surname = key
        out["name.known"] = (span[0], span[1], 0, 0)
    if key is not None and key == w.surname:
        if "agent.names_customer" in out:
            mark(w, {"agent.names_customer": span})
        out["agent.names_customer"] = span
    else:
        out["agent.names_other"] = span


def _said_while_waiting(w: State, line: int, got: i.Said, end: int, out: Signals) -> None:
    wait = w.wait
    assert wait is not None
    if got.by == "third":
        return
    if wait.off is None:
        if got.by != "customer":
            out["wait.checked_in"] = (line, got.at, 0, len(got.text))
            w.returned = tuple(name for name in out if name.startswith("agent."))
            w.wait = Wait(wait.since, line, wait.hold, wait.mute, back_end=end)
        return
    # After a mere “all right” of the customer the agent may put them on hold again.
    if wait.spoken and (got.by != "customer" or "customer.turn" in out):
        w.wait = Wait(
            wait.since, wait.line, False, False, wait.off, wait.back, wait.back_line, wait.back_end, wait.spoken + 1
        )
    elif not wait.spoken and got.by != "customer":
        names = tuple(name for name in out if name.startswith("agent."))
        w.wait = Wait(wait.since, wait.line, False, False, wait.off, names, line, end, 1)

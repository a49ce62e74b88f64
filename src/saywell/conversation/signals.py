"""What an input means for the state, and the signals that norms listen to. Deterministic: the fold uses it too.

A signal is a dotted name: `agent.greets` (a move), `customer.gives.phone` (an entity), `hold.on`, `hangup.agent`,
`wait.started`, `transfer.asked`, `lookup.order.differs`, `done.forwarded`. It maps to the span of its evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from saywell.conversation import inputs as i
from saywell.conversation.marks import Names, Signals, mark
from saywell.conversation.saved import Ring, Seen, Wait
from saywell.conversation.spoken import figures, know, said
from saywell.conversation.state import State, rings_out

ORDER_STATES: Final = frozenset(["unpaid", "paid", "not_updated", "in_transit", "stalled", "late", "signed"])
_SAID: Final = i.Said
_DONE: Final = Names("done.")


def arrive(w: State, line: int, got: i.Input) -> Signals:
    """Let an input work on `w` (which changes) and return its signals."""
    at = got.at
    w.line = line
    if at > w.clock:
        w.clock = at
    out: Signals = {}
    if type(got) is _SAID:
        said(w, line, at, got, out)
    else:
        handler = _HANDLERS.get(type(got))
        if handler is not None:
            handler(w, got, (line, at, 0, 0), out)
    mark(w, out)
    return out


def _opened(w: State, got: i.Opened, here: Seen, out: Signals) -> None:
    w.opened = got
    w.purpose = got.purpose
    if got.customer is not None:
        w.surname = got.customer.key or got.customer.surname
        w.title = got.customer.title
        for kind, value in (("phone", got.customer.phone), ("account", got.customer.account)):
            if value:
                w.given = {**w.given, kind: value}
    out["call.opened"] = here
    out["call." + got.direction] = here
    if got.purpose is not None:
        out["purpose." + got.purpose] = here
    if got.channel == "chat":
        out["call.started"] = here
    elif got.facts.get("answered"):
        _answered(w, i.Answered(got.at), here, out)


def _ringing(w: State, got: i.Ringing, here: Seen, out: Signals) -> None:
    ring = w.ring
    w.ring = Ring(got.at if ring.since is None else ring.since, ring.count + 1, ring.time, ring.answered)
    out["call.ringing"] = here


def _answered(w: State, got: i.Answered, here: Seen, out: Signals) -> None:
    ring = w.ring
    if ring.answered is not None:
        return
    start = ring.since if ring.since is not None else (w.opened.at if w.opened else got.at)
    time = max(got.at - start, (ring.count - 1) * figures(w).ring_length)
    w.ring = Ring(ring.since, ring.count, time, got.at)
    w.quiet_from = got.at
    w.elapsed = 0
    out["call.answered"] = here
    out["call.started"] = here


def _speech(w: State, got: i.Speech, here: Seen, out: Signals) -> None:
    w.elapsed = 0
    if got.on:
        w.quiet_from = None
        if got.by == "customer":
            out["customer.speaks"] = here
            out["customer.voice"] = here
    else:
        w.quiet_from = got.at
        if got.by == "customer" and got.at > w.customer_end:
            w.customer_end = got.at


def _key(w: State, hold: bool, on: bool, here: Seen, out: Signals) -> None:
    out[("hold." if hold else "mute.") + ("on" if on else "off")] = here
    wait = w.wait
    line, at = here[0], here[1]
    if on:
        if wait is None:
            w.wait = Wait(at, line, hold, not hold)
            w.returned = ()
            out["wait.started"] = here
        elif wait.off is not None:
            w.wait = Wait(wait.since, line, hold, not hold, back_end=wait.back_end)
            if wait.spoken:
                w.returned = wait.back
                out["wait.checked_in"] = here
        else:
            w.wait = Wait(wait.since, wait.line, wait.hold or hold, wait.mute or not hold)
        return
    if wait is None or wait.off is not None:
        return
    still_hold = wait.hold and not hold
    still_mute = wait.mute and hold
    off = None if still_hold or still_mute else at
    w.wait = Wait(wait.since, wait.line, still_hold, still_mute, off)
    if off is not None:
        out["wait.off"] = here
        w.quiet_from = at
        w.elapsed = 0


def _hold(w: State, got: i.Hold, here: Seen, out: Signals) -> None:
    _key(w, True, got.on, here, out)


def _mute(w: State, got: i.Mute, here: Seen, out: Signals) -> None:
    _key(w, False, got.on, here, out)


def _transfer(w: State, got: i.Transfer, here: Seen, out: Signals) -> None:
    out["transfer." + got.step] = here
    if got.step == "done":
        _finish(w, "transfer", here, out)


def _identified(w: State, got: i.Identified, here: Seen, out: Signals) -> None:
    out["identified"] = here
    know(w, got.key or got.surname, got.title, here, out)
    for kind, value in (("phone", got.phone), ("account", got.account)):
        if value:
            w.given = {**w.given, kind: value}


def _looked_up(w: State, got: i.LookedUp, here: Seen, out: Signals) -> None:
    out["lookup"] = out["lookup." + got.what] = out["lookup." + got.what + "." + got.result] = here
    state = got.fields.get("state")
    if isinstance(state, str) and state in ORDER_STATES:
        out["order." + state] = here


def _form(w: State, got: i.FormFilled, here: Seen, out: Signals) -> None:
    filled = tuple(sorted(name for name, value in got.fields.items() if value not in (None, "", [], {})))
    w.forms = {**w.forms, got.form: tuple(sorted({*w.forms.get(got.form, ()), *filled}))}
    out["form." + got.form] = here
    out["form"] = here


def _measured(w: State, got: i.Measured, here: Seen, out: Signals) -> None:
    who = got.by
    out["measured." + who] = here
    if who == "agent":
        if got.loudness_db is not None:
            if w.loudness is not None:
                step = got.loudness_db - w.loudness
                if step >= figures(w).loudness_jump:
                    out["agent.jumps_louder"] = here
                elif step >= figures(w).loudness_step:
                    out["agent.louder"] = here
                else:
                    out["agent.same_loudness"] = here
            w.loudness = got.loudness_db
        if got.units_per_min is not None:
            if w.speed is not None:
                slower = got.units_per_min <= w.speed * (1 - figures(w).slower_by)
                out["agent.slower" if slower else "agent.not_slower"] = here
            w.speed = got.units_per_min
        if got.overlap_ms is not None and got.overlap_ms >= figures(w).overlap_min:
            out["agent.interrupts"] = here
    elif who == "customer":
        if got.loudness_db is not None and got.loudness_db <= -45:
            out["customer.sounds_low"] = here
        if got.noise_db is not None and got.noise_db >= -35:
            out["customer.sounds_noisy"] = here
        if got.lost_percent is not None and got.lost_percent >= 10:
            out["customer.sounds_broken"] = here


def _incident(w: State, got: i.Incident, here: Seen, out: Signals) -> None:
    out["incident.on" if got.on else "incident.off"] = here


def _colleague(w: State, got: i.Colleague, here: Seen, out: Signals) -> None:
    w.colleague = got
    out["colleague." + got.status] = here
    if got.shift is not None:
        out["colleague.shift." + got.shift] = here


def _done(w: State, got: i.Done, here: Seen, out: Signals) -> None:
    out[_DONE.of(got.what)] = here
    out["done"] = here


def _hung_up(w: State, got: i.HungUp, here: Seen, out: Signals) -> None:
    out["hangup"] = here
    if got.by != "agent" or not rings_out(w):
        out["hangup." + got.by] = here
    _finish(w, got.by, here, out)


def _finish(w: State, by: str, here: Seen, out: Signals) -> None:
    if w.over is None:
        w.over = here[1]
        w.over_by = by
        out["call.over"] = here


def _ended(w: State, got: i.Ended, here: Seen, out: Signals) -> None:
    w.ended = True
    out["record.ended"] = here


_HANDLERS: Final[dict[type, Callable[[State, Any, Seen, Signals], None]]] = {
    i.Opened: _opened,
    i.Ringing: _ringing,
    i.Answered: _answered,
    i.Speech: _speech,
    i.Hold: _hold,
    i.Mute: _mute,
    i.Transfer: _transfer,
    i.Identified: _identified,
    i.LookedUp: _looked_up,
    i.FormFilled: _form,
    i.Measured: _measured,
    i.Incident: _incident,
    i.Colleague: _colleague,
    i.Done: _done,
    i.HungUp: _hung_up,
    i.Ended: _ended,
}

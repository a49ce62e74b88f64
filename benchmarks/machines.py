"""The policy as state machines, one for each rule, driven by the same dispatcher: `transitions`, `python-statemachine`.

Each machine is built once and put back to its first state for each call, which spares these libraries the cost of
building machines. The machines keep no clock: the dispatcher lets what fell due happen first.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from benchmarks.policy import CUSTOMER, PROMPT, SILENCE, Board, Step, Verdicts

Send = Callable[[str], Any]


class Peer:
    """Five machines and their dispatcher: `sends` has a door for each, by rule."""

    def __init__(self, board: Board, sends: dict[str, Send], reset: Callable[[], None]) -> None:
        self.board = board
        self.sends = sends
        self._reset = reset

    def play(self, calls: Iterable[list[Step]]) -> int:
        """Run the calls; how many steps that were."""
        done = 0
        for call in calls:
            self.board.reset()
            self._reset()
            for kind, at in call:
                self._settle(at)
                self._take(kind, at)
            done += len(call)
        return done

    def verdicts(self, calls: Iterable[list[Step]]) -> Verdicts:
        """What the machines found."""
        self.board.verdicts.clear()
        self.play(calls)
        return self.board.verdicts.copy()

    def _settle(self, at: int) -> None:
        board = self.board
        while True:
            silent = None if board.fired else board.quiet + SILENCE
            due = board.due
            if silent is not None and silent <= at and (due is None or silent <= due):
                board.fired = True
                if not board.held:
                    if board.due is None:
                        board.due = silent + PROMPT
                    self.sends["silence"]("silent")
            elif due is not None and due <= at:
                board.due = None
                self.sends["silence"]("late")
            else:
                return

    def _take(self, kind: str, at: int) -> None:
        board, sends = self.board, self.sends
        if kind in CUSTOMER:
            if board.speaks("customer", at):
                sends["greeting"]("customer_turn")
                sends["thank"]("customer_turn")
            sends["silence"]("customer")
        elif kind == "hold":
            sends["announce"]("hold")
            board.held = True
        elif kind == "back":
            board.held = False
            sends["thank"]("back")
        elif kind == "hangup":
            for rule in ("greeting", "silence", "thank", "closing"):
                sends[rule]("hangup")
        else:
            if board.speaks("agent", at):
                sends["announce"]("agent_turn")
            if kind in _DOORS:
                sends[_DOORS[kind]](kind)


_DOORS = {"greet": "greeting", "prompt": "silence", "announce": "announce", "thank": "thank", "ask_else": "closing"}


class Deeds:
    """What the machines do on their ways."""

    def __init__(self, board: Board) -> None:
        self.board = board

    def spoke_once(self) -> bool:
        return self.board.turn >= 1

    def had_the_turn(self) -> bool:
        return self.board.turn >= self.board.thank_by

    def greeted(self) -> None:
        self.board.judge("greeting", "met")

    def not_greeted(self) -> None:
        self.board.judge("greeting", "missed")

    def prompted(self) -> None:
        self.board.due = None
        self.board.judge("silence", "met")

    def not_prompted(self) -> None:
        self.board.due = None
        self.board.judge("silence", "missed")

    def waived(self) -> None:
        self.board.due = None

    def announced_hold(self) -> None:
        self.board.judge("announce", "met")

    def bare_hold(self) -> None:
        self.board.judge("announce", "missed")

    def owe_thanks(self) -> None:
        self.board.thank_by = self.board.turn if self.board.floor == "agent" else self.board.turn + 1

    def thanked(self) -> None:
        self.board.judge("thank", "met")

    def not_thanked(self) -> None:
        self.board.judge("thank", "missed")

    def closed(self) -> None:
        self.board.judge("closing", "met")

    def closed_bare(self) -> None:
        self.board.judge("closing", "missed")


WAYS: dict[str, list[dict[str, str]]] = {
    "greeting": [
        {"trigger": "greet", "source": "owed", "dest": "done", "after": "greeted"},
        {
            "trigger": "customer_turn",
            "source": "owed",
            "dest": "done",
            "conditions": "spoke_once",
            "after": "not_greeted",
        },
        {"trigger": "hangup", "source": "owed", "dest": "done", "after": "not_greeted"},
        {"trigger": "greet", "source": "done", "dest": "done"},
    ],
    "silence": [
        {"trigger": "silent", "source": "calm", "dest": "due"},
        {"trigger": "prompt", "source": "due", "dest": "calm", "after": "prompted"},
        {"trigger": "late", "source": "due", "dest": "calm", "after": "not_prompted"},
        {"trigger": "customer", "source": "due", "dest": "calm", "after": "waived"},
        {"trigger": "hangup", "source": "due", "dest": "calm", "after": "not_prompted"},
    ],
    "announce": [
        {"trigger": "announce", "source": "bare", "dest": "told"},
        {"trigger": "agent_turn", "source": "told", "dest": "bare"},
        {"trigger": "hold", "source": "told", "dest": "told", "after": "announced_hold"},
        {"trigger": "hold", "source": "bare", "dest": "bare", "after": "bare_hold"},
    ],
    "thank": [
        {"trigger": "back", "source": "none", "dest": "owed", "after": "owe_thanks"},
        {"trigger": "thank", "source": "owed", "dest": "none", "after": "thanked"},
        {
            "trigger": "customer_turn",
            "source": "owed",
            "dest": "none",
            "conditions": "had_the_turn",
            "after": "not_thanked",
        },
        {"trigger": "hangup", "source": "owed", "dest": "none", "after": "not_thanked"},
    ],
    "closing": [
        {"trigger": "ask_else", "source": "open", "dest": "asked"},
        {"trigger": "hangup", "source": "asked", "dest": "asked", "after": "closed"},
        {"trigger": "hangup", "source": "open", "dest": "open", "after": "closed_bare"},
    ],
}
STATES = {
    "greeting": ("owed", "done"),
    "silence": ("calm", "due"),
    "announce": ("bare", "told"),
    "thank": ("none", "owed"),
    "closing": ("open", "asked"),
}


def with_transitions() -> Peer:
    """The machines in `transitions`."""
    from transitions import Machine

    board = Board()
    machines: dict[str, Any] = {}
    for rule, ways in WAYS.items():
        model = Deeds(board)
        machines[rule] = Machine(
            model,
            states=list(STATES[rule]),
            initial=STATES[rule][0],
            transitions=ways,
            auto_transitions=False,
            ignore_invalid_triggers=True,
        )

    def reset() -> None:
        for rule, machine in machines.items():
            machine.set_state(STATES[rule][0])

    return Peer(board, {rule: machine.model.trigger for rule, machine in machines.items()}, reset)


def _fill(body: dict[str, Any], space: dict[str, Any]) -> None:
    space.update(body)


def with_statemachine() -> Peer:
    """The machines in `python-statemachine`."""
    from statemachine import State, StateMachine

    board = Board()
    machines: dict[str, Any] = {}
    for rule, ways in WAYS.items():
        first, second = STATES[rule]
        states = {first: State(first, initial=True), second: State(second)}
        body: dict[str, Any] = dict(states)
        for way in ways:
            to = states[way["source"]].to(states[way["dest"]], cond=way.get("conditions"), on=way.get("after"))
            body[way["trigger"]] = body[way["trigger"]] | to if way["trigger"] in body else to
        body |= {"allow_event_without_transition": True, "catch_errors_as_events": False}
        kind: Any = types.new_class(f"{rule.title()}Machine", (StateMachine,), {}, partial(_fill, body))
        machines[rule] = kind(Deeds(board))

    def reset() -> None:
        for rule, machine in machines.items():
            machine.current_state_value = STATES[rule][0]

    return Peer(board, {rule: machine.send for rule, machine in machines.items()}, reset)

"""The eight laws of the engine, on random conversations under every shipped standard."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conversation.strategies import conversations

from saywell.app.standards import open_standard, shipped
from saywell.conversation import events as e
from saywell.conversation import inputs as i
from saywell.conversation.advice import advise
from saywell.conversation.decide import handle, settle, step
from saywell.conversation.fold import fold, fold_all
from saywell.conversation.plan import Plan, plan_for
from saywell.conversation.saved import Saved
from saywell.conversation.state import State, next_deadline, restore, save
from saywell.kernel.errors import SaywellError
from saywell.quality.score import card, run
from saywell.standard.model import Standard

RUNS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture(params=shipped(), scope="module")
def standard(request: pytest.FixtureRequest) -> Standard:
    """Each shipped standard in turn."""
    return open_standard(str(request.param))


def live(standard: Standard, inputs: list[i.AnyInput]) -> tuple[list[e.AnyEvent], State]:
    """The events and the state of a conversation as it happens, its end included."""
    plan = plan_for(standard, inputs[0])  # type: ignore[arg-type]
    state = State()
    out: list[e.AnyEvent] = []
    for got in [*inputs, None]:
        events, state = step(plan, state, got if got is not None else i.Ended(state.clock))
        out.extend(events)
    return out, state


def dump(value: object) -> bytes:
    """Bytes that are equal only for equal values."""
    return msgspec.json.encode(save(value) if isinstance(value, State) else value)


@given(data=st.data())
@RUNS
def test_law_1_replaying_the_events_gives_the_same_state(standard: Standard, data: st.DataObject) -> None:
    events, state = live(standard, data.draw(conversations(standard)))
    assert dump(fold_all(events)) == dump(state)


Events = list[e.AnyEvent]


def settled_often(plan: Plan, state: State, got: i.AnyInput, data: st.DataObject) -> tuple[Events, State]:
    """A step with calls of settle before it, at any moments."""
    out: Events = []
    if state.line:
        for share in sorted(data.draw(st.lists(st.floats(0, 1), max_size=3))):
            now = state.clock + int((got.at - state.clock) * share)
            for event in settle(plan, state, now):
                state = fold(state, event)
                out.append(event)
    for event in handle(plan, state, got):
        state = fold(state, event)
        out.append(event)
    return out, state


def saved_before(plan: Plan, state: State, got: i.AnyInput, data: st.DataObject) -> tuple[Events, State]:
    """A step from a state that was saved and restored, its events too."""
    saved = msgspec.json.decode(msgspec.json.encode(save(state)), type=Saved)
    events, state = step(plan, restore(saved), got)
    return msgspec.json.decode(msgspec.json.encode(events), type=Events), state


@pytest.mark.parametrize("take", [settled_often, saved_before], ids=["law 2", "law 3"])
@given(data=st.data())
@RUNS
def test_laws_2_and_3_settling_at_any_time_and_saving_change_nothing(
    standard: Standard, take: Callable[..., tuple[Events, State]], data: st.DataObject
) -> None:
    inputs = data.draw(conversations(standard))
    plan = plan_for(standard, inputs[0])  # type: ignore[arg-type]
    state = State()
    out: Events = []
    for got in inputs:
        events, state = take(plan, state, got, data)
        out.extend(events)
    out.extend(handle(plan, state, i.Ended(max(inputs[-1].at, state.clock))))
    assert dump(out) == dump(live(standard, inputs)[0])


@given(data=st.data())
@RUNS
def test_law_4_every_duty_that_opens_ends_exactly_once(standard: Standard, data: st.DataObject) -> None:
    events, state = live(standard, data.draw(conversations(standard)))
    running: set[str] = set()
    for event in events:
        if isinstance(event, e.DutyOpened):
            assert event.norm not in running
            running.add(event.norm)
        elif isinstance(event, e.PromiseMade):
            running.add(f"{event.norm}#{event.line}")
        elif isinstance(event, e.Judged) and event.ends:
            assert event.verdict in ("met", "missed", "broken", "waived", "not_applicable")
            assert event.why or event.verdict == "met"
            running.remove(event.ends)
    assert not running
    assert not state.duties
    assert not state.promises


@given(data=st.data())
@RUNS
def test_law_5_an_act_is_permitted_only_when_its_permit_says_so(standard: Standard, data: st.DataObject) -> None:
    inputs = data.draw(conversations(standard))
    plan = plan_for(standard, inputs[0])  # type: ignore[arg-type]
    state = State()
    for got in inputs:
        due = settle(plan, state, got.at) if state.line else []
        before = state
        for event in due:
            before = fold(before, event)
        shown = {act.norm: act for act in advise(plan, before, got.at).acts} if state.line else {}
        events, state = step(plan, state, got)
        for event in events[len(due) :]:
            if isinstance(event, e.Judged) and event.kind == "permit" and event.norm in shown:
                assert shown[event.norm].open == (event.verdict == "met")
                assert event.clauses


@given(data=st.data())
@RUNS
def test_law_6_a_live_session_finds_what_scoring_its_recording_finds(standard: Standard, data: st.DataObject) -> None:
    inputs = data.draw(conversations(standard))
    recorded = card(run(standard, inputs))
    plan = plan_for(standard, inputs[0])  # type: ignore[arg-type]
    state = State()
    out: list[e.AnyEvent] = []
    for got in inputs:
        while state.line and (due := next_deadline(state)) is not None and due <= got.at:
            for event in settle(plan, state, due):
                state = fold(state, event)
                out.append(event)
        events, state = step(plan, state, got)
        out.extend(events)
    out.extend(step(plan, state, i.Ended(state.clock))[0])
    done = run(standard, inputs)
    done.events = out
    assert dump(card(done)) == dump(recorded)


@given(data=st.data())
@RUNS
def test_law_7_no_input_raises_anything_but_a_named_error(standard: Standard, data: st.DataObject) -> None:
    inputs = data.draw(conversations(standard))
    order = data.draw(st.permutations(inputs)) if data.draw(st.booleans()) else inputs * 2
    plan = plan_for(standard, inputs[0])  # type: ignore[arg-type]
    state = State()
    for got in order:
        before = dump(state)
        refused: SaywellError | None = None
        try:
            _, state = step(plan, state, got)
        except SaywellError as error:
            refused = error
        if refused is not None:
            assert refused.code.startswith("input.")
            assert refused.render("zh-Hans") != refused.code
            assert dump(state) == before


def test_law_8_no_reference_line_trips_a_ban_of_its_own_standard(standard: Standard) -> None:
    from saywell.exchange.hear import ear_for

    ear = ear_for(standard)
    tripped = []
    for line in standard.lines.values():
        for lang, text in line.texts.items():
            heard = ear.hear(i.Said(0, by="agent", text=text))
            for move in heard.moves:
                if move.id.startswith("taboo."):
                    tripped.append((line.id, lang, move.id, text[move.start : move.end]))
    assert not tripped

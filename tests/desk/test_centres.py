"""Who gets whom: offers, waiting, figures, alerts."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from saywell.desk import centre as c
from saywell.kernel.errors import SaywellError

SECOND = 1000


def centres() -> c.Centres:
    return c.Centres(lambda _, at: str(at // 86_400_000))


class Day:
    """A centre whose commands are given by hand."""

    def __init__(self) -> None:
        self.decider, self.office, self.now = centres(), c.Office(id="x"), 0
        self.events: list[c.AnyCentreEvent] = []

    def do(self, command: c.AnyCentreEvent) -> None:
        self.take(self.decider.decide(self.office, command, self.now))

    def later(self, seconds: int) -> None:
        self.now += seconds * SECOND
        self.take(self.decider.settle(self.office, self.now))

    def take(self, events: object) -> None:
        for event in events:  # type: ignore[attr-defined]
            self.events.append(event)
            self.office = self.decider.fold(self.office, event)

    def idle(self, number: str, queues: tuple[str, ...] = ()) -> None:
        self.do(c.Joined(0, number=number, name=number, queues=queues))
        self.do(c.StatusSet(0, number=number, status="idle"))

    def came(self, talk: str, channel: str = "phone", queue: str = "") -> None:
        self.do(c.Came(0, talk=talk, channel=channel, queue=queue, target=20 * SECOND))

    def offered(self, talk: str) -> str:
        return self.office.waiting[talk].offered


def test_the_longest_waiting_goes_to_the_longest_idle() -> None:
    day = Day()
    day.came("a")
    day.now += SECOND
    day.came("b")
    day.now += SECOND
    day.idle("1")
    assert day.offered("a") == "1" and day.offered("b") == ""
    day.now += SECOND
    day.idle("2")
    assert day.offered("b") == "2"


def test_whoever_answered_elsewhere_has_the_call_and_it_rings_at_nobody() -> None:
    day = Day()
    day.idle("1")
    day.do(c.Joined(0, number="pbx", name="pbx"))
    day.do(c.Came(0, talk="a", channel="phone", queue="", target=20 * SECOND, taker="pbx"))
    assert day.office.owner == {"a": "pbx"} and not day.office.waiting
    assert not [event for event in day.events if isinstance(event, c.Offered)]
    day.came("b")
    assert day.offered("b") == "1"


def test_who_does_not_answer_loses_the_call_to_the_next() -> None:
    day = Day()
    day.idle("1")
    day.came("a")
    day.now += SECOND
    day.idle("2")
    assert day.offered("a") == "1"
    day.later(25)
    assert day.offered("a") == "2"
    assert day.decider.wake(day.office) == day.now + c.PATIENCE


def test_it_rings_on_at_the_only_one_who_is_there() -> None:
    day = Day()
    day.idle("1")
    day.came("a")
    day.later(25)
    assert day.offered("a") == "1"
    wake = day.decider.wake(day.office)
    assert wake is not None and wake > day.now


def test_who_takes_a_break_while_it_rings_is_rung_no_more() -> None:
    day = Day()
    day.idle("1")
    day.came("a")
    day.do(c.StatusSet(0, number="1", status="break"))
    assert day.offered("a") == "" and day.office.people["1"].offered == ""
    day.idle("2")
    assert day.offered("a") == "2"


def test_an_agent_has_one_call_or_three_chats() -> None:
    day = Day()
    day.idle("1")
    for n in range(5):
        day.came(f"chat{n}", "chat")
    taken = []
    while offered := [talk for talk, one in day.office.waiting.items() if one.offered == "1"]:
        day.do(c.Taken(0, talk=offered[0], number="1"))
        taken.append(offered[0])
    assert taken == ["chat0", "chat1", "chat2"]
    day.came("phone")
    assert day.offered("phone") == ""


def test_queues_are_for_those_who_work_in_them() -> None:
    day = Day()
    day.idle("1", ("repairs",))
    day.came("a", queue="sales")
    day.came("b", queue="repairs")
    assert day.offered("a") == "" and day.offered("b") == "1"


def test_nobody_is_rung_while_they_write_up() -> None:
    day = Day()
    day.idle("1")
    day.came("a")
    day.do(c.Taken(0, talk="a", number="1"))
    day.do(c.Ended(0, talk="a", missed=1, broken=2))
    day.came("b")
    assert day.offered("b") == "" and day.office.people["1"].status == "wrap_up"
    day.do(c.Finished(0, talk="a"))
    assert day.offered("b") == "1"
    assert (day.office.figures.missed, day.office.figures.broken) == (1, 2)


def test_the_days_figures_count_answers_in_time_and_those_who_left() -> None:
    day = Day()
    day.idle("1")
    day.came("a")
    day.now += 3 * SECOND
    day.do(c.Taken(0, talk="a", number="1"))
    day.came("b")
    day.now += 60 * SECOND
    day.do(c.Ended(0, talk="b"))
    figures = day.office.figures
    assert (figures.offered, figures.answered, figures.abandoned, figures.in_target) == (2, 1, 1, 1)
    assert figures.waited == figures.longest == 3 * SECOND
    day.now += 86_400 * SECOND
    day.came("c")
    assert day.office.figures.offered == 1


def test_three_breaches_in_ten_minutes_alert_once() -> None:
    day = Day()
    day.idle("1")
    for n in range(5):
        day.do(c.Breached(0, talk=f"t{n}", number="1"))
        day.now += SECOND
    [alert] = day.office.alerts
    assert (alert.number, alert.count, alert.talks) == ("1", 3, ("t0", "t1", "t2"))
    day.now += 1200 * SECOND
    day.do(c.Breached(0, talk="t9", number="1"))
    assert len(day.office.alerts) == 1


COMMANDS = st.one_of(
    st.builds(lambda n: c.Joined(0, number=n, name=n), st.sampled_from("123")),
    st.builds(
        lambda n, s: c.StatusSet(0, number=n, status=s),
        st.sampled_from("123"),
        st.sampled_from(["idle", "break", "off"]),
    ),
    st.builds(
        lambda t, ch: c.Came(0, talk=t, channel=ch, queue="", target=1),
        st.sampled_from("abcdef"),
        st.sampled_from(["phone", "chat"]),
    ),
    st.builds(lambda t, n: c.Taken(0, talk=t, number=n), st.sampled_from("abcdef"), st.sampled_from("123")),
    st.builds(lambda t, n: c.Moved(0, talk=t, number=n), st.sampled_from("abcdef"), st.sampled_from("123")),
    st.builds(lambda t: c.Ended(0, talk=t), st.sampled_from("abcdef")),
    st.builds(lambda t: c.Finished(0, talk=t), st.sampled_from("abcdef")),
    st.builds(lambda t, n: c.Breached(0, talk=t, number=n), st.sampled_from("abcdef"), st.sampled_from("123")),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(COMMANDS, st.integers(0, 30)), max_size=60))
def test_whatever_happens_nothing_is_offered_or_owned_twice_and_replay_gives_the_same(
    commands: list[tuple[c.AnyCentreEvent, int]],
) -> None:
    day = Day()
    for command, seconds in commands:
        day.later(seconds)
        with suppress(SaywellError):
            day.do(command)
        office = day.office
        offers = sorted((one.talk, one.offered) for one in office.waiting.values() if one.offered)
        assert len(offers) == len({number for _, number in offers})
        assert sorted((one.offered, one.number) for one in office.people.values() if one.offered) == offers
        at_hand = [talk for agent in office.people.values() for talk in (*agent.talks, *agent.wrapping)]
        assert sorted(at_hand) == sorted(office.owner)
        assert not set(office.owner) & set(office.waiting)
        free = [a for a in office.people.values() if a.status == "idle"]
        assert not (free and any(not one.offered for one in office.waiting.values()))
        wake = day.decider.wake(office)
        assert wake is None or wake > day.now
    again = c.Office(id="x")
    for event in day.events:
        again = day.decider.fold(again, event)
    assert again == day.office

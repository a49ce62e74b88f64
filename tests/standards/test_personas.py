"""The scripted customers of the shipped standards: each can be read, reacts to moves that exist, in every language."""

from __future__ import annotations

import pytest

from saywell.app.demo_world import read_world
from saywell.app.practice import personas
from saywell.app.standards import open_standard, shipped
from saywell.standard.fill import slots_in
from saywell.trainer.customer import RUDE, Customer, Reply
from saywell.trainer.mind import Mind
from saywell.trainer.personas import read_persona

CASES = [(standard, id) for standard in shipped() for id in personas(standard)]
SPOKEN = {"zh-Hans", "zh-Hant", "yue", "en"}
SLOTS = {"surname", "title", "name", "phone", "account", "order", "item", "tracking"}


@pytest.mark.parametrize(("standard", "id"), CASES, ids=[f"{standard}-{id}" for standard, id in CASES])
def test_a_customer_fits_the_standard(standard: str, id: str) -> None:
    persona = read_persona(personas(standard)[id])
    known = set(open_standard(standard).moves) | {RUDE}
    replies: list[Reply] = [*persona.answers, *persona.script, *persona.fillers, *persona.when_silent]
    replies += [persona.ends] if persona.ends is not None else []
    assert {move for reply in replies for move in reply.when} <= known
    assert set(persona.title) == {"zh-Hans", "zh-Hant", "en"}
    wanted = set(persona.langs) or SPOKEN
    for reply in replies:
        assert not reply.text or wanted <= set(reply.text), reply.text
        assert all(set(slots_in(text)) <= SLOTS for text in reply.text.values())
        assert reply.text or reply.hang_up
    if persona.queue and personas(standard)[id].parent.parent.name == standard:
        assert persona.queue in {one.standard: one.queues for one in read_world(0).settings}[standard]


@pytest.mark.parametrize("standard", shipped())
def test_every_standard_has_customers_of_its_own_who_react_to_much(standard: str) -> None:
    own = [read_persona(path) for path in personas(standard).values() if path.parent.parent.name == standard]
    assert 4 <= len(own) <= 7
    for persona in own:
        assert len({move for reply in persona.answers for move in reply.when}) >= 6
        assert persona.when_silent and persona.ends is not None
        assert any(RUDE in reply.when for reply in persona.answers)
        assert any(reply.hang_up and "agent.farewell" in reply.when for reply in persona.answers)


def test_the_kinds_of_people_that_every_centre_meets_are_there() -> None:
    common = {path.stem for path in personas("bank").values() if path.parent.parent.name == "common"}
    assert common >= {
        "order", "silent", "hurried", "angry", "wrong_number", "cantonese", "english", "talkative", "elderly",
    }  # fmt: skip


class Conversation:
    """A conversation with an agent whose moves the test names; each turn ends when the customer has spoken."""

    def __init__(self, standard: str, id: str) -> None:
        persona = read_persona(personas(standard)[id])
        lang = persona.langs[0] if persona.langs else "zh-Hans"
        self.mind = Mind(Customer(persona), 0, phone=persona.channel == "phone", lang=lang)
        self.mind.answered(0)
        self.now = 0
        self.said: list[str] = []

    def agent(self, *moves: str) -> None:
        """The agent does these and waits for the customer, 20 s at most."""
        self.mind.heard(moves, self.now, self.now + 3_000)
        self.now += 3_000
        end, before = self.now + 20_000, len(self.said)
        while self.now < end and not self.mind.over and len(self.said) == before:
            self.later(500)
        self.later(4_000)

    def later(self, length: int) -> None:
        self.now += length
        self.said += [act.text for act in self.mind.act(self.now) if act.kind == "say"]

    @property
    def wanted(self) -> tuple[str, ...]:
        """What brings the next sentence of the script about."""
        customer = self.mind.customer
        return customer.persona.script[customer.at].when if not customer.done else ()


@pytest.mark.parametrize(("standard", "id"), CASES, ids=[f"{standard}-{id}" for standard, id in CASES])
def test_an_agent_who_helps_hears_the_whole_matter_and_the_customer_hangs_up(standard: str, id: str) -> None:
    call = Conversation(standard, id)
    call.agent("agent.greets", "agent.names_company", "agent.offers_help")
    for _ in range(12):
        if not call.mind.customer.done:
            call.agent(*(call.wanted or ("agent.answers",)))
    assert call.mind.customer.done
    for _ in range(3):
        call.agent("agent.asks_anything_else")
    for _ in range(2):
        call.agent("agent.thanks_for_call", "agent.farewell")
    if id != "silent":
        assert call.mind.over and 2 <= len(call.said) <= 20
        assert "…" not in "".join(call.said).replace("……", "")


@pytest.mark.parametrize(("standard", "id"), CASES, ids=[f"{standard}-{id}" for standard, id in CASES])
def test_silence_and_rudeness_are_not_borne_for_ever(standard: str, id: str) -> None:
    quiet = Conversation(standard, id)
    quiet.later(1_500_000)
    assert quiet.mind.over and (id == "silent" or len(quiet.said) >= 3)
    rude = Conversation(standard, id)
    rude.agent("agent.greets")
    for _ in range(5):
        rude.agent(RUDE, "agent.impatient")
    assert id == "silent" or (rude.mind.over and 2 <= len(rude.said) <= 8)

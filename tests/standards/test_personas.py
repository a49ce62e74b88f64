"""The scripted customers of the shipped standards: each can be read, reacts to moves that exist, in every language."""

from __future__ import annotations

import pytest

from saywell.app.demo_world import read_world
from saywell.app.practice import personas
from saywell.app.standards import open_standard, shipped
from saywell.standard.fill import slots_in
from saywell.trainer.customer import RUDE, Reply
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
